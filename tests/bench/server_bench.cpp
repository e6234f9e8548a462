// What a request costs before any route does something: /healthz and /api/v1/meta beside a stock cpp-httplib
// server that says hello, in the same run. Only the ratios mean something.
// Run it by hand, from a build with optimisation: …/tests/server_bench [SECONDS [CONNECTIONS]]

#include <cstdio>
#include <filesystem>
#include <thread>

#include "bench/hello.hpp"
#include "bench/stock_hello.hpp"
#include "crypto/digest.hpp"
#include "http/http_server.hpp"
#include "service/mall.hpp"

using namespace afterdesk;

namespace {

constexpr int rounds = 5;

/// The middle one of several runs.
bench::Rate middle(std::array<bench::Rate, rounds> rates) {
    std::sort(rates.begin(), rates.end(),
              [](auto const& a, auto const& b) { return a.per_second < b.per_second; });
    return rates[rounds / 2];
}

ServiceConfig service_config() {
    ServiceConfig config;
    config.now = [] {
        auto const now = std::chrono::system_clock::now().time_since_epoch();
        return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
    };
    config.random64 = crypto::random64;
    return config;
}

}  // namespace

int main(int argc, char** argv) {
    std::chrono::milliseconds const time{1'000 * (argc > 1 ? std::atoi(argv[1]) : 1)};
    int const connections = argc > 2 ? std::atoi(argv[2]) : 16;
    auto const folder =
        std::filesystem::temp_directory_path() / ("server_bench." + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    {
        store::Store store({folder.string(), store::Sharing::alone, 12, nullptr});
        Service service(store, service_config());
        Log const log(LogLevel::warning);
        http::HttpOptions options;
        options.port = 0;
        options.workers = 8;
        http::HttpServer ours(service, log, std::move(options));
        if (auto const problem = ours.start()) return std::fprintf(stderr, "%s\n", problem->c_str()), 1;
        struct Asked {
            char const* name;
            int port;
            char const* path;
            std::array<bench::Rate, rounds> rates{};
        };
        bench::StockHello const hello;
        std::array<Asked, 4> asked{{{"stock hello", hello.port, "/hi"},
                                    {"/healthz", ours.port(), "/healthz"},
                                    {"/api/v1/meta", ours.port(), "/api/v1/meta"},
                                    {"/api/v1/carriers", ours.port(), "/api/v1/carriers"}}};
        for (std::size_t round = 0; round < rounds; ++round) {
            for (Asked& one : asked)
                one.rates[round] = bench::Load(one.port, one.path, connections).run(time);
        }
        double const stock = middle(asked[0].rates).per_second;
        std::printf("%d connections, middle of %d runs\n", connections, rounds);
        for (Asked const& one : asked) {
            bench::Rate const rate = middle(one.rates);
            std::printf("%-18s %8.0f/s  %.2f x stock hello   %5.1f us of CPU   p99 %.2f ms\n", one.name,
                        rate.per_second, rate.per_second / stock, rate.cpu_us, rate.p99_ms);
        }
    }
    std::filesystem::remove_all(folder);
    return 0;
}

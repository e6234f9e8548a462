// What many live streams cost in one process: memory, threads, and how soon one event has reached all.
// Run it by hand, from a build with optimisation: …/tests/live_bench [STREAMS]

#include <sys/resource.h>
#include <sys/wait.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

#include "bench/hello.hpp"
#include "crypto/digest.hpp"
#include "http/http_server.hpp"
#include "service/mall.hpp"
#include "store/live.hpp"

using namespace afterdesk;

namespace {

constexpr int events = 20;
constexpr int first_address = 2, streams_of_address = 2'000;
constexpr std::uint64_t own_descriptors = 500;

/// A number of /proc/self/status.
long status(std::string const& key) {
    std::ifstream file("/proc/self/status");
    for (std::string line; std::getline(file, line);) {
        if (line.rfind(key + ":", 0) == 0) return std::atol(line.c_str() + key.size() + 1);
    }
    return 0;
}

std::uint64_t raise_descriptors() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur;
}

/// The listening side, in a process of its own: it opens the streams, says so, and writes for each event how
/// many milliseconds of the machine's clock each stream waited for it.
class Listeners {
  public:
    Listeners(int port, std::string const& cookie, int count) : epoll_(::epoll_create1(0)) {
        std::string const request =
            "GET /api/v1/buyer/events HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: " + cookie + "\r\n\r\n";
        for (int i = 0; i < count; ++i) {
            int const fd = bench::connect_to(port, first_address + i / streams_of_address);
            if (fd < 0) break;
            static_cast<void>(::send(fd, request.data(), request.size(), MSG_NOSIGNAL));
            epoll_event event{};
            event.events = EPOLLIN;
            event.data.fd = fd;
            ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
        }
    }
    /// Reads for ever: of each event in a stream the time since it was committed.
    void tell(int to) {
        std::array<epoll_event, 512> ready{};
        std::array<char, 16'384> buffer{};
        while (true) {
            int const count = ::epoll_wait(epoll_, ready.data(), static_cast<int>(ready.size()), -1);
            for (int i = 0; i < count; ++i) {
                int const fd = ready[static_cast<std::size_t>(i)].data.fd;
                ssize_t const got = ::recv(fd, buffer.data(), buffer.size(), MSG_DONTWAIT);
                if (got <= 0) {
                    ::epoll_ctl(epoll_, EPOLL_CTL_DEL, fd, nullptr);
                    continue;
                }
                std::string_view const text(buffer.data(), static_cast<std::size_t>(got));
                bool const hello = text.find("event: hello") != std::string_view::npos;
                bool const event = text.find("event: ticket") != std::string_view::npos;
                char const mark = event ? 'e' : 'h';
                if (hello || event) static_cast<void>(::write(to, &mark, 1));
            }
        }
    }

  private:
    int epoll_;
};

/// Waits for so many marks; of each the milliseconds since `begin`.
std::vector<double> wait_for(int from, char mark, int count, bench::Steady::time_point begin) {
    std::vector<double> times;
    std::array<char, 4'096> marks{};
    while (static_cast<int>(times.size()) < count && bench::ms_since(begin) < 60'000) {
        ssize_t const got = ::read(from, marks.data(), marks.size());
        if (got <= 0) break;
        for (ssize_t i = 0; i < got; ++i) {
            if (marks[static_cast<std::size_t>(i)] == mark) times.push_back(bench::ms_since(begin));
        }
    }
    std::sort(times.begin(), times.end());
    return times;
}

ServiceConfig service_config() {
    ServiceConfig config;
    config.demo = true;
    config.demo_people = {{{"mall"}, wire::Audience::buyer, "b1"}};
    config.now = [] {
        auto const now = std::chrono::system_clock::now().time_since_epoch();
        return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
    };
    config.random64 = crypto::random64;
    return config;
}

void commit_event(store::Store& store) {
    Ticket ticket;
    ticket.no = {"AS1"};
    ticket.order_no = {"E1"};
    ticket.shop_id = {"s1"};
    ticket.buyer_id = {"b1"};
    ticket.version = 1;
    store.write([&](store::WriteTx& tx) {
        store::add_live_event(tx, {"mall"}, ticket, ticket.version);
        return true;
    });
}

int run(int wanted, std::string const& folder) {
    store::Store store({folder, store::Sharing::alone, 12, nullptr});
    Mall mall;
    mall.tenant = {{"mall"}, "Mall", "mall"};
    mall.buyers = {{{"b1"}, "b1", "1"}};
    load_mall(store, mall);
    Service service(store, service_config());
    auto const in = service.sessions.sign_in_to_demo(wire::Audience::buyer, {"127.0.0.1", ""});
    if (!in.ok()) return 1;
    Log const log(LogLevel::warning);
    http::HttpOptions options;
    options.port = 0;
    options.workers = 8;
    auto const most = static_cast<std::size_t>(wanted);
    options.limits.connections = most * 2;
    options.streams = {most, most, {most, 1, 1}};
    http::HttpServer server(service, log, std::move(options));
    if (auto const problem = server.start()) return std::fprintf(stderr, "%s\n", problem->c_str()), 1;

    long const memory = status("VmRSS"), threads = status("Threads");
    int ends[2] = {-1, -1};
    if (::pipe(ends) != 0) return 1;
    auto const begin = bench::Steady::now();
    pid_t const listening = ::fork();
    if (listening == 0) {
        Listeners(server.port(), "afterdesk-buyer=" + in->session_token, wanted).tell(ends[1]);
        ::_exit(0);
    }
    ::close(ends[1]);
    auto const opened = wait_for(ends[0], 'h', wanted, begin);
    std::printf("%zu streams of %d, opened in %.1f s\n", opened.size(), wanted,
                bench::ms_since(begin) / 1'000);
    std::vector<double> times;
    for (int i = 0; i < events; ++i) {
        auto const committed = bench::Steady::now();
        commit_event(store);
        auto const heard = wait_for(ends[0], 'e', wanted, committed);
        times.insert(times.end(), heard.begin(), heard.end());
    }
    std::sort(times.begin(), times.end());
    std::printf("memory +%ld KB, %.1f KB a stream; threads +%ld\n", status("VmRSS") - memory,
                static_cast<double>(status("VmRSS") - memory) / wanted, status("Threads") - threads);
    if (!times.empty())
        std::printf("an event to all: %zu of %d heard, p50 %.0f ms, p99 %.0f ms, last %.0f ms\n",
                    times.size(), events * wanted, times[times.size() / 2], times[times.size() * 99 / 100],
                    times.back());
    ::kill(listening, SIGKILL);
    ::waitpid(listening, nullptr, 0);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    int const asked = argc > 1 ? std::atoi(argv[1]) : 10'000;
    auto const room = raise_descriptors() - own_descriptors;
    int const wanted = static_cast<int>(std::min<std::uint64_t>(static_cast<std::uint64_t>(asked), room));
    auto const folder = std::filesystem::temp_directory_path() / ("live_bench." + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    int const status = run(wanted, folder.string());
    std::filesystem::remove_all(folder);
    return status;
}

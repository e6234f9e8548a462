// The client of tests/bench/peer/measure.mjs: ask PORT CONNECTIONS MILLISECONDS < REQUESTS, each request with
// its number of bytes in a line before it. They are asked in turn, on each connection again as soon as it was
// answered; then a line of JSON tells how it went.

#include <cstdio>
#include <iostream>
#include <iterator>

#include "bench/hello.hpp"

namespace bench = afterdesk::bench;

namespace {

std::vector<std::string> requests_in(std::string const& text) {
    std::vector<std::string> out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const line = text.find('\n', at);
        auto const bytes = static_cast<std::size_t>(std::atol(text.c_str() + at));
        if (line == std::string::npos || bytes == 0) break;
        out.push_back(text.substr(line + 1, bytes));
        at = line + 1 + bytes;
    }
    return out;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 4) return 2;
    std::string const text{std::istreambuf_iterator<char>(std::cin), {}};
    auto const requests = requests_in(text);
    if (requests.empty()) return 2;
    std::size_t asked = 0;
    auto const next = [&] { return std::string_view(requests[asked++ % requests.size()]); };
    bench::Load load(std::atoi(arguments[1]), next, std::atoi(arguments[2]));
    bench::Rate const rate = load.run(std::chrono::milliseconds(std::atoi(arguments[3])));
    std::printf(R"({"rate":%.1f,"p50":%.2f,"p99":%.2f,"refused":%zu,"asked":%zu})"
                "\n",
                rate.per_second, rate.p50_ms, rate.p99_ms, rate.refused, asked);
    return 0;
}

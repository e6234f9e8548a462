#include "http/process.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace afterdesk::http {

namespace {

/// The number behind a name in /proc/self/status.
std::int64_t status_number(std::string_view name) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.size() > name.size() && line.starts_with(name) && line[name.size()] == ':')
            return std::atoll(line.c_str() + name.size() + 1);
    return 0;
}

}  // namespace

std::int64_t resident_bytes() { return status_number("VmRSS") * 1'024; }
std::int64_t threads() { return status_number("Threads"); }

std::int64_t open_descriptors() {
    std::error_code none;
    std::filesystem::directory_iterator const all("/proc/self/fd", none);
    return none ? 0 : std::distance(begin(all), end(all));
}

}  // namespace afterdesk::http

// Any bytes as a request's head: never a crash, and what is let pass holds what the gate promises.
#include <algorithm>

#include "base/check.hpp"
#include "http/head_gate.hpp"

using namespace afterdesk::http;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    auto const scan = scan_head(bytes, 0);
    if (!scan.ok() || scan->head_bytes == 0) return 0;
    auto const head = check_head(bytes.substr(0, scan->head_bytes));
    if (!head.ok()) return 0;
    constexpr std::string_view line_ends("\r\n\0", 3);
    CHECK(head->target.front() == '/' && head->target.size() <= max_target_bytes);
    CHECK(head->target.find_first_of(line_ends) == std::string::npos);
    CHECK(head->headers.size() <= max_head_fields && !head->header("host").empty());
    CHECK(head->header("transfer-encoding").empty());
    for (auto const& [name, value] : head->headers) {
        CHECK(name == lower_case(name));
        CHECK(value.find_first_of(line_ends) == std::string::npos);
    }
    return 0;
}

// Forms with files: whatever comes, what is taken lies inside; and what a browser writes comes out as it was.
// Units: the first line is the Content-Type.

#include <algorithm>
#include <cstdint>
#include <string>

#include "base/check.hpp"
#include "http/form.hpp"

using namespace afterdesk;

namespace {

void check_inside(std::string_view type, std::string_view body) {
    auto const file = http::file_of_form(type, body);
    if (!file.ok()) {
        CHECK(file.error() == Rule::form_malformed || file.error() == Rule::one_file_expected);
        return;
    }
    CHECK(http::is_form(type) && http::form_boundary(type).has_value());
    auto const at = reinterpret_cast<std::uintptr_t>(file->data());
    auto const begin = reinterpret_cast<std::uintptr_t>(body.data());
    CHECK(file->empty() || (at >= begin && at + file->size() <= begin + body.size()));
}

void check_round_trip(std::string_view contents) {
    std::string const boundary = "----afterdesk7MA4YWxkTrZu0gW";
    if (contents.find("\r\n--" + boundary) != std::string_view::npos) return;
    std::string const body = "--" + boundary +
                             "\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\na\r\n--" + boundary +
                             "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                             "Content-Type: image/png\r\n\r\n" +
                             std::string(contents) + "\r\n--" + boundary + "--\r\n";
    auto const file = http::file_of_form("multipart/form-data; boundary=" + boundary, body);
    CHECK(file.ok() && *file == contents);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const bytes(reinterpret_cast<char const*>(data), size);
    std::size_t const line = std::min(bytes.find('\n'), bytes.size());
    std::string_view const type = bytes.substr(0, line);
    std::string_view const body = bytes.substr(std::min(line + 1, bytes.size()));
    auto const boundary = http::form_boundary(type);
    if (boundary) CHECK(!boundary->empty() && boundary->find_first_of("\r\n\"") == std::string::npos);
    check_inside(type, body);
    check_round_trip(bytes);
    return 0;
}

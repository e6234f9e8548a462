// Where something goes on: numbers of live events, cursors of lists, ranges of files, names in cookies.
// What is taken is written again as it was, and lies inside.

#include <algorithm>
#include <string>

#include "base/check.hpp"
#include "http/coding.hpp"
#include "http/cookies.hpp"
#include "http/range.hpp"
#include "service/cursor.hpp"

using namespace afterdesk;

namespace {

void check_cursor(std::string_view text) {
    auto const read = read_cursor(text);
    if (!read.ok()) {
        CHECK(read.error().front().path == "cursor");
        return;
    }
    CHECK(read->has_value() == !text.empty());
    if (!*read) return;
    auto const again = read_cursor(write_cursor(**read));
    CHECK(again.ok() && *again && (*again)->key == (*read)->key && (*again)->id == (*read)->id);
}

void check_event_number(std::string_view text) {
    auto const seq = read_event_number(text);
    if (!seq) return;
    CHECK(*seq >= 0);
    CHECK(read_event_number(std::to_string(*seq)) == seq);
}

void check_range(std::string_view text) {
    for (std::int64_t const size :
         {std::int64_t{0}, std::int64_t{1}, std::int64_t{1'000}, std::int64_t{1} << 40}) {
        http::AskedPart const part = http::asked_part(text, "", "\"e\"", size);
        bool const inside = part.from >= 0 && part.bytes > 0 && part.bytes <= http::max_part_bytes &&
                            part.from <= size - part.bytes;
        CHECK(part.how != http::AskedPart::How::part || inside);
        CHECK(!http::content_range(part, size).empty());
        // Of another version nothing is taken for a part.
        CHECK(http::asked_part(text, "\"f\"", "\"e\"", size).how == http::AskedPart::How::whole);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const text(reinterpret_cast<char const*>(data), size);
    check_cursor(text);
    check_event_number(text);
    check_range(text);
    std::string_view const cookie = http::cookie_value(text, "afterdesk-buyer");
    CHECK(text.find(cookie) != std::string_view::npos && cookie.find(';') == std::string_view::npos);
    CHECK(!http::accepts(text, "gzip") || size > 0);
    return 0;
}

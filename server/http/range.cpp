#include "http/range.hpp"

#include <algorithm>
#include <charconv>

namespace afterdesk::http {

namespace {

/// All of the text is a number that is not too large to be one.
std::optional<std::int64_t> number_of(std::string_view text) {
    std::int64_t number = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    return whole && number >= 0 ? std::optional(number) : std::nullopt;
}

AskedPart between(std::int64_t first, std::int64_t last, std::int64_t size) {
    if (first >= size) return {AskedPart::How::outside, 0, 0};
    return {AskedPart::How::part, first, std::min({last, size - 1, first + max_part_bytes - 1}) - first + 1};
}

}  // namespace

AskedPart asked_part(std::string_view range, std::string_view if_range, std::string_view etag,
                     std::int64_t size) {
    constexpr std::string_view unit = "bytes=";
    if (range.substr(0, unit.size()) != unit) return {};
    if (!if_range.empty() && if_range != etag) return {};
    range.remove_prefix(unit.size());
    std::size_t const dash = range.find('-');
    if (dash == std::string_view::npos) return {};
    std::string_view const begin = range.substr(0, dash);
    std::string_view const end = range.substr(dash + 1);
    auto const first = number_of(begin);
    auto const last = number_of(end);
    if (begin.empty()) {
        if (!last) return {};
        if (*last == 0) return {AskedPart::How::outside, 0, 0};
        return between(std::max<std::int64_t>(size - *last, 0), size - 1, size);
    }
    if (!first || (!end.empty() && (!last || *last < *first))) return {};
    return between(*first, last.value_or(size - 1), size);
}

std::string content_range(AskedPart const& part, std::int64_t size) {
    std::string const of = "/" + std::to_string(size);
    if (part.how == AskedPart::How::outside) return "bytes *" + of;
    return "bytes " + std::to_string(part.from) + "-" + std::to_string(part.from + part.bytes - 1) + of;
}

}  // namespace afterdesk::http

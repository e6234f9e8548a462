#include "service/cursor.hpp"

#include <charconv>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "wire/api.hpp"

namespace afterdesk {

std::string write_cursor(Cursor const& cursor) { return std::to_string(cursor.key) + ":" + cursor.id; }

Result<std::optional<Cursor>, Mistakes> read_cursor(std::string_view text) {
    if (text.empty()) return std::optional<Cursor>();
    Cursor cursor;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), cursor.key);
    std::string_view const rest = text.substr(static_cast<std::size_t>(end - text.data()));
    bool const sound = error == std::errc() && rest.starts_with(':') && is_outside_id(rest.substr(1));
    if (!sound) return Err{Mistakes{{Rule::request_malformed, "cursor", -1}}};
    cursor.id = std::string(rest.substr(1));
    return std::optional(std::move(cursor));
}

std::optional<std::int64_t> read_event_number(std::string_view digits) {
    bool const number = !digits.empty() && digits.size() <= 18 &&
                        digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!number) return std::nullopt;
    std::int64_t seq = 0;
    for (char c : digits) seq = seq * 10 + (c - '0');
    return seq;
}

Result<std::optional<store::SearchQuery>, Mistakes> read_search(std::string_view typed) {
    if (!is_clean_utf8(typed)) return Err{Mistakes{{Rule::bad_characters, "q", -1}}};
    if (count_chars(typed) > wire::max_search_chars) {
        return Err{Mistakes{{Rule::too_long, "q", wire::max_search_chars}}};
    }
    if (trim(typed).empty()) return std::optional<store::SearchQuery>();
    return std::optional(store::make_search(tidy_search(typed)));
}

}  // namespace afterdesk

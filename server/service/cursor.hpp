#pragma once
// Where a list goes on, as the page sends it back; and what is typed into a search field.

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/rule.hpp"
#include "store/search.hpp"

namespace afterdesk {

/// The last row shown: its sort key and its number.
struct Cursor {
    std::int64_t key = 0;
    std::string id;
};

/// "1794900000000:E1".
std::string write_cursor(Cursor const& cursor);
/// Nothing for an empty text: from the beginning. Errors: request_malformed (path "cursor").
Result<std::optional<Cursor>, Mistakes> read_cursor(std::string_view text);

/// The number of a live event, as a browser sends it back. Errors: nothing for what is none.
std::optional<std::int64_t> read_event_number(std::string_view digits);

/// Nothing when nothing was typed. Errors: bad_characters, too_long (path "q").
Result<std::optional<store::SearchQuery>, Mistakes> read_search(std::string_view typed);

}  // namespace afterdesk

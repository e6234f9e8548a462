#pragma once
// Words for the search index. Chinese and other scripts without blanks are kept as overlapping pairs, letters
// and digits as words; a question asks for all that begins so. That finds two-character words, single
// characters and the beginnings of numbers with few rows per ticket.

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::store {

/// What a text is found by: each word, each pair of neighbouring wide characters, and the last one of each
/// row of them. Units: clean UTF-8.
std::set<std::string> grams_of(std::string_view text);

/// What a query asks for: for each beginning there has to be a gram (a few selective ones), and then every
/// part has to stand in the text itself.
struct SearchQuery {
    std::vector<std::string> parts;  ///< the words of the query, lower case
    std::vector<std::string>
        beginnings;  ///< the most selective first, at most 3; empty: nothing to search for
};
SearchQuery make_search(std::string_view typed);

/// The first text that does not begin so any more, in the order of bytes.
std::string end_of(std::string_view beginning);

/// True when the text holds every part: letters and digits at the beginning of a word, other characters
/// anywhere.
bool matches(SearchQuery const& query, std::string_view folded_text);

/// Lower case for letters A-Z and their full-width forms, full-width digits as plain ones.
std::string fold(std::string_view text);

}  // namespace afterdesk::store

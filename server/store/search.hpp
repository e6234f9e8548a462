#pragma once
// Words for the search index. Chinese and other scripts without blanks are kept as overlapping pairs and
// single characters, letters and digits as words with all their beginnings, so that two-character words are
// found too.

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::store {

/// What a text is found by. Units: clean UTF-8.
std::set<std::string> grams_of(std::string_view text);

/// What a query asks for: every gram has to be there (a few selective ones), and then every part in the text
/// itself.
struct SearchQuery {
    std::vector<std::string> parts;  ///< the words of the query, lower case
    std::vector<std::string>
        grams;  ///< the most selective ones, at most 3; empty when nothing can be searched
};
SearchQuery make_search(std::string_view typed);

/// True when the text holds every part: letters and digits at the beginning of a word, other characters
/// anywhere.
bool matches(SearchQuery const& query, std::string_view folded_text);

/// Lower case for letters A-Z and their full-width forms, full-width digits as plain ones.
std::string fold(std::string_view text);

}  // namespace afterdesk::store

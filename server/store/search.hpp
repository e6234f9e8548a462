#pragma once
// What is typed into a search field, as words that have to stand in a text: the one rule for every search.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::store {

/// A word of a search, folded. Rule: it stands in the text as it is, sign for sign.
struct SearchWord {
    std::string text;
    bool anywhere = true;  ///< one or two letters or digits: only where they begin a word
    bool operator==(SearchWord const&) const = default;
};

/// All of it has to stand in a text. Rule: without a word it finds nothing.
struct SearchQuery {
    std::vector<SearchWord> words;
    bool operator==(SearchQuery const&) const = default;
};

/// The words between blanks; those of signs alone are left out. Units: clean UTF-8.
SearchQuery make_search(std::string_view typed);

/// Whether all its words stand in a text. Units: the text is folded.
bool stands_in(std::string_view text, SearchQuery const& query);

/// What a character of a folded text is to a search.
enum class CharKind : unsigned char {
    blank,
    sign,
    letter,  ///< or a digit: of a script that writes words
    wide,    ///< of a script without blanks (Chinese), or a picture: one says as much as a word
};
CharKind kind_of(std::uint32_t folded);

/// The stretches between blanks. Units: `folded` outlives them.
std::vector<std::string_view> words_of(std::string_view folded);

}  // namespace afterdesk::store

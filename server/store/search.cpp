#include "store/search.hpp"

#include <algorithm>

#include "base/char_ranges.hpp"
#include "base/fold_text.hpp"
#include "base/text.hpp"

namespace afterdesk::store {

namespace {

constexpr int enough_letters = 3;

/// Punctuation and symbols beyond ASCII. 々, 〆 and 〇 (U+3005 to 3007) are written inside of words.
constexpr CharRange signs[] = {{0x80, 0xBF},     {0xD7, 0xD7},     {0xF7, 0xF7},     {0x2000, 0x2BFF},
                               {0x2E00, 0x2E7F}, {0x3000, 0x3004}, {0x3008, 0x303F}, {0xFE10, 0xFE6F},
                               {0xFF00, 0xFF0F}, {0xFF1A, 0xFF20}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFFF}};
constexpr std::uint32_t first_wide = 0x600;
constexpr CharRange greek_and_latin[] = {{0x1E00, 0x1FFF}};

/// Nothing when nobody can look for it.
SearchWord search_word(std::string_view word) {
    int letters = 0;
    int wide = 0;
    int all = 0;
    bool begins_with_letter = false;
    for (std::size_t at = 0; at < word.size(); ++all) {
        CharKind const kind = kind_of(next_char(word, at));
        letters += kind == CharKind::letter ? 1 : 0;
        wide += kind == CharKind::wide ? 1 : 0;
        if (all == 0) begins_with_letter = kind == CharKind::letter;
    }
    if (letters + wide == 0) return {};
    return {std::string(word), wide > 0 || all >= enough_letters || !begins_with_letter};
}

bool begins_a_word(std::string_view text, std::string_view wanted) {
    bool after_letter = false;
    for (std::size_t at = 0; at < text.size();) {
        if (!after_letter && text.substr(at).starts_with(wanted)) return true;
        after_letter = kind_of(next_char(text, at)) == CharKind::letter;
    }
    return false;
}

}  // namespace

bool stands_in(std::string_view text, SearchQuery const& query) {
    return std::all_of(query.words.begin(), query.words.end(), [&](SearchWord const& word) {
        return word.anywhere ? text.find(word.text) != std::string_view::npos
                             : begins_a_word(text, word.text);
    });
}

CharKind kind_of(std::uint32_t c) {
    if (c <= ' ') return CharKind::blank;
    bool const ascii_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c < 0x80) return ascii_letter ? CharKind::letter : CharKind::sign;
    if (within(c, signs)) return CharKind::sign;
    return c < first_wide || within(c, greek_and_latin) ? CharKind::letter : CharKind::wide;
}

std::vector<std::string_view> words_of(std::string_view folded) {
    std::vector<std::string_view> words;
    while (!folded.empty()) {
        std::string_view const word = folded.substr(0, folded.find(' '));
        if (!word.empty()) words.push_back(word);
        folded.remove_prefix(std::min(word.size() + 1, folded.size()));
    }
    return words;
}

SearchQuery make_search(std::string_view typed) {
    SearchQuery query;
    std::string const folded = fold_text(typed);
    for (std::string_view const text : words_of(folded)) {
        SearchWord word = search_word(text);
        if (!word.text.empty()) query.words.push_back(std::move(word));
    }
    return query;
}

}  // namespace afterdesk::store

#include "store/search.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace afterdesk::store {

namespace {

/// Longer words are found by their beginning, and then checked in the text.
constexpr std::size_t max_word_chars = 64;
constexpr std::size_t max_query_grams = 3;
/// U+10FFFF: comes behind every other character.
constexpr std::string_view last_character = "\xf4\x8f\xbf\xbf";

enum class Kind : unsigned char { blank, word, wide };

Kind kind_of(std::uint32_t c) {
    bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (letter || (c >= '0' && c <= '9')) return Kind::word;
    if (c < 0x80) return Kind::blank;
    // Latin letters with marks, Greek, Cyrillic: words too.
    if (c >= 0xc0 && c < 0x600) return Kind::word;
    bool const punctuation = (c >= 0x80 && c < 0xc0) || (c >= 0x2000 && c <= 0x206f) ||
                             (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xff0f) ||
                             (c >= 0xff1a && c <= 0xff20) || (c >= 0xff3b && c <= 0xff40) ||
                             (c >= 0xff5b && c <= 0xff65);
    return punctuation ? Kind::blank : Kind::wide;
}

std::uint32_t fold_char(std::uint32_t c) {
    if (c >= 0xff01 && c <= 0xff5e) c -= 0xfee0;  // full-width forms
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
}

/// A stretch of characters of one kind, as UTF-8 characters.
struct Run {
    Kind kind = Kind::blank;
    std::vector<std::string> chars;
    std::string text(std::size_t from, std::size_t count) const {
        std::string out;
        for (std::size_t i = from; i < from + count; ++i) out += chars[i];
        return out;
    }
};

std::vector<Run> runs_of(std::string_view folded) {
    std::vector<Run> runs;
    Kind last = Kind::blank;
    for (std::size_t at = 0; at < folded.size();) {
        std::size_t const from = at;
        Kind const kind = kind_of(next_char(folded, at));
        if (kind != Kind::blank) {
            if (kind != last) runs.push_back({kind, {}});
            runs.back().chars.emplace_back(folded.substr(from, at - from));
        }
        last = kind;
    }
    return runs;
}

/// True when `part` stands in the text, beginning a word when it begins with a letter or digit.
bool stands_in(std::string_view text, std::string_view part) {
    std::size_t first = 0;
    bool const begins_word = kind_of(next_char(part, first)) == Kind::word;
    for (std::size_t at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        if (!begins_word || at == 0) return true;
        std::size_t before = at - 1;
        while (before > 0 && (static_cast<unsigned char>(text[before]) & 0xc0) == 0x80) --before;
        if (kind_of(next_char(text, before)) != Kind::word) return true;
    }
    return false;
}

}  // namespace

std::string fold(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) append_char(out, fold_char(next_char(text, at)));
    return out;
}

std::set<std::string> grams_of(std::string_view text) {
    std::set<std::string> grams;
    std::string const folded = fold(text);
    for (Run const& run : runs_of(folded)) {
        std::size_t const size = run.chars.size();
        if (run.kind == Kind::word) {
            grams.insert(run.text(0, std::min(size, max_word_chars)));
            continue;
        }
        for (std::size_t i = 0; i + 1 < size; ++i) grams.insert(run.text(i, 2));
        grams.insert(run.chars.back());
    }
    return grams;
}

SearchQuery make_search(std::string_view typed) {
    SearchQuery query;
    std::set<std::string> beginnings;
    std::string const folded = fold(typed);
    for (Run const& run : runs_of(folded)) {
        std::size_t const size = run.chars.size();
        query.parts.push_back(run.text(0, size));
        if (run.kind == Kind::word) {
            beginnings.insert(run.text(0, std::min(size, max_word_chars)));
        } else if (size == 1) {
            beginnings.insert(run.chars[0]);
        } else {
            for (std::size_t i = 0; i + 1 < size; ++i) beginnings.insert(run.text(i, 2));
        }
    }
    // The longest ones narrow most.
    query.beginnings.assign(beginnings.begin(), beginnings.end());
    std::stable_sort(query.beginnings.begin(), query.beginnings.end(),
                     [](std::string const& a, std::string const& b) { return a.size() > b.size(); });
    if (query.beginnings.size() > max_query_grams) query.beginnings.resize(max_query_grams);
    return query;
}

std::string end_of(std::string_view beginning) {
    return std::string(beginning) + std::string(last_character);
}

bool matches(SearchQuery const& query, std::string_view folded_text) {
    return std::all_of(query.parts.begin(), query.parts.end(),
                       [&](std::string const& part) { return stands_in(folded_text, part); });
}

}  // namespace afterdesk::store

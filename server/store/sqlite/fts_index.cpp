#include "store/sqlite/fts_index.hpp"

#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace afterdesk::store::sqlite {

namespace {

constexpr std::size_t wide_piece = 2, letter_piece = 3, long_piece = 5;

/// A character as FTS5 is given it: signs of ASCII would part words, so they are in their full width, which
/// no folded text has.
struct Char {
    CharKind kind;
    std::string text;
};

std::vector<Char> chars_of(std::string_view word) {
    std::vector<Char> chars;
    for (std::size_t at = 0; at < word.size();) {
        std::uint32_t const c = next_char(word, at);
        CharKind const kind = kind_of(c);
        chars.push_back({kind, {}});
        append_char(chars.back().text, kind == CharKind::sign && c < 0x80 ? c + 0xFEE0 : c);
    }
    return chars;
}

std::string joined(std::vector<Char> const& chars, std::size_t from, std::size_t count) {
    std::string out;
    for (std::size_t i = from; i < std::min(from + count, chars.size()); ++i) out += chars[i].text;
    return out;
}

/// How long the piece is that begins there: told by its first two characters alone, so that a piece is the
/// same in the text and in what is looked for.
std::size_t length_of(std::vector<Char> const& chars, std::size_t from) {
    bool const wide = chars[from].kind == CharKind::wide ||
                      (from + 1 < chars.size() && chars[from + 1].kind == CharKind::wide);
    return wide ? wide_piece : letter_piece;
}

bool has_letters(std::vector<Char> const& chars, std::size_t from, std::size_t count) {
    if (from + count > chars.size()) return false;
    auto const begin = chars.begin() + static_cast<std::ptrdiff_t>(from);
    return std::all_of(begin, begin + static_cast<std::ptrdiff_t>(count),
                       [](Char const& one) { return one.kind == CharKind::letter; });
}

/// A text as it is put in: words, one blank between them.
struct Columns {
    std::string scopes, pieces, longs, starts;
};
constexpr std::array<std::string_view, 4> column_names{"scopes", "pieces", "longs", "starts"};
std::array<std::string const*, 4> in_order(Columns const& columns) {
    return {&columns.scopes, &columns.pieces, &columns.longs, &columns.starts};
}

void add(std::string& column, std::string const& word) {
    if (!column.empty()) column += ' ';
    column += word;
}

/// What is shorter than a piece: where letters begin, one and two of them; a wide character; a sign with what
/// comes behind it.
void add_starts(Columns& columns, std::vector<Char> const& chars, std::size_t at) {
    CharKind const kind = chars[at].kind;
    bool const begins = at == 0 || chars[at - 1].kind != CharKind::letter;
    if (kind == CharKind::wide || (kind == CharKind::letter && begins)) add(columns.starts, chars[at].text);
    bool const pair = kind == CharKind::sign || (kind == CharKind::letter && begins);
    if (pair && at + 1 < chars.size()) add(columns.starts, joined(chars, at, 2));
}

void add_word(Columns& columns, std::string_view word) {
    std::vector<Char> const chars = chars_of(word);
    for (std::size_t i = 0; i < chars.size(); ++i) {
        add(columns.pieces, joined(chars, i, length_of(chars, i)));
        if (has_letters(chars, i, long_piece)) add(columns.longs, joined(chars, i, long_piece));
        add_starts(columns, chars, i);
    }
}

Columns columns_of(IndexedText const& text) {
    Columns columns;
    for (std::string const& scope : text.scopes) add(columns.scopes, scope);
    for (std::string_view const word : words_of(text.text)) add_word(columns, word);
    return columns;
}

/// The word's whole pieces side by side.
std::string phrase_of(std::vector<Char> const& chars) {
    std::string phrase = "pieces : \"";
    for (std::size_t i = 0; i < chars.size(); ++i) {
        std::size_t const length = length_of(chars, i);
        if (i + length > chars.size()) break;
        phrase += (i == 0 ? "" : " ") + joined(chars, i, length);
        if (i + length == chars.size()) break;
    }
    return phrase + '"';
}

std::string long_phrase_of(std::vector<Char> const& chars) {
    std::string phrase = "longs : \"";
    for (std::size_t i = 0; i + long_piece <= chars.size(); ++i)
        phrase += (i == 0 ? "" : " ") + joined(chars, i, long_piece);
    return phrase + '"';
}

std::string asked_of(SearchWord const& word) {
    std::vector<Char> const chars = chars_of(word.text);
    bool const is_short = !word.anywhere || length_of(chars, 0) > chars.size();
    if (is_short) return "starts : \"" + joined(chars, 0, chars.size()) + '"';
    bool const all_letters = chars.size() >= long_piece && has_letters(chars, 0, chars.size());
    return all_letters ? long_phrase_of(chars) : phrase_of(chars);
}

void add_print(TextPrint& print, int column, std::int64_t place, std::string_view term) {
    ++print.count;
    constexpr std::uint64_t scatter = 0x9e3779b97f4a7c15u;
    auto const where = static_cast<std::uint64_t>(column) << 32 | static_cast<std::uint64_t>(place);
    print.sum += fnv1a(term, (where + 1) * scatter);
}

}  // namespace

void FtsIndex::make_anew() {
    // Contentless: the text is kept beside it. The plain tokenizer parts at blanks and nothing else that the
    // columns hold. `search_term` shows what is inside.
    db_.script(R"sql(
DROP TABLE IF EXISTS search_term;
DROP TABLE IF EXISTS search_index;
CREATE VIRTUAL TABLE search_index USING fts5(scopes, pieces, longs, starts, content='', contentless_delete=1,
    tokenize='ascii');
CREATE VIRTUAL TABLE search_term USING fts5vocab('search_index', 'instance');
)sql");
}

std::vector<std::string> FtsIndex::words_for(IndexedText const& text) const {
    Columns columns = columns_of(text);
    return {std::move(columns.scopes), std::move(columns.pieces), std::move(columns.longs),
            std::move(columns.starts)};
}

void FtsIndex::put(std::int64_t number, std::vector<std::string> const& words) {
    db_.run(
        "INSERT OR REPLACE INTO search_index (rowid, scopes, pieces, longs, starts)"
        " VALUES ($1, $2, $3, $4, $5)",
        {number, words.at(0), words.at(1), words.at(2), words.at(3)});
}

void FtsIndex::add(std::int64_t number, std::vector<std::string> const& words) {
    db_.run("INSERT INTO search_index (rowid, scopes, pieces, longs, starts) VALUES ($1, $2, $3, $4, $5)",
            {number, words.at(0), words.at(1), words.at(2), words.at(3)});
}

std::string FtsIndex::found_among(std::string_view param, std::string_view least, std::string_view most,
                                  bool descending) const {
    return "SELECT rowid AS number FROM search_index WHERE search_index MATCH " + std::string(param) +
           " AND rowid BETWEEN " + std::string(least) + " AND " + std::string(most) + " ORDER BY rowid" +
           (descending ? " DESC" : "");
}

std::string FtsIndex::ask(std::string_view scope, SearchQuery const& query) const {
    std::string asked = "scopes : \"" + std::string(scope) + '"';
    for (SearchWord const& word : query.words) asked += " AND " + asked_of(word);
    return asked;
}

TextPrint FtsIndex::print_of(IndexedText const& text) const {
    Columns const columns = columns_of(text);
    TextPrint print;
    int column = 0;
    for (std::string const* one : in_order(columns)) {
        std::int64_t place = 0;
        for (std::string_view const term : words_of(*one)) add_print(print, column, place++, term);
        ++column;
    }
    return print;
}

TextPrints FtsIndex::prints() {
    TextPrints out;
    Rows rows = db_.query("SELECT doc, col, offset, term FROM search_term");
    while (rows.step()) {
        std::string const name = rows.text(1);
        auto const column = std::find(column_names.begin(), column_names.end(), name) - column_names.begin();
        add_print(out[rows.integer(0)], static_cast<int>(column), rows.integer(2), rows.text(3));
    }
    return out;
}

}  // namespace afterdesk::store::sqlite

#include "store/sqlite/fts_index.hpp"

#include <algorithm>
#include <array>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace afterdesk::store::sqlite {

namespace {

constexpr std::size_t wide_piece = 2, letter_piece = 3;

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

/// A text as it is put in: words, one blank between them.
struct Columns {
    std::string scopes, pieces, starts;
};

void add(std::string& column, std::string const& word) {
    if (!column.empty()) column += ' ';
    column += word;
}

void add_word(Columns& columns, std::string_view word) {
    std::vector<Char> const chars = chars_of(word);
    CharKind before = CharKind::blank;
    for (std::size_t i = 0; i < chars.size(); ++i) {
        add(columns.pieces, joined(chars, i, length_of(chars, i)));
        CharKind const kind = chars[i].kind;
        if (kind == CharKind::letter && before != CharKind::letter) {
            add(columns.starts, chars[i].text);
            if (i + 1 < chars.size()) add(columns.starts, joined(chars, i, 2));
        }
        before = kind;
    }
}

Columns columns_of(IndexedText const& text) {
    Columns columns;
    for (std::string const& scope : text.scopes) add(columns.scopes, scope);
    for (std::string_view const word : words_of(text.text)) add_word(columns, word);
    return columns;
}

/// The word's pieces side by side, up to the one that reaches its end; that one may be cut off.
std::string phrase_of(std::string_view word) {
    std::vector<Char> const chars = chars_of(word);
    std::string phrase = "\"";
    for (std::size_t i = 0; i < chars.size(); ++i) {
        std::size_t const length = length_of(chars, i);
        phrase += (i == 0 ? "" : " ") + joined(chars, i, length);
        if (i + length == chars.size()) break;
        if (i + length > chars.size()) return phrase + "\" *";
    }
    return phrase + "\"";
}

void add_print(TextPrint& print, int column, std::int64_t place, std::string_view term) {
    ++print.count;
    print.sum += fnv1a(term, fnv1a(std::to_string(column) + ' ' + std::to_string(place)));
}

}  // namespace

void FtsIndex::make_anew() {
    // Contentless: the text is kept beside it. The plain tokenizer parts at blanks and nothing else that the
    // columns hold. `search_term` shows what is inside.
    db_.script(R"sql(
DROP TABLE IF EXISTS search_term;
DROP TABLE IF EXISTS search_index;
CREATE VIRTUAL TABLE search_index USING fts5(scopes, pieces, starts, content='', contentless_delete=1,
    tokenize='ascii');
CREATE VIRTUAL TABLE search_term USING fts5vocab('search_index', 'instance');
)sql");
}

void FtsIndex::put(IndexedText const& text) {
    Columns const columns = columns_of(text);
    db_.run("INSERT OR REPLACE INTO search_index (rowid, scopes, pieces, starts) VALUES ($1, $2, $3, $4)",
            {text.number, columns.scopes, columns.pieces, columns.starts});
}

std::string FtsIndex::found(std::string_view param) const {
    return "SELECT rowid AS number FROM search_index WHERE search_index MATCH " + std::string(param);
}

std::string FtsIndex::found_among(std::string_view param, std::string_view least, std::string_view most,
                                  bool descending) const {
    return found(param) + " AND rowid BETWEEN " + std::string(least) + " AND " + std::string(most) +
           " ORDER BY rowid" + (descending ? " DESC" : "");
}

std::string FtsIndex::ask(std::string_view scope, SearchQuery const& query) const {
    std::string asked = "scopes : \"" + std::string(scope) + '"';
    for (SearchWord const& word : query.words) {
        asked += word.anywhere ? " AND pieces : " + phrase_of(word.text)
                               : " AND starts : \"" + joined(chars_of(word.text), 0, word.text.size()) + '"';
    }
    return asked;
}

TextPrint FtsIndex::print_of(IndexedText const& text) const {
    Columns const columns = columns_of(text);
    TextPrint print;
    int column = 0;
    for (std::string const* one : {&columns.scopes, &columns.pieces, &columns.starts}) {
        std::int64_t place = 0;
        for (std::string_view const term : words_of(*one)) add_print(print, column, place++, term);
        ++column;
    }
    return print;
}

std::map<std::int64_t, TextPrint> FtsIndex::prints() {
    constexpr std::array<std::string_view, 3> columns{"scopes", "pieces", "starts"};
    std::map<std::int64_t, TextPrint> out;
    Rows rows = db_.query("SELECT doc, col, offset, term FROM search_term");
    while (rows.step()) {
        std::string const name = rows.text(1);
        int const column = name == columns[0] ? 0 : name == columns[1] ? 1 : 2;
        add_print(out[rows.integer(0)], column, rows.integer(2), rows.text(3));
    }
    return out;
}

}  // namespace afterdesk::store::sqlite

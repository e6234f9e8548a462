#include "store/sqlite/fts_index.hpp"

#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "base/text.hpp"

namespace afterdesk::store::sqlite {

namespace {

constexpr std::size_t wide_piece = 2, letter_piece = 3, long_piece = 5;

/// A word as FTS5 is given it: signs of ASCII would part words, so they are in their full width, which no
/// folded text has.
class Chars {
  public:
    explicit Chars(std::string_view word) {
        text_.reserve(word.size());
        for (std::size_t at = 0; at < word.size();) {
            std::uint32_t const c = next_char(word, at);
            CharKind const kind = kind_of(c);
            append_char(text_, kind == CharKind::sign && c < 0x80 ? c + 0xFEE0 : c);
            chars_.push_back({kind, text_.size()});
        }
    }

    std::size_t size() const { return chars_.size(); }
    CharKind kind(std::size_t i) const { return chars_[i].kind; }
    /// So many of them, or what there is.
    std::string_view part(std::size_t from, std::size_t count) const {
        std::size_t const begin = from == 0 ? 0 : chars_[from - 1].end;
        std::size_t const last = std::min(from + count, chars_.size()) - 1;
        return std::string_view(text_).substr(begin, chars_[last].end - begin);
    }

  private:
    struct Char {
        CharKind kind;
        std::size_t end;  ///< in the text
    };
    std::string text_;
    std::vector<Char> chars_;
};

/// How long the piece is that begins there: told by its first two characters alone, so that a piece is the
/// same in the text and in what is looked for.
std::size_t length_of(Chars const& chars, std::size_t from) {
    bool const wide = chars.kind(from) == CharKind::wide ||
                      (from + 1 < chars.size() && chars.kind(from + 1) == CharKind::wide);
    return wide ? wide_piece : letter_piece;
}

bool has_letters(Chars const& chars, std::size_t from, std::size_t count) {
    if (from + count > chars.size()) return false;
    for (std::size_t i = from; i < from + count; ++i)
        if (chars.kind(i) != CharKind::letter) return false;
    return true;
}

/// The term of a stop, of four characters, as nothing else is.
constexpr std::string_view stop = "stop";

/// Numbers and rows: a stretch of numbers, the row of a stop, and so on.
constexpr std::int64_t row_of(std::int64_t number) { return number + number / FtsIndex::stretch; }
constexpr bool is_stop(std::int64_t row) { return (row + 1) % (FtsIndex::stretch + 1) == 0; }
constexpr std::int64_t number_of(std::int64_t row) { return row - (row + 1) / (FtsIndex::stretch + 1); }
static_assert(row_of(1) == 1 && number_of(1) == 1);
static_assert(is_stop(row_of(FtsIndex::stretch - 1) + 1) && is_stop(row_of(FtsIndex::stretch) - 1));
static_assert(number_of(row_of(FtsIndex::stretch)) == FtsIndex::stretch);
static_assert(number_of(row_of(5 * FtsIndex::stretch) - 1) == 5 * FtsIndex::stretch - 1);

void add(std::string& terms, std::string_view term) {
    if (!terms.empty()) terms += ' ';
    terms += term;
}

/// What is shorter than a piece: where letters begin, one and two of them; a wide character; a sign with what
/// comes behind it.
void add_starts(std::string& terms, Chars const& chars, std::size_t at) {
    CharKind const kind = chars.kind(at);
    bool const begins = at == 0 || chars.kind(at - 1) != CharKind::letter;
    if (kind == CharKind::wide || (kind == CharKind::letter && begins)) add(terms, chars.part(at, 1));
    bool const pair = kind == CharKind::sign || (kind == CharKind::letter && begins);
    if (pair && at + 1 < chars.size()) add(terms, chars.part(at, 2));
}

void add_word(std::string& terms, std::string_view word) {
    Chars const chars(word);
    for (std::size_t i = 0; i < chars.size(); ++i) {
        std::size_t const length = length_of(chars, i);
        if (i + length <= chars.size()) add(terms, chars.part(i, length));
        if (has_letters(chars, i, long_piece)) add(terms, chars.part(i, long_piece));
        add_starts(terms, chars, i);
    }
}

/// The terms of a text, one blank between them; some of them more than once.
std::string terms_of(IndexedText const& text) {
    std::string terms;
    for (std::string const& scope : text.scopes) add(terms, scope);
    for (std::string_view const word : words_of(text.text)) add_word(terms, word);
    return terms;
}

/// Whether a long piece holds this one.
bool is_in_long(Chars const& chars, std::size_t from, std::size_t length) {
    std::size_t const end = std::max(from + length, long_piece);
    return has_letters(chars, end - long_piece, long_piece);
}

/// The pieces that stand wherever the word does.
void add_asked(std::set<std::string>& terms, SearchWord const& word) {
    Chars const chars(word.text);
    bool const is_short = !word.anywhere || length_of(chars, 0) > chars.size();
    if (is_short) {
        terms.emplace(chars.part(0, chars.size()));
        return;
    }
    for (std::size_t i = 0; i < chars.size(); ++i) {
        std::size_t const length = length_of(chars, i);
        if (has_letters(chars, i, long_piece)) {
            terms.emplace(chars.part(i, long_piece));
        } else if (i + length <= chars.size() && !is_in_long(chars, i, length)) {
            terms.emplace(chars.part(i, length));
        }
    }
}

void add_print(TextPrint& print, std::string_view term) {
    ++print.count;
    print.sum += fnv1a(term);
}

}  // namespace

void FtsIndex::make_anew() {
    // Contentless: the text is kept beside it. The plain tokenizer parts at blanks and nothing else that the
    // terms hold. `search_term` shows what is inside. Small pages: a search that skips most of a long list
    // reads less of it, and a commit that puts parts of the index together moves less at a time.
    db_.script(R"sql(
DROP TABLE IF EXISTS search_term;
DROP TABLE IF EXISTS search_index;
CREATE VIRTUAL TABLE search_index USING fts5(terms, content='', contentless_delete=1, detail=none,
    tokenize='ascii');
INSERT INTO search_index (search_index, rank) VALUES ('pgsz', 1000);
CREATE VIRTUAL TABLE search_term USING fts5vocab('search_index', 'instance');
)sql");
}

std::string FtsIndex::words_for(IndexedText const& text) const { return terms_of(text); }

void FtsIndex::put(std::int64_t number, std::string const& words) {
    db_.run("INSERT OR REPLACE INTO search_index (rowid, terms) VALUES ($1, $2)", {row_of(number), words});
    put_stop_behind(number);
}

void FtsIndex::add(std::int64_t number, std::string const& words) {
    db_.run("INSERT INTO search_index (rowid, terms) VALUES ($1, $2)", {row_of(number), words});
    put_stop_behind(number);
}

void FtsIndex::put_stop_behind(std::int64_t number) {
    std::int64_t const row = row_of(number) + 1;
    if (!is_stop(row)) return;
    db_.run("INSERT OR REPLACE INTO search_index (rowid, terms) VALUES ($1, $2)", {row, stop});
}

std::string FtsIndex::found_among(std::string_view param, std::string_view least, std::string_view most,
                                  bool descending) const {
    static std::string const every = std::to_string(stretch), rows = std::to_string(stretch + 1);
    auto const row = [](std::string_view number) {
        return std::string(number) + " + " + std::string(number) + " / " + every;
    };
    return "SELECT rowid - (rowid + 1) / " + rows + " AS number, (rowid + 1) % " + rows +
           " <> 0 AS found FROM search_index WHERE search_index MATCH " + std::string(param) +
           " AND rowid BETWEEN " + row(least) + " AND " + row(most) + " ORDER BY rowid" +
           (descending ? " DESC" : "");
}

std::string FtsIndex::ask(std::string_view scope, SearchQuery const& query) const {
    std::set<std::string> terms{std::string(scope)};
    for (SearchWord const& word : query.words) add_asked(terms, word);
    std::string asked;
    for (std::string const& term : terms) {
        if (!asked.empty()) asked += " AND ";
        asked.append("(").append(stop).append(" OR \"").append(term).append("\")");
    }
    return asked;
}

TextPrint FtsIndex::print_of(IndexedText const& text) const {
    std::string const all = terms_of(text);
    std::vector<std::string_view> terms = words_of(all);
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    TextPrint print;
    for (std::string_view const term : terms) add_print(print, term);
    return print;
}

TextPrints FtsIndex::prints() {
    TextPrints out;
    std::int64_t stops = 0, last = 0;
    Rows rows = db_.query("SELECT doc, term FROM search_term");
    while (rows.step()) {
        std::int64_t const row = rows.integer(0);
        std::string const term = rows.text(1);
        last = std::max(last, row);
        if (is_stop(row) && term == stop) {
            ++stops;
        } else {
            // No text has the number 0: a stop that finds something is of none.
            add_print(out[is_stop(row) ? 0 : number_of(row)], term);
        }
    }
    if (stops != (last + 1) / (stretch + 1)) ++out[0].count;
    return out;
}

}  // namespace afterdesk::store::sqlite

#include "files/csv_table.hpp"

#include <csv.h>
#include <iconv.h>

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"

namespace afterdesk::files {

namespace {

/// A step of iconv puts out at most so many times the bytes that it takes.
constexpr std::size_t most_growth = 3;

std::optional<std::string> from_gb18030(std::string_view bytes) {
    iconv_t const converter = ::iconv_open("UTF-8", "GB18030");
    CHECK(converter != reinterpret_cast<iconv_t>(-1));
    std::string out(bytes.size() * most_growth, '\0');
    std::string from(bytes);  // iconv takes it by a pointer that is not const
    char* in = from.data();
    char* to = out.data();
    std::size_t left = from.size(), room = out.size();
    bool const whole = ::iconv(converter, &in, &left, &to, &room) != static_cast<std::size_t>(-1);
    ::iconv_close(converter);
    if (!whole) return std::nullopt;
    out.resize(out.size() - room);
    return out;
}

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const before = at;
        bool const replaced =
            next_char(text, at) == 0xFFFDu && text.substr(before, at - before) != "\xEF\xBF\xBD";
        if (replaced) return false;
    }
    return true;
}

/// What libcsv tells, until a row is whole.
struct Rows {
    std::function<void(TableRow)> const& tell;
    int line = 1;
    TableRow row{1, {}};

    static void take_cell(void* bytes, std::size_t count, void* rows) {
        auto const* const text = static_cast<char const*>(bytes);
        static_cast<Rows*>(rows)->row.cells.emplace_back(text == nullptr ? "" : text, count);
    }
    static void end_row(int, void* rows) {
        Rows& self = *static_cast<Rows*>(rows);
        TableRow whole = std::move(self.row);
        self.row = {self.line + 1, {}};
        bool const blank = std::all_of(whole.cells.begin(), whole.cells.end(),
                                       [](std::string const& cell) { return trim(cell).empty(); });
        if (!blank) self.tell(std::move(whole));
    }
};

}  // namespace

std::optional<DecodedText> decode_text(std::string_view bytes, TextCoding coding) {
    std::string_view const plain = without_bom(bytes);
    bool const marked = plain.size() != bytes.size();
    if (coding != TextCoding::gb18030 && (marked || is_utf8(plain))) {
        if (!is_utf8(plain)) return std::nullopt;
        return DecodedText{std::string(plain), TextCoding::utf8};
    }
    if (coding == TextCoding::utf8) return std::nullopt;
    auto text = from_gb18030(bytes);
    if (!text) return std::nullopt;
    return DecodedText{std::string(without_bom(*text)), TextCoding::gb18030};
}

void each_table_row(std::string_view text, char delimiter, std::function<void(TableRow)> const& tell) {
    csv_parser parser{};
    CHECK(::csv_init(&parser, 0) == 0);
    ::csv_set_delim(&parser, static_cast<unsigned char>(delimiter));
    Rows rows{tell};
    while (!text.empty()) {
        // A line at a time, so that we know in which one a row begins.
        std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        if (end < text.size()) end += text.substr(end).starts_with("\r\n") ? 2u : 1u;
        if (rows.row.cells.empty() && parser.entry_pos == 0) rows.row.line = rows.line;
        ::csv_parse(&parser, text.data(), end, &Rows::take_cell, &Rows::end_row, &rows);
        text.remove_prefix(end);
        ++rows.line;
    }
    ::csv_fini(&parser, &Rows::take_cell, &Rows::end_row, &rows);
    ::csv_free(&parser);
}

}  // namespace afterdesk::files

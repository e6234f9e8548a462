#pragma once
// A table for spreadsheets, cell by cell.

#include <string>
#include <string_view>

namespace afterdesk {

/// Says UTF-8 to spreadsheets.
inline constexpr std::string_view csv_mark = "\xEF\xBB\xBF";

/// Adds a cell to a row. Rule: RFC 4180; what a spreadsheet would calculate begins with an apostrophe (OWASP,
/// CSV injection).
inline void add_csv_cell(std::string& row, std::string_view words) {
    if (!row.empty()) row += ',';
    bool const calculates =
        !words.empty() && std::string_view("=+-@\t\r").find(words[0]) != std::string_view::npos;
    row += '"';
    if (calculates) row += '\'';
    for (char const c : words) {
        if (c == '"') row += '"';
        row += c;
    }
    row += '"';
}

}  // namespace afterdesk

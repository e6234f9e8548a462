#pragma once
// Tables as shops export them: comma-separated values (RFC 4180), in UTF-8 or GB18030.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::files {

enum class TextCoding : unsigned char { detected, utf8, gb18030 };

struct DecodedText {
    std::string text;  ///< UTF-8, without a byte order mark
    TextCoding coding = TextCoding::utf8;
};

/// Detected: a byte order mark or well-formed UTF-8 is UTF-8, else GB18030 (which GBK and GB2312 are part
/// of). Errors: nothing when it is not that.
std::optional<DecodedText> decode_text(std::string_view bytes, TextCoding coding);

struct TableRow {
    int line = 0;  ///< in which it begins, from 1
    std::vector<std::string> cells;
};

/// Tells each row, without blank ones; cells without the blanks around them, quotes taken off. Line ends
/// may be LF, CR LF or CR.
void each_table_row(std::string_view text, char delimiter, std::function<void(TableRow)> const& tell);

}  // namespace afterdesk::files

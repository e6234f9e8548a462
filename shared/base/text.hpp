#pragma once
// UTF-8: check, count, step, trim.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace afterdesk {

/// True for well-formed UTF-8 without NUL, C0 controls (other than \n and \t), DEL and C1.
bool is_clean_utf8(std::string_view text);

/// One of 0 to 9.
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Number of code points. Units: `text` is well-formed.
int count_chars(std::string_view text);

/// The code point at `at`, moved past it; U+FFFD for a malformed byte (moved by one).
std::uint32_t next_char(std::string_view text, std::size_t& at);

/// Appends one code point as UTF-8; U+FFFD for a surrogate or a number beyond the last code point.
void append_char(std::string& out, std::uint32_t code_point);

/// Without blanks (space, tab, line break, U+3000) at both ends.
std::string_view trim(std::string_view text);

/// Without the byte order mark that some programs put before a file.
std::string_view without_bom(std::string_view text);

/// CR LF and a CR alone become LF.
std::string with_line_feeds(std::string_view text);

/// The first `max_chars` code points, and "…" when something was cut.
std::string shorten(std::string_view text, int max_chars);

/// 1-64 visible ASCII characters out of [0-9A-Za-z_.:@-]: what an id of our own may look like.
bool is_id(std::string_view text);

/// What a number, SKU or id of the mall may look like: 1-64 printable characters of Unicode without a blank
/// at either end; compared byte for byte. Not "." and "..", which an address can not hold.
bool is_outside_id(std::string_view text);
inline constexpr int max_outside_id_chars = 64;

}  // namespace afterdesk

#include "base/text.hpp"

namespace afterdesk {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

unsigned char byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

/// How a UTF-8 sequence begins: its length, the bits of the first byte, the smallest code point that needs
/// the length.
struct Lead {
    std::size_t length = 0;  ///< 0: no sequence begins with this byte
    std::uint32_t bits = 0;
    std::uint32_t smallest = 0;
};

Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {1, byte, 0};
    if (byte >= 0xC2 && byte <= 0xDF) return {2, byte & 0x1Fu, 0x80};
    if (byte >= 0xE0 && byte <= 0xEF) return {3, byte & 0x0Fu, 0x800};
    if (byte >= 0xF0 && byte <= 0xF4) return {4, byte & 0x07u, 0x10000};
    return {};
}

/// True for a code point that may stand alone: no surrogate, not beyond the last.
bool is_scalar(std::uint32_t code_point) {
    return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

/// A code point and its length in bytes; length 0 when the bytes are malformed.
struct Decoded {
    std::uint32_t code_point = replacement;
    std::size_t length = 0;
};

Decoded decode(std::string_view text, std::size_t at) {
    Lead const lead = lead_of(byte_at(text, at));
    if (lead.length == 0 || text.size() - at < lead.length) return {};
    std::uint32_t code_point = lead.bits;
    for (std::size_t i = 1; i < lead.length; ++i) {
        unsigned char const byte = byte_at(text, at + i);
        if ((byte & 0xC0u) != 0x80u) return {};
        code_point = (code_point << 6u) | (byte & 0x3Fu);
    }
    if (code_point < lead.smallest || !is_scalar(code_point)) return {};
    return {code_point, lead.length};
}

bool is_control(std::uint32_t code_point) {
    return (code_point < 0x20 && code_point != '\n' && code_point != '\t') ||
           (code_point >= 0x7F && code_point <= 0x9F);
}

bool is_ascii_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// A blank beyond ASCII.
bool is_wide_blank(std::uint32_t c) {
    return c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F ||
           c == 0x3000;
}

/// What leaves no mark of its own: control characters, line and paragraph separators, what turns the
/// direction of writing, what is seen by no one, and the sign for a lost character. The joiners are part of
/// words and of pictures.
bool is_unprintable(std::uint32_t c) {
    bool const joiner = c == 0x200C || c == 0x200D;
    bool const hidden = c == 0xAD || c == 0x61C || c == 0x180E || (c >= 0x200B && c <= 0x200F) ||
                        (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF ||
                        (c >= 0xFFF9 && c <= replacement) || (c >= 0xE0000 && c <= 0xE00FF);
    bool const nobody = (c >= 0xFDD0 && c <= 0xFDEF) || (c & 0xFFFEu) == 0xFFFE ||
                        (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (hidden && !joiner) || nobody;
}

/// Length of the blank that `text` begins with; 0 when it begins with something else.
std::size_t blank_in_front(std::string_view text) {
    if (text.empty()) return 0;
    if (is_ascii_blank(text.front())) return 1;
    return text.substr(0, 3) == "\u3000" ? 3 : 0;
}

std::size_t blank_at_end(std::string_view text) {
    if (text.empty()) return 0;
    if (is_ascii_blank(text.back())) return 1;
    return text.size() >= 3 && text.substr(text.size() - 3) == "\u3000" ? 3 : 0;
}

}  // namespace

bool is_clean_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] >= ' ' && text[at] < '\x7F') {  // most are
            ++at;
            continue;
        }
        Decoded const next = decode(text, at);
        if (next.length == 0 || is_control(next.code_point)) return false;
        at += next.length;
    }
    return true;
}

int count_chars(std::string_view text) {
    int count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
        if (byte_at(text, at) < 0x80) {
            ++at;
        } else {
            next_char(text, at);
        }
    }
    return count;
}

std::uint32_t next_char(std::string_view text, std::size_t& at) {
    Decoded const next = decode(text, at);
    at += next.length == 0 ? 1 : next.length;
    return next.code_point;
}

void append_char(std::string& out, std::uint32_t code_point) {
    if (!is_scalar(code_point)) code_point = replacement;
    auto const byte = [&out](std::uint32_t value) {
        out += static_cast<char>(static_cast<unsigned char>(value));
    };
    auto const tail = [&](std::uint32_t shift) { byte(0x80u | ((code_point >> shift) & 0x3Fu)); };
    if (code_point < 0x80) {
        byte(code_point);
    } else if (code_point < 0x800) {
        byte(0xC0u | (code_point >> 6u));
        tail(0);
    } else if (code_point < 0x10000) {
        byte(0xE0u | (code_point >> 12u));
        tail(6);
        tail(0);
    } else {
        byte(0xF0u | (code_point >> 18u));
        tail(12);
        tail(6);
        tail(0);
    }
}

std::string_view trim(std::string_view text) {
    while (std::size_t const blank = blank_in_front(text)) text.remove_prefix(blank);
    while (std::size_t const blank = blank_at_end(text)) text.remove_suffix(blank);
    return text;
}

std::string_view without_bom(std::string_view text) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.substr(0, mark.size()) == mark) text.remove_prefix(mark.size());
    return text;
}

std::string with_line_feeds(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        bool const pair = text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n';
        if (!pair) out += text[at] == '\r' ? '\n' : text[at];
    }
    return out;
}

std::string shorten(std::string_view text, int max_chars) {
    std::size_t at = 0;
    for (int count = 0; count < max_chars && at < text.size(); ++count) next_char(text, at);
    std::string shortened(text.substr(0, at));
    if (at < text.size()) shortened += "…";
    return shortened;
}

bool is_id(std::string_view text) {
    if (text.empty() || text.size() > 64) return false;
    for (char c : text) {
        bool const letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        bool const digit = c >= '0' && c <= '9';
        bool const sign = c == '_' || c == '.' || c == ':' || c == '@' || c == '-';
        if (!letter && !digit && !sign) return false;
    }
    return true;
}

bool is_outside_id(std::string_view text) {
    if (text.empty() || text == "." || text == "..") return false;
    int chars = 0;
    bool last_is_blank = false;
    for (std::size_t at = 0; at < text.size(); ++chars) {
        Decoded const next = decode(text, at);
        if (next.length == 0 || is_unprintable(next.code_point)) return false;
        last_is_blank = next.code_point == ' ' || is_wide_blank(next.code_point);
        if (last_is_blank && at == 0) return false;
        at += next.length;
    }
    return !last_is_blank && chars <= max_outside_id_chars;
}

}  // namespace afterdesk

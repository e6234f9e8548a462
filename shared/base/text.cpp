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

/// Length of the blank that `text` begins with; 0 when it begins with something else.
std::size_t blank_in_front(std::string_view text) {
    if (text.empty()) return 0;
    if (text.front() == ' ' || text.front() == '\t' || text.front() == '\n') return 1;
    return text.substr(0, 3) == "\u3000" ? 3 : 0;
}

std::size_t blank_at_end(std::string_view text) {
    if (text.empty()) return 0;
    if (text.back() == ' ' || text.back() == '\t' || text.back() == '\n') return 1;
    return text.size() >= 3 && text.substr(text.size() - 3) == "\u3000" ? 3 : 0;
}

}  // namespace

bool is_clean_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        Decoded const next = decode(text, at);
        if (next.length == 0 || is_control(next.code_point)) return false;
        at += next.length;
    }
    return true;
}

int count_chars(std::string_view text) {
    int count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next_char(text, at);
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

}  // namespace afterdesk

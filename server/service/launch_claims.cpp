#include "service/launch_claims.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "service/buyer_names.hpp"
#include "wire/fields.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

using wire::ObjectReader;
using wire::Value;

constexpr wire::Range seconds_range{0, 253'402'300'799};

// ---- Mending ----------------------------------------------------------------------------------------------

constexpr std::size_t escape_bytes = 6;  // \u1234

/// The number in an escape \u1234 that `text` begins with; nothing when it begins with something else.
std::optional<std::uint32_t> escaped_char(std::string_view text) {
    if (text.size() < escape_bytes || !text.starts_with("\\u")) return std::nullopt;
    std::uint32_t code = 0;
    for (char const c : text.substr(2, 4)) {
        std::size_t const digit = std::string_view("0123456789abcdefABCDEF").find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        code = code * 16 + static_cast<std::uint32_t>(digit < 16 ? digit : digit - 6);
    }
    return code;
}

bool is_high_half(std::optional<std::uint32_t> c) { return c && *c >= 0xD800 && *c <= 0xDBFF; }
bool is_low_half(std::optional<std::uint32_t> c) { return c && *c >= 0xDC00 && *c <= 0xDFFF; }

/// Takes the escape that `text` begins with. Units: how many bytes of it that was.
std::size_t mend_escape(std::string_view text, std::string& out) {
    auto const code = escaped_char(text);
    std::size_t taken = code ? escape_bytes : std::min<std::size_t>(text.size(), 2);
    if (is_high_half(code) && is_low_half(escaped_char(text.substr(taken)))) {
        taken += escape_bytes;
    } else if (is_high_half(code) || is_low_half(code)) {
        out += "\\ufffd";
        return taken;
    }
    out += text.substr(0, taken);
    return taken;
}

/// How long the word is that JSON does not know and some libraries write for a number; 0 without one.
std::size_t no_number(std::string_view text) {
    for (std::string_view const word : {"NaN", "-NaN", "Infinity", "-Infinity"}) {
        if (text.starts_with(word)) return word.size();
    }
    return 0;
}

// ---- Dates ------------------------------------------------------------------------------------------------

enum class Rounded : unsigned char { down, up };

/// 0.d1d2d3… × 10^point, the first digit not 0; no digits for zero.
struct Decimal {
    bool negative = false;
    std::string digits;
    std::int64_t point = 0;
};

/// Units: held to where it makes no difference any more.
std::int64_t exponent_of(std::string_view text) {
    constexpr std::int64_t beyond = 100'000;
    bool const negative = text.starts_with('-');
    std::int64_t out = 0;
    for (char const c : text) {
        if (c >= '0' && c <= '9') out = std::min(out * 10 + (c - '0'), beyond);
    }
    return negative ? -out : out;
}

/// Units: `text` is a JSON number.
Decimal decimal_of(std::string_view text) {
    Decimal out;
    out.negative = text.starts_with('-');
    std::size_t const end = std::min(text.find_first_of("eE"), text.size());
    bool whole = true;
    for (char const c : text.substr(0, end)) {
        bool const digit = c >= '0' && c <= '9';
        if (digit) out.digits += c;
        if (digit && whole) ++out.point;
        whole = whole && (digit || c == '-');
    }
    if (end < text.size()) out.point += exponent_of(text.substr(end + 1));
    std::size_t const zeros = std::min(out.digits.find_first_not_of('0'), out.digits.size());
    out.digits.erase(0, zeros);
    out.point -= static_cast<std::int64_t>(zeros);
    return out;
}

/// The whole number beside the decimal; beyond every date when it is too long for one.
std::int64_t whole_number(Decimal const& number, Rounded rounded) {
    constexpr std::int64_t most_digits = 12;
    if (number.digits.empty()) return 0;
    if (number.point > most_digits) return seconds_range.max + 1;
    auto const whole_digits = static_cast<std::size_t>(std::max<std::int64_t>(number.point, 0));
    std::int64_t out = 0;
    for (std::size_t i = 0; i < whole_digits; ++i)
        out = out * 10 + (i < number.digits.size() ? number.digits[i] - '0' : 0);
    bool const more = number.digits.find_first_not_of('0', whole_digits) != std::string::npos;
    return more && rounded == Rounded::up ? out + 1 : out;
}

std::int64_t read_date(ObjectReader& reader, Value const& value, std::string_view key, Rounded rounded) {
    auto const* written = value.as<wire::NotAnInteger>();
    if (written == nullptr)
        return wire::read_integer(value, reader.at(key), seconds_range, reader.mistakes());
    Decimal const number = decimal_of(written->text);
    std::int64_t const seconds =
        number.negative && !number.digits.empty() ? -1 : whole_number(number, rounded);
    return wire::read_integer(Value(seconds), reader.at(key), seconds_range, reader.mistakes());
}

// ---- Claims -----------------------------------------------------------------------------------------------

/// A text that is only shown: whatever else stands there is as missing.
std::string shown_text(ObjectReader& reader, std::string_view key) {
    Value const* value = reader.optional(key);
    auto const* text = value != nullptr ? value->as<std::string>() : nullptr;
    return text != nullptr ? *text : std::string();
}

std::optional<std::int64_t> date_if_said(ObjectReader& reader, std::string_view key) {
    Value const* value = reader.nullable(key);
    if (value == nullptr) return std::nullopt;
    return read_date(reader, *value, key, Rounded::up);
}

bool names_us(Value const* audience) {
    if (audience == nullptr) return false;
    auto const is_us = [](Value const& value) {
        auto const* text = value.as<std::string>();
        return text != nullptr && *text == launch_audience;
    };
    if (auto const* several = audience->as<wire::Array>())
        return std::any_of(several->begin(), several->end(), is_us);
    return is_us(*audience);
}

}  // namespace

std::string mended_json(std::string_view text) {
    std::string out;
    bool in_string = false;
    for (std::size_t at = 0; at < text.size();) {
        char const c = text[at];
        std::size_t const word = in_string ? 0 : no_number(text.substr(at));
        if (word > 0) {
            out += "false";
            at += word;
        } else if (in_string && c == '\\') {
            at += mend_escape(text.substr(at), out);
        } else if (in_string && static_cast<unsigned char>(c) < ' ') {
            out += ' ';
            ++at;
        } else if (in_string && c != '"') {
            append_char(out, next_char(text, at));
        } else {
            in_string = in_string != (c == '"');
            out += c;
            ++at;
        }
    }
    return out;
}

Mistakes read_claims(Value const& value, UnverifiedToken& token) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    LaunchClaims& claims = token.claims;
    claims.issuer = reader.text("iss", id_max_chars);
    claims.tenant = {reader.id("tenant")};
    claims.buyer = {reader.outside_id("sub")};
    claims.buyer_name = clean_name(shown_text(reader, "name"));
    claims.phone_tail = phone_tail_of(shown_text(reader, "phone_tail"));
    claims.order_no = reader.nullable_as("order_no", wire::read_outside_id).value_or(std::string());
    claims.jti = reader.outside_id("jti");
    if (Value const* expires = reader.required("exp"))
        claims.expires = {read_date(reader, *expires, "exp", Rounded::down) * 1'000};
    token.not_before_s = date_if_said(reader, "nbf");
    token.issued_s = date_if_said(reader, "iat");
    token.for_us = names_us(value.find("aud"));
    return mistakes;
}

Mistakes read_header(Value const& value, UnverifiedToken& token) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    token.algorithm = reader.text("alg", id_max_chars);
    token.key_id = reader.nullable_as("kid", wire::read_id).value_or(std::string());
    // "crit" names what a reader must understand; we understand none of it.
    if (reader.has("crit")) reader.mistake(Rule::unknown_name, "crit");
    return mistakes;
}

}  // namespace afterdesk

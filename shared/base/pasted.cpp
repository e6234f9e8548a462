#include "base/pasted.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t long_number_chars = 10;
constexpr std::size_t mobile_digits = 11;
constexpr std::size_t max_carrier_letters = 4;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// The half-width character, 0 for one that can not be seen.
std::uint32_t half_width_char(std::uint32_t c) {
    if (c >= 0xFF01 && c <= 0xFF5E) return c - 0xFEE0;
    if (c == 0xFFE5) return 0xA5;  // ¥
    if (c == 0x3000 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F) return ' ';
    if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212 || c == 0xFE63) return '-';
    if ((c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || c == 0x2060 || c == 0xFEFF) return 0;
    return c;
}

/// What stands behind a label: words without a digit, up to a colon.
std::string_view without_label(std::string_view text) {
    std::size_t const colon = text.find(':');
    bool const labelled =
        colon != std::string_view::npos && std::none_of(text.begin(), text.begin() + colon, is_digit);
    if (labelled) text.remove_prefix(colon + 1);
    return text;
}

void drop(std::string& text, bool (*unwanted)(char)) {
    text.erase(std::remove_if(text.begin(), text.end(), unwanted), text.end());
}

bool is_hyphen(char c) { return c == '-'; }

}  // namespace

std::string half_width(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t const from = at;
        std::uint32_t const c = next_char(text, at);
        std::uint32_t const folded = half_width_char(c);
        if (folded == c) {
            out += text.substr(from, at - from);  // also what is malformed
        } else if (folded != 0) {
            append_char(out, folded);
        }
    }
    return out;
}

std::string tidy_tracking_no(std::string_view pasted) {
    std::string const folded = half_width(pasted);
    std::string_view rest = without_label(folded);
    // A label without a colon is in another script than the number: 运单号 SF1234.
    auto const is_lead = [](char c) { return is_blank(c) || static_cast<unsigned char>(c) >= 0x80; };
    rest.remove_prefix(
        static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), is_lead) - rest.begin()));
    std::string number(rest);
    drop(number, is_blank);
    bool const counts_parcels = number.size() > 2 && lower(number[0]) == 'j' && lower(number[1]) == 'd';
    if (!counts_parcels) drop(number, is_hyphen);
    return number;
}

std::string tracking_key(std::string_view number) {
    std::string key = tidy_tracking_no(number);
    drop(key, is_hyphen);
    std::transform(key.begin(), key.end(), key.begin(), lower);
    return key;
}

bool is_same_tracking_no(std::string_view a, std::string_view b) {
    return tracking_key(a) == tracking_key(b);
}

std::string tidy_phone(std::string_view pasted) {
    std::string const folded = half_width(pasted);
    std::string number(without_label(folded));
    drop(number, is_blank);
    std::string digits = number;
    drop(digits, is_hyphen);
    bool const mobile = digits.size() == mobile_digits && digits[0] == '1' &&
                        std::all_of(digits.begin(), digits.end(), is_digit);
    return mobile ? digits : number;
}

std::string tidy_search(std::string_view typed) {
    std::string const folded = half_width(typed);
    std::string_view const label = trim(std::string_view(folded).substr(0, folded.find(':')));
    bool const names_number = label.ends_with("号") || label.ends_with("号码");
    std::string_view const words = trim(names_number ? without_label(folded) : std::string_view(folded));
    std::string joined(words);
    drop(joined, is_blank);
    std::size_t const letters =
        static_cast<std::size_t>(std::find_if_not(joined.begin(), joined.end(), is_letter) - joined.begin());
    bool const one_number =
        joined.size() >= long_number_chars && letters <= max_carrier_letters &&
        std::all_of(joined.begin() + static_cast<std::ptrdiff_t>(letters), joined.end(), is_digit);
    return one_number ? joined : std::string(words);
}

}  // namespace afterdesk

#include "service/buyer_names.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include "base/char_ranges.hpp"
#include "base/text.hpp"
#include "wire/fields.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t max_name_chars = wire::max_short_chars;
constexpr std::size_t phone_tail_digits = 4;
constexpr std::uint32_t broken = 0xFFFD;
constexpr std::uint32_t joiner = 0x200D;

/// What ends a line or keeps words apart.
constexpr CharRange blanks[] = {{'\t', '\r'}, {' ', ' '}, {0x85, 0x85}, {0x2028, 0x2029}, {0x3000, 0x3000}};
/// What can not be seen, or (the last two) turns the text around it.
constexpr CharRange dropped[] = {
    {0x00, 0x1F}, {0x7F, 0x9F}, {broken, broken}, {0x202A, 0x202E}, {0x2066, 0x2069}};
/// What is drawn together with the character before it: accents, the vowels of syllables, how an emoji looks.
constexpr CharRange attached[] = {{0x0300, 0x036F},   {0x1160, 0x11FF},  {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF},
                                  {joiner, joiner},   {0x20D0, 0x20FF},  {0xFE00, 0xFE2F}, {0x1F3FB, 0x1F3FF},
                                  {0xE0020, 0xE007F}, {0xE0100, 0xE01EF}};

/// Half of a flag: two of them are one picture.
bool is_flag_half(std::uint32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

/// Whether people see one character end before `at` and another begin there.
bool is_between(std::vector<std::uint32_t> const& chars, std::size_t at) {
    if (within(chars[at], attached) || chars[at - 1] == joiner) return false;
    std::size_t halves = 0;
    while (halves < at && is_flag_half(chars[at - 1 - halves])) ++halves;
    return !is_flag_half(chars[at]) || halves % 2 == 0;
}

void cut(std::vector<std::uint32_t>& chars) {
    if (chars.size() <= max_name_chars) return;
    std::size_t at = max_name_chars;
    while (at > 0 && !is_between(chars, at)) --at;
    chars.resize(at > 0 ? at : max_name_chars);
}

/// Takes a text out of an order's line: what is said of the buyer is no part of the order.
std::string take_text(wire::Object& line, std::string_view key, Mistakes& mistakes) {
    auto const at = std::find_if(line.begin(), line.end(), [&](auto const& one) { return one.first == key; });
    if (at == line.end()) return {};
    wire::Value const value = std::move(at->second);
    line.erase(at);
    auto const* text = value.as<std::string>();
    if (text == nullptr && !value.is_null()) wire::note(mistakes, Rule::wrong_type, std::string(key));
    return text != nullptr ? *text : std::string();
}

}  // namespace

std::string clean_name(std::string_view told) {
    std::vector<std::uint32_t> chars;
    for (std::size_t at = 0; at < told.size() && chars.size() <= max_name_chars;) {
        std::uint32_t const c = next_char(told, at);
        bool const blank = within(c, blanks);
        bool const left_out = blank ? chars.empty() || chars.back() == ' ' : within(c, dropped);
        if (!left_out) chars.push_back(blank ? ' ' : c);
    }
    cut(chars);
    std::string name;
    for (std::uint32_t const c : chars) append_char(name, c);
    return std::string(trim(name));
}

std::string masked_name(std::string_view name) {
    std::string shown;
    std::vector<std::uint32_t> chars;
    for (std::size_t at = 0; at < name.size();) {
        chars.push_back(next_char(name, at));
        if (chars.size() > 1 && is_between(chars, chars.size() - 1)) break;
        append_char(shown, chars.back());
    }
    return shown.empty() ? shown : shown + "**";
}

std::string phone_tail_of(std::string_view told) {
    std::string_view const number = trim(told);
    if (number.size() < phone_tail_digits) return {};
    std::string_view const tail = number.substr(number.size() - phone_tail_digits);
    bool const digits = std::all_of(tail.begin(), tail.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits ? std::string(tail) : std::string();
}

store::Buyer take_buyer(wire::Value& line, Mistakes& mistakes) {
    auto* const members = line.as<wire::Object>();
    if (members == nullptr) return {};
    std::string const name = take_text(*members, "buyer_name", mistakes);
    std::string const phone = take_text(*members, "buyer_phone_tail", mistakes);
    store::Buyer buyer{{}, clean_name(name), phone_tail_of(phone)};
    if (!phone.empty() && buyer.phone_tail.empty())
        wire::note(mistakes, Rule::bad_characters, "buyer_phone_tail");
    return buyer;
}

}  // namespace afterdesk

#include "widgets/right_to_left.hpp"

#include "base/char_ranges.hpp"
#include "base/text.hpp"

namespace afterdesk::ui {
namespace {

bool is_right_to_left(std::uint32_t c) {
    static constexpr CharRange scripts[] = {
        {0x0590, 0x08FF}, {0xFB1D, 0xFDFF}, {0xFE70, 0xFEFC}, {0x10800, 0x10FFF}, {0x1E800, 0x1EFFF}};
    return c >= 0x0590 && within(c, scripts);
}

/// Marks, embeddings, overrides and isolates whose inside runs from right to left.
bool is_turn(std::uint32_t c) { return c == 0x200F || c == 0x202B || c == 0x202E || c == 0x2067; }

/// What a character says about its neighbours. The names in brackets are those of UAX #9.
enum class Pull : std::uint8_t {
    none,    ///< signs and blanks [ON, WS, ES, ET, CS]
    number,  ///< [EN, AN]
    left,    ///< [L]
    right,   ///< [R]
    arabic,  ///< [AL]
};

Pull pull_of(std::uint32_t c) {
    static constexpr CharRange arabic[] = {
        {0x0600, 0x07BF}, {0x0860, 0x08FF}, {0xFB50, 0xFDFF}, {0xFE70, 0xFEFC}, {0x1EC70, 0x1EEFF}};
    static constexpr CharRange digits[] = {{'0', '9'}, {0x0660, 0x0669}, {0x06F0, 0x06F9}, {0xFF10, 0xFF19}};
    static constexpr CharRange signs[] = {
        {0, 'A' - 1},      {'Z' + 1, 'a' - 1}, {'z' + 1, 0xA9},  {0xAB, 0xB4},     {0xB6, 0xB9},
        {0xBB, 0xBF},      {0xD7, 0xD7},       {0xF7, 0xF7},     {0x060C, 0x060C}, {0x2000, 0x200D},
        {0x2010, 0x2BFF},  {0x2E00, 0x2E7F},   {0x3000, 0x3004}, {0x3008, 0x3020}, {0x3030, 0x3030},
        {0xFE00, 0xFE6F},  {0xFF00, 0xFF20},   {0xFF3B, 0xFF40}, {0xFF5B, 0xFF65}, {0xFFE0, 0xFFEF},
        {0x1F000, 0x1FAFF}};
    if (within(c, digits)) return Pull::number;
    if (within(c, signs)) return Pull::none;
    if (within(c, arabic)) return Pull::arabic;
    return is_right_to_left(c) || c == 0x200F ? Pull::right : Pull::left;
}

bool from_right(Pull pull) { return pull == Pull::right || pull == Pull::arabic; }

/// What the last letter before `end` says, or `otherwise`.
Pull last_letter(std::string_view text, std::size_t begin, std::size_t end, Pull otherwise) {
    for (std::size_t at = begin; at < end;) {
        Pull const pull = pull_of(next_char(text, at));
        if (pull != Pull::none && pull != Pull::number) otherwise = pull;
    }
    return otherwise;
}

/// What the first letter or number of the text says, up to the end of its paragraph.
Pull first_letter(std::string_view text) {
    for (std::size_t at = 0; at < text.size() && text[at] != '\n';) {
        Pull const pull = pull_of(next_char(text, at));
        if (pull != Pull::none) return pull;
    }
    return Pull::none;
}

constexpr std::string_view right_mark = "\u200F", arabic_mark = "\u061C";

}  // namespace

bool has_right_to_left(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        auto const byte = static_cast<unsigned char>(text[at]);
        bool const may_be = (byte >= 0xD6 && byte <= 0xE0) || byte == 0xE2 || byte == 0xEF || byte == 0xF0;
        if (!may_be) {
            ++at;
            continue;
        }
        std::uint32_t const c = next_char(text, at);
        if (is_right_to_left(c) || is_turn(c)) return true;
    }
    return false;
}

std::string set_alone(std::string_view text, std::size_t begin, std::size_t end, std::string_view tail) {
    std::size_t const newline = begin == 0 ? std::string_view::npos : text.rfind('\n', begin - 1);
    std::size_t const paragraph = newline == std::string_view::npos ? 0 : newline + 1;
    Pull const before = last_letter(text, paragraph, begin, Pull::left);
    std::string line;
    if (from_right(before)) line = before == Pull::arabic ? arabic_mark : right_mark;
    line += text.substr(begin, end - begin);
    line += tail;
    Pull const behind = first_letter(text.substr(end));
    // A number takes part in what it follows.
    if (from_right(last_letter(text, begin, end, before)) && (from_right(behind) || behind == Pull::number))
        line += right_mark;
    return line;
}

float WholeWords::of(void const* self, std::uint32_t code_point, std::size_t at) {
    auto const& words = *static_cast<WholeWords const*>(self);
    if (is_right_to_left(code_point)) return words.word_letter(at);
    std::size_t end = at;
    next_char(words.text_, end);
    return words.measure_.of(words.measure_.context, std::string(words.text_.substr(at, end - at)));
}

float WholeWords::word_letter(std::size_t at) const {
    if (at >= begin_ && at < end_) return at == begin_ ? first_ : other_;
    int letters = 0;
    begin_ = end_ = at;
    for (std::size_t next = at; next < text_.size(); end_ = next, ++letters)
        if (!is_right_to_left(next_char(text_, next))) break;
    float const width = measure_.of(measure_.context, std::string(text_.substr(begin_, end_ - begin_)));
    bool const fits = width <= max_width_;
    first_ = fits ? width : width / static_cast<float>(letters);
    other_ = fits ? 0 : first_;
    return first_;
}

}  // namespace afterdesk::ui

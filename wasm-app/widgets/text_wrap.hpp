#pragma once
// Line breaking for Chinese and Latin text in one paragraph: a small subset of UAX #14 with the Chinese rules
// of GB/T 15834 (which signs may not begin or end a line). Pure: widths come from the caller.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace afterdesk::ui {

/// The width of the character that stands at byte `at` of the text; asked once for each.
struct Advance {
    float (*of)(void const* context, std::uint32_t code_point, std::size_t at) = nullptr;
    void const* context = nullptr;
};

/// One line: bytes [begin, end) of the text without the blanks at its end. Units: `width` as the advances
/// are.
struct TextLine {
    std::uint32_t begin = 0, end = 0;
    float width = 0;
    bool operator==(TextLine const&) const = default;
};

/// The lines of `text` when no line may be wider than `max_width`.
/// Promise: no sign that may not begin a line begins one, and the same at line ends, unless a line has no
/// other place to break; words and numbers stay whole unless one alone is too wide; a text of one character
/// or more has a line.
/// Rule: UAX #14 LB 4-30 where they concern Chinese, Latin, digits and emoji; GB/T 15834-2011 §5.1.
std::vector<TextLine> wrap_text(std::string_view text, float max_width, Advance advance);

/// True when a line may end between two neighbouring characters (neither of them a blank or newline).
bool can_break_between(std::uint32_t before, std::uint32_t after);

}  // namespace afterdesk::ui

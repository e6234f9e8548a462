#pragma once
// Hebrew, Arabic and their like. Whoever sets a line puts its letters in order (UAX #9, from left to right as
// a whole, as the mirror and its fields are); what of that the other lines decide is added here.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "widgets/text_wrap.hpp"

namespace afterdesk::ui {

/// True for a text with a letter that is written from right to left, or a sign that turns what follows.
bool has_right_to_left(std::string_view text);

/// Bytes [begin, end) of the text and `tail`, to be set alone as they are seen among their neighbours: marks
/// that take no room stand for the letters before and behind.
/// Rule: UAX #9 W2, W7, N1. Not N0: a bracket is paired within its line.
std::string set_alone(std::string_view text, std::size_t begin, std::size_t end, std::string_view tail = {});

/// The advances of a text whose letters join: a word from right to left is as wide as it is when it is set
/// whole. One that is too wide for a line is broken anywhere, so its letters share its width.
class WholeWords {
  public:
    struct Measure {
        float (*of)(void const* context, std::string const& word) = nullptr;
        void const* context = nullptr;
    };
    /// Units: `max_width` as `measure` says. The text outlives this.
    WholeWords(std::string_view text, float max_width, Measure measure)
        : text_(text), max_width_(max_width), measure_(measure) {}
    /// Good as long as this is.
    Advance advance() const { return {of, this}; }

  private:
    static float of(void const* self, std::uint32_t code_point, std::size_t at);
    float word_letter(std::size_t at) const;

    std::string_view text_;
    float max_width_;
    Measure measure_;
    mutable std::size_t begin_ = 0, end_ = 0;  ///< the word that was measured last
    mutable float first_ = 0, other_ = 0;      ///< the advances of its letters
};

}  // namespace afterdesk::ui

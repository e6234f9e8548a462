#pragma once
// A number between two ends, moved along a line.

#include <cstdint>
#include <string>
#include <string_view>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

/// Units: whatever the screen counts in; least ≤ most.
struct SliderOptions {
    std::int64_t least = 0, most = 100;
    std::int64_t step = 1;  ///< of an arrow; the pointer stops at its multiples
    std::string said{};     ///< what the number means, as it is read
};

/// Arrows move by a step, PageUp and PageDown by a tenth of the whole, Home and End to the ends; a press puts
/// it there. Returns true when `value` changed. Read as "label", with where it stands in percent and `said`.
bool slider(Ui& ui, std::string_view key, std::string_view label, std::int64_t& value,
            SliderOptions const& options);

}  // namespace afterdesk::ui

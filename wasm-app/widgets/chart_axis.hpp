#pragma once
// Where the lines of a chart's axis stand: at 1, 2 or 5 times a power of ten.

#include <cstdint>
#include <vector>

namespace afterdesk::ui {

/// Promise: first ≤ least and 0, last ≥ most and 0, both multiples of step; at most `most_steps` steps lie
/// between.
struct Axis {
    std::int64_t first = 0, last = 1, step = 1;
    std::vector<std::int64_t> ticks() const;
};

/// The axis of values from `least` to `most`. Units: whole numbers up to 10^15; most_steps ≥ 2.
Axis nice_axis(std::int64_t least, std::int64_t most, int most_steps);

}  // namespace afterdesk::ui

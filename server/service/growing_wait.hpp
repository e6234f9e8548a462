#pragma once
// How long what failed waits before it is tried again.

#include <algorithm>
#include <cstdint>

#include "base/instant.hpp"

namespace afterdesk {

/// Between 0.8 and 1.2 times as long: many do not come at once. Units: `random` is of the whole range.
constexpr Duration with_jitter(Duration delay, std::uint64_t random) {
    constexpr std::int64_t steps = 1'000;
    auto const step = static_cast<std::int64_t>(random % std::uint64_t{steps});
    return {delay.ms * 4 / 5 + delay.ms * 2 / 5 * step / steps};
}

/// The first, twice as long after each failure, and no longer than `most`. Units: `failures` from 0.
constexpr Duration doubled(Duration first, int failures, Duration most) {
    constexpr int most_doublings = 20;
    return std::min(Duration{first.ms << std::min(failures, most_doublings)}, most);
}

}  // namespace afterdesk

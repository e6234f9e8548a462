#pragma once
// One seed after the other, as long as there is time; or the one of AFTERDESK_SEED.

#include <chrono>
#include <functional>

#include "money_chaos.hpp"

namespace afterdesk::fault {

/// So many at least, and then until the time is over, which a soak sets.
struct Seeds {
    std::chrono::milliseconds usual;
    unsigned fewest = 1;
    int wanted = 0;  ///< refunds, and over how many seeds, in a soak; only told
    int wanted_seeds = 0;
};
/// Runs them and says which they were, and what they came to.
Tally run_seeds(Seeds const& seeds, std::function<Tally(unsigned seed)> const& run);

}  // namespace afterdesk::fault

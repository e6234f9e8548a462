#include "chaos_seeds.hpp"

#include <cstdio>
#include <cstdlib>

#include "soak.hpp"
#include "testing.hpp"

namespace afterdesk::fault {

using Steady = std::chrono::steady_clock;

/// A soak's log says each seed, as the program may end on the way.
Tally run_seeds(Seeds const& seeds, std::function<Tally(unsigned seed)> const& run) {
    char const* const alone = std::getenv("AFTERDESK_SEED");
    unsigned const first =
        alone != nullptr ? static_cast<unsigned>(std::strtoul(alone, nullptr, 10)) : std::random_device()();
    auto const until = Steady::now() + time_for(seeds.usual);
    Tally sum;
    unsigned count = 0;
    for (; alone == nullptr ? (count < seeds.fewest || Steady::now() < until) : count < 1; ++count) {
        if (is_soak()) std::printf("seed %u, %d refunds before\n", first + count, sum.refunds);
        if (is_soak()) std::fflush(stdout);
        sum.add(run(first + count));
    }
    std::string told = "seeds " + std::to_string(first) + " to " + std::to_string(first + count - 1) + " (" +
                       std::to_string(count) + "): " + sum.text() + "; " + std::to_string(seeds.wanted) +
                       " refunds over " + std::to_string(seeds.wanted_seeds) + " seeds wanted in a soak";
    MESSAGE(told);
    return sum;
}

}  // namespace afterdesk::fault

// Money under chaos, seed after seed: no payment is paid back twice or above what was paid, every refund
// comes to an end or to a person, the books add up. A seed alone: AFTERDESK_SEED=17.

#include "money_chaos.hpp"
#include "soak.hpp"
#include "testing.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds usual_time{20};
constexpr int steps = 560, fewest_seeds = 5;
constexpr unsigned kept_seeds[] = {17, 20, 1'913};

void add(fault::Tally& sum, fault::Tally const& one) {
    sum.tickets += one.tickets;
    sum.refunds += one.refunds;
    sum.crashes += one.crashes;
    sum.notices += one.notices;
    sum.mended += one.mended;
    sum.elsewhere += one.elsewhere;
    sum.rude += one.rude;
    sum.paid_twice += one.paid_twice;
    sum.erased += one.erased;
    sum.by_age += one.by_age;
    sum.moved += one.moved;
}

fault::Tally run(std::string const& fresh, unsigned seed) {
    CAPTURE(seed);
    fault::Chaos chaos(fresh, seed);
    chaos.run(steps);
    chaos.finish();
    return chaos.tally();
}

std::string text_of(fault::Tally const& sum) {
    return std::to_string(sum.refunds) + " refunds of " + std::to_string(sum.tickets) + " tickets, " +
           std::to_string(sum.crashes) + " crashes, " + std::to_string(sum.notices) + " notices, " +
           std::to_string(sum.mended) + " mended by staff, " + std::to_string(sum.elsewhere) +
           " paid elsewhere, " + std::to_string(sum.rude) + " rude channels, " +
           std::to_string(sum.paid_twice) + " paid twice and said so, " + std::to_string(sum.erased) +
           " erased on request, " + std::to_string(sum.by_age) + " by age, the log moved " +
           std::to_string(sum.moved) + " times beside";
}

}  // namespace

TEST_CASE("whatever channel, clock and power do: the money is right, seed after seed") {
    fault::Folder const fresh("-chaos");
    fault::prepare_chaos(fresh.path);
    char const* const alone = std::getenv("AFTERDESK_SEED");
    unsigned const first =
        alone != nullptr ? static_cast<unsigned>(std::atoi(alone)) : std::random_device()();
    auto const until = Steady::now() + fault::time_for(usual_time);
    fault::Tally sum;
    unsigned seeds = 0;
    for (; alone == nullptr ? (seeds < fewest_seeds || Steady::now() < until) : seeds < 1; ++seeds)
        add(sum, run(fresh.path, first + seeds));
    std::string const told = "seeds " + std::to_string(first) + " to " + std::to_string(first + seeds - 1) +
                             " (" + std::to_string(seeds) + "): " + text_of(sum) +
                             "; 100000 refunds over 1000 seeds wanted in a soak";
    MESSAGE(told);
    CHECK(sum.refunds > 0);
}

TEST_CASE("the same seeds each time: what is erased in the middle of it leaves the money as it is") {
    fault::Folder const fresh("-chaos-kept");
    fault::prepare_chaos(fresh.path);
    fault::Tally sum;
    for (unsigned const seed : kept_seeds) add(sum, run(fresh.path, seed));
    std::string const told = text_of(sum);
    MESSAGE(told);
    CHECK(sum.erased > 0);
    CHECK(sum.by_age > 0);
    CHECK(sum.crashes > 0);
    CHECK(sum.moved > 0);
}

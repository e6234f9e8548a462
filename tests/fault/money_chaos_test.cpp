// Money under chaos, seed after seed: no payment is paid back twice or above what was paid, every refund
// comes to an end or to a person, the books add up. A seed alone: AFTERDESK_SEED=17.

#include "chaos_seeds.hpp"
#include "testing.hpp"

using namespace afterdesk;

namespace {

constexpr fault::Seeds wanted{std::chrono::seconds(20), 5, 100'000, 1'000};
constexpr int steps = 560;
constexpr unsigned kept_seeds[] = {17, 20, 1'913};

fault::Tally run(std::string const& fresh, unsigned seed) {
    CAPTURE(seed);
    fault::Chaos chaos(fresh, seed, fault::simulated_kind());
    chaos.run(steps);
    chaos.finish();
    return chaos.tally();
}

}  // namespace

TEST_CASE("whatever channel, clock and power do: the money is right, seed after seed") {
    fault::Folder const fresh("-chaos");
    fault::prepare_chaos(fresh.path, fault::simulated_kind());
    auto const sum = fault::run_seeds(wanted, [&](unsigned seed) { return run(fresh.path, seed); });
    CHECK(sum.refunds > 0);
}

TEST_CASE("the same seeds each time: what is erased in the middle of it leaves the money as it is") {
    fault::Folder const fresh("-chaos-kept");
    fault::prepare_chaos(fresh.path, fault::simulated_kind());
    fault::Tally sum;
    for (unsigned const seed : kept_seeds) sum.add(run(fresh.path, seed));
    std::string const told = sum.text();
    MESSAGE(told);
    CHECK(sum.erased > 0);
    CHECK(sum.by_age > 0);
    CHECK(sum.crashes > 0);
    CHECK(sum.moved > 0);
}

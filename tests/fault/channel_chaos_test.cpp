// Money under chaos through the real adapters: WeChat Pay and Alipay lose, double, delay, forge, cross,
// refuse and fail, days go by and clocks are wrong. A seed alone: AFTERDESK_SEED=17.

#include "chaos_seeds.hpp"
#include "testing.hpp"

using namespace afterdesk;

namespace {

constexpr fault::Seeds wanted{std::chrono::seconds(6), 2, 100'000, 1'000};
constexpr int usual_steps = 560, stubborn_steps = 160;
constexpr unsigned stubborn_seeds[] = {1};

}  // namespace

TEST_CASE("whatever WeChat Pay and Alipay do, seed after seed: the money is right") {
    fault::Folder const fresh("-channels");
    fault::prepare_chaos(fresh.path, fault::channels_kind());
    auto const sum = fault::run_seeds(wanted, [&](unsigned seed) {
        CAPTURE(seed);
        fault::Chaos chaos(fresh.path, seed, fault::channels_kind());
        chaos.run(usual_steps);
        chaos.finish();
        return chaos.tally();
    });
    CHECK(sum.refunds > 0);
}

TEST_CASE("what WeChat Pay and Alipay say no to is somebody's task, and never over") {
    fault::Folder const fresh("-channels-stubborn");
    fault::prepare_chaos(fresh.path, fault::channels_kind());
    for (unsigned const seed : stubborn_seeds) {
        CAPTURE(seed);
        fault::Chaos chaos(fresh.path, seed, fault::channels_kind(), fault::Temper::stubborn);
        chaos.run(stubborn_steps);
        CHECK(chaos.count_paid_by_channels() == 0);
        CHECK(chaos.count_over_unpaid() == 0);
        CHECK(chaos.count_in(State::refund_failed) > 0);
        // Once they pay again, all of it comes to its end.
        chaos.finish();
        CHECK(chaos.count_in(State::refund_failed) == 0);
        CHECK(chaos.count_paid_by_channels() > 0);
    }
}

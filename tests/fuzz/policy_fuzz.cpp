// Policies: what is read without a mistake comes back the same over any base, and its clocks keep time.

#include "fuzz_wire.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const value = wire::parse_json(text_of(data, size));
    if (!value.ok()) return 0;
    Mistakes mistakes;
    Policy const policy = wire::read_policy(*value, default_policy(), "policy", mistakes);
    check_told(mistakes);
    if (!mistakes.empty()) return 0;
    auto const write = [](Policy const& of) { return wire::to_json(of); };
    for (Policy const& base : {default_policy(), Policy{}}) {
        check_round_trip(
            policy,
            [&](wire::Value const& of, Mistakes& found) { return wire::read_policy(of, base, "", found); },
            write);
    }
    Instant const now{1'795'000'000'000};
    for (Duration limit : {policy.limits.merchant_review, policy.limits.buyer_return, Duration{0}}) {
        Instant const then = due(now, limit, policy);
        CHECK(then >= now + limit);
        CHECK(due(now, time_left(now, then, policy), policy) == then);
    }
    return 0;
}

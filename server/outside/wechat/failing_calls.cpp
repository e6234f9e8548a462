#include "outside/wechat/failing_calls.hpp"

#include <algorithm>

namespace afterdesk::outside::wechat {

namespace {

constexpr int most_failing = 6;
constexpr Duration within{1'000};
constexpr Duration between{within.ms / most_failing};
/// Nobody is put off for longer, also when the clock was set back.
constexpr Duration longest_wait = minutes(10);

}  // namespace

Duration FailingCalls::begin(Instant now) {
    std::lock_guard const lock(mutex_);
    std::erase_if(failed_, [&](Instant at) { return at + within <= now || now < at; });
    if (static_cast<int>(failed_.size()) + under_way_ < most_failing) {
        ++under_way_;
        return {0};
    }
    Instant const soonest = failed_.empty() ? now + between : failed_.front() + within;
    Instant const at = std::min(std::max(next_, soonest), now + longest_wait);
    next_ = at + between;
    return at - now;
}

void FailingCalls::end(bool good, Instant now) {
    std::lock_guard const lock(mutex_);
    --under_way_;
    if (!good) failed_.push_back(now);
}

}  // namespace afterdesk::outside::wechat

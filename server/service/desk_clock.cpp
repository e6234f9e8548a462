// Moving the demo's clock: every deadline on the way fires at its own time, in order.

#include "service/desk_clock.hpp"

#include "service/impl.hpp"
#include "store/desk_clock.hpp"

namespace afterdesk {

/// Forward by so much, and so that the next start knows it.
void Service::Impl::move_clock(Duration by) {
    if (by.ms <= 0) return;
    store.write([&](store::WriteTx& tx) {
        store::ClockRow row = store::read_clock(tx);
        row.advanced.ms += by.ms;
        store::write_clock(tx, row);
        return true;
    });
    clock.add(by);
}

wire::ClockView Service::clock() {
    auto const row = impl_->store.read([](store::ReadTx& tx) { return store::read_clock(tx); });
    return {impl_->now().ms, row.advanced.ms, impl_->config.demo};
}

Result<wire::ClockView, Mistakes> Service::advance_clock(Caller const& caller, Duration by) {
    bool const may = impl_->config.demo && caller.audience == wire::Audience::platform && caller.manager;
    if (!may) return Err{one_mistake(Rule::not_your_part)};
    // One journey at a time; the timers' own thread may fire what we are about to.
    std::lock_guard const lock(impl_->journey_mutex);
    Instant const target = impl_->now() + by;
    for (;;) {
        auto const next =
            impl_->store.read([&](store::ReadTx& tx) { return store::next_deadline(tx, impl_->now()); });
        if (!next || *next > target) break;
        impl_->move_clock(*next - impl_->now());
        impl_->end_due_deadlines();
    }
    impl_->move_clock(target - impl_->now());
    impl_->end_due_deadlines();
    impl_->outbox_worker.poke();
    impl_->timer_worker.poke();
    return clock();
}

}  // namespace afterdesk

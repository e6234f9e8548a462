// Deadlines: when one has passed, the ticket is told so. Persons may still act until then.

#include <algorithm>
#include <utility>

#include "service/impl.hpp"
#include "store/live.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

namespace {

constexpr int deadlines_at_once = 100;
constexpr std::int64_t after_failure_ms = 1'000;
constexpr std::int64_t clean_up_every_ms = 3'600'000;
constexpr Duration keys_are_kept = days(30);
constexpr Duration events_are_kept = days(7);
constexpr int events_at_once = 1'000;  ///< few enough that nobody waits for it

}  // namespace

/// What the ticket said to it; nothing when it had moved on.
std::optional<Result<Ticket, Mistakes>> Service::Impl::end_deadline(store::WriteTx& tx,
                                                                    store::DueTicket const& due) {
    Instant const at = now();
    auto const ticket = store::find_ticket(tx, {due.tenant, store::Scope::Of::tenant, {}}, due.no);
    // Somebody may have acted in the meantime.
    if (!ticket || !ticket->deadline || *ticket->deadline > at) return std::nullopt;
    auto const order = store::find_order(tx, due.tenant, ticket->order_no);
    CHECK(order);
    return decide_as_system(tx, policies, {due.tenant, *ticket, *order, Actor{}, TimeOut{}, at});
}

int Service::Impl::end_due_deadlines() {
    int moved = 0;
    std::optional<store::DueTicket> behind;
    for (;;) {
        // Those that refuse stay due: the others behind them have their turn all the same.
        auto const due = store.read(
            [&](store::ReadTx& tx) { return store::due_tickets(tx, now(), behind, deadlines_at_once); });
        for (store::DueTicket const& one : due) {
            auto const ended = store.write([&](store::WriteTx& tx) { return end_deadline(tx, one); });
            if (!ended) continue;
            if (ended->ok()) {
                ++moved;
                continue;
            }
            std::string const rule(wire::name_of(ended->error().front().rule));
            log("timers: ticket " + one.no.value + " did not take its deadline: " + rule);
        }
        if (std::cmp_less(due.size(), deadlines_at_once)) return moved;
        behind = due.back();
    }
}

void Service::Impl::clean_up() {
    Instant const at = clock.machine_now();
    if (at.ms < next_clean_up_ms) return;
    next_clean_up_ms = at.ms + clean_up_every_ms;
    store.write(
        [&](store::WriteTx& tx) { return store::forget_old(tx, at, Instant{at.ms - keys_are_kept.ms}); });
    Instant const before{now().ms - events_are_kept.ms};
    for (store::Tenant const& one : store.read([](store::ReadTx& tx) { return store::tenants(tx); })) {
        auto const forget = [&](store::WriteTx& tx) {
            return store::forget_live_events(tx, one.id, before, events_at_once);
        };
        while (store.write(forget) == events_at_once) {
        }
    }
}

std::int64_t Service::Impl::timer_turn() {
    try {
        clean_up();
        Instant const began = now();
        if (end_due_deadlines() > 0) return 0;
        // A deadline that had passed and yet did nothing is not asked again at once.
        return sleep_until(store.read([&](store::ReadTx& tx) { return store::next_deadline(tx, began); }));
    } catch (std::exception const& failure) {
        log(std::string("timers: ") + failure.what());
        return after_failure_ms;
    }
}

}  // namespace afterdesk

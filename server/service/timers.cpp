// Deadlines: when one has passed, the ticket is told so. Persons may still act until then.

#include <algorithm>

#include "service/impl.hpp"
#include "store/orders.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

namespace {

constexpr int deadlines_at_once = 100;
constexpr std::int64_t after_failure_ms = 1'000;
constexpr std::int64_t after_refusal_ms = 60'000;
constexpr std::int64_t clean_up_every_ms = 3'600'000;
constexpr Duration keys_are_kept = days(30);

}  // namespace

/// True when the ticket moved on.
bool Service::Impl::end_deadline(store::WriteTx& tx, store::DueTicket const& due) {
    Instant const at = now();
    auto const ticket = store::find_ticket(tx, {due.tenant, wire::Audience::platform, {}}, due.no);
    // Somebody may have acted in the meantime.
    if (!ticket || !ticket->deadline || *ticket->deadline > at) return false;
    auto const order = store::find_order(tx, due.tenant, ticket->order_no);
    CHECK(order);
    Context context;
    context.now = at;
    context.actor = {ActorKind::system, ""};
    context.policy = *policies.get(tx, due.tenant, ticket->policy_version);
    auto const shop = store::find_shop(tx, due.tenant, ticket->shop_id);
    if (shop && !shop->addresses.empty()) context.default_return_address = shop->addresses.front();
    auto const decided = decide(*ticket, TimeOut{}, context);
    if (!decided.ok() || decided->empty()) return false;
    store::Buyer const buyer = load_buyer(tx, due.tenant, ticket->buyer_id);
    persist(tx, {due.tenant, *ticket, *decided, context.actor, at, *order, buyer});
    return true;
}

int Service::Impl::end_due_deadlines() {
    auto const due =
        store.read([&](store::ReadTx& tx) { return store::due_tickets(tx, now(), deadlines_at_once); });
    int moved = 0;
    for (store::DueTicket const& one : due) {
        if (store.write([&](store::WriteTx& tx) { return end_deadline(tx, one); })) ++moved;
    }
    return moved;
}

void Service::Impl::clean_up() {
    Instant const at = now();
    if (at.ms < next_clean_up_ms) return;
    next_clean_up_ms = at.ms + clean_up_every_ms;
    store.write(
        [&](store::WriteTx& tx) { return store::forget_old(tx, at, Instant{at.ms - keys_are_kept.ms}); });
}

std::int64_t Service::Impl::timer_turn() {
    try {
        clean_up();
        Instant const began = now();
        if (end_due_deadlines() > 0) return 0;
        auto const next = store.read([](store::ReadTx& tx) { return store::next_deadline(tx); });
        // A deadline that had passed and yet did nothing: do not ask again at once.
        return next && *next <= began ? after_refusal_ms : sleep_until(next);
    } catch (std::exception const& failure) {
        log(std::string("timers: ") + failure.what());
        return after_failure_ms;
    }
}

}  // namespace afterdesk

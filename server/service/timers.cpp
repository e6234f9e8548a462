#include "service/timers.hpp"

#include <utility>

#include "service/carry_out.hpp"
#include "service/evidence_uploads.hpp"
#include "store/host_notes.hpp"
#include "store/live.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/sessions.hpp"
#include "store/shipping_claims.hpp"
#include "store/shown_before.hpp"
#include "store/tracks.hpp"

namespace afterdesk {

namespace {

/// Deadlines in one commit: others who write wait for it.
constexpr int timers_at_once = 200;
constexpr std::int64_t clean_up_every_ms = 3'600'000;
constexpr Duration keys_are_kept = days(30);
/// For hosts that read them late.
constexpr Duration events_are_kept = days(90), facts_are_kept = days(90);
constexpr int events_at_once = 1'000;  ///< few enough that nobody waits for it

/// Whether a failure concerns the store and not the one ticket.
bool is_of_the_store(store::FailureKind kind) {
    return kind == store::FailureKind::busy || kind == store::FailureKind::full ||
           kind == store::FailureKind::broken;
}

}  // namespace

std::optional<Result<Ticket, Mistakes>> end_deadline(store::WriteTx& tx, PolicyCache& policies,
                                                     store::DueTicket const& due, Instant at) {
    auto const ticket = store::find_ticket(tx, {due.tenant, store::Scope::Of::tenant, {}}, due.no);
    if (!ticket || !ticket->deadline || *ticket->deadline > at) return std::nullopt;
    auto const order = store::find_order(tx, due.tenant, ticket->order_no);
    CHECK(order);
    return carry_out_as_system(tx, policies, {due.tenant, *ticket, *order, Actor{}, TimeOut{}, at});
}

/// True when the ticket moved on.
bool Timers::end_one(store::WriteTx& tx, store::DueTicket const& due, Ended& ended) {
    auto const moved = end_deadline(tx, ground_.policies, due, ground_.now());
    if (moved && !moved->ok()) {
        std::string const rule(wire::name_of(moved->error().front().rule));
        ended.said.push_back("ticket " + due.no.value + " did not take its deadline: " + rule);
    }
    return moved && moved->ok();
}

/// One that can not be read or written does not take the others with it.
Timers::Ended Timers::end_all(store::WriteTx& tx, std::vector<store::DueTicket> const& due) {
    Ended ended;
    for (store::DueTicket const& one : due) {
        try {
            ended.moved += store::attempt(tx, [&] { return end_one(tx, one, ended); }) ? 1 : 0;
        } catch (store::StoreFailure const& failure) {
            if (is_of_the_store(failure.kind())) throw;
            ended.said.push_back("ticket " + one.no.value + ": " + failure.what());
        }
    }
    return ended;
}

int Timers::end_due() {
    int moved = 0;
    std::optional<store::DueTicket> behind;
    for (;;) {
        // Those that refuse stay due: the others behind them have their turn all the same.
        auto const due = ground_.store.read(
            [&](store::ReadTx& tx) { return store::due_tickets(tx, ground_.now(), behind, timers_at_once); });
        if (due.empty()) return moved;
        auto const ended = ground_.store.write([&](store::WriteTx& tx) { return end_all(tx, due); });
        for (std::string const& what : ended.said) ground_.log("timers: " + what);
        moved += ended.moved;
        if (std::cmp_less(due.size(), timers_at_once)) return moved;
        behind = due.back();
    }
}

std::optional<Instant> Timers::next_deadline(Instant after) {
    return ground_.store.read([&](store::ReadTx& tx) { return store::next_deadline(tx, after); });
}

bool Timers::clean_up() {
    Instant const at = ground_.clock.machine_now();
    if (at.ms < next_clean_up_ms_) return false;
    next_clean_up_ms_ = at.ms + clean_up_every_ms;
    ground_.store.write(
        [&](store::WriteTx& tx) { return store::forget_old(tx, at, Instant{at.ms - keys_are_kept.ms}); });
    Instant const before{ground_.now().ms - events_are_kept.ms};
    auto const tenants = ground_.store.read([](store::ReadTx& tx) { return store::tenants(tx); });
    for (store::Tenant const& one : tenants) {
        ground_.store.write([&](store::WriteTx& tx) {
            store::forget_shown(tx, one.id);
            return true;
        });
        auto const forget = [&](store::WriteTx& tx) {
            return store::forget_live_events(tx, one.id, before, events_at_once);
        };
        while (ground_.store.write(forget) == events_at_once) {
        }
        Instant const told_before{ground_.now().ms - facts_are_kept.ms};
        auto const forget_facts = [&](store::WriteTx& tx) {
            return store::forget_host_facts(tx, one.id, told_before, events_at_once);
        };
        while (ground_.store.write(forget_facts) == events_at_once) {
        }
        auto const forget_tracks = [&](store::WriteTx& tx) {
            return store::forget_old_tracks(tx, one.id, told_before, events_at_once);
        };
        while (ground_.store.write(forget_tracks) == events_at_once) {
        }
        auto const forget_claims = [&](store::WriteTx& tx) {
            return store::forget_shipping_claims(tx, one.id, told_before, events_at_once);
        };
        while (ground_.store.write(forget_claims) == events_at_once) {
        }
    }
    clear_old_uploads(ground_);
    return true;
}

}  // namespace afterdesk

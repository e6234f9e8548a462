#include "service/health.hpp"

#include <utility>

#include "outside/bill.hpp"
#include "service/ground.hpp"
#include "store/copies.hpp"
#include "store/host_notes.hpp"
#include "store/host_tasks.hpp"
#include "store/notifications.hpp"
#include "store/outbox.hpp"
#include "store/people.hpp"
#include "store/webhooks.hpp"

namespace afterdesk {

namespace {

using wire::HealthCheck;
using wire::HealthLevel;

constexpr Duration unknown_after = minutes(30);
constexpr Duration processing_after = days(3);  // a bank's card takes one to three working days
constexpr Duration stuck_after = minutes(10);
constexpr Duration late_after = minutes(2);
constexpr Duration bill_late_after = days(2);
constexpr int stuck_attempts = 5;
constexpr Duration counts_are_kept = Duration{15'000};
constexpr int payments_at_once = 1'000;
constexpr int most_counted = 10'000;

Instant earlier(Instant now, Duration by) { return {now.ms - by.ms}; }

/// What people have to see to, and what must never be.
HealthLevel level_of(HealthCheck check, int count) {
    if (count == 0) return HealthLevel::good;
    bool const never =
        check == HealthCheck::ledger || check == HealthCheck::shelves || check == HealthCheck::late_timers;
    return never ? HealthLevel::bad : HealthLevel::look;
}

/// What the mall's own system was asked for and has not done, and what it told that contradicts a ticket.
store::Ailments open_with_hosts(store::ReadTx& tx, TenantId const& tenant, Instant now) {
    constexpr int limit = wire::max_health_tickets;
    store::Ailments all = store::contradicted_tickets(tx, tenant, limit);
    store::Ailments const late = store::late_host_tasks(tx, tenant, now, limit);
    all.count += late.count;
    all.named.insert(all.named.end(), late.named.begin(), late.named.end());
    if (all.named.size() > limit) all.named.resize(limit);
    return all;
}

}  // namespace

store::Ailments Health::wrong_ledgers(store::ReadTx& tx, TenantId const& tenant) {
    std::lock_guard const lock(ledgers_mutex_);
    LedgerRound& round = ledgers_[tenant];
    store::LedgerStretch const stretch = store::wrong_ledgers(tx, tenant, round.place, payments_at_once);
    round.now.insert(round.now.end(), stretch.wrong.begin(), stretch.wrong.end());
    std::erase_if(round.before, [&](store::Ailing const& one) {
        return !stretch.next || one.note <= stretch.next->order_no + ' ' + stretch.next->payment_id;
    });
    store::Ailments out;
    out.named = round.now;
    out.named.insert(out.named.end(), round.before.begin(), round.before.end());
    out.count = static_cast<int>(out.named.size());
    if (out.named.size() > wire::max_health_tickets) out.named.resize(wire::max_health_tickets);
    round.place = stretch.next.value_or(store::LedgerPlace{});
    if (!stretch.next) round.before = std::exchange(round.now, {});
    return out;
}

store::Ailments Health::find(store::ReadTx& tx, TenantId const& tenant, HealthCheck check, Instant now) {
    int const limit = wire::max_health_tickets;
    switch (check) {
        case HealthCheck::ledger: return wrong_ledgers(tx, tenant);
        case HealthCheck::refund_failed: return store::failed_refunds(tx, tenant, limit);
        case HealthCheck::unknown_refunds:
            return store::unknown_refunds(
                tx, tenant, {earlier(now, unknown_after), earlier(now, processing_after)}, limit);
        case HealthCheck::stuck_jobs:
            return store::stuck_messages(tx, tenant, earlier(now, stuck_after), stuck_attempts, limit);
        case HealthCheck::late_timers: return store::late_timers(tx, tenant, earlier(now, late_after), limit);
        case HealthCheck::waiting_for_host: return store::waiting_refunds(tx, tenant, limit);
        case HealthCheck::shelves: return store::unlike_shelves(tx, tenant, limit);
        case HealthCheck::host_tasks: return open_with_hosts(tx, tenant, now);
        case HealthCheck::webhooks: return store::parked_deliveries(tx, tenant, limit);
        case HealthCheck::notifications: return store::parked_notifications(tx, tenant, limit);
        case HealthCheck::pickups:
            return store::unknown_pickups(tx, tenant, earlier(now, unknown_after), limit);
        case HealthCheck::reconciliation:
            return store::open_reconciliation(
                tx, tenant, outside::bill_day_of(earlier(now, bill_late_after)).text, limit);
    }
    CHECK(false);
}

wire::HealthView Health::look(Caller const& caller) {
    wire::HealthView view;
    Instant const now = ground_.now();
    view.now_ms = now.ms;
    ground_.store.read([&](store::ReadTx& tx) {
        for (std::size_t i = 0; i < health_checks; ++i) {
            auto const check = static_cast<HealthCheck>(i);
            store::Ailments const found = find(tx, caller.tenant, check, now);
            wire::HealthView::Item item{check, level_of(check, found.count), found.count, {}};
            for (store::Ailing const& one : found.named)
                item.tickets.push_back({one.ticket_no, one.note, one.since_ms});
            view.checks.push_back(std::move(item));
        }
        view.queues = {{wire::HealthQueue::messages, store::count_outbox(tx, caller.tenant)},
                       {wire::HealthQueue::events, store::count_outgoing(tx, caller.tenant, most_counted)},
                       {wire::HealthQueue::notifications,
                        store::count_waiting_notifications(tx, caller.tenant, most_counted)}};
        return true;
    });
    return view;
}

Health::Storage Health::storage() {
    store::Room const room = ground_.store.room();
    return {room.free_bytes, store::bytes_of_tables(ground_.store.data_dir()),
            !room.refused && room.free_bytes >= ground_.config.least_free_bytes};
}

int Health::count(HealthCheck check) {
    std::lock_guard const lock(mutex_);
    Instant const now = ground_.now();
    if (now >= counted_at_ + counts_are_kept) {
        counts_ = {};
        ground_.store.read([&](store::ReadTx& tx) {
            for (store::Tenant const& tenant : store::tenants(tx)) {
                for (std::size_t i = 0; i < health_checks; ++i)
                    counts_[i] += find(tx, tenant.id, static_cast<HealthCheck>(i), now).count;
            }
            return true;
        });
        counted_at_ = now;
    }
    return counts_[static_cast<std::size_t>(check)];
}

}  // namespace afterdesk

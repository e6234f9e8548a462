// Refunds on their way to the payment channel, entitlements to the mall. The number was fixed with the
// decision; the other side is asked outside any transaction; what it answers becomes a command of the
// system. Rule: WeChat Pay 4013163605: the same refund number is paid once, retries use the original number.

#include <algorithm>

#include "service/impl.hpp"
#include "store/orders.hpp"

namespace afterdesk {

namespace {

constexpr Duration lease_time = minutes(5);
constexpr std::int64_t first_retry_ms = 1'000;
constexpr int most_doublings = 9;  ///< 1 s … 512 s
constexpr std::int64_t longest_sleep_ms = 30'000;
constexpr std::int64_t after_failure_ms = 1'000;

Duration retry_after(int attempts) { return {first_retry_ms << std::clamp(attempts - 1, 0, most_doublings)}; }

}  // namespace

bool Service::Impl::send_due() {
    auto const next = store.read([](store::ReadTx& tx) { return store::next_outbox_run(tx); });
    if (!next || *next > now()) return false;
    auto const row = store.write([&](store::WriteTx& tx) { return store::lease_due(tx, now(), lease_time); });
    if (!row) return false;
    switch (row->kind) {
        case store::OutboxKind::refund: send_refund(*row); break;
        case store::OutboxKind::reclaim: send_reclaim(*row); break;
    }
    return true;
}

void Service::Impl::send_refund(store::OutboxRow const& row) {
    auto const refund =
        store.read([&](store::ReadTx& tx) { return store::find_refund(tx, row.tenant, row.key); });
    CHECK(refund);

    // An earlier attempt may have paid without our hearing of it: ask first, then ask for the same number
    // again.
    Channel::Answer answer{Channel::Outcome::absent, "", 1};
    if (row.attempts > 1) answer = channel.query(row.key);
    if (answer.outcome == Channel::Outcome::absent) answer = channel.refund(row.key, refund->amount_fen);
    for (int i = 0; i < answer.times_told; ++i) {
        switch (answer.outcome) {
            case Channel::Outcome::paid: record_refund(row, {row.key, PartStatus::succeeded, ""}); break;
            case Channel::Outcome::refused:
                record_refund(row, {row.key, PartStatus::failed, answer.code});
                break;
            case Channel::Outcome::absent:
            case Channel::Outcome::unknown: try_later(row, answer.code); break;
        }
    }
}

/// The mall takes entitlements back by number, so that being told twice is being told once.
void Service::Impl::send_reclaim(store::OutboxRow const& row) {
    auto const reclaim =
        store.read([&](store::ReadTx& tx) { return store::find_reclaim(tx, row.tenant, row.key); });
    CHECK(reclaim);
    auto const answer = channel.reclaim(row.key, reclaim->body);
    if (answer.outcome != Channel::Outcome::paid) return try_later(row, answer.code);
    store.write([&](store::WriteTx& tx) {
        store::settle_reclaim(tx, row.tenant, row.key, now());
        return true;
    });
}

void Service::Impl::try_later(store::OutboxRow const& row, std::string const& why) {
    store.write([&](store::WriteTx& tx) {
        store::retry_later(tx, row, now() + retry_after(row.attempts), why);
        return true;
    });
}

/// Gives the channel's answer to the ticket. False when the ticket refused it: then it waits for a person.
bool Service::Impl::record_refund(store::OutboxRow const& row, RecordRefund const& answer) {
    std::string const refused = store.write([&](store::WriteTx& tx) -> std::string {
        auto const ticket = store::find_ticket(tx, {row.tenant, store::Scope::Of::tenant, {}}, row.ticket_no);
        CHECK(ticket);
        auto const order = store::find_order(tx, row.tenant, ticket->order_no);
        CHECK(order);
        Instant const at = now();
        Command const command = answer;
        ContextFor const wanted{row.tenant, *ticket, *order, Actor{}, command, at};
        auto const decided = decide(*ticket, command, load_context(tx, policies, wanted));
        if (!decided.ok()) {
            std::string rule(wire::name_of(decided.error().front().rule));
            store::retry_later(tx, row, at + hours(1), rule);
            return rule;
        }
        store::Buyer const buyer = load_buyer(tx, row.tenant, ticket->buyer_id);
        // A part that goes on to be pending under this number is queued again by persist.
        store::drop_refund(tx, row.tenant, row.key);
        if (!decided->empty()) {
            persist(tx, {row.tenant, *ticket, *decided, wanted.actor, at, *order, buyer});
        }
        return {};
    });
    if (!refused.empty()) log("refund " + row.key + ": the answer was refused: " + refused);
    return refused.empty();
}

std::int64_t Service::Impl::sleep_until(std::optional<Instant> next) const {
    if (!next) return longest_sleep_ms;
    return std::clamp<std::int64_t>((*next - now()).ms, 0, longest_sleep_ms);
}

std::int64_t Service::Impl::outbox_turn() {
    try {
        if (send_due()) return 0;
        return sleep_until(store.read([](store::ReadTx& tx) { return store::next_outbox_run(tx); }));
    } catch (std::exception const& failure) {
        log(std::string("outbox: ") + failure.what());
        return after_failure_ms;
    }
}

}  // namespace afterdesk

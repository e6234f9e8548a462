#include "service/outbox.hpp"

#include <algorithm>

#include "outside/host/host_payments.hpp"
#include "outside/internal/internal_payments.hpp"
#include "service/account_book.hpp"
#include "service/caller.hpp"
#include "service/carry_out.hpp"
#include "service/host_tasks.hpp"
#include "service/refund_accounts.hpp"
#include "store/abnormal_refunds.hpp"
#include "store/orders.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using outside::Answer;
using Said = outside::Outcome;

constexpr Duration refund_lease = minutes(5);
constexpr Duration after_refusal = hours(1);
constexpr Duration next_look = hours(1);
/// So long after it was told where to go a channel may still call a refund abnormal.
constexpr Duration still_abnormal = hours(1);
constexpr std::string_view abnormal_code = "ABNORMAL";
constexpr std::int64_t first_retry_ms = 1'000;
constexpr int most_doublings = 9;  ///< 1 s … 512 s

Duration retry_after(int attempts) { return {first_retry_ms << std::clamp(attempts - 1, 0, most_doublings)}; }

/// A party that throws has not answered.
template <class Ask>
Answer ask(Ask const& call) {
    try {
        return call();
    } catch (std::exception const& failure) {
        return {Said::unknown, failure.what()};
    }
}

outside::AbnormalWay way_of(store::AbnormalRow const& row) {
    bool const merchant = row.target == wire::AbnormalTarget::merchant;
    return {merchant ? outside::AbnormalTarget::merchant : outside::AbnormalTarget::buyer, row.bank,
            row.sealed_account, row.sealed_name, row.key_id};
}

/// What the order says of the payment. A difference that was collected later is none of its own, and too
/// young to be out of anybody's time.
void take_payment(outside::RefundOrder& out, Order const& order) {
    auto const found = std::find_if(order.payments.begin(), order.payments.end(),
                                    [&](Payment const& one) { return one.payment_id == out.payment_id; });
    if (found == order.payments.end()) return;
    out.provider = found->provider;
    out.paid_at = found->provider.paid_at.value_or(order.paid_at);
}

/// All that the channel wants to know. Units: `bought` is the refund's order.
outside::RefundOrder refund_order(store::ReadTx& tx, TenantId const& tenant, store::RefundRow const& refund,
                                  Order const& bought, Instant now) {
    outside::RefundOrder order{tenant, refund.order_no,  refund.refund_no, refund.payment_id,
                               0,      refund.amount_fen};
    order.paid_at = now;
    order.channel = refund.channel;
    order.now = now;
    for (store::PaymentRow const& row : store::payments_of(tx, tenant, refund.order_no)) {
        if (row.payment_id == refund.payment_id) order.payment_fen = row.paid_fen;
    }
    take_payment(order, bought);
    auto const ticket = store::find_ticket(tx, {tenant, store::Scope::Of::tenant, {}}, refund.ticket_no);
    if (ticket) order.reason = ticket->request.reason;
    order.others = store::count_other_refunds(tx, tenant, refund);
    return order;
}

/// A number that was asked for may be on its way although its channel does not see it yet, so that only the
/// channel's own no is one: ours, that its time is over or that there are too many, would pay it twice.
void leave_limits_to_channel(outside::RefundOrder& order) {
    order.paid_at = order.now;
    order.others = 0;
}

/// An account of another shop's: what names it is a person's task.
constexpr char const* other_mchid = "OTHER_MCHID";
/// So often a channel says that it does not know a number, over minutes, until that is believed.
constexpr int surely_absent = 8;

}  // namespace

std::array<Outbox::Sending, store::outbox_kinds> const Outbox::sendings{
    {{store::OutboxKind::refund, &Outbox::send_refund}, {store::OutboxKind::reclaim, &Outbox::send_reclaim}}};

void Outbox::take_up() {
    ground_.store.write([&](store::WriteTx& tx) {
        store::drop_leases(tx, ground_.config.server_name);
        store::wake_waiting(tx, ground_.now());
        return true;
    });
}

std::optional<Instant> Outbox::next_run() {
    return ground_.store.read([](store::ReadTx& tx) { return store::next_outbox_run(tx); });
}

std::optional<store::OutboxRow> Outbox::lease_next() {
    std::lock_guard const lock(mutex_);
    auto row = ground_.store.write([&](store::WriteTx& tx) {
        return store::lease_due(tx, ground_.config.server_name, ground_.now(), refund_lease, last_);
    });
    if (row) last_ = {row->tenant, row->shop_id};
    return row;
}

bool Outbox::send_due(std::function<void()> const& taken) {
    auto const next = next_run();
    if (!next || *next > ground_.now()) return false;
    auto const row = lease_next();
    if (!row) return false;
    if (taken) taken();
    auto const sending = std::find_if(sendings.begin(), sendings.end(),
                                      [&](Sending const& one) { return one.kind == row->kind; });
    CHECK(sending != sendings.end());
    (this->*sending->send)(*row);
    return true;
}

Outbox::Asked Outbox::asked_for(store::OutboxRow const& row) {
    return ground_.store.read([&](store::ReadTx& tx) {
        auto refund = store::find_refund(tx, row.tenant, row.key);
        CHECK(refund);
        auto const bought = store::find_order(tx, row.tenant, refund->order_no);
        CHECK(bought);
        auto order = refund_order(tx, row.tenant, *refund, *bought, ground_.now());
        auto const over = account_of(parties_, *bought, *refund);
        if (row.attempts > 1) leave_limits_to_channel(order);
        // The account is settled, whatever the mall calls it now: nor is that a no of ours.
        if (!refund->account.empty()) order.provider.mchid.clear();
        return Asked{std::move(*refund), std::move(order), over};
    });
}

/// Before an account is asked for the first time: however the settings change, only it is asked again.
/// Promise: false when somebody with other settings was faster.
bool Outbox::keep_account(store::OutboxRow const& row, store::RefundRow const& refund,
                          outside::Payments const& payments) {
    std::string const number = payments.account_no();
    if (number.empty() || number == refund.account) return true;
    return ground_.store.write([&](store::WriteTx& tx) {
        return store::set_refund_account(tx, row.tenant, refund.refund_no, number);
    });
}

void Outbox::send_refund(store::OutboxRow const& row) {
    Asked const asked = asked_for(row);
    outside::Payments* const payments = asked.over.payments;
    if (parties_.dry_run) return rehearse(row, asked);
    if (payments == nullptr && !asked.over.is_foreign) return wait_for_host(row);
    if (dynamic_cast<outside::host::HostPayments*>(payments) != nullptr)
        return ask_host(row, asked.order, asked.refund.channel);
    // Whoever was asked before this channel served may still pay.
    bool const by_host =
        ground_.store.read([&](store::ReadTx& tx) { return host_may_pay(tx, row.tenant, row.key); });
    if (by_host) return try_later(row, ground_.now() + next_look, std::string(store::still_processing));
    if (payments == nullptr) return record(row, {row.key, PartStatus::failed, other_mchid});
    if (dynamic_cast<outside::internal::InternalPayments*>(payments) != nullptr)
        return pay_from_books(row, asked.refund, asked.order, *payments);
    if (!keep_account(row, asked.refund, *payments)) return try_later(row, ground_.now(), other_mchid);

    Answer answer = ask_channel(row, asked);
    switch (answer.outcome) {
        case Said::paid: return record(row, {row.key, PartStatus::succeeded, ""});
        case Said::refused: return record(row, {row.key, PartStatus::failed, answer.code});
        case Said::processing: answer.code = store::still_processing; [[fallthrough]];
        case Said::acknowledged:
        case Said::unknown:
        case Said::absent:
            return try_later(row, ground_.now() + std::max(retry_after(row.attempts), answer.again_in),
                             answer.code);
    }
    CHECK(false);
}

/// Says what would happen; the refund waits, as what nobody serves does, and goes out at a start without.
void Outbox::rehearse(store::OutboxRow const& row, Asked const& asked) {
    outside::RefundOrder const& order = asked.order;
    Answer answer{Said::refused, asked.over.is_foreign ? other_mchid : "waiting_for_host"};
    if (asked.over.payments != nullptr) answer = asked.over.payments->rehearse(order);
    bool const goes_out = answer.outcome == Said::absent;
    ground_.log("dry run: refund " + row.key + ", " + format_fen(order.refund_fen) + " of " +
                format_fen(order.payment_fen) + " by " + std::string(wire::name_of(order.channel)) +
                (goes_out ? ", would be asked for" : ", would not be asked for: " + answer.code));
    wait_for_host(row);
}

/// An earlier attempt may have paid without our hearing of it: it asks first, then for the same number again.
/// By its own number of a payment (out_trade_no) an account may have another one, so what is said to be
/// another account's by now is only asked about.
Answer Outbox::ask_channel(store::OutboxRow const& row, Asked const& asked) {
    outside::Payments& payments = *asked.over.payments;
    Answer answer{Said::absent, ""};
    auto const way =
        ground_.store.read([&](store::ReadTx& tx) { return store::find_abnormal(tx, row.tenant, row.key); });
    if (way) {
        answer = ask_abnormal(row, asked.order, payments, *way);
    } else if (row.attempts > 1) {
        answer = ask([&] { return payments.query(asked.order); });
    }
    if (answer.outcome != Said::absent) return answer;
    if (!asked.over.is_another) return ask([&] { return payments.refund(asked.order); });
    return {row.attempts > surely_absent ? Said::refused : Said::unknown, other_mchid};
}

/// A refund that did not come through is told where to go, once; then it is asked about. What the channel
/// calls it just afterwards is of before.
Answer Outbox::ask_abnormal(store::OutboxRow const& row, outside::RefundOrder const& order,
                            outside::Payments& payments, store::AbnormalRow const& way) {
    Instant const now = ground_.now();
    if (way.told) {
        Answer answer = ask([&] { return payments.query(order); });
        bool const of_before = answer.outcome == Said::refused && answer.code == abnormal_code &&
                               now < *way.told + still_abnormal;
        return of_before ? Answer{Said::processing, "", minutes(5)} : answer;
    }
    Answer answer = ask([&] { return payments.settle_abnormal(order, way_of(way)); });
    bool const taken_on = answer.outcome == Said::processing || answer.outcome == Said::paid;
    if (taken_on || answer.outcome == Said::refused) {
        ground_.store.write([&](store::WriteTx& tx) {
            store::mark_abnormal_told(tx, row.tenant, row.key, taken_on ? now : Instant{0});
            return true;
        });
    }
    return answer;
}

/// The accounts are our own books: nobody is asked but who kept them before, and what that one has paid is
/// not posted.
void Outbox::pay_from_books(store::OutboxRow const& row, store::RefundRow const& refund,
                            outside::RefundOrder const& order, outside::Payments& books) {
    Answer const before = ask([&] { return books.query(order); });
    if (before.outcome == Said::paid) return record(row, {row.key, PartStatus::succeeded, ""});
    if (before.outcome != Said::absent)
        return try_later(row, ground_.now() + retry_after(row.attempts), before.code);
    if (auto const refused = post(row, refund)) keep_for_person(row, *refused);
}

/// The answer to the task ends it; a look from time to time asks again what was refused and is wanted again.
void Outbox::ask_host(store::OutboxRow const& row, outside::RefundOrder const& order,
                      PaymentChannel channel) {
    ground_.store.write([&](store::WriteTx& tx) {
        Instant const now = ground_.now();
        auto const ticket = store::find_ticket(tx, {row.tenant, store::Scope::Of::tenant, {}}, row.ticket_no);
        CHECK(ticket);
        if (ask_host_to_pay(tx, order, *ticket, channel, now)) {
            store::retry_later(tx, row, now + next_look, store::still_processing);
        } else {
            store::wait_for_host(tx, row, now + next_look);
        }
        return true;
    });
}

/// The mall takes entitlements back by number, so that being told twice is being told once.
void Outbox::send_reclaim(store::OutboxRow const& row) {
    if (!parties_.mall) return wait_for_host(row);
    auto const reclaim =
        ground_.store.read([&](store::ReadTx& tx) { return store::find_reclaim(tx, row.tenant, row.key); });
    CHECK(reclaim);
    auto const answer = ask([&] { return parties_.mall->reclaim(row.key, reclaim->body); });
    if (answer.outcome != Said::acknowledged) {
        return try_later(row, ground_.now() + retry_after(row.attempts), answer.code);
    }
    ground_.store.write([&](store::WriteTx& tx) {
        store::settle_reclaim(tx, row.tenant, row.key, ground_.now());
        return true;
    });
}

/// Nobody serves it. A look from time to time costs nothing; the next start looks at once.
void Outbox::wait_for_host(store::OutboxRow const& row) {
    ground_.store.write([&](store::WriteTx& tx) {
        store::wait_for_host(tx, row, ground_.now() + next_look);
        return true;
    });
}

void Outbox::try_later(store::OutboxRow const& row, Instant at, std::string const& why) {
    ground_.store.write([&](store::WriteTx& tx) {
        store::retry_later(tx, row, at, why);
        return true;
    });
}

/// What the ticket refuses waits for a person. A no is of no use when it took so long that somebody else asks
/// by now: he may hear that it was taken on.
void Outbox::record(store::OutboxRow const& row, RecordRefund const& answer) {
    bool const no = answer.status == PartStatus::failed;
    auto const refused = settle(row.tenant, row.ticket_no, answer, no ? &row : nullptr);
    if (refused) keep_for_person(row, *refused);
}

void Outbox::keep_for_person(store::OutboxRow const& row, Mistakes const& refused) {
    std::string const rule(wire::name_of(refused.front().rule));
    ground_.log("refund " + row.key + ": the answer was refused: " + rule);
    try_later(row, ground_.now() + after_refusal, rule);
}

namespace {

Result<Conclusion, Mistakes> settled(store::ReadTx& tx, PolicyCache& policies, Settling const& settling) {
    TenantId const& tenant = settling.tenant;
    auto const ticket = store::find_ticket(tx, {tenant, store::Scope::Of::tenant, {}}, settling.ticket_no);
    CHECK(ticket);
    auto const order = store::find_order(tx, tenant, ticket->order_no);
    CHECK(order);
    Command const command = settling.answer;
    return conclusion_of(tx, policies, {tenant, *ticket, *order, Actor{}, command, settling.now});
}

bool keep_settled(store::WriteTx& tx, PolicyCache& policies, Settling const& settling,
                  Conclusion const& conclusion) {
    // A part that goes on to be pending under this number is queued again by persist.
    store::drop_refund(tx, settling.tenant, settling.answer.refund_no);
    keep(tx, policies, conclusion);
    return conclusion.to_write != nullptr;
}

}  // namespace

Result<bool, Mistakes> settle_refund(store::WriteTx& tx, PolicyCache& policies, Settling const& settling) {
    TRY(conclusion, settled(tx, policies, settling));
    return keep_settled(tx, policies, settling, conclusion);
}

/// Gives the channel's answer to the ticket; what was asked for by a row only while it is held.
std::optional<Mistakes> Outbox::settle(TenantId const& tenant, TicketNo const& ticket_no,
                                       RecordRefund const& answer, store::OutboxRow const* asked) {
    using Settled = Result<bool, Mistakes>;
    Settling const settling{tenant, ticket_no, answer, ground_.now()};
    auto const done = ground_.store.decide([&](store::ReadTx& tx) -> store::Decided<Settled> {
        auto conclusion = settled(tx, ground_.policies, settling);
        if (!conclusion.ok()) return {Settled(Err{std::move(conclusion).error()}), nullptr};
        return {std::nullopt, [&, kept = std::move(conclusion).value()](store::WriteTx& out) -> Settled {
                    if (asked != nullptr && !store::is_held(out, *asked)) return false;
                    return keep_settled(out, ground_.policies, settling, kept);
                }};
    });
    if (done.ok()) return std::nullopt;
    return done.error();
}

/// The entry, the ticket's step and the end of the message are one commit: none is there without the others.
/// A part that is settled already, whoever did it, is not posted.
std::optional<Mistakes> Outbox::post(store::OutboxRow const& row, store::RefundRow const& refund) {
    using Settled = Result<bool, Mistakes>;
    RecordRefund const paid{row.key, PartStatus::succeeded, ""};
    Settling const settling{row.tenant, row.ticket_no, paid, ground_.now()};
    auto const done = ground_.store.decide([&](store::ReadTx& tx) -> store::Decided<Settled> {
        auto const ticket = store::find_ticket(tx, {row.tenant, store::Scope::Of::tenant, {}}, row.ticket_no);
        CHECK(ticket);
        auto conclusion = settled(tx, ground_.policies, settling);
        if (!conclusion.ok()) return {Settled(Err{std::move(conclusion).error()}), nullptr};
        bool const waits =
            std::any_of(ticket->refunds.begin(), ticket->refunds.end(), [&](RefundPart const& part) {
                return part.refund_no == row.key && part.status == PartStatus::pending;
            });
        return {std::nullopt,
                [&, waits, buyer = ticket->buyer_id,
                 kept = std::move(conclusion).value()](store::WriteTx& out) -> Settled {
                    if (waits) {
                        post_refund(out, row.tenant, refund, buyer, settling.now);
                        return keep_settled(out, ground_.policies, settling, kept);
                    }
                    store::drop_refund(out, row.tenant, row.key);
                    return false;
                }};
    });
    if (done.ok()) return std::nullopt;
    return done.error();
}

std::optional<Mistakes> Outbox::take(outside::Payments const& from, outside::Notice const& notice) {
    if (notice.answer.outcome == Said::acknowledged) return std::nullopt;
    TenantId tenant = notice.tenant;
    bool was_asked = false;
    auto const refund = ground_.store.read([&](store::ReadTx& tx) -> std::optional<store::RefundRow> {
        if (tenant.value.empty()) tenant = store::tenant_of_refund(tx, notice.refund_no).value_or(TenantId{});
        auto found = store::find_refund(tx, tenant, notice.refund_no);
        auto const bought = found ? store::find_order(tx, tenant, found->order_no) : std::nullopt;
        if (bought) was_asked = account_of(parties_, *bought, *found).payments == &from;
        return found;
    });
    if (!refund || !was_asked) return one_mistake(Rule::not_found, "refund_no");
    if (refund->amount_fen != notice.refund_fen) {
        return one_mistake(Rule::sums_do_not_add_up, "refund_fen", refund->amount_fen);
    }
    if (notice.answer.outcome == Said::paid)
        return settle(tenant, refund->ticket_no, {notice.refund_no, PartStatus::succeeded, ""});
    ask_now(tenant, notice.refund_no);
    return std::nullopt;
}

/// A no that comes by itself may be an old one: the number may have been asked for again since, and paid. So
/// it is no more than a reason to ask.
void Outbox::ask_now(TenantId const& tenant, std::string const& refund_no) {
    ground_.store.write([&](store::WriteTx& tx) {
        auto const refund = store::find_refund(tx, tenant, refund_no);
        if (refund && refund->state == PartStatus::pending)
            store::send_refund(tx, tenant, refund_no, refund->ticket_no, ground_.now());
        return true;
    });
}

}  // namespace afterdesk

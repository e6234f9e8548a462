#include "service/persist.hpp"

#include <algorithm>
#include <set>

#include "domain/ticket/approval.hpp"
#include "domain/ticket/positions.hpp"
#include "service/host_tasks.hpp"
#include "service/parcels.hpp"
#include "store/evidence.hpp"
#include "store/orders.hpp"
#include "store/outbox.hpp"
#include "store/stock.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using store::Account;

/// How the mall collects differences; it does not say.
constexpr PaymentChannel collected_by = PaymentChannel::wechat;

std::set<PaymentId> payments_in(Positions const& a, Positions const& b) {
    std::set<PaymentId> ids;
    for (auto const& entry : a) ids.insert(entry.first);
    for (auto const& entry : b) ids.insert(entry.first);
    return ids;
}

Position position_at(Positions const& positions, PaymentId const& id) {
    auto const found = positions.find(id);
    return found == positions.end() ? Position{} : found->second;
}

RefundPart const* part_with(Ticket const& ticket, std::string const& refund_no) {
    auto const found = std::find_if(ticket.refunds.begin(), ticket.refunds.end(),
                                    [&](RefundPart const& part) { return part.refund_no == refund_no; });
    return found == ticket.refunds.end() ? nullptr : &*found;
}

/// Brings the refund rows and the outbox in line with the ticket's parts.
void follow_parts(store::WriteTx& tx, ReadyDecision const& ready) {
    Ticket const& after = ready.after;
    for (RefundPart const& part : after.refunds) {
        RefundPart const* const was = part_with(ready.before, part.refund_no);
        if (was != nullptr && *was == part) continue;
        if (was == nullptr) {
            store::add_refund(
                tx, ready.tenant,
                {part.refund_no, after.no, after.order_no, part.payment_id, channel_of(ready.order, part),
                 part.amount_fen, PartStatus::pending, "", part.via},
                ready.now);
        } else {
            CHECK(was->amount_fen == part.amount_fen);
            store::set_refund_state(tx, ready.tenant, part, ready.now);
        }
        if (part.status == PartStatus::pending) {
            store::send_refund(tx, ready.tenant, part.refund_no, after.no, ready.now,
                               was == nullptr ? store::WentOut::never : store::WentOut::before);
        } else {
            store::drop_refund(tx, ready.tenant, part.refund_no);
        }
    }
}

void use_pictures(store::WriteTx& tx, ReadyDecision const& ready) {
    for (EventRecord const& record : ready.records) {
        for (EvidenceId const& id : evidence_of(record.event))
            store::use_evidence(tx, ready.tenant, id, ready.after.no);
    }
}

/// What was reserved, given back or sent leaves its trace on the shelf.
void keep_stock(store::WriteTx& tx, ReadyDecision const& ready) {
    auto const moves = stock_moves(ready.before, ready.after);
    store::move_stock(tx, {ready.tenant, ready.after, moves, stock_reserved(ready.after)});
}

std::string reclaim_text(Ticket const& ticket, EntitlementsReclaimed const& reclaimed) {
    wire::Array lines;
    for (EntitlementsReclaimed::OfLine const& line : reclaimed.lines) {
        wire::Array ids(line.entitlements.begin(), line.entitlements.end());
        lines.push_back(wire::Object{{"line_no", line.line_no}, {"entitlements", std::move(ids)}});
    }
    return wire::write_json(wire::Object{{"order_no", ticket.order_no.value},
                                         {"buyer_id", ticket.buyer_id.value},
                                         {"lines", std::move(lines)}});
}

/// What single events leave behind in other tables.
void follow_events(store::WriteTx& tx, ReadyDecision const& ready) {
    Ticket const& after = ready.after;
    for (EventRecord const& record : ready.records) {
        if (auto const* reclaimed = std::get_if<EntitlementsReclaimed>(&record.event)) {
            std::string const number = after.no.value + "-E" + std::to_string(record.seq);
            store::send_reclaim(tx, ready.tenant,
                                {number, after.no, after.order_no, reclaim_text(after, *reclaimed), false},
                                ready.now);
        } else if (auto const* paid = std::get_if<DifferencePaid>(&record.event)) {
            store::add_collection(tx, ready.tenant, {paid->payment_no, after.no, paid->amount_fen},
                                  ready.now);
            Payment const difference{{paid->payment_no}, collected_by, paid->amount_fen};
            store::add_payment(tx, ready.tenant, after.order_no, difference, ready.now);
        } else if (auto const* twice = std::get_if<PaidTwice>(&record.event)) {
            store::set_paid_twice(tx, ready.tenant, twice->refund_no, ready.now);
        }
    }
    if (!ready.approved_fen) return;
    store::add_approval(tx, ready.tenant, {after.no, after.version, ready.actor.id, *ready.approved_fen},
                        ready.now);
}

}  // namespace

PaymentChannel channel_of(Order const& order, RefundPart const& part) {
    if (part.via == Via::balance) return PaymentChannel::balance;
    auto const found =
        std::find_if(order.payments.begin(), order.payments.end(),
                     [&](Payment const& payment) { return payment.payment_id == part.payment_id; });
    return found == order.payments.end() ? collected_by : found->channel;
}

void book(store::WriteTx& tx, TenantId const& tenant, Ticket const& before, Ticket const& after,
          Instant now) {
    auto const was = positions_of(before);
    auto const is = positions_of(after);
    for (PaymentId const& id : payments_in(was, is)) {
        Position const from = position_at(was, id);
        Position const to = position_at(is, id);
        Fen const posted = to.refunded_fen - from.refunded_fen;
        CHECK(posted >= 0);
        Fen const taken = to.reserved_fen - from.reserved_fen + posted;
        auto const move = [&](Account debit, Account credit, Fen amount_fen) {
            if (amount_fen <= 0) return;
            store::transfer(tx, tenant, {after.order_no, id, after.no, debit, credit, amount_fen}, now);
        };
        move(Account::kept, Account::reserved, taken);
        move(Account::reserved, Account::refunded, posted);
        move(Account::reserved, Account::kept, -taken);
    }
}

ReadyDecision make_ready(store::ReadTx& tx, Decided const& decided) {
    CHECK(!decided.events.empty());
    ReadyDecision ready{decided.tenant, decided.before, decided.before, {},     decided.actor,
                        decided.now,    decided.order,  std::nullopt,   nullptr};
    for (Event const& event : decided.events) {
        ready.after = evolve(std::move(ready.after), event, decided.now);
        ready.records.push_back({ready.after.version, decided.now, decided.actor, event});
    }
    ready.approved_fen = approved_fen(ready.before, decided.events, ready.actor, ready.after);
    ready.step =
        store::ready_step(tx, {decided.tenant, ready.after, ready.records, decided.order, decided.buyer});
    return ready;
}

void persist(store::WriteTx& tx, ReadyDecision const& ready) {
    store::save_ticket(tx, *ready.step);
    book(tx, ready.tenant, ready.before, ready.after, ready.now);
    follow_parts(tx, ready);
    follow_events(tx, ready);
    keep_stock(tx, ready);
    use_pictures(tx, ready);
    watch_parcels(tx, ready);
    ask_hosts(tx, ready);
}

}  // namespace afterdesk

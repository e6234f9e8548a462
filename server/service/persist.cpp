#include "service/persist.hpp"

#include <algorithm>
#include <set>

#include "domain/ticket/approval.hpp"
#include "domain/ticket/positions.hpp"
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
void follow_parts(store::WriteTx& tx, Decided const& decided, Ticket const& after) {
    for (RefundPart const& part : after.refunds) {
        RefundPart const* const was = part_with(decided.before, part.refund_no);
        if (was != nullptr && *was == part) continue;
        if (was == nullptr) {
            store::add_refund(
                tx, decided.tenant,
                {part.refund_no, after.no, after.order_no, part.payment_id, channel_of(decided.order, part),
                 part.amount_fen, PartStatus::pending, "", part.via},
                decided.now);
        } else {
            CHECK(was->amount_fen == part.amount_fen);
            store::set_refund_state(tx, decided.tenant, part, decided.now);
        }
        if (part.status == PartStatus::pending) {
            store::send_refund(tx, decided.tenant, part.refund_no, after.no, decided.now);
        } else {
            store::drop_refund(tx, decided.tenant, part.refund_no);
        }
    }
}

void use_pictures(store::WriteTx& tx, Decided const& decided, TicketNo const& no) {
    for (Event const& event : decided.events) {
        for (EvidenceId const& id : evidence_of(event)) store::use_evidence(tx, decided.tenant, id, no);
    }
}

/// What was reserved, given back or sent leaves its trace on the shelf.
void keep_stock(store::WriteTx& tx, Decided const& decided, Ticket const& after) {
    auto const moves = stock_moves(decided.before, after);
    store::move_stock(tx, {decided.tenant, after, moves, stock_reserved(after)});
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
void follow_events(store::WriteTx& tx, Decided const& decided, std::vector<EventRecord> const& records,
                   Ticket const& after) {
    for (EventRecord const& record : records) {
        if (auto const* reclaimed = std::get_if<EntitlementsReclaimed>(&record.event)) {
            std::string const number = after.no.value + "-E" + std::to_string(record.seq);
            store::send_reclaim(tx, decided.tenant,
                                {number, after.no, after.order_no, reclaim_text(after, *reclaimed), false},
                                decided.now);
        } else if (auto const* paid = std::get_if<DifferencePaid>(&record.event)) {
            store::add_collection(tx, decided.tenant, {paid->payment_no, after.no, paid->amount_fen},
                                  decided.now);
            Payment const difference{{paid->payment_no}, collected_by, paid->amount_fen};
            store::add_payment(tx, decided.tenant, after.order_no, difference, decided.now);
        } else if (auto const* twice = std::get_if<PaidTwice>(&record.event)) {
            store::set_paid_twice(tx, decided.tenant, twice->refund_no, decided.now);
        }
    }
    auto const approved = approved_fen(decided.before, decided.events, decided.actor, after);
    if (!approved) return;
    store::add_approval(tx, decided.tenant, {after.no, after.version, decided.actor.id, *approved},
                        decided.now);
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

Ticket persist(store::WriteTx& tx, Decided const& decided) {
    CHECK(!decided.events.empty());
    Ticket after = decided.before;
    std::vector<EventRecord> records;
    for (Event const& event : decided.events) {
        after = evolve(std::move(after), event, decided.now);
        records.push_back({after.version, decided.now, decided.actor, event});
    }
    store::save_ticket(tx, {decided.tenant, after, records, decided.order, decided.buyer});
    book(tx, decided.tenant, decided.before, after, decided.now);
    follow_parts(tx, decided, after);
    follow_events(tx, decided, records, after);
    keep_stock(tx, decided, after);
    use_pictures(tx, decided, after.no);
    return after;
}

}  // namespace afterdesk

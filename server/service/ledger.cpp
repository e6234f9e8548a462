// Money moves only here: reserve when a ticket takes hold of it, post when the channel paid it, void when it
// is given back. Rule: DOMAIN §3 properties 3 and 4; the two phases are those of TigerBeetle's pending
// transfers.

#include <algorithm>
#include <set>

#include "service/impl.hpp"
#include "store/evidence.hpp"
#include "store/orders.hpp"
#include "store/outbox.hpp"

namespace afterdesk {

namespace {

using store::Account;

std::set<PaymentId> payments_in(std::map<PaymentId, Position> const& a,
                                std::map<PaymentId, Position> const& b) {
    std::set<PaymentId> ids;
    for (auto const& entry : a) ids.insert(entry.first);
    for (auto const& entry : b) ids.insert(entry.first);
    return ids;
}

Position position_at(std::map<PaymentId, Position> const& positions, PaymentId const& id) {
    auto const found = positions.find(id);
    return found == positions.end() ? Position{} : found->second;
}

RefundPart const* part_with(Ticket const& ticket, std::string const& refund_no) {
    auto const found = std::find_if(ticket.refunds.begin(), ticket.refunds.end(),
                                    [&](RefundPart const& part) { return part.refund_no == refund_no; });
    return found == ticket.refunds.end() ? nullptr : &*found;
}

PaymentChannel channel_of(Order const& order, PaymentId const& id) {
    auto const found = std::find_if(order.payments.begin(), order.payments.end(),
                                    [&](Payment const& payment) { return payment.payment_id == id; });
    CHECK(found != order.payments.end());
    return found->channel;
}

/// Brings the refund rows and the outbox in line with the ticket's parts.
void follow_parts(store::WriteTx& tx, Decided const& decided, Ticket const& after) {
    for (RefundPart const& part : after.refunds) {
        RefundPart const* const was = part_with(decided.before, part.refund_no);
        if (was != nullptr && *was == part) continue;
        if (was == nullptr) {
            store::add_refund(
                tx, decided.tenant,
                {part.refund_no, after.no, after.order_no, part.payment_id,
                 channel_of(decided.order, part.payment_id), part.amount_fen, PartStatus::pending, ""},
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
    auto const use = [&](std::vector<EvidenceId> const& evidence) {
        for (EvidenceId const& id : evidence) store::use_evidence(tx, decided.tenant, id, no);
    };
    for (Event const& event : decided.events) {
        if (auto const* applied = std::get_if<Applied>(&event)) use(applied->evidence);
        if (auto const* rejected = std::get_if<Rejected>(&event)) use(rejected->rejection.evidence);
    }
}

}  // namespace

std::map<PaymentId, Position> positions_of(Ticket const& ticket) {
    std::map<PaymentId, Position> positions;
    for (RefundPart const& part : ticket.refunds) {
        if (part.status == PartStatus::succeeded) positions[part.payment_id].refunded_fen += part.amount_fen;
    }
    if (!holds(ticket)) return positions;
    for (PaymentShare const& share : ticket.quote.payments) {
        if (share.amount_fen == 0) continue;
        Position& position = positions[share.payment_id];
        position.reserved_fen = share.amount_fen - position.refunded_fen;
        CHECK(position.reserved_fen >= 0);
    }
    return positions;
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
    use_pictures(tx, decided, after.no);
    return after;
}

}  // namespace afterdesk

// What a ticket is after an event. Nothing here can fail: what happened, happened.

#include <algorithm>

#include "domain/ticket.hpp"

namespace afterdesk {
namespace {

void keep(Cause cause, Ticket& ticket) {
    if (cause != Cause::none) ticket.cause = cause;
}

void enter(Ticket& ticket, State state, std::optional<Instant> deadline = std::nullopt) {
    ticket.state = state;
    ticket.deadline = deadline;
}

RefundPart* part_with(Ticket& ticket, std::string const& refund_no) {
    for (RefundPart& part : ticket.refunds) {
        if (part.refund_no == refund_no) return &part;
    }
    return nullptr;
}

/// Refunding goes on while a part is pending; without one, a failed part stops it.
void settle(Ticket& ticket) {
    auto const has = [&](PartStatus status) {
        return std::any_of(ticket.refunds.begin(), ticket.refunds.end(),
                           [&](RefundPart const& part) { return part.status == status; });
    };
    bool const stuck = !has(PartStatus::pending) && has(PartStatus::failed);
    enter(ticket, stuck ? State::refund_failed : State::refunding);
}

struct Fold {
    Ticket& ticket;
    Instant at;

    void operator()(Applied const& event) const {
        ticket.no = event.no;
        ticket.order_no = event.order_no;
        ticket.shop_id = event.shop_id;
        ticket.buyer_id = event.buyer_id;
        ticket.policy_version = event.policy_version;
        ticket.request = event.request;
        ticket.quote = event.quote;
        ticket.remark = event.remark;
        ticket.evidence = event.evidence;
        ticket.applied_at = at;
        ticket.state_since = at;
        enter(ticket, State::awaiting_merchant, event.deadline);
    }
    void operator()(Withdrawn const&) const {
        keep(Cause::withdrawn, ticket);
        enter(ticket, State::closed);
    }
    void operator()(Agreed const& event) const {
        keep(event.cause, ticket);
        if (event.address) ticket.return_address = event.address;
        // Types without a return go on to RefundStarted in the same decision.
        bool const returns = returns_goods(ticket.request.type);
        enter(ticket, returns ? State::awaiting_return : State::refunding, event.deadline);
    }
    void operator()(Rejected const& event) const {
        ticket.rejection = event.rejection;
        enter(ticket, State::rejected, event.deadline);
    }
    void operator()(OfferMade const& event) const {
        ticket.offer = event.offer;
        enter(ticket, State::awaiting_buyer, event.deadline);
    }
    void operator()(OfferAccepted const&) const {
        Offer const offer = ticket.offer.value_or(Offer{});
        ticket.quote = offer.quote;
        ticket.request.fee_fen = offer.quote.fee_fen;
        ticket.offer.reset();
        enter(ticket, offer.made_in);
    }
    void operator()(OfferEnded const& event) const {
        keep(event.cause, ticket);
        State const back_to = ticket.offer ? ticket.offer->made_in : State::awaiting_merchant;
        ticket.offer.reset();
        enter(ticket, back_to, event.deadline);
    }
    void operator()(ShippedBack const& event) const {
        ticket.return_parcel = event.parcel;
        enter(ticket, State::awaiting_receipt, event.deadline);
    }
    void operator()(Received const& event) const {
        keep(event.cause, ticket);
        enter(ticket, State::awaiting_receipt);  // RefundStarted follows in the same decision
    }
    void operator()(RefundStarted const& event) const {
        keep(event.cause, ticket);
        ticket.refunds = event.parts;
        enter(ticket, State::refunding);
    }
    void operator()(RefundPartSucceeded const& event) const {
        if (RefundPart* part = part_with(ticket, event.refund_no)) {
            part->status = PartStatus::succeeded;
            part->failure.clear();
        }
        settle(ticket);
    }
    void operator()(RefundPartFailed const& event) const {
        if (RefundPart* part = part_with(ticket, event.refund_no)) {
            part->status = PartStatus::failed;
            part->failure = event.failure;
        }
        settle(ticket);
    }
    void operator()(RefundRetried const&) const {
        for (RefundPart& part : ticket.refunds) {
            if (part.status != PartStatus::failed) continue;
            part.status = PartStatus::pending;
            part.failure.clear();
        }
        settle(ticket);
    }
    void operator()(Completed const&) const { enter(ticket, State::completed); }
    void operator()(Closed const& event) const {
        keep(event.cause, ticket);
        enter(ticket, State::closed);
    }
};

}  // namespace

Ticket evolve(Ticket ticket, Event const& event, Instant at) {
    State const before = ticket.state;
    std::visit(Fold{ticket, at}, event);
    if (ticket.state != before) ticket.state_since = at;
    ++ticket.version;
    return ticket;
}

Ticket fold(std::vector<EventRecord> const& history) {
    Ticket ticket;
    for (EventRecord const& record : history) ticket = evolve(std::move(ticket), record.event, record.at);
    return ticket;
}

}  // namespace afterdesk

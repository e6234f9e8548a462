// Offers and their answers. Rule: DOMAIN §4, "a merchant may only lower an amount, and a lower amount is an
// offer that the buyer must accept".

#include <algorithm>

#include "base/copy.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {
namespace {

/// Another type that a merchant may propose, with the goods in the buyer's hands or on the way.
bool may_become(TicketType from, TicketType type) {
    if (from == type) return true;
    switch (type) {
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return concerns_shipped(from);
        case TicketType::refund_unshipped:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return false;
    }
    CHECK(false);
}

/// What would be agreed on: of `make.type`, with the fee that leaves `make.refund_fen`.
/// Errors: at "type" and "refund_fen".
Result<Offer, Mistakes> propose(Ticket const& ticket, MakeOffer const& make, Context const& context) {
    Offer offer;
    offer.by = ActorKind::merchant;
    offer.refund_fen = make.refund_fen;
    offer.request = copy_of(ticket.request);
    offer.quote = copy_of(ticket.quote);
    offer.made_in = ticket.state;
    bool const other_type = make.type && *make.type != ticket.request.type;
    if (other_type) {
        bool const in_time = ticket.state == State::awaiting_merchant;
        if (!in_time || !may_become(ticket.request.type, *make.type)) {
            return Err{Mistakes{{Rule::offer_type_not_allowed, "type"}}};
        }
        offer.request = as_type(ticket.request, *make.type);
        auto quoted = quote_again(offer.request, ticket.quote, context);
        if (!quoted.ok()) return Err{Mistakes{{Rule::offer_type_not_allowed, "type"}}};
        offer.quote = std::move(quoted).value();
    } else if (make.refund_fen == ticket.quote.refund_fen) {
        return Err{Mistakes{{Rule::offer_not_lower, "refund_fen", ticket.quote.refund_fen}}};
    }
    TRY(lower, lowered(offer.quote, make.refund_fen, context.policy.payments));
    offer.quote = std::move(lower);
    offer.request.fee_fen = offer.quote.fee_fen;
    return offer;
}

bool comes_back(Offer const& offer) {
    return offer.made_in == State::awaiting_merchant && returns_goods(offer.request.type);
}

}  // namespace

Decision make_offer(Ticket const& ticket, Command const& command, Context const& context) {
    MakeOffer const& make = std::get<MakeOffer>(command);
    std::optional<Address> const address = tidied(make.address);
    Mistakes mistakes;
    Offer offer;
    if (auto proposed = propose(ticket, make, context); proposed.ok()) {
        offer = std::move(proposed).value();
    } else {
        mistakes = proposed.error();
    }
    check_text(make.text, "text", context.policy.max_remark_chars, mistakes);
    bool const to_come = mistakes.empty() ? comes_back(offer) : goods_to_come(ticket);
    if (to_come) check_address(address, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    offer.text = make.text;
    if (to_come) offer.address = address;
    // Rule: declined and lapsed offers give the merchant no new time.
    if (ticket.deadline) offer.merchant_left = time_left(context.now, *ticket.deadline, context.policy);
    if (ticket.paused) offer.merchant_left = *ticket.paused;
    return Events{OfferMade{std::move(offer)}};
}

Decision counter_offer(Ticket const& ticket, Command const& command, Context const& context) {
    CounterOffer const& counter = std::get<CounterOffer>(command);
    CHECK(ticket.offer);
    Mistakes mistakes;
    check_text(counter.text, "text", context.policy.max_remark_chars, mistakes);
    auto lower = lowered(ticket.quote, counter.refund_fen, context.policy.payments);
    if (!lower.ok()) mistakes.insert(mistakes.end(), lower.error().begin(), lower.error().end());
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    Offer offer;
    offer.by = ActorKind::buyer;
    offer.refund_fen = counter.refund_fen;
    offer.request = copy_of(ticket.request);
    offer.quote = std::move(lower).value();
    offer.request.fee_fen = offer.quote.fee_fen;
    offer.text = counter.text;
    offer.address = ticket.offer->address;
    offer.made_in = ticket.offer->made_in;
    offer.merchant_left = ticket.offer->merchant_left;
    return Events{OfferCountered{std::move(offer)}};
}

Decision accept_offer(Ticket const& ticket, Command const&, Context const& context) {
    CHECK(ticket.offer);
    Offer const& offer = *ticket.offer;
    std::optional<Address> const address = offer.address ? offer.address : context.default_return_address;
    Events events;
    Mistakes mistakes;
    bool const waits = needs_second_person(ticket, offer.quote, context, events, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (waits) return events;

    std::optional<Quote> again;
    if (offer.request.type != ticket.request.type) {
        // The ticket held the units of its old quote; those of the new one may be others by now.
        auto quoted = quote_again(offer.request, ticket.quote, context);
        if (!quoted.ok() || quoted->refund_fen != offer.refund_fen) {
            return refused(Rule::quote_changed, "offer");
        }
        again = std::move(quoted).value();
    }

    // From here on the command must succeed.
    events.push_back(OfferAccepted{});
    if (again && *again != offer.quote) {
        events.push_back(Requoted{offer.request, std::move(*again), Cause::none});
    }
    Ticket const accepted = after(ticket, events, context);
    if (offer.made_in == State::awaiting_merchant) {
        grant(events, accepted, address, Cause::none, context);
    } else {
        events.push_back(Received{false, Cause::none});
        Ticket const received = evolve(accepted, events.back(), context.now);
        if (pays_back(received.request.type)) start_refund(events, received, Cause::none);
    }
    return events;
}

Decision end_offer(Ticket const&, Command const& command, Context const&) {
    bool const lapsed = std::holds_alternative<TimeOut>(command);
    return Events{OfferEnded{lapsed ? Cause::offer_timeout : Cause::none}};
}

}  // namespace afterdesk::acts

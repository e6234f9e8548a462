// What is read off a ticket: what it holds from the order, the status that lists show, the steps, its number.

#include "domain/ticket.hpp"

namespace afterdesk {

bool returns_goods(TicketType type) {
    switch (type) {
        case TicketType::return_refund:
        case TicketType::exchange:
        case TicketType::repair: return true;
        case TicketType::refund_unshipped:
        case TicketType::refund_shipped:
        case TicketType::reship:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return false;
    }
    CHECK(false);
}

bool needs_review(TicketType type, Quote const& quote) {
    return type != TicketType::refund_unshipped || quote.merchant_must_decide;
}

// ---- Holdings ---------------------------------------------------------------------------------------------

namespace {

Fen deposit_kept(Quote const& quote, int line_no) {
    Fen kept = 0;
    for (ExplainedUnit const& unit : quote.explain) {
        if (unit.line_no == line_no) kept += unit.deposit_kept_fen;
    }
    return kept;
}

/// A gift counts among the shipped or the unshipped units by what happens to it, whatever its main line does.
TicketType type_of(QuotedGift const& gift, TicketType of_ticket) {
    switch (gift.action) {
        case GiftAction::cancel: return TicketType::refund_unshipped;
        case GiftAction::return_: return concerns_shipped(of_ticket) ? of_ticket : TicketType::return_refund;
        case GiftAction::deduct: return of_ticket;
    }
    CHECK(false);
}

}  // namespace

bool holds(Ticket const& ticket) {
    return ticket.version > 0 && ticket.state != State::rejected && ticket.state != State::closed;
}

std::vector<Prior> holdings_of(Ticket const& ticket) {
    std::vector<Prior> holdings;
    if (!holds(ticket)) return holdings;
    Prior of_ticket;
    of_ticket.state = ticket.state == State::completed ? HoldState::refunded : HoldState::reserved;
    of_ticket.type = ticket.request.type;
    for (QuotedLine const& line : ticket.quote.lines) {
        Prior prior = of_ticket;
        prior.line_no = line.line_no;
        prior.quantity = line.quantity;
        prior.units = line.units;
        prior.entitlements = line.entitlements;
        prior.granted = Granted{line.goods_fen, deposit_kept(ticket.quote, line.line_no), 0};
        holdings.push_back(std::move(prior));
    }
    for (QuotedGift const& gift : ticket.quote.gifts) {
        Prior prior = of_ticket;
        prior.line_no = gift.line_no;
        prior.type = type_of(gift, ticket.request.type);
        prior.quantity = gift.quantity;
        prior.units = gift.units;
        prior.granted = Granted{};
        holdings.push_back(std::move(prior));
    }
    if (holdings.empty()) return holdings;
    holdings.front().payments = ticket.quote.payments;
    holdings.front().granted->freight_fen = ticket.quote.freight_fen;
    return holdings;
}

// ---- The short status -------------------------------------------------------------------------------------

ShortStatus short_status(Ticket const& ticket) {
    switch (ticket.state) {
        case State::awaiting_merchant:
        case State::awaiting_buyer:
        case State::intercepting: return ShortStatus::reviewing;
        case State::awaiting_return: return ShortStatus::to_return;
        case State::awaiting_receipt:
        case State::inspecting:
            return pays_back(ticket.request.type) ? ShortStatus::to_refund : ShortStatus::to_exchange;
        case State::refunding:
        case State::refund_failed: return ShortStatus::to_refund;
        case State::awaiting_reship: return ShortStatus::to_exchange;
        case State::reshipped: return ShortStatus::exchanging;
        case State::sending_back:
        case State::rejected: return ShortStatus::review_rejected;
        case State::completed: return ShortStatus::done;
        case State::closed: return ShortStatus::shut;
    }
    CHECK(false);
}

// ---- The steps --------------------------------------------------------------------------------------------

namespace {

std::vector<StepKind> way_of(TicketType type, Quote const& quote) {
    std::vector<StepKind> way = {StepKind::applied};
    if (needs_review(type, quote)) way.push_back(StepKind::review);
    if (returns_goods(type)) way.insert(way.end(), {StepKind::return_goods, StepKind::receipt});
    if (pays_back(type)) way.push_back(StepKind::refund);
    way.push_back(StepKind::done);
    return way;
}

StepKind step_of(State state) {
    switch (state) {
        case State::awaiting_merchant:
        case State::awaiting_buyer:
        case State::intercepting:
        case State::rejected: return StepKind::review;
        case State::awaiting_return: return StepKind::return_goods;
        case State::awaiting_receipt:
        case State::inspecting:
        case State::sending_back: return StepKind::receipt;
        case State::refunding:
        case State::refund_failed: return StepKind::refund;
        case State::awaiting_reship:
        case State::reshipped:
        case State::completed: return StepKind::done;
        case State::closed: return StepKind::closed;
    }
    CHECK(false);
}

/// Where the ticket stands on its way. An offer made after the goods came leaves it at their receipt.
StepKind where(Ticket const& ticket) {
    if (ticket.state == State::awaiting_buyer && ticket.offer) return step_of(ticket.offer->made_in);
    return step_of(ticket.state);
}

Step* step_with(std::vector<Step>& way, StepKind kind) {
    for (Step& step : way) {
        if (step.kind == kind) return &step;
    }
    return nullptr;
}

}  // namespace

std::vector<Step> steps(Ticket const& ticket, std::vector<EventRecord> const& history) {
    std::vector<Step> result;
    for (StepKind kind : way_of(ticket.request.type, ticket.quote)) {
        result.push_back({kind, std::nullopt, false});
    }
    auto const reach = [&](StepKind kind, Instant at) {
        Step* const step = step_with(result, kind);
        if (step != nullptr && !step->at) step->at = at;
    };
    Ticket then;
    for (EventRecord const& record : history) {
        then = evolve(std::move(then), record.event, record.at);
        reach(StepKind::applied, record.at);
        reach(where(then), record.at);
    }
    StepKind const here = where(ticket);
    if (here == StepKind::closed) {
        std::erase_if(result, [](Step const& step) { return !step.at; });
        result.push_back({StepKind::closed, ticket.state_since, false});
    }
    if (Step* const current = step_with(result, here)) current->current = true;
    return result;
}

// ---- The number -------------------------------------------------------------------------------------------

TicketNo make_ticket_no(Instant now, int offset_minutes, std::uint64_t random) {
    std::string digits = std::to_string(random % 100'000'000u);
    digits.insert(0, 8 - digits.size(), '0');
    return {"AS" + format_date_digits(now, offset_minutes) + digits};
}

}  // namespace afterdesk

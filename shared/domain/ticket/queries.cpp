// What is read off a ticket: what it holds from the order, the status that lists show, the steps, its number.

#include <algorithm>
#include <numeric>

#include "base/pasted.hpp"
#include "domain/order/carriers.hpp"
#include "domain/ticket/ticket.hpp"

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

bool needs_review(TicketType type, Quote const& quote, Policy const& policy) {
    if (type == TicketType::virtual_refund) return !policy.virtual_is_automatic;
    return type != TicketType::refund_unshipped || quote.merchant_must_decide;
}

bool goods_to_come(Ticket const& ticket) {
    bool const have_to =
        returns_goods(ticket.request.type) || ticket.goods_come_back || ticket.request.recalls();
    return ticket.goods != Goods::returned && have_to;
}

bool has_refused_goods(Ticket const& ticket) {
    // Refused pieces travel with the replacement, if there is one.
    bool const sent = ticket.state == State::sending_back || ticket.out_parcel;
    if (!ticket.inspection || sent) return false;
    auto const& lines = ticket.inspection->lines;
    return std::any_of(lines.begin(), lines.end(),
                       [](InspectedLine const& line) { return line.refused > 0; });
}

bool is_same_parcel(Parcel const& a, Parcel const& b) {
    if (!is_same_tracking_no(a.tracking_no, b.tracking_no)) return false;
    Carrier const* const one = find_carrier(a.carrier);
    Carrier const* const other = find_carrier(b.carrier);
    return one == other || one == nullptr || other == nullptr;
}

// ---- Occupied ---------------------------------------------------------------------------------------------

bool has_claims(Ticket const& ticket) {
    if (ticket.version == 0 || ticket.state == State::closed) return false;
    return ticket.state != State::rejected || in_arbitration(ticket);
}

namespace {

bool is_paid(Ticket const& ticket) {
    return ticket.state == State::completed ||
           (ticket.state == State::sending_back && !ticket.refunds.empty());
}

Claim claim_of(QuotedLine const& line, ClaimState state, TicketType type) {
    Claim claim;
    claim.line_no = line.line_no;
    claim.quantity = line.quantity;
    claim.state = state;
    claim.type = type;
    return claim;
}

/// The goods are with the buyer again; what was paid back for them is a lower price.
std::vector<Claim> difference_held(Ticket const& ticket) {
    std::vector<Claim> held;
    for (QuotedLine const& line : ticket.quote.lines) {
        if (line.goods_fen == 0) continue;
        Claim claim = claim_of(line, ClaimState::refunded, TicketType::price_protect);
        claim.units = line.units;
        claim.granted = Granted{line.goods_fen, 0, 0};
        held.push_back(std::move(claim));
    }
    if (!held.empty()) held.front().payments = ticket.quote.payments;
    return held;
}

/// What came in place of the pieces, or of what was missing. A buyer who says so before the courier has it.
void add_replacements(std::vector<Claim>& held, Ticket const& ticket) {
    if (!ticket.out_parcel) return;
    Instant const received_at = ticket.out_signed_at.value_or(ticket.state_since);
    for (QuotedLine const& line : ticket.quote.lines) {
        if (line.quantity == 0) continue;
        Claim claim = claim_of(line, ClaimState::refunded, ticket.request.type);
        claim.deliveries = line.deliveries;
        claim.replacement = Delivery{ticket.no.value,
                                     line.quantity,
                                     std::nullopt,
                                     received_at,
                                     ticket.out_parcel->carrier,
                                     ticket.out_parcel->tracking_no};
        held.push_back(std::move(claim));
    }
}

/// Strays that are on their way back, or are back.
std::vector<Claim> recalled_by(Ticket const& ticket, ClaimState state) {
    std::vector<Claim> held;
    for (QuotedLine const& line : ticket.quote.lines) {
        Claim claim = claim_of(line, state, ticket.request.type);
        claim.quantity = 0;
        claim.granted = Granted{};
        claim.settled = line.quantity;
        held.push_back(std::move(claim));
    }
    return held;
}

/// Says which of the claims' pieces are strays that are let go.
void add_settled(std::vector<Claim>& held, std::vector<Strays> const& strays) {
    for (Strays const& line : strays) {
        auto const claim = std::find_if(held.begin(), held.end(), [&](Claim const& one) {
            return one.line_no == line.line_no && one.quantity > 0;
        });
        if (claim != held.end()) claim->settled += line.settled;
    }
}

}  // namespace

QuoteInput to_change(Ticket const& ticket, QuoteInput input) {
    TicketType const type = ticket.request.type;
    bool const has_window = concerns_shipped(type) || type == TicketType::price_protect;
    if (ticket.version == 0 || !has_window) return input;
    input.held = ticket.quote.lines;
    input.held_since = ticket.applied_at;
    return input;
}

std::vector<Claim> claims_of(Ticket const& ticket) {
    if (!has_claims(ticket)) return {};
    TicketType const type = ticket.request.type;
    bool const goods_with_buyer = ticket.state == State::completed && !pays_back(type);
    if (goods_with_buyer) {
        std::vector<Claim> held = difference_held(ticket);
        add_replacements(held, ticket);
        return held;
    }
    ClaimState const state = is_paid(ticket) ? ClaimState::refunded : ClaimState::reserved;
    if (ticket.request.recalls()) return recalled_by(ticket, state);
    std::vector<Claim> held = claims_of(ticket.quote, type, state);
    add_settled(held, ticket.strays);
    return held;
}

bool has_strays(Ticket const& ticket) {
    return std::any_of(ticket.strays.begin(), ticket.strays.end(),
                       [](Strays const& line) { return line.quantity > 0; });
}

bool is_unsettled(Ticket const& ticket) { return ticket.queue == strays_queue; }

std::optional<Request> recall_of(Ticket const& ticket, Order const& order) {
    Request request;
    request.type = TicketType::return_refund;
    request.reason = std::string(recall_reason);
    for (Strays const& strays : ticket.strays) {
        Line const* const line = find_line(order, strays.line_no);
        bool const travels = line != nullptr && line->kind == LineKind::physical && strays.quantity > 0;
        if (!travels) continue;
        request.lines.push_back({strays.line_no, strays.quantity, {}});
        if (!are_received(*line, strays.quantity)) request.type = TicketType::refund_shipped;
    }
    if (request.lines.empty()) return std::nullopt;
    return request;
}

bool frees_strays(Ticket const& before, Ticket const& after) {
    bool const ended = after.state == State::completed && before.state != State::completed;
    auto const settled = [](Ticket const& ticket) {
        return std::accumulate(ticket.strays.begin(), ticket.strays.end(), 0,
                               [](int sum, Strays const& line) { return sum + line.settled; });
    };
    return (ended && after.request.recalls()) || settled(before) != settled(after);
}

std::optional<Instant> appeal_until(Ticket const& ticket, Policy const& policy) {
    if (!ticket.arbitration || !ticket.arbitration->decided_at) return std::nullopt;
    return due(*ticket.arbitration->decided_at, policy.limits.verdict_appeal, policy);
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

/// A ticket that nobody reviewed was agreed to by its type alone.
bool was_automatic(std::vector<EventRecord> const& history) {
    return std::any_of(history.begin(), history.end(), [](EventRecord const& record) {
        auto const* const agreed = std::get_if<Agreed>(&record.event);
        return agreed != nullptr && (agreed->cause == Cause::unshipped_is_automatic ||
                                     agreed->cause == Cause::virtual_is_automatic);
    });
}

std::vector<StepKind> way_of(TicketType type, bool reviewed) {
    std::vector<StepKind> way = {StepKind::applied};
    if (reviewed) way.push_back(StepKind::review);
    if (returns_goods(type)) way.insert(way.end(), {StepKind::return_goods, StepKind::receipt});
    if (pays_back(type)) {
        way.push_back(StepKind::refund);
    } else {
        way.insert(way.end(), {StepKind::send, StepKind::buyer_receipt});
    }
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
        case State::awaiting_reship: return StepKind::send;
        case State::reshipped: return StepKind::buyer_receipt;
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
    for (StepKind kind : way_of(ticket.request.type, !was_automatic(history))) {
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

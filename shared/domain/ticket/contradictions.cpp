#include "domain/ticket/contradictions.hpp"

#include <algorithm>

namespace afterdesk {

namespace {

bool is_paid_out(RefundPart const& part) { return part.status == PartStatus::succeeded; }

/// The newest ticket of which it is true.
template <class Which>
Ticket const* newest(std::span<Ticket const> tickets, Which const& which) {
    for (std::size_t i = tickets.size(); i > 0; --i)
        if (which(tickets[i - 1])) return &tickets[i - 1];
    return nullptr;
}

template <class Which>
bool has_part(Ticket const& ticket, PaymentId const& payment, Which const& which) {
    return std::any_of(ticket.refunds.begin(), ticket.refunds.end(),
                       [&](RefundPart const& part) { return part.payment_id == payment && which(part); });
}

/// What has gone back of a payment, by tickets and by others.
Fen gone_of(Order const& order, PaymentId const& payment, std::span<Ticket const> tickets) {
    Fen gone = 0;
    for (OutsideRefund const& one : order.prior) gone += one.payment_id == payment ? one.amount_fen : 0;
    for (Ticket const& ticket : tickets) {
        for (RefundPart const& part : ticket.refunds)
            if (part.payment_id == payment && is_paid_out(part)) gone += part.amount_fen;
    }
    return gone;
}

Fen paid_by(Order const& order, PaymentId const& payment) {
    Fen paid = 0;
    for (Payment const& one : order.payments) paid += one.payment_id == payment ? one.amount_fen : 0;
    return paid;
}

/// Pieces of the line that the ticket has had refunded.
int refunded_of(Ticket const& ticket, int line_no) {
    if (std::none_of(ticket.refunds.begin(), ticket.refunds.end(), is_paid_out)) return 0;
    int count = 0;
    for (Claim const& claim : claims_of(ticket)) {
        bool const gone = claim.line_no == line_no && claim.type && pays_back(*claim.type) &&
                          claim.type != TicketType::price_protect && !claim.replacement;
        count += gone ? claim.quantity : 0;
    }
    return count;
}

/// True when tickets and others together had more pieces of a line refunded than were bought.
bool pieces_go_twice(Order const& order, OutsideRefund const& refund, std::span<Ticket const> tickets) {
    return std::any_of(refund.lines.begin(), refund.lines.end(), [&](OutsideRefund::OfLine const& asked) {
        Line const* const line = find_line(order, asked.line_no);
        // Of an entitled line it is not known which.
        if (line == nullptr || !line->entitlements.empty()) return false;
        int gone = asked.quantity;
        for (OutsideRefund const& one : order.prior)
            for (OutsideRefund::OfLine const& other : one.lines)
                gone += other.line_no == asked.line_no ? other.quantity : 0;
        for (Ticket const& ticket : tickets) gone += refunded_of(ticket, asked.line_no);
        return gone > line->quantity;
    });
}

/// Pieces of the line that are with the buyer for the ticket's sake: it asks for them as shipped.
int shipped_for(Ticket const& ticket, int line_no) {
    int count = 0;
    for (Claim const& claim : claims_of(ticket))
        count += claim.line_no == line_no && claim.type && concerns_shipped(*claim.type) ? claim.quantity : 0;
    return count;
}

}  // namespace

bool is_own_refund(std::span<Ticket const> tickets, std::string const& refund_no) {
    return std::any_of(tickets.begin(), tickets.end(), [&](Ticket const& ticket) {
        return std::any_of(ticket.refunds.begin(), ticket.refunds.end(),
                           [&](RefundPart const& part) { return part.refund_no == refund_no; });
    });
}

std::optional<Contradicted> against_refund(Order const& order, OutsideRefund const& refund,
                                           std::span<Ticket const> tickets) {
    PaymentId const& payment = refund.payment_id;
    Ticket const* const running = newest(tickets, [&](Ticket const& ticket) {
        return has_part(ticket, payment, [](RefundPart const& part) { return !is_paid_out(part); });
    });
    if (running != nullptr) return Contradicted{Contradiction::refunded_twice, running->no};
    bool const too_much = gone_of(order, payment, tickets) + refund.amount_fen > paid_by(order, payment);
    if (!too_much && !pieces_go_twice(order, refund, tickets)) return std::nullopt;
    Ticket const* const paid =
        newest(tickets, [&](Ticket const& ticket) { return has_part(ticket, payment, is_paid_out); });
    Ticket const* const of_pieces = newest(tickets, [&](Ticket const& ticket) {
        return std::any_of(refund.lines.begin(), refund.lines.end(),
                           [&](auto const& line) { return refunded_of(ticket, line.line_no) > 0; });
    });
    Ticket const* const named = too_much || of_pieces == nullptr ? paid : of_pieces;
    return Contradicted{Contradiction::refunded_twice, named == nullptr ? TicketNo{} : named->no};
}

std::optional<Contradicted> against_cancelling(Order const& order, std::span<Ticket const> tickets) {
    Ticket const* const open = newest(tickets, [](Ticket const& ticket) { return !is_end(ticket.state); });
    if (open != nullptr) return Contradicted{Contradiction::ticket_open, open->no};
    bool const left = std::any_of(order.lines.begin(), order.lines.end(),
                                  [](Line const& line) { return line.shipped_quantity() > 0; });
    if (left) return Contradicted{Contradiction::shipped_already, {}};
    return std::nullopt;
}

std::optional<Contradicted> against_voiding(Order const& order, std::span<Ticket const> tickets) {
    for (Line const& line : order.lines) {
        int held = 0;
        for (Ticket const& ticket : tickets) held += shipped_for(ticket, line.line_no);
        if (held <= line.shipped_quantity()) continue;
        Ticket const* const named =
            newest(tickets, [&](Ticket const& ticket) { return shipped_for(ticket, line.line_no) > 0; });
        return Contradicted{Contradiction::shipment_claimed, named->no};
    }
    return std::nullopt;
}

}  // namespace afterdesk

#pragma once
// What the mall tells of an order although its tickets say otherwise: goods or money would go twice.

#include <optional>
#include <span>

#include "domain/ticket/ticket.hpp"

namespace afterdesk {

enum class Contradiction : std::uint8_t {
    refunded_twice,    ///< paid back by others what a ticket pays, or has paid
    shipped_already,   ///< cancelled, although some of it has left
    ticket_open,       ///< cancelled, although a ticket decides about it or pays for it
    shipment_claimed,  ///< a ticket is about pieces that never left
};
struct Contradicted {
    Contradiction what = Contradiction::refunded_twice;
    TicketNo ticket;  ///< the newest that somebody has to see to; empty: none
    bool operator==(Contradicted const&) const = default;
};

/// Units: the order as it was before the refund. A refund of ours that is on its way may be the same money,
/// so it always contradicts one of the same payment.
std::optional<Contradicted> against_refund(Order const& order, OutsideRefund const& refund,
                                           std::span<Ticket const> tickets);
std::optional<Contradicted> against_cancelling(Order const& order, std::span<Ticket const> tickets);
/// Units: the order as it is without the deliveries that never left.
std::optional<Contradicted> against_voiding(Order const& order, std::span<Ticket const> tickets);

/// True when a ticket pays, or has paid, under this number: then nobody else did.
bool is_own_refund(std::span<Ticket const> tickets, std::string const& refund_no);

}  // namespace afterdesk

#pragma once
// Sending against paying back: of each unsent piece there is one or the other, never both.

#include <optional>
#include <vector>

#include "base/result.hpp"
#include "domain/order/shipping.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

/// Unsent pieces that the ticket pays back: its refund runs, waits for the channel, failed, or is done.
std::vector<LinePieces> refunded_unsent(Ticket const& ticket);

/// Until when a refund of the quote is held back, as its pieces are being sent; nothing: it is not.
/// Promise: from then on enough of the claims are over.
std::optional<Instant> held_until(Request const& request, Quote const& quote, Order const& order,
                                  KeptPieces const& shipping);

/// Of a line only so many pieces could be paid back at once; others are being sent, until then at the latest.
struct LineBeingSent {
    int line_no = 0;
    int left = 0;
    Instant until;
};
std::vector<LineBeingSent> being_sent(Order const& order, KeptPieces const& shipping);

enum class ShippingBlock : std::uint8_t {
    refunded,  ///< a ticket pays them back, or has
    claimed,   ///< another claim keeps them
    sent,      ///< they were sent already
};

/// Why pieces can not be sent now. Units: of a line `quantity` pieces, by each of what stands in the way.
struct BlockedPieces {
    int line_no = 0;
    ShippingBlock why = ShippingBlock::refunded;
    int quantity = 0;
    std::string by{};  ///< the ticket's number, or the other claim's; empty for what was sent
    bool operator==(BlockedPieces const&) const = default;
};

/// What stands in the way of sending these pieces; empty: nothing. Units: `claims` are the others' that hold
/// now.
/// Errors: line_unknown, line_twice, virtual_is_not_shipped, quantity_exceeds_left (more
/// than were bought), with paths "lines[0].quantity".
Result<std::vector<BlockedPieces>, Mistakes> why_not_sent(Order const& order,
                                                          std::vector<Ticket> const& tickets,
                                                          std::vector<ShippingClaim> const& claims,
                                                          std::vector<LinePieces> const& asked);

}  // namespace afterdesk

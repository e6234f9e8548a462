#pragma once
// Which pieces of an order its tickets hold, and which pieces a request takes.

#include <cstddef>
#include <vector>

#include "domain/quote.hpp"

namespace afterdesk {

/// Pieces of one line that go together. Units: indices into the order's lines and into the line's pieces (its
/// entitlements where it has them, its units otherwise), ascending.
struct Taking {
    std::size_t line = 0;
    std::vector<std::size_t> pieces;
};

/// What tickets hold of one line.
struct LineHold {
    std::vector<bool> taken;  ///< one entry per piece: refunded, reserved, or away for an exchange or repair
    int taken_as_unshipped = 0;  ///< pieces
    int taken_as_shipped = 0;
    int gone = 0;  ///< pieces taken by types that pay back

    int free() const;
    /// The first free pieces, at most `count`.
    std::vector<std::size_t> lowest_free(int count) const;
};

/// What tickets hold of an order.
struct Holdings {
    std::vector<LineHold> lines;  ///< one entry per order line

    /// Nothing is held yet.
    explicit Holdings(Order const& order);
    /// Units: the pieces are free.
    void take(Taking const& taking, TicketType type);
};

/// Number of pieces: entitlements where the line has them, units otherwise.
std::size_t piece_count(Line const& line);

/// How many units of the line the type may still take; 1 or 0 for a line with entitlements.
/// Rule: DOMAIN §5 "Quote".
int quantity_left(Line const& line, LineHold const& hold, TicketType type);

/// True for the types that may only be asked for when the line was signed for. Rule: DOMAIN §2.
bool needs_receipt(TicketType type);

/// Lets the prior tickets take their pieces: those with exact ones first, then the others the lowest free.
/// Shape: one taking per prior, without pieces where the prior is wrong or takes none. Errors: added to
/// `mistakes`.
std::vector<Taking> take_priors(QuoteInput const& input, Holdings& holdings, Mistakes& mistakes);

/// Lets the request take its pieces.
/// Shape: one taking per request line that is right. Errors: added to `mistakes`. Rule: DOMAIN §2 (when).
std::vector<Taking> take_request(QuoteInput const& input, Holdings& holdings, Mistakes& mistakes);

}  // namespace afterdesk

#pragma once
// What a request may ask for, and the pieces it takes.

#include <vector>

#include "domain/money/occupied.hpp"
#include "domain/money/quote.hpp"

namespace afterdesk {

/// True for the types that may only be asked for when the line was signed for. Rule: DOMAIN §2.
bool needs_receipt(TicketType type);

/// When pieces of the line that were signed for then may not be asked for any more, for this reason: whole
/// days of the shop's zone, from the day after. Nothing: it has no end, or has not begun.
/// Rule: DOMAIN §2, §6.
std::optional<Instant> window_end(QuoteInput const& input, Reason const& reason, Line const& line,
                                  std::optional<Instant> received_at);

/// The line that request.lines[index] is about. Units: `asked_before` is as long as the order has lines.
/// Errors: null, with line_unknown or line_twice.
Line const* line_asked_for(QuoteInput const& input, std::size_t index, std::vector<bool>& asked_before,
                           Mistakes& mistakes);

/// Lets the request take its pieces.
/// Shape: the pieces per request line that is right. Errors: added to `mistakes`.
/// Rule: DOMAIN §2 (when), §6 (windows, classes of goods).
std::vector<Pieces> take_request(QuoteInput const& input, Pricing const& pricing, Occupied& occupied,
                                 Mistakes& mistakes);

}  // namespace afterdesk

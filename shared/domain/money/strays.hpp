#pragma once
// Strays: pieces that were shipped, and entitlements that were used, although they had been refunded. Nobody
// stores that an order has some: it follows from its facts and from what its tickets hold.

#include "domain/money/occupied.hpp"
#include "domain/money/quote.hpp"

namespace afterdesk {

/// Those of one line.
struct Strays {
    int line_no = 0;
    int quantity = 0;  ///< that somebody has to see to yet
    int settled = 0;   ///< that the shop lets the buyer keep
    bool operator==(Strays const&) const = default;
};

/// How many strays the line has that no claim answers for. Rule: DOMAIN §6 "Deliveries".
int strays_of(Line const& line, LineOccupied const& hold);

/// The strays of an order, by line; lines without any are left out. Those on their way back are strays until
/// they have come.
std::vector<Strays> strays_of(Order const& order, std::vector<Claim> claims);

/// True when the strays of the line, so many, were signed for: they came last.
bool are_received(Line const& line, int quantity);

/// What strays come back for: nothing. Units: the request is one that `quote_recall` takes.
Quote recall_quote(Order const& order, Request const& request);

/// The same for a request that is not known to be sound; nothing, whatever else the order is owed.
/// Promise: no money and no units, so no piece is refunded twice. Errors: added to `mistakes`, as of `quote`.
Result<Quote, Mistakes> quote_recall(QuoteInput const& input, Occupied const& occupied, Mistakes mistakes);

}  // namespace afterdesk

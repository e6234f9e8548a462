#pragma once
// What a ticket holds of each payment of its order: what the ledger must say.

#include <map>
#include <vector>

#include "domain/ticket/events.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

/// Of one payment. Rule: DOMAIN §3 properties 3 and 4.
struct Position {
    Fen reserved_fen = 0, refunded_fen = 0;
    bool operator==(Position const&) const = default;
};
using Positions = std::map<PaymentId, Position>;

/// Read off the ticket as it is. Promise: nothing below zero.
Positions positions_of(Ticket const& ticket);

/// The same, added up from the history alone: what was granted, given back and paid, event by event. `verify`
/// holds the books against it, so that they are not proven by what wrote them.
Positions positions_from(std::vector<EventRecord> const& history);

}  // namespace afterdesk

#pragma once
// Tickets that a search finds.

#include "store/tickets.hpp"

namespace afterdesk::store {

/// Places in the list, and how many there are. Units: of a list by time `key` is the text's number.
struct FoundTickets {
    std::vector<TicketPlace> places;
    std::optional<TicketPlace> left;  ///< the last one looked at, when there may be more
    std::map<ShortStatus, int> counts;
    bool at_least = false;
};
/// At most `wanted` of them. Units: the filter is narrowed and has a search with words.
FoundTickets find_tickets(ReadTx& tx, TicketFilter const& filter, std::size_t wanted);

}  // namespace afterdesk::store

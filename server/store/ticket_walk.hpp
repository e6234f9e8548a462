#pragma once
// Tickets one after the other, in the order of a list, by the index that holds them in it. Never more than a
// budget of them: what is asked for may fit one in a million.

#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "store/question.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

/// The same question, about whose tickets it really is: a buyer's when his others are asked for, a shop's
/// when the platform asks for one. Of arbitrations only those that are decided are left to ask for; the
/// others are piles of work. Nothing when no ticket can fit.
std::optional<TicketFilter> narrow(ReadTx& tx, TicketFilter filter);

/// Where a walk has come to.
struct Walk {
    std::size_t wanted = 0;           ///< ends when so many fit
    std::size_t known = 0;            ///< so many fit at least
    int budget = 0;                   ///< what is left of it
    std::vector<TicketPlace> found;   ///< those that fit, in order
    std::optional<TicketPlace> left;  ///< the last one looked at, when the budget ended before the list
};
/// From behind the filter's place on. Units: the filter is narrowed.
void walk(ReadTx& tx, TicketFilter const& filter, Walk& walk);

/// Counts of what a filter finds, whatever its status.
struct Counts {
    std::map<ShortStatus, int> by_status;
    bool at_least = false;  ///< there may be more
};
/// The same where it is kept, whatever the status asked for; nothing where tickets have to be counted. Units:
/// the filter is narrowed.
std::optional<Counts> kept_counts(ReadTx& tx, TicketFilter const& filter);
/// Counts them. Units: the filter is narrowed.
Counts count_tickets(ReadTx& tx, TicketFilter const& filter);

// ---- For what finds its tickets otherwise -----------------------------------------------------------------

/// What the rows stand by. Units: of the row `t`.
struct OrderKey {
    std::string_view key;
    bool descending;
};
OrderKey const& key_of(TicketOrder order);
bool is_by_time(TicketOrder order);
/// " t.tenant = $1 …".
void add_scope(Question& asked, Scope const& scope);
/// " AND …": all that is asked for but the status, the search and the place in the list.
void add_conditions(Question& asked, TicketFilter const& filter);
/// As the list has them. Promise: those before the filter's place are left out.
void sort_places(std::vector<TicketPlace>& places, TicketFilter const& filter);

}  // namespace afterdesk::store

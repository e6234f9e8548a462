#pragma once
// What a merchant's yes counts for: the sum that one member of staff may let go on a day.

#include <optional>
#include <vector>

#include "domain/ticket/events.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

/// What letting `quote` go adds to what was agreed to before. Units: at least 0.
/// Rule: goods to be sent were agreed to with their price difference; falling back to a refund adds the rest.
Fen newly_approved_fen(Ticket const& before, Quote const& quote);

/// What a step of a merchant adds to his day; nothing when it is no approval. Naming the address later is
/// none, nor is the first of two approvals. Units: `after` is `before` with these events.
std::optional<Fen> approved_fen(Ticket const& before, std::vector<Event> const& events, Actor const& actor,
                                Ticket const& after);

}  // namespace afterdesk

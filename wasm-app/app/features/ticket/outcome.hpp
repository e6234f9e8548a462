#pragma once
// The ticket as a command would leave it.

#include "domain/ticket/ticket.hpp"

namespace afterdesk::app::ticket {

Ticket ticket_after(Ticket ticket, std::vector<Event> const& events, Instant now);
/// What the buyer has got or will get of it.
Fen granted_fen(Ticket const& after);
/// What the shop keeps of what was asked for when the buyer gets this much; less than nothing: it pays more.
Fen kept_fen(Ticket const& before, Fen gets_fen);

}  // namespace afterdesk::app::ticket

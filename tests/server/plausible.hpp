#pragma once
// What somebody would send who sees a live button: a sound body for each command that a person may give.

#include <optional>

#include "server/older_folder.hpp"

namespace afterdesk::older {

/// A command that is live, and who gives it.
struct Move {
    Caller who;
    CommandKind kind = CommandKind::withdraw;
};

/// All live commands of the people around the ticket, in the order of buyer, merchant, platform.
std::vector<Move> live_moves(Desk const& desk, Ticket const& ticket);

/// Errors: nothing for commands that only the system gives.
std::optional<Command> plausible(Desk& desk, Move const& move, wire::TicketDetail const& on);

}  // namespace afterdesk::older

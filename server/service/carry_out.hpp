#pragma once
// The one door through which tickets change: load what the decision needs ▸ decide ▸ keep it.

#include <optional>

#include "service/context.hpp"

namespace afterdesk {

/// What became of a command.
struct Carried {
    Ticket ticket;  ///< as it is now
    bool changed = false;
};

/// Decides the command and keeps what comes of it. Units: `new_no` is the number of a ticket that does not
/// exist yet. Errors: what the decision says; evidence_unknown for pictures that are not the actor's own.
Result<Carried, Mistakes> carry_out(store::WriteTx& tx, PolicyCache& policies, ContextFor const& wanted,
                                    TicketNo const& new_no = {});

/// Carries a command of the system out. Nothing when the ticket is past it or it changes nothing.
/// Errors: what the decision says.
std::optional<Result<Ticket, Mistakes>> carry_out_as_system(store::WriteTx& tx, PolicyCache& policies,
                                                            ContextFor const& wanted);

}  // namespace afterdesk

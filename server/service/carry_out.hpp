#pragma once
// The one door through which tickets change: load what the decision needs ▸ decide ▸ keep it. All but the
// last is reading, so it may be done beside others (Store::decide).

#include <memory>
#include <optional>
#include <vector>

#include "service/context.hpp"
#include "service/persist.hpp"

namespace afterdesk {

/// What a command leads to, before anything of it is written. Units: `to_write` is null when that is nothing.
struct Conclusion {
    Ticket ticket;  ///< as it is then
    std::vector<EventRecord> events;
    std::shared_ptr<ReadyDecision const> to_write;
};
/// Decides the command. Units: `new_no` is the number of a ticket that does not exist yet. Errors: what the
/// decision says; evidence_unknown for pictures that are not the actor's own.
Result<Conclusion, Mistakes> conclusion_of(store::ReadTx& tx, PolicyCache& policies, ContextFor const& wanted,
                                           TicketNo const& new_no = {});
/// Keeps it. Units: nothing that it was decided by has changed. Errors: StoreFailure `moved` when the ticket
/// has.
void keep(store::WriteTx& tx, PolicyCache& policies, Conclusion const& conclusion);

/// What became of a command.
struct Carried {
    Ticket ticket;  ///< as it is now
    bool changed = false;
};

/// Decides the command and keeps what comes of it. Units, Errors: those of `conclusion_of`.
Result<Carried, Mistakes> carry_out(store::WriteTx& tx, PolicyCache& policies, ContextFor const& wanted,
                                    TicketNo const& new_no = {});

/// Carries a command of the system out. Nothing when the ticket is past it or it changes nothing.
/// Errors: what the decision says.
std::optional<Result<Ticket, Mistakes>> carry_out_as_system(store::WriteTx& tx, PolicyCache& policies,
                                                            ContextFor const& wanted);

}  // namespace afterdesk

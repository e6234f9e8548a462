#pragma once
// What a decision has to be told beside the ticket, its order and its policy: what the caller has to load.

#include "base/result.hpp"
#include "domain/ticket/commands.hpp"

namespace afterdesk {

struct Policy;

/// The parts of a Context that matter for a decision. What does not may stay empty.
struct Needs {
    bool claims = false;          ///< Context::other_claims
    bool applications = false;    ///< Context::applications
    bool stock = false;           ///< Context::stock
    bool buyer_history = false;   ///< Context::buyer_tickets_30d
    bool return_address = false;  ///< Context::default_return_address
    bool approved_today = false;  ///< Context::approved_today_fen
    bool shipping = false;        ///< Context::shipping
    bool operator==(Needs const&) const = default;
};

/// Promise: deciding with these gives what deciding with everything gives, refusals too.
Needs needs_of(Ticket const& ticket, Command const& command, ActorKind actor, Policy const& policy);

/// What the command asks for; null for those that ask for nothing new.
Request const* request_in(Command const& command);

/// The pictures that the command names; empty for most. Whether they exist is for the caller to say.
std::vector<EvidenceId> pictures_in(Command const& command);

}  // namespace afterdesk

#pragma once
// What a decision needs to know beside the ticket, read in the transaction that decides.

#include "domain/ticket/ticket.hpp"
#include "service/policy_cache.hpp"
#include "store/tx.hpp"

namespace afterdesk {

/// About what a decision is wanted.
struct ContextFor {
    TenantId const& tenant;
    Ticket const& ticket;  ///< version 0 for one that does not exist yet
    Order const& order;
    Actor actor;
    Command const& command;
    Instant now;
};
/// All that the decision needs to know but the number of a new ticket. What the command has no use for is
/// left empty.
Context load_context(store::ReadTx& tx, PolicyCache& policies, ContextFor const& wanted);

/// What a member of staff has approved on the day of `now`. Rule: DOMAIN §4, the daily limit.
Fen approved_today(store::ReadTx& tx, TenantId const& tenant, std::string_view staff_id, Instant now,
                   int utc_offset_minutes);

/// About what a quote is wanted.
struct QuoteFor {
    TenantId const& tenant;
    Order const& order;
    Request const& request;
    Ticket const& ticket;  ///< that is to be changed; version 0 for a new one
    Instant now;
};
/// What the request is quoted with: the same that the decision on it will read.
QuoteInput quote_input(store::ReadTx& tx, PolicyCache& policies, QuoteFor const& wanted);

}  // namespace afterdesk

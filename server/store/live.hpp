#pragma once
// Live events: one per commit of a ticket, numbered per tenant in commit order without gaps. They
// are kept for a while, so that whoever was cut off can go on where he was.

#include <string>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

struct Scope;

/// Takes the tenant's next number and notes what changed; it is told after the commit.
void add_live_event(WriteTx& tx, TenantId const& tenant, Ticket const& ticket);

/// What the scope may see behind `seq`, the oldest first.
std::vector<LiveRow> live_events(ReadTx& tx, Scope const& scope, std::int64_t behind, int limit);

/// The tenant's newest number; 0 before the first.
std::int64_t live_head(ReadTx& tx, TenantId const& tenant);

/// The number in front of the oldest event that is kept: whoever stands before it has missed some.
std::int64_t live_floor(ReadTx& tx, TenantId const& tenant);

/// Forgets what happened before that time, the oldest first, at most so many. Promise: what is kept has no
/// gaps, and the newest is among it; the number of events forgotten.
int forget_live_events(WriteTx& tx, TenantId const& tenant, Instant before, int limit);

}  // namespace afterdesk::store

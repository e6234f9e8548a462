#pragma once
// Live events: one per commit of a ticket, numbered per tenant in commit order without gaps. They
// are kept for a while, so that whoever was cut off can go on where he was.

#include <string>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

struct Scope;

/// Takes the tenant's next number and notes what changed; it is told after the commit. Units: the commit's
/// events are the ticket's from `first_version` to its version.
void add_live_event(WriteTx& tx, TenantId const& tenant, Ticket const& ticket, int first_version);

/// What the scope may see behind `seq`, the oldest first.
std::vector<LiveRow> live_events(ReadTx& tx, Scope const& scope, std::int64_t behind, int limit);

/// A commit as the pull log tells it. Units: `first_version` is 0 where it was not kept.
struct LoggedCommit {
    std::int64_t seq = 0;
    TicketNo ticket_no;
    int first_version = 0, version = 0;
};
/// The same of commits, for hosts.
std::vector<LoggedCommit> logged_commits(ReadTx& tx, Scope const& scope, std::int64_t behind, int limit);

/// What the mall's numbers are of: another name after a restore. Empty while no host ever had a key.
std::string stream_of(ReadTx& tx, TenantId const& tenant);
/// Gives it a name, when it has none.
void name_stream(WriteTx& tx, TenantId const& tenant);
/// Gives each that has one another.
void rename_streams(WriteTx& tx);

/// The tenant's newest number; 0 before the first.
std::int64_t live_head(ReadTx& tx, TenantId const& tenant);

/// The number in front of the oldest event that is kept: whoever stands before it has missed some.
std::int64_t live_floor(ReadTx& tx, TenantId const& tenant);

/// Forgets what happened before that time, the oldest first, at most so many. Promise: what is kept has no
/// gaps, and the newest is among it; the number of events forgotten.
int forget_live_events(WriteTx& tx, TenantId const& tenant, Instant before, int limit);

}  // namespace afterdesk::store

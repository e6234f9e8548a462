#pragma once
// Who did what: entries of their own for what is no ticket, and the events of tickets, as one list.

#include <optional>
#include <string>
#include <vector>

#include "store/scope.hpp"
#include "store/tx.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::store {

/// One act. Never changed, never taken away.
struct AuditEntry {
    Instant at;
    ActorKind side = ActorKind::system;
    std::string actor_id;  ///< empty: whoever runs the server
    std::string shop_id;   ///< of whom it concerns; empty: the platform
    std::string action;
    wire::AuditNoun noun = wire::AuditNoun::ticket;
    std::string name, note;
};
void add_audit(WriteTx& tx, TenantId const& tenant, AuditEntry const& entry);

/// Where a page of it goes on: behind this place.
struct AuditPlace {
    std::int64_t at_ms = 0;
    std::string id;
};
struct AuditQuery {
    Scope scope;                               ///< of a shop or the whole tenant
    std::string actor_id, action, noun, name;  ///< empty: any; a name by its beginning
    Instant from{0}, until{0};
    AuditPlace behind;
    int limit = 30;
};
struct ListedAudit {
    AuditEntry entry;
    std::string id;
};
/// The newest first.
std::vector<ListedAudit> list_audit(ReadTx& tx, AuditQuery const& query);

}  // namespace afterdesk::store

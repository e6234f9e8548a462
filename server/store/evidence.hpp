#pragma once
// Which pictures are kept, whose they are, and on which tickets they stand. The files themselves lie in the
// data folder.

#include <optional>
#include <string>

#include "store/tickets.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

/// Somebody's picture. The same picture may belong to several.
struct EvidenceRow {
    EvidenceId id;  ///< SHA-256 of the kept file
    wire::Audience audience = wire::Audience::buyer;
    std::string actor_id;
    std::int64_t bytes = 0;
    int width = 0, height = 0;
    std::string thumb_hash;
};

void add_evidence(WriteTx& tx, TenantId const& tenant, EvidenceRow const& row, Instant now);
bool owns_evidence(ReadTx& tx, TenantId const& tenant, wire::Audience audience, std::string_view actor_id,
                   EvidenceId const& id);
/// The picture stands on the ticket from now on.
void use_evidence(WriteTx& tx, TenantId const& tenant, EvidenceId const& id, TicketNo const& ticket_no);
/// True when a ticket within the scope shows it.
bool evidence_in_scope(ReadTx& tx, Scope const& scope, EvidenceId const& id);
/// The name of the small one's file; nothing when there is no such picture.
std::optional<std::string> thumbnail_of(ReadTx& tx, TenantId const& tenant, EvidenceId const& id);
/// How large the kept file is; 0 when there is no such picture.
std::int64_t bytes_of_evidence(ReadTx& tx, TenantId const& tenant, EvidenceId const& id);
/// Pictures that the actor has added since.
int count_evidence_since(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                         std::string_view actor_id, Instant since);

}  // namespace afterdesk::store

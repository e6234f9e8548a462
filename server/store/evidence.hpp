#pragma once
// Which files are kept as evidence, whose they are, and on which tickets they stand. The files themselves lie
// in the data folder.

#include <optional>
#include <string>
#include <vector>

#include "store/tickets.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

/// Somebody's file. The same file may belong to several.
struct EvidenceRow {
    EvidenceId id;  ///< SHA-256 of the kept file
    wire::Audience audience = wire::Audience::buyer;
    std::string actor_id;
    std::int64_t bytes = 0;
    int width = 0, height = 0;
    std::string thumb_hash;  ///< empty: nothing shows it small
    std::string type = "image/jpeg";
    std::string name{};
};
wire::EvidenceKind kind_of(EvidenceRow const& row);
wire::EvidenceView view_of(EvidenceRow const& row);

void add_evidence(WriteTx& tx, TenantId const& tenant, EvidenceRow const& row, Instant now);
bool owns_evidence(ReadTx& tx, TenantId const& tenant, wire::Audience audience, std::string_view actor_id,
                   EvidenceId const& id);
/// The picture stands on the ticket from now on. Errors: StoreFailure, `moved` when nobody has it any more.
void use_evidence(WriteTx& tx, TenantId const& tenant, EvidenceId const& id, TicketNo const& ticket_no);
/// True when a ticket within the scope shows it.
bool evidence_in_scope(ReadTx& tx, Scope const& scope, EvidenceId const& id);
/// His own row of this file.
std::optional<EvidenceRow> own_evidence(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                        std::string_view actor_id, EvidenceId const& id);
/// Somebody's row of this file: all of them have the same content.
std::optional<EvidenceRow> find_evidence(ReadTx& tx, TenantId const& tenant, EvidenceId const& id);
/// How large the kept file is; 0 when there is no such file.
std::int64_t bytes_of_evidence(ReadTx& tx, TenantId const& tenant, EvidenceId const& id);
/// What stands on the ticket, or is about to (`added`), and is no picture.
std::vector<EvidenceRow> files_of_ticket(ReadTx& tx, TenantId const& tenant, TicketNo const& ticket_no,
                                         std::vector<EvidenceId> const& added = {});

/// How much somebody sent, whatever became of it.
struct Sent {
    int files = 0;
    std::int64_t bytes = 0;
};
/// Units: counted by stretches of ten minutes; the one in which `since` lies is told whole.
Sent sent_since(ReadTx& tx, TenantId const& tenant, wire::Audience audience, std::string_view actor_id,
                Instant since);
/// Counts so much more; less, to take it back.
void count_sent(WriteTx& tx, TenantId const& tenant, wire::Audience audience, std::string_view actor_id,
                Sent const& more, Instant now);
void forget_sent(WriteTx& tx, Instant before);

}  // namespace afterdesk::store

#pragma once
// Files that come in pieces: whose they are, and how much of each is on the disk.

#include <optional>
#include <string>
#include <vector>

#include "store/tickets.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

struct UploadRow {
    std::string id;  ///< also the file's name, see files/upload_files
    wire::Audience audience = wire::Audience::buyer;
    std::string actor_id;
    std::string name;
    std::int64_t bytes = 0;
    std::int64_t kept_bytes = 0;
    std::string poster;       ///< evidence id; empty: none
    std::string evidence_id;  ///< what it became; empty: nothing yet
};

/// His own only.
std::optional<UploadRow> find_upload(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                     std::string_view actor_id, std::string_view id);
void add_upload(WriteTx& tx, TenantId const& tenant, UploadRow const& row, Instant now);
/// False when it is not there any more.
bool set_kept_bytes(WriteTx& tx, TenantId const& tenant, std::string_view id, std::int64_t bytes);
void set_upload_evidence(WriteTx& tx, TenantId const& tenant, std::string_view id, EvidenceId const& became);
void remove_upload(WriteTx& tx, TenantId const& tenant, std::string_view id);
/// Of all tenants. Promise: how many.
int remove_uploads_before(WriteTx& tx, Instant before);
/// Whether anybody's upload has this id.
bool has_upload(ReadTx& tx, std::string_view id);

}  // namespace afterdesk::store

#include "store/evidence_uploads.hpp"

#include "store/engine.hpp"

namespace afterdesk::store {

std::optional<UploadRow> find_upload(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                     std::string_view actor_id, std::string_view id) {
    Rows rows = sql(tx).query(
        "SELECT name, bytes, kept_bytes, poster, evidence_id FROM upload"
        " WHERE tenant = $1 AND upload_id = $2 AND audience = $3 AND actor_id = $4",
        {tenant.value, id, wire::name_of(audience), actor_id});
    if (!rows.step()) return std::nullopt;
    return UploadRow{std::string(id), audience,        std::string(actor_id), rows.text(0),
                     rows.integer(1), rows.integer(2), rows.text(3),          rows.text(4)};
}

void add_upload(WriteTx& tx, TenantId const& tenant, UploadRow const& row, Instant now) {
    sql(tx).run(
        "INSERT INTO upload (tenant, upload_id, audience, actor_id, name, bytes, kept_bytes, poster,"
        " evidence_id, created_ms) VALUES ($1, $2, $3, $4, $5, $6, 0, $7, '', $8)",
        {tenant.value, row.id, wire::name_of(row.audience), row.actor_id, row.name, row.bytes, row.poster,
         now.ms});
}

bool set_kept_bytes(WriteTx& tx, TenantId const& tenant, std::string_view id, std::int64_t bytes) {
    return sql(tx).run("UPDATE upload SET kept_bytes = $3 WHERE tenant = $1 AND upload_id = $2",
                       {tenant.value, id, bytes}) == 1;
}

void set_upload_evidence(WriteTx& tx, TenantId const& tenant, std::string_view id, EvidenceId const& became) {
    sql(tx).run("UPDATE upload SET evidence_id = $3 WHERE tenant = $1 AND upload_id = $2",
                {tenant.value, id, became.value});
}

void remove_upload(WriteTx& tx, TenantId const& tenant, std::string_view id) {
    sql(tx).run("DELETE FROM upload WHERE tenant = $1 AND upload_id = $2", {tenant.value, id});
}

int remove_uploads_before(WriteTx& tx, Instant before) {
    return sql(tx).run("DELETE FROM upload WHERE created_ms < $1", {before.ms});
}

bool has_upload(ReadTx& tx, std::string_view id) {
    return sql(tx).query("SELECT 1 FROM upload WHERE upload_id = $1 LIMIT 1", {id}).step();
}

}  // namespace afterdesk::store

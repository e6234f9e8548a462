#include "store/evidence.hpp"

#include "store/engine.hpp"

namespace afterdesk::store {

void add_evidence(WriteTx& tx, TenantId const& tenant, EvidenceRow const& row, Instant now) {
    sql(tx).run(
        "INSERT INTO evidence (tenant, evidence_id, audience, actor_id, bytes, width, height, thumb_hash, "
        "created_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tenant, evidence_id, audience, actor_id) "
        "DO NOTHING",
        {tenant.value, row.id.value, wire::name_of(row.audience), row.actor_id, row.bytes, row.width,
         row.height, row.thumb_hash, now.ms});
}

bool owns_evidence(ReadTx& tx, TenantId const& tenant, wire::Audience audience, std::string_view actor_id,
                   EvidenceId const& id) {
    return sql(tx)
        .query(
            "SELECT 1 FROM evidence WHERE tenant = $1 AND evidence_id = $2 AND audience = $3 AND actor_id = "
            "$4",
            {tenant.value, id.value, wire::name_of(audience), actor_id})
        .step();
}

void use_evidence(WriteTx& tx, TenantId const& tenant, EvidenceId const& id, TicketNo const& ticket_no) {
    sql(tx).run(
        "INSERT INTO evidence_use (tenant, evidence_id, ticket_no) VALUES ($1, $2, $3)"
        " ON CONFLICT (tenant, evidence_id, ticket_no) DO NOTHING",
        {tenant.value, id.value, ticket_no.value});
}

bool evidence_in_scope(ReadTx& tx, Scope const& scope, EvidenceId const& id) {
    Rows rows = sql(tx).query(
        "SELECT t.shop_id, t.buyer_id FROM evidence_use u JOIN ticket t ON t.tenant = u.tenant AND"
        " t.ticket_no = u.ticket_no WHERE u.tenant = $1 AND u.evidence_id = $2",
        {scope.tenant.value, id.value});
    while (rows.step()) {
        if (sees(scope, {rows.text(0)}, {rows.text(1)})) return true;
    }
    return false;
}

std::optional<std::string> thumbnail_of(ReadTx& tx, TenantId const& tenant, EvidenceId const& id) {
    Rows rows =
        sql(tx).query("SELECT thumb_hash FROM evidence WHERE tenant = $1 AND evidence_id = $2 LIMIT 1",
                      {tenant.value, id.value});
    if (!rows.step()) return std::nullopt;
    return rows.text(0);
}

std::int64_t bytes_of_evidence(ReadTx& tx, TenantId const& tenant, EvidenceId const& id) {
    Rows rows = sql(tx).query("SELECT bytes FROM evidence WHERE tenant = $1 AND evidence_id = $2 LIMIT 1",
                              {tenant.value, id.value});
    return rows.step() ? rows.integer(0) : 0;
}

int count_evidence_since(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                         std::string_view actor_id, Instant since) {
    Rows rows = sql(tx).query(
        "SELECT COUNT(*) FROM evidence WHERE tenant = $1 AND audience = $2 AND actor_id = $3 AND created_ms "
        ">= $4",
        {tenant.value, wire::name_of(audience), actor_id, since.ms});
    return rows.step() ? rows.number(0) : 0;
}

}  // namespace afterdesk::store

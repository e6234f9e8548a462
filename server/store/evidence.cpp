#include "store/evidence.hpp"

#include <algorithm>

#include "store/engine.hpp"

namespace afterdesk::store {

void add_evidence(WriteTx& tx, TenantId const& tenant, EvidenceRow const& row, Instant now) {
    sql(tx).run(
        "INSERT INTO evidence (tenant, evidence_id, audience, actor_id, bytes, width, height, thumb_hash, "
        "created_ms, type, name)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        " ON CONFLICT (tenant, evidence_id, audience, actor_id) DO UPDATE SET thumb_hash = "
        "excluded.thumb_hash"
        " WHERE evidence.thumb_hash = ''",
        {tenant.value, row.id.value, wire::name_of(row.audience), row.actor_id, row.bytes, row.width,
         row.height, row.thumb_hash, now.ms, row.type, row.name});
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
    bool const is_there = sql(tx)
                              .query("SELECT 1 FROM evidence WHERE tenant = $1 AND evidence_id = $2 LIMIT 1",
                                     {tenant.value, id.value})
                              .step();
    if (!is_there) throw StoreFailure(FailureKind::moved, "the file was erased meanwhile");
    sql(tx).run(
        "INSERT INTO evidence_use (tenant, evidence_id, ticket_no) VALUES ($1, $2, $3)"
        " ON CONFLICT (tenant, ticket_no, evidence_id) DO NOTHING",
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

namespace {

constexpr std::string_view file_columns =
    "e.evidence_id, e.audience, e.actor_id, e.bytes, e.width, e.height, e.thumb_hash, e.type, e.name";

EvidenceRow row_of(Rows const& rows) {
    EvidenceRow row;
    row.id = {rows.text(0)};
    row.audience = wire::from_name<wire::Audience>(rows.text(1)).value_or(wire::Audience::buyer);
    row.actor_id = rows.text(2);
    row.bytes = rows.integer(3);
    row.width = rows.number(4);
    row.height = rows.number(5);
    row.thumb_hash = rows.text(6);
    row.type = rows.text(7);
    row.name = rows.text(8);
    return row;
}

}  // namespace

wire::EvidenceKind kind_of(EvidenceRow const& row) {
    if (row.type.starts_with("image/")) return wire::EvidenceKind::photo;
    return row.type.starts_with("video/") ? wire::EvidenceKind::video : wire::EvidenceKind::report;
}

wire::EvidenceView view_of(EvidenceRow const& row) {
    return {row.id.value, row.bytes, row.width, row.height, kind_of(row), row.name, !row.thumb_hash.empty()};
}

std::optional<EvidenceRow> own_evidence(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                        std::string_view actor_id, EvidenceId const& id) {
    Rows rows = sql(tx).query("SELECT " + std::string(file_columns) +
                                  " FROM evidence e WHERE e.tenant = $1 AND e.evidence_id = $2"
                                  " AND e.audience = $3 AND e.actor_id = $4",
                              {tenant.value, id.value, wire::name_of(audience), actor_id});
    if (!rows.step()) return std::nullopt;
    return row_of(rows);
}

std::optional<EvidenceRow> find_evidence(ReadTx& tx, TenantId const& tenant, EvidenceId const& id) {
    // Who named a picture for the video is asked first.
    Rows rows = sql(tx).query("SELECT " + std::string(file_columns) +
                                  " FROM evidence e WHERE e.tenant = $1 AND e.evidence_id = $2"
                                  " ORDER BY e.thumb_hash DESC, e.created_ms LIMIT 1",
                              {tenant.value, id.value});
    if (!rows.step()) return std::nullopt;
    return row_of(rows);
}

std::int64_t bytes_of_evidence(ReadTx& tx, TenantId const& tenant, EvidenceId const& id) {
    Rows rows = sql(tx).query("SELECT bytes FROM evidence WHERE tenant = $1 AND evidence_id = $2 LIMIT 1",
                              {tenant.value, id.value});
    return rows.step() ? rows.integer(0) : 0;
}

std::vector<EvidenceRow> files_of_ticket(ReadTx& tx, TenantId const& tenant, TicketNo const& ticket_no,
                                         std::vector<EvidenceId> const& added) {
    Rows rows = sql(tx).query(
        "SELECT " + std::string(file_columns) +
            // A cross join keeps its order: else all evidence is walked, as it stands in the order asked for.
            " FROM evidence_use u CROSS JOIN evidence e"
            " WHERE u.tenant = $1 AND u.ticket_no = $2 AND e.tenant = u.tenant"
            " AND e.evidence_id = u.evidence_id AND e.type <> 'image/jpeg'"
            " ORDER BY e.evidence_id, e.thumb_hash DESC, e.created_ms",
        {tenant.value, ticket_no.value});
    std::vector<EvidenceRow> out;
    while (rows.step()) {
        if (out.empty() || out.back().id.value != rows.text(0)) out.push_back(row_of(rows));
    }
    for (EvidenceId const& id : added) {
        auto const at = std::lower_bound(
            out.begin(), out.end(), id,
            [](EvidenceRow const& row, EvidenceId const& one) { return row.id.value < one.value; });
        if (at != out.end() && at->id == id) continue;
        auto row = find_evidence(tx, tenant, id);
        if (row && row->type != "image/jpeg") out.insert(at, std::move(*row));
    }
    return out;
}

namespace {

constexpr std::int64_t stretch_ms = minutes(10).ms;

}  // namespace

Sent sent_since(ReadTx& tx, TenantId const& tenant, wire::Audience audience, std::string_view actor_id,
                Instant since) {
    Rows rows = sql(tx).query(
        "SELECT COALESCE(SUM(files), 0), COALESCE(SUM(bytes), 0) FROM evidence_sent"
        " WHERE tenant = $1 AND audience = $2 AND actor_id = $3 AND stretch >= $4",
        {tenant.value, wire::name_of(audience), actor_id, since.ms / stretch_ms});
    return rows.step() ? Sent{rows.number(0), rows.integer(1)} : Sent{};
}

void count_sent(WriteTx& tx, TenantId const& tenant, wire::Audience audience, std::string_view actor_id,
                Sent const& more, Instant now) {
    sql(tx).run(
        "INSERT INTO evidence_sent (tenant, audience, actor_id, stretch, files, bytes)"
        " VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (tenant, audience, actor_id, stretch)"
        " DO UPDATE SET files = files + excluded.files, bytes = bytes + excluded.bytes",
        {tenant.value, wire::name_of(audience), actor_id, now.ms / stretch_ms, more.files, more.bytes});
}

void forget_sent(WriteTx& tx, Instant before) {
    sql(tx).run("DELETE FROM evidence_sent WHERE stretch < $1", {before.ms / stretch_ms});
}

}  // namespace afterdesk::store

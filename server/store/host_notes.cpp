#include "store/host_notes.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

template <class Enum>
std::string text_of(std::optional<Enum> const& value) {
    return value ? std::string(wire::name_of(*value)) : std::string();
}

template <class Enum>
std::optional<Enum> named_or_none(std::string const& text) {
    return text.empty() ? std::nullopt : std::optional(named<Enum>(text));
}

}  // namespace

std::optional<std::int64_t> revision_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Rows row = sql(tx).query("SELECT revision FROM host_order WHERE tenant = $1 AND order_no = $2",
                             {tenant.value, order_no.value});
    return row.step() ? std::optional(row.integer(0)) : std::nullopt;
}

void put_revision(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no, std::int64_t revision) {
    sql(tx).run(
        "INSERT INTO host_order (tenant, order_no, revision) VALUES ($1, $2, $3)"
        " ON CONFLICT (tenant, order_no) DO UPDATE SET revision = excluded.revision",
        {tenant.value, order_no.value, revision});
}

std::optional<HostFactRow> find_host_fact(ReadTx& tx, TenantId const& tenant, std::string_view fact_id) {
    Rows row = sql(tx).query(
        "SELECT fact_id, told_hash, outcome, reason, code, ticket_no FROM host_fact"
        " WHERE tenant = $1 AND fact_id = $2",
        {tenant.value, fact_id});
    if (!row.step()) return std::nullopt;
    return HostFactRow{row.text(0),
                       row.text(1),
                       named<wire::HostFactOutcome>(row.text(2)),
                       named_or_none<wire::HostFactIgnored>(row.text(3)),
                       named_or_none<wire::HostFactConflict>(row.text(4)),
                       row.text(5)};
}

void add_host_fact(WriteTx& tx, TenantId const& tenant, HostFactRow const& row, Instant now) {
    sql(tx).run(
        "INSERT INTO host_fact (tenant, fact_id, told_hash, outcome, reason, code, ticket_no, at_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        {tenant.value, row.fact_id, Blob{row.told_hash}, wire::name_of(row.outcome), text_of(row.reason),
         text_of(row.code), row.ticket_no, now.ms});
}

Ailments contradicted_tickets(ReadTx& tx, TenantId const& tenant, int limit) {
    Rows rows = sql(tx).query(
        "SELECT f.ticket_no, f.code, MIN(f.at_ms), COUNT(*) OVER () FROM host_fact f CROSS JOIN ticket t"
        " ON t.tenant = f.tenant AND t.ticket_no = f.ticket_no WHERE f.tenant = $1"
        " AND f.outcome = 'conflict' AND f.ticket_no <> ''"
        // The others lie in a pile of their own.
        " AND f.code IN ('ticket_open', 'shipment_claimed', 'payment_not_awaited')"
        " AND t.state NOT IN ('completed', 'closed') GROUP BY f.ticket_no, f.code ORDER BY 3, 1 LIMIT $2",
        {tenant.value, limit});
    Ailments out;
    while (rows.step()) {
        out.named.push_back({rows.text(0), rows.text(1), rows.integer(2)});
        out.count = rows.number(3);
    }
    return out;
}

int forget_host_facts(WriteTx& tx, TenantId const& tenant, Instant before, int limit) {
    return sql(tx).run(
        "DELETE FROM host_fact WHERE tenant = $1 AND fact_id IN (SELECT fact_id FROM host_fact"
        " WHERE tenant = $1 AND at_ms < $2 ORDER BY at_ms LIMIT $3)",
        {tenant.value, before.ms, limit});
}

}  // namespace afterdesk::store

#include "store/host_tasks.hpp"

#include <algorithm>

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/host_keys.hpp"

namespace afterdesk::store {

namespace {

using wire::HostTaskKind;
using wire::HostTaskState;
using wire::HostTaskView;

/// Then nobody waits for them any more.
constexpr Duration refused_are_seen = days(30);

constexpr char const* task_columns =
    "task_id, kind, state, order_no, ticket_no, shop_id, buyer_id, version, body, made_ms, due_ms, "
    "external_no,"
    " failure_code, retryable, failure_text, answered_ms";

HostTaskView task_in(Row const& row) {
    HostTaskView task;
    task.id = row.text(0);
    task.kind = named<HostTaskKind>(row.text(1));
    task.state = named<HostTaskState>(row.text(2));
    task.order_no = row.text(3);
    task.ticket_no = row.text(4);
    task.shop_id = row.text(5);
    task.buyer_id = row.text(6);
    task.ticket_version = row.number(7);
    task.data = read_body(row.text(8), "host_task", wire::read_host_task_data);
    task.made_at_ms = row.integer(9);
    task.due_at_ms = row.integer(10);
    task.external_no = row.text(11);
    if (std::string code = row.text(12); !code.empty())
        task.failure = {std::move(code), row.integer(13) != 0, row.text(14)};
    task.answered_at_ms = row.optional_integer(15);
    return task;
}

}  // namespace

bool has_key_for(ReadTx& tx, TenantId const& tenant, wire::HostScope scope, Instant now) {
    for (HostKey const& key : host_keys(tx, tenant)) {
        bool const over = key.expires && *key.expires <= now;
        if (!over && std::find(key.scopes.begin(), key.scopes.end(), scope) != key.scopes.end()) return true;
    }
    return false;
}

void add_host_task(WriteTx& tx, TenantId const& tenant, HostTaskView const& task) {
    sql(tx).run(
        "INSERT INTO host_task (tenant, task_id, kind, state, order_no, ticket_no, shop_id, buyer_id, "
        "version, body,"
        " made_ms, due_ms, external_no, failure_code, retryable, failure_text, answered_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '', '', 0, '', NULL)"
        " ON CONFLICT (tenant, task_id) DO UPDATE SET state = 'open', due_ms = excluded.due_ms"
        " WHERE host_task.state IN ('refused', 'withdrawn')",
        {tenant.value, task.id, wire::name_of(task.kind), wire::name_of(task.state), task.order_no,
         task.ticket_no, task.shop_id, task.buyer_id, task.ticket_version,
         wire::write_json(to_json(task.data)), task.made_at_ms, task.due_at_ms});
}

void withdraw_host_task(WriteTx& tx, TenantId const& tenant, std::string_view id) {
    sql(tx).run(
        "UPDATE host_task SET state = 'withdrawn' WHERE tenant = $1 AND task_id = $2 AND (state IN"
        " ('open', 'processing') OR (state = 'refused' AND retryable = 1))",
        {tenant.value, id});
}

void withdraw_host_tasks(WriteTx& tx, TenantId const& tenant, TicketNo const& ticket_no, HostTaskKind kind) {
    sql(tx).run(
        "UPDATE host_task SET state = 'withdrawn' WHERE tenant = $1 AND ticket_no = $2 AND kind = $3"
        " AND (state IN ('open', 'processing') OR (state = 'refused' AND retryable = 1))",
        {tenant.value, ticket_no.value, wire::name_of(kind)});
}

std::optional<HostTaskView> find_host_task(ReadTx& tx, TenantId const& tenant, std::string_view id) {
    Rows row = sql(tx).query(
        "SELECT " + std::string(task_columns) + " FROM host_task WHERE tenant = $1 AND task_id = $2",
        {tenant.value, id});
    return row.step() ? std::optional(task_in(row)) : std::nullopt;
}

void set_host_task(WriteTx& tx, TenantId const& tenant, HostTaskView const& task) {
    bool const failed = task.failure.has_value();
    sql(tx).run(
        "UPDATE host_task SET state = $3, due_ms = $4, external_no = $5, failure_code = $6, retryable = $7,"
        " failure_text = $8, answered_ms = $9 WHERE tenant = $1 AND task_id = $2",
        {tenant.value, task.id, wire::name_of(task.state), task.due_at_ms, task.external_no,
         failed ? task.failure->code : std::string(), failed && task.failure->retryable ? 1 : 0,
         failed ? task.failure->text : std::string(), task.answered_at_ms});
}

std::vector<HostTaskView> list_host_tasks(ReadTx& tx, TenantId const& tenant, HostTasksWanted const& wanted) {
    std::string text = "SELECT " + std::string(task_columns) + " FROM host_task WHERE tenant = $1";
    std::vector<std::string> values;
    auto const only = [&](char const* column, std::string_view value) {
        if (value.empty()) return;
        values.emplace_back(value);
        text += " AND " + std::string(column) + " = $" + std::to_string(values.size() + 4);
    };
    only("state", wanted.state ? wire::name_of(*wanted.state) : std::string_view());
    only("ticket_no", wanted.ticket_no);
    only("order_no", wanted.order_no);
    only("kind", wanted.kind ? wire::name_of(*wanted.kind) : std::string_view());
    only("shop_id", wanted.shop.value);
    text += " AND (made_ms, task_id) > ($2, $3) ORDER BY made_ms, task_id LIMIT $4";
    std::vector<Param> params{tenant.value, wanted.behind_ms, wanted.behind_id, wanted.limit};
    for (std::string const& value : values) params.emplace_back(value);
    Rows rows = sql(tx).query(text, params);
    std::vector<HostTaskView> out;
    while (rows.step()) out.push_back(task_in(rows));
    return out;
}

Ailments late_host_tasks(ReadTx& tx, TenantId const& tenant, Instant now, int limit) {
    // Each half along host_task_by_state: what was refused long ago is not gone through.
    Rows rows = sql(tx).query(
        "SELECT ticket_no, kind || ' · ' || task_id || CASE WHEN state = 'refused' THEN ' · ' || "
        "failure_code ELSE ''"
        " END, made_ms, COUNT(*) OVER () FROM (SELECT * FROM host_task WHERE tenant = $1"
        " AND state IN ('open', 'processing') AND due_ms < $2"
        " UNION ALL SELECT * FROM host_task WHERE tenant = $1 AND state = 'refused' AND made_ms > $4"
        // A definite answer to these two has moved its ticket on.
        " AND (retryable = 1 OR kind NOT IN ('parcel.intercept', 'refund.execute')))"
        " ORDER BY due_ms, task_id LIMIT $3",
        {tenant.value, now.ms, limit, now.ms - refused_are_seen.ms});
    Ailments out;
    while (rows.step()) {
        out.named.push_back({rows.text(0), rows.text(1), rows.integer(2)});
        out.count = rows.number(3);
    }
    return out;
}

void erase_host_tasks(WriteTx& tx, TenantId const& tenant, TicketNo const& ticket_no) {
    sql(tx).run("UPDATE host_task SET failure_text = '' WHERE tenant = $1 AND ticket_no = $2",
                {tenant.value, ticket_no.value});
}

void rewind_host_tasks(WriteTx& tx) {
    sql(tx).run(
        "DELETE FROM host_task WHERE NOT EXISTS (SELECT 1 FROM ticket_event e WHERE e.tenant = "
        "host_task.tenant"
        " AND e.ticket_no = host_task.ticket_no AND e.seq = host_task.version)");
}

}  // namespace afterdesk::store

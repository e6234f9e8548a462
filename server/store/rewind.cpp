#include "store/rewind.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "store/engine.hpp"
#include "store/evidence.hpp"
#include "store/host_tasks.hpp"
#include "store/ticket_row.hpp"
#include "store/tickets.hpp"
#include "store/webhooks.hpp"

namespace afterdesk::store {

namespace {

void keep_parcel(WriteTx& tx, TenantId const& tenant, Ticket const& ticket) {
    sql(tx).run("DELETE FROM open_parcel WHERE tenant = $1 AND ticket_no = $2",
                {tenant.value, ticket.no.value});
    std::string const number = awaited_parcel(ticket);
    if (number.empty()) return;
    sql(tx).run("INSERT INTO open_parcel (tenant, number, ticket_no) VALUES ($1, $2, $3)",
                {tenant.value, number, ticket.no.value});
}

std::vector<std::pair<std::string, std::int64_t>> live_heads(WriteTx& tx) {
    std::vector<std::pair<std::string, std::int64_t>> out;
    Rows rows = sql(tx).query("SELECT tenant, live_seq FROM tenant");
    while (rows.step()) out.emplace_back(rows.text(0), rows.integer(1));
    return out;
}

/// What is left of a mall's events gets numbers that follow each other, up to its last one.
void close_gaps(WriteTx& tx, std::string const& tenant, std::int64_t last) {
    std::vector<std::int64_t> numbers;
    {
        Rows rows = sql(tx).query("SELECT seq FROM live_event WHERE tenant = $1 ORDER BY seq DESC", {tenant});
        while (rows.step()) numbers.push_back(rows.integer(0));
    }
    for (std::int64_t const number : numbers) {
        if (number != last)
            sql(tx).run("UPDATE live_event SET seq = $3 WHERE tenant = $1 AND seq = $2",
                        {tenant, number, last});
        --last;
    }
}

}  // namespace

std::vector<OrderPart> orders_changed_after(ReadTx& tx, Instant time) {
    Rows rows = sql(tx).query(
        "SELECT DISTINCT t.tenant, t.order_no FROM ticket_event e JOIN ticket t ON t.tenant = e.tenant"
        " AND t.ticket_no = e.ticket_no WHERE e.at_ms > $1 ORDER BY t.tenant, t.order_no",
        {time.ms});
    std::vector<OrderPart> out;
    while (rows.step()) out.push_back({{rows.text(0)}, {rows.text(1)}});
    return out;
}

void forget_ticket(WriteTx& tx, TenantId const& tenant, Ticket const& ticket) {
    constexpr std::array<std::string_view, 7> statements{
        "DELETE FROM host_task WHERE tenant = $1 AND ticket_no = $2",
        "DELETE FROM approval WHERE tenant = $1 AND ticket_no = $2",
        "DELETE FROM evidence_use WHERE tenant = $1 AND ticket_no = $2",
        "DELETE FROM open_parcel WHERE tenant = $1 AND ticket_no = $2",
        "DELETE FROM contact WHERE tenant = $1 AND ticket_no = $2",
        "DELETE FROM ticket_event WHERE tenant = $1 AND ticket_no = $2",
        "DELETE FROM ticket WHERE tenant = $1 AND ticket_no = $2"};
    for (std::string_view const statement : statements)
        sql(tx).run(statement, {tenant.value, ticket.no.value});
}

void shorten_ticket(WriteTx& tx, TenantId const& tenant, Ticket const& ticket, Order const& order,
                    std::vector<EvidenceId> const& shown) {
    for (std::string_view const statement :
         {"DELETE FROM approval WHERE tenant = $1 AND ticket_no = $2 AND seq > $3",
          "DELETE FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 AND seq > $3",
          "UPDATE ticket SET version = $3 WHERE tenant = $1 AND ticket_no = $2"})
        sql(tx).run(statement, {tenant.value, ticket.no.value, ticket.version});
    std::vector<EventRecord> const no_new_events;
    put_row(tx, {tenant, ticket, no_new_events, order, {}}, ticket.version);
    keep_parcel(tx, tenant, ticket);
    sql(tx).run("DELETE FROM evidence_use WHERE tenant = $1 AND ticket_no = $2",
                {tenant.value, ticket.no.value});
    for (EvidenceId const& id : shown) use_evidence(tx, tenant, id, ticket.no);
}

void forget_lost_events(WriteTx& tx) {
    sql(tx).run(
        "DELETE FROM live_event WHERE NOT EXISTS (SELECT 1 FROM ticket_event e WHERE e.tenant ="
        " live_event.tenant AND e.ticket_no = live_event.ticket_no AND e.seq = live_event.version)");
    rewind_webhooks(tx);
    rewind_host_tasks(tx);
    for (auto const& [tenant, last] : live_heads(tx)) close_gaps(tx, tenant, last);
    sql(tx).run(
        "UPDATE tenant SET live_seq = 0 WHERE NOT EXISTS (SELECT 1 FROM live_event e WHERE e.tenant ="
        " tenant.tenant)");
}

void forget_replies_after(WriteTx& tx, Instant time) {
    sql(tx).run("DELETE FROM idem WHERE created_ms > $1", {time.ms});
}

}  // namespace afterdesk::store

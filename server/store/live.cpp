#include "store/live.hpp"

#include "crypto/digest.hpp"
#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

namespace {

constexpr std::size_t stream_bytes = 5;

/// A counter row, because numbers that the database generates become visible out of commit order. Not by
/// RETURNING: for what may have to be undone alone SQLite writes the index of texts out, each time.
std::int64_t next_seq(WriteTx& tx, TenantId const& tenant) {
    int const rows =
        sql(tx).run("UPDATE tenant SET live_seq = live_seq + 1 WHERE tenant = $1", {tenant.value});
    if (rows != 1) throw StoreFailure(FailureKind::constraint, "unknown tenant");
    return live_head(tx, tenant);
}

std::string new_stream() { return crypto::hex(crypto::random_bytes(stream_bytes)); }

}  // namespace

void add_live_event(WriteTx& tx, TenantId const& tenant, Ticket const& ticket, int first_version) {
    LiveRow event{next_seq(tx, tenant), tenant,         ticket.shop_id, ticket.buyer_id, ticket.no,
                  ticket.order_no,      ticket.version, ticket.state,   ticket.deadline};
    sql(tx).run(
        "INSERT INTO live_event (tenant, seq, ticket_no, order_no, shop_id, buyer_id, version, state,"
        " first_version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        {tenant.value, event.seq, event.ticket_no.value, event.order_no.value, event.shop.value,
         event.buyer.value, event.version, wire::name_of(event.state), first_version});
    tx.live.push_back(std::move(event));
}

std::vector<LiveRow> live_events(ReadTx& tx, Scope const& scope, std::int64_t behind, int limit) {
    // The platform sees all; the others their own. One index (tenant, seq) serves them in order.
    bool const buyer = scope.of == Scope::Of::buyer;
    bool const shop = scope.of == Scope::Of::shop;
    CHECK(!(buyer || shop) || !scope.id.empty());
    Rows rows = sql(tx).query(
        "SELECT seq, shop_id, buyer_id, ticket_no, order_no, version, state FROM live_event"
        " WHERE tenant = $1 AND seq > $2 AND ($3 = '' OR buyer_id = $3) AND ($4 = '' OR shop_id = $4)"
        " ORDER BY seq LIMIT $5",
        {scope.tenant.value, behind, buyer ? scope.id : std::string(), shop ? scope.id : std::string(),
         limit});
    std::vector<LiveRow> out;
    while (rows.step()) {
        out.push_back({rows.integer(0),
                       scope.tenant,
                       {rows.text(1)},
                       {rows.text(2)},
                       {rows.text(3)},
                       {rows.text(4)},
                       rows.number(5),
                       named<State>(rows.text(6))});
    }
    return out;
}

std::vector<LoggedCommit> logged_commits(ReadTx& tx, Scope const& scope, std::int64_t behind, int limit) {
    CHECK(scope.of != Scope::Of::buyer);
    Rows rows = sql(tx).query(
        "SELECT seq, ticket_no, first_version, version FROM live_event WHERE tenant = $1 AND seq > $2"
        " AND ($3 = '' OR shop_id = $3) ORDER BY seq LIMIT $4",
        {scope.tenant.value, behind, scope.of == Scope::Of::shop ? scope.id : std::string(), limit});
    std::vector<LoggedCommit> out;
    while (rows.step()) out.push_back({rows.integer(0), {rows.text(1)}, rows.number(2), rows.number(3)});
    return out;
}

std::string stream_of(ReadTx& tx, TenantId const& tenant) {
    Rows row = sql(tx).query("SELECT stream FROM tenant WHERE tenant = $1", {tenant.value});
    return row.step() ? row.text(0) : std::string();
}

void name_stream(WriteTx& tx, TenantId const& tenant) {
    sql(tx).run("UPDATE tenant SET stream = $2 WHERE tenant = $1 AND stream = ''",
                {tenant.value, new_stream()});
}

void rename_streams(WriteTx& tx) {
    sql(tx).run("UPDATE tenant SET stream = $1 WHERE stream <> ''", {new_stream()});
}

std::int64_t live_head(ReadTx& tx, TenantId const& tenant) {
    Rows rows = sql(tx).query("SELECT live_seq FROM tenant WHERE tenant = $1", {tenant.value});
    return rows.step() ? rows.integer(0) : 0;
}

std::int64_t live_floor(ReadTx& tx, TenantId const& tenant) {
    Rows rows =
        sql(tx).query("SELECT COALESCE(MIN(seq), 1) - 1 FROM live_event WHERE tenant = $1", {tenant.value});
    return rows.step() ? rows.integer(0) : 0;
}

int forget_live_events(WriteTx& tx, TenantId const& tenant, Instant before, int limit) {
    std::int64_t last_old = 0;
    {
        // An event is as old as the ticket's version that it tells of.
        Rows rows = sql(tx).query(
            "SELECT e.seq, h.at_ms FROM live_event e JOIN ticket_event h ON h.tenant = e.tenant AND"
            " h.ticket_no = e.ticket_no AND h.seq = e.version WHERE e.tenant = $1 ORDER BY e.seq LIMIT $2",
            {tenant.value, limit});
        while (rows.step() && rows.integer(1) < before.ms) last_old = rows.integer(0);
    }
    return sql(tx).run("DELETE FROM live_event WHERE tenant = $1 AND seq <= $2 AND seq < $3",
                       {tenant.value, last_old, live_head(tx, tenant)});
}

}  // namespace afterdesk::store

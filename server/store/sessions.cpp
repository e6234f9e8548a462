#include "store/sessions.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

/// How the column says whether something new came of a request.
constexpr int status_ok = 200;
constexpr int status_created = 201;

Session session_from(Rows& rows) {
    Session session;
    session.token_hash = rows.text(0);
    session.tenant = {rows.text(1)};
    session.audience = named<wire::Audience>(rows.text(2));
    session.actor_id = rows.text(3);
    session.order_no = rows.text(4);
    session.created = {rows.integer(5)};
    session.seen = {rows.integer(6)};
    session.idle = {rows.integer(7)};
    session.expires = {rows.integer(8)};
    session.way = named<wire::SignInWay>(rows.text(9));
    session.device = {rows.text(10), rows.text(11), rows.text(12)};
    return session;
}

std::vector<Session> sessions_from(Rows rows) {
    std::vector<Session> out;
    while (rows.step()) out.push_back(session_from(rows));
    return out;
}

}  // namespace

void add_session(WriteTx& tx, Session const& session) {
    sql(tx).run(
        "INSERT INTO session (token_hash, tenant, audience, actor_id, order_no, created_ms, seen_ms, idle_ms,"
        " expires_ms, way, address, browser, system)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        {Blob{session.token_hash}, session.tenant.value, wire::name_of(session.audience), session.actor_id,
         session.order_no, session.created.ms, session.seen.ms, session.idle.ms, session.expires.ms,
         wire::name_of(session.way), session.device.address, session.device.browser, session.device.system});
}

std::optional<Session> find_session(ReadTx& tx, std::string_view token_hash) {
    Rows rows = sql(tx).query(
        "SELECT token_hash, tenant, audience, actor_id, order_no, created_ms, seen_ms, idle_ms, expires_ms,"
        " way, address, browser, system FROM session WHERE token_hash = $1",
        {Blob{token_hash}});
    if (!rows.step()) return std::nullopt;
    return session_from(rows);
}

std::vector<Session> sessions_of(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                 std::string_view actor_id, Instant now, int limit) {
    return sessions_from(sql(tx).query(
        "SELECT token_hash, tenant, audience, actor_id, order_no, created_ms, seen_ms, idle_ms, expires_ms,"
        " way, address, browser, system FROM session"
        " WHERE tenant = $1 AND audience = $2 AND actor_id = $3 AND expires_ms > $4 AND seen_ms + idle_ms > "
        "$4"
        " ORDER BY seen_ms DESC, token_hash LIMIT $5",
        {tenant.value, wire::name_of(audience), actor_id, now.ms, limit}));
}

std::vector<Session> sessions_of_staff(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                       ShopId const& shop, Instant now, int limit) {
    return sessions_from(sql(tx).query(
        "SELECT token_hash, s.tenant, s.audience, actor_id, order_no, created_ms, seen_ms, idle_ms,"
        " expires_ms, way, address, browser, system FROM session s"
        " JOIN staff p ON p.tenant = s.tenant AND p.staff_id = s.actor_id AND p.audience = s.audience"
        " WHERE s.tenant = $1 AND s.audience = $2 AND COALESCE(p.shop_id, '') = $3 AND expires_ms > $4"
        " AND seen_ms + idle_ms > $4 ORDER BY seen_ms DESC, token_hash LIMIT $5",
        {tenant.value, wire::name_of(audience), shop.value, now.ms, limit}));
}

void touch_session(WriteTx& tx, std::string_view token_hash, Instant now, Device const& device) {
    sql(tx).run(
        "UPDATE session SET seen_ms = $2, address = $3, browser = $4, system = $5"
        " WHERE token_hash = $1 AND seen_ms < $2",
        {Blob{token_hash}, now.ms, device.address, device.browser, device.system});
}

void end_session(WriteTx& tx, std::string_view token_hash) {
    sql(tx).run("DELETE FROM session WHERE token_hash = $1", {Blob{token_hash}});
}

bool renew_session(WriteTx& tx, std::string_view token_hash, std::string_view fresh_hash) {
    return sql(tx).run("UPDATE session SET token_hash = $2 WHERE token_hash = $1",
                       {Blob{token_hash}, Blob{fresh_hash}}) > 0;
}

void end_other_sessions(WriteTx& tx, Session const& kept) {
    sql(tx).run(
        "DELETE FROM session WHERE tenant = $1 AND audience = $2 AND actor_id = $3 AND token_hash <> $4",
        {kept.tenant.value, wire::name_of(kept.audience), kept.actor_id, Blob{kept.token_hash}});
}

bool use_launch_jti(WriteTx& tx, TenantId const& tenant, std::string_view jti, Instant expires) {
    return sql(tx).run(
               "INSERT INTO launch_jti (tenant, jti, expires_ms) VALUES ($1, $2, $3)"
               " ON CONFLICT (tenant, jti) DO NOTHING",
               {tenant.value, jti, expires.ms}) == 1;
}

std::optional<IdemRow> find_idem(ReadTx& tx, IdemKey const& key) {
    Rows rows = sql(tx).query(
        "SELECT request_hash, status, ticket_no, version, seq, rest, body FROM idem WHERE tenant = $1"
        " AND audience = $2 AND actor = $3 AND key = $4",
        {key.tenant.value, wire::name_of(key.audience), key.actor, key.key});
    if (!rows.step()) return std::nullopt;
    return IdemRow{rows.text(0),    rows.number(1) == status_created,
                   {rows.text(2)},  rows.number(3),
                   rows.integer(4), rows.text(5),
                   rows.text(6)};
}

void add_idem(WriteTx& tx, IdemKey const& key, IdemRow const& row, Instant now) {
    int const rows = sql(tx).run(
        "INSERT INTO idem (tenant, audience, actor, key, request_hash, status, ticket_no, version, seq, rest,"
        " body, created_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
        " ON CONFLICT (tenant, audience, actor, key) DO NOTHING",
        {key.tenant.value, wire::name_of(key.audience), key.actor, key.key, Blob{row.request_hash},
         row.created ? status_created : status_ok, row.ticket_no.value, row.version, row.seq, row.rest,
         row.body, now.ms});
    if (rows != 1) throw StoreFailure(FailureKind::moved, "the idempotency key was used meanwhile");
}

namespace {

/// The place of the last answer that is older. They stand in the order in which they were given.
std::int64_t last_before(WriteTx& tx, std::string const& tenant, Instant time) {
    Rows rows = sql(tx).query(
        "SELECT seq, created_ms FROM idem WHERE tenant = $1 AND seq > 0 ORDER BY tenant, seq", {tenant});
    std::int64_t last = 0;
    while (rows.step() && rows.integer(1) < time.ms) last = rows.integer(0);
    return last;
}

std::vector<std::string> all_tenants(WriteTx& tx) {
    Rows rows = sql(tx).query("SELECT tenant FROM tenant WHERE tenant >= '' ORDER BY tenant");
    std::vector<std::string> out;
    while (rows.step()) out.push_back(rows.text(0));
    return out;
}

}  // namespace

int forget_old(WriteTx& tx, Instant now, Instant keys_before) {
    int rows = sql(tx).run("DELETE FROM session WHERE expires_ms <= $1 OR seen_ms + idle_ms <= $1", {now.ms});
    rows += sql(tx).run("DELETE FROM launch_jti WHERE expires_ms <= $1", {now.ms});
    rows += sql(tx).run("DELETE FROM idem WHERE seq = 0 AND created_ms < $1", {keys_before.ms});
    for (std::string const& tenant : all_tenants(tx)) {
        rows += sql(tx).run("DELETE FROM idem WHERE tenant = $1 AND seq > 0 AND seq <= $2",
                            {tenant, last_before(tx, tenant, keys_before)});
    }
    return rows;
}

}  // namespace afterdesk::store

#include "store/notifications.hpp"

#include <algorithm>

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

using wire::NotificationKind;
using wire::NotificationState;
using wire::NotificationWay;

/// Leased ones among those that are looked at are few.
constexpr int looked_at = 64;

std::string_view side_of(Person const& person) { return person.is_buyer ? "buyer" : "staff"; }

Param or_null(std::optional<std::int64_t> value) { return value ? Param(*value) : Param(nullptr); }

std::int64_t next_number(WriteTx& tx, TenantId const& tenant) {
    sql(tx).run("UPDATE notification_place SET last_number = last_number + 1 WHERE tenant = $1",
                {tenant.value});
    Rows row = sql(tx).query("SELECT last_number FROM notification_place WHERE tenant = $1", {tenant.value});
    if (!row.step()) throw StoreFailure(FailureKind::constraint, "no notification yet");
    return row.integer(0);
}

}  // namespace

// ---- Contacts ---------------------------------------------------------------------------------------------

void put_notification_contact(WriteTx& tx, Person const& person, wire::NotificationContact const& contact) {
    sql(tx).run(
        "INSERT INTO notification_contact (tenant, side, person, email, phone, openid, language, is_off)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, side, person) DO UPDATE SET"
        " email = excluded.email, phone = excluded.phone, openid = excluded.openid,"
        " language = excluded.language, is_off = excluded.is_off",
        {person.tenant.value, side_of(person), person.id, contact.email, contact.phone, contact.openid,
         wire::name_of(contact.language), contact.off ? 1 : 0});
}

std::optional<wire::NotificationContact> find_notification_contact(ReadTx& tx, Person const& person) {
    Rows row = sql(tx).query(
        "SELECT email, phone, openid, language, is_off FROM notification_contact"
        " WHERE tenant = $1 AND side = $2 AND person = $3",
        {person.tenant.value, side_of(person), person.id});
    if (!row.step()) return std::nullopt;
    return wire::NotificationContact{row.text(0), row.text(1), row.text(2),
                                     named<wire::NotificationLanguage>(row.text(3)), row.integer(4) != 0};
}

void drop_notification_contact(WriteTx& tx, Person const& person) {
    sql(tx).run("DELETE FROM notification_contact WHERE tenant = $1 AND side = $2 AND person = $3",
                {person.tenant.value, side_of(person), person.id});
}

// ---- Making them ------------------------------------------------------------------------------------------

std::optional<NotificationPlace> find_notification_place(ReadTx& tx, TenantId const& tenant) {
    Rows row =
        sql(tx).query("SELECT spread_seq, deadline_ms, ticket_no FROM notification_place WHERE tenant = $1",
                      {tenant.value});
    if (!row.step()) return std::nullopt;
    return NotificationPlace{row.integer(0), {row.integer(1)}, {row.text(2)}};
}

bool move_notification_place(WriteTx& tx, TenantId const& tenant,
                             std::optional<NotificationPlace> const& from, NotificationPlace const& to) {
    if (find_notification_place(tx, tenant) != from) return false;
    sql(tx).run(
        "INSERT INTO notification_place (tenant, spread_seq, deadline_ms, ticket_no, last_number)"
        " VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(number), 0) FROM notification WHERE tenant = $1))"
        " ON CONFLICT (tenant) DO UPDATE SET spread_seq = excluded.spread_seq,"
        " deadline_ms = excluded.deadline_ms, ticket_no = excluded.ticket_no",
        {tenant.value, to.spread_seq, to.deadline.ms, to.ticket_no.value});
    return true;
}

void add_notification(WriteTx& tx, Notification const& one, NotificationState state,
                      std::string_view problem) {
    sql(tx).run(
        "INSERT INTO notification (tenant, number, id, way, kind, side, person, ticket_no, version, shop_id,"
        " amount_fen, until_ms, state, made_ms, run_at_ms, attempts, leased_until_ms, leased_by, problem)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $14, 0, 0, '', $15)"
        " ON CONFLICT (tenant, id) DO NOTHING",
        {one.to.tenant.value, next_number(tx, one.to.tenant), one.id, wire::name_of(one.way),
         wire::name_of(one.kind), side_of(one.to), one.to.id, one.ticket_no.value, one.version,
         one.shop.value, or_null(one.amount_fen), or_null(ms_of(one.until)), wire::name_of(state),
         one.made.ms, problem});
}

int count_notifications(ReadTx& tx, Person const& person, NotificationWay way, Instant since, int limit) {
    Rows row = sql(tx).query(
        "SELECT COUNT(*) FROM (SELECT 1 FROM notification WHERE tenant = $1 AND way = $2 AND side = $3"
        " AND person = $4 AND made_ms > $5 LIMIT $6)",
        {person.tenant.value, wire::name_of(way), side_of(person), person.id, since.ms, limit});
    return row.step() ? row.number(0) : 0;
}

// ---- Sending them -----------------------------------------------------------------------------------------

std::optional<Notification> lease_notification(WriteTx& tx, TenantId const& tenant, NotificationWay way,
                                               std::string_view owner, Instant now, Duration lease) {
    Notification out;
    {
        Rows row = sql(tx).query(
            "SELECT number, id, kind, side, person, ticket_no, version, shop_id, amount_fen, until_ms, "
            "made_ms, attempts FROM notification WHERE tenant = $1 AND way = $2 AND state = 'waiting'"
            " AND run_at_ms <= $3 AND leased_until_ms <= $3 ORDER BY run_at_ms, number LIMIT 1",
            {tenant.value, wire::name_of(way), now.ms});
        if (!row.step()) return std::nullopt;
        out.number = row.integer(0);
        out.id = row.text(1);
        out.way = way;
        out.kind = named<NotificationKind>(row.text(2));
        out.to = {tenant, row.text(3) == "buyer", row.text(4)};
        out.ticket_no = {row.text(5)};
        out.version = row.number(6);
        out.shop = {row.text(7)};
        out.amount_fen = row.optional_integer(8);
        if (auto const until = row.optional_integer(9)) out.until = Instant{*until};
        out.made = {row.integer(10)};
        out.attempts = row.number(11) + 1;
    }
    sql(tx).run(
        "UPDATE notification SET attempts = $3, leased_until_ms = $4, leased_by = $5 WHERE tenant = $1"
        " AND number = $2",
        {tenant.value, out.number, out.attempts, (now + lease).ms, owner});
    return out;
}

std::optional<Instant> next_notification(ReadTx& tx, TenantId const& tenant, NotificationWay way) {
    Rows rows = sql(tx).query(
        "SELECT run_at_ms, leased_until_ms FROM notification WHERE tenant = $1 AND way = $2"
        " AND state = 'waiting' ORDER BY run_at_ms, number LIMIT $3",
        {tenant.value, wire::name_of(way), looked_at});
    std::optional<Instant> next;
    while (rows.step()) {
        Instant const at{std::max(rows.integer(0), rows.integer(1))};
        if (!next || at < *next) next = at;
    }
    return next;
}

void drop_notification_leases(WriteTx& tx, TenantId const& tenant, std::string_view owner) {
    for (NotificationWay const way : {NotificationWay::mail, NotificationWay::message}) {
        sql(tx).run(
            "UPDATE notification SET leased_until_ms = 0, leased_by = '' WHERE tenant = $1 AND way = $2"
            " AND state = 'waiting' AND leased_by = $3",
            {tenant.value, wire::name_of(way), owner});
    }
}

void settle_notification(WriteTx& tx, Notification const& one, NotificationState state,
                         std::string_view problem, Instant run_at) {
    sql(tx).run(
        "UPDATE notification SET state = $4, problem = $5, run_at_ms = $6, leased_until_ms = 0,"
        " leased_by = '' WHERE tenant = $1 AND number = $2 AND attempts = $3 AND state = 'waiting'",
        {one.to.tenant.value, one.number, one.attempts, wire::name_of(state), problem, run_at.ms});
}

// ---- Afterwards -------------------------------------------------------------------------------------------

int forget_notifications(WriteTx& tx, TenantId const& tenant, Instant before, int limit) {
    return sql(tx).run(
        "DELETE FROM notification WHERE tenant = $1 AND number IN (SELECT number FROM notification"
        " WHERE tenant = $1 AND state <> 'waiting' AND made_ms < $2 ORDER BY made_ms LIMIT $3)",
        {tenant.value, before.ms, limit});
}

int count_waiting_notifications(ReadTx& tx, TenantId const& tenant, int limit) {
    int count = 0;
    for (NotificationWay const way : {NotificationWay::mail, NotificationWay::message}) {
        Rows row = sql(tx).query(
            "SELECT COUNT(*) FROM (SELECT 1 FROM notification WHERE tenant = $1 AND way = $2"
            " AND state = 'waiting' LIMIT $3)",
            {tenant.value, wire::name_of(way), limit});
        if (row.step()) count += row.number(0);
    }
    return std::min(count, limit);
}

Ailments parked_notifications(ReadTx& tx, TenantId const& tenant, int limit) {
    Ailments out;
    Rows rows = sql(tx).query(
        "SELECT ticket_no, way || ' · ' || kind || ' · ' || problem, made_ms, COUNT(*) OVER ()"
        " FROM notification WHERE tenant = $1 AND state = 'parked' ORDER BY made_ms, number LIMIT $2",
        {tenant.value, limit});
    while (rows.step()) {
        out.named.push_back({rows.text(0), rows.text(1), rows.integer(2)});
        out.count = rows.number(3);
    }
    return out;
}

void begin_notifications_anew(WriteTx& tx) {
    sql(tx).run("DELETE FROM notification");
    sql(tx).run("DELETE FROM notification_place");
}

}  // namespace afterdesk::store

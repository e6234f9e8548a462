#include "store/tracks.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "wire/tracks_api.hpp"

namespace afterdesk::store {

namespace {

constexpr char const* track_columns =
    "SELECT tenant, number, carrier, tracking_no, since_ms, status, stations, as_of_ms, told_by, asked_ms,"
    " first_asked_ms, next_ms, code, token, salt, subscribed, used FROM track ";
constexpr int most_tickets = 50;

TrackRow track_in(Row const& row) {
    TrackRow out{{row.text(0)}, row.text(1), row.text(2), row.text(3), {row.integer(4)}};
    if (!row.text(5).empty()) out.track = read_body(row.text(6), "track", wire::read_stations);
    out.as_of = {row.integer(7)};
    out.told_by = row.text(8);
    out.asked = {row.integer(9)};
    out.first_asked = {row.integer(10)};
    if (auto const next = row.optional_integer(11)) out.next = Instant{*next};
    out.code = row.text(12);
    out.token = row.text(13);
    out.salt = row.text(14);
    out.subscribed = row.integer(15) == 1;
    out.used = row.integer(16) == 1;
    return out;
}

std::optional<TrackRow> one_track(ReadTx& tx, std::string const& where, Params params) {
    Rows rows = sql(tx).query(track_columns + where, params);
    if (!rows.step()) return std::nullopt;
    return track_in(rows);
}

}  // namespace

std::optional<TrackRow> find_track(ReadTx& tx, TenantId const& tenant, std::string const& number) {
    return one_track(tx, "WHERE tenant = $1 AND number = $2", {tenant.value, number});
}

std::optional<TrackRow> track_with_token(ReadTx& tx, std::string const& token) {
    if (token.empty()) return std::nullopt;
    return one_track(tx, "WHERE token = $1 AND token <> '' LIMIT 1", {token});
}

void put_track(WriteTx& tx, TrackRow const& row) {
    std::optional<std::int64_t> next;
    if (row.next) next = row.next->ms;
    sql(tx).run(
        "INSERT INTO track (tenant, number, carrier, tracking_no, since_ms, status, stations, as_of_ms,"
        " told_by, asked_ms, first_asked_ms, next_ms, code, token, salt, subscribed, used)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)"
        " ON CONFLICT (tenant, number) DO UPDATE SET carrier = excluded.carrier,"
        " tracking_no = excluded.tracking_no, since_ms = excluded.since_ms, status = excluded.status,"
        " stations = excluded.stations, as_of_ms = excluded.as_of_ms, told_by = excluded.told_by,"
        " asked_ms = excluded.asked_ms, first_asked_ms = excluded.first_asked_ms, next_ms = excluded.next_ms,"
        " code = excluded.code, token = excluded.token, salt = excluded.salt,"
        " subscribed = excluded.subscribed, used = excluded.used",
        {row.tenant.value, row.number, row.carrier, row.tracking_no, row.since.ms,
         row.track ? wire::name_of(row.track->status) : std::string_view(),
         row.track ? wire::stations_text(*row.track) : std::string(), row.as_of.ms, row.told_by, row.asked.ms,
         row.first_asked.ms, next, row.code, row.token, row.salt, row.subscribed ? 1 : 0, row.used ? 1 : 0});
}

std::optional<Instant> next_track_due(ReadTx& tx) {
    Rows rows = sql(tx).query("SELECT next_ms FROM track WHERE next_ms >= 0 ORDER BY next_ms LIMIT 1");
    return rows.step() ? std::optional(Instant{rows.integer(0)}) : std::nullopt;
}

std::optional<TrackRow> due_track(ReadTx& tx, Instant now) {
    return one_track(tx, "WHERE next_ms <= $1 ORDER BY next_ms LIMIT 1", {now.ms});
}

Instant last_asked(ReadTx& tx, std::string const& number) {
    Rows rows = sql(tx).query("SELECT asked_ms FROM track WHERE number = $1 ORDER BY asked_ms DESC LIMIT 1",
                              {number});
    return {rows.step() ? rows.integer(0) : 0};
}

void wake_unasked_tracks(WriteTx& tx, Instant now) {
    sql(tx).run(
        "UPDATE track SET next_ms = $1 WHERE next_ms IS NULL AND asked_ms = 0"
        " AND status NOT IN ('signed_for', 'returned')",
        {now.ms});
}

void use_track(WriteTx& tx, TenantId const& tenant, TicketNo const& no, std::string const& number) {
    sql(tx).run(
        "INSERT INTO track_use (tenant, ticket_no, number) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        {tenant.value, no.value, number});
}

std::vector<TicketNo> tickets_with_track(ReadTx& tx, TenantId const& tenant, std::string const& number) {
    Rows rows = sql(tx).query(
        "SELECT ticket_no FROM track_use WHERE tenant = $1 AND number = $2 ORDER BY ticket_no DESC LIMIT $3",
        {tenant.value, number, most_tickets});
    std::vector<TicketNo> out;
    while (rows.step()) out.push_back({rows.text(0)});
    return out;
}

void forget_tracks_of(WriteTx& tx, TenantId const& tenant, TicketNo const& no) {
    std::vector<std::string> numbers;
    {
        Rows rows = sql(tx).query("SELECT number FROM track_use WHERE tenant = $1 AND ticket_no = $2",
                                  {tenant.value, no.value});
        while (rows.step()) numbers.push_back(rows.text(0));
    }
    sql(tx).run("DELETE FROM track_use WHERE tenant = $1 AND ticket_no = $2", {tenant.value, no.value});
    for (std::string const& number : numbers) {
        if (tickets_with_track(tx, tenant, number).empty()) forget_track(tx, tenant, number);
    }
}

void forget_track(WriteTx& tx, TenantId const& tenant, std::string const& number) {
    sql(tx).run("DELETE FROM track WHERE tenant = $1 AND number = $2", {tenant.value, number});
}

int forget_old_tracks(WriteTx& tx, TenantId const& tenant, Instant before, int limit) {
    return sql(tx).run(
        "DELETE FROM track WHERE tenant = $1 AND number IN (SELECT number FROM track WHERE tenant = $1"
        " AND used = 0 AND as_of_ms < $2 ORDER BY as_of_ms LIMIT $3)",
        {tenant.value, before.ms, limit});
}

}  // namespace afterdesk::store

#include "store/webhooks.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

constexpr char const* webhook_columns =
    "tenant, webhook_id, shop_id, url, types, secrets, enabled, ended, made_ms, spread_seq, failures,"
    " failing_since_ms, quiet_until_ms";
/// Leased ones among those that are looked at are few.
constexpr int deliveries_looked_at = 64;

std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (std::string const& one : words) text += (text.empty() ? "" : " ") + one;
    return text;
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        std::string_view const one = text.substr(0, text.find(' '));
        words.emplace_back(one);
        text.remove_prefix(std::min(text.size(), one.size() + 1));
    }
    return words;
}

Webhook webhook_in(Row const& row) {
    Webhook out;
    out.tenant = {row.text(0)};
    out.id = row.text(1);
    out.shop = {row.text(2)};
    out.url = row.text(3);
    out.types = words_in(row.text(4));
    out.secrets = words_in(row.text(5));
    out.enabled = row.integer(6) != 0;
    if (std::string const ended = row.text(7); !ended.empty()) out.ended = named<wire::WebhookEnd>(ended);
    out.made = {row.integer(8)};
    out.spread_seq = row.integer(9);
    out.failures = row.number(10);
    if (auto const since = row.optional_integer(11)) out.failing_since = Instant{*since};
    out.quiet_until = {row.integer(12)};
    return out;
}

std::vector<Webhook> all_in(Rows rows) {
    std::vector<Webhook> out;
    while (rows.step()) out.push_back(webhook_in(rows));
    return out;
}

std::string_view ended_text(std::optional<wire::WebhookEnd> ended) {
    return ended ? wire::name_of(*ended) : std::string_view();
}

std::int64_t next_number(WriteTx& tx, Webhook const& webhook) {
    Rows row = sql(tx).query(
        "UPDATE webhook SET last_number = last_number + 1 WHERE tenant = $1 AND webhook_id = $2"
        " RETURNING last_number",
        {webhook.tenant.value, webhook.id});
    if (!row.step()) throw StoreFailure(FailureKind::constraint, "unknown webhook");
    std::int64_t const number = row.integer(0);
    row.step();
    return number;
}

/// The first of the ticket that is not delivered.
struct InFront {
    std::int64_t number = 0;
    bool waits = false;  ///< and its turn has not come
};
std::optional<InFront> in_front(ReadTx& tx, Webhook const& webhook, std::string_view ticket_no) {
    Rows row = sql(tx).query(
        "SELECT number, state = 'waiting' AND run_at_ms IS NULL FROM webhook_delivery WHERE tenant = $1"
        " AND webhook_id = $2 AND ticket_no = $3 AND state <> 'delivered' ORDER BY number LIMIT 1",
        {webhook.tenant.value, webhook.id, ticket_no});
    if (!row.step()) return std::nullopt;
    return InFront{row.integer(0), row.integer(1) != 0};
}

void give_turn(WriteTx& tx, Webhook const& webhook, std::int64_t number, Instant now) {
    sql(tx).run(
        "UPDATE webhook_delivery SET run_at_ms = $4, since_ms = $4 WHERE tenant = $1 AND webhook_id = $2 AND "
        "number ="
        " $3",
        {webhook.tenant.value, webhook.id, number, now.ms});
}

/// Whoever stands in front of the ticket's line goes.
void call_next(WriteTx& tx, Webhook const& webhook, std::string_view ticket_no, Instant now) {
    auto const next = in_front(tx, webhook, ticket_no);
    if (next && next->waits) give_turn(tx, webhook, next->number, now);
}

/// The outcome of a try that is still ours. Promise: false when somebody else has the delivery by now.
bool set_tried(WriteTx& tx, Webhook const& webhook, Delivery const& delivery, Tried const& tried,
               wire::DeliveryState state, std::optional<Instant> run_at) {
    Param const next = run_at ? Param(run_at->ms) : Param(nullptr);
    return sql(tx).run(
               "UPDATE webhook_delivery SET state = $5, run_at_ms = $6, leased_until_ms = 0, leased_by = '',"
               " status = $7, problem = $8, tried_ms = $9 WHERE tenant = $1 AND webhook_id = $2 AND number = "
               "$3"
               " AND attempts = $4 AND state = 'waiting'",
               {webhook.tenant.value, webhook.id, delivery.number, delivery.attempts, wire::name_of(state),
                next, tried.status, tried.problem, tried.at.ms}) == 1;
}

}  // namespace

// ---- Endpoints --------------------------------------------------------------------------------------------

void put_webhook(WriteTx& tx, Webhook const& webhook) {
    sql(tx).run(
        "INSERT INTO webhook (tenant, webhook_id, shop_id, url, types, secrets, enabled, ended, made_ms,"
        " spread_seq, last_number, failures, failing_since_ms, quiet_until_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, (SELECT live_seq FROM tenant WHERE tenant = $1), 0, 0, "
        "NULL, 0)"
        " ON CONFLICT (tenant, webhook_id) DO UPDATE SET shop_id = excluded.shop_id, url = excluded.url,"
        " types = excluded.types, secrets = excluded.secrets, enabled = excluded.enabled, ended = "
        "excluded.ended,"
        " failures = 0, failing_since_ms = NULL, quiet_until_ms = 0",
        {webhook.tenant.value, webhook.id, webhook.shop.value, webhook.url, joined(webhook.types),
         joined(webhook.secrets), webhook.enabled ? 1 : 0, ended_text(webhook.ended), webhook.made.ms});
}

std::optional<Webhook> find_webhook(ReadTx& tx, TenantId const& tenant, std::string_view id) {
    Rows row = sql(tx).query(
        "SELECT " + std::string(webhook_columns) + " FROM webhook WHERE tenant = $1 AND webhook_id = $2",
        {tenant.value, id});
    return row.step() ? std::optional(webhook_in(row)) : std::nullopt;
}

std::vector<Webhook> webhooks_of(ReadTx& tx, TenantId const& tenant) {
    return all_in(sql(tx).query(
        "SELECT " + std::string(webhook_columns) + " FROM webhook WHERE tenant = $1 ORDER BY webhook_id",
        {tenant.value}));
}

std::vector<Webhook> working_webhooks(ReadTx& tx) {
    return all_in(sql(tx).query("SELECT " + std::string(webhook_columns) +
                                " FROM webhook WHERE enabled = 1 AND ended = ''"));
}

int drop_webhook(WriteTx& tx, TenantId const& tenant, std::string_view id, int limit) {
    sql(tx).run("UPDATE webhook SET enabled = 0 WHERE tenant = $1 AND webhook_id = $2", {tenant.value, id});
    int const gone = sql(tx).run(
        "DELETE FROM webhook_delivery WHERE tenant = $1 AND webhook_id = $2 AND number IN (SELECT number FROM"
        " webhook_delivery WHERE tenant = $1 AND webhook_id = $2 ORDER BY number LIMIT $3)",
        {tenant.value, id, limit});
    if (gone < limit)
        sql(tx).run("DELETE FROM webhook WHERE tenant = $1 AND webhook_id = $2", {tenant.value, id});
    return gone;
}

void end_webhook(WriteTx& tx, Webhook const& webhook, wire::WebhookEnd why) {
    sql(tx).run("UPDATE webhook SET ended = $3 WHERE tenant = $1 AND webhook_id = $2 AND url = $4",
                {webhook.tenant.value, webhook.id, wire::name_of(why), webhook.url});
}

void note_try(WriteTx& tx, Webhook const& webhook, Instant now, std::optional<Instant> quiet_until) {
    if (!quiet_until) {
        sql(tx).run(
            "UPDATE webhook SET failures = 0, failing_since_ms = NULL, quiet_until_ms = 0"
            " WHERE tenant = $1 AND webhook_id = $2 AND (failures > 0 OR quiet_until_ms > 0)",
            {webhook.tenant.value, webhook.id});
        return;
    }
    sql(tx).run(
        "UPDATE webhook SET failures = failures + 1, failing_since_ms = COALESCE(failing_since_ms, $3),"
        " quiet_until_ms = $4 WHERE tenant = $1 AND webhook_id = $2",
        {webhook.tenant.value, webhook.id, now.ms, quiet_until->ms});
}

void hold_webhook(WriteTx& tx, Webhook const& webhook, Instant until) {
    sql(tx).run("UPDATE webhook SET quiet_until_ms = $3 WHERE tenant = $1 AND webhook_id = $2",
                {webhook.tenant.value, webhook.id, until.ms});
}

void wake_webhook(WriteTx& tx, TenantId const& tenant, std::string_view id) {
    sql(tx).run("UPDATE webhook SET quiet_until_ms = 0 WHERE tenant = $1 AND webhook_id = $2",
                {tenant.value, id});
}

// ---- Deliveries -------------------------------------------------------------------------------------------

void add_delivery(WriteTx& tx, Webhook const& webhook, Outgoing const& event, Instant now) {
    bool const in_line = !event.ticket_no.empty() && in_front(tx, webhook, event.ticket_no).has_value();
    Param const run_at = in_line ? Param(nullptr) : Param(now.ms);
    sql(tx).run(
        "INSERT INTO webhook_delivery (tenant, webhook_id, number, event_id, type, ticket_no, version, body,"
        " state, made_ms, since_ms, run_at_ms, attempts, leased_until_ms, leased_by, status, problem, "
        "tried_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'waiting', $9, $9, $10, 0, 0, '', 0, '', NULL)",
        {webhook.tenant.value, webhook.id, next_number(tx, webhook), event.event_id, event.type,
         event.ticket_no, event.version, event.body, now.ms, run_at});
}

bool spread(WriteTx& tx, Webhook const& webhook, std::int64_t seq, std::vector<Outgoing> const& events,
            Instant now) {
    int const moved = sql(tx).run(
        "UPDATE webhook SET spread_seq = $4 WHERE tenant = $1 AND webhook_id = $2 AND spread_seq = $3 AND "
        "enabled = 1",
        {webhook.tenant.value, webhook.id, webhook.spread_seq, seq});
    if (moved != 1) return false;
    for (Outgoing const& event : events) add_delivery(tx, webhook, event, now);
    return true;
}

std::optional<Delivery> lease_delivery(WriteTx& tx, Webhook const& webhook, std::string_view owner,
                                       Instant now, Duration lease) {
    Delivery out;
    {
        Rows row = sql(tx).query(
            "SELECT number, event_id, type, ticket_no, version, body, since_ms, attempts FROM "
            "webhook_delivery"
            " WHERE tenant = $1 AND webhook_id = $2 AND run_at_ms <= $3 AND leased_until_ms <= $3"
            " ORDER BY run_at_ms, number LIMIT 1",
            {webhook.tenant.value, webhook.id, now.ms});
        if (!row.step()) return std::nullopt;
        out = {row.integer(0),
               {row.text(1), row.text(2), row.text(3), row.number(4), row.text(5)},
               {row.integer(6)},
               row.number(7) + 1};
    }
    sql(tx).run(
        "UPDATE webhook_delivery SET attempts = $4, leased_until_ms = $5, leased_by = $6 WHERE tenant = $1"
        " AND webhook_id = $2 AND number = $3",
        {webhook.tenant.value, webhook.id, out.number, out.attempts, (now + lease).ms, owner});
    return out;
}

std::optional<Instant> next_delivery(ReadTx& tx, Webhook const& webhook) {
    Rows rows = sql(tx).query(
        "SELECT run_at_ms, leased_until_ms FROM webhook_delivery WHERE tenant = $1 AND webhook_id = $2"
        " AND run_at_ms IS NOT NULL ORDER BY run_at_ms, number LIMIT $3",
        {webhook.tenant.value, webhook.id, deliveries_looked_at});
    std::optional<Instant> next;
    while (rows.step()) {
        Instant const at{std::max(rows.integer(0), rows.integer(1))};
        if (!next || at < *next) next = at;
    }
    return next;
}

void drop_delivery_leases(WriteTx& tx, std::string_view owner) {
    for (Webhook const& webhook : working_webhooks(tx)) {
        sql(tx).run(
            "UPDATE webhook_delivery SET leased_until_ms = 0, leased_by = '' WHERE tenant = $1 AND "
            "webhook_id = $2"
            " AND run_at_ms IS NOT NULL AND leased_by = $3",
            {webhook.tenant.value, webhook.id, owner});
    }
}

void set_delivered(WriteTx& tx, Webhook const& webhook, Delivery const& delivery, Tried const& tried) {
    bool const ours = set_tried(tx, webhook, delivery, tried, wire::DeliveryState::delivered, std::nullopt);
    if (ours && !delivery.event.ticket_no.empty()) call_next(tx, webhook, delivery.event.ticket_no, tried.at);
}

void set_waiting(WriteTx& tx, Webhook const& webhook, Delivery const& delivery, Tried const& tried,
                 Instant run_at) {
    set_tried(tx, webhook, delivery, tried, wire::DeliveryState::waiting, run_at);
}

void set_parked(WriteTx& tx, Webhook const& webhook, Delivery const& delivery, Tried const& tried) {
    set_tried(tx, webhook, delivery, tried, wire::DeliveryState::parked, std::nullopt);
}

void hasten_deliveries(WriteTx& tx, Webhook const& webhook, Instant now) {
    sql(tx).run(
        "UPDATE webhook_delivery SET run_at_ms = $3 WHERE tenant = $1 AND webhook_id = $2 AND run_at_ms > $3",
        {webhook.tenant.value, webhook.id, now.ms});
}

void begin_deliveries_again(WriteTx& tx, Webhook const& webhook, Instant now) {
    sql(tx).run(
        "UPDATE webhook_delivery SET run_at_ms = $3, since_ms = $3 WHERE tenant = $1 AND webhook_id = $2"
        " AND run_at_ms IS NOT NULL",
        {webhook.tenant.value, webhook.id, now.ms});
}

int redeliver(WriteTx& tx, Webhook const& webhook, std::vector<std::string> const& event_ids, Instant now) {
    constexpr char const* again =
        "UPDATE webhook_delivery SET state = 'waiting', run_at_ms = NULL, attempts = attempts + 1, since_ms "
        "= $3,"
        " leased_until_ms = 0, leased_by = '' WHERE tenant = $1 AND webhook_id = $2";
    // Counted as a try, so that one that is under way is nobody's any more; the days begin anew.
    int count = 0;
    for (std::string const& id : event_ids) {
        count += sql(tx).run(std::string(again) + " AND event_id = $4",
                             {webhook.tenant.value, webhook.id, now.ms, id});
    }
    if (event_ids.empty()) {
        count = sql(tx).run(std::string(again) + " AND state = 'parked'",
                            {webhook.tenant.value, webhook.id, now.ms});
    }
    sql(tx).run(
        "UPDATE webhook_delivery SET run_at_ms = $3 WHERE tenant = $1 AND webhook_id = $2 AND state = "
        "'waiting'"
        " AND run_at_ms IS NULL AND (ticket_no = '' OR number = (SELECT MIN(o.number) FROM webhook_delivery o"
        " WHERE o.tenant = $1 AND o.webhook_id = $2 AND o.ticket_no = webhook_delivery.ticket_no"
        " AND o.state <> 'delivered'))",
        {webhook.tenant.value, webhook.id, now.ms});
    return count;
}

// ---- Lists ------------------------------------------------------------------------------------------------

std::vector<ListedDelivery> list_deliveries(ReadTx& tx, Webhook const& webhook,
                                            DeliveriesWanted const& wanted) {
    std::string text =
        "SELECT number, event_id, type, ticket_no, state, attempts, status, problem, made_ms, tried_ms, "
        "run_at_ms"
        " FROM webhook_delivery WHERE tenant = $1 AND webhook_id = $2 AND number < $3";
    if (wanted.state) text += " AND state = $5";
    text += " ORDER BY number DESC LIMIT $4";
    std::int64_t const before = wanted.before > 0 ? wanted.before : std::numeric_limits<std::int64_t>::max();
    std::vector<Param> params{webhook.tenant.value, webhook.id, before, wanted.limit};
    if (wanted.state) params.emplace_back(wire::name_of(*wanted.state));
    Rows rows = sql(tx).query(text, params);
    std::vector<ListedDelivery> out;
    while (rows.step()) {
        out.push_back({rows.integer(0),
                       {rows.text(1), rows.text(2), rows.text(3), named<wire::DeliveryState>(rows.text(4)),
                        rows.number(5), rows.number(6), rows.text(7), rows.integer(8),
                        rows.optional_integer(9), rows.optional_integer(10)}});
    }
    return out;
}

int count_deliveries(ReadTx& tx, Webhook const& webhook, wire::DeliveryState state, int limit) {
    Rows row = sql(tx).query(
        "SELECT COUNT(*) FROM (SELECT 1 FROM webhook_delivery WHERE tenant = $1 AND webhook_id = $2 AND "
        "state = $3"
        " LIMIT $4)",
        {webhook.tenant.value, webhook.id, wire::name_of(state), limit});
    return row.step() ? row.number(0) : 0;
}

int forget_deliveries(WriteTx& tx, Webhook const& webhook, Instant before, int limit) {
    return sql(tx).run(
        "DELETE FROM webhook_delivery WHERE tenant = $1 AND webhook_id = $2 AND number IN (SELECT number FROM"
        " webhook_delivery WHERE tenant = $1 AND webhook_id = $2 AND state = 'delivered' ORDER BY number "
        "LIMIT $4)"
        " AND tried_ms < $3",
        {webhook.tenant.value, webhook.id, before.ms, limit});
}

int count_outgoing(ReadTx& tx, TenantId const& tenant, int limit) {
    int count = 0;
    for (Webhook const& webhook : webhooks_of(tx, tenant))
        count += count_deliveries(tx, webhook, wire::DeliveryState::waiting, limit);
    return std::min(count, limit);
}

Ailments parked_deliveries(ReadTx& tx, TenantId const& tenant, int limit) {
    Ailments out;
    for (Webhook const& webhook : webhooks_of(tx, tenant)) {
        if (!webhook.ended) continue;
        Instant const since = webhook.failing_since.value_or(webhook.made);
        out.named.push_back({"", webhook.id + " · " + std::string(wire::name_of(*webhook.ended)), since.ms});
        ++out.count;
    }
    Rows rows = sql(tx).query(
        "SELECT ticket_no, webhook_id || ' · ' || event_id || ' · ' || problem, since_ms, COUNT(*) OVER ()"
        " FROM webhook_delivery WHERE tenant = $1 AND state = 'parked' ORDER BY since_ms, number LIMIT $2",
        {tenant.value, limit});
    int parked = 0;
    while (rows.step()) {
        if (std::cmp_less(out.named.size(), limit))
            out.named.push_back({rows.text(0), rows.text(1), rows.integer(2)});
        parked = rows.number(3);
    }
    out.count += parked;
    return out;
}

void rewind_webhooks(WriteTx& tx) {
    sql(tx).run(
        "DELETE FROM webhook_delivery WHERE state <> 'delivered' AND ticket_no <> '' AND NOT EXISTS (SELECT "
        "1 FROM"
        " ticket_event e WHERE e.tenant = webhook_delivery.tenant AND e.ticket_no = "
        "webhook_delivery.ticket_no"
        " AND e.seq = webhook_delivery.version)");
    sql(tx).run(
        "UPDATE webhook SET spread_seq = (SELECT live_seq FROM tenant WHERE tenant.tenant = webhook.tenant) -"
        " (SELECT COUNT(*) FROM live_event e WHERE e.tenant = webhook.tenant AND e.seq > "
        "webhook.spread_seq)");
}

}  // namespace afterdesk::store

#include "store/outbox.hpp"

#include <algorithm>
#include <array>

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

constexpr std::array<std::string_view, outbox_kinds> kind_names{"refund", "reclaim"};
/// What a row says while nobody is there to send it to.
constexpr std::string_view waiting = "waiting_for_host";

OutboxKind kind_from(std::string_view name) {
    auto const found = std::find(kind_names.begin(), kind_names.end(), name);
    if (found == kind_names.end()) throw StoreFailure(FailureKind::other, "unknown kind in the outbox");
    return static_cast<OutboxKind>(found - kind_names.begin());
}

void queue(WriteTx& tx, TenantId const& tenant, OutboxKind kind, std::string_view key,
           TicketNo const& ticket_no, Instant now, int attempts = 0) {
    tx.sends = true;
    sql(tx).run(
        "INSERT INTO outbox (tenant, kind, key, ticket_no, shop_id, run_at_ms, attempts, leased_until_ms,"
        " leased_by, last_error) VALUES ($1, $2, $3, $4,"
        " (SELECT shop_id FROM ticket WHERE tenant = $1 AND ticket_no = $4), $5, $6, 0, '', '')"
        " ON CONFLICT (tenant, kind, key) DO UPDATE SET run_at_ms = excluded.run_at_ms",
        {tenant.value, name_of(kind), key, ticket_no.value, now.ms, attempts});
}

void unqueue(WriteTx& tx, TenantId const& tenant, OutboxKind kind, std::string_view key) {
    sql(tx).run("DELETE FROM outbox WHERE tenant = $1 AND kind = $2 AND key = $3",
                {tenant.value, name_of(kind), key});
}

}  // namespace

std::string_view name_of(OutboxKind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

void add_refund(WriteTx& tx, TenantId const& tenant, RefundRow const& refund, Instant now) {
    sql(tx).run(
        "INSERT INTO refund (tenant, refund_no, ticket_no, order_no, payment_id, channel, amount_fen, state, "
        "failure,"
        " via, started_at_ms, settled_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, 'pending', '', $8, $9, "
        "NULL)",
        {tenant.value, refund.refund_no, refund.ticket_no.value, refund.order_no.value,
         refund.payment_id.value, wire::name_of(refund.channel), refund.amount_fen, wire::name_of(refund.via),
         now.ms});
}

void set_refund_state(WriteTx& tx, TenantId const& tenant, RefundPart const& part, Instant now) {
    // What was paid stays paid.
    Param const settled = part.status == PartStatus::pending ? Param(nullptr) : Param(now.ms);
    int const rows = sql(tx).run(
        "UPDATE refund SET state = $3, failure = $4, settled_at_ms = $5, via = $6"
        " WHERE tenant = $1 AND refund_no = $2 AND state <> 'succeeded'",
        {tenant.value, part.refund_no, wire::name_of(part.status), part.failure, settled,
         wire::name_of(part.via)});
    if (rows != 1) throw StoreFailure(FailureKind::constraint, "a refund that was paid can not change");
}

void set_paid_twice(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, Instant now) {
    // Of a part that was paid outside of the system the row says so already.
    sql(tx).run(
        "UPDATE refund SET state = 'succeeded', settled_at_ms = $3"
        " WHERE tenant = $1 AND refund_no = $2 AND state <> 'succeeded'",
        {tenant.value, refund_no, now.ms});
}

std::optional<RefundRow> find_refund(ReadTx& tx, TenantId const& tenant, std::string_view refund_no) {
    Rows rows = sql(tx).query(
        "SELECT refund_no, ticket_no, order_no, payment_id, channel, amount_fen, state, failure, via, account"
        " FROM refund WHERE tenant = $1 AND refund_no = $2",
        {tenant.value, refund_no});
    if (!rows.step()) return std::nullopt;
    return RefundRow{rows.text(0),
                     {rows.text(1)},
                     {rows.text(2)},
                     {rows.text(3)},
                     named<PaymentChannel>(rows.text(4)),
                     rows.integer(5),
                     named<PartStatus>(rows.text(6)),
                     rows.text(7),
                     named<Via>(rows.text(8)),
                     rows.text(9)};
}

bool set_refund_account(WriteTx& tx, TenantId const& tenant, std::string_view refund_no,
                        std::string_view account) {
    int const rows = sql(tx).run(
        "UPDATE refund SET account = $3 WHERE tenant = $1 AND refund_no = $2 AND account IN ('', 'default', "
        "$3)",
        {tenant.value, refund_no, account});
    return rows == 1;
}

int count_other_refunds(ReadTx& tx, TenantId const& tenant, RefundRow const& refund) {
    Rows rows = sql(tx).query(
        "SELECT COUNT(*) FROM ticket JOIN refund ON refund.tenant = ticket.tenant AND refund.ticket_no = "
        "ticket.ticket_no"
        " WHERE ticket.tenant = $1 AND ticket.order_no = $2 AND refund.payment_id = $3"
        " AND refund.refund_no <> $4 AND refund.via = $5 AND refund.state <> 'failed'",
        {tenant.value, refund.order_no.value, refund.payment_id.value, refund.refund_no,
         wire::name_of(Via::original)});
    rows.step();
    return rows.number(0);
}

std::optional<TenantId> tenant_of_refund(ReadTx& tx, std::string_view refund_no) {
    Rows rows = sql(tx).query(
        "SELECT tenant.tenant FROM tenant CROSS JOIN refund ON refund.tenant = tenant.tenant"
        " WHERE refund.refund_no = $1 LIMIT 2",
        {refund_no});
    if (!rows.step()) return std::nullopt;
    TenantId tenant{rows.text(0)};
    return rows.step() ? std::nullopt : std::optional(std::move(tenant));
}

void send_refund(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, TicketNo const& ticket_no,
                 Instant now, WentOut went) {
    queue(tx, tenant, OutboxKind::refund, refund_no, ticket_no, now, went == WentOut::before ? 1 : 0);
}

void drop_refund(WriteTx& tx, TenantId const& tenant, std::string_view refund_no) {
    unqueue(tx, tenant, OutboxKind::refund, refund_no);
}

void send_reclaim(WriteTx& tx, TenantId const& tenant, ReclaimRow const& reclaim, Instant now) {
    sql(tx).run(
        "INSERT INTO reclaim (tenant, reclaim_no, ticket_no, order_no, body, started_at_ms, settled_at_ms)"
        " VALUES ($1, $2, $3, $4, $5, $6, NULL)",
        {tenant.value, reclaim.reclaim_no, reclaim.ticket_no.value, reclaim.order_no.value, reclaim.body,
         now.ms});
    queue(tx, tenant, OutboxKind::reclaim, reclaim.reclaim_no, reclaim.ticket_no, now);
}

std::optional<ReclaimRow> find_reclaim(ReadTx& tx, TenantId const& tenant, std::string_view reclaim_no) {
    Rows rows = sql(tx).query(
        "SELECT ticket_no, order_no, body, settled_at_ms FROM reclaim WHERE tenant = $1 AND reclaim_no = $2",
        {tenant.value, reclaim_no});
    if (!rows.step()) return std::nullopt;
    return ReclaimRow{
        std::string(reclaim_no), {rows.text(0)}, {rows.text(1)}, rows.text(2), !rows.is_null(3)};
}

void settle_reclaim(WriteTx& tx, TenantId const& tenant, std::string_view reclaim_no, Instant now) {
    sql(tx).run(
        "UPDATE reclaim SET settled_at_ms = $3 WHERE tenant = $1 AND reclaim_no = $2 AND settled_at_ms IS "
        "NULL",
        {tenant.value, reclaim_no, now.ms});
    unqueue(tx, tenant, OutboxKind::reclaim, reclaim_no);
}

namespace {

std::optional<ShopTurn> next_turn(ReadTx& tx, ShopTurn const& last) {
    Rows rows = sql(tx).query(
        "SELECT tenant, shop_id FROM outbox WHERE (tenant, shop_id) > ($1, $2) ORDER BY tenant, shop_id "
        "LIMIT 1",
        {last.tenant.value, last.shop_id.value});
    if (!rows.step()) return std::nullopt;
    return ShopTurn{{rows.text(0)}, {rows.text(1)}};
}

std::optional<OutboxRow> due_of(ReadTx& tx, ShopTurn const& shop, Instant now) {
    Rows rows = sql(tx).query(
        "SELECT key, ticket_no, attempts, kind FROM outbox WHERE tenant = $1 AND shop_id = $2"
        " AND run_at_ms <= $3 AND leased_until_ms <= $3 ORDER BY run_at_ms, key LIMIT 1",
        {shop.tenant.value, shop.shop_id.value, now.ms});
    if (!rows.step()) return std::nullopt;
    return OutboxRow{shop.tenant,    kind_from(rows.text(3)), rows.text(0), {rows.text(1)},
                     rows.number(2), std::string(),           shop.shop_id};
}

/// Of the first shop behind that one; as many steps as shops have messages.
std::optional<OutboxRow> due_behind(ReadTx& tx, ShopTurn last, Instant now) {
    while (auto const turn = next_turn(tx, last)) {
        if (auto row = due_of(tx, *turn, now)) return row;
        last = *turn;
    }
    return std::nullopt;
}

}  // namespace

std::optional<OutboxRow> lease_due(WriteTx& tx, std::string_view owner, Instant now, Duration lease,
                                   ShopTurn const& last) {
    auto out = due_behind(tx, last, now);
    if (!out) out = due_behind(tx, {}, now);
    if (!out) return std::nullopt;
    out->attempts += 1;
    out->leased_by = owner;
    // Whoever else was faster has counted an attempt.
    int const taken = sql(tx).run(
        "UPDATE outbox SET attempts = $4, leased_until_ms = $5, leased_by = $6"
        " WHERE tenant = $1 AND kind = $2 AND key = $3 AND attempts = $4 - 1",
        {out->tenant.value, name_of(out->kind), out->key, out->attempts, (now + lease).ms, owner});
    if (taken != 1) return std::nullopt;
    return out;
}

bool is_held(ReadTx& tx, OutboxRow const& row) {
    Rows rows = sql(tx).query(
        "SELECT 1 FROM outbox WHERE tenant = $1 AND kind = $2 AND key = $3 AND attempts = $4 AND leased_by = "
        "$5",
        {row.tenant.value, name_of(row.kind), row.key, row.attempts, row.leased_by});
    return rows.step();
}

void retry_later(WriteTx& tx, OutboxRow const& row, Instant run_at, std::string_view error) {
    sql(tx).run(
        "UPDATE outbox SET run_at_ms = $4, leased_until_ms = 0, leased_by = '', last_error = $5"
        " WHERE tenant = $1 AND kind = $2 AND key = $3 AND attempts = $6 AND leased_by = $7",
        {row.tenant.value, name_of(row.kind), row.key, run_at.ms, error, row.attempts, row.leased_by});
}

void wait_for_host(WriteTx& tx, OutboxRow const& row, Instant run_at) {
    sql(tx).run(
        "UPDATE outbox SET run_at_ms = $4, leased_until_ms = 0, leased_by = '', last_error = $5,"
        " attempts = attempts - 1"
        " WHERE tenant = $1 AND kind = $2 AND key = $3 AND attempts = $6 AND leased_by = $7",
        {row.tenant.value, name_of(row.kind), row.key, run_at.ms, waiting, row.attempts, row.leased_by});
}

void wake_waiting(WriteTx& tx, Instant now) {
    sql(tx).run("UPDATE outbox SET run_at_ms = $2 WHERE last_error = $1", {waiting, now.ms});
}

int count_waiting_refunds(ReadTx& tx) {
    Rows rows = sql(tx).query("SELECT COUNT(*) FROM outbox WHERE kind = $1 AND last_error = $2",
                              {name_of(OutboxKind::refund), waiting});
    return rows.step() ? rows.number(0) : 0;
}

int count_outbox(ReadTx& tx, TenantId const& tenant) {
    Rows rows = sql(tx).query("SELECT COUNT(*) FROM outbox WHERE tenant = $1", {tenant.value});
    return rows.step() ? rows.number(0) : 0;
}

void drop_leases(WriteTx& tx, std::string_view owner) {
    sql(tx).run("UPDATE outbox SET leased_until_ms = 0, leased_by = '' WHERE leased_by = $1", {owner});
}

std::optional<Instant> next_outbox_run(ReadTx& tx) {
    // A lease puts a message off, and few are leased: the first that is not ends the search.
    Rows rows = sql(tx).query(
        "SELECT run_at_ms, leased_until_ms FROM outbox WHERE run_at_ms >= $1 ORDER BY run_at_ms",
        {INT64_MIN});
    std::optional<Instant> next;
    while (rows.step()) {
        Instant const due{rows.integer(0)};
        if (next && *next <= due) break;
        Instant const run = std::max(due, Instant{rows.integer(1)});
        if (!next || run < *next) next = run;
    }
    return next;
}

}  // namespace afterdesk::store

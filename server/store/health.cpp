#include "store/health.hpp"

#include <utility>

#include "store/audit.hpp"
#include "store/engine.hpp"
#include "store/outbox.hpp"
#include "store/ticket_ways.hpp"

namespace afterdesk::store {

namespace {

/// Each statement gives ticket, note, since and how many there are in all.
Ailments ailments_of(Rows rows) {
    Ailments out;
    while (rows.step()) {
        out.named.push_back({rows.text(0), rows.text(1), rows.integer(2)});
        out.count = rows.number(3);
    }
    return out;
}

}  // namespace

LedgerStretch wrong_ledgers(ReadTx& tx, TenantId const& tenant, LedgerPlace const& behind, int payments) {
    Rows rows = sql(tx).query(
        "SELECT order_no, payment_id, paid_fen, reserved_fen, refunded_fen FROM order_money"
        " WHERE tenant = $1 AND (order_no, payment_id) > ($2, $3) ORDER BY order_no, payment_id LIMIT $4",
        {tenant.value, behind.order_no, behind.payment_id, payments});
    LedgerStretch out;
    int seen = 0;
    for (; rows.step(); ++seen) {
        LedgerPlace const place{rows.text(0), rows.text(1)};
        Balances ledger = ledger_balances(tx, tenant, {place.order_no})[{place.payment_id}];
        bool const adds_up = ledger["buyer"] == -rows.integer(2) && ledger["reserved"] == rows.integer(3) &&
                             ledger["refunded"] == rows.integer(4);
        if (!adds_up) out.wrong.push_back({"", place.order_no + " " + place.payment_id, 0});
        out.next = place;
    }
    if (seen < payments) out.next = std::nullopt;
    return out;
}

Ailments failed_refunds(ReadTx& tx, TenantId const& tenant, int limit) {
    return ailments_of(sql(tx).query(
        "SELECT t.ticket_no, COALESCE(MAX(r.failure), ''), COALESCE(MAX(r.settled_at_ms), t.applied_at_ms),"
        " COUNT(*) OVER () FROM ticket t LEFT JOIN refund r ON r.tenant = t.tenant"
        " AND r.ticket_no = t.ticket_no AND r.state = 'failed' WHERE t.tenant = $1"
        // The piles that such a ticket may lie in, whose index is small.
        " AND t.work <> '' AND t.work IN ('refund_failed', 'second', 'proof', 'dispute')"
        " AND t.state = 'refund_failed' GROUP BY t.ticket_no || '' ORDER BY 3, 1 LIMIT $2",
        {tenant.value, limit}));
}

Ailments unknown_refunds(ReadTx& tx, TenantId const& tenant, UnknownSince since, int limit) {
    return ailments_of(sql(tx).query(
        "SELECT r.ticket_no, r.refund_no, r.started_at_ms, COUNT(*) OVER () FROM refund r"
        " JOIN outbox o ON o.tenant = r.tenant AND o.kind = 'refund' AND o.key = r.refund_no"
        " WHERE r.tenant = $1 AND r.state = 'pending' AND r.started_at_ms < $2"
        " AND o.last_error <> 'waiting_for_host' AND (o.last_error <> $4 OR r.started_at_ms < $5)"
        " ORDER BY r.started_at_ms, r.refund_no LIMIT $3",
        {tenant.value, since.unanswered.ms, limit, still_processing, since.processing.ms}));
}

Ailments stuck_messages(ReadTx& tx, TenantId const& tenant, Instant before, int attempts, int limit) {
    return ailments_of(sql(tx).query(
        "SELECT ticket_no, kind || ' ' || key || ' · ' || last_error, run_at_ms, COUNT(*) OVER () FROM outbox"
        " WHERE tenant = $1 AND last_error <> 'waiting_for_host'"
        " AND ((attempts >= $3 AND last_error <> $5) OR run_at_ms < $2)"
        " ORDER BY run_at_ms, key LIMIT $4",
        {tenant.value, before.ms, attempts, limit, still_processing}));
}

Ailments late_timers(ReadTx& tx, TenantId const& tenant, Instant before, int limit) {
    std::string text = "SELECT ticket_no, state, deadline_ms, COUNT(*) OVER () FROM ticket WHERE tenant = $1";
    char const* mark = " AND work IN ('";
    for (std::string_view const pile : all_piles()) {
        text.append(mark).append(pile);
        mark = "', '";
    }
    text += "') AND deadline_ms IS NOT NULL AND deadline_ms < $2 ORDER BY deadline_ms, ticket_no LIMIT $3";
    return ailments_of(sql(tx).query(text, {tenant.value, before.ms, limit}));
}

Ailments unknown_pickups(ReadTx& tx, TenantId const& tenant, Instant before, int limit) {
    return ailments_of(sql(tx).query(
        "SELECT ticket_no, booking_no || ' · ' || reason, asked_ms, COUNT(*) OVER () FROM pickup"
        // What is still looked at, by its small index.
        " WHERE next_ms >= 0 AND tenant = $1 AND state = 'unknown' AND asked_ms < $2"
        " ORDER BY asked_ms, ticket_no LIMIT $3",
        {tenant.value, before.ms, limit}));
}

Ailments waiting_refunds(ReadTx& tx, TenantId const& tenant, int limit) {
    return ailments_of(
        sql(tx).query("SELECT o.ticket_no, o.key, r.started_at_ms, COUNT(*) OVER () FROM outbox o"
                      " JOIN refund r ON r.tenant = o.tenant AND r.refund_no = o.key WHERE o.tenant = $1"
                      " AND o.kind = 'refund' AND o.last_error = 'waiting_for_host' ORDER BY "
                      "r.started_at_ms, o.key LIMIT $2",
                      {tenant.value, limit}));
}

Ailments unlike_shelves(ReadTx& tx, TenantId const& tenant, int limit) {
    return ailments_of(sql(tx).query(
        "SELECT '', s.shop_id || ' ' || s.sku, 0, COUNT(*) OVER () FROM stock s LEFT JOIN stock_hold h"
        " ON h.tenant = s.tenant AND h.shop_id = s.shop_id AND h.sku = s.sku WHERE s.tenant = $1"
        " GROUP BY s.shop_id, s.sku, s.reserved HAVING s.reserved <> COALESCE(SUM(h.quantity), 0)"
        " ORDER BY s.shop_id, s.sku LIMIT $2",
        {tenant.value, limit}));
}

Ailments open_reconciliation(ReadTx& tx, TenantId const& tenant, std::string const& before, int limit) {
    Ailments out = ailments_of(sql(tx).query(
        "SELECT ticket_no, channel || ' ' || day || ' · ' || kind || ' ' || refund_no, found_ms,"
        " COUNT(*) OVER () FROM bill_difference WHERE tenant = $1 AND is_open = 1 ORDER BY id LIMIT $2",
        {tenant.value, limit}));
    Ailments const late = ailments_of(sql(tx).query(
        "SELECT '', channel || ' ' || day || ' · ' || problem, 0, COUNT(*) OVER () FROM bill_day"
        " WHERE tenant = $1 AND state = 'open' AND day < $2 ORDER BY day LIMIT $3",
        {tenant.value, before, limit}));
    out.count += late.count;
    out.named.insert(out.named.end(), late.named.begin(), late.named.end());
    if (std::cmp_greater(out.named.size(), limit)) out.named.resize(static_cast<std::size_t>(limit));
    return out;
}

}  // namespace afterdesk::store

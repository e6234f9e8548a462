#include "store/audit.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

RefundRow refund_from(Row const& row) {
    return {row.text(0),
            {row.text(1)},
            {row.text(2)},
            {row.text(3)},
            named<PaymentChannel>(row.text(4)),
            row.integer(5),
            named<PartStatus>(row.text(6)),
            row.text(7),
            named<Via>(row.text(8))};
}

}  // namespace

std::vector<std::string> damages(ReadTx& tx) { return sql(tx).damages(); }

void each_ticket(ReadTx& tx, std::function<void(TicketRow const&)> const& see) {
    Rows rows = sql(tx).query(
        "SELECT tenant, ticket_no, order_no, type, state, status, version, refund_fen, applied_at_ms, "
        "deadline_ms,"
        " arbitration, queue, body, work, late FROM ticket ORDER BY tenant, ticket_no");
    while (rows.step()) {
        see({{rows.text(0)},
             {rows.text(1)},
             {rows.text(2)},
             rows.text(3),
             rows.text(4),
             rows.text(5),
             rows.integer(6),
             rows.integer(7),
             rows.integer(8),
             rows.optional_integer(9),
             rows.text(10),
             rows.text(11),
             rows.text(12),
             rows.text(13),
             rows.integer(14) != 0});
    }
}

std::vector<EventRow> event_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT seq, at_ms, body, prev_hash, hash FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 "
        "ORDER BY seq",
        {tenant.value, no.value});
    std::vector<EventRow> out;
    while (rows.step())
        out.push_back({rows.integer(0), rows.integer(1), rows.text(2), rows.text(3), rows.text(4)});
    return out;
}

std::map<std::int64_t, TextPrint> text_prints(ReadTx& tx) { return sql(tx).texts().prints(); }

TextPrint print_of(ReadTx& tx, FindableText const& found, std::int64_t number) {
    return sql(tx).texts().print_of(indexed_as(found, number));
}

void each_order(ReadTx& tx, std::function<void(OrderRow const&)> const& see) {
    Rows rows = sql(tx).query("SELECT tenant, order_no, body FROM order_row ORDER BY tenant, order_no");
    while (rows.step()) see({{rows.text(0)}, {rows.text(1)}, rows.text(2)});
}

std::map<PaymentId, Balances> ledger_balances(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Rows rows = sql(tx).query(
        "SELECT payment_id, debit, credit, amount_fen FROM ledger_entry WHERE tenant = $1 AND order_no = $2",
        {tenant.value, order_no.value});
    std::map<PaymentId, Balances> out;
    while (rows.step()) {
        Balances& balances = out[{rows.text(0)}];
        balances[rows.text(1)] -= rows.integer(3);
        balances[rows.text(2)] += rows.integer(3);
    }
    return out;
}

std::vector<RefundRow> refund_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT refund_no, ticket_no, order_no, payment_id, channel, amount_fen, state, failure, via FROM "
        "refund"
        " WHERE tenant = $1 AND ticket_no = $2 ORDER BY refund_no",
        {tenant.value, no.value});
    std::vector<RefundRow> out;
    while (rows.step()) out.push_back(refund_from(rows));
    return out;
}

std::vector<ReclaimRow> reclaim_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT reclaim_no, order_no, body, settled_at_ms FROM reclaim WHERE tenant = $1 AND ticket_no = $2"
        " ORDER BY reclaim_no",
        {tenant.value, no.value});
    std::vector<ReclaimRow> out;
    while (rows.step()) out.push_back({rows.text(0), no, {rows.text(1)}, rows.text(2), !rows.is_null(3)});
    return out;
}

std::vector<CollectionRow> collection_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT payment_no, amount_fen FROM collection WHERE tenant = $1 AND ticket_no = $2"
        " ORDER BY payment_no",
        {tenant.value, no.value});
    std::vector<CollectionRow> out;
    while (rows.step()) out.push_back({rows.text(0), no, rows.integer(1)});
    return out;
}

std::vector<StockReservation> stock_hold_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT sku, quantity FROM stock_hold WHERE tenant = $1 AND ticket_no = $2 ORDER BY sku",
        {tenant.value, no.value});
    std::vector<StockReservation> out;
    while (rows.step()) out.push_back({rows.text(0), rows.number(1)});
    return out;
}

std::vector<std::string> wrong_shelves(ReadTx& tx) {
    Rows rows = sql(tx).query(
        "SELECT s.shop_id, s.sku, s.reserved, COALESCE(SUM(h.quantity), 0) FROM stock s"
        " LEFT JOIN stock_hold h ON h.tenant = s.tenant AND h.shop_id = s.shop_id AND h.sku = s.sku"
        " GROUP BY s.tenant, s.shop_id, s.sku, s.reserved HAVING s.reserved <> COALESCE(SUM(h.quantity), 0)"
        " ORDER BY s.tenant, s.shop_id, s.sku");
    std::vector<std::string> out;
    while (rows.step()) {
        out.push_back(rows.text(0) + " " + rows.text(1) + ": " + rows.text(2) + ", its tickets hold " +
                      rows.text(3));
    }
    return out;
}

bool is_in_outbox(ReadTx& tx, TenantId const& tenant, OutboxKind kind, std::string_view key) {
    return sql(tx)
        .query("SELECT 1 FROM outbox WHERE tenant = $1 AND kind = $2 AND key = $3",
               {tenant.value, name_of(kind), key})
        .step();
}

std::map<std::string, RefundRow> all_refunds(ReadTx& tx) {
    Rows rows = sql(tx).query(
        "SELECT refund_no, ticket_no, order_no, payment_id, channel, amount_fen, state, failure, via FROM "
        "refund");
    std::map<std::string, RefundRow> out;
    while (rows.step()) out.emplace(rows.text(0), refund_from(rows));
    return out;
}

std::vector<std::string> kept_files(ReadTx& tx) {
    Rows rows = sql(tx).query(
        "SELECT evidence_id FROM evidence UNION SELECT thumb_hash FROM evidence WHERE thumb_hash <> ''");
    std::vector<std::string> out;
    while (rows.step()) out.push_back(rows.text(0));
    return out;
}

std::vector<std::string> live_gaps(ReadTx& tx) {
    Rows rows = sql(tx).query(
        "SELECT t.tenant FROM tenant t LEFT JOIN live_event e ON e.tenant = t.tenant GROUP BY t.tenant, "
        "t.live_seq"
        " HAVING t.live_seq <> COALESCE(MAX(e.seq), 0) OR COUNT(e.seq) <> COALESCE(MAX(e.seq) - MIN(e.seq) + "
        "1, 0)"
        " ORDER BY t.tenant");
    std::vector<std::string> out;
    while (rows.step()) out.push_back(rows.text(0));
    return out;
}

}  // namespace afterdesk::store

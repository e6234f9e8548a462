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

namespace {

constexpr std::string_view ticket_columns =
    "tenant, ticket_no, order_no, type, state, status, version, refund_fen, applied_at_ms, deadline_ms, "
    "arbitration, queue, body, work, late";

TicketRow ticket_from(Row const& row) {
    return {{row.text(0)}, {row.text(1)},  {row.text(2)},  row.text(3),    row.text(4),
            row.text(5),   row.integer(6), row.integer(7), row.integer(8), row.optional_integer(9),
            row.text(10),  row.text(11),   row.text(12),   row.text(13),   row.integer(14) != 0};
}

}  // namespace

void each_ticket(ReadTx& tx, std::function<void(TicketRow const&)> const& see) {
    Rows rows =
        sql(tx).query("SELECT " + std::string(ticket_columns) + " FROM ticket ORDER BY tenant, ticket_no");
    while (rows.step()) see(ticket_from(rows));
}

std::vector<TicketRow> ticket_rows_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    static std::string const asked = "SELECT " + std::string(ticket_columns) +
                                     " FROM ticket WHERE tenant = $1 AND order_no = $2"
                                     " ORDER BY applied_at_ms, ticket_no";
    Rows rows = sql(tx).query(asked, {tenant.value, order_no.value});
    std::vector<TicketRow> out;
    while (rows.step()) out.push_back(ticket_from(rows));
    return out;
}

std::vector<TicketNo> tickets_without_order(ReadTx& tx) {
    Rows rows = sql(tx).query(
        "SELECT ticket_no FROM ticket t WHERE NOT EXISTS (SELECT 1 FROM order_row o WHERE o.tenant = t.tenant"
        " AND o.order_no = t.order_no) ORDER BY ticket_no");
    std::vector<TicketNo> out;
    while (rows.step()) out.push_back({rows.text(0)});
    return out;
}

std::vector<EventRow> event_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows = sql(tx).query(
        "SELECT seq, at_ms, body, prev_hash, hash, seal FROM ticket_event WHERE tenant = $1 AND ticket_no = "
        "$2 "
        "ORDER BY seq",
        {tenant.value, no.value});
    std::vector<EventRow> out;
    while (rows.step()) {
        // What is no seal fits no hash.
        wire::Seal const seal =
            wire::read_seal(rows.text(5)).value_or(wire::Seal{wire::Seal::Kind::salt, {}});
        out.push_back({rows.integer(0), rows.integer(1), rows.text(3), {rows.text(2), rows.text(4), seal}});
    }
    return out;
}

TextPrints text_prints(ReadTx& tx) { return sql(tx).texts().prints(); }

TextPrint print_of(ReadTx& tx, FindableText const& found, std::int64_t number) {
    return sql(tx).texts().print_of(indexed_as(found, number));
}

void each_order(ReadTx& tx, OrderPlaceOf const& behind, std::function<bool(OrderRow const&)> const& see) {
    Rows rows = sql(tx).query(
        "SELECT tenant, order_no, body FROM order_row WHERE (tenant, order_no) > ($1, $2)"
        " ORDER BY tenant, order_no",
        {behind.tenant.value, behind.no.value});
    while (rows.step() && see({{rows.text(0)}, {rows.text(1)}, rows.text(2)})) {
    }
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

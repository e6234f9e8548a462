#include "store/audit.hpp"

#include "base/hash.hpp"
#include "store/bodies.hpp"

namespace afterdesk::store {

namespace {

RefundRow refund_from(Statement const& row) {
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

std::vector<std::string> damages(ReadTx& tx) {
    std::vector<std::string> out;
    Statement page = tx.db.query("PRAGMA integrity_check");
    while (page.step()) {
        if (page.text(0) != "ok") out.push_back("integrity: " + page.text(0));
    }
    Statement key = tx.db.query("PRAGMA foreign_key_check");
    while (key.step())
        out.push_back("foreign key: " + key.text(0) + " row " + key.text(1) + " to " + key.text(2));
    return out;
}

void each_ticket(ReadTx& tx, std::function<void(TicketRow const&)> const& see) {
    Statement row = tx.db.query(
        "SELECT tenant, ticket_no, order_no, type, state, status, version, refund_fen, applied_at_ms, "
        "deadline_ms,"
        " arbitration, queue, search_text, body FROM ticket ORDER BY tenant, ticket_no");
    while (row.step()) {
        see({{row.text(0)},
             {row.text(1)},
             {row.text(2)},
             row.text(3),
             row.text(4),
             row.text(5),
             row.integer(6),
             row.integer(7),
             row.integer(8),
             row.optional_integer(9),
             row.text(10),
             row.text(11),
             row.text(12),
             row.text(13)});
    }
}

std::vector<EventRow> event_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Statement row = tx.db.query(
        "SELECT seq, at_ms, body, prev_hash, hash FROM ticket_event WHERE tenant = $1 AND ticket_no = $2 "
        "ORDER BY seq",
        {tenant.value, no.value});
    std::vector<EventRow> out;
    while (row.step()) out.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4)});
    return out;
}

void GramPrint::add(std::string_view gram) {
    ++count;
    sum += fnv1a(gram);
}

std::map<std::pair<TenantId, TicketNo>, GramPrint> gram_prints(ReadTx& tx) {
    Statement row = tx.db.query("SELECT tenant, ticket_no, gram FROM search_gram");
    std::map<std::pair<TenantId, TicketNo>, GramPrint> out;
    while (row.step()) out[{{row.text(0)}, {row.text(1)}}].add(row.text(2));
    return out;
}

void each_order(ReadTx& tx, std::function<void(OrderRow const&)> const& see) {
    Statement row = tx.db.query("SELECT tenant, order_no, body FROM order_row ORDER BY tenant, order_no");
    while (row.step()) see({{row.text(0)}, {row.text(1)}, row.text(2)});
}

std::map<PaymentId, Balances> ledger_balances(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no) {
    Statement row = tx.db.query(
        "SELECT payment_id, debit, credit, amount_fen FROM ledger_entry WHERE tenant = $1 AND order_no = $2",
        {tenant.value, order_no.value});
    std::map<PaymentId, Balances> out;
    while (row.step()) {
        Balances& balances = out[{row.text(0)}];
        balances[row.text(1)] -= row.integer(3);
        balances[row.text(2)] += row.integer(3);
    }
    return out;
}

std::vector<RefundRow> refund_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Statement row = tx.db.query(
        "SELECT refund_no, ticket_no, order_no, payment_id, channel, amount_fen, state, failure, via FROM "
        "refund"
        " WHERE tenant = $1 AND ticket_no = $2 ORDER BY refund_no",
        {tenant.value, no.value});
    std::vector<RefundRow> out;
    while (row.step()) out.push_back(refund_from(row));
    return out;
}

std::vector<ReclaimRow> reclaim_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Statement row = tx.db.query(
        "SELECT reclaim_no, order_no, body, settled_at_ms FROM reclaim WHERE tenant = $1 AND ticket_no = $2"
        " ORDER BY reclaim_no",
        {tenant.value, no.value});
    std::vector<ReclaimRow> out;
    while (row.step()) out.push_back({row.text(0), no, {row.text(1)}, row.text(2), !row.is_null(3)});
    return out;
}

std::vector<CollectionRow> collection_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Statement row = tx.db.query(
        "SELECT payment_no, amount_fen FROM collection WHERE tenant = $1 AND ticket_no = $2"
        " ORDER BY payment_no",
        {tenant.value, no.value});
    std::vector<CollectionRow> out;
    while (row.step()) out.push_back({row.text(0), no, row.integer(1)});
    return out;
}

std::vector<StockReservation> stock_hold_rows(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Statement row =
        tx.db.query("SELECT sku, quantity FROM stock_hold WHERE tenant = $1 AND ticket_no = $2 ORDER BY sku",
                    {tenant.value, no.value});
    std::vector<StockReservation> out;
    while (row.step()) out.push_back({row.text(0), row.number(1)});
    return out;
}

std::vector<std::string> wrong_shelves(ReadTx& tx) {
    Statement row = tx.db.query(
        "SELECT s.shop_id, s.sku, s.reserved, COALESCE(SUM(h.quantity), 0) FROM stock s"
        " LEFT JOIN stock_hold h ON h.tenant = s.tenant AND h.shop_id = s.shop_id AND h.sku = s.sku"
        " GROUP BY s.tenant, s.shop_id, s.sku, s.reserved HAVING s.reserved <> COALESCE(SUM(h.quantity), 0)"
        " ORDER BY s.tenant, s.shop_id, s.sku");
    std::vector<std::string> out;
    while (row.step()) {
        out.push_back(row.text(0) + " " + row.text(1) + ": " + row.text(2) + ", its tickets hold " +
                      row.text(3));
    }
    return out;
}

bool is_in_outbox(ReadTx& tx, TenantId const& tenant, OutboxKind kind, std::string_view key) {
    return tx.db
        .query("SELECT 1 FROM outbox WHERE tenant = $1 AND kind = $2 AND key = $3",
               {tenant.value, name_of(kind), key})
        .step();
}

std::map<std::string, RefundRow> all_refunds(ReadTx& tx) {
    Statement row = tx.db.query(
        "SELECT refund_no, ticket_no, order_no, payment_id, channel, amount_fen, state, failure, via FROM "
        "refund");
    std::map<std::string, RefundRow> out;
    while (row.step()) out.emplace(row.text(0), refund_from(row));
    return out;
}

std::vector<std::string> kept_files(ReadTx& tx) {
    Statement row = tx.db.query("SELECT evidence_id FROM evidence UNION SELECT thumb_hash FROM evidence");
    std::vector<std::string> out;
    while (row.step()) out.push_back(row.text(0));
    return out;
}

std::vector<std::string> live_gaps(ReadTx& tx) {
    Statement row = tx.db.query(
        "SELECT t.tenant FROM tenant t LEFT JOIN live_event e ON e.tenant = t.tenant GROUP BY t.tenant, "
        "t.live_seq"
        " HAVING t.live_seq <> COUNT(e.seq) OR t.live_seq <> COALESCE(MAX(e.seq), 0) ORDER BY t.tenant");
    std::vector<std::string> out;
    while (row.step()) out.push_back(row.text(0));
    return out;
}

}  // namespace afterdesk::store

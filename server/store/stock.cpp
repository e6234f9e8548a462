#include "store/stock.hpp"

namespace afterdesk::store {

std::vector<StockRow> stock_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    Statement row = tx.db.query(
        "SELECT sku, spu, title, spec, unit_price_fen, available, reserved FROM stock"
        " WHERE tenant = $1 AND shop_id = $2 ORDER BY sku",
        {tenant.value, shop.value});
    std::vector<StockRow> out;
    while (row.step()) {
        out.push_back({{row.text(0), row.text(1), row.text(2), row.text(3), row.integer(4), row.number(5)},
                       row.number(6)});
    }
    return out;
}

bool has_stock(ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    return tx.db
        .query("SELECT 1 FROM stock WHERE tenant = $1 AND shop_id = $2 LIMIT 1", {tenant.value, shop.value})
        .step();
}

void put_wares(WriteTx& tx, TenantId const& tenant, ShopId const& shop, std::vector<Ware> const& wares) {
    for (Ware const& ware : wares) {
        // A ticket may hold pieces of a SKU that nobody had told us of.
        tx.db.run(
            "INSERT INTO stock (tenant, shop_id, sku, spu, title, spec, unit_price_fen, available, reserved)"
            " SELECT $1, $2, $3, $4, $5, $6, $7, $8, COALESCE(SUM(quantity), 0) FROM stock_hold"
            " WHERE tenant = $1 AND shop_id = $2 AND sku = $3"
            " ON CONFLICT (tenant, shop_id, sku) DO UPDATE SET spu = excluded.spu, title = excluded.title,"
            " spec = excluded.spec, unit_price_fen = excluded.unit_price_fen, available = excluded.available",
            {tenant.value, shop.value, ware.sku, ware.spu, ware.title, ware.spec, ware.unit_price_fen,
             ware.available});
    }
}

void move_stock(WriteTx& tx, StockStep const& step) {
    Ticket const& ticket = step.ticket;
    for (StockMove const& move : step.moves) {
        // The row's own CHECKs are the last word on what the shelf may give.
        tx.db.run(
            "UPDATE stock SET available = available - $4, reserved = reserved + $4 - $5"
            " WHERE tenant = $1 AND shop_id = $2 AND sku = $3",
            {step.tenant.value, ticket.shop_id.value, move.sku, move.reserved, move.sent});
    }
    if (step.moves.empty()) return;
    tx.db.run("DELETE FROM stock_hold WHERE tenant = $1 AND ticket_no = $2",
              {step.tenant.value, ticket.no.value});
    for (StockReservation const& hold : step.held) {
        tx.db.run(
            "INSERT INTO stock_hold (tenant, ticket_no, sku, shop_id, quantity) VALUES ($1, $2, $3, $4, $5)",
            {step.tenant.value, ticket.no.value, hold.sku, ticket.shop_id.value, hold.quantity});
    }
}

}  // namespace afterdesk::store

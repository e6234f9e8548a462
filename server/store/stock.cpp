#include "store/stock.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "wire/names.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::store {

std::vector<StockRow> stock_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    tx.saw(Book::shelf, tenant, shop.value);
    Rows rows = sql(tx).query(
        "SELECT sku, spu, title, spec, unit_price_fen, available, reserved FROM stock"
        " WHERE tenant = $1 AND shop_id = $2 ORDER BY sku",
        {tenant.value, shop.value});
    std::vector<StockRow> out;
    while (rows.step()) {
        out.push_back(
            {{rows.text(0), rows.text(1), rows.text(2), rows.text(3), rows.integer(4), rows.number(5)},
             rows.number(6)});
    }
    return out;
}

void put_wares(WriteTx& tx, TenantId const& tenant, ShopId const& shop, std::vector<Ware> const& wares) {
    tx.changed(Book::shelf, tenant, shop.value);
    for (Ware const& ware : wares) {
        // A ticket may hold pieces of a SKU that nobody had told us of.
        sql(tx).run(
            "INSERT INTO stock (tenant, shop_id, sku, spu, title, spec, unit_price_fen, available, reserved)"
            " SELECT $1, $2, $3, $4, $5, $6, $7, $8, COALESCE(SUM(quantity), 0) FROM stock_hold"
            " WHERE tenant = $1 AND shop_id = $2 AND sku = $3"
            " ON CONFLICT (tenant, shop_id, sku) DO UPDATE SET spu = excluded.spu, title = excluded.title,"
            " spec = excluded.spec, unit_price_fen = excluded.unit_price_fen, available = excluded.available",
            {tenant.value, shop.value, ware.sku, ware.spu, ware.title, ware.spec, ware.unit_price_fen,
             ware.available});
    }
}

std::vector<StockHold> stock_holds(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit) {
    Rows rows = sql(tx).query(
        "SELECT h.ticket_no, t.state, h.sku, h.quantity FROM stock_hold h JOIN ticket t"
        " ON t.tenant = h.tenant AND t.ticket_no = h.ticket_no"
        " WHERE h.tenant = $1 AND h.shop_id = $2 ORDER BY t.applied_at_ms, h.ticket_no, h.sku LIMIT $3",
        {tenant.value, shop.value, limit});
    std::vector<StockHold> out;
    while (rows.step())
        out.push_back({{rows.text(0)}, named<State>(rows.text(1)), {rows.text(2), rows.number(3)}});
    return out;
}

namespace {

std::vector<Ticket> tickets_in(Rows rows) {
    std::vector<Ticket> out;
    while (rows.step()) out.push_back(read_body(rows.text(0), "ticket", wire::stored::read_ticket));
    return out;
}

}  // namespace

std::vector<Ticket> exchanges_to_review(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit) {
    return tickets_in(sql(tx).query(
        "SELECT body FROM ticket WHERE tenant = $1 AND shop_id = $2 AND status = $3 AND type = $4"
        " ORDER BY applied_at_ms, ticket_no LIMIT $5",
        {tenant.value, shop.value, wire::name_of(ShortStatus::reviewing), wire::name_of(TicketType::exchange),
         limit}));
}

std::vector<Ticket> tickets_come_back(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit) {
    constexpr int newest = 1'000;  // of all: what is older is on the shelf long since
    return tickets_in(sql(tx).query(
        "SELECT body FROM (SELECT body, applied_at_ms, ticket_no FROM ticket"
        " WHERE tenant = $1 AND shop_id = $2 ORDER BY applied_at_ms DESC, ticket_no DESC LIMIT $3) n"
        " WHERE body ->> '$.goods' = $4 ORDER BY applied_at_ms DESC, ticket_no DESC LIMIT $5",
        {tenant.value, shop.value, newest, wire::name_of(Goods::returned), limit}));
}

void move_stock(WriteTx& tx, StockStep const& step) {
    Ticket const& ticket = step.ticket;
    for (StockMove const& move : step.moves) {
        // The row's own CHECKs are the last word on what the shelf may give.
        sql(tx).run(
            "UPDATE stock SET available = available - $4, reserved = reserved + $4 - $5"
            " WHERE tenant = $1 AND shop_id = $2 AND sku = $3",
            {step.tenant.value, ticket.shop_id.value, move.sku, move.reserved, move.sent});
    }
    if (step.moves.empty()) return;
    tx.changed(Book::shelf, step.tenant, ticket.shop_id.value);
    sql(tx).run("DELETE FROM stock_hold WHERE tenant = $1 AND ticket_no = $2",
                {step.tenant.value, ticket.no.value});
    for (StockReservation const& hold : step.held) {
        sql(tx).run(
            "INSERT INTO stock_hold (tenant, ticket_no, sku, shop_id, quantity) VALUES ($1, $2, $3, $4, $5)",
            {step.tenant.value, ticket.no.value, hold.sku, ticket.shop_id.value, hold.quantity});
    }
}

}  // namespace afterdesk::store

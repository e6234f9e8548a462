#pragma once
// What shops have on the shelf, and what is kept back for tickets.

#include <string>
#include <vector>

#include "domain/ticket/stock_reserved.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

struct StockRow {
    Ware ware;
    int reserved = 0;  ///< kept back for tickets, beside `ware.available`
};
/// The shop's shelf, by SKU.
std::vector<StockRow> stock_of(ReadTx& tx, TenantId const& tenant, ShopId const& shop);

/// Writes wares over; what tickets hold of them stays reserved.
void put_wares(WriteTx& tx, TenantId const& tenant, ShopId const& shop, std::vector<Ware> const& wares);

/// A ticket and the pieces of a SKU that are kept back for it.
struct StockHold {
    TicketNo ticket_no;
    State state = State::awaiting_merchant;
    StockReservation kept;
};
/// Of the shop, the oldest ticket first, at most `limit`.
std::vector<StockHold> stock_holds(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit);
/// Exchanges of the shop that nobody has agreed to yet, the oldest first, at most `limit`.
std::vector<Ticket> exchanges_to_review(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit);
/// Among the shop's newest tickets those whose goods came back, the newest first, at most `limit`.
std::vector<Ticket> tickets_come_back(ReadTx& tx, TenantId const& tenant, ShopId const& shop, int limit);

/// Does to the shelf what a step of the ticket did. Units: `held` is what the ticket holds then. Errors:
/// StoreFailure when more would be taken than there is.
struct StockStep {
    TenantId const& tenant;
    Ticket const& ticket;
    std::vector<StockMove> const& moves;
    std::vector<StockReservation> const& held;
};
void move_stock(WriteTx& tx, StockStep const& step);

}  // namespace afterdesk::store

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

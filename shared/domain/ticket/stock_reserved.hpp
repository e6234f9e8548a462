#pragma once
// The pieces that a shop keeps back for tickets, and what a step of a ticket does to the shelf.

#include "domain/order/stock.hpp"
#include "domain/ticket/ticket.hpp"

namespace afterdesk {

/// The pieces that the ticket keeps from others now: from the approval of an exchange until they are sent or
/// the exchange ends otherwise. Promise: in the order of the ticket's reservation; nothing with quantity 0.
/// Rule: reserved at approval, as many as are still to be sent.
std::vector<StockReservation> stock_reserved(Ticket const& ticket);

/// What one step of a ticket does to a SKU. Units: pieces; at most one of the two is not 0.
struct StockMove {
    std::string sku;
    int reserved = 0;  ///< newly kept back; below zero: back on the shelf
    int sent = 0;      ///< gone to the buyer out of what was kept back
    bool operator==(StockMove const&) const = default;
};
/// Between the ticket before and after a decision. Shape: each SKU once, without those that stay as they are.
std::vector<StockMove> stock_moves(Ticket const& before, Ticket const& after);

/// The shelf after a move. Units: wares that are not on it stay unknown.
void put_on_shelf(std::vector<Ware>& shelf, std::vector<StockMove> const& moves);

/// What can be sent for this ticket: the shelf and what is kept back for it.
std::vector<Ware> shelf_for(Ticket const& ticket, std::vector<Ware> shelf);

}  // namespace afterdesk

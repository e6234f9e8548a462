#include "domain/ticket/stock_reserved.hpp"

#include <algorithm>

namespace afterdesk {
namespace {

bool waits_for_goods(State state) {
    switch (state) {
        case State::awaiting_merchant:
        case State::awaiting_buyer:
        case State::intercepting:
        case State::awaiting_return:
        case State::awaiting_receipt:
        case State::inspecting:
        case State::awaiting_reship: return true;
        case State::refunding:
        case State::refund_failed:
        case State::reshipped:
        case State::sending_back:
        case State::rejected:
        case State::completed:
        case State::closed: return false;
    }
    CHECK(false);
}

int quantity_of(std::vector<StockReservation> const& holds, std::string const& sku) {
    int quantity = 0;
    for (StockReservation const& hold : holds) quantity += hold.sku == sku ? hold.quantity : 0;
    return quantity;
}

Ware* find_on(std::vector<Ware>& shelf, std::string const& sku) {
    auto const found =
        std::find_if(shelf.begin(), shelf.end(), [&](Ware const& ware) { return ware.sku == sku; });
    return found == shelf.end() ? nullptr : &*found;
}

}  // namespace

std::vector<StockReservation> stock_reserved(Ticket const& ticket) {
    std::vector<StockReservation> held;
    bool const waits = ticket.request.type == TicketType::exchange && waits_for_goods(ticket.state);
    if (!waits) return held;
    for (StockReservation const& reserved : ticket.stock) {
        int wanted = 0;  // an inspection may have accepted less than was reserved
        for (QuotedExchange const& exchange : ticket.quote.exchanges) {
            wanted += exchange.sku == reserved.sku ? exchange.quantity : 0;
        }
        int const quantity = std::min(reserved.quantity, wanted);
        if (quantity > 0) held.push_back({reserved.sku, quantity});
    }
    return held;
}

std::vector<StockMove> stock_moves(Ticket const& before, Ticket const& after) {
    auto const was = stock_reserved(before);
    auto const is = stock_reserved(after);
    bool const sent = before.state == State::awaiting_reship && after.state == State::reshipped;
    std::vector<StockMove> moves;
    for (StockReservation const& hold : was) {
        int const change = quantity_of(is, hold.sku) - hold.quantity;
        if (change == 0) continue;
        moves.push_back(sent ? StockMove{hold.sku, 0, -change} : StockMove{hold.sku, change, 0});
    }
    for (StockReservation const& hold : is) {
        if (quantity_of(was, hold.sku) == 0) moves.push_back({hold.sku, hold.quantity, 0});
    }
    return moves;
}

void put_on_shelf(std::vector<Ware>& shelf, std::vector<StockMove> const& moves) {
    for (StockMove const& move : moves) {
        if (Ware* ware = find_on(shelf, move.sku)) ware->available -= move.reserved;
    }
}

std::vector<Ware> shelf_for(Ticket const& ticket, std::vector<Ware> shelf) {
    for (StockReservation const& hold : stock_reserved(ticket)) {
        if (Ware* ware = find_on(shelf, hold.sku)) ware->available += hold.quantity;
    }
    return shelf;
}

}  // namespace afterdesk

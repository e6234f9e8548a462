#pragma once
// What an operation on the store is given: a consistent view to read, or the one transaction that writes.

#include <vector>

#include "domain/ticket/ticket.hpp"
#include "store/database.hpp"

namespace afterdesk::store {

/// A change that live streams are told about once it is committed.
struct LiveRow {
    std::int64_t seq = 0;
    TenantId tenant;
    ShopId shop;
    BuyerId buyer;
    TicketNo ticket_no;
    OrderNo order_no;
    int version = 0;
    State state = State::awaiting_merchant;
};

/// One snapshot: everything read through it is of the same moment.
struct ReadTx {
    Database& db;
};

/// One operation inside the writer's transaction: kept or undone as a whole.
struct WriteTx : ReadTx {
    std::vector<LiveRow> live;  ///< to be told after the commit
};

}  // namespace afterdesk::store

#pragma once
// What an operation on the store is given: a consistent view to read, or the one transaction that writes.

#include <functional>
#include <vector>

#include "domain/ticket/ticket.hpp"

namespace afterdesk::store {

class Connection;

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

/// One snapshot: everything read through it is of the same moment. The nouns' functions take it; the
/// connection behind it is for store/ alone.
class ReadTx {
  public:
    explicit ReadTx(Connection& connection) : connection_(connection) {}

  private:
    friend struct Sql;
    Connection& connection_;
};

/// One operation inside the writer's transaction: kept or undone as a whole.
struct WriteTx : ReadTx {
    using ReadTx::ReadTx;
    std::vector<LiveRow> live;  ///< to be told after the commit
};

/// Runs a part of an operation that may fail alone: when it returns false or throws, what it wrote is undone,
/// and the operation goes on. Promise: what it returned. Errors: what it threw.
bool attempt(WriteTx& tx, std::function<bool()> const& part);

/// Writes something: true keeps it, false undoes it. May be run more than once: see Store::write.
using Operation = std::function<bool(WriteTx&)>;
/// Told after each commit, on a thread of the store's.
using Listener = std::function<void(std::vector<LiveRow> const&)>;

}  // namespace afterdesk::store

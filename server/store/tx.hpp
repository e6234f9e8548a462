#pragma once
// What an operation on the store is given: a consistent view to read, or the one transaction that writes.

#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>
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
    // For background work.
    std::optional<Instant> deadline{};  ///< the ticket's
    bool sends = false;                 ///< the operation put something into the outbox
};

/// What decisions rest on. The nouns' functions say which they read and which they change.
enum class Book : unsigned char {
    order,             ///< as it is, what was paid, and all of its tickets
    shelf,             ///< a shop's
    tickets_of_buyer,  ///< how many he has
    approvals,         ///< a member of staff's
    policy,            ///< the mall's newest
    shop,
    buyer,
};

/// What somebody has read, to be decided on: books, as they were at a moment.
struct Basis {
    std::uint64_t moment = 0;  ///< the number of the last commit in it
    std::vector<std::uint64_t> books;
};

/// One snapshot: everything read through it is of the same moment. The nouns' functions take it; the
/// connection behind it is for store/ alone.
class ReadTx {
  public:
    explicit ReadTx(Connection& connection, Basis* basis = nullptr)
        : connection_(connection), basis_(basis) {}

    /// What is decided by it is decided again when the book was changed meanwhile.
    void saw(Book book, TenantId const& tenant, std::string_view id) const;

  private:
    friend struct Sql;
    Connection& connection_;
    Basis* basis_;
};

/// One operation inside the writer's transaction: kept or undone as a whole.
struct WriteTx : ReadTx {
    using ReadTx::ReadTx;

    /// Who has decided by the book as it was is told to look again.
    void changed(Book book, TenantId const& tenant, std::string_view id);

    std::vector<LiveRow> live;                 ///< to be told after the commit
    std::vector<std::uint64_t> changed_books;  ///< likewise
    bool sends = false;                        ///< there is something in the outbox
};

/// Runs a part of an operation that may fail alone: when it returns false or throws, what it wrote is undone,
/// and the operation goes on. Promise: what it returned. Errors: what it threw.
bool attempt(WriteTx& tx, std::function<bool()> const& part);

/// Writes something: true keeps it, false undoes it. May be run more than once: see Store::write.
using Operation = std::function<bool(WriteTx&)>;
/// Told whether what was to be written is durable. Must only pass it on.
using Told = std::function<void(bool written)>;
/// Told after each commit, on the thread that wrote it: one of the store's, or of somebody who writes.
using Listener = std::function<void(std::vector<LiveRow> const&)>;

}  // namespace afterdesk::store

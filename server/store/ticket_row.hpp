#pragma once
// A ticket's row: what lists show and are narrowed by, and the document.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "store/engine.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

/// What a row says beside whose it is.
class RowColumns {
  public:
    static constexpr std::size_t count = 17;
    static constexpr std::array<std::string_view, count> names{
        "version", "body", "type",       "state",    "status",      "refund_fen",  "reason", "title", "spec",
        "image",   "work", "line_count", "quantity", "deadline_ms", "arbitration", "queue",  "late"};

    RowColumns(Ticket const& ticket, Order const& order);
    /// Units: it outlives them.
    std::array<Param, count> values() const;

  private:
    int version_ = 0, line_count_ = 0, quantity_ = 0;
    std::string body_, reason_, title_, spec_, image_, work_, arbitration_, queue_;
    std::string_view type_, state_, status_;
    Fen refund_fen_ = 0;
    std::optional<std::int64_t> deadline_ms_;
    bool late_ = false;
};
using RowChanges = std::array<bool, RowColumns::count>;

/// Which columns say something else than in the row. Nothing when the row is at another version.
std::optional<RowChanges> changes_of(ReadTx& tx, TenantId const& tenant, TicketNo const& no,
                                     RowColumns const& columns, std::int64_t at_version);

/// False when it is there already.
bool insert_row(WriteTx& tx, TenantId const& tenant, Ticket const& ticket, RowColumns const& columns);
/// Columns that stay as they are are not written: an index that holds none of the others is not touched.
/// False when the row is at another version.
bool update_row(WriteTx& tx, TenantId const& tenant, TicketNo const& no, RowColumns const& columns,
                RowChanges const& changed, std::int64_t at_version);

/// Errors: StoreFailure `moved`.
[[noreturn]] void row_has_moved(TicketNo const& no);

/// Writes the row of a ticket whose history says something else by now, and what it is found by. Units: the
/// history is as long as before. Errors: StoreFailure.
void write_anew(WriteTx& tx, TenantId const& tenant, Ticket const& ticket);

/// Writes the row over, when it is at this version. Errors: StoreFailure `moved`.
void put_row(WriteTx& tx, TicketChange const& change, std::int64_t at_version);

}  // namespace afterdesk::store

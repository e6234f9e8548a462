#pragma once
// A ticket's row: what lists show and are narrowed by, and the document.

#include <cstdint>

#include "store/tickets.hpp"

namespace afterdesk::store {

/// Writes the row over when it is at this version; at 0, when it is not there yet. Columns that stay as they
/// are are not written: an index that holds none of the others is not touched. Errors: StoreFailure `moved`.
void put_row(WriteTx& tx, TicketChange const& change, std::int64_t at_version);

}  // namespace afterdesk::store

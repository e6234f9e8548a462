#pragma once
// The schema, as numbered steps. A step that was ever released is never edited; a change is a new step.

#include <span>
#include <variant>

#include "store/tx.hpp"

namespace afterdesk::store {

/// What a step does: a script, or code for what SQL can not say. Code stands on the tables as its number
/// finds them, also years later, so it writes its own SQL and calls no noun's function (the exceptions:
/// fold_tickets_again, index_again, count_tickets_again). Promise: each runs in a transaction of its own,
/// together with its number.
using MigrationCode = void (*)(WriteTx& tx);
using Migration = std::variant<char const*, MigrationCode>;

/// All steps, the first one first.
std::span<Migration const> migrations();

/// The ready step for a change of what a ticket's row says: writes every row anew from its events, and then
/// does what index_again does. Promise: a row that was right already stays the same to the byte. Rule: it
/// needs the columns that are written today, so of several in the list only the last one runs; a step that
/// adds a column to `ticket` is followed by it.
/// Errors: StoreFailure when events can not be read.
void fold_tickets_again(WriteTx& tx);

/// The ready step for a change of what searches find, or how: makes the index of texts anew from orders and
/// tickets (a buyer's name in them is today's). Rule: the last one runs, and none that stands before a
/// fold_tickets_again. Errors: StoreFailure when an order or a ticket can not be read.
void index_again(WriteTx& tx);

/// The ready step for a change of what is counted (store/ticket_counts.hpp): counts the tickets' rows anew.
/// Rule: it stands behind a fold_tickets_again that changes what is counted.
void count_tickets_again(WriteTx& tx);

}  // namespace afterdesk::store

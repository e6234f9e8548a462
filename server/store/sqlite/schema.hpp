#pragma once
// The schema of a SQLite file: which steps it has seen, and running the others.

#include <span>

#include "store/migrations.hpp"
#include "store/sqlite/database.hpp"

namespace afterdesk::store::sqlite {

/// Runs the steps that the file has not seen, each in a transaction of its own together with its number.
/// Promise: a step that fails leaves nothing behind. Errors: StoreFailure; also when the file is newer than
/// this program or belongs to another one.
void migrate(Database& db, std::span<Migration const> steps);

/// A commit that changes nothing.
void touch(Database& db);
/// The same, within a transaction.
void touch_within(WriteTx& tx);

}  // namespace afterdesk::store::sqlite

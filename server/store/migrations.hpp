#pragma once
// The schema, as numbered steps. A step that was ever released is never edited; a change is a new step.

#include "store/database.hpp"

namespace afterdesk::store {

/// The number of the newest step.
int schema_version();

/// Runs the steps that the file has not seen, each in a transaction of its own together with its number.
/// Errors: StoreFailure; also when the file is newer than this program or belongs to another one.
void migrate(Database& db);

}  // namespace afterdesk::store

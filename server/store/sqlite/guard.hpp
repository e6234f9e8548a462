#pragma once
// A data folder before SQLite opens its file: whose it is, and whether what it held is still there.

#include <cstdint>
#include <string>

namespace afterdesk::store::sqlite {

/// Where the folder keeps its tables.
std::string file_in(std::string const& data_dir);

/// Makes the folder when it is missing, and takes the rights of others away from it and from what is ours in
/// it. Promise: what was changed or could not be, as sentences; empty when nothing was. Errors: StoreFailure
/// when it can not be made.
std::string keep_private(std::string const& data_dir);

/// How closely the file is looked at. Its head can be read only by who is the first to open it: SQLite's
/// locks would be lost with our descriptor.
enum class Look : std::uint8_t { size, head };

/// A folder that ever had a mall never becomes a new one by itself. Errors: StoreFailure when its file is
/// missing, empty, cut or damaged at its head; with what to do. Nothing is touched then.
void expect_whole(std::string const& data_dir, Look look);

/// The same, when the file turned out damaged while it was opened. Promise: the sentence.
std::string damaged_sentence(std::string const& data_dir, std::string const& how);

/// From now on the folder says that it has a mall (DATA/folder.id). Errors: StoreFailure.
void mark_as_mall(std::string const& data_dir);

}  // namespace afterdesk::store::sqlite

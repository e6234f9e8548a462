#pragma once
// A folder's tables in another folder: what backups are made of, and what is made ready again after one.

#include <chrono>
#include <cstdint>
#include <string>

#include "store/tx.hpp"

namespace afterdesk::store {

/// How a copy is made beside a server at work.
struct CopyPace {
    int pages = 64;     ///< at once
    bool rests = true;  ///< as long again after each part of it
};

/// Copies the tables as they are at one moment. Units: `to_dir` is there and holds none. Errors:
/// StoreFailure.
void copy_tables(std::string const& data_dir, std::string const& to_dir, CopyPace const& pace = {});

/// How many bytes the tables take, as they lie there.
std::int64_t bytes_of_tables(std::string const& data_dir);
/// Where they lie.
std::string tables_file(std::string const& data_dir);

/// What was begun in the folder that was copied does not go on in the copy.
struct BegunAnew {
    int sessions = 0, uploads = 0;
};
/// Ends every session and every unfinished upload, and gives all leases back.
BegunAnew begin_anew(WriteTx& tx);

}  // namespace afterdesk::store

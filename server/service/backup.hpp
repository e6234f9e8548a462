#pragma once
// Copies of a data folder: made while a server works in it, checked, and brought back.
//
// A backup is a folder like the one it was made of, and backup.json, which comes last: without it, it is
// none. Tables are as of one moment; the files that they speak of, and the keys, lie beside them. What is
// being made lies in a folder `unfinished` of the target until it was checked. What is wrong with the mall
// itself is in its copy too: it gets its place all the same, and is told.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/result.hpp"
#include "service/rewind.hpp"
#include "service/verify.hpp"

namespace afterdesk {

/// Why nothing was made.
enum class CopyFault : std::uint8_t {
    no_mall,            ///< there is nothing to copy
    target_taken,       ///< the target is there and not empty: nothing is ever overwritten
    target_unfinished,  ///< an earlier one did not come to its end there
    target_inside,      ///< the target lies in the source, or the other way round
    no_room,            ///< the disk has less room than it takes
    not_a_backup,       ///< no backup.json, or one that can not be read
    newer_program,      ///< a later version of the program made it
    damaged,            ///< a file is not what backup.json says
    no_erased_list,     ///< a list of what was erased can not be read
    later_than_backup,  ///< the time to go back to is after the backup was made
};
struct CopyProblem {
    CopyFault fault = CopyFault::no_mall;
    std::string detail;  ///< a path, or how many bytes
};

/// What a copy holds, and what it says of itself.
struct Copied {
    Verified found;
    Instant moment;                    ///< as of when, by the desk's clock
    int linked = 0, copied = 0;        ///< files of evidence
    std::vector<std::string> missing;  ///< files that were not there
    std::int64_t bytes = 0;            ///< of tables and keys
    int paid_later = 0;                ///< payments of the channel that the tables do not know
};

struct BackupOptions {
    std::string data_dir, target;
    bool may_link = true;  ///< evidence gets a second name where the disk is the same
};
/// Errors: CopyProblem; StoreFailure, std::system_error for a failure of the world.
Result<Copied, CopyProblem> back_up(BackupOptions const& options);

struct RestoreOptions {
    std::string source, data_dir;
    std::optional<Instant> until;
    std::vector<std::string> erased = {};  ///< lists of what was erased since (service/erasure.hpp)
};
struct Restored {
    Copied copied;
    std::optional<Rewound> rewound;
    int sessions = 0, uploads = 0;  ///< ended with it
    int erased = 0;                 ///< tickets and buyers that were erased again
};
/// Brings a backup into a folder that is missing or empty; checks it before it has its place.
Result<Restored, CopyProblem> restore(RestoreOptions const& options);

/// Refund numbers that the channel has paid and the folder does not know, because it was brought back to an
/// earlier time (DATA/paid_later.json).
std::vector<std::string> paid_later(std::string const& data_dir);

}  // namespace afterdesk

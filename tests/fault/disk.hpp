#pragma once
// The file layer, seen and steered. A program that links this has libc's calls on files go through here
// (open, read, write, ftruncate, fsync, fdatasync, rename, link, unlink, mkdir …), SQLite's as well as our
// own: below one folder they are recorded, or one of them is made to fail. Outside of it nothing changes.

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::fault::disk {

enum class Act : unsigned char {
    write,        ///< bytes at a place of a file
    cut,          ///< a file gets this size
    sync,         ///< of a file
    name,         ///< a name for a file, in place of what had it
    unname,       ///< a name goes
    folder,       ///< a folder comes into being
    sync_folder,  ///< what names stand in it
    note,         ///< something the program promised to somebody
};

/// One call that changed something, or promised to.
struct Op {
    Act act = Act::note;
    int file = -1;         ///< number of the file, whatever its names are
    std::int64_t at = 0;   ///< where it is written; for `cut`: the size; for a sync: calls before it began
    std::string text;      ///< what is written; for `note`: what was promised
    std::string name, of;  ///< name below the folder; for a renaming: the name it had
};

/// A folder as it lay on the disk, and what was done to it.
struct Recording {
    std::vector<std::string> folders;
    std::map<std::string, int> names;
    std::map<int, std::string> contents;
    std::vector<Op> ops;
};

/// From now on everything that is done below the folder is recorded.
void record(std::string const& folder);
/// Something was promised: an answer was given. Callable from any thread.
void note(std::string text);
Recording stop_recording();

/// What happens at one of the calls.
struct Fault {
    enum class Kind : unsigned char { none, kill, fail, cut_short };
    Kind kind = Kind::none;
    int error = 0;  ///< errno of `fail`
    int at = 0;     ///< the number of the call, from 1
    /// "write", "cut", "sync", "open", "name" or "read" counts those alone; empty: all but "read".
    std::string calls;
    std::string file;  ///< those that write, cut or sync the file of this name alone; empty: any
};
/// "kill@12", "EIO@3:sync", "ENOSPC@7:write:afterdesk.db-wal", "short@5". Units: none for another text.
Fault fault_of(std::string_view text);
void steer(std::string const& folder, Fault fault);
/// The calls counted so far.
int counted();

}  // namespace afterdesk::fault::disk

#pragma once
// What a disk may hold when the power goes: of a recording, everything up to some call that was synced, and
// of the rest whatever the disk happened to have written by then.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "disk.hpp"

namespace afterdesk::fault {

/// What became of the writes that were not synced.
enum class Unsynced : unsigned char {
    kept,  ///< all of them: as if the process alone had died
    lost,  ///< none of them
    some,  ///< each for itself: kept, lost, or torn
};

/// A disk that says that it has synced, and has not: to see that the proof can fail.
enum class Lies : unsigned char {
    no,
    of_files,    ///< what stands in them is not certain
    of_folders,  ///< their names are not
};

struct Cut {
    std::size_t after = 0;  ///< so many calls of the recording had been made
    Unsynced unsynced = Unsynced::some;
    unsigned seed = 0;
    Lies lies = Lies::no;
};

/// Writes the folder as the cut leaves it. Units: files whose name begins with `never_cut` belong to another
/// party, whose power stays on.
void write_state(disk::Recording const& recording, Cut const& cut, std::string const& folder,
                 std::string_view never_cut);

/// What had been promised by then.
std::vector<std::string> promised(disk::Recording const& recording, std::size_t after);

}  // namespace afterdesk::fault

#pragma once
// What the child process says to its parent: four numbers, then the two pictures.

#include <string>

#include "files/reencode.hpp"

namespace afterdesk::files {

std::string write_answer(Reencoded const& answer);

/// False when it is not one.
bool read_answer(std::string const& bytes, Reencoded& out);

}  // namespace afterdesk::files

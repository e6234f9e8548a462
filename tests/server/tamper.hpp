#pragma once
// A hand in the drawer: statements run on a folder's file behind the program's back.

#include <string>

namespace afterdesk::world {

/// Promise: the test fails when SQLite refuses it.
void tamper(std::string const& data_dir, std::string const& sql);

/// All rows of the tables that tickets are found and shown by, as text.
std::string dump_of(std::string const& data_dir);

}  // namespace afterdesk::world

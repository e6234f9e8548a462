#pragma once
// `afterdesk verify`: checks a data folder, also beside a running server.

#include <string>

namespace afterdesk {

/// Prints the counts and "ok", or every difference. Units: the exit status: 0 all is well, 1 it is not, or
/// the folder can not be read.
int cli_verify(std::string const& data_dir);

}  // namespace afterdesk

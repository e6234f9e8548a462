#pragma once
// `afterdesk doctor`: is this configuration one to serve with?

#include "config.hpp"

namespace afterdesk {

/// Prints a line for each thing that was looked at. Units: the exit status: 0 nothing is wrong, 1 something
/// is.
int cli_doctor(ServeConfig const& config);

}  // namespace afterdesk

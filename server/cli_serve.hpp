#pragma once
// `afterdesk serve`: opens the store, answers, and stops in good order when it is told to.

#include "config.hpp"

namespace afterdesk {

inline constexpr char const* program_version = "0.1.0";

/// Serves until SIGTERM or SIGINT. To be called before any other thread is started.
/// Units: the exit status: 0 stopped in good order, 2 a wrong setting, 1 something could not be opened.
int cli_serve(ServeConfig const& config);

}  // namespace afterdesk

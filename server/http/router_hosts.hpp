#pragma once
// The part of the map that is hosts': a mall's own shop system, which speaks as a machine.

#include <vector>

#include "http/router.hpp"

namespace afterdesk::http {

/// Its routes, and those of the keys that let it in.
void add_hosts(std::vector<Route>& routes);

}  // namespace afterdesk::http

#pragma once
// The part of the map that is hosts': a mall's own shop system, which speaks as a machine.

#include <vector>

#include "http/router.hpp"

namespace afterdesk::http {

// What every list is asked for by.
inline constexpr QueryKey page_cursor{"cursor", "next_cursor of the page before.", "上一页的 next_cursor。"};
inline constexpr QueryKey page_count{"count", "How many items at most: 1 to 300, else 30.",
                                     "最多多少条：1 到 300，默认 30。", nullptr, true};

/// Its routes, and those of the keys that let it in.
void add_hosts(std::vector<Route>& routes);

}  // namespace afterdesk::http

#pragma once
// Members of staff, as whoever runs the server sees to them.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/rule.hpp"
#include "store/store.hpp"

namespace afterdesk {

/// Logins that the demo's password opens. Slow: each password of the folder is tried, 30 ms each.
std::vector<std::string> logins_of_the_demo(store::Store& store);

/// Gives somebody another password, and ends his sessions. Errors: not_found at "login"; at "password"
/// must_not_be_empty for one that is too short, with the least as limit, too_long, and unknown_name for the
/// demo's.
Result<Done, Mistakes> set_password(store::Store& store, std::string_view login, std::string_view password);

}  // namespace afterdesk

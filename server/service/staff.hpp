#pragma once
// Members of staff, as whoever runs the server sees to them.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/rule.hpp"
#include "domain/staff/rights.hpp"
#include "store/people.hpp"
#include "store/store.hpp"

namespace afterdesk {

/// Logins that the demo's password opens. Slow: each password of the folder is tried, 30 ms each.
std::vector<std::string> logins_of_the_demo(store::ReadTx& tx);

/// What a new password is refused for. Errors at `path`: password_too_short, with the least as limit,
/// too_long, password_is_public for the demo's and for what is easily guessed, also by who knows these words.
Mistakes check_new_password(std::string_view password, std::vector<std::string> const& words,
                            std::string const& path = "password");

/// Ends all of somebody's sessions.
void end_sessions_of(store::WriteTx& tx, store::Staff const& staff);

/// What somebody of this place would be with the role. Errors: unknown_name (path "role").
Result<Rights, Mistakes> rights_with(store::ReadTx& tx, store::Staff staff, std::string const& role);

/// Gives somebody another password, and ends his sessions. Errors: not_found at "login"; those of
/// check_new_password.
Result<Done, Mistakes> set_password(store::Store& store, std::string_view login, std::string_view password);

}  // namespace afterdesk

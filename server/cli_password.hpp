#pragma once
// `afterdesk password`: gives a member of staff another password.

#include <string>

namespace afterdesk {

struct PasswordOptions {
    std::string login;
    std::string data_dir;
};

/// Reads the new password as the first line of standard input, and ends the sessions of whoever it is. No
/// server may serve the folder meanwhile. Units: the exit status: 0 done, 2 there is no such login, or the
/// password is no good, 1 the store could not be opened.
int cli_password(PasswordOptions const& options);

}  // namespace afterdesk

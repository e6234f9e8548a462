#pragma once
// What somebody is given to sign in with for the first time.

#include <string>

namespace afterdesk {

/// "k3zq-9xwd-…": to be read out and typed once.
std::string first_password();

}  // namespace afterdesk

#pragma once
// A mall that begins: itself, its first administrator and its host's first key.

#include <string>

#include "base/result.hpp"
#include "store/people.hpp"
#include "store/store.hpp"
#include "wire/host_api.hpp"

namespace afterdesk {

struct NewMall {
    store::Tenant tenant;
    std::string login;  ///< its administrator's
};
/// What is shown once.
struct MadeMall {
    std::string password;  ///< good for three days, and only for choosing another
    wire::HostKeyMade key;
};

/// Makes the mall with policy version 1 and a key of the folder's own for launch links. Errors: name_taken at
/// "tenant" for one that is there, and at "login". Units: `now` is the machine's clock.
Result<MadeMall, Mistakes> make_mall(store::Store& store, NewMall const& mall, Instant now);

}  // namespace afterdesk

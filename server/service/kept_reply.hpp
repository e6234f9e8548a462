#pragma once
// An answer to a command, kept by what it was made of, and made again to the byte.

#include "service/load.hpp"
#include "service/policy_cache.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

/// What was shown beside what can be read again; empty when it is nothing.
std::string rest_of(wire::TicketDetail const& detail);

/// The answer as it was given. Errors: StoreFailure.
std::string reply_again(store::ReadTx& tx, PolicyCache& policies, Caller const& caller,
                        store::IdemRow const& row);

}  // namespace afterdesk

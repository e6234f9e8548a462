#pragma once
// A policy as its author sends it.

#include "service/caller.hpp"
#include "store/tx.hpp"
#include "wire/policy_book.hpp"

namespace afterdesk {

/// What the caller's document comes to, on top of the newest version. Errors: all of its mistakes.
Result<wire::PolicyBook, Mistakes> read_sent_policy(store::ReadTx& tx, Caller const& caller,
                                                    wire::PolicyBook const& newest,
                                                    wire::Value const& document);

}  // namespace afterdesk

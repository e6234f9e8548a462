#pragma once
// Checks the books of buyers' accounts: every entry again from the first.

#include <functional>
#include <map>
#include <set>
#include <string>

#include "store/accounts.hpp"
#include "store/outbox.hpp"

namespace afterdesk {

/// Told of each thing that is not as it should be: what it is about, and what is wrong.
using NoteWrong = std::function<void(std::string const& about, std::string const& what)>;

/// Every entry's number and hash follow from those before, its two postings are those of its kind, each
/// account holds what its postings add up to and no buyer's is below zero, all of an account's kind adds up
/// to zero, and a refund's entry is a refund that was paid, by its amount, channel, order and ticket.
/// Promise: the numbers of the refunds that were posted.
std::set<std::string> check_accounts(store::ReadTx& tx,
                                     std::map<std::string, store::RefundRow> const& refunds,
                                     NoteWrong const& note);

}  // namespace afterdesk

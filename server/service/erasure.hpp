#pragma once
// Personal data goes when somebody asks for it, or when its time is over; the books stay. Rule: PIPL Art. 47.
//
// An erasure is one commit: all of it has happened, or nothing. What can not be in a commit (files, what is
// still in the tables' free space) is noted in it and done afterwards; whoever opens the folder next goes on
// with it. DATA/erased.list says what was erased, by hashes alone, so that `restore` can erase it again
// from a backup of before.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "service/policy_cache.hpp"
#include "store/erasure.hpp"
#include "store/people.hpp"
#include "store/store.hpp"

namespace afterdesk {

/// Why something can not be erased now.
enum class ErasureFault : std::uint8_t {
    unknown_ticket,
    unknown_buyer,
    still_open,         ///< a ticket is neither completed nor closed
    money_on_its_way,   ///< a refund, or entitlements that the mall has to take back
    may_be_appealed,    ///< a verdict may still be appealed against
    goods_not_settled,  ///< shipped after the refund, and nobody has seen to it
    too_young,          ///< something has happened since the time that was asked about
};
struct ErasureProblem {
    ErasureFault fault = ErasureFault::still_open;
    std::string name;  ///< a ticket's number, or a buyer's id
};

/// What is to be erased, who says so, and why. Units: `why` is said to whoever reads the acts; nothing
/// personal belongs into it.
struct ErasureAsked {
    TenantId tenant;
    store::Erasable kind = store::Erasable::ticket;
    std::string name;
    std::string why;
    Instant now;
    std::optional<store::Staff> by = {};     ///< nothing: whoever runs the server
    std::optional<Instant> older_than = {};  ///< only if nothing has happened since then
};

/// Why this ticket has to stay as it is for now.
std::optional<ErasureProblem> erasure_refused(store::ReadTx& tx, PolicyCache& policies,
                                              TenantId const& tenant, Ticket const& ticket, Instant now);

/// Erases a ticket, or a buyer with all of his tickets. Promise: all or nothing; what is left to do follows
/// with finish_erasures. Errors: the first of ErasureFault; StoreFailure.
Result<store::ErasedRows, ErasureProblem> erase(store::Store& store, ErasureAsked const& asked);

/// Removes files, and what was erased from free space and log; writes DATA/erased.list. Units: `rewrite` as
/// in store::scrub_tables. Promise: false when something is still to be done, as somebody reads; the next
/// time does that alone. Errors: StoreFailure; std::system_error, also for a list that can not be read.
bool finish_erasures(store::Store& store, bool rewrite);

// ---- The list ---------------------------------------------------------------------------------------------

inline constexpr char const* erased_list = "erased.list";

/// Erases again what the lists name, whatever its state: it was erased once. Units: files; those that are not
/// there say nothing. Promise: how many tickets and buyers were found. Errors: StoreFailure;
/// std::system_error when one of them can not be read.
int erase_again(store::Store& store, std::vector<std::string> const& lists, Instant now);

}  // namespace afterdesk

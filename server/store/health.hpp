#pragma once
// What is not as it should be, found by what the rows say of themselves.

#include <optional>
#include <string>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

/// A ticket that something is wrong with, and since when.
struct Ailing {
    std::string ticket_no;  ///< empty: it is of none
    std::string note;
    std::int64_t since_ms = 0;
};
/// All that were found, of them some by name, the oldest first.
struct Ailments {
    int count = 0;
    std::vector<Ailing> named;
};

/// A payment in a walk through all of them.
struct LedgerPlace {
    std::string order_no, payment_id;
};
struct LedgerStretch {
    std::vector<Ailing> wrong;
    std::optional<LedgerPlace> next;  ///< where to go on; nothing at the end
};
/// Payments whose ledger does not add up to what is held of them, of the next `payments` behind the place.
LedgerStretch wrong_ledgers(ReadTx& tx, TenantId const& tenant, LedgerPlace const& behind, int payments);
/// Tickets with a refund that the channel refused.
Ailments failed_refunds(ReadTx& tx, TenantId const& tenant, int limit);
/// Before when a refund must have been asked for: with no answer, and when its channel has taken it on.
struct UnknownSince {
    Instant unanswered, processing;
};
/// Refunds of which nothing is known yet, though there is a way to pay them.
Ailments unknown_refunds(ReadTx& tx, TenantId const& tenant, UnknownSince since, int limit);
/// Messages that were tried so often without being taken on, or that were due before `before`.
Ailments stuck_messages(ReadTx& tx, TenantId const& tenant, Instant before, int attempts, int limit);
/// Time limits that were over before `before`.
Ailments late_timers(ReadTx& tx, TenantId const& tenant, Instant before, int limit);
/// Pickups asked for before `before`, of which nobody knows whether a courier comes.
Ailments unknown_pickups(ReadTx& tx, TenantId const& tenant, Instant before, int limit);
Ailments waiting_refunds(ReadTx& tx, TenantId const& tenant, int limit);
Ailments unlike_shelves(ReadTx& tx, TenantId const& tenant, int limit);
/// Differences from bills that nobody has settled, and days before one whose bill could not be had.
Ailments open_reconciliation(ReadTx& tx, TenantId const& tenant, std::string const& before, int limit);

}  // namespace afterdesk::store

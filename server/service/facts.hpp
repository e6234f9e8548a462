#pragma once
// Facts from the mall: an order was shipped, signed for, an entitlement used; a parcel arrived; a difference
// was paid. They are written down and the order's tickets are told, in one transaction.

#include "service/policy_cache.hpp"
#include "store/tx.hpp"
#include "wire/admin_api.hpp"

namespace afterdesk {

/// Writes facts of an order down, and tells its tickets. Promise: the tickets that moved.
/// Errors: see Orders::note_facts.
Result<wire::FactsView, Mistakes> take_facts(store::WriteTx& tx, PolicyCache& policies,
                                             TenantId const& tenant, Order const& order,
                                             wire::FactsBody const& facts, Instant now);

}  // namespace afterdesk

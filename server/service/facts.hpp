#pragma once
// Facts from the mall: an order was shipped, signed for, an entitlement used; a parcel arrived; a difference
// was paid. They are written down and the order's tickets are told, in one transaction.

#include "domain/ticket/contradictions.hpp"
#include "service/policy_cache.hpp"
#include "store/tx.hpp"
#include "wire/admin_api.hpp"

namespace afterdesk {

/// What else the mall's own system tells of an order.
struct OrderNews {
    std::vector<OutsideRefund> refunds{};
    std::optional<Instant> cancelled_at{};
    bool voids = false;  ///< the facts take deliveries back
};
struct FactsTaken : wire::FactsView {
    std::optional<Contradicted> contradicted;  ///< the first; it is true and kept all the same
};

/// Writes facts of an order down, and tells its tickets. Promise: the tickets that moved.
/// Errors: see Orders::note_facts; those of with_refund.
Result<FactsTaken, Mistakes> take_facts(store::WriteTx& tx, PolicyCache& policies, TenantId const& tenant,
                                        Order const& order, wire::FactsBody const& facts, Instant now,
                                        OrderNews const& news = {});

}  // namespace afterdesk

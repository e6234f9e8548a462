#pragma once
// What is being sent of an order, as decisions need it. Whoever changes it tells the tickets that wait.

#include "domain/order/shipping.hpp"
#include "service/policy_cache.hpp"
#include "store/tx.hpp"

namespace afterdesk {

/// What keeps the order's unsent pieces. Units: the ticket `except` is left out; empty: none is.
KeptPieces load_shipping(store::ReadTx& tx, TenantId const& tenant, OrderNo const& order_no,
                         TicketNo const& except, Instant now);

/// What was sent between the two is not kept for sending any more. Units: one order, earlier and later.
void use_shipping_claims(store::WriteTx& tx, TenantId const& tenant, Order const& before, Order const& after,
                         Instant now);

/// Lets the order's tickets that wait for what is being sent look again. Shape: those that moved.
std::vector<Ticket> tell_held(store::WriteTx& tx, PolicyCache& policies, TenantId const& tenant,
                              Order const& order, Instant now);

}  // namespace afterdesk

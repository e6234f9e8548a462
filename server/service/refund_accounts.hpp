#pragma once
// The merchant account of a refund of ours.

#include "outside/accounts.hpp"
#include "store/outbox.hpp"

namespace afterdesk {

/// Which account it goes over, or went. Units: `order` is the refund's.
outside::ChosenAccount account_of(outside::Parties const& parties, Order const& order,
                                  store::RefundRow const& refund);
/// The same of a part of a ticket, whose row may not be written yet.
outside::ChosenAccount account_of(store::ReadTx& tx, outside::Parties const& parties, TenantId const& tenant,
                                  Order const& order, RefundPart const& part);

}  // namespace afterdesk

#pragma once
// Whose tickets, whose orders.

#include <string>

#include "base/id.hpp"

namespace afterdesk::store {

/// Every question about tickets is asked within one.
struct Scope {
    enum class Of : unsigned char { buyer, shop, tenant };
    TenantId tenant;
    Of of = Of::buyer;
    std::string id;  ///< the buyer's or the shop's; not used for the whole tenant
};
bool sees(Scope const& scope, ShopId const& shop, BuyerId const& buyer);

}  // namespace afterdesk::store

#pragma once
// What answers showed of things that have changed since: kept as long as an answer that showed it may be
// asked for again.

#include <optional>
#include <string>
#include <string_view>

#include "store/people.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

// Before a change: what is there counts up to the newest live event. Promise: of several changes behind the
// same event the first one counts.
void keep_shown(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no);
void keep_shown(WriteTx& tx, TenantId const& tenant, Shop const& shop);
void keep_shown(WriteTx& tx, TenantId const& tenant, Buyer const& buyer);

// As it was when the live event was told. Errors: StoreFailure when there is no such order.
Order order_shown(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no, std::int64_t seq);
std::optional<Shop> shop_shown(ReadTx& tx, TenantId const& tenant, ShopId const& id, std::int64_t seq);
std::string buyer_name_shown(ReadTx& tx, TenantId const& tenant, BuyerId const& id, std::int64_t seq);

/// Forgets what no kept answer showed.
void forget_shown(WriteTx& tx, TenantId const& tenant);

}  // namespace afterdesk::store

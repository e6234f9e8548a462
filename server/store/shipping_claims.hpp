#pragma once
// What hosts keep of orders for sending. Rule: HOST.md §7.

#include <optional>
#include <string_view>
#include <vector>

#include "domain/order/shipping.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

struct ShippingClaimRow {
    ShippingClaim claim;            ///< with what of it was not sent yet
    std::vector<LinePieces> asked;  ///< as it was claimed
    int minutes = 0;                ///< likewise
    bool over = false;              ///< released, or all of it was sent; else it ends by its time
};
std::optional<ShippingClaimRow> find_shipping_claim(ReadTx& tx, TenantId const& tenant,
                                                    OrderNo const& order_no, std::string_view claim_id);
/// Those that hold, by their number.
std::vector<ShippingClaim> shipping_claims_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no,
                                              Instant now);
void put_shipping_claim(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no,
                        ShippingClaimRow const& row);
/// Forgets those that ended before that time, at most so many. Promise: how many.
int forget_shipping_claims(WriteTx& tx, TenantId const& tenant, Instant before, int limit);

}  // namespace afterdesk::store

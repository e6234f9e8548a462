#pragma once
// What becomes known of an order after it was paid: shipped, signed for, an entitlement used, paid back by
// others. What was paid never changes.

#include "domain/order/order.hpp"

namespace afterdesk {

/// What the mall says of one line; what it leaves out stays as it was known.
struct LineFacts {
    int line_no = 0;
    std::optional<int> shipped_quantity;    ///< in all; more than is known are a delivery of their own
    std::optional<Instant> received_at;     ///< 签收, of the pieces up to `shipped_quantity`
    std::vector<std::string> used;          ///< entitlements
    std::vector<Delivery> deliveries = {};  ///< each with its number
    std::vector<std::string> voided = {};   ///< numbers of deliveries that never left
    std::vector<std::string> unused = {};   ///< entitlements that were not used after all
    bool operator==(LineFacts const&) const = default;
};

/// The order with these facts. Without numbers: more shipped pieces are a new delivery, with the sign-for
/// that is told beside them; another sign-for for as many pieces corrects that of their delivery. With a
/// number: the delivery of that number is as told now, and a new one names the pieces that were told without
/// one before it adds others. Promise: the same facts may come twice; an older count of pieces changes
/// nothing but its sign-for.
/// Errors: line_unknown, shipped_exceeds_quantity, virtual_is_not_shipped, entitlement_unknown, at
/// "lines[0].used[1]". Rule: DOMAIN §6 "Deliveries".
Order with_facts(Order order, std::vector<LineFacts> const& facts, Mistakes& mistakes);

/// The facts in which `told` goes beyond `known`, or nothing when they differ in anything else. Beside
/// deliveries with numbers those without say nothing: they can not be told apart.
std::optional<std::vector<LineFacts>> facts_between(Order const& known, Order const& told);

}  // namespace afterdesk

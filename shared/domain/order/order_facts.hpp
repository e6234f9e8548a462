#pragma once
// What becomes known of an order after it was paid: shipped, signed for, an entitlement used. Money never
// changes.

#include "domain/order/order.hpp"

namespace afterdesk {

/// What the mall says of one line; what it leaves out stays as it was known.
struct LineFacts {
    int line_no = 0;
    std::optional<int> shipped_quantity;
    std::optional<Instant> received_at;  ///< 签收
    std::vector<std::string> used;       ///< entitlements
    bool operator==(LineFacts const&) const = default;
};

/// The order with these facts. Promise: facts only add: more shipped pieces, the first sign-for, more used
/// entitlements; so they may come twice and in any order.
/// Errors: line_unknown, shipped_exceeds_quantity, virtual_is_not_shipped, entitlement_unknown, at
/// "lines[0].used[1]".
Order with_facts(Order order, std::vector<LineFacts> const& facts, Mistakes& mistakes);

/// The facts in which `told` goes beyond `known`, or nothing when they differ in anything else.
std::optional<std::vector<LineFacts>> facts_between(Order const& known, Order const& told);

}  // namespace afterdesk

#pragma once
// How far the goods of an order are, in the words that lists show.

#include "wire/api.hpp"

namespace afterdesk::wire {

/// Of a line, or of all goods of an order; what was refunded before it was shipped is not waited for.
/// Units: `claims` are those of the order's tickets.
Shipping shipping_of(Line const& line, std::vector<Claim> const& claims);
Shipping shipping_of(Order const& order, std::vector<Claim> const& claims);

}  // namespace afterdesk::wire

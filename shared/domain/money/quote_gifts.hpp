#pragma once
// Gifts that a request breaks: cancelled, returned, or kept and paid for.

#include <vector>

#include "domain/money/occupied.hpp"
#include "domain/money/quote.hpp"

namespace afterdesk {

/// The gifts that the lines of `requested` no longer earn, and their pieces taken from `occupied`.
/// Promise: a gift unit that is requested itself or held already is not counted again.
/// Units: deduct_fen is the full value, however little the refund is.
/// Rule: DOMAIN §5.7.
std::vector<QuotedGift> take_broken_gifts(Order const& order, Request const& request,
                                          std::vector<Pieces> const& requested, Occupied& occupied);

/// Takes the value of gifts that stay off the refund, as far as goods and fee leave something to take it
/// from. Rule: DOMAIN §5.5.
void deduct_gifts(Quote& quote);

}  // namespace afterdesk

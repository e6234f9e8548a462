#pragma once
// Price protection (退差价): what a unit cost more than it does today, paid back once.

#include <cstddef>
#include <vector>

#include "domain/money/occupied.hpp"
#include "domain/money/quote.hpp"
#include "domain/order/pricing.hpp"

namespace afterdesk {

/// Keeps for each piece what price_protect claims have paid back for it.
/// Shape: `claims` has the pieces per claim. Errors: prior_exceeds_paid, added to `mistakes`.
void protect_pieces(QuoteInput const& input, Pricing const& pricing, std::vector<Pieces> const& claims,
                    Occupied& occupied, Mistakes& mistakes);

/// Of the pieces that a price_protect request line could take, those whose price has dropped, the lowest
/// first. Units: `pieces` are those chosen by quantity alone, none where that was refused.
/// Errors: price_required, price_not_lower, quantity_exceeds_left, added to `mistakes`.
void keep_dropped(QuoteInput const& input, std::size_t request_line, PricedLine const& priced,
                  LineOccupied const& hold, std::vector<std::size_t>& pieces, Mistakes& mistakes);

/// What each piece of the line gives back now: unit price − today's price − protected before, never more than
/// what is left of its paid. Shape: one entry per piece. Rule: DOMAIN §2 `price_protect`.
std::vector<Fen> price_drops(Line const& line, PricedLine const& priced, LineOccupied const& hold,
                             Fen now_fen);

/// What a unit costs today: the request's word, but not less than the shop's own price where that is known.
std::optional<Fen> price_now(QuoteInput const& input, LineRequest const& asked);

}  // namespace afterdesk

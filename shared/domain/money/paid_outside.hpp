#pragma once
// Refunds that others made (the mall, a provider's own back office) as claims on their order: what they paid
// is not paid again.

#include "domain/money/occupied.hpp"

namespace afterdesk {

/// The claims, and behind them those of the order's refunds by others: for as many of their pieces as are
/// free, and as much of their payments as is left. What nobody named pieces for takes money alone.
/// Units: of an entitled line all that is free goes. Rule: HOST.md §5, §6.
std::vector<Claim> with_outside_refunds(Order const& order, std::vector<Claim> claims);

}  // namespace afterdesk

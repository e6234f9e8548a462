#pragma once
// What the shop has for sale now: what an exchange may choose from, and today's price.

#include <string>

#include "base/money.hpp"

namespace afterdesk {

/// One SKU on the shelf.
struct Ware {
    std::string sku, spu, title, spec;
    Fen unit_price_fen = 0;
    int available = 0;  ///< pieces that nobody has reserved
    bool operator==(Ware const&) const = default;
};

inline constexpr int max_wares = 1'000;

}  // namespace afterdesk

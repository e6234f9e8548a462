#pragma once
// What happens to the freight of an order when it is refunded.

#include <cstdint>

#include "base/money.hpp"

namespace afterdesk {

/// Why freight was refunded or kept. Rule: DOMAIN §5.4.
enum class FreightRule : std::uint8_t {
    none_paid,
    refunded_whole_order,
    refunded_last_part,
    kept_shipped,
    kept_part,
    kept_type,
    added_shop_at_fault,
    kept_refunded_before,
};

/// What freight came to, and why.
struct Freight {
    FreightRule rule = FreightRule::none_paid;
    Fen amount_fen = 0;
};

}  // namespace afterdesk

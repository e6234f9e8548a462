#pragma once
// Lines that are shipped and signed for, in one delivery.

#include "domain/order/order.hpp"

namespace afterdesk {

/// All pieces that are shipped in one delivery, signed for as it was before.
inline void ship(Line& line, int quantity) {
    line.deliveries = in_one_delivery(quantity, line.last_received_at());
}
inline void sign_for(Line& line, std::optional<Instant> at) {
    line.deliveries = in_one_delivery(line.shipped_quantity(), at);
}

}  // namespace afterdesk

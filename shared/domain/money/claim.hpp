#pragma once
// What one ticket has of an order: the pieces that it keeps from others, and what it was granted for them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/policy/policy.hpp"

namespace afterdesk {

struct PaymentShare {
    PaymentId payment_id;
    Fen amount_fen = 0;
    bool operator==(PaymentShare const&) const = default;
};

enum class ClaimState : std::uint8_t { reserved, refunded };

/// What another ticket was granted for one of its lines. Units: fen, before service fee and gift deduction.
struct Granted {
    Fen goods_fen = 0;
    Fen deposit_kept_fen = 0;  ///< 定金 that stayed with the shop
    Fen freight_fen = 0;
    bool operator==(Granted const&) const = default;
};

/// What another ticket of the order already holds on a line. A price_protect ticket holds no units, only the
/// money that it paid back for them: by `granted`, else by `payments`, spread evenly over its units. One such
/// claim per unit is exact. A quantity of 0 stands for money alone (QuotedLine), and needs `granted`.
struct Claim {
    int line_no = 0;
    int quantity = 1;
    ClaimState state = ClaimState::refunded;
    std::optional<TicketType> type;         ///< default: the request's
    std::vector<int> units;                 ///< default: the lowest free ones
    std::vector<std::string> entitlements;  ///< default: all unused ones that nobody holds
    std::vector<PaymentShare> payments;     ///< default: spread by policy; with `granted`, exactly these
    /// Default: what the rules would have granted, for a fault like the request's. In the quote file under
    /// the key "granted", which a desk writes for tickets whose quote it froze.
    std::optional<Granted> granted = std::nullopt;
    /// Which deliveries the pieces came in; default: the first ones. In the quote file as "deliveries".
    std::vector<DeliveredPieces> deliveries = {};
    /// Holds no pieces: they were replaced or repaired, and are with the buyer again since this delivery,
    /// whose number is the ticket's. Rule: DOMAIN §6 "Deliveries".
    std::optional<Delivery> replacement = std::nullopt;
    /// Strays (strays.hpp) that it has sent back or lets the buyer keep. Where that is all, it holds no
    /// pieces and its quantity is 0. In the quote file as "settled".
    int settled = 0;
    bool operator==(Claim const&) const = default;
};

}  // namespace afterdesk

#pragma once
// Pieces that the mall is about to send (正在发货): nothing of them is paid back by itself meanwhile.

#include <string>
#include <vector>

#include "domain/order/order.hpp"

namespace afterdesk {

struct LinePieces {
    int line_no = 0;
    int quantity = 0;
    bool operator==(LinePieces const&) const = default;
};

/// What a host keeps for sending. Rule: HOST.md §7.
struct ShippingClaim {
    std::string claim_id;           ///< the host's own
    std::vector<LinePieces> lines;  ///< of which nothing was told yet that it was sent
    Instant until;                  ///< from then on it keeps nothing
    bool operator==(ShippingClaim const&) const = default;
};

/// What keeps unsent pieces from being paid back, or from being sent.
struct KeptPieces {
    std::vector<ShippingClaim> claims;  ///< those that hold now
    /// By the order's other tickets: their refund runs, or is done.
    std::vector<LinePieces> refunded;
};

/// So many pieces of the line were sent: the claims that end first are used up first.
void use_claims(std::vector<ShippingClaim>& claims, LinePieces const& sent);

}  // namespace afterdesk

#pragma once
// What hosts keep for sending, so that nothing of it is paid back meanwhile. The conventions of wire/api.hpp.
//
//   POST /api/v1/host/orders/:order_no/shipments:claim    ShippingClaimBody   → 200 ShippingClaimTaken
//   POST /api/v1/host/orders/:order_no/shipments:release  ShippingReleaseBody → 200 ShippingReleased

#include <optional>
#include <string>
#include <vector>

#include "domain/ticket/shipping.hpp"
#include "wire/host_api.hpp"

namespace afterdesk::wire {

inline constexpr int usual_claim_minutes = 30, max_claim_minutes = 24 * 60;

/// Units: claimed again under its number it is the same claim, with as many minutes from now on when another
/// number of minutes is told.
struct ShippingClaimBody {
    std::string claim_id;  ///< the host's own, within the order
    std::vector<LinePieces> lines;
    int minutes = usual_claim_minutes;
};
/// All of it is kept, or nothing: then `blocked` says why.
struct ShippingClaimTaken {
    std::string claim_id;
    bool allowed = false;
    std::optional<Instant> expires_at;
    std::vector<BlockedPieces> blocked;
};
struct ShippingReleaseBody {
    std::string claim_id;
};
struct ShippingReleased {
    std::string claim_id;
    std::vector<HostFactTaken::Moved> tickets;  ///< that went on because of it
};

Value to_json(ShippingClaimTaken const& taken);
Value to_json(ShippingReleased const& released);
Result<ShippingClaimBody, Mistakes> read_shipping_claim_body(Value const& value);
Result<ShippingReleaseBody, Mistakes> read_shipping_release_body(Value const& value);

/// As they are kept.
std::string line_pieces_text(std::vector<LinePieces> const& pieces);
std::vector<LinePieces> read_line_pieces(Value const& value, std::string const& path, Mistakes& mistakes);

}  // namespace afterdesk::wire

#pragma once
// What a buyer asks for: the type, the reason, the lines and how many of each.

#include <optional>
#include <string>
#include <vector>

#include "domain/policy/policy.hpp"

namespace afterdesk {

struct LineRequest {
    int line_no = 0;
    int quantity = 1;
    std::vector<std::string> entitlements;  ///< virtual lines: which ones; empty means all unused
    std::string want_sku = {};              ///< exchange: the SKU wanted instead; empty for the same one
    std::optional<Fen> now_price_fen = std::nullopt;  ///< price_protect: what a unit costs today
    bool operator==(LineRequest const&) const = default;
};

/// What is asked for. Units: fee_fen is a service fee that the buyer has agreed to.
struct Request {
    TicketType type = TicketType::refund_unshipped;
    std::string reason;
    std::vector<LineRequest> lines;
    Fen fee_fen = 0;
    bool keep_gifts = false;
    bool opened = false;  ///< 已拆封, as the buyer says
    bool operator==(Request const&) const = default;

    /// It asks for nothing back: its pieces were refunded, and are to come back (strays.hpp).
    bool recalls() const { return reason == recall_reason; }
};

}  // namespace afterdesk

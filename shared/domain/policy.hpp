#pragma once
// Policy: every number and choice that may differ between shops, as one versioned document.

#include <string>
#include <vector>

#include "base/instant.hpp"
#include "domain/order.hpp"

namespace afterdesk {

enum class TicketType : std::uint8_t {
    refund_unshipped,
    refund_shipped,
    return_refund,
    exchange,
    repair,
    reship,
    price_protect,
    virtual_refund,
};
inline constexpr int ticket_type_count = 8;

enum class Fault : std::uint8_t { buyer, shop, carrier };
enum class EvidenceRule : std::uint8_t { none, optional, photo, video, report };
enum class FreightPayer : std::uint8_t { buyer, shop };

/// Why a buyer applies. Rule: DOMAIN §6, codes after the marketplaces' catalogue (mission §4.4).
struct Reason {
    std::string code, zh, en;
    std::vector<TicketType> types;
    Fault fault = Fault::buyer;
    EvidenceRule evidence = EvidenceRule::optional;
    FreightPayer return_freight_payer = FreightPayer::buyer;
    int window_days = 7;  ///< from the day after sign-for; 0: no limit
    bool allow_opened = true;
    bool operator==(Reason const&) const = default;
};

/// Why a merchant refuses.
struct RejectReason {
    std::string code, zh, en;
    std::vector<TicketType> types;  ///< empty: all
    bool operator==(RejectReason const&) const = default;
};

enum class CouponPolicy : std::uint8_t { never, when_whole_order };
enum class PointsPolicy : std::uint8_t { never, by_unit_share };
enum class ThresholdPolicy : std::uint8_t { keep, claw_back, ask };
enum class PaymentsPolicy : std::uint8_t { cash_first, proportional };

/// How long each side has. Rule: DOMAIN §3 (WeChat's published limits).
struct TimeLimits {
    Duration merchant_review = hours(48);
    Duration buyer_offer = hours(48);
    Duration buyer_return = days(7);
    Duration merchant_receipt = days(10);
    Duration buyer_appeal = days(7);
    Duration merchant_reship = days(7);
    Duration buyer_receipt = days(10);
    bool operator==(TimeLimits const&) const = default;
};

struct Policy {
    int version = 1;
    CouponPolicy coupons = CouponPolicy::never;
    PointsPolicy points = PointsPolicy::never;
    ThresholdPolicy threshold = ThresholdPolicy::keep;
    PaymentsPolicy payments = PaymentsPolicy::cash_first;
    bool freight_when_shop_at_fault = false;
    TimeLimits limits;
    int utc_offset_minutes = china_offset_minutes;  ///< the shop's zone, for windows counted in days
    int max_applications_per_line = 5;
    int max_evidence = 9;
    int max_remark_chars = 500;
    std::vector<Reason> reasons;
    std::vector<RejectReason> reject_reasons;
    bool operator==(Policy const&) const = default;
};

/// What holds when a tenant has set nothing.
Policy default_policy();

/// The reason with this code, or null.
Reason const* find_reason(Policy const& policy, std::string const& code);

/// The reject reason with this code, or null.
RejectReason const* find_reject_reason(Policy const& policy, std::string const& code);

/// What proof the buyer must add when asking for `type` for this reason: none for what was not shipped, at
/// least a photo for goods that travel or are replaced, otherwise what the reason says. Rule: DOMAIN §2.
EvidenceRule evidence_for(Reason const& reason, TicketType type);

/// True for the types that concern shipped goods (their quantity is taken from the shipped units).
bool concerns_shipped(TicketType type);

/// True for the types that pay money back.
bool pays_back(TicketType type);

}  // namespace afterdesk

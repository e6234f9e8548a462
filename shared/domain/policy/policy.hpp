#pragma once
// Policy: every number and choice that may differ between shops, as one versioned document.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "domain/order/order.hpp"

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

/// How far the goods have come when a reason is given.
enum class Phase : std::uint8_t { unshipped, shipped, received };

/// Why a buyer applies. Rule: DOMAIN §6, codes after the marketplaces' catalogue (mission §4.4).
struct Reason {
    std::string code, zh, en;
    std::vector<TicketType> types;
    std::vector<Phase> phases = {};  ///< empty: all
    Fault fault = Fault::buyer;
    EvidenceRule evidence = EvidenceRule::optional;
    FreightPayer return_freight_payer = FreightPayer::buyer;
    int window_days = 7;  ///< from the day after sign-for; 0: no limit
    bool allow_opened = true;
    bool no_reason = true;  ///< 无理由, where the fault is the buyer's: classes of goods may be excluded
    bool operator==(Reason const&) const = default;
};

/// Why a merchant refuses.
struct RejectReason {
    std::string code, zh, en;
    std::vector<TicketType> types;  ///< empty: all
    bool operator==(RejectReason const&) const = default;
};

/// What an inspection finds wrong with goods that came back.
struct Finding {
    std::string code, zh, en;
    bool operator==(Finding const&) const = default;
};

enum class CouponPolicy : std::uint8_t { never, when_whole_order };
enum class PointsPolicy : std::uint8_t { never, by_unit_share };
enum class ThresholdPolicy : std::uint8_t { keep, claw_back, ask };
enum class PaymentsPolicy : std::uint8_t { cash_first, proportional };

enum class ExchangePolicy : std::uint8_t { refuse, settle };

/// What is different for a class of goods. Of several rules that fit a line, each may forbid, and the first
/// that names a number decides it. Rule: DOMAIN §6; 网络购买商品七日无理由退货暂行办法 §6, §7.
struct CategoryRule {
    std::string category;                 ///< a line's category or one of its tags; "*": every line
    std::vector<TicketType> types = {};   ///< where the numbers hold; empty: all
    bool no_reason_return = true;         ///< false: goods go back only for a reason that is not the buyer's
    bool opened_returnable = true;        ///< false: once opened, likewise
    std::optional<int> window_days = {};  ///< in place of the reason's; 0: no limit
    std::optional<int> warranty_days = {};  ///< repair: in place of the reason's; 0: no limit
    bool operator==(CategoryRule const&) const = default;
};

/// A time in which the limits stand still, `to` not included (春节).
struct Holiday {
    Instant from, to;
    bool operator==(Holiday const&) const = default;
};

enum class AutoAction : std::uint8_t { agree, queue };

/// Decides for the merchant, or says who shall look at it. All conditions must hold; the first rule that fits
/// counts. Rule: DOMAIN §6.
struct AutoRule {
    std::string id;
    std::vector<TicketType> types;        ///< empty: all
    std::vector<std::string> reasons;     ///< codes; empty: all
    std::vector<std::string> categories;  ///< to agree, every line must be of one; to queue, any; empty: all
    Fen min_refund_fen = 0;
    Fen max_refund_fen = 0;  ///< 0: no upper bound
    std::optional<int> min_buyer_tickets_30d = {};
    std::optional<int> max_buyer_tickets_30d = {};
    std::vector<std::string> risk_signals;  ///< any of them; empty: with or without
    AutoAction action = AutoAction::queue;
    std::string queue;  ///< whose, when action is queue
    bool operator==(AutoRule const&) const = default;
};

/// How long each side has. Rule: DOMAIN §3 (WeChat's published limits).
struct TimeLimits {
    Duration merchant_review = hours(48);
    Duration buyer_offer = hours(48);
    Duration buyer_return = days(7);
    Duration merchant_receipt = days(10);
    Duration buyer_appeal = days(7);
    Duration merchant_reship = days(7);
    Duration buyer_receipt = days(10);
    Duration merchant_intercept = hours(72);
    Duration merchant_inspect = hours(48);
    Duration merchant_send_back = days(7);
    Duration reminder_grace = hours(48);  ///< from the reminder to the arbitration
    Duration evidence_round = hours(48);
    Duration verdict_appeal = hours(72);  ///< from the first verdict
    bool operator==(TimeLimits const&) const = default;
};

/// How much more time one side may give the other. Rule: DOMAIN §4.
struct Extensions {
    int per_state = 2;         ///< how often; 0: never
    Duration max = hours(72);  ///< each time
    bool operator==(Extensions const&) const = default;
};

struct Policy {
    int version = 1;
    CouponPolicy coupons = CouponPolicy::never;
    PointsPolicy points = PointsPolicy::never;
    ThresholdPolicy threshold = ThresholdPolicy::keep;
    PaymentsPolicy payments = PaymentsPolicy::cash_first;
    bool freight_when_shop_at_fault = false;
    int unpaid_presale_refund_percent = 0;  ///< of the deposit; all of it when the shop is at fault
    TimeLimits limits;
    Extensions extensions;
    int utc_offset_minutes = china_offset_minutes;  ///< the shop's zone, for windows counted in days
    int max_applications_per_line = 5;
    int max_evidence = 9;
    int max_remark_chars = 500;
    std::vector<Reason> reasons;
    std::vector<RejectReason> reject_reasons;
    std::vector<Finding> findings;
    ExchangePolicy exchange_difference = ExchangePolicy::refuse;  ///< dearer or cheaper goods in exchange
    int price_protect_days = 7;                                   ///< from the day after payment; 0: no limit
    int window_extension_days = 0;                                ///< added to every window that has an end
    std::vector<CategoryRule> categories;
    std::vector<Holiday> holidays;
    Fen four_eyes_above_fen = 0;  ///< a refund above it needs a second person; 0: never
    Fen daily_limit_fen = 0;      ///< what one staff member may agree to in a day; 0: no limit
    bool inspection = false;      ///< received goods are inspected before money moves
    int max_modifications = 5;
    bool replacement_restarts_window = true;  ///< what was replaced or repaired may be asked for anew
    bool virtual_is_automatic = true;         ///< virtual_refund needs no merchant
    std::vector<AutoRule> auto_rules;
    bool operator==(Policy const&) const = default;
};

/// What holds when a tenant has set nothing.
Policy default_policy();

/// Why pieces come back that were refunded and then shipped all the same. The desk's own, in no catalogue.
inline constexpr std::string_view recall_reason = "refunded_then_shipped";

/// The reason with this code, or null; the desk's own ones too.
Reason const* find_reason(Policy const& policy, std::string const& code);

/// The reject reason with this code, or null.
RejectReason const* find_reject_reason(Policy const& policy, std::string const& code);

/// The finding with this code, or null.
Finding const* find_finding(Policy const& policy, std::string const& code);

/// True for the reasons of a buyer who need not give one (七天无理由).
bool is_no_reason(Reason const& reason);

/// True when the rule is for this line.
bool concerns(CategoryRule const& rule, Line const& line);

/// The days within which `type` may be asked for on this line, extension included; 0: no limit.
/// Promise: a reason without limit stays without one. Rule: DOMAIN §6.
int window_days(Policy const& policy, Reason const& reason, Line const& line, TicketType type);

/// When a limit that begins now runs out: holidays are not counted.
Instant due(Instant now, Duration limit, Policy const& policy);

/// How much of a limit is left, holidays not counted; none when it is over.
/// Promise: due(now, time_left(now, deadline, policy), policy) == deadline for a deadline that `due` gave.
Duration time_left(Instant now, Instant deadline, Policy const& policy);

/// What proof the buyer must add when asking for `type` for this reason: none for what was not shipped, at
/// least a photo for goods that travel or are replaced, otherwise what the reason says; none for what was
/// refunded already. Rule: DOMAIN §2.
EvidenceRule evidence_for(Reason const& reason, TicketType type);

/// Whether that proof is more than welcome; an unknown reason needs none, it is refused for itself.
bool needs_evidence(Policy const& policy, std::string const& reason, TicketType type);

/// True when the reason may be given for this type.
bool is_for(Reason const& reason, TicketType type);
bool is_for(RejectReason const& reason, TicketType type);

/// True for the types that concern shipped goods (their quantity is taken from the shipped units).
bool concerns_shipped(TicketType type);

/// True for the types that pay money back.
bool pays_back(TicketType type);

}  // namespace afterdesk

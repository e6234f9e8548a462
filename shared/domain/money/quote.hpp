#pragma once
// The refund of a request, explained: what, how much, why. The page shows it, the ticket freezes it, the
// server pays it; all three call `quote`.

#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/money/claim.hpp"
#include "domain/money/freight.hpp"
#include "domain/money/request.hpp"
#include "domain/order/pricing.hpp"
#include "domain/order/stock.hpp"
#include "domain/policy/policy.hpp"

namespace afterdesk {

/// A line of the refund. A quantity of 0 gives back what an earlier ticket of this line was charged for a
/// broken promotion, now that it is owed (§5.8).
struct QuotedLine {
    int line_no = 0;
    int quantity = 0;
    std::vector<int> units;
    std::vector<std::string> entitlements;
    Fen goods_fen = 0;
    std::vector<DeliveredPieces> deliveries = {};  ///< which brought the pieces, where there are several
    bool operator==(QuotedLine const&) const = default;
};

struct QuoteInput {
    Instant now;
    Order order;
    std::vector<Claim> claims;
    Request request;
    Policy policy;
    std::optional<Fault> fault = std::nullopt;  ///< a verdict's finding; default: the reason's
    std::vector<Ware> stock = {};               ///< what the shop has now; empty: not known
    /// An existing ticket is quoted again: windows, receipt, phases, and what may be returned opened or
    /// without a reason were settled when it was opened.
    bool requoted = false;
    /// What a ticket that is quoted again, or changed by its buyer, has asked for until now, and when: the
    /// windows of these pieces were kept then.
    std::vector<QuotedLine> held = {};
    Instant held_since = {};
};

enum class GiftAction : std::uint8_t { cancel, return_, deduct };

struct QuotedGift {
    int line_no = 0;
    int quantity = 0;
    GiftAction action = GiftAction::cancel;
    Fen deduct_fen = 0;
    std::vector<int> units;  ///< the gift units; held like requested ones, also when paid for by a deduction
    bool operator==(QuotedGift const&) const = default;
};

/// What the buyer gets instead of what goes back. Rule: DOMAIN §2 `exchange`.
struct QuotedExchange {
    int line_no = 0;
    int quantity = 0;
    std::string sku, spu, title, spec;
    Fen unit_price_fen = 0;
    Fen difference_fen = 0;  ///< per unit: above zero the shop pays it back, below zero the buyer owes it
    bool operator==(QuotedExchange const&) const = default;
};

/// One unit (or entitlement) of the refund: paid = price − Σ discounts + rounding − unpaid − protected −
/// deposit kept.
/// For a price_protect request paid is the price difference, and the sum does not hold.
struct ExplainedUnit {
    int line_no = 0;
    int unit = 0;  ///< 0 for an entitlement
    std::string entitlement;
    Fen price_fen = 0;
    std::vector<DiscountShare> discounts;
    Fen rounding_fen = 0;
    Fen deposit_kept_fen = 0;
    Fen protected_fen = 0;  ///< paid back before, when its price dropped (价保)
    Fen paid_fen = 0;       ///< what this unit contributes to goods
    Fen unpaid_fen = 0;     ///< of a presale whose balance (尾款) was never paid
    bool operator==(ExplainedUnit const&) const = default;
};

/// Points and coupons that go back instead of money, and points that the buyer has to give back.
struct Returned {
    std::int64_t points = 0;
    std::vector<int> coupons;  ///< indices into order.discounts
    std::int64_t points_earned =
        0;  ///< credited for these units: the mall claws them back. Rule: DOMAIN §5.3
    bool operator==(Returned const&) const = default;
};

/// What a request comes to, and why.
/// Promise: refund = goods − fee − gift deduction + freight; the lines' goods add up to goods, the explained
/// units of a refund to goods + claw-back, the payments to the refund. With the order's other tickets no line
/// gives back more than was paid for it.
struct Quote {
    Fen refund_fen = 0;
    Fen goods_fen = 0;
    Fen freight_fen = 0;
    Fen fee_fen = 0;
    Fen gift_deduct_fen = 0;
    Fen collect_fen = 0;  ///< exchange for dearer goods: what the buyer owes; then nothing is refunded
    /// Taken off goods because a threshold promotion broke; negative when an earlier claw-back is made good.
    Fen claw_back_fen = 0;
    bool merchant_must_decide = false;  ///< threshold policy `ask`
    FreightRule freight_rule = FreightRule::none_paid;
    std::vector<QuotedLine> lines;
    std::vector<PaymentShare> payments;
    Returned returned;
    std::vector<QuotedGift> gifts;
    std::vector<QuotedExchange> exchanges;
    std::vector<ExplainedUnit> explain;
    bool operator==(Quote const&) const = default;
};

/// The explained refund of `input.request`.
/// Promise: 0 ≤ refund ≤ what the payments still hold; the same input gives the same quote.
/// Units: input.order passed check_order (call it first; a bug otherwise).
/// Errors: every rule that the request or the claim list breaks, at once, with paths
/// "request.lines[0].quantity", "prior[1].units[0]". Rule: DOMAIN §2 (when), §5 (how much).
Result<Quote, Mistakes> quote(QuoteInput const& input);

/// How many units of each line the request's type could still take now. Shape: one entry per order line.
std::vector<int> units_left(Order const& order, std::vector<Claim> const& claims, TicketType type);

/// The same quote with a larger service fee, `fee_fen` in all: goods, units and freight stay, the payments
/// give less; cash_first spares those that come first, proportional keeps the ratio of the quote.
/// Errors: fee_exceeds_goods, offer_not_lower when the fee would shrink (path "fee_fen").
/// Rule: DOMAIN §5.5, §4 (a merchant may only lower).
Result<Quote, Mistakes> with_fee(Quote const& quote, Fen fee_fen, PaymentsPolicy policy);

/// What a quote holds for the quotes of others: one entry per quoted line and gift (deducted ones too), for a
/// price_protect one per unit; the payments and the freight stand on the first entry.
std::vector<Claim> claims_of(Quote const& quote, TicketType type, ClaimState state);

/// A number over every amount, unit and share of the quote: the page sends it, the server compares.
std::uint64_t quote_digest(Quote const& quote);

}  // namespace afterdesk

#pragma once
// What was really paid for each line and each unit: discounts spread by largest remainder, fixed once.

#include <vector>

#include "domain/order/order.hpp"

namespace afterdesk {

/// One discount's part of a line. `order_discount` is its index in order.discounts, or -1 for the line's own
/// discount number `own_discount`.
struct DiscountShare {
    int order_discount = -1;
    int own_discount = -1;
    DiscountKind kind = DiscountKind::shop_coupon;
    Fen amount_fen = 0;
    std::int64_t points = 0;
    bool operator==(DiscountShare const&) const = default;
};

/// One piece of a line, or one entitlement of it.
/// Promise: paid = price − Σ shares + rounding − unpaid; paid, price, unpaid and each share add up over the
/// pieces to those of the line; deposit ≤ paid.
struct PricedUnit {
    int unit = 1;  ///< from 1, in the order of units or entitlements
    Fen price_fen = 0;
    std::vector<Fen> discount_fen;     ///< one entry per PricedLine::discounts
    std::vector<std::int64_t> points;  ///< likewise: points used
    Fen rounding_fen = 0;              ///< what the split of `paid` and the splits of the shares differ by
    Fen paid_fen = 0;
    Fen deposit_fen = 0;  ///< presale: the part of paid that is 定金
    Fen unpaid_fen = 0;   ///< presale: the 尾款 that was never paid
    std::int64_t points_earned = 0;
};

struct PricedLine {
    int line_no = 0;
    Fen gross_fen = 0;
    std::vector<DiscountShare> discounts;  ///< own ones first, then order discounts in listed order
    Fen paid_fen = 0;
    Fen unpaid_fen = 0;                    ///< what it cost and was never paid
    std::vector<PricedUnit> units;         ///< `quantity` entries
    std::vector<PricedUnit> entitlements;  ///< one entry per entitlement, split by weight

    /// What can be refunded one by one: the entitlements where the line has them, its units otherwise.
    std::vector<PricedUnit> const& pieces() const { return entitlements.empty() ? units : entitlements; }
};

struct Pricing {
    std::vector<PricedLine> lines;  ///< in the order's line order
};

/// Prices an order. Units: the order passed check_order (a bug otherwise). Rule: DOMAIN §5.1, §5.2, §5.6.
Pricing price_order(Order const& order);

/// An order discount's part of each line: by largest remainder over the lines that it names (all, if none),
/// in the ratio of what they still cost.
/// Shape: `cost_fen` and the result have one entry per order line.
/// Units: the discount is not larger than what its lines cost. Rule: DOMAIN §5.1.
std::vector<Fen> spread_over_lines(Order const& order, Discount const& discount,
                                   std::vector<Fen> const& cost_fen);

/// True for each order line that an order discount names. Shape: one entry per order line.
std::vector<bool> lines_named(Order const& order, Discount const& discount);

}  // namespace afterdesk

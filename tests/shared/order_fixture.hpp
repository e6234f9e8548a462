#pragma once
// What the tests of orders, prices and quotes share: lines by the handful, the order of DOMAIN §5, a
// request's quote.

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "domain/money/quote.hpp"
#include "domain/order/pricing.hpp"
#include "shipping.hpp"
#include "testing.hpp"

/// How a failed comparison shows mistakes: "12 order.lines[0].quantity ≤ 3".
template <>
struct doctest::StringMaker<afterdesk::Mistakes> {
    static String convert(afterdesk::Mistakes const& mistakes) {
        std::string text = "{";
        for (afterdesk::Mistake const& mistake : mistakes) {
            text += " " + std::to_string(static_cast<int>(mistake.rule)) + " " + mistake.path + " ≤ " +
                    std::to_string(mistake.limit) + ";";
        }
        return (text + " }").c_str();
    }
};

namespace afterdesk::order_fixture {

inline constexpr Instant now{1'795'000'000'000};

inline Line line(int line_no, int quantity, Fen unit_price_fen) {
    Line made;
    made.line_no = line_no;
    made.sku = "K" + std::to_string(line_no);
    made.spu = "P" + std::to_string(line_no);
    made.title = "羊绒衫";
    made.quantity = quantity;
    made.unit_price_fen = unit_price_fen;
    return made;
}

inline Line shipped_line(int line_no, int quantity, Fen unit_price_fen, int shipped) {
    Line made = line(line_no, quantity, unit_price_fen);
    ship(made, shipped);
    sign_for(made, now);
    return made;
}

inline Line virtual_line(int line_no, int quantity, Fen unit_price_fen) {
    Line made = line(line_no, quantity, unit_price_fen);
    made.kind = LineKind::virtual_;
    return made;
}

/// A course whose hours are named "L1", "L2", …
inline Line course(int line_no, Fen price_fen, std::vector<std::int64_t> const& weights) {
    Line made = virtual_line(line_no, 1, price_fen);
    for (std::int64_t weight : weights) {
        made.entitlements.push_back({"L" + std::to_string(made.entitlements.size() + 1), weight, false});
    }
    return made;
}

inline Line gift_line(int line_no, int quantity, Gift gift) {
    Line made = line(line_no, quantity, 0);
    made.gift = gift;
    return made;
}

inline Line presale_line(int line_no, int quantity, Fen unit_price_fen, Fen deposit_of_line_fen) {
    Line made = line(line_no, quantity, unit_price_fen);
    made.presale = Presale{deposit_of_line_fen};
    return made;
}

/// Whose balance was never paid.
inline Line unpaid_presale_line(int line_no, int quantity, Fen unit_price_fen, Fen deposit_of_line_fen) {
    Line made = presale_line(line_no, quantity, unit_price_fen, deposit_of_line_fen);
    made.presale->balance_paid = false;
    return made;
}

inline Discount discount(Fen amount_fen, std::vector<int> lines = {}) {
    return {DiscountKind::platform_coupon, amount_fen, 0, std::nullopt, std::move(lines)};
}

/// 满减: holds while what remains costs the threshold.
inline Discount full_reduction(Fen amount_fen, Fen threshold_fen, std::vector<int> lines = {}) {
    return {DiscountKind::full_reduction, amount_fen, 0, threshold_fen, std::move(lines)};
}

/// What the payments must add up to, as far as it can be said.
inline Fen total_of(Order const& order) {
    Fen total = order.freight_fen;
    for (Line const& each : order.lines) {
        total += each.unit_price_fen * each.quantity;
        for (Discount const& own : each.discounts) total -= own.amount_fen;
    }
    for (Discount const& each : order.discounts) total -= each.amount_fen;
    bool const part_paid = std::any_of(order.lines.begin(), order.lines.end(), [](Line const& each) {
        return each.presale && !each.presale->balance_paid;
    });
    if (!part_paid) return total;
    for (PricedLine const& each : price_order(order).lines) total -= each.unpaid_fen;
    return total;
}

/// An order of these lines, paid in one payment by wechat.
inline Order order_of(std::vector<Line> lines, std::vector<Discount> discounts = {}, Fen freight_fen = 0) {
    Order made;
    made.order_no = {"E1"};
    made.shop_id = {"s1"};
    made.buyer_id = {"b1"};
    made.paid_at = Instant{now.ms - days(3).ms};
    made.freight_fen = freight_fen;
    made.lines = std::move(lines);
    made.discounts = std::move(discounts);
    made.payments = {{{"w1"}, PaymentChannel::wechat, total_of(made)}};
    return made;
}

/// The order of DOMAIN §5.
inline Order sample_order() {
    Line sweater = line(1, 3, 10'000);
    sweater.discounts = {{DiscountKind::shop_coupon, 1'000, 0, std::nullopt, {}}};
    Line lessons = course(2, 50'000, {1, 1});
    lessons.entitlements[0].used = true;
    return order_of({sweater, lessons, gift_line(3, 1, {1, 3, 3'000}), presale_line(4, 1, 80'000, 10'000)},
                    {discount(2'000, {1, 2})}, 1'000);
}

inline QuoteInput input_of(Order order, TicketType type, std::vector<LineRequest> lines) {
    QuoteInput made;
    made.now = now;
    made.order = std::move(order);
    made.request.type = type;
    made.request.reason = "not_wanted";
    made.request.lines = std::move(lines);
    made.policy = default_policy();
    return made;
}

/// The quote of a request that must not be refused.
inline Quote quoted(QuoteInput const& input) {
    REQUIRE(check_order(input.order, "order") == Mistakes{});
    Result<Quote, Mistakes> result = quote(input);
    if (!result.ok()) CHECK(result.error() == Mistakes{});
    REQUIRE(result.ok());
    return std::move(result).value();
}

/// What is wrong with a request that must be refused.
inline Mistakes refused(QuoteInput const& input) {
    REQUIRE(check_order(input.order, "order") == Mistakes{});
    Result<Quote, Mistakes> const result = quote(input);
    REQUIRE_FALSE(result.ok());
    return result.error();
}

/// What other tickets see of a quote.
inline std::vector<Claim> held(Quote const& quote, TicketType type) {
    return claims_of(quote, type, ClaimState::reserved);
}

inline void append(std::vector<Claim>& to, std::vector<Claim> const& from) {
    to.insert(to.end(), from.begin(), from.end());
}

template <class Numbers>
std::int64_t sum(Numbers const& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), std::int64_t{0});
}

}  // namespace afterdesk::order_fixture

#pragma once
// Random but repeatable orders for the property tests: every kind of line, discount and payment.

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "order_fixture.hpp"

namespace afterdesk::order_fixture {

/// SplitMix64: the same numbers everywhere for the same seed.
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30u)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27u)) * 0x94d049bb133111ebu;
        return z ^ (z >> 31u);
    }
    /// Both ends included.
    std::int64_t between(std::int64_t low, std::int64_t high) {
        return low + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(high - low + 1));
    }
    int number(int low, int high) { return static_cast<int>(between(low, high)); }
    bool one_in(int n) { return between(1, n) == 1; }
    template <class T>
    T const& of(std::vector<T> const& choices) {
        return choices[static_cast<std::size_t>(between(0, static_cast<std::int64_t>(choices.size()) - 1))];
    }

  private:
    std::uint64_t state_;
};

/// What the random orders may hold. Units: fen.
struct OrderShape {
    Fen max_price_fen = 20'000;
    int max_quantity = 6;
    int max_lines = 5;
    bool used_hours = true;
    bool thresholds = true;
};

inline Discount random_discount(Random& random, Fen max_fen_of_it) {
    static_assert(static_cast<int>(DiscountKind::manual) == 5);
    Discount made = discount(random.between(0, max_fen_of_it));
    made.kind = static_cast<DiscountKind>(random.number(0, 5));
    if (made.kind == DiscountKind::points) made.points = random.between(0, 1'000);
    return made;
}

inline Line random_line(Random& random, OrderShape const& shape, int line_no) {
    Fen const price = random.between(0, shape.max_price_fen);
    int const quantity = random.number(1, shape.max_quantity);
    Line made;
    switch (random.number(0, 4)) {
        case 0: made = virtual_line(line_no, quantity, price); break;
        case 1: {
            std::vector<std::int64_t> weights(static_cast<std::size_t>(quantity));
            for (std::int64_t& weight : weights) weight = random.between(0, 3);
            made = course(line_no, price, weights);
            for (Entitlement& hour : made.entitlements) hour.used = shape.used_hours && random.one_in(5);
            break;
        }
        case 2: made = presale_line(line_no, quantity, price, 0); break;
        default: made = line(line_no, quantity, price); break;
    }
    Fen cost = price * made.quantity;
    for (int i = random.number(0, 2); i > 0; --i) {
        made.discounts.push_back(random_discount(random, cost / 3));
        cost -= made.discounts.back().amount_fen;
    }
    if (made.presale) made.presale->deposit_fen = random.between(0, cost);
    if (made.presale) made.presale->balance_paid = !random.one_in(3);
    return made;
}

/// Splits the total over one to four payments, some of them points.
inline void pay(Random& random, Order& order, Fen total) {
    order.payments.clear();
    int const count = random.number(1, 4);
    for (int i = 1; i <= count; ++i) {
        Fen const amount = i == count ? total : random.between(0, total);
        total -= amount;
        order.payments.push_back(
            {{"pay" + std::to_string(i)}, static_cast<PaymentChannel>(random.number(0, 4)), amount});
    }
}

/// A sound order.
inline Order random_order(Random& random, OrderShape const& shape = {}) {
    Order made = order_of({});
    int const lines = random.number(1, shape.max_lines);
    for (int i = 1; i <= lines; ++i) made.lines.push_back(random_line(random, shape, i));
    if (random.one_in(3)) {
        Line const& main_line = made.lines[static_cast<std::size_t>(random.number(0, lines - 1))];
        Gift gift;
        gift.of_line = main_line.line_no;
        gift.per_quantity = random.number(1, main_line.quantity);
        gift.value_fen = random.between(0, 500);
        made.lines.push_back(gift_line(lines + 1, random.number(1, 4), gift));
    }
    made.freight_fen = random.one_in(3) ? 0 : random.between(0, 2'000);

    std::vector<Fen> cost;
    for (Line const& each : made.lines) {
        cost.push_back(each.unit_price_fen * each.quantity);
        for (Discount const& own : each.discounts) cost.back() -= own.amount_fen;
    }
    for (int i = random.number(0, 3); i > 0; --i) {
        Discount next = discount(0);
        for (Line const& each : made.lines) {
            if (random.one_in(3)) next.lines.push_back(each.line_no);
        }
        std::vector<bool> const named = lines_named(made, next);
        Fen available = 0;
        for (std::size_t l = 0; l < cost.size(); ++l) available += named[l] ? cost[l] : 0;
        Discount const drawn = random_discount(random, random.one_in(10) ? available : available / 3);
        next.kind = drawn.kind;
        next.amount_fen = drawn.amount_fen;
        next.points = drawn.points;
        if (shape.thresholds && random.one_in(2)) next.threshold_fen = random.between(0, available + 1);
        std::vector<Fen> const shares = spread_over_lines(made, next, cost);
        for (std::size_t l = 0; l < cost.size(); ++l) cost[l] -= shares[l];
        made.discounts.push_back(std::move(next));
    }
    for (std::size_t l = 0; l < cost.size(); ++l) cost[l] -= unpaid_of(made.lines[l], cost[l]);
    pay(random, made, sum(cost) + made.freight_fen);
    return made;
}

}  // namespace afterdesk::order_fixture

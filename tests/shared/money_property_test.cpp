// What must hold for every order and every sequence of refunds, tried on random ones. A failure prints its
// seed.

#include <map>

#include "random_order.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

/// Runs a property on the orders of many seeds; stops at the first seed that fails.
template <class Property>
void for_seeds(int count, Property property) {
    for (int i = 1; i <= count; ++i) {
        auto const seed = static_cast<std::uint64_t>(i);
        CAPTURE(seed);
        Random random(seed);
        property(random);
    }
}

Fen payments_of(Order const& order) {
    Fen total = 0;
    for (Payment const& payment : order.payments) total += payment.amount_fen;
    return total;
}

// ---- Prices -----------------------------------------------------------------------------------------------

void check_pieces(PricedLine const& line, std::vector<PricedUnit> const& pieces) {
    std::vector<Fen> shares(line.discounts.size(), 0);
    std::vector<std::int64_t> points(line.discounts.size(), 0);
    Fen paid = 0;
    Fen price = 0;
    Fen rounding = 0;
    for (PricedUnit const& piece : pieces) {
        REQUIRE(piece.paid_fen >= 0);
        REQUIRE(piece.deposit_fen >= 0);
        REQUIRE(piece.deposit_fen <= piece.paid_fen);
        REQUIRE(piece.unpaid_fen >= 0);
        REQUIRE(piece.paid_fen ==
                piece.price_fen - sum(piece.discount_fen) + piece.rounding_fen - piece.unpaid_fen);
        paid += piece.paid_fen;
        price += piece.price_fen;
        rounding += piece.rounding_fen;
        for (std::size_t i = 0; i < shares.size(); ++i) {
            REQUIRE(piece.discount_fen[i] >= 0);
            shares[i] += piece.discount_fen[i];
            points[i] += piece.points[i];
        }
    }
    REQUIRE(paid == line.paid_fen);
    REQUIRE(price == line.gross_fen);
    REQUIRE(rounding == 0);
    for (std::size_t i = 0; i < shares.size(); ++i) {
        REQUIRE(shares[i] == line.discounts[i].amount_fen);
        REQUIRE(points[i] == line.discounts[i].points);
    }
}

void check_prices(Order const& order) {
    REQUIRE(check_order(order, "order") == Mistakes{});
    Pricing const pricing = price_order(order);
    Fen paid = order.freight_fen;
    std::vector<Fen> spread(order.discounts.size(), 0);
    std::vector<std::int64_t> points(order.discounts.size(), 0);
    for (PricedLine const& line : pricing.lines) {
        Fen off = 0;
        for (DiscountShare const& share : line.discounts) {
            REQUIRE(share.amount_fen >= 0);
            off += share.amount_fen;
            if (share.order_discount < 0) continue;
            spread[static_cast<std::size_t>(share.order_discount)] += share.amount_fen;
            points[static_cast<std::size_t>(share.order_discount)] += share.points;
        }
        REQUIRE(line.paid_fen >= 0);
        REQUIRE(line.paid_fen == line.gross_fen - off - line.unpaid_fen);
        // A presale's deposit and balance are split apart: the first unit may have an odd fen of both.
        Line const& bought = order.lines[static_cast<std::size_t>(&line - pricing.lines.data())];
        REQUIRE(line.units.front().paid_fen - line.units.back().paid_fen <= (bought.presale ? 2 : 1));
        check_pieces(line, line.units);
        if (!line.entitlements.empty()) check_pieces(line, line.entitlements);
        paid += line.paid_fen;
    }
    REQUIRE(paid == payments_of(order));
    for (std::size_t j = 0; j < order.discounts.size(); ++j) {
        REQUIRE(spread[j] == order.discounts[j].amount_fen);
        REQUIRE(points[j] == order.discounts[j].points);
    }
}

TEST_CASE("Discounts are spread and lines split to the last fen") {
    for_seeds(3'000, [](Random& random) { check_prices(random_order(random)); });
}

TEST_CASE("So are the largest amounts") {
    OrderShape shape;
    shape.max_price_fen = max_fen;
    shape.max_quantity = 1'000;
    for_seeds(100, [&](Random& random) { check_prices(random_order(random, shape)); });
}

TEST_CASE("Any amount is allocated completely, and nobody gets more than a fen beyond his part") {
    for_seeds(3'000, [](Random& random) {
        std::vector<Fen> weights;
        for (int i = random.number(1, 8); i > 0; --i)
            weights.push_back(random.one_in(4) ? 0 : random.between(0, 50));
        Fen const total = random.between(0, 1'000);
        std::vector<Fen> const shares = allocate(total, weights);
        REQUIRE(sum(shares) == total);
        Fen const all = sum(weights);
        for (std::size_t i = 0; i < weights.size() && all > 0; ++i) {
            REQUIRE(shares[i] >= total * weights[i] / all);
            REQUIRE(shares[i] <= (total * weights[i] + all - 1) / all);
        }
    });
}

// ---- Refunds ----------------------------------------------------------------------------------------------

/// What an order's refunds have come to so far.
struct Till {
    Order order;
    Pricing pricing;
    std::map<std::string, Fen> left_of_payment;
    Fen refunded_fen = 0;
    Fen goods_fen = 0;
    Fen freight_fen = 0;
    Fen fees_fen = 0;
    Fen gift_deduct_fen = 0;
    Fen deposits_kept_fen = 0;

    explicit Till(Order of) : order(std::move(of)), pricing(price_order(order)) {
        for (Payment const& payment : order.payments)
            left_of_payment[payment.payment_id.value] = payment.amount_fen;
    }

    void check_and_add(Quote const& quote) {
        REQUIRE(quote.refund_fen >= 0);
        REQUIRE(quote.goods_fen >= 0);
        REQUIRE(quote.gift_deduct_fen >= 0);
        REQUIRE(quote.refund_fen ==
                quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen + quote.freight_fen);
        Fen of_lines = 0;
        for (QuotedLine const& line : quote.lines) {
            REQUIRE(line.goods_fen >= 0);
            of_lines += line.goods_fen;
        }
        REQUIRE(of_lines == quote.goods_fen);
        Fen of_units = 0;
        for (ExplainedUnit const& unit : quote.explain) {
            REQUIRE(unit.paid_fen >= 0);
            Fen off = 0;
            for (DiscountShare const& share : unit.discounts) off += share.amount_fen;
            REQUIRE(unit.paid_fen ==
                    unit.price_fen - off + unit.rounding_fen - unit.unpaid_fen - unit.deposit_kept_fen);
            of_units += unit.paid_fen;
            deposits_kept_fen += unit.deposit_kept_fen;
        }
        REQUIRE(of_units - quote.claw_back_fen == quote.goods_fen);
        Fen of_payments = 0;
        for (PaymentShare const& share : quote.payments) {
            REQUIRE(share.amount_fen > 0);
            Fen& left = left_of_payment.at(share.payment_id.value);
            left -= share.amount_fen;
            REQUIRE(left >= 0);
            of_payments += share.amount_fen;
        }
        REQUIRE(of_payments == quote.refund_fen);
        refunded_fen += quote.refund_fen;
        goods_fen += quote.goods_fen;
        freight_fen += quote.freight_fen;
        fees_fen += quote.fee_fen;
        gift_deduct_fen += quote.gift_deduct_fen;
        REQUIRE(freight_fen <= order.freight_fen);
    }
};

/// Some of what is left, over one or several lines; nothing when nothing is left.
std::vector<LineRequest> some_lines(Random& random, Order const& order, std::vector<Claim> const& claims,
                                    TicketType type) {
    std::vector<int> const left = units_left(order, claims, type);
    std::vector<LineRequest> lines;
    std::vector<LineRequest> all;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i] == 0 || order.lines[i].gift) continue;
        LineRequest asked{order.lines[i].line_no, random.number(1, left[i]), {}};
        all.push_back(asked);
        if (random.one_in(2)) lines.push_back(asked);
    }
    if (lines.empty() && !all.empty()) lines.push_back(random.of(all));
    return lines;
}

/// Names one free hour of each course that is asked for, so that courses come back in parts as well.
void name_hours(Random& random, Order const& order, std::vector<Claim> const& claims,
                std::vector<LineRequest>& lines) {
    for (LineRequest& asked : lines) {
        Line const& line = *find_line(order, asked.line_no);
        std::vector<std::string> free;
        for (Entitlement const& hour : line.entitlements) {
            bool const taken = std::any_of(claims.begin(), claims.end(), [&](Claim const& claim) {
                return claim.line_no == line.line_no &&
                       std::find(claim.entitlements.begin(), claim.entitlements.end(), hour.id) !=
                           claim.entitlements.end();
            });
            if (!hour.used && !taken) free.push_back(hour.id);
        }
        if (!free.empty() && !random.one_in(3)) asked.entitlements = {random.of(free)};
    }
}

QuoteInput refund_of(Order const& order, Random& random) {
    QuoteInput input = input_of(order, TicketType::refund_unshipped, {});
    input.policy.threshold = random.of<ThresholdPolicy>({ThresholdPolicy::keep, ThresholdPolicy::claw_back,
                                                         ThresholdPolicy::claw_back, ThresholdPolicy::ask});
    input.policy.payments =
        random.of<PaymentsPolicy>({PaymentsPolicy::cash_first, PaymentsPolicy::proportional});
    input.policy.points = PointsPolicy::by_unit_share;
    return input;
}

/// Refunds an order in random parts until nothing is left.
Till refund_all(Order const& order, Random& random, QuoteInput input) {
    Till till(order);
    for (;;) {
        input.request.lines = some_lines(random, order, input.claims, input.request.type);
        if (input.request.lines.empty()) return till;
        name_hours(random, order, input.claims, input.request.lines);
        Quote const quote = quoted(input);
        till.check_and_add(quote);
        append(input.claims, held(quote, input.request.type));
    }
}

bool has_goods(Order const& order) {
    return std::any_of(order.lines.begin(), order.lines.end(),
                       [](Line const& line) { return line.kind == LineKind::physical && !line.gift; });
}

TEST_CASE("Refunding everything, in any parts and under any policy, gives everything back") {
    OrderShape shape;
    shape.used_hours = false;
    for_seeds(800, [&](Random& random) {
        Order const order = random_order(random, shape);
        QuoteInput input = refund_of(order, random);
        input.request.reason = "out_of_stock";  // the shop's fault: deposits too
        Till const till = refund_all(order, random, input);
        // The freight of an order without goods has nothing to go back with.
        Fen const freight = has_goods(order) ? order.freight_fen : 0;
        REQUIRE(till.goods_fen == payments_of(order) - order.freight_fen);
        REQUIRE(till.freight_fen == freight);
        REQUIRE(till.refunded_fen == till.goods_fen + freight);
        for (auto const& [payment, left] : till.left_of_payment) {
            if (has_goods(order)) REQUIRE(left == 0);
        }
    });
}

TEST_CASE("For the buyer's reasons everything comes back but deposits and what was used") {
    for_seeds(800, [](Random& random) {
        Order const order = random_order(random);
        QuoteInput input = refund_of(order, random);
        input.policy.threshold = ThresholdPolicy::keep;
        Till const till = refund_all(order, random, input);
        Fen used = 0;
        for (std::size_t i = 0; i < order.lines.size(); ++i) {
            for (std::size_t k = 0; k < order.lines[i].entitlements.size(); ++k) {
                if (order.lines[i].entitlements[k].used)
                    used += till.pricing.lines[i].entitlements[k].paid_fen;
            }
        }
        REQUIRE(till.goods_fen == payments_of(order) - order.freight_fen - used - till.deposits_kept_fen);
    });
}

TEST_CASE("Fees and kept gifts are all that is missing in the end") {
    OrderShape shape;
    shape.used_hours = false;
    for_seeds(500, [&](Random& random) {
        Order const order = random_order(random, shape);
        QuoteInput input = refund_of(order, random);
        input.request.reason = "out_of_stock";
        Till till(order);
        for (;;) {
            input.request.lines = some_lines(random, order, input.claims, input.request.type);
            if (input.request.lines.empty()) break;
            input.request.fee_fen = 0;
            input.request.keep_gifts = random.one_in(2);
            Fen const goods = quoted(input).goods_fen;
            input.request.fee_fen = random.between(0, goods);
            Quote const quote = quoted(input);
            till.check_and_add(quote);
            append(input.claims, held(quote, input.request.type));
        }
        REQUIRE(till.goods_fen == payments_of(order) - order.freight_fen);
        REQUIRE(till.refunded_fen ==
                till.goods_fen - till.fees_fen - till.gift_deduct_fen + till.freight_fen);
    });
}

TEST_CASE("Whatever is reserved and withdrawn, no payment gives more than it took") {
    for_seeds(500, [](Random& random) {
        Order const order = random_order(random);
        QuoteInput input = refund_of(order, random);
        input.policy.freight_when_shop_at_fault = random.one_in(2);
        std::vector<std::vector<Claim>> tickets;
        std::vector<Quote> quotes;
        for (int step = 0; step < 12; ++step) {
            if (!tickets.empty() && random.one_in(3)) {
                int const gone = random.number(0, static_cast<int>(tickets.size()) - 1);
                tickets.erase(tickets.begin() + gone);
                quotes.erase(quotes.begin() + gone);
            }
            input.claims.clear();
            for (std::vector<Claim> const& ticket : tickets) append(input.claims, ticket);
            input.request.reason = random.one_in(2) ? "not_wanted" : "out_of_stock";
            input.request.lines = some_lines(random, order, input.claims, input.request.type);
            if (input.request.lines.empty()) continue;
            quotes.push_back(quoted(input));
            tickets.push_back(held(quotes.back(), input.request.type));
            Till till(order);
            for (Quote const& quote : quotes) till.check_and_add(quote);
        }
    });
}

TEST_CASE("Priors of which only units are known are replayed as they were granted") {
    OrderShape shape;
    shape.used_hours = false;
    for_seeds(500, [&](Random& random) {
        Order const order = random_order(random, shape);
        QuoteInput known = refund_of(order, random);
        QuoteInput bare = known;
        for (;;) {
            // One line at a time, as an order file tells it: it does not say what belongs to one ticket.
            known.request.lines = some_lines(random, order, known.claims, known.request.type);
            if (known.request.lines.empty()) break;
            known.request.lines.resize(1);
            name_hours(random, order, known.claims, known.request.lines);
            bare.request = known.request;
            Quote const quote = quoted(known);
            REQUIRE(quoted(bare) == quote);
            for (Claim claim : held(quote, known.request.type)) {
                known.claims.push_back(claim);
                if (claim.quantity == 0) continue;  // an earlier claw-back made good: the replay finds it
                claim.granted = std::nullopt;
                claim.payments.clear();
                bare.claims.push_back(claim);
            }
        }
    });
}

TEST_CASE("Shipped and unshipped parts add up too") {
    OrderShape shape;
    shape.used_hours = false;
    for_seeds(500, [&](Random& random) {
        Order order = random_order(random, shape);
        for (Line& line : order.lines) {
            if (line.kind == LineKind::physical) ship(line, random.number(0, line.quantity));
        }
        QuoteInput input = refund_of(order, random);
        Till till(order);
        int idle = 0;
        while (idle < 20) {
            bool const unshipped = random.one_in(2);
            input.request.type = unshipped ? TicketType::refund_unshipped : TicketType::return_refund;
            input.request.reason = "agreed";
            input.request.lines = some_lines(random, order, input.claims, input.request.type);
            bool const goods_asked = std::any_of(
                input.request.lines.begin(), input.request.lines.end(), [&](LineRequest const& asked) {
                    return find_line(order, asked.line_no)->kind == LineKind::physical;
                });
            if (input.request.lines.empty() || (!unshipped && !goods_asked)) {
                ++idle;
                continue;
            }
            Quote const quote = quoted(input);
            till.check_and_add(quote);
            append(input.claims, held(quote, input.request.type));
        }
        REQUIRE(till.goods_fen == payments_of(order) - order.freight_fen - till.deposits_kept_fen);
    });
}

TEST_CASE("The largest amounts are refunded to the last fen") {
    OrderShape shape;
    shape.max_price_fen = max_fen;
    shape.max_quantity = 900;
    shape.used_hours = false;
    shape.max_lines = 3;
    for_seeds(20, [&](Random& random) {
        Order const order = random_order(random, shape);
        QuoteInput input = refund_of(order, random);
        input.request.reason = "out_of_stock";
        Till const till = refund_all(order, random, input);
        REQUIRE(till.goods_fen == payments_of(order) - order.freight_fen);
    });
}

}  // namespace
}  // namespace afterdesk

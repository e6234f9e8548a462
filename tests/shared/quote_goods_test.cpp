// The refund of goods: which units, what each gives, deposits, hours, fees, and what goes back beside money.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

TEST_CASE("A refund takes the lowest free units, and their cents") {
    Order const order = order_of({line(1, 3, 7'000)}, {discount(1'000)});
    struct Row {
        char const* name;
        std::vector<int> held_units;
        int quantity;
        std::vector<int> units;
        Fen goods_fen;
    };
    std::vector<Row> const rows = {
        {"the first", {}, 1, {1}, 6'667},
        {"the last", {1, 2}, 1, {3}, 6'666},
        {"around one in the middle", {2}, 2, {1, 3}, 13'333},
        {"all", {}, 3, {1, 2, 3}, 20'000},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        QuoteInput input = input_of(order, TicketType::refund_unshipped, {{1, row.quantity, {}}});
        for (int unit : row.held_units) {
            Claim claim;
            claim.line_no = 1;
            claim.units = {unit};
            input.claims.push_back(claim);
        }
        Quote const quote = quoted(input);
        CHECK(quote.lines[0].units == row.units);
        CHECK(quote.goods_fen == row.goods_fen);
    }
}

TEST_CASE("Each unit explains itself") {
    Line sweater = line(1, 2, 10'000);
    sweater.discounts = {{DiscountKind::member, 301, 0, std::nullopt, {}}};
    Order const order = order_of({sweater}, {discount(101)});
    Quote const quote = quoted(input_of(order, TicketType::refund_unshipped, {{1, 2, {}}}));
    REQUIRE(quote.explain.size() == 2);
    CHECK(quote.explain[0] == ExplainedUnit{1,
                                            1,
                                            "",
                                            10'000,
                                            {{-1, 0, DiscountKind::member, 151, 0},
                                             {0, -1, DiscountKind::platform_coupon, 51, 0}},
                                            1,
                                            0,
                                            0,
                                            9'799});
    CHECK(quote.explain[1].rounding_fen == -1);
    CHECK(quote.explain[1].paid_fen == 9'799);
}

TEST_CASE("Lines are quoted in the order in which they are asked for") {
    Quote const quote = quoted(input_of(order_of({line(1, 1, 100), line(2, 2, 70)}),
                                        TicketType::refund_unshipped, {{2, 1, {}}, {1, 1, {}}}));
    CHECK(quote.lines == std::vector<QuotedLine>{{2, 1, {1}, {}, 70}, {1, 1, {1}, {}, 100}});
    CHECK(quote.goods_fen == 170);
}

TEST_CASE("A deposit is paid out only when the shop is at fault") {
    struct Row {
        char const* reason;
        Fen goods_fen;
        Fen deposit_kept_fen;
    };
    for (Row const& row : std::vector<Row>{
             {"not_wanted", 70'000, 10'000}, {"out_of_stock", 80'000, 0}, {"shop_late", 80'000, 0}}) {
        CAPTURE(row.reason);
        QuoteInput input = input_of(sample_order(), TicketType::refund_unshipped, {{4, 1, {}}});
        input.request.reason = row.reason;
        Quote const quote = quoted(input);
        CHECK(quote.goods_fen == row.goods_fen);
        CHECK(quote.explain[0].deposit_kept_fen == row.deposit_kept_fen);
        CHECK(quote.explain[0].paid_fen == row.goods_fen);
    }
}

TEST_CASE("Of a presale whose balance was never paid, only the deposit can come back, as the policy says") {
    struct Row {
        char const* name;
        char const* reason;
        int percent;
        Fen goods_fen;
        Fen deposit_kept_fen;
    };
    for (Row const& row : std::vector<Row>{{"none, where the shop says nothing", "not_wanted", 0, 0, 10'001},
                                           {"a part", "not_wanted", 30, 3'000, 7'001},
                                           {"all", "not_wanted", 100, 10'001, 0},
                                           {"the shop's fault: all", "out_of_stock", 0, 10'001, 0}}) {
        CAPTURE(row.name);
        QuoteInput input = input_of(order_of({unpaid_presale_line(1, 1, 80'000, 10'001), line(2, 1, 500)}),
                                    TicketType::refund_unshipped, {{1, 1, {}}});
        CHECK(input.order.payments[0].amount_fen == 10'501);
        input.request.reason = row.reason;
        input.policy.unpaid_presale_refund_percent = row.percent;
        Quote const quote = quoted(input);
        CHECK(quote.goods_fen == row.goods_fen);
        CHECK(quote.refund_fen == row.goods_fen);
        CHECK(quote.explain[0].unpaid_fen == 69'999);
        CHECK(quote.explain[0].deposit_kept_fen == row.deposit_kept_fen);
        CHECK(quote.explain[0].paid_fen == row.goods_fen);
        input.claims = held(quote, TicketType::refund_unshipped);
        input.request.lines = {{2, 1, {}}};
        CHECK(quoted(input).goods_fen == 500);
    }
}

TEST_CASE("The policy for unpaid balances leaves presales that were paid in full alone") {
    QuoteInput input = input_of(sample_order(), TicketType::refund_unshipped, {{4, 1, {}}});
    input.policy.unpaid_presale_refund_percent = 100;
    CHECK(quoted(input).explain[0].deposit_kept_fen == 10'000);
}

TEST_CASE("Discounts of a part-paid presale lower the balance that was not paid") {
    Order const order = order_of({unpaid_presale_line(1, 2, 500, 300)}, {discount(100)});
    CHECK(order.payments[0].amount_fen == 300);
    QuoteInput input = input_of(order, TicketType::refund_unshipped, {{1, 1, {}}});
    input.request.reason = "out_of_stock";
    Quote const quote = quoted(input);
    CHECK(quote.goods_fen == 150);
    CHECK(quote.explain[0].unpaid_fen == 300);
}

TEST_CASE("The courier's fault is not the shop's: the deposit stays") {
    Line coat = presale_line(1, 1, 80'000, 10'000);
    ship(coat, 1);
    QuoteInput input = input_of(order_of({coat}), TicketType::refund_shipped, {{1, 1, {}}});
    input.request.reason = "slow_delivery";
    CHECK(quoted(input).goods_fen == 70'000);
}

TEST_CASE("Hours are refunded one by one, used ones never") {
    Order order = order_of({course(1, 10'000, {1, 2, 3, 4})});
    order.lines[0].entitlements[3].used = true;
    QuoteInput input = input_of(order, TicketType::virtual_refund, {{1, 1, {"L3"}}});
    Quote const third = quoted(input);
    CHECK(third.lines == std::vector<QuotedLine>{{1, 1, {}, {"L3"}, 3'000}});
    CHECK(third.explain[0].entitlement == "L3");
    CHECK(third.explain[0].unit == 0);
    CHECK(third.explain[0].price_fen == 3'000);

    input.claims = held(third, TicketType::virtual_refund);
    input.request.lines = {{1, 1, {}}};
    Quote const rest = quoted(input);
    CHECK(rest.lines == std::vector<QuotedLine>{{1, 1, {}, {"L1", "L2"}, 3'000}});
}

TEST_CASE("A quantity may say how many hours are named") {
    Order const order = order_of({course(1, 900, {1, 1, 1})});
    Quote const quote = quoted(input_of(order, TicketType::virtual_refund, {{1, 2, {"L3", "L1"}}}));
    CHECK(quote.lines == std::vector<QuotedLine>{{1, 1, {}, {"L1", "L3"}, 600}});
}

TEST_CASE("A service fee comes off the goods") {
    QuoteInput input = input_of(order_of({line(1, 2, 1'000)}), TicketType::refund_unshipped, {{1, 1, {}}});
    input.request.fee_fen = 300;
    Quote const quote = quoted(input);
    CHECK(quote.goods_fen == 1'000);
    CHECK(quote.fee_fen == 300);
    CHECK(quote.refund_fen == 700);
    CHECK(quote.payments == std::vector<PaymentShare>{{{"w1"}, 700}});
}

TEST_CASE("A fee never comes off the freight") {
    QuoteInput input =
        input_of(order_of({line(1, 1, 1'000)}, {}, 200), TicketType::refund_unshipped, {{1, 1, {}}});
    input.request.fee_fen = 1'000;
    CHECK(quoted(input).refund_fen == 200);
}

TEST_CASE("Exchange, repair and reship list the units and pay nothing") {
    for (TicketType type : {TicketType::exchange, TicketType::repair, TicketType::reship}) {
        QuoteInput input =
            input_of(order_of({shipped_line(1, 3, 1'000, 3), gift_line(2, 1, {1, 3, 50})}, {}, 500), type,
                     {{1, 2, {}}});
        input.request.reason = "agreed";
        Quote const quote = quoted(input);
        CHECK(quote.refund_fen == 0);
        CHECK(quote.lines == std::vector<QuotedLine>{{1, 2, {1, 2}, {}, 0}});
        CHECK(quote.freight_rule == FreightRule::kept_type);
        CHECK(quote.payments.empty());
        CHECK(quote.gifts.empty());
        CHECK(quote.explain.empty());
        input.request.fee_fen = 1;
        CHECK(refused(input) == Mistakes{{Rule::fee_exceeds_goods, "request.fee_fen", 0}});
    }
}

Order order_with_points_and_coupons() {
    Discount points = discount(300);
    points.kind = DiscountKind::points;
    points.points = 1'000;
    Discount member = discount(60);
    member.kind = DiscountKind::member;
    Discount shop_coupon = discount(90);
    shop_coupon.kind = DiscountKind::shop_coupon;
    return order_of({line(1, 3, 1'000), gift_line(2, 1, {1, 3, 10})},
                    {points, member, shop_coupon, discount(120)});
}

TEST_CASE("Points used come back by unit share where the policy says so") {
    QuoteInput input = input_of(order_with_points_and_coupons(), TicketType::refund_unshipped, {{1, 1, {}}});
    CHECK(quoted(input).returned.points == 0);
    input.policy.points = PointsPolicy::by_unit_share;
    std::vector<std::int64_t> points;
    for (int i = 0; i < 3; ++i) {
        Quote const quote = quoted(input);
        points.push_back(quote.returned.points);
        append(input.claims, held(quote, TicketType::refund_unshipped));
    }
    CHECK(points == std::vector<std::int64_t>{334, 333, 333});
}

TEST_CASE("Points that the units earned are told by unit share, whatever the policy") {
    Order order = order_of({line(1, 3, 1'000), course(2, 900, {1, 2})});
    order.lines[0].points_earned = 100;
    order.lines[1].points_earned = 10;
    QuoteInput input = input_of(order, TicketType::refund_unshipped, {{1, 1, {}}});
    std::vector<std::int64_t> earned;
    for (int i = 0; i < 3; ++i) {
        Quote const quote = quoted(input);
        earned.push_back(quote.returned.points_earned);
        append(input.claims, held(quote, TicketType::refund_unshipped));
    }
    CHECK(earned == std::vector<std::int64_t>{34, 33, 33});
    input.request.lines = {{2, 1, {"L2"}}};
    CHECK(quoted(input).returned.points_earned == 7);
}

TEST_CASE("Coupons come back with the last part of the whole order where the policy says so") {
    QuoteInput input = input_of(order_with_points_and_coupons(), TicketType::refund_unshipped, {{1, 3, {}}});
    CHECK(quoted(input).returned.coupons.empty());
    input.policy.coupons = CouponPolicy::when_whole_order;
    CHECK(quoted(input).returned.coupons == std::vector<int>{2, 3});

    input.request.lines = {{1, 1, {}}};
    Quote const part = quoted(input);
    CHECK(part.returned.coupons.empty());
    input.claims = held(part, TicketType::refund_unshipped);
    input.request.lines = {{1, 2, {}}};
    CHECK(quoted(input).returned.coupons == std::vector<int>{2, 3});
}

TEST_CASE("A coupon stays used while an hour of the order was used") {
    Order order = order_of({course(1, 900, {1, 1})}, {discount(100)});
    QuoteInput input = input_of(order, TicketType::virtual_refund, {{1, 1, {}}});
    input.policy.coupons = CouponPolicy::when_whole_order;
    CHECK(quoted(input).returned.coupons == std::vector<int>{0});
    input.order.lines[0].entitlements[0].used = true;
    CHECK(quoted(input).returned.coupons.empty());
}

}  // namespace
}  // namespace afterdesk

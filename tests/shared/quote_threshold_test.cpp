// Threshold promotions (满减) after a partial refund: keep, claw back, or ask. Rule: DOMAIN §5.8.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

/// Asks for parts one after the other; each sees what was granted before.
struct Story {
    QuoteInput input;

    Quote refund(std::vector<LineRequest> lines) {
        input.request.lines = std::move(lines);
        Quote quote = quoted(input);
        append(input.claims, held(quote, input.request.type));
        return quote;
    }
};

Story story(Order order, ThresholdPolicy policy) {
    Story made{input_of(std::move(order), TicketType::refund_unshipped, {})};
    made.input.policy.threshold = policy;
    return made;
}

/// Two units at 100.00; 30.00 off from 150.00: 85.00 paid for each.
Order two_units() { return order_of({line(1, 2, 10'000)}, {full_reduction(3'000, 15'000)}); }

TEST_CASE("The policy says what a broken promotion does") {
    struct Row {
        char const* name;
        ThresholdPolicy policy;
        Fen goods_fen;
        Fen claw_back_fen;
        bool merchant_must_decide;
    };
    for (Row const& row : std::vector<Row>{{"keep", ThresholdPolicy::keep, 8'500, 0, false},
                                           {"claw back", ThresholdPolicy::claw_back, 7'000, 1'500, false},
                                           {"ask", ThresholdPolicy::ask, 8'500, 0, true}}) {
        CAPTURE(row.name);
        Story part = story(two_units(), row.policy);
        Quote const quote = part.refund({{1, 1, {}}});
        CHECK(quote.goods_fen == row.goods_fen);
        CHECK(quote.claw_back_fen == row.claw_back_fen);
        CHECK(quote.merchant_must_decide == row.merchant_must_decide);
        CHECK(quote.explain[0].paid_fen == 8'500);
        CHECK(quote.lines[0].goods_fen == row.goods_fen);
    }
}

TEST_CASE("What was clawed back comes back with the rest") {
    Story parts = story(two_units(), ThresholdPolicy::claw_back);
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 7'000);
    Quote const rest = parts.refund({{1, 1, {}}});
    CHECK(rest.goods_fen == 10'000);
    CHECK(rest.claw_back_fen == -1'500);
}

TEST_CASE("A promotion holds while what remains reaches its threshold") {
    Line discounted = line(1, 3, 10'000);
    discounted.discounts = {{DiscountKind::member, 300, 0, std::nullopt, {}}};
    struct Row {
        char const* name;
        Fen threshold_fen;
        Fen claw_back_fen;
    };
    // Two units remain: 198.00 after the line's own discount.
    for (Row const& row :
         std::vector<Row>{{"reached exactly", 19'800, 0}, {"missed by a fen", 19'801, 600}}) {
        CAPTURE(row.name);
        Story part = story(order_of({discounted}, {full_reduction(900, row.threshold_fen)}),
                           ThresholdPolicy::claw_back);
        CHECK(part.refund({{1, 1, {}}}).claw_back_fen == row.claw_back_fen);
    }
}

TEST_CASE("Only the lines that a promotion names count towards it") {
    Order const order =
        order_of({line(1, 2, 10'000), line(2, 1, 10'000)}, {full_reduction(2'000, 20'000, {1})});
    Story other = story(order, ThresholdPolicy::claw_back);
    CHECK(other.refund({{2, 1, {}}}).claw_back_fen == 0);
    CHECK(other.refund({{1, 1, {}}}).claw_back_fen == 1'000);
}

TEST_CASE("The return is never refused: a claw-back takes no more than there is") {
    // 10.00 and 190.00; 50.00 off from 200.00: paid 7.50 and 142.50.
    Story parts = story(order_of({line(1, 1, 1'000), line(2, 1, 19'000)}, {full_reduction(5'000, 20'000)}),
                        ThresholdPolicy::claw_back);
    Quote const small = parts.refund({{1, 1, {}}});
    CHECK(small.goods_fen == 0);
    CHECK(small.claw_back_fen == 750);
    CHECK(parts.refund({{2, 1, {}}}).goods_fen == 15'000);
}

TEST_CASE("What one refund could not be charged, the next one is") {
    Order const order =
        order_of({line(1, 1, 1'000), line(2, 1, 1'000), line(3, 1, 18'000)}, {full_reduction(2'000, 20'000)});
    Story parts = story(order, ThresholdPolicy::claw_back);
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 0);  // 9.00 − 19.00 on what remains
    CHECK(parts.refund({{2, 1, {}}}).goods_fen == 0);  // 18.00 − 18.00
    CHECK(parts.refund({{3, 1, {}}}).goods_fen == 18'000);
}

TEST_CASE("Several promotions break one after the other") {
    // 10.00 off from 200.00 and 20.00 off from 100.00, over four units at 60.00.
    Order const order =
        order_of({line(1, 4, 6'000)}, {full_reduction(1'000, 20'000), full_reduction(2'000, 10'000)});
    Story parts = story(order, ThresholdPolicy::claw_back);
    CHECK(parts.refund({{1, 1, {}}}).claw_back_fen == 750);
    CHECK(parts.refund({{1, 1, {}}}).claw_back_fen == -250);
    CHECK(parts.refund({{1, 1, {}}}).claw_back_fen == 250);
    CHECK(parts.refund({{1, 1, {}}}).claw_back_fen == -750);
}

TEST_CASE("Two lines in one request share the claw-back") {
    Order const order =
        order_of({line(1, 1, 4'000), line(2, 1, 6'000), line(3, 1, 10'000)}, {full_reduction(2'000, 15'000)});
    Quote const quote = story(order, ThresholdPolicy::claw_back).refund({{1, 1, {}}, {2, 1, {}}});
    CHECK(quote.goods_fen == 8'000);
    CHECK(quote.lines[0].goods_fen == 3'200);
    CHECK(quote.lines[1].goods_fen == 4'800);
}

TEST_CASE("A promotion granted below its threshold is not broken by a refund") {
    Story part =
        story(order_of({line(1, 2, 1'000)}, {full_reduction(200, 99'000)}), ThresholdPolicy::claw_back);
    CHECK(part.refund({{1, 1, {}}}).claw_back_fen == 0);
}

TEST_CASE("A discount without threshold is never clawed back") {
    Story part = story(order_of({line(1, 2, 1'000)}, {discount(200)}), ThresholdPolicy::claw_back);
    CHECK(part.refund({{1, 1, {}}}).goods_fen == 900);
}

TEST_CASE("The merchant decides once: a promotion that is broken already is not asked about") {
    Story parts =
        story(order_of({line(1, 3, 10'000)}, {full_reduction(3'000, 30'000)}), ThresholdPolicy::ask);
    CHECK(parts.refund({{1, 1, {}}}).merchant_must_decide);
    CHECK_FALSE(parts.refund({{1, 1, {}}}).merchant_must_decide);
}

TEST_CASE("Hours that remain count with their part of the price, used ones too") {
    Order order = order_of({course(1, 10'000, {1, 1, 1, 1})}, {full_reduction(1'000, 7'500)});
    order.lines[0].entitlements[0].used = true;
    Story parts = story(order, ThresholdPolicy::claw_back);
    parts.input.request.type = TicketType::virtual_refund;
    CHECK(parts.refund({{1, 1, {"L2"}}}).claw_back_fen == 0);
    CHECK(parts.refund({{1, 1, {"L3"}}}).claw_back_fen == 500);
    CHECK(parts.refund({{1, 1, {"L4"}}}).claw_back_fen == -250);
}

TEST_CASE("A deposit that stayed is not paid out by a later claw-back") {
    Order const order =
        order_of({presale_line(1, 2, 10'000, 2'000), line(2, 1, 10'000)}, {full_reduction(3'000, 25'000)});
    Story parts = story(order, ThresholdPolicy::claw_back);
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 6'000);  // 90.00 − 10.00 deposit − 20.00 clawed back
    parts.input.request.reason = "out_of_stock";
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 10'000);  // deposit too, and 10.00 made good
    CHECK(parts.refund({{2, 1, {}}}).goods_fen == 10'000);
}

TEST_CASE("A fee is not made good by a later claw-back") {
    Story parts = story(two_units(), ThresholdPolicy::claw_back);
    parts.input.request.fee_fen = 500;
    CHECK(parts.refund({{1, 1, {}}}).refund_fen == 6'500);
    parts.input.request.fee_fen = 0;
    CHECK(parts.refund({{1, 1, {}}}).refund_fen == 10'000);
}

TEST_CASE("Priors of which only the quantity is known are replayed by the same rules") {
    Story parts = story(two_units(), ThresholdPolicy::claw_back);
    Claim bare;
    bare.line_no = 1;
    parts.input.claims = {bare};
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 10'000);
}

TEST_CASE("An exchange does not break a promotion") {
    Order order = two_units();
    ship(order.lines[0], 2);
    sign_for(order.lines[0], now);
    Claim exchanged;
    exchanged.line_no = 1;
    exchanged.type = TicketType::exchange;
    Story part = story(order, ThresholdPolicy::claw_back);
    part.input.claims = {exchanged};
    part.input.request.type = TicketType::return_refund;
    CHECK(part.refund({{1, 1, {}}}).goods_fen == 7'000);
}

TEST_CASE("A claw-back is made good to the line that was charged, asked for or not") {
    // 10.00 and 190.00; 50.00 off from 200.00: paid 7.50 and 142.50.
    Story parts = story(order_of({line(1, 1, 1'000), line(2, 1, 19'000)}, {full_reduction(5'000, 20'000)}),
                        ThresholdPolicy::claw_back);
    parts.refund({{1, 1, {}}});
    Quote const rest = parts.refund({{2, 1, {}}});
    CHECK(rest.lines == std::vector<QuotedLine>{{2, 1, {1}, {}, 14'250}, {1, 0, {}, {}, 750}});
    std::vector<Claim> const holds = held(rest, TicketType::refund_unshipped);
    CHECK(holds[1].quantity == 0);
    CHECK(holds[1].granted->goods_fen == 750);
}

TEST_CASE("It is not made good to a line that was not charged") {
    // Line 1 has no part in the promotion.
    Story parts = story(order_of({line(1, 2, 1'000), line(2, 1, 1'000), line(3, 1, 19'000)},
                                 {full_reduction(5'000, 20'000, {2, 3})}),
                        ThresholdPolicy::claw_back);
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 1'000);
    CHECK(parts.refund({{2, 1, {}}}).goods_fen == 0);
    CHECK(parts.refund({{3, 1, {}}}).lines ==
          std::vector<QuotedLine>{{3, 1, {1}, {}, 14'250}, {2, 0, {}, {}, 750}});
}

TEST_CASE("What an earlier ticket really kept of a deposit counts, whoever is at fault now") {
    Order const order =
        order_of({presale_line(1, 2, 10'000, 2'000), line(2, 1, 10'000)}, {full_reduction(3'000, 25'000)});
    Story parts = story(order, ThresholdPolicy::claw_back);
    parts.input.request.reason = "out_of_stock";
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 7'000);  // 90.00 with the deposit − 20.00
    parts.input.request.reason = "not_wanted";
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 9'000);  // 90.00 − 10.00 deposit + 10.00 made good
}

TEST_CASE("A deposit that was all that was paid stays kept") {
    Story parts = story(
        order_of({presale_line(1, 1, 1'000, 1'000), line(2, 1, 9'000)}, {full_reduction(1'000, 10'000)}),
        ThresholdPolicy::claw_back);
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 0);
    CHECK(parts.refund({{2, 1, {}}}).goods_fen == 8'100);
}

/// Two pieces at 10.00 and one at 180.00, 20.00 off from 200.00. Unit 1 was refunded and charged, line 2 made
/// that good with 8.00 for line 1, and then the first ticket was withdrawn: 18.00 paid, 8.00 given.
QuoteInput charged_and_withdrawn() {
    Story parts = story(order_of({shipped_line(1, 2, 1'000, 2), shipped_line(2, 1, 18'000, 1)},
                                 {full_reduction(2'000, 20'000)}),
                        ThresholdPolicy::claw_back);
    parts.input.policy.exchange_difference = ExchangePolicy::settle;
    parts.input.stock = {{"FREE", "P1", "", "", 0, 9}};
    parts.input.request.type = TicketType::return_refund;
    CHECK(parts.refund({{1, 1, {}}}).goods_fen == 0);
    CHECK(parts.refund({{2, 1, {}}}).lines.back() == QuotedLine{1, 0, {}, {}, 800});
    parts.input.claims.erase(parts.input.claims.begin());
    parts.input.request.reason = "agreed";
    return parts.input;
}

TEST_CASE("A line that was made good before its pieces went gives no more than was paid for it") {
    Fen const line_left_fen = 1'000;
    auto const ask = [](QuoteInput& input, TicketType type, int quantity) {
        input.request.type = type;
        input.request.lines = {{1, quantity, {}}};
        input.request.lines[0].want_sku = "FREE";
        input.request.lines[0].now_price_fen = 0;
        Quote quote = quoted(input);
        append(input.claims, held(quote, type));
        return quote;
    };
    QuoteInput refund = charged_and_withdrawn();
    CHECK(ask(refund, TicketType::return_refund, 2).goods_fen == line_left_fen);
    refund = charged_and_withdrawn();
    refund.policy.threshold = ThresholdPolicy::keep;  // a newer policy
    CHECK(ask(refund, TicketType::return_refund, 2).goods_fen == line_left_fen);

    QuoteInput prices = charged_and_withdrawn();
    CHECK(ask(prices, TicketType::price_protect, 1).goods_fen == 900);
    CHECK(ask(prices, TicketType::price_protect, 1).goods_fen == 100);

    prices = charged_and_withdrawn();
    CHECK(ask(prices, TicketType::price_protect, 2).goods_fen == line_left_fen);

    QuoteInput exchanges = charged_and_withdrawn();
    CHECK(ask(exchanges, TicketType::exchange, 2).goods_fen == line_left_fen);
    exchanges = charged_and_withdrawn();
    CHECK(ask(exchanges, TicketType::exchange, 1).goods_fen == 900);
    CHECK(ask(exchanges, TicketType::price_protect, 1).goods_fen == 100);
}

TEST_CASE("Whatever other tickets say they gave, a line gives no more than is left of it") {
    QuoteInput input = charged_and_withdrawn();
    input.policy.threshold = ThresholdPolicy::keep;
    Claim generous;
    generous.line_no = 1;
    generous.units = {2};
    generous.type = TicketType::exchange;
    generous.granted = Granted{900'000, 0, 0};
    input.claims.push_back(generous);
    input.request.lines = {{1, 1, {}}};
    CHECK(quoted(input).goods_fen == 0);
}

}  // namespace
}  // namespace afterdesk

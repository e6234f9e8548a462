// How a refund is spread over the payments, fees on a finished quote, and the number that compares quotes.
// Rule: DOMAIN §5.9.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

/// Ten units at 1.00, paid with points, wechat and balance, in this order.
Order order() {
    Order made = order_of({line(1, 10, 100)});
    made.payments = {{{"p1"}, PaymentChannel::points, 200},
                     {{"w1"}, PaymentChannel::wechat, 500},
                     {{"b1"}, PaymentChannel::balance, 300}};
    return made;
}

QuoteInput ask(int quantity, PaymentsPolicy policy = PaymentsPolicy::cash_first) {
    QuoteInput made = input_of(order(), TicketType::refund_unshipped, {{1, quantity, {}}});
    made.policy.payments = policy;
    return made;
}

Claim claim(int quantity, std::vector<PaymentShare> payments = {}) {
    Claim made;
    made.line_no = 1;
    made.quantity = quantity;
    made.payments = std::move(payments);
    return made;
}

using Shares = std::vector<PaymentShare>;

TEST_CASE("A refund goes to the payments in listed order, points last") {
    struct Row {
        char const* name;
        int quantity;
        Shares payments;
    };
    std::vector<Row> const rows = {
        {"the first is enough", 5, {{{"w1"}, 500}}},
        {"the next takes the rest", 6, {{{"w1"}, 500}, {{"b1"}, 100}}},
        {"points come last", 9, {{{"w1"}, 500}, {{"b1"}, 300}, {{"p1"}, 100}}},
        {"everything", 10, {{{"w1"}, 500}, {{"b1"}, 300}, {{"p1"}, 200}}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(quoted(ask(row.quantity)).payments == row.payments);
    }
}

TEST_CASE("Or in the ratio of what each still holds") {
    CHECK(quoted(ask(1, PaymentsPolicy::proportional)).payments ==
          Shares{{{"w1"}, 50}, {{"b1"}, 30}, {{"p1"}, 20}});
    QuoteInput third = ask(1, PaymentsPolicy::proportional);
    third.order.payments = {{{"a"}, PaymentChannel::wechat, 334},
                            {{"b"}, PaymentChannel::wechat, 333},
                            {{"c"}, PaymentChannel::wechat, 333}};
    CHECK(quoted(third).payments == Shares{{{"a"}, 34}, {{"b"}, 33}, {{"c"}, 33}});
}

TEST_CASE("What prior tickets were paid is gone") {
    QuoteInput input = ask(3);
    SUBCASE("as they say") {
        input.claims = {claim(2, {{{"w1"}, 400}})};
        CHECK(quoted(input).payments == Shares{{{"w1"}, 100}, {{"b1"}, 200}});
    }
    SUBCASE("by the policy, when they do not say") {
        input.claims = {claim(4)};
        CHECK(quoted(input).payments == Shares{{{"w1"}, 100}, {{"b1"}, 200}});
    }
    SUBCASE("by the policy, after those that say") {
        input.claims = {claim(2), claim(4, {{{"w1"}, 450}})};
        CHECK(quoted(input).payments == Shares{{{"b1"}, 150}, {{"p1"}, 150}});
    }
    SUBCASE("in proportion, when that is the policy") {
        input = ask(1, PaymentsPolicy::proportional);
        input.claims = {claim(2, {{{"p1"}, 200}})};
        CHECK(quoted(input).payments == Shares{{{"w1"}, 63}, {{"b1"}, 37}});
    }
    SUBCASE("freight included") {
        input.order.freight_fen = 50;
        input.order.payments[1].amount_fen = 550;
        input.order.lines.push_back(virtual_line(2, 1, 100));
        input.order.payments[2].amount_fen = 400;
        input.claims = {claim(10)};
        input.request.lines = {{2, 1, {}}};
        CHECK(quoted(input).payments == Shares{{{"p1"}, 100}});
    }
}

TEST_CASE("A prior of which only the quantity is known took the freight from the payments too") {
    Order order = order_of({line(1, 1, 1'000), virtual_line(2, 1, 500)}, {}, 200);
    order.payments = {{{"w1"}, PaymentChannel::wechat, 1'200}, {{"w2"}, PaymentChannel::alipay, 500}};
    QuoteInput input = input_of(order, TicketType::refund_unshipped, {{2, 1, {}}});
    Claim bare;
    bare.line_no = 1;
    input.claims = {bare};
    CHECK(quoted(input).payments == std::vector<PaymentShare>{{{"w2"}, 500}});
}

TEST_CASE("The lines of one ticket are not paid twice over") {
    Order two = order_of({line(1, 1, 600), line(2, 1, 300), line(3, 1, 100)});
    two.payments = order().payments;
    QuoteInput input = input_of(two, TicketType::refund_unshipped, {{1, 1, {}}, {2, 1, {}}});
    input.claims = held(quoted(input), TicketType::refund_unshipped);
    REQUIRE(input.claims.size() == 2);
    input.request.lines = {{3, 1, {}}};
    CHECK(quoted(input).payments == Shares{{{"p1"}, 100}});
}

TEST_CASE("An exchange holds no money") {
    QuoteInput input = ask(3);
    input.claims = {claim(5)};
    input.claims[0].type = TicketType::exchange;
    CHECK(quoted(input).payments == Shares{{{"w1"}, 300}});
}

TEST_CASE("A fee on a finished quote is the quote with that fee") {
    for (PaymentsPolicy policy : {PaymentsPolicy::cash_first, PaymentsPolicy::proportional}) {
        for (Fen fee_fen : {0, 1, 150, 500, 899, 900}) {
            CAPTURE(fee_fen);
            QuoteInput input = ask(9, policy);
            Quote const plain = quoted(input);
            input.request.fee_fen = fee_fen;
            Result<Quote, Mistakes> const lowered = with_fee(plain, fee_fen, policy);
            REQUIRE(lowered.ok());
            CHECK(*lowered == quoted(input));
        }
    }
}

TEST_CASE("A fee on a finished quote leaves less to take kept gifts from") {
    QuoteInput input = input_of(order_of({line(1, 2, 1'000), gift_line(2, 1, {1, 2, 800})}, {}, 100),
                                TicketType::refund_unshipped, {{1, 2, {}}});
    input.request.keep_gifts = true;
    Quote const plain = quoted(input);
    CHECK(plain.refund_fen == 1'300);
    Result<Quote, Mistakes> const lowered = with_fee(plain, 1'500, PaymentsPolicy::cash_first);
    REQUIRE(lowered.ok());
    CHECK(lowered->gift_deduct_fen == 500);
    CHECK(lowered->gifts[0].deduct_fen == 500);
    CHECK(lowered->refund_fen == 100);
}

TEST_CASE("A fee is at most the goods, and only grows") {
    QuoteInput input = ask(2);
    input.request.fee_fen = 50;
    Quote const quote = quoted(input);
    Result<Quote, Mistakes> const too_much = with_fee(quote, 201, PaymentsPolicy::cash_first);
    REQUIRE_FALSE(too_much.ok());
    CHECK(too_much.error() == Mistakes{{Rule::fee_exceeds_goods, "fee_fen", 200}});
    Result<Quote, Mistakes> const less = with_fee(quote, 49, PaymentsPolicy::cash_first);
    REQUIRE_FALSE(less.ok());
    CHECK(less.error() == Mistakes{{Rule::offer_not_lower, "fee_fen", 50}});
}

TEST_CASE("The same quote has the same digest, and every change another") {
    Quote const quote =
        quoted(input_of(sample_order(), TicketType::refund_unshipped, {{1, 2, {}}, {2, 1, {}}}));
    std::uint64_t const digest = quote_digest(quote);
    CHECK(quote_digest(Quote(quote)) == digest);
    std::vector<void (*)(Quote&)> const changes = {
        [](Quote& q) { q.refund_fen += 1; },
        [](Quote& q) { q.goods_fen += 1; },
        [](Quote& q) { q.freight_fen += 1; },
        [](Quote& q) { q.fee_fen += 1; },
        [](Quote& q) { q.gift_deduct_fen += 1; },
        [](Quote& q) { q.claw_back_fen -= 1; },
        [](Quote& q) { q.collect_fen = 1; },
        [](Quote& q) { q.merchant_must_decide = true; },
        [](Quote& q) { q.freight_rule = FreightRule::kept_shipped; },
        [](Quote& q) { q.lines[0].units[1] = 3; },
        [](Quote& q) { q.lines[1].entitlements[0] = "L9"; },
        [](Quote& q) { q.lines.pop_back(); },
        [](Quote& q) { q.payments[0].payment_id.value = "w2"; },
        [](Quote& q) { q.payments[0].amount_fen -= 1; },
        [](Quote& q) { q.returned.points = 1; },
        [](Quote& q) { q.returned.coupons = {0}; },
        [](Quote& q) { q.gifts[0].action = GiftAction::return_; },
        [](Quote& q) { q.gifts.clear(); },
        [](Quote& q) { q.returned.points_earned = 1; },
        [](Quote& q) { q.exchanges.emplace_back(); },
        [](Quote& q) { q.explain[0].protected_fen = 1; },
        [](Quote& q) { q.explain[0].discounts[0].amount_fen += 1; },
        [](Quote& q) { q.explain[0].rounding_fen += 1; },
        [](Quote& q) { q.explain.back().entitlement.clear(); },
    };
    for (auto change : changes) {
        Quote other = quote;
        change(other);
        CHECK(quote_digest(other) != digest);
    }
}

TEST_CASE("So has every change of what is given in exchange") {
    Quote quote;
    quote.exchanges = {{1, 1, "K2", "P1", "羊绒衫", "红", 100, 0}};
    std::uint64_t const digest = quote_digest(quote);
    for (auto change : std::vector<void (*)(QuotedExchange&)>{
             [](QuotedExchange& e) { e.line_no = 2; }, [](QuotedExchange& e) { e.quantity = 2; },
             [](QuotedExchange& e) { e.sku = "K3"; }, [](QuotedExchange& e) { e.spu = "P2"; },
             [](QuotedExchange& e) { e.title = ""; }, [](QuotedExchange& e) { e.spec = ""; },
             [](QuotedExchange& e) { e.unit_price_fen = 101; },
             [](QuotedExchange& e) { e.difference_fen = 1; }}) {
        Quote other = quote;
        change(other.exchanges[0]);
        CHECK(quote_digest(other) != digest);
    }
}

TEST_CASE("The digest of a quote is the same on every machine") {
    CHECK(quote_digest(Quote{}) == 15'633'972'250'446'808'005u);
}

}  // namespace
}  // namespace afterdesk

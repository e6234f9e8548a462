// The example of DOMAIN §5: its numbers are exact.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

QuoteInput sample() {
    QuoteInput input = input_of(sample_order(), TicketType::refund_unshipped, {{1, 2, {}}});
    Claim refunded;
    refunded.line_no = 1;
    input.claims = {refunded};
    return input;
}

TEST_CASE("The sample order is sound and was paid 1580.00") {
    CHECK(check_order(sample_order(), "order") == Mistakes{});
    CHECK(sample_order().payments.front().amount_fen == 158'000);
}

TEST_CASE("The sample's coupon is spread 734 : 1266 and leaves 94.22 a unit") {
    Pricing const pricing = price_order(sample_order());
    CHECK(pricing.lines[0].discounts[1].amount_fen == 734);
    CHECK(pricing.lines[1].discounts[0].amount_fen == 1'266);
    CHECK(pricing.lines[0].paid_fen == 28'266);
    CHECK(pricing.lines[1].paid_fen == 48'734);
    CHECK(pricing.lines[2].paid_fen == 0);
    CHECK(pricing.lines[3].paid_fen == 80'000);
    for (PricedUnit const& unit : pricing.lines[0].units) CHECK(unit.paid_fen == 9'422);
}

TEST_CASE("The sample's refund is 188.44 for units 2 and 3, and the scarf is cancelled") {
    Quote const quote = quoted(sample());
    CHECK(quote.refund_fen == 18'844);
    CHECK(quote.goods_fen == 18'844);
    CHECK(quote.freight_fen == 0);
    CHECK(quote.fee_fen == 0);
    CHECK(quote.freight_rule == FreightRule::kept_part);
    CHECK(quote.lines == std::vector<QuotedLine>{{1, 2, {2, 3}, {}, 18'844}});
    CHECK(quote.payments == std::vector<PaymentShare>{{{"w1"}, 18'844}});
    CHECK(quote.returned == Returned{});
    CHECK(quote.gifts == std::vector<QuotedGift>{{3, 1, GiftAction::cancel, 0, {1}}});
    REQUIRE(quote.explain.size() == 2);
    CHECK(quote.explain[0].unit == 2);
    CHECK(quote.explain[0].price_fen == 10'000);
    CHECK(quote.explain[0].discounts[0].amount_fen == 333);
    CHECK(quote.explain[0].discounts[1].amount_fen == 245);
    CHECK(quote.explain[0].rounding_fen == 0);
    CHECK(quote.explain[0].paid_fen == 9'422);
}

}  // namespace
}  // namespace afterdesk

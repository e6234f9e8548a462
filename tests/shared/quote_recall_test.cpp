// Pieces that were refunded and then shipped all the same: they come back for nothing, whatever the order is
// owed beside them, and no other request takes them for money.

#include "domain/money/strays.hpp"
#include "order_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::order_fixture;

namespace {

using enum TicketType;

/// Three scarves and a hat; so many of the scarves refunded before they were shipped.
QuoteInput scarves(int refunded, int shipped, TicketType type, int quantity) {
    Order order = order_of({line(1, 3, 5'000), line(2, 1, 4'000)}, {}, 600);
    ship(order.lines[0], shipped);
    QuoteInput input = input_of(order, type, {{1, quantity, {}}});
    if (refunded > 0) {
        Claim& claim = input.claims.emplace_back();
        claim.line_no = 1;
        claim.quantity = refunded;
        claim.type = refund_unshipped;
    }
    return input;
}

QuoteInput recall(int refunded, int shipped, int quantity, TicketType type = refund_shipped) {
    QuoteInput input = scarves(refunded, shipped, type, quantity);
    input.request.reason = std::string(recall_reason);
    return input;
}

/// What another ticket has that lets strays come back.
Claim recalled(int quantity, ClaimState state) {
    Claim claim;
    claim.line_no = 1;
    claim.quantity = 0;
    claim.state = state;
    claim.type = return_refund;
    claim.granted = Granted{};
    claim.settled = quantity;
    return claim;
}

std::vector<Strays> strays(QuoteInput const& input) { return strays_of(input.order, input.claims); }

}  // namespace

TEST_CASE("strays are what was shipped beyond what was left to ship") {
    CHECK(strays(scarves(2, 1, refund_shipped, 1)).empty());
    CHECK(strays(scarves(2, 2, refund_shipped, 1)) == std::vector<Strays>{{1, 1}});
    CHECK(strays(scarves(2, 3, refund_shipped, 1)) == std::vector<Strays>{{1, 2}});
    CHECK(strays(scarves(0, 3, refund_shipped, 1)).empty());
}

TEST_CASE("they come back for nothing: no goods, no freight, no units") {
    for (TicketType type : {refund_shipped, return_refund}) {
        Quote const quote = quoted(recall(2, 3, 2, type));
        CHECK(quote.refund_fen == 0);
        CHECK(quote.freight_fen == 0);
        CHECK(quote.payments.empty());
        CHECK(quote.explain.empty());
        CHECK(quote.lines == std::vector<QuotedLine>{{1, 2, {}, {}, 0}});
    }
}

TEST_CASE("not the freight either, where the shop is at fault or the last piece goes") {
    QuoteInput input = recall(3, 3, 3);
    input.policy.freight_when_shop_at_fault = true;
    input.order.lines.pop_back();
    input.order.payments[0].amount_fen -= 4'000;
    CHECK(quoted(input).refund_fen == 0);
    input.policy.coupons = CouponPolicy::when_whole_order;
    CHECK(quoted(input).returned == Returned{});
}

TEST_CASE("not what an earlier ticket was charged for a broken promotion") {
    QuoteInput input = recall(2, 3, 2);
    input.order.discounts = {full_reduction(1'000, 18'000)};
    input.order.payments[0].amount_fen -= 1'000;
    input.policy.threshold = ThresholdPolicy::claw_back;
    input.claims[0].granted = Granted{8'000, 0, 0};
    CHECK(quoted(input).refund_fen == 0);
}

TEST_CASE("only so many as there are, and those on their way back count") {
    CHECK(refused(recall(2, 3, 3)) ==
          Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 2}});
    CHECK(refused(recall(2, 1, 1)) == Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0}});
    QuoteInput again = recall(2, 3, 2);
    again.claims.push_back(recalled(1, ClaimState::reserved));
    CHECK(refused(again) == Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}});
    CHECK(strays(again) == std::vector<Strays>{{1, 2}});
    again.claims.back().state = ClaimState::refunded;
    CHECK(strays(again) == std::vector<Strays>{{1, 1}});
}

TEST_CASE("what the buyer paid for goes back for its price, before strays came back and after") {
    for (bool const back : {false, true}) {
        QuoteInput input = scarves(2, 3, return_refund, 1);
        input.request.reason = "quality";
        if (back) input.claims.push_back(recalled(2, ClaimState::refunded));
        CHECK(quoted(input).refund_fen == 5'000);
        input.request.lines[0].quantity = 2;
        CHECK(refused(input) == Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}});
    }
}

TEST_CASE("strays are not exchanged, and no fee is taken of nothing") {
    CHECK(refused(recall(2, 3, 1, exchange)) == Mistakes{{Rule::reason_not_for_type, "request.reason", -1}});
    QuoteInput later = recall(2, 3, 1, exchange);
    later.requoted = true;
    CHECK(refused(later) == Mistakes{{Rule::reason_not_for_type, "request.reason", -1}});
    QuoteInput fee = recall(2, 3, 1);
    fee.request.fee_fen = 1;
    CHECK(refused(fee) == Mistakes{{Rule::fee_exceeds_goods, "request.fee_fen", 0}});
}

TEST_CASE("a gift that is paid for may be shipped") {
    Order order = order_of({line(1, 3, 5'000), gift_line(2, 1, {1, 3, 3'000})});
    QuoteInput input = input_of(order, refund_unshipped, {{1, 1, {}}});
    input.request.keep_gifts = true;
    Quote const kept = quoted(input);
    REQUIRE(kept.gift_deduct_fen == 3'000);
    ship(order.lines[0], 2);
    ship(order.lines[1], 1);
    CHECK(strays_of(order, held(kept, refund_unshipped)).empty());
    input.request.keep_gifts = false;
    CHECK(strays_of(order, held(quoted(input), refund_unshipped)) == std::vector<Strays>{{2, 1}});
}

TEST_CASE("an entitlement that is used after its refund is one, and nothing can come back") {
    Order order = order_of({course(1, 9'000, {1, 1, 1})});
    QuoteInput input = input_of(order, virtual_refund, {{1, 1, {"L1", "L2"}}});
    input.request.reason = "agreed";
    std::vector<Claim> claims = held(quoted(input), virtual_refund);
    CHECK(strays_of(order, claims).empty());
    order.lines[0].entitlements[1].used = true;
    CHECK(strays_of(order, claims) == std::vector<Strays>{{1, 1}});
    QuoteInput back = input_of(order, return_refund, {{1, 1, {}}});
    back.claims = claims;
    back.request.reason = std::string(recall_reason);
    CHECK(refused(back) == Mistakes{{Rule::kind_not_for_type, "request.lines[0].line_no", -1}});
    claims[0].settled = 1;
    CHECK(strays_of(order, claims).empty());
}

// Refunds that others made hold what they paid, as a ticket's would. Rule: HOST.md §5, §6.

#include "domain/order/outside_refunds.hpp"
#include "domain/money/paid_outside.hpp"
#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;
using Lines = std::vector<OutsideRefund::OfLine>;

/// Three at 10.00, one at 5.00, freight of 3.00.
Order order() { return order_of({line(1, 3, 1'000), line(2, 1, 500)}, {}, 300); }

OutsideRefund refund(Fen amount_fen, Lines lines = {}, std::string number = "R1") {
    return {std::move(number), {"w1"}, amount_fen, std::nullopt, std::move(lines)};
}

QuoteInput asked(std::vector<OutsideRefund> prior, std::vector<LineRequest> lines,
                 std::vector<Claim> const& claims = {}) {
    Order of = order();
    of.prior = std::move(prior);
    QuoteInput input = input_of(of, TicketType::refund_unshipped, std::move(lines));
    input.claims = with_outside_refunds(of, claims);
    return input;
}

TEST_CASE("Without lines they take money alone") {
    CHECK(quoted(asked({refund(1'000)}, {{1, 2, {}}})).refund_fen == 2'000);
    CHECK(refused(asked({refund(1'000)}, {{1, 3, {}}, {2, 1, {}}})) ==
          Mistakes{{Rule::payments_exhausted, "request.lines", 2'800}});
    CHECK(with_outside_refunds(order(), {}).empty());
}

TEST_CASE("With lines they take the pieces too, and freight once the goods are paid") {
    CHECK(refused(asked({refund(1'000, {{1, 1}})}, {{1, 3, {}}})) ==
          Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 2}});
    Quote const rest = quoted(asked({refund(1'000, {{1, 1}})}, {{1, 2, {}}, {2, 1, {}}}));
    CHECK(rest.goods_fen == 2'500);
    CHECK(rest.freight_fen == 300);
    Quote const without = quoted(asked({refund(1'300, {{1, 1}})}, {{1, 2, {}}, {2, 1, {}}}));
    CHECK(without.freight_fen == 0);
    CHECK(without.freight_rule == FreightRule::kept_refunded_before);
}

TEST_CASE("Of a course all that is left goes") {
    Order of = order_of({course(1, 10'000, {1, 1})});
    of.lines[0].entitlements[0].used = true;
    of.prior = {refund(5'000, {{1, 1}})};
    auto const claims = with_outside_refunds(of, {});
    REQUIRE(claims.size() == 1);
    CHECK(claims[0].entitlements == std::vector<std::string>{"L2"});
    CHECK(claims[0].granted == Granted{5'000, 0, 0});
}

TEST_CASE("Beside a ticket that paid the same money nothing is left, and that is no mistake of the quote") {
    Claim paid;
    paid.line_no = 1;
    paid.quantity = 3;
    paid.payments = {{{"w1"}, 3'000}};
    paid.granted = Granted{3'000, 0, 0};
    CHECK(refused(asked({refund(3'000)}, {{2, 1, {}}}, {paid})) ==
          Mistakes{{Rule::payments_exhausted, "request.lines", 0}});
    // The pieces that both had are the ticket's.
    CHECK(with_outside_refunds(asked({refund(3'000, {{1, 2}})}, {}).order, {paid}).size() == 2);
}

TEST_CASE("What is wrong with one is said at its place") {
    struct Row {
        OutsideRefund told;
        Mistakes mistakes;
    };
    OutsideRefund elsewhere = refund(1);
    elsewhere.payment_id = {"w9"};
    std::vector<Row> const rows = {
        {refund(3'800), {}},
        {refund(3'801), {{Rule::prior_exceeds_payment, "amount_fen", 3'800}}},
        {elsewhere, {{Rule::unknown_name, "payment_id"}}},
        {refund(1, {{9, 1}}), {{Rule::line_unknown, "lines[0].line_no"}}},
        {refund(1, {{1, 2}, {1, 2}}), {{Rule::prior_exceeds_line, "lines[1].quantity", 1}}},
    };
    for (Row const& row : rows) CHECK(check_refund(order(), row.told, "") == row.mistakes);
    Order of = order();
    of.prior = {refund(3'000), refund(801, {}, "R2"), refund(1, {{1, 1}}, "R2")};
    CHECK(check_prior(of, "order") ==
          Mistakes{{Rule::prior_exceeds_payment, "order.prior[1].amount_fen", 800},
                   {Rule::duplicate_key, "order.prior[2].refund_no"},
                   {Rule::prior_exceeds_payment, "order.prior[2].amount_fen", 0}});
}

TEST_CASE("One that is known stays as it is, and is not another") {
    Mistakes mistakes;
    Order const once = with_refund(order(), refund(1'000), mistakes);
    CHECK(once.prior.size() == 1);
    CHECK(with_refund(once, refund(1'000), mistakes) == once);
    CHECK(mistakes.empty());
    CHECK(with_refund(once, refund(999), mistakes) == once);
    CHECK(mistakes == Mistakes{{Rule::fact_told_otherwise, "refund_no"}});
}

}  // namespace
}  // namespace afterdesk

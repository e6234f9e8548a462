// What may be asked for: every rule that refuses a request or a claim has a row.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

struct Row {
    char const* name;
    QuoteInput input;
    Mistakes want;
};

void check(std::vector<Row> const& rows) {
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(refused(row.input) == row.want);
    }
}

template <class Change>
QuoteInput changed(QuoteInput input, Change change) {
    change(input);
    return input;
}

Claim claim(int line_no, int quantity, TicketType type = TicketType::refund_unshipped) {
    Claim made;
    made.line_no = line_no;
    made.quantity = quantity;
    made.type = type;
    return made;
}

Claim prior_units(int line_no, std::vector<int> units) {
    Claim made = claim(line_no, static_cast<int>(units.size()));
    made.units = std::move(units);
    return made;
}

Claim prior_hours(int line_no, int quantity, std::vector<std::string> hours) {
    Claim made = claim(line_no, quantity, TicketType::virtual_refund);
    made.entitlements = std::move(hours);
    return made;
}

/// Line 1: five pieces, two of them shipped and signed for. Line 2: a course of three hours, the first used.
/// Line 3: two vouchers.
Order mixed_order() {
    Order made = order_of({shipped_line(1, 5, 1'000, 2), course(2, 900, {1, 1, 1}), virtual_line(3, 2, 100)});
    made.lines[1].entitlements[0].used = true;
    return made;
}

QuoteInput ask(TicketType type, std::vector<LineRequest> lines, std::vector<Claim> claims = {}) {
    QuoteInput made = input_of(mixed_order(), type, std::move(lines));
    made.claims = std::move(claims);
    return made;
}

TEST_CASE("A request names lines of the order, each once") {
    using enum TicketType;
    check({
        {"no line", ask(refund_unshipped, {}), {{Rule::nothing_requested, "request.lines", -1}}},
        {"a line that is not there",
         ask(refund_unshipped, {{7, 1, {}}}),
         {{Rule::line_unknown, "request.lines[0].line_no", -1}}},
        {"a line twice",
         ask(refund_unshipped, {{1, 1, {}}, {3, 1, {}}, {1, 1, {}}}),
         {{Rule::line_twice, "request.lines[2].line_no", -1}}},
    });
}

TEST_CASE("A quantity is at most what is left") {
    using enum TicketType;
    check({
        {"nothing asked",
         ask(refund_unshipped, {{1, 0, {}}}),
         {{Rule::must_be_positive, "request.lines[0].quantity", -1}}},
        {"less than nothing",
         ask(refund_unshipped, {{1, -1, {}}}),
         {{Rule::must_be_positive, "request.lines[0].quantity", -1}}},
        {"more than is not shipped",
         ask(refund_unshipped, {{1, 4, {}}}),
         {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 3}}},
        {"more than was shipped",
         ask(return_refund, {{1, 3, {}}}),
         {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 2}}},
        {"more than earlier refunds left",
         ask(refund_unshipped, {{1, 2, {}}}, {claim(1, 2)}),
         {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}}},
        {"more than earlier returns left",
         ask(return_refund, {{1, 2, {}}}, {claim(1, 1, exchange)}),
         {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}}},
        {"all unshipped ones are gone",
         ask(refund_unshipped, {{1, 1, {}}}, {claim(1, 3)}),
         {{Rule::nothing_left, "request.lines[0].quantity", 0}}},
        {"all shipped ones are gone",
         ask(refund_shipped, {{1, 1, {}}}, {claim(1, 2, return_refund)}),
         {{Rule::nothing_left, "request.lines[0].quantity", 0}}},
        {"more vouchers than there are",
         ask(virtual_refund, {{3, 3, {}}}),
         {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 2}}},
        {"no voucher left",
         ask(virtual_refund, {{3, 1, {}}}, {claim(3, 2, virtual_refund)}),
         {{Rule::nothing_left, "request.lines[0].quantity", 0}}},
    });
}

TEST_CASE("Refunds of unshipped units and of shipped ones do not take from each other") {
    using enum TicketType;
    CHECK(quoted(ask(refund_unshipped, {{1, 3, {}}}, {claim(1, 2, return_refund)})).lines[0].units ==
          std::vector<int>{3, 4, 5});
    CHECK(quoted(ask(return_refund, {{1, 2, {}}}, {claim(1, 3)})).lines[0].units == std::vector<int>{4, 5});
}

TEST_CASE("Units that were refunded before they were shipped leave fewer, never less than none") {
    QuoteInput input = ask(TicketType::refund_unshipped, {{1, 1, {}}}, {claim(1, 2)});
    ship(input.order.lines[0], 4);
    CHECK(refused(input) == Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0}});
    input.request.type = TicketType::return_refund;
    input.request.lines[0].quantity = 4;
    CHECK(refused(input) == Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 3}});
}

TEST_CASE("The kind of a line must fit the type") {
    using enum TicketType;
    check({
        {"goods as a virtual refund",
         ask(virtual_refund, {{1, 1, {}}}),
         {{Rule::kind_not_for_type, "request.lines[0].line_no", -1}}},
        {"a course alone as a return",
         ask(return_refund, {{2, 1, {}}}),
         {{Rule::kind_not_for_type, "request.lines[0].line_no", -1}}},
        {"vouchers alone as a refund of shipped goods",
         ask(refund_shipped, {{3, 1, {}}}),
         {{Rule::kind_not_for_type, "request.lines[0].line_no", -1}}},
        {"a course in exchange for goods",
         changed(ask(exchange, {{1, 1, {}}, {2, 1, {}}}),
                 [](QuoteInput& i) { i.request.reason = "size_unfit"; }),
         {{Rule::kind_not_for_type, "request.lines[1].line_no", -1}}},
    });
}

TEST_CASE("A course goes along with goods, shipped or not") {
    using enum TicketType;
    for (TicketType type : {refund_unshipped, refund_shipped, return_refund}) {
        Quote const quote = quoted(ask(type, {{1, 1, {}}, {2, 1, {}}}));
        CHECK(quote.lines[1] == QuotedLine{2, 1, {}, {"L2", "L3"}, 600});
    }
    CHECK(quoted(ask(refund_unshipped, {{2, 1, {}}})).refund_fen == 600);
    CHECK(quoted(ask(virtual_refund, {{2, 1, {"L3"}}, {3, 1, {}}})).refund_fen == 400);
}

TEST_CASE("Entitlements are named once, and only those that are free and unused") {
    using enum TicketType;
    check({
        {"unknown",
         ask(virtual_refund, {{2, 1, {"L9"}}}),
         {{Rule::entitlement_unknown, "request.lines[0].entitlements[0]", -1}}},
        {"used",
         ask(virtual_refund, {{2, 2, {"L2", "L1"}}}),
         {{Rule::entitlement_used, "request.lines[0].entitlements[1]", -1}}},
        {"taken",
         ask(virtual_refund, {{2, 1, {"L3"}}}, {prior_hours(2, 1, {"L3"})}),
         {{Rule::entitlement_taken, "request.lines[0].entitlements[0]", -1}}},
        {"twice",
         ask(virtual_refund, {{2, 2, {"L2", "L2"}}}),
         {{Rule::entitlement_twice, "request.lines[0].entitlements[1]", -1}}},
        {"of a line without any",
         ask(virtual_refund, {{3, 1, {"L1"}}}),
         {{Rule::entitlement_unknown, "request.lines[0].entitlements[0]", -1}}},
        {"a quantity that is neither one nor their number",
         ask(virtual_refund, {{2, 3, {"L2", "L3"}}}),
         {{Rule::quantity_is_not_entitlements, "request.lines[0].quantity", 2}}},
        {"a quantity without names",
         ask(virtual_refund, {{2, 2, {}}}),
         {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}}},
        {"none left",
         ask(virtual_refund, {{2, 1, {}}}, {prior_hours(2, 2, {"L2", "L3"})}),
         {{Rule::nothing_left, "request.lines[0].quantity", 0}}},
    });
}

TEST_CASE("A reason is of the catalogue, and fits the type") {
    using enum TicketType;
    check({
        {"unknown",
         changed(ask(refund_unshipped, {{1, 1, {}}}), [](QuoteInput& i) { i.request.reason = "mood"; }),
         {{Rule::reason_unknown, "request.reason", -1}}},
        {"of another type",
         changed(ask(refund_unshipped, {{1, 1, {}}}), [](QuoteInput& i) { i.request.reason = "quality"; }),
         {{Rule::reason_not_for_type, "request.reason", -1}}},
    });
}

TEST_CASE("Exchange, repair and reship wait until the goods were signed for") {
    using enum TicketType;
    for (TicketType type : {exchange, repair, reship}) {
        QuoteInput input = ask(type, {{1, 1, {}}});
        input.request.reason = "agreed";
        CHECK(quoted(input).refund_fen == 0);
        sign_for(input.order.lines[0], std::nullopt);
        CHECK(refused(input) == Mistakes{{Rule::not_received_yet, "request.lines[0].line_no", -1}});
    }
}

TEST_CASE("The window counts days of the shop's zone from the day after sign-for") {
    struct Case {
        char const* name;
        Civil received;
        Civil asked;
        bool over;
    };
    std::vector<Case> const cases = {
        {"at once", {2026, 11, 1, 10, 0, 0}, {2026, 11, 1, 10, 0, 0}, false},
        {"the last minute of the seventh day", {2026, 11, 1, 0, 0, 0}, {2026, 11, 8, 23, 59, 59}, false},
        {"midnight after it", {2026, 11, 1, 0, 0, 0}, {2026, 11, 9, 0, 0, 0}, true},
        {"signed for a second before midnight", {2026, 11, 1, 23, 59, 59}, {2026, 11, 8, 23, 59, 59}, false},
        {"over the end of February", {2024, 2, 25, 12, 0, 0}, {2024, 3, 3, 23, 59, 59}, false},
        {"a day later", {2024, 2, 25, 12, 0, 0}, {2024, 3, 4, 0, 0, 0}, true},
    };
    for (Case const& each : cases) {
        CAPTURE(each.name);
        QuoteInput input = ask(TicketType::return_refund, {{1, 1, {}}});
        sign_for(input.order.lines[0], from_civil(each.received, china_offset_minutes));
        input.now = from_civil(each.asked, china_offset_minutes);
        if (each.over) {
            CHECK(refused(input) == Mistakes{{Rule::window_over, "request.lines[0].line_no", 7}});
        } else {
            CHECK(quoted(input).refund_fen == 1'000);
        }
    }
}

TEST_CASE(
    "The window is never over for what was not signed for, for reasons without one, and before shipping") {
    QuoteInput late = ask(TicketType::return_refund, {{1, 1, {}}});
    late.now = now + days(400);
    CHECK(refused(late) == Mistakes{{Rule::window_over, "request.lines[0].line_no", 7}});

    QuoteInput not_received = late;
    sign_for(not_received.order.lines[0], std::nullopt);
    CHECK(quoted(not_received).refund_fen == 1'000);

    QuoteInput agreed = late;
    agreed.request.reason = "agreed";
    CHECK(quoted(agreed).refund_fen == 1'000);

    QuoteInput price = late;
    price.request.type = TicketType::price_protect;
    price.request.reason = "price_drop";
    price.request.lines[0].now_price_fen = 900;
    CHECK(refused(price) == Mistakes{{Rule::window_over, "request.lines[0].line_no", 7}});

    QuoteInput unshipped = late;
    unshipped.request.type = TicketType::refund_unshipped;
    CHECK(quoted(unshipped).refund_fen == 1'000);
}

TEST_CASE("What other tickets hold must fit the order") {
    using enum TicketType;
    auto const with = [](std::vector<Claim> claims) {
        return ask(refund_unshipped, {{3, 1, {}}}, std::move(claims));
    };
    Claim paid_twice = claim(1, 1);
    paid_twice.payments = {{{"w1"}, 6'000}, {{"w1"}, 101}};
    Claim paid_elsewhere = claim(1, 1);
    paid_elsewhere.payments = {{{"x9"}, 1}};
    Claim too_few = prior_units(1, {1});
    too_few.quantity = 2;
    check({
        {"a line that is not there", with({claim(9, 1)}), {{Rule::line_unknown, "prior[0].line_no", -1}}},
        {"nothing", with({claim(1, 0)}), {{Rule::must_be_positive, "prior[0].quantity", -1}}},
        {"more than the line has", with({claim(1, 6)}), {{Rule::prior_exceeds_line, "prior[0].quantity", 5}}},
        {"more than others left",
         with({claim(1, 3), claim(1, 3)}),
         {{Rule::prior_exceeds_line, "prior[1].quantity", 2}}},
        {"a unit that is not there",
         with({prior_units(1, {2, 6})}),
         {{Rule::units_not_in_line, "prior[0].units[1]", 5}}},
        {"a unit below the first",
         with({prior_units(1, {0})}),
         {{Rule::units_not_in_line, "prior[0].units[0]", 5}}},
        {"fewer units than the quantity says",
         with({too_few}),
         {{Rule::units_not_in_line, "prior[0].units", 2}}},
        {"a unit twice in one",
         with({prior_units(1, {2, 2})}),
         {{Rule::prior_exceeds_line, "prior[0].units[1]", 5}}},
        {"a unit twice in two",
         with({prior_units(1, {2}), prior_units(1, {1, 2})}),
         {{Rule::prior_exceeds_line, "prior[1].units[1]", 4}}},
        {"an unknown hour",
         with({prior_hours(2, 1, {"L9"})}),
         {{Rule::entitlement_unknown, "prior[0].entitlements[0]", -1}}},
        {"an hour of a line without any",
         with({prior_hours(1, 1, {"L2"})}),
         {{Rule::entitlement_unknown, "prior[0].entitlements[0]", -1}}},
        {"an hour twice in one",
         with({prior_hours(2, 2, {"L2", "L2"})}),
         {{Rule::entitlement_twice, "prior[0].entitlements[1]", -1}}},
        {"an hour twice in two",
         with({prior_hours(2, 1, {"L2"}), prior_hours(2, 1, {"L2"})}),
         {{Rule::entitlement_taken, "prior[1].entitlements[0]", -1}}},
        {"a quantity that is not the hours'",
         with({prior_hours(2, 3, {"L2", "L3"})}),
         {{Rule::quantity_is_not_entitlements, "prior[0].quantity", 2}}},
        {"a course after all its hours",
         with({prior_hours(2, 2, {"L2", "L3"}), prior_hours(2, 1, {})}),
         {{Rule::prior_exceeds_line, "prior[1].quantity", 0}}},
        {"a payment that is not there",
         with({paid_elsewhere}),
         {{Rule::unknown_name, "prior[0].payments[0].payment_id", -1}}},
        {"more than the payment took",
         with({paid_twice}),
         {{Rule::prior_exceeds_payment, "prior[0].payments[1].amount_fen", 100}}},
    });
}

TEST_CASE("Tickets that name their units come before those that take the lowest") {
    Quote const quote =
        quoted(ask(TicketType::refund_unshipped, {{1, 1, {}}}, {claim(1, 1), prior_units(1, {1})}));
    CHECK(quote.lines[0].units == std::vector<int>{3});
}

TEST_CASE("A course held without naming hours is held whole") {
    CHECK(refused(ask(TicketType::virtual_refund, {{2, 1, {}}}, {prior_hours(2, 1, {})})) ==
          Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0}});
}

TEST_CASE("An hour that was refunded and is reported as used stays refunded") {
    QuoteInput input = ask(TicketType::virtual_refund, {{2, 1, {}}}, {prior_hours(2, 1, {"L1"})});
    CHECK(quoted(input).lines[0].entitlements == std::vector<std::string>{"L2", "L3"});
}

TEST_CASE("A prior is of the request's type when it does not say its own") {
    Claim untyped = claim(1, 2);
    untyped.type = std::nullopt;
    CHECK(refused(ask(TicketType::return_refund, {{1, 1, {}}}, {untyped})) ==
          Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0}});
    CHECK(quoted(ask(TicketType::refund_unshipped, {{1, 1, {}}}, {untyped})).refund_fen == 1'000);
}

TEST_CASE("The fee is at most the goods") {
    QuoteInput input = ask(TicketType::refund_unshipped, {{1, 2, {}}});
    input.request.fee_fen = 2'000;
    CHECK(quoted(input).refund_fen == 0);
    input.request.fee_fen = 2'001;
    CHECK(refused(input) == Mistakes{{Rule::fee_exceeds_goods, "request.fee_fen", 2'000}});
    input.request.fee_fen = -1;
    CHECK(refused(input) == Mistakes{{Rule::must_not_be_negative, "request.fee_fen", -1}});
}

TEST_CASE("Payments that others emptied cannot give more") {
    QuoteInput input = ask(TicketType::refund_unshipped, {{1, 1, {}}}, {claim(3, 1)});
    input.claims[0].payments = {{{"w1"}, 5'200}};
    CHECK(refused(input) == Mistakes{{Rule::payments_exhausted, "request.lines", 900}});
}

TEST_CASE("All mistakes are told at once, priors before the request") {
    QuoteInput input =
        ask(TicketType::refund_unshipped, {{1, 9, {}}, {8, 1, {}}, {2, 1, {"L1", "L9"}}, {3, 1, {}}},
            {claim(1, 9), prior_hours(2, 1, {"L7"})});
    input.request.reason = "mood";
    CHECK(refused(input) == Mistakes{
                                {Rule::prior_exceeds_line, "prior[0].quantity", 5},
                                {Rule::entitlement_unknown, "prior[1].entitlements[0]", -1},
                                {Rule::reason_unknown, "request.reason", -1},
                                {Rule::quantity_exceeds_left, "request.lines[0].quantity", 3},
                                {Rule::line_unknown, "request.lines[1].line_no", -1},
                                {Rule::entitlement_used, "request.lines[2].entitlements[0]", -1},
                                {Rule::entitlement_unknown, "request.lines[2].entitlements[1]", -1},
                            });
}

TEST_CASE("What could still be asked for is told for every line") {
    using enum TicketType;
    struct Case {
        TicketType type;
        std::vector<Claim> claims;
        std::vector<int> left;
    };
    std::vector<Case> const cases = {
        {refund_unshipped, {}, {3, 1, 2}},
        {return_refund, {}, {2, 1, 2}},
        {exchange, {}, {2, 0, 0}},
        {virtual_refund, {}, {0, 1, 2}},
        {refund_unshipped, {claim(1, 2), prior_hours(2, 1, {}), claim(3, 1)}, {1, 0, 1}},
        {return_refund, {claim(1, 1, exchange)}, {1, 1, 2}},
        {return_refund, {claim(1, 9)}, {2, 1, 2}},
    };
    for (Case const& each : cases) CHECK(units_left(mixed_order(), each.claims, each.type) == each.left);
    Order not_received = mixed_order();
    sign_for(not_received.lines[0], std::nullopt);
    CHECK(units_left(not_received, {}, repair) == std::vector<int>{0, 0, 0});
}

}  // namespace
}  // namespace afterdesk

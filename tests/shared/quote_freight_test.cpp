// Freight: back with the last goods of an order that was never shipped, once. Rule: DOMAIN §5.4.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

/// Two lines of goods, a gift and a course; freight 8.00.
Order order() {
    return order_of(
        {line(1, 2, 1'000), line(2, 1, 500), gift_line(3, 1, {1, 2, 100}), course(4, 900, {1, 1})}, {}, 800);
}

Claim claim(int line_no, int quantity) {
    Claim made;
    made.line_no = line_no;
    made.quantity = quantity;
    return made;
}

struct Row {
    char const* name;
    QuoteInput input;
    FreightRule rule;
    Fen freight_fen;
};

void check(std::vector<Row> const& rows) {
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Quote const quote = quoted(row.input);
        CHECK(static_cast<int>(quote.freight_rule) == static_cast<int>(row.rule));
        CHECK(quote.freight_fen == row.freight_fen);
        CHECK(quote.refund_fen == quote.goods_fen + row.freight_fen);
    }
}

QuoteInput ask(std::vector<LineRequest> lines, std::vector<Claim> claims = {}) {
    QuoteInput made = input_of(order(), TicketType::refund_unshipped, std::move(lines));
    made.claims = std::move(claims);
    return made;
}

template <class Change>
QuoteInput changed(QuoteInput input, Change change) {
    change(input);
    return input;
}

TEST_CASE("Freight goes back with the last goods of an order of which nothing was shipped") {
    auto const reserved = [](Claim made) {
        made.state = ClaimState::reserved;
        return made;
    };
    auto const exchanged = [](Claim made) {
        made.type = TicketType::exchange;
        return made;
    };
    check({
        {"all goods at once", ask({{1, 2, {}}, {2, 1, {}}}), FreightRule::refunded_whole_order, 800},
        {"the course does not count", ask({{1, 2, {}}, {2, 1, {}}, {4, 1, {}}}),
         FreightRule::refunded_whole_order, 800},
        {"a part", ask({{1, 2, {}}}), FreightRule::kept_part, 0},
        {"the last part", ask({{1, 2, {}}}, {claim(2, 1)}), FreightRule::refunded_last_part, 800},
        {"the last part after a reservation", ask({{1, 2, {}}}, {reserved(claim(2, 1))}),
         FreightRule::refunded_last_part, 800},
        {"the last but one", ask({{1, 1, {}}}, {claim(2, 1)}), FreightRule::kept_part, 0},
        {"the course alone", ask({{4, 1, {}}}), FreightRule::kept_part, 0},
        {"the gift alone", ask({{3, 1, {}}}), FreightRule::kept_part, 0},
        {"no freight was paid",
         changed(ask({{1, 2, {}}, {2, 1, {}}}),
                 [](QuoteInput& i) {
                     i.order.freight_fen = 0;
                     i.order.payments[0].amount_fen -= 800;
                 }),
         FreightRule::none_paid, 0},
        {"a unit is away for an exchange", ask({{1, 2, {}}}, {exchanged(claim(2, 1))}),
         FreightRule::refunded_last_part, 800},
    });
}

TEST_CASE("Freight stays when anything was shipped, be it a gift") {
    check({
        {"one of the goods",
         changed(ask({{1, 1, {}}, {2, 1, {}}}), [](QuoteInput& i) { ship(i.order.lines[0], 1); }),
         FreightRule::kept_shipped, 0},
        {"a gift", changed(ask({{1, 2, {}}, {2, 1, {}}}), [](QuoteInput& i) { ship(i.order.lines[2], 1); }),
         FreightRule::kept_shipped, 0},
        {"all, and all come back",
         changed(ask({{1, 2, {}}, {2, 1, {}}}),
                 [](QuoteInput& i) {
                     ship(i.order.lines[0], 2);
                     ship(i.order.lines[1], 1);
                     i.request.type = TicketType::return_refund;
                 }),
         FreightRule::kept_shipped, 0},
    });
}

TEST_CASE("Freight stays when only virtual goods are refunded") {
    QuoteInput input = ask({{4, 1, {}}});
    input.request.type = TicketType::virtual_refund;
    check({{"a course", input, FreightRule::kept_type, 0}});
}

TEST_CASE("Freight never goes back twice") {
    QuoteInput input = ask({{1, 2, {}}, {2, 1, {}}});
    Quote const all = quoted(input);
    input.claims = held(all, TicketType::refund_unshipped);
    input.request.lines = {{4, 1, {}}};
    check({{"the course after all goods", input, FreightRule::kept_refunded_before, 0}});

    // The ticket that took the last goods got the freight; the one before it was withdrawn and is asked
    // again.
    QuoteInput last = ask({{1, 2, {}}}, {claim(2, 1)});
    last.claims = held(quoted(last), TicketType::refund_unshipped);
    last.request.lines = {{2, 1, {}}};
    check({{"a last part once more", last, FreightRule::kept_refunded_before, 0}});
}

TEST_CASE("Policy may add freight, once, when the shop is at fault") {
    auto const at_fault = [](QuoteInput& i) {
        i.policy.freight_when_shop_at_fault = true;
        i.request.reason = "out_of_stock";
    };
    QuoteInput const part = changed(ask({{1, 1, {}}}), at_fault);
    QuoteInput again = part;
    again.claims = held(quoted(part), TicketType::refund_unshipped);
    check({
        {"with a part", part, FreightRule::added_shop_at_fault, 800},
        {"with another part", again, FreightRule::kept_refunded_before, 0},
        {"with the whole order, by the plain rule", changed(ask({{1, 2, {}}, {2, 1, {}}}), at_fault),
         FreightRule::refunded_whole_order, 800},
        {"with shipped goods",
         changed(ask({{1, 1, {}}}),
                 [](QuoteInput& i) {
                     ship(i.order.lines[0], 2);
                     i.policy.freight_when_shop_at_fault = true;
                     i.request.type = TicketType::return_refund;
                     i.request.reason = "quality";
                 }),
         FreightRule::added_shop_at_fault, 800},
        {"not with a course", changed(ask({{4, 1, {}}}), at_fault), FreightRule::kept_part, 0},
        {"not for the buyer's reasons",
         changed(ask({{1, 1, {}}}), [](QuoteInput& i) { i.policy.freight_when_shop_at_fault = true; }),
         FreightRule::kept_part, 0},
    });
}

}  // namespace
}  // namespace afterdesk

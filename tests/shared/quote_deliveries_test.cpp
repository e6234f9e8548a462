// A line that came in several deliveries: each piece has its own sign-for, and its windows count from there.

#include "order_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::order_fixture;

namespace {

using enum TicketType;

constexpr Instant ago(Duration time) { return {now.ms - time.ms}; }
Instant const long_ago = ago(days(30)), lately = ago(days(2));

Delivery delivery(std::string number, int quantity, std::optional<Instant> received_at) {
    return {std::move(number), quantity, std::nullopt, received_at, {}, {}};
}

/// Two scarves for 66.67 and 66.66.
QuoteInput ask(TicketType type, int quantity, std::vector<Delivery> deliveries,
               std::string reason = "not_wanted") {
    Line scarf = line(1, 2, 6'667);
    scarf.discounts = {{DiscountKind::manual, 1, 0, std::nullopt, {}}};
    scarf.deliveries = std::move(deliveries);
    QuoteInput input = input_of(order_of({scarf}), type, {{1, quantity, {}}});
    input.request.reason = std::move(reason);
    return input;
}

std::vector<Delivery> old_and_new() { return {delivery("d1", 1, long_ago), delivery("d2", 1, lately)}; }
std::vector<Delivery> here_and_under_way() {
    return {delivery("d1", 1, lately), delivery("d2", 1, std::nullopt)};
}

/// What the request was granted, for the quotes of others.
std::vector<Claim> claims_after(QuoteInput const& input) {
    return claims_of(quoted(input), input.request.type, ClaimState::reserved);
}

Claim replaced(std::string ticket_no, Instant received_at, std::vector<DeliveredPieces> from = {}) {
    Claim claim;
    claim.line_no = 1;
    claim.type = exchange;
    claim.deliveries = std::move(from);
    claim.replacement = delivery(std::move(ticket_no), 1, received_at);
    return claim;
}

Mistakes refusal(QuoteInput const& input) {
    auto const result = quote(input);
    return result.ok() ? Mistakes{} : result.error();
}

Mistakes const over = {{Rule::window_over, "request.lines[0].line_no", 7}};

}  // namespace

TEST_CASE("the window of each piece counts from its own sign-for") {
    CHECK(quoted(ask(return_refund, 1, old_and_new())).lines[0].deliveries ==
          std::vector<DeliveredPieces>{{"d2", 1}});
    CHECK(refusal(ask(return_refund, 1, {delivery("d1", 1, long_ago)})) == over);
    CHECK(refusal(ask(return_refund, 2, old_and_new())) ==
          Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}});
    CHECK(refusal(ask(return_refund, 1, {delivery("", 1, long_ago), delivery("", 1, long_ago)})) == over);
}

TEST_CASE("the amounts are those of the lowest units, whichever pieces the request takes") {
    Quote const late = quoted(ask(return_refund, 1, old_and_new()));
    CHECK(late.refund_fen == 6'667);
    CHECK(late.lines[0].units == std::vector<int>{1});
    CHECK(quoted(ask(return_refund, 1, {delivery("d1", 2, lately)})).refund_fen == late.refund_fen);
    CHECK(quoted(ask(return_refund, 2, here_and_under_way())).refund_fen == 13'333);
}

TEST_CASE("a piece that is in time is asked for once; the other stays over") {
    QuoteInput next = ask(return_refund, 1, old_and_new());
    next.claims = claims_after(next);
    CHECK(refusal(next) == over);
    // The other was asked for while it was in time: the one that came later is still free.
    QuoteInput then = ask(return_refund, 1, old_and_new());
    then.now = long_ago + days(1);
    then.order.lines[0].deliveries[1].received_at.reset();
    QuoteInput later = ask(return_refund, 1, old_and_new());
    later.claims = claims_after(then);
    CHECK(later.claims[0].deliveries == std::vector<DeliveredPieces>{{"d1", 1}});
    CHECK(quoted(later).lines[0].units == std::vector<int>{2});
}

TEST_CASE("a ticket from before there were deliveries has the pieces that came first") {
    QuoteInput later = ask(return_refund, 1, old_and_new());
    Claim first;
    first.line_no = 1;
    first.type = return_refund;
    first.units = {1};
    later.claims = {first};
    CHECK(quoted(later).lines[0].deliveries == std::vector<DeliveredPieces>{{"d2", 1}});
}

TEST_CASE("pieces under way are not received, whatever was signed for before") {
    for (TicketType const type : {exchange, repair, reship}) {
        QuoteInput const two = ask(type, 2, here_and_under_way(), "agreed");
        CHECK(refusal(two) == Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}});
        CHECK(units_left(two.order, {}, type) == std::vector<int>{1});
        QuoteInput one = ask(type, 1, here_and_under_way(), "agreed");
        CHECK(quoted(one).lines[0].deliveries == std::vector<DeliveredPieces>{{"d1", 1}});
        one.claims = claims_after(one);
        CHECK(refusal(one) == Mistakes{{Rule::not_received_yet, "request.lines[0].line_no", -1}});
        CHECK(units_left(one.order, one.claims, type) == std::vector<int>{0});
    }
    CHECK(units_left(ask(return_refund, 1, here_and_under_way()).order, {}, return_refund) ==
          std::vector<int>{2});
}

TEST_CASE("a reason for what never came takes the pieces under way, one for defects those that came") {
    CHECK(quoted(ask(refund_shipped, 1, here_and_under_way(), "not_received")).lines[0].deliveries ==
          std::vector<DeliveredPieces>{{"d2", 1}});
    CHECK(quoted(ask(refund_shipped, 1, here_and_under_way(), "quality")).lines[0].deliveries ==
          std::vector<DeliveredPieces>{{"d1", 1}});
    CHECK(quoted(ask(refund_shipped, 2, here_and_under_way(), "not_received")).refund_fen == 13'333);
    QuoteInput only_those = ask(refund_shipped, 2, here_and_under_way(), "not_received");
    for (Reason& reason : only_those.policy.reasons) reason.phases = {Phase::shipped};
    CHECK(refusal(only_those) == Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}});
}

TEST_CASE("what came first goes back first, what is under way at last") {
    std::vector<Delivery> const three = {delivery("d1", 1, std::nullopt), delivery("d2", 1, lately),
                                         delivery("d3", 1, ago(days(4)))};
    QuoteInput input = ask(return_refund, 2, three);
    input.order.lines[0].quantity = 3;
    input.order.payments[0].amount_fen = 3 * 6'667 - 1;
    CHECK(quoted(input).lines[0].deliveries == std::vector<DeliveredPieces>{{"d3", 1}, {"d2", 1}});
}

TEST_CASE("a delivery that got its number later is still known by the place it had") {
    QuoteInput input = ask(return_refund, 1, old_and_new());
    Claim first;
    first.line_no = 1;
    first.type = return_refund;
    first.units = {1};
    first.deliveries = {{"#2", 1}};
    input.claims = {first};
    CHECK(refusal(input) == over);
}

TEST_CASE("a replaced piece starts its windows anew with the replacement's sign-for") {
    QuoteInput input = ask(return_refund, 1, {delivery("d1", 1, long_ago)});
    CHECK(refusal(input) == over);
    input.claims = {replaced("AS1", lately)};
    CHECK(quoted(input).lines[0].deliveries == std::vector<DeliveredPieces>{{"AS1", 1}});
    CHECK(quoted(input).refund_fen == 6'667);

    QuoteInput again = input;
    again.claims = claims_after(input);
    again.claims.push_back(replaced("AS1", lately));
    CHECK(refusal(again) == Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0}});

    QuoteInput strict = input;
    strict.policy.replacement_restarts_window = false;
    CHECK(refusal(strict) == over);
}

TEST_CASE("a replacement that was replaced again counts from the last") {
    QuoteInput input = ask(return_refund, 1, {delivery("d1", 1, long_ago)});
    input.claims = {replaced("AS2", lately, {{"AS1", 1}}), replaced("AS1", long_ago + days(1))};
    CHECK(quoted(input).lines[0].deliveries == std::vector<DeliveredPieces>{{"AS2", 1}});
}

TEST_CASE("of what a ticket holds already the windows were kept when it was asked for") {
    QuoteInput input = ask(return_refund, 1, {delivery("d1", 1, long_ago), delivery("d2", 1, long_ago)});
    input.held = {{1, 1, {1}, {}, 6'667, {{"d2", 1}}}};
    input.held_since = long_ago + days(1);
    CHECK(quoted(input).lines[0].deliveries == std::vector<DeliveredPieces>{{"d2", 1}});
    input.request.lines[0].quantity = 2;  // more than was asked for in time
    CHECK(refusal(input) == Mistakes{{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}});
}

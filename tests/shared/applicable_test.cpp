// What may be asked for at all, line by line and type by type.

#include "domain/money/applicable.hpp"

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

QuoteInput about(Order order, Instant at = now) {
    QuoteInput made = input_of(std::move(order), TicketType::return_refund, {});
    made.now = at;
    return made;
}

/// The rule against each line, or "-".
std::vector<std::optional<Rule>> against(QuoteInput input, TicketType type) {
    input.request.type = type;
    std::vector<std::optional<Rule>> rules;
    for (Applicable const& line : applicable(input)) {
        rules.push_back(line.why_not ? std::optional(line.why_not->rule) : std::nullopt);
        if (line.why_not) CHECK(line.why_not->path.empty());
    }
    return rules;
}

/// Without the reasons that never end: what a shop may do.
Policy with_ends() {
    Policy policy = default_policy();
    std::erase_if(policy.reasons, [](Reason const& reason) { return reason.window_days == 0; });
    return policy;
}

using Rules = std::vector<std::optional<Rule>>;
constexpr std::nullopt_t open = std::nullopt;

}  // namespace

TEST_CASE("each type is open or has one rule against it, line by line") {
    // Shipped and signed for, under way, a course whose hours were all used.
    Line under_way = line(2, 2, 1'000);
    ship(under_way, 2);
    Line used = course(3, 900, {1, 1});
    for (Entitlement& hour : used.entitlements) hour.used = true;
    QuoteInput const input = about(order_of({shipped_line(1, 3, 1'000, 2), under_way, used}));
    using enum TicketType;
    CHECK(against(input, refund_unshipped) == Rules{open, Rule::nothing_left, Rule::nothing_left});
    CHECK(against(input, refund_shipped) == Rules{open, open, Rule::nothing_left});
    CHECK(against(input, return_refund) == Rules{open, open, Rule::nothing_left});
    CHECK(against(input, exchange) == Rules{open, Rule::not_received_yet, Rule::kind_not_for_type});
    CHECK(against(input, price_protect) == Rules{open, open, Rule::nothing_left});
    CHECK(against(input, virtual_refund) ==
          Rules{Rule::kind_not_for_type, Rule::kind_not_for_type, Rule::nothing_left});
    CHECK(anything_applicable(input));
}

TEST_CASE("lessons go with goods only where goods can be asked for") {
    QuoteInput const alone = about(order_of({line(1, 1, 1'000), course(2, 900, {1, 1})}));
    CHECK(against(alone, TicketType::return_refund) == Rules{Rule::nothing_left, Rule::kind_not_for_type});
    QuoteInput const with_goods = about(order_of({shipped_line(1, 1, 1'000, 1), course(2, 900, {1, 1})}));
    CHECK(against(with_goods, TicketType::return_refund) == Rules{open, open});
}

TEST_CASE("the window that ends last is told, and is over at its end") {
    QuoteInput input = about(order_of({shipped_line(1, 1, 1'000, 1)}));
    input.policy = with_ends();
    Applicable const line = applicable(input).at(0);
    REQUIRE(line.until);
    CHECK(*line.until == start_of_next_day(now, input.policy.utc_offset_minutes) + days(15));
    input.now = {line.until->ms - 1};
    CHECK(!applicable(input).at(0).why_not);
    input.now = *line.until;
    REQUIRE(applicable(input).at(0).why_not);
    CHECK(applicable(input).at(0).why_not->rule == Rule::window_over);
    CHECK(!applicable(input).at(0).until);
    CHECK(anything_applicable(input));  // a repair: it broke down in use
    input.now = now + days(400);
    CHECK(!anything_applicable(input));
    input.policy = default_policy();  // whose 双方协商一致 is open for ever
    CHECK(!applicable(input).at(0).why_not);
    CHECK(!anything_applicable(input));
    input.order.lines[0].deliveries.clear();
    CHECK(anything_applicable(input));  // not shipped yet
}

}  // namespace afterdesk

// What the mall tells of an order later: which pieces travel together, and when each delivery was signed for.

#include "domain/order/order_facts.hpp"

#include "order_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::order_fixture;

namespace {

Instant const monday = now, tuesday = now + days(1), friday = now + days(4);

Order three_scarves() { return order_of({line(1, 3, 5'000)}); }

LineFacts counted(int shipped, std::optional<Instant> received_at = std::nullopt) {
    return {1, shipped, received_at, {}, {}};
}
LineFacts signed_for(Instant received_at) { return {1, std::nullopt, received_at, {}, {}}; }
Delivery delivery(std::string number, int quantity, std::optional<Instant> received_at = std::nullopt) {
    return {std::move(number), quantity, std::nullopt, received_at, {}, {}};
}
LineFacts numbered(std::vector<Delivery> deliveries) {
    return {1, std::nullopt, std::nullopt, {}, std::move(deliveries)};
}

/// "2@0 1": two signed for on the first day, one under way. A number stands before its delivery: "d1:2@0".
std::string told(Line const& line) {
    std::string text;
    for (Delivery const& one : line.deliveries) {
        if (!text.empty()) text += ' ';
        if (!one.delivery_no.empty()) text += one.delivery_no + ":";
        text += std::to_string(one.quantity);
        if (one.received_at) text += "@" + std::to_string((one.received_at->ms - monday.ms) / days(1).ms);
    }
    return text;
}

std::string after(std::vector<LineFacts> const& facts) {
    Mistakes mistakes;
    Order const known = with_facts(three_scarves(), facts, mistakes);
    CHECK(mistakes == Mistakes{});
    return told(known.lines[0]);
}

Mistakes refused(std::vector<LineFacts> const& facts) {
    Mistakes mistakes;
    CHECK(told(with_facts(three_scarves(), facts, mistakes).lines[0]) == "");
    return mistakes;
}

}  // namespace

TEST_CASE("more shipped pieces are a delivery of their own, with the sign-for beside them") {
    CHECK(after({counted(1, monday), counted(2, friday)}) == "1@0 1@4");
    CHECK(after({counted(1, monday), counted(2)}) == "1@0 1");
    CHECK(after({counted(1, monday), counted(2), signed_for(friday)}) == "1@0 1@4");
    CHECK(after({counted(1), counted(3, monday)}) == "1 2@0");
}

TEST_CASE("a corrected sign-for replaces the earlier one, of the delivery that it is for") {
    CHECK(after({counted(2, monday), counted(2, friday)}) == "2@4");
    CHECK(after({counted(2, friday), signed_for(monday)}) == "2@0");
    CHECK(after({counted(1, monday), counted(3, friday), counted(3, tuesday)}) == "1@0 2@1");
    CHECK(after({counted(1, monday), counted(3, friday), counted(1, tuesday)}) == "1@1 2@4");
}

TEST_CASE("facts may be told again, and old counts late") {
    CHECK(after({counted(2, monday), counted(2, monday)}) == "2@0");
    CHECK(after({counted(2, monday), counted(1)}) == "2@0");
    CHECK(after({counted(2), counted(0)}) == "2");
    CHECK(after({signed_for(monday), counted(2)}) == "2@0");
    CHECK(after({counted(1, monday), counted(2, friday), counted(1, monday), counted(2, friday)}) ==
          "1@0 1@4");
}

TEST_CASE("a delivery with a number is as it was told last; what is left out stays") {
    CHECK(after({numbered({delivery("d1", 1), delivery("d2", 2)})}) == "d1:1 d2:2");
    CHECK(after({numbered({delivery("d1", 1), delivery("d2", 2)}), numbered({delivery("d1", 1, monday)})}) ==
          "d1:1@0 d2:2");
    CHECK(after({numbered({delivery("d1", 1, monday)}), numbered({delivery("d1", 1)})}) == "d1:1@0");
    CHECK(after({numbered({delivery("d1", 1, monday)}), numbered({delivery("d1", 1, friday)})}) == "d1:1@4");
    CHECK(after({numbered({delivery("d1", 2)}), numbered({delivery("d1", 1)})}) == "d1:1");
    CHECK(after({numbered({delivery("d1", 1)}), counted(3, friday)}) == "d1:1 2@4");
}

TEST_CASE("a number names pieces that were told without one before it adds others") {
    CHECK(after({counted(1, monday), numbered({delivery("d1", 1)})}) == "d1:1@0");
    CHECK(after({counted(1, monday), counted(2), numbered({delivery("d1", 1), delivery("d2", 1, friday)})}) ==
          "d1:1@0 d2:1@4");
    CHECK(after({counted(3, monday), numbered({delivery("d1", 1)})}) == "2@0 d1:1@0");
    CHECK(after({counted(1, monday), numbered({delivery("d1", 3)})}) == "d1:3@0");
}

TEST_CASE("wrong deliveries are refused with their place, and nothing of the line is kept") {
    CHECK(refused({counted(4)}) ==
          Mistakes{{Rule::shipped_exceeds_quantity, "lines[0].shipped_quantity", 3}});
    CHECK(refused({numbered({delivery("d1", 2), delivery("d2", 2)})}) ==
          Mistakes{{Rule::shipped_exceeds_quantity, "lines[0].deliveries[1].quantity", 3}});
    Mistakes mistakes;
    with_facts(order_of({virtual_line(1, 1, 100)}), {numbered({delivery("d1", 1)})}, mistakes);
    CHECK(mistakes == Mistakes{{Rule::virtual_is_not_shipped, "lines[0].deliveries[0].quantity", 0}});
}

TEST_CASE("an order told again brings its deliveries, and other money or goods bring none") {
    Order const known = three_scarves();
    Order told_again = known;
    Mistakes mistakes;
    for (char const* number : {"", "d"}) {
        bool const numbered = *number != '\0';
        told_again.lines[0].deliveries = {delivery(numbered ? "d1" : "", 1, monday),
                                          delivery(numbered ? "d2" : "", 2, friday)};
        auto const facts = facts_between(known, told_again);
        REQUIRE(facts);
        CHECK(with_facts(known, *facts, mistakes) == told_again);
        CHECK(with_facts(told_again, *facts, mistakes) == told_again);
    }
    Order mixed = told_again;
    mixed.lines[0].deliveries[0].delivery_no.clear();
    CHECK(with_facts(mixed, *facts_between(known, mixed), mistakes) == mixed);
    CHECK(mistakes == Mistakes{});
    told_again.lines[0].title = "别的";
    CHECK(!facts_between(known, told_again));
}

TEST_CASE("an order names each delivery once, and ships no more than was bought") {
    Order two = three_scarves();
    two.lines[0].deliveries = {delivery("d1", 1), delivery("d1", 1)};
    CHECK(check_order(two, "order") ==
          Mistakes{{Rule::duplicate_key, "order.lines[0].deliveries[1].delivery_no", -1}});
    two.lines[0].deliveries = {delivery("", 2), delivery("", 2)};
    CHECK(check_order(two, "order") ==
          Mistakes{{Rule::shipped_exceeds_quantity, "order.lines[0].deliveries", 3}});
}

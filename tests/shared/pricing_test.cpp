// What was really paid: discounts on lines, lines split to units, courses split to their hours.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

Pricing priced(Order const& order) {
    REQUIRE(check_order(order, "order") == Mistakes{});
    return price_order(order);
}

std::vector<Fen> paid_of_lines(Pricing const& pricing) {
    std::vector<Fen> paid;
    paid.reserve(pricing.lines.size());
    for (PricedLine const& line : pricing.lines) paid.push_back(line.paid_fen);
    return paid;
}

std::vector<Fen> paid_of(std::vector<PricedUnit> const& pieces) {
    std::vector<Fen> paid;
    paid.reserve(pieces.size());
    for (PricedUnit const& piece : pieces) paid.push_back(piece.paid_fen);
    return paid;
}

TEST_CASE("Discounts come off the lines that they name, in listed order") {
    struct Row {
        char const* name;
        std::vector<Discount> discounts;
        std::vector<Fen> paid;
    };
    std::vector<Row> const rows = {
        {"none", {}, {10'000, 20'000, 30'000}},
        {"over all lines", {discount(600)}, {9'900, 19'800, 29'700}},
        {"over one line", {discount(600, {2})}, {10'000, 19'400, 30'000}},
        {"over two, whatever the order of their names", {discount(600, {3, 1})}, {9'850, 20'000, 29'550}},
        {"a remainder goes to the largest fraction", {discount(100)}, {9'983, 19'967, 29'950}},
        {"a tie goes to the earlier line",
         {discount(1, {1}), discount(1, {1}), discount(5, {1, 2})},
         {9'996, 19'997, 30'000}},
        {"the second is spread over what the first left",
         {discount(9'000, {1}), discount(2'100, {1, 2})},
         {900, 18'000, 30'000}},
        {"a line that costs nothing any more gets nothing",
         {discount(10'000, {1}), discount(500)},
         {0, 19'800, 29'700}},
        {"everything", {discount(60'000)}, {0, 0, 0}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Order const order =
            order_of({line(1, 1, 10'000), line(2, 1, 20'000), line(3, 1, 30'000)}, row.discounts);
        CHECK(paid_of_lines(priced(order)) == row.paid);
    }
}

TEST_CASE("A line's own discounts come first and stand first in its list") {
    Line first = line(1, 2, 5'000);
    first.discounts = {{DiscountKind::member, 1'000, 0, std::nullopt, {}},
                       {DiscountKind::manual, 500, 0, std::nullopt, {}}};
    Pricing const pricing = priced(order_of({first, line(2, 1, 8'500)}, {discount(1'700)}));
    REQUIRE(pricing.lines[0].discounts.size() == 3);
    CHECK(pricing.lines[0].discounts[0] == DiscountShare{-1, 0, DiscountKind::member, 1'000, 0});
    CHECK(pricing.lines[0].discounts[1] == DiscountShare{-1, 1, DiscountKind::manual, 500, 0});
    CHECK(pricing.lines[0].discounts[2] == DiscountShare{0, -1, DiscountKind::platform_coupon, 850, 0});
    CHECK(pricing.lines[0].gross_fen == 10'000);
    CHECK(pricing.lines[0].paid_fen == 7'650);
    CHECK(pricing.lines[1].paid_fen == 7'650);
}

TEST_CASE("A discount that names lines is no part of the others") {
    Pricing const pricing = priced(order_of({line(1, 1, 500), line(2, 1, 500)}, {discount(100, {2})}));
    CHECK(pricing.lines[0].discounts.empty());
    CHECK(pricing.lines[1].discounts.size() == 1);
}

TEST_CASE("What was paid for a line is split to its units, the first ones a fen more") {
    struct Row {
        char const* name;
        Line line;
        Fen discount_fen;
        std::vector<Fen> units;
    };
    std::vector<Row> const rows = {
        {"200.00 over 3", line(1, 3, 7'000), 1'000, {6'667, 6'667, 6'666}},
        {"100.00 over 3", line(1, 3, 4'000), 2'000, {3'334, 3'333, 3'333}},
        {"no remainder", line(1, 2, 500), 0, {500, 500}},
        {"fewer fen than units", line(1, 4, 1), 1, {1, 1, 1, 0}},
        {"nothing", line(1, 2, 50), 100, {0, 0}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Pricing const pricing = priced(order_of({row.line}, {discount(row.discount_fen)}));
        CHECK(paid_of(pricing.lines[0].units) == row.units);
    }
}

TEST_CASE("Each discount's share is split by the same rule, and the rounding fen says the rest") {
    Line two = line(1, 2, 100);
    two.discounts = {discount(1), discount(1)};
    PricedLine const priced_line = priced(order_of({two})).lines[0];
    CHECK(priced_line.units[0].discount_fen == std::vector<Fen>{1, 1});
    CHECK(priced_line.units[1].discount_fen == std::vector<Fen>{0, 0});
    CHECK(paid_of(priced_line.units) == std::vector<Fen>{99, 99});
    CHECK(priced_line.units[0].rounding_fen == 1);
    CHECK(priced_line.units[1].rounding_fen == -1);
}

TEST_CASE("A deposit stays apart from the balance, and discounts come off the balance first") {
    struct Row {
        char const* name;
        Fen discount_fen;
        std::vector<Fen> deposits;
        std::vector<Fen> paid;
    };
    std::vector<Row> const rows = {
        {"no discount", 0, {100, 100, 100}, {500, 500, 500}},
        {"off the balance", 301, {100, 100, 100}, {400, 400, 399}},
        {"the whole balance", 1'200, {100, 100, 100}, {100, 100, 100}},
        {"more than the balance", 1'300, {67, 67, 66}, {67, 67, 66}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        PricedLine const found =
            priced(order_of({presale_line(1, 3, 500, 300)}, {discount(row.discount_fen)})).lines[0];
        CHECK(paid_of(found.units) == row.paid);
        std::vector<Fen> deposits;
        for (PricedUnit const& unit : found.units) deposits.push_back(unit.deposit_fen);
        CHECK(deposits == row.deposits);
    }
}

TEST_CASE("A balance that was never paid is no part of what was paid") {
    PricedLine const found =
        priced(order_of({unpaid_presale_line(1, 3, 500, 100)}, {discount(301)})).lines[0];
    CHECK(found.paid_fen == 100);
    CHECK(found.unpaid_fen == 1'099);
    CHECK(paid_of(found.units) == std::vector<Fen>{34, 33, 33});
    CHECK(found.units[0].deposit_fen == 34);
    CHECK(found.units[0].unpaid_fen == 367);
}

TEST_CASE("A deposit is paid for the whole line and split to its units") {
    PricedLine const found = priced(order_of({presale_line(1, 3, 500, 100)})).lines[0];
    CHECK(found.units[0].deposit_fen == 34);
    CHECK(found.units[1].deposit_fen == 33);
    CHECK(found.units[2].deposit_fen == 33);
    CHECK(paid_of(found.units) == std::vector<Fen>{501, 500, 499});
}

TEST_CASE("A course is split to its hours by weight") {
    struct Row {
        char const* name;
        std::vector<std::int64_t> weights;
        std::vector<Fen> paid;
    };
    std::vector<Row> const rows = {
        {"equal weights", {1, 1, 1}, {334, 333, 333}},
        {"different weights", {1, 2, 5}, {125, 250, 625}},
        {"an hour without weight", {0, 1}, {0, 1'000}},
        {"no weight at all", {0, 0}, {1'000, 0}},
        {"one", {7}, {1'000}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        PricedLine const found = priced(order_of({course(1, 1'200, row.weights)}, {discount(200)})).lines[0];
        CHECK(paid_of(found.entitlements) == row.paid);
        CHECK(&found.pieces() == &found.entitlements);
        CHECK(paid_of(found.units) == std::vector<Fen>{1'000});
    }
}

TEST_CASE("Used hours keep their part of the price") {
    Order order = order_of({course(1, 1'000, {1, 1, 1})});
    order.lines[0].entitlements[0].used = true;
    CHECK(paid_of(priced(order).lines[0].entitlements) == std::vector<Fen>{334, 333, 333});
}

TEST_CASE("Points go with the money that they stood for") {
    Discount points = discount(300, {1, 2});
    points.kind = DiscountKind::points;
    points.points = 1'000;
    Pricing const pricing = priced(order_of({line(1, 3, 100), line(2, 1, 600), line(3, 1, 50)}, {points}));
    CHECK(pricing.lines[0].discounts[0].points == 333);
    CHECK(pricing.lines[1].discounts[0].points == 667);
    CHECK(pricing.lines[0].units[0].points == std::vector<std::int64_t>{111});
    CHECK(pricing.lines[2].discounts.empty());
}

TEST_CASE("Points that took no money off go to the first line that they name") {
    Discount points = discount(0, {2, 3});
    points.kind = DiscountKind::points;
    points.points = 40;
    Pricing const pricing = priced(order_of({line(1, 1, 100), line(2, 1, 100), line(3, 1, 100)}, {points}));
    CHECK(pricing.lines[1].discounts[0].points == 40);
    CHECK(pricing.lines[2].discounts[0].points == 0);
}

}  // namespace
}  // namespace afterdesk

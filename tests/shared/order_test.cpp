// What an order may be: every rule of check_order has a row, and sound orders pass.

#include <limits>

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

struct Row {
    char const* name;
    Order order;
    Mistakes want;
};

void check(std::vector<Row> const& rows) {
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(check_order(row.order, "order") == row.want);
    }
}

template <class Change>
Order changed(Order order, Change change) {
    change(order);
    return order;
}

Line discounted(Line of, Fen off_fen) {
    of.discounts = {discount(off_fen)};
    return of;
}

Order plain() { return order_of({line(1, 2, 10'000), line(2, 1, 5'000)}, {}, 500); }

TEST_CASE("A sound order has no mistakes") {
    Discount points = discount(500, {2});
    points.kind = DiscountKind::points;
    points.points = 50'000;
    check({
        {"goods alone", plain(), {}},
        {"the order of DOMAIN §5", sample_order(), {}},
        {"nothing was paid", order_of({line(1, 1, 0)}), {}},
        {"a discount takes the whole price", order_of({line(1, 1, 100)}, {discount(100)}), {}},
        {"points used", order_of({line(1, 1, 1'000), line(2, 1, 1'000)}, {points}), {}},
        {"a presale whose balance was never paid", order_of({unpaid_presale_line(1, 2, 500, 300)}), {}},
        {"a deposit as large as what the line cost", order_of({presale_line(1, 2, 500, 1'000)}), {}},
        {"all shipped", order_of({shipped_line(1, 3, 100, 3)}), {}},
        {"two gifts for every three", order_of({line(1, 7, 100), gift_line(2, 4, {1, 3, 50})}), {}},
        {"a gift with a course", order_of({course(1, 100, {1}), gift_line(2, 1, {1, 1, 50})}), {}},
        {"a course without weight", order_of({course(1, 100, {0, 0})}), {}},
        {"the largest price once", order_of({line(1, 1, max_fen)}), {}},
        {"the largest price as often as it fits",
         order_of({line(1, 9'000, max_fen)}, {discount(max_fen)}),
         {}},
    });
}

TEST_CASE("What stands twice is refused") {
    check({
        {"a line number",
         changed(plain(), [](Order& o) { o.lines[1].line_no = 1; }),
         {{Rule::line_no_twice, "order.lines[1].line_no", -1}}},
        {"a payment id",
         changed(plain(),
                 [](Order& o) {
                     o.payments = {{{"w1"}, PaymentChannel::wechat, 25'000},
                                   {{"w1"}, PaymentChannel::balance, 500}};
                 }),
         {{Rule::payment_id_twice, "order.payments[1].payment_id", -1}}},
        {"an entitlement id",
         changed(order_of({course(1, 100, {1, 1, 1})}),
                 [](Order& o) { o.lines[0].entitlements[2].id = "L1"; }),
         {{Rule::entitlement_id_twice, "order.lines[0].entitlements[2].id", -1}}},
        {"a line in a discount",
         order_of({line(1, 1, 100)}, {discount(10, {1, 1})}),
         {{Rule::line_twice, "order.discounts[0].lines[1]", -1}}},
    });
}

TEST_CASE("A discount must stand on lines that cost as much") {
    Line cheap = line(1, 1, 100);
    cheap.discounts = {discount(60), discount(50)};
    Order own = order_of({line(2, 1, 100)});
    own.lines.push_back(cheap);
    check({
        {"it names a line that is not there",
         order_of({line(1, 1, 100)}, {discount(10, {1, 7})}),
         {{Rule::discount_names_unknown_line, "order.discounts[0].lines[1]", -1}}},
        {"a line's own discounts take more than it costs",
         own,
         {{Rule::discount_exceeds_lines, "order.lines[1].discounts[1].amount_fen", 40}}},
        {"an order discount takes more than its lines cost",
         order_of({line(1, 1, 100), line(2, 1, 900)}, {discount(101, {1})}),
         {{Rule::discount_exceeds_lines, "order.discounts[0].amount_fen", 100}}},
        {"what earlier discounts took is gone",
         order_of({line(1, 1, 100), line(2, 1, 900)}, {discount(90, {1}), discount(11, {1})}),
         {{Rule::discount_exceeds_lines, "order.discounts[1].amount_fen", 10}}},
    });
}

TEST_CASE("What was paid is what the lines and the freight cost") {
    check({
        {"a fen too little",
         changed(plain(), [](Order& o) { o.payments[0].amount_fen -= 1; }),
         {{Rule::sums_do_not_add_up, "order.payments", 25'500}}},
        {"a fen too much",
         changed(plain(), [](Order& o) { o.payments[0].amount_fen += 1; }),
         {{Rule::sums_do_not_add_up, "order.payments", 25'500}}},
        {"the provider took less than that",
         changed(plain(), [](Order& o) { o.payments[0].provider.total_fen = 25'499; }),
         {{Rule::sums_do_not_add_up, "order.payments[0].provider_total_fen", 25'500}}},
        {"the provider took more, for other orders too",
         changed(plain(), [](Order& o) { o.payments[0].provider.total_fen = 40'000; }),
         {}},
        {"nothing was paid for something",
         changed(plain(), [](Order& o) { o.payments.clear(); }),
         {{Rule::sums_do_not_add_up, "order.payments", 25'500}}},
    });
}

TEST_CASE("An amount that does not fit is refused where it stands") {
    auto const with = [](std::vector<Line> lines, Fen freight_fen) {
        Order made = plain();
        made.lines = std::move(lines);
        made.freight_fen = freight_fen;
        made.payments.clear();
        return made;
    };
    Line rich_gift = gift_line(2, 9'999, {1, 1, max_fen});
    Line much = line(1, 9'000, max_fen);
    auto const points_of = [](std::int64_t points) {
        Discount made = discount(0);
        made.kind = DiscountKind::points;
        made.points = points;
        return made;
    };
    check({
        {"price times quantity",
         with({line(1, 9'999, max_fen)}, 0),
         {{Rule::amount_overflows, "order.lines[0].unit_price_fen", -1}}},
        {"the sum of the lines",
         with({much, line(2, 500, max_fen)}, 0),
         {{Rule::amount_overflows, "order.lines[1].unit_price_fen", -1}}},
        {"the lines and the freight",
         with({line(1, 1, 1)}, std::numeric_limits<Fen>::max()),
         {{Rule::amount_overflows, "order.freight_fen", -1}}},
        {"the payments",
         changed(plain(),
                 [](Order& o) {
                     Fen const huge = std::numeric_limits<Fen>::max();
                     o.payments = {{{"a"}, PaymentChannel::wechat, huge}, {{"b"}, PaymentChannel::wechat, 1}};
                 }),
         {{Rule::amount_overflows, "order.payments[1].amount_fen", -1}}},
        {"the value of gifts",
         order_of({line(1, 9'999, 1), rich_gift}),
         {{Rule::amount_overflows, "order.lines[1].gift.value_fen", -1}}},
        {"points",
         order_of({line(1, 1, 1)}, {points_of(std::numeric_limits<std::int64_t>::max()), points_of(1)}),
         {{Rule::amount_overflows, "order.discounts[1].points", -1}}},
    });
}

TEST_CASE("Only goods are shipped, and no more of them than were bought") {
    check({
        {"more shipped than bought",
         order_of({shipped_line(1, 2, 100, 3)}),
         {{Rule::shipped_exceeds_quantity, "order.lines[0].shipped_quantity", 2}}},
        {"a virtual line shipped",
         changed(order_of({virtual_line(1, 2, 100)}), [](Order& o) { ship(o.lines[0], 1); }),
         {{Rule::virtual_is_not_shipped, "order.lines[0].shipped_quantity", 0}}},
    });
}

TEST_CASE("Entitlements belong to one virtual unit") {
    check({
        {"on goods",
         changed(order_of({course(1, 100, {1})}), [](Order& o) { o.lines[0].kind = LineKind::physical; }),
         {{Rule::entitlements_need_virtual, "order.lines[0].entitlements", -1}}},
        {"with two units",
         changed(order_of({course(1, 100, {1})}),
                 [](Order& o) {
                     o.lines[0].quantity = 2;
                     o.payments[0].amount_fen = 200;
                 }),
         {{Rule::entitled_quantity_is_one, "order.lines[0].quantity", 1}}},
    });
}

TEST_CASE("A gift is free, and earned by a line that is none") {
    Line paid_gift = gift_line(2, 1, {1, 1, 50});
    paid_gift.unit_price_fen = 1;
    check({
        {"of a line that is not there",
         order_of({line(1, 1, 100), gift_line(2, 1, {7, 1, 50})}),
         {{Rule::gift_of_unknown_line, "order.lines[1].gift.of_line", -1}}},
        {"of itself",
         order_of({line(1, 1, 100), gift_line(2, 1, {2, 1, 50})}),
         {{Rule::gift_of_gift, "order.lines[1].gift.of_line", -1}}},
        {"of a gift",
         order_of({line(1, 1, 100), gift_line(2, 1, {1, 1, 50}), gift_line(3, 1, {2, 1, 50})}),
         {{Rule::gift_of_gift, "order.lines[2].gift.of_line", -1}}},
        {"for more than was bought",
         order_of({line(1, 2, 100), gift_line(2, 1, {1, 3, 50})}),
         {{Rule::gift_never_earned, "order.lines[1].gift.per_quantity", 2}}},
        {"with a price",
         order_of({line(1, 1, 100), paid_gift}),
         {{Rule::gift_must_be_free, "order.lines[1].unit_price_fen", 0}}},
    });
}

TEST_CASE("Deposits, currencies and sizes have their limits") {
    check({
        {"a deposit above what the line cost",
         order_of({presale_line(1, 2, 100, 201)}),
         {{Rule::deposit_exceeds_line, "order.lines[0].presale.deposit_fen", 200}}},
        {"a deposit above what the line's own discount leaves",
         order_of({discounted(presale_line(1, 2, 100, 200), 1)}),
         {{Rule::deposit_exceeds_line, "order.lines[0].presale.deposit_fen", 199}}},
        {"dollars",
         changed(plain(), [](Order& o) { o.currency = "USD"; }),
         {{Rule::currency_unsupported, "order.currency", -1}}},
        {"more units than a quote can explain",
         order_of({line(1, 9'999, 1), line(2, 9'999, 1), line(3, 9'999, 1)}),
         {{Rule::too_many, "order.lines", max_pieces}}},
    });
}

TEST_CASE("All mistakes are told at once, in document order") {
    Order order = order_of({line(1, 1, 100), shipped_line(1, 1, 100, 2), gift_line(3, 1, {9, 1, 5})},
                           {discount(500), discount(5, {8})});
    order.currency = "EUR";
    order.payments.push_back(order.payments[0]);
    CHECK(check_order(order, "order") ==
          Mistakes{
              {Rule::currency_unsupported, "order.currency", -1},
              {Rule::line_no_twice, "order.lines[1].line_no", -1},
              {Rule::shipped_exceeds_quantity, "order.lines[1].shipped_quantity", 1},
              {Rule::gift_of_unknown_line, "order.lines[2].gift.of_line", -1},
              {Rule::discount_exceeds_lines, "order.discounts[0].amount_fen", 200},
              {Rule::discount_names_unknown_line, "order.discounts[1].lines[0]", -1},
              {Rule::payment_id_twice, "order.payments[1].payment_id", -1},
          });
}

TEST_CASE("Paths of an order that is a document of its own begin with its fields") {
    Order order = plain();
    order.currency = "USD";
    order.lines[1].line_no = 1;
    CHECK(check_order(order, "") == Mistakes{{Rule::currency_unsupported, "currency", -1},
                                             {Rule::line_no_twice, "lines[1].line_no", -1}});
}

TEST_CASE("A line is found by its number") {
    Order const order = sample_order();
    REQUIRE(find_line(order, 3) != nullptr);
    CHECK(find_line(order, 3)->sku == "K3");
    CHECK(find_line(order, 5) == nullptr);
}

}  // namespace
}  // namespace afterdesk

// Deliveries in documents: the short form and the long one, in orders and in facts.

#include "order_fixture.hpp"
#include "wire/admin_api.hpp"
#include "wire/codec.hpp"
#include "wire/shipping.hpp"
#include "wire_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;

namespace {

std::string order_with(std::string const& shipping) {
    return R"({"order_no":"D1","shop_id":"s1","buyer_id":"b1","currency":"CNY","paid_at_ms":1793000000000,)"
           R"("freight_fen":0,"lines":[{"line_no":1,"sku":"K1","spu":"P1","title":"围巾","kind":"physical",)"
           R"("quantity":3,"unit_price_fen":5000)" +
           shipping + R"(}],"payments":[{"payment_id":"w1","channel":"wechat","amount_fen":15000}]})";
}

/// The order written again; what is wrong with it when it can not be read.
std::string again(std::string const& shipping) {
    Mistakes mistakes;
    Order const order = read_order(parsed(order_with(shipping)), "", mistakes);
    return mistakes.empty() ? write_json(to_json(order)) : picture(mistakes);
}

std::string const long_form =
    R"(,"deliveries":[{"delivery_no":"d1","quantity":1,"shipped_at_ms":1793000000001,)"
    R"("received_at_ms":1793200000000,"carrier":"sf","tracking_no":"SF1"},{"quantity":2}])";

Delivery delivery(int quantity, bool here) {
    return {{}, quantity, {}, here ? std::optional(Instant{7}) : std::nullopt, {}, {}};
}

}  // namespace

TEST_CASE("an order says its deliveries in the short form where that says it all") {
    for (std::string const& shipping :
         {std::string(), std::string(R"(,"shipped_quantity":2)"),
          std::string(R"(,"shipped_quantity":2,"received_at_ms":1793200000000)"),
          std::string(R"(,"received_at_ms":1793200000000)"), long_form}) {
        CAPTURE(shipping);
        CHECK(again(shipping) == order_with(shipping));
    }
    CHECK(again(R"(,"deliveries":[{"quantity":2}])") == order_with(R"(,"shipped_quantity":2)"));
    CHECK(again(R"(,"deliveries":[])") == order_with(""));
    CHECK(again(R"(,"shipped_quantity":0,"received_at_ms":null)") == order_with(""));
}

TEST_CASE("what is wrong with a delivery is told with its place") {
    CHECK(again(R"(,"shipped_quantity":1,"deliveries":[{"quantity":1}])") ==
          "unknown_key lines[0].shipped_quantity");
    CHECK(again(R"(,"deliveries":[{"quantity":0}])") == "must_be_positive lines[0].deliveries[0].quantity");
    CHECK(again(R"(,"deliveries":[{"quantity":2},{"quantity":2}])") ==
          "shipped_exceeds_quantity lines[0].deliveries");
}

TEST_CASE("facts tell deliveries by their number") {
    auto const facts = read_facts(parsed(
        R"({"order_no":"D1","lines":[{"line_no":1,"deliveries":[{"delivery_no":"d1","quantity":1}]}]})"));
    REQUIRE(facts.ok());
    CHECK(facts->lines[0].deliveries[0].delivery_no == "d1");
    auto const unnamed =
        read_facts(parsed(R"({"order_no":"D1","lines":[{"line_no":1,"deliveries":[{"quantity":1}]}]})"));
    REQUIRE(!unnamed.ok());
    CHECK(picture(unnamed.error()) == "missing_key lines[0].deliveries[0].delivery_no");
}

TEST_CASE("how far the goods are: a line is received when all of its pieces are") {
    Line scarves = order_fixture::line(1, 3, 5'000);
    CHECK(shipping_of(scarves, {}) == Shipping::unshipped);
    scarves.deliveries = {delivery(1, true)};
    CHECK(shipping_of(scarves, {}) == Shipping::partly_shipped);
    scarves.deliveries = {delivery(1, true), delivery(2, false)};
    CHECK(shipping_of(scarves, {}) == Shipping::shipped);
    scarves.deliveries = {delivery(1, true), delivery(2, true)};
    CHECK(shipping_of(scarves, {}) == Shipping::received);
    // What was refunded before it was shipped is not waited for.
    scarves.deliveries = {delivery(1, true)};
    Claim refunded;
    refunded.line_no = 1;
    refunded.quantity = 2;
    refunded.type = TicketType::refund_unshipped;
    CHECK(shipping_of(scarves, {refunded}) == Shipping::received);
    Order const order = order_fixture::order_of({scarves, order_fixture::virtual_line(2, 1, 100)});
    CHECK(shipping_of(order, {refunded}) == Shipping::received);
    CHECK(shipping_of(order, {}) == Shipping::partly_shipped);
}

// Facts from the mall: written down once, however often and in whatever order they come; the order's tickets
// are told in the same transaction. Files bring the same facts.

#include "store/orders.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

LineFacts shipped(int line_no, int quantity) { return {line_no, quantity, std::nullopt, {}}; }

std::optional<Order> order(World& w, std::string const& no) {
    return w.store->read([&](store::ReadTx& tx) { return store::find_order(tx, {"mall"}, {no}); });
}

Rule refused(World& w, wire::FactsBody const& facts, std::string const& path) {
    auto const done = w.service->orders.note_facts(w.platform, facts);
    REQUIRE(!done.ok());
    CHECK(done.error().front().path == path);
    return done.error().front().rule;
}

Order ordered_course() {
    Order order = world::unshipped_order("V1", "s1", "b1");
    order.lines = {world::line(1, "编程课 3 课时", 1, 9'000)};
    order.lines[0].kind = LineKind::virtual_;
    order.lines[0].entitlements = {{"L1", 1, false}, {"L2", 1, false}, {"L3", 1, false}};
    order.freight_fen = 0;
    order.payments = {{{"w1"}, PaymentChannel::wechat, 9'000}};
    return order;
}

}  // namespace

TEST_CASE("facts add: the same again and an older count change nothing; another sign-for corrects") {
    World w;
    Instant const signed_at{world::noon.ms - 5};
    CHECK(w.tell({{"E1"}, {shipped(1, 2)}, {}, {}}).order_changed);
    CHECK(!w.tell({{"E1"}, {shipped(1, 2)}, {}, {}}).order_changed);
    CHECK(!w.tell({{"E1"}, {shipped(1, 1)}, {}, {}}).order_changed);
    CHECK(w.tell({{"E1"}, {{1, 3, signed_at, {}}}, {}, {}}).order_changed);
    CHECK(w.tell({{"E1"}, {{1, std::nullopt, Instant{7}, {}}}, {}, {}}).order_changed);
    CHECK(w.tell({{"E1"}, {{1, 3, signed_at, {}}}, {}, {}}).order_changed);
    auto const known = order(w, "E1");
    REQUIRE(known);
    CHECK(known->lines[0].shipped_quantity() == 3);
    CHECK(known->lines[0].last_received_at() == signed_at);
    CHECK(known->lines[1].shipped_quantity() == 0);
    CHECK(w.differences().empty());
}

TEST_CASE("wrong facts are refused with their place, and nothing of them is kept") {
    World w;
    CHECK(refused(w, {{"E1"}, {shipped(1, 1), shipped(1, 4)}, {}, {}}, "lines[1].shipped_quantity") ==
          Rule::shipped_exceeds_quantity);
    CHECK(refused(w, {{"E1"}, {shipped(9, 1)}, {}, {}}, "lines[0].line_no") == Rule::line_unknown);
    CHECK(refused(w, {{"E1"}, {{1, 1, std::nullopt, {"L9"}}}, {}, {}}, "lines[0].used[0]") ==
          Rule::entitlement_unknown);
    CHECK(refused(w, {{"E1"}, {}, {{"SF9", world::noon}}, {}}, "parcels[0].tracking_no") ==
          Rule::parcel_missing);
    CHECK(refused(w, {{"E1"}, {shipped(1, 1)}, {}, {{{"AS1"}, "P1", 5}}}, "collections[0].ticket_no") ==
          Rule::not_found);
    CHECK(refused(w, {{"E9"}, {}, {}, {}}, "order_no") == Rule::not_found);
    CHECK(order(w, "E1")->lines[0].shipped_quantity() == 0);
    CHECK(!w.service->orders.note_facts(w.merchant, {{"E1"}, {}, {}, {}}).ok());
}

TEST_CASE("shipped while a refund waits: the ticket is closed with its cause, its pieces are free again") {
    World w;
    w.set_policy(R"({"threshold":"ask"})");
    Order order = world::unshipped_order("T1", "s1", "b1");
    order.lines[0].discounts.clear();
    order.discounts = {{DiscountKind::full_reduction, 10'000, 0, Fen{25'000}, {}}};
    w.import({order});
    auto const asked = World::request(TicketType::refund_unshipped, "not_wanted", {{1, 2, {}}});
    auto const waiting = w.read(w.apply(w.buyer, w.application(w.buyer, "T1", asked), w.next_key())).ticket;
    REQUIRE(waiting.state == State::awaiting_merchant);
    auto const told = w.tell({{"T1"}, {shipped(1, 3)}, {}, {}});
    REQUIRE(told.tickets.size() == 1);
    CHECK(told.tickets[0].state == State::closed);
    CHECK(w.look(waiting.no.value).ticket.cause == Cause::shipped_meanwhile);
    CHECK(w.differences().empty());
}

TEST_CASE("an hour of the course was used while the refund waits: it pays for what is left") {
    World w;
    w.set_policy(R"({"virtual_is_automatic":false})");
    w.import({ordered_course()});
    auto const asked = World::request(TicketType::virtual_refund, "not_wanted", {{1, 1, {}}});
    auto const waiting = w.read(w.apply(w.buyer, w.application(w.buyer, "V1", asked), w.next_key())).ticket;
    REQUIRE(waiting.quote.refund_fen == 9'000);
    w.tell({{"V1"}, {{1, std::nullopt, std::nullopt, {"L2"}}}, {}, {}});
    auto const less = w.look(waiting.no.value).ticket;
    CHECK(less.quote.refund_fen == 6'000);
    CHECK(less.cause == Cause::used_meanwhile);
    w.tell({{"V1"}, {{1, std::nullopt, std::nullopt, {"L1", "L3"}}}, {}, {}});
    CHECK(w.look(waiting.no.value).ticket.state == State::closed);
    CHECK(w.differences().empty());
}

TEST_CASE("a parcel that arrived starts the merchant's time, once") {
    World w;
    std::string const no = w.returned_one();
    wire::FactsBody const arrived{{"E2"}, {}, {{"SF1234567890", Instant{world::noon.ms - 1}}}, {}};
    CHECK(w.tell(arrived).tickets.size() == 1);
    CHECK(w.tell(arrived).tickets.empty());
    CHECK(w.look(no).ticket.return_signed_at.has_value());
    w.must(w.merchant, no, Receive{});
    CHECK(w.tell(arrived).tickets.empty());  // too late to matter, and no mistake
    CHECK(w.differences().empty());
}

TEST_CASE("a file brings facts and stock; other money or goods for a known number are refused") {
    World w;
    std::string const no = w.refund_one("E1").ticket.no.value;
    Order news = world::unshipped_order("E1", "s1", "b1");
    ship(news.lines[1], 1);
    std::string const text =
        world::orders_text({news}) +
        R"({"stock":{"shop_id":"s1","items":[{"sku":"K1-XL","spu":"P1","unit_price_fen":10000,)"
        R"("available":4}]}})"
        "\n";
    auto const done = import_orders(*w.store, {"mall"}, text, {world::noon, {0}});
    REQUIRE(done.ok());
    CHECK(done->updated == 1);
    CHECK(done->wares == 1);
    CHECK(order(w, "E1")->lines[1].shipped_quantity() == 1);
    CHECK(w.stock_of("K1-XL") == std::pair(4, 0));
    auto const again = import_orders(*w.store, {"mall"}, text, {world::noon, {0}});
    CHECK(again->unchanged == 1);
    news.lines[0].sku = "K9";
    auto const other = import_orders(*w.store, {"mall"}, world::orders_text({news}), {world::noon, {0}});
    REQUIRE(!other.ok());
    CHECK(other.error().front().mistake.rule == Rule::order_differs);
    CHECK(w.differences().empty());
}

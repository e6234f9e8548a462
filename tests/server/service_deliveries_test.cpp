// An order that arrives in parts, seen from outside: facts, lists, requests, what is stored.

#include "store/orders.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

Instant const long_ago{world::noon.ms - days(20).ms}, yesterday{world::noon.ms - days(1).ms};

LineFacts counted(int shipped, std::optional<Instant> received_at) {
    return {1, shipped, received_at, {}, {}};
}

Request one_back(std::string reason = "not_wanted") {
    return World::request(TicketType::return_refund, std::move(reason), {{1, 1, {}}});
}

Rule refused(World& w, std::string const& order_no, Request const& request) {
    auto const quoted = w.service->orders.quote_for(w.buyer, order_no, request);
    REQUIRE(!quoted.ok());
    return quoted.error().front().rule;
}

std::string body_of(World& w, std::string const& no) {
    return w.store->read([&](store::ReadTx& tx) { return store::order_body(tx, {"mall"}, {no}); });
}

wire::Shipping shipping_of(World& w, std::string const& no) {
    auto const page = w.service->orders.list(w.buyer, "", "", 30);
    REQUIRE(page.ok());
    for (wire::OrderSummary const& order : page->items) {
        if (order.order_no == no) return order.shipping;
    }
    FAIL("no such order");
    return {};
}

}  // namespace

TEST_CASE("split delivery: the piece that came yesterday can be returned, the one of long ago not") {
    World w;
    w.tell({{"E1"}, {counted(1, long_ago)}, {}, {}});
    CHECK(shipping_of(w, "E1") == wire::Shipping::partly_shipped);
    CHECK(refused(w, "E1", one_back()) == Rule::window_over);
    w.tell({{"E1"}, {counted(2, yesterday)}, {}, {}});
    auto body = w.application(w.buyer, "E1", one_back());
    body.apply.evidence = {w.picture(w.buyer)};
    auto const ticket = w.read(w.apply(w.buyer, body, w.next_key())).ticket;
    CHECK(ticket.state == State::awaiting_merchant);
    CHECK(ticket.goods == Goods::received);
    CHECK(refused(w, "E1", one_back()) == Rule::window_over);
    CHECK(w.differences().empty());
}

TEST_CASE("the order shows which parcel brought which pieces, and what tickets took of them") {
    World w;
    Delivery const first{"d1", 1, yesterday, yesterday, "sf", "SF1111111"};
    Delivery const second{"d2", 2, yesterday, std::nullopt, "zto", "ZTO-222222"};
    w.tell({{"E1"}, {{1, std::nullopt, std::nullopt, {}, {first, second}}}, {}, {}});
    auto body = w.application(w.buyer, "E1", one_back());
    body.apply.evidence = {w.picture(w.buyer)};
    w.read(w.apply(w.buyer, body, w.next_key()));
    auto const shown = w.service->orders.show(w.buyer, "E1");
    REQUIRE(shown.ok());
    CHECK(shown->order.lines[0].deliveries == std::vector<Delivery>{first, second});
    REQUIRE(shown->claims.size() == 1);
    CHECK(shown->claims[0].deliveries == std::vector<DeliveredPieces>{{"d1", 1}});
    w.restart();
    CHECK(w.service->orders.show(w.buyer, "E1")->order.lines[0].deliveries.size() == 2);
    CHECK(w.differences().empty());
}

TEST_CASE("a corrected sign-for replaces the earlier one, and the window follows") {
    World w;
    w.tell({{"E1"}, {counted(3, long_ago)}, {}, {}});
    CHECK(refused(w, "E1", one_back()) == Rule::window_over);
    CHECK(w.tell({{"E1"}, {counted(3, yesterday)}, {}, {}}).order_changed);
    CHECK(w.service->orders.quote_for(w.buyer, "E1", one_back()).ok());
    CHECK(!w.tell({{"E1"}, {counted(3, yesterday)}, {}, {}}).order_changed);
}

TEST_CASE(
    "orders that came at once are stored as they always were; others bring their deliveries in a file") {
    World w;
    CHECK(body_of(w, "E2").find("\"shipped_quantity\":3") != std::string::npos);
    CHECK(body_of(w, "E2").find("deliveries") == std::string::npos);
    Order parts = world::unshipped_order("P1", "s1", "b1");
    parts.lines[0].deliveries = {{"d1", 1, {}, yesterday, {}, {}}, {"d2", 1, {}, {}, {}, {}}};
    w.import({parts});
    parts.lines[0].deliveries[1].received_at = yesterday;
    auto const later = import_orders(*w.store, {"mall"}, world::orders_text({parts}), {world::noon, {0}});
    REQUIRE(later.ok());
    CHECK(later->updated == 1);
    auto const shown = w.service->orders.show(w.buyer, "P1");
    REQUIRE(shown.ok());
    CHECK(shown->order == parts);
    // A demo's times are moved together.
    Order moved = parts;
    moved.order_no = {"P2"};
    auto const shifted =
        import_orders(*w.store, {"mall"}, world::orders_text({moved}), {world::noon, days(1)});
    REQUIRE(shifted.ok());
    auto const after = w.service->orders.show(w.buyer, "P2");
    CHECK(after->order.lines[0].deliveries[0].received_at == yesterday + days(1));
    CHECK(w.differences().empty());
}

TEST_CASE("modify after the window: what was asked for in time may be changed while the ticket lives") {
    World w;
    w.import({world::received_order("M1", "s1", "b1")});
    auto body = w.application(w.buyer, "M1", one_back());
    body.apply.evidence = {w.picture(w.buyer)};
    std::string const no = w.read(w.apply(w.buyer, body, w.next_key())).ticket.no.value;
    w.must(w.merchant, no, Reject{"evidence_insufficient", "请补照片", {}});
    w.pass(hours(160));
    CHECK(refused(w, "M1", one_back()) == Rule::window_over);
    auto const quoted = w.service->orders.quote_for(w.buyer, "M1", one_back(), {no});
    REQUIRE(quoted.ok());
    Modify change{body.apply};
    change.apply.expected_digest = quote_digest(*quoted);
    CHECK(w.must(w.buyer, no, change).ticket.state == State::awaiting_merchant);
    CHECK(w.differences().empty());
}

TEST_CASE("more proof for a rejected ticket lets the merchant look again") {
    World w;
    std::string const no = w.return_one().ticket.no.value;
    w.must(w.merchant, no, Reject{"evidence_insufficient", "请补照片", {}});
    CHECK(w.must(w.buyer, no, AddEvidence{{w.picture(w.buyer)}, "补了照片"}).ticket.state ==
          State::awaiting_merchant);
    CHECK(w.differences().empty());
}

TEST_CASE("after an exchange the new piece may be asked for in a window of its own") {
    World w;
    w.put_stock({world::other_size()});
    std::string const no = w.exchange_one("E2").ticket.no.value;
    w.must(w.merchant, no, Agree{world::address()});
    w.must(w.buyer, no, ShipBack{world::parcel()});
    w.must(w.merchant, no, Receive{});
    w.must(w.merchant, no, Reship{world::parcel("SF7654321")});
    w.pass(days(6));
    CHECK(w.must(w.buyer, no, ConfirmReceipt{}).ticket.state == State::completed);
    w.pass(days(3));
    auto const quoted = w.service->orders.quote_for(w.buyer, "E2", one_back());
    REQUIRE(quoted.ok());
    CHECK(quoted->lines[0].deliveries == std::vector<DeliveredPieces>{{no, 1}});
    w.set_policy(R"({"replacement_restarts_window":false})");
    CHECK(refused(w, "E2", one_back()) == Rule::window_over);
    CHECK(w.differences().empty());
}

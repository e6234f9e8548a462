// Hosts keep pieces for sending: what would be refunded by itself waits, goes on, or ends as it was sent.
#include <thread>

#include "server/host.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Host;
using test::items_of;
using test::member;
using test::Site;
using world::World;

namespace {

std::string claim_text(std::string const& id, std::string const& lines, std::string const& more = "") {
    return R"({"claim_id":")" + id + R"(","lines":[)" + lines + "]" + more + "}";
}
std::string const one_piece = R"({"line_no":1,"quantity":1})", all_pieces = R"({"line_no":1,"quantity":3})";

struct Shop : Site {
    Host host{*this};

    Answer claim(std::string const& body, std::string const& order = "E1") {
        return host.call("POST", "/orders/" + order + "/shipments:claim", body);
    }
    Answer release(std::string const& id, std::string const& order = "E1") {
        return host.call("POST", "/orders/" + order + "/shipments:release", R"({"claim_id":")" + id + "\"}");
    }
    Answer send(std::string const& fact, int quantity) {
        return host.tell(R"({"fact_id":")" + fact +
                         R"(","type":"shipment.created","occurred_at_ms":1795147200000,"order_no":"E1",)"
                         R"("delivery_no":")" +
                         fact + R"(","lines":[{"line_no":1,"quantity":)" + std::to_string(quantity) + "}]}");
    }
    State state_of(wire::TicketDetail const& detail) { return look(detail.ticket.no.value).ticket.state; }
};

}  // namespace

TEST_CASE("pieces that are kept for sending are not refunded at once; when the claim ends they are") {
    Shop shop;
    Answer const taken = shop.claim(claim_text("ship-1", all_pieces));
    CHECK(taken.status == 200);
    CHECK(member(taken.body, "allowed") == "true");
    CHECK(member(taken.body, "expires_at_ms") == std::to_string((world::noon + minutes(30)).ms));
    auto const asked = shop.refund_one();
    CHECK(asked.ticket.state == State::awaiting_merchant);
    CHECK(asked.ticket.held->until == world::noon + minutes(30));
    CHECK(asked.ticket.deadline == world::noon + minutes(30));
    CHECK(shop.service->jobs.run_due() == 0);

    SUBCASE("by its time") {
        shop.pass(minutes(30));
        CHECK(shop.service->jobs.run_due() > 0);
        CHECK(shop.look(asked.ticket.no.value).ticket.cause == Cause::unshipped_is_automatic);
        CHECK(shop.state_of(asked) != State::awaiting_merchant);
    }
    SUBCASE("as the host lets it go, twice") {
        Answer const released = shop.release("ship-1");
        CHECK(released.status == 200);
        CHECK(items_of(released.body, "tickets").size() == 1);
        CHECK(items_of(shop.release("ship-1").body, "tickets").empty());
        CHECK(shop.state_of(asked) == State::refunding);
        CHECK(error_of(shop.claim(claim_text("ship-1", all_pieces))) == "claim_id shipping_claim_over");
    }
    SUBCASE("at its new end, when it is told again for a shorter time") {
        shop.pass(minutes(2));
        CHECK(shop.claim(claim_text("ship-1", all_pieces, R"(,"minutes":5)")).status == 200);
        auto const waits = shop.look(asked.ticket.no.value).ticket;
        CHECK(waits.held->until == world::noon + minutes(7));
        CHECK(waits.deadline == world::noon + minutes(7));
        shop.pass(minutes(5));
        CHECK(shop.service->jobs.run_due() > 0);
        CHECK(shop.state_of(asked) != State::awaiting_merchant);
    }
    SUBCASE("later, when it is told again for longer") {
        CHECK(shop.claim(claim_text("ship-1", all_pieces, R"(,"minutes":60)")).status == 200);
        shop.pass(minutes(30));
        CHECK(shop.service->jobs.run_due() > 0);
        CHECK(shop.state_of(asked) == State::awaiting_merchant);
        CHECK(shop.look(asked.ticket.no.value).ticket.held->until == world::noon + minutes(60));
        shop.pass(minutes(30));
        CHECK(shop.service->jobs.run_due() > 0);
        CHECK(shop.state_of(asked) != State::awaiting_merchant);
    }
    SUBCASE("as all of it was sent: nothing is refunded, and nobody has to see to it") {
        CHECK(member(shop.send("f1", 3).body, "outcome") == "applied");
        auto const closed = shop.look(asked.ticket.no.value).ticket;
        CHECK(closed.state == State::closed);
        CHECK(closed.cause == Cause::shipped_meanwhile);
        CHECK(error_of(shop.claim(claim_text("ship-1", all_pieces))) == "claim_id shipping_claim_over");
    }
    SUBCASE("as part of it was sent, and the rest is not kept any more") {
        CHECK(member(shop.send("f1", 1).body, "outcome") == "applied");
        CHECK(shop.state_of(asked) == State::awaiting_merchant);
        CHECK(items_of(shop.release("ship-1").body, "tickets").size() == 1);
        CHECK(shop.state_of(asked) == State::refunding);
    }
    CHECK(shop.differences().empty());
}

TEST_CASE("a claim and what waits for it outlast the server, and go on by themselves when it is back") {
    World w;
    HostCaller const mall{{"mall"}, {}, "k", {}};
    REQUIRE(w.service->hosts.claim_shipment(mall, "E1", {"ship-1", {{1, 3}}, 60}).ok());
    std::string const no = w.refund_one().ticket.no.value;
    w.restart();
    CHECK(w.refund_one("E1", 1).ticket.held);
    w.restart();
    w.pass(minutes(60));
    while (w.service->jobs.run_due() > 0) {
    }
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(w.differences().empty());
}

TEST_CASE("a refund that runs, or is done, blocks the claim and is named with its pieces") {
    Shop shop;
    std::string const no = shop.refund_one().ticket.no.value;
    for (int i = 0; i < 2; ++i) {
        Answer const blocked = shop.claim(claim_text("ship-1", all_pieces));
        CHECK(blocked.status == 200);
        CHECK(member(blocked.body, "allowed") == "false");
        auto const why = items_of(blocked.body, "blocked");
        REQUIRE(why.size() == 1);
        CHECK(why.front() == R"({"line_no":1,"why":"refunded","quantity":1,"by":")" + no + "\"}");
        shop.service->jobs.run_due();
    }
    CHECK(shop.look(no).ticket.state == State::completed);
    CHECK(member(shop.claim(claim_text("ship-1", R"({"line_no":1,"quantity":2})")).body, "allowed") ==
          "true");
    auto const why = items_of(shop.claim(claim_text("ship-2", one_piece)).body, "blocked");
    CHECK(why.size() == 2);
    CHECK(shop.refund_one("E1", 1).ticket.held);
}

TEST_CASE("a claim is one, however often it is told; more minutes count from now; other pieces are refused") {
    Shop shop;
    std::string const first = shop.claim(claim_text("ship-1", one_piece)).body;
    shop.pass(minutes(10));
    CHECK(shop.claim(claim_text("ship-1", one_piece)).body == first);
    Answer const longer = shop.claim(claim_text("ship-1", one_piece, R"(,"minutes":60)"));
    CHECK(member(longer.body, "expires_at_ms") == std::to_string((world::noon + minutes(70)).ms));
    CHECK(error_of(shop.claim(claim_text("ship-1", all_pieces))) == "claim_id fact_told_otherwise");
    CHECK(member(shop.claim(claim_text("ship-2", R"({"line_no":1,"quantity":2})")).body, "allowed") ==
          "true");
    CHECK(error_of(shop.claim(claim_text("ship-3", one_piece, R"(,"minutes":1441)"))) == "minutes too_large");
    CHECK(error_of(shop.claim(claim_text("ship-3", R"({"line_no":9,"quantity":1})"))) ==
          "lines[0].line_no line_unknown");
    CHECK(error_of(shop.claim(claim_text("ship-3", ""))) == "lines must_not_be_empty");
    CHECK(error_of(shop.claim(claim_text("ship-3", one_piece), "E9")) == "order_no not_found");
    CHECK(error_of(shop.release("ship-9")) == "claim_id not_found");
    shop.pass(minutes(70));
    CHECK(error_of(shop.claim(claim_text("ship-1", one_piece))) == "claim_id shipping_claim_over");
    CHECK(items_of(shop.release("ship-1").body, "tickets").empty());
}

TEST_CASE("a key of another shop neither keeps nor lets go") {
    Shop shop;
    Host other(shop, "s2");
    std::string const path = "/orders/E1/shipments:";
    CHECK(error_of(other.call("POST", path + "claim", claim_text("x", one_piece))) == "order_no not_found");
    CHECK(error_of(other.call("POST", path + "release", R"({"claim_id":"x"})")) == "order_no not_found");
}

TEST_CASE("the buyer is told before he asks, staff may not pay, and hosts read that it waits") {
    Shop shop;
    shop.claim(claim_text("ship-1", R"({"line_no":1,"quantity":2})"));
    auto const order = shop.service->orders.show(shop.buyer, "E1");
    REQUIRE(order.ok());
    REQUIRE(order->being_sent.size() == 1);
    CHECK(order->being_sent.front().left == 1);
    auto const fields = test::with(shop.sign_in_buyer("b1"), "Content-Type", "application/json");
    auto const quoted = [&](int quantity) {
        return shop.call("POST", "/api/v1/buyer/quotes", fields,
                         R"({"order_no":"E1","request":{"type":"refund_unshipped","reason":"not_wanted",)"
                         R"("lines":[{"line_no":1,"quantity":)" +
                             std::to_string(quantity) + "}]}}");
    };
    CHECK(member(quoted(1).body, "held_until_ms") == "");
    CHECK(member(quoted(2).body, "held_until_ms") == std::to_string((world::noon + minutes(30)).ms));
    CHECK(shop.refund_one("E1", 1).ticket.state == State::refunding);
    auto const held = shop.refund_one("E1", 2).ticket;
    CHECK(held.held);
    auto const refused = shop.give(shop.merchant, held.no.value, Agree{world::address()}, held.version, "k");
    REQUIRE(!refused.ok());
    CHECK(refused.error().mistakes.front().rule == Rule::being_sent);
    Answer const events = shop.host.events("types=ticket.held_for_shipping");
    REQUIRE(items_of(events.body).size() == 1);
    CHECK(member(items_of(events.body).front(), "ticket_no") == held.no.value);
}

TEST_CASE("of a claim and a refund at the same moment one comes first, and the other waits") {
    int kept = 0, paid = 0;
    for (int round = 0; round < 20; ++round) {
        Shop shop;
        auto const asked = World::request(TicketType::refund_unshipped, "not_wanted", {{1, 3, {}}});
        auto const body = shop.application(shop.buyer, "E1", asked);
        std::atomic<int> ready{0};
        auto const at_once = [&] {
            ++ready;
            while (ready < 2) std::this_thread::yield();
        };
        Answer claimed;
        std::thread other([&] {
            at_once();
            claimed = shop.claim(claim_text("ship-1", one_piece));
        });
        at_once();
        auto const ticket = shop.read(shop.apply(shop.buyer, body, "race")).ticket;
        other.join();
        bool const allowed = member(claimed.body, "allowed") == "true";
        CHECK(allowed == ticket.held.has_value());
        CHECK((ticket.state == State::refunding) == !allowed);
        ++(allowed ? kept : paid);
        CHECK(shop.differences().empty());
    }
    MESSAGE("claimed first: " << kept << ", refunded first: " << paid);
}

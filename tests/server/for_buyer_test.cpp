// Staff find a buyer's order and ask for him, and what was said stays with staff.

#include "server/world.hpp"

using namespace afterdesk;
using world::World;

namespace {

std::string found(World& w, Caller const& who, std::string_view q) {
    auto const orders = w.service->orders.find(who, q);
    REQUIRE(orders.ok());
    std::string all;
    for (auto const& one : orders->items) all += one.order_no + " ";
    return all;
}

wire::ApplyForBuyer a_return(World& w, Caller const& who) {
    auto const asked = World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
    return {w.application(who, "E2", asked), wire::Contact{wire::ContactSource::phone, "说袖子太长"}};
}

Result<Kept, Refusal> send(World& w, Caller const& who, wire::ApplyForBuyer const& body,
                           std::string const& key) {
    std::string const text = wire::write_json(wire::to_json(body));
    return w.service->tickets.apply(who, body.application, {key, text}, body.contact);
}

}  // namespace

TEST_CASE("an order is found by its number, its buyer's phone tail and name, and its goods") {
    World w;
    struct Row {
        char const* q;
        char const* of_shop;
        char const* of_platform;
    };
    Row const rows[] = {{"E2", "E2 ", "E2 "},
                        {"6218", "E1 E2 ", "E1 E2 "},
                        {"林晓", "E1 E2 ", "E1 E2 "},
                        {"陈一诺 0937", "E4 ", "E3 E4 "},
                        {"陈一诺 E3", "", "E3 "},
                        {"cashmere 0937", "E4 ", "E3 E4 "},
                        {"0000", "", ""}};
    for (Row const& row : rows) {
        CAPTURE(row.q);
        CHECK(found(w, w.merchant, row.q) == row.of_shop);
        CHECK(found(w, w.platform, row.q) == row.of_platform);
    }
    CHECK(found(w, w.other_merchant, "6218") == "");
    auto const one = w.service->orders.find(w.merchant, "0937");
    REQUIRE(one->items.size() == 1);
    CHECK(one->items[0].buyer_name == "陈**");
    CHECK(one->items[0].phone_tail == "0937");
    CHECK(one->items[0].quantity == 4);
    CHECK(one->items[0].shipping == wire::Shipping::received);
    CHECK(!one->more);
    CHECK(w.differences().empty());
}

TEST_CASE("who is called otherwise now is found so") {
    World w;
    w.store->write([](store::WriteTx& tx) {
        store::put_buyer(tx, {"mall"}, {{"b1"}, "林小满", "7777"});
        return true;
    });
    CHECK(found(w, w.merchant, "7777") == "E1 E2 ");
    CHECK(found(w, w.merchant, "林晓") == "");
    CHECK(w.differences().empty());
}

TEST_CASE("nothing is listed without words, nor for buyers, nor without the right to open tickets") {
    World w;
    auto const rule = [&](Caller const& who, std::string_view q) {
        auto const orders = w.service->orders.find(who, q);
        REQUIRE(!orders.ok());
        return orders.error().front();
    };
    CHECK(rule(w.merchant, "  ").rule == Rule::must_not_be_empty);
    CHECK(rule(w.buyer, "6218").rule == Rule::not_found);
    Caller nobody = w.merchant;
    nobody.rights = {};
    CHECK(rule(nobody, "6218").rule == Rule::right_missing);
    CHECK(rule(nobody, "6218").path == "rights.open_tickets");
}

TEST_CASE("more than are listed are said to be there") {
    World w;
    std::vector<Order> many;
    for (int i = 0; i < 25; ++i)
        many.push_back(world::received_order("M" + std::to_string(100 + i), "s1", "b2"));
    w.import(many);
    auto const orders = w.service->orders.find(w.merchant, "0937");
    CHECK(orders->items.size() == 20);
    CHECK(orders->more);
}

TEST_CASE("a ticket opened for a buyer is agreed to at once; sent again it is the same one") {
    World w;
    auto const body = a_return(w, w.merchant);
    auto const detail = w.read(send(w, w.merchant, body, "k1"));
    CHECK(detail.ticket.opened_by == ActorKind::merchant);
    CHECK(detail.ticket.state == State::awaiting_return);
    CHECK(detail.ticket.return_address == world::address());
    auto const again = w.read(send(w, w.merchant, body, "k1"));
    CHECK(again.ticket.no == detail.ticket.no);
    auto other = body;
    other.contact->note = "别的";
    auto const reused = send(w, w.merchant, other, "k1");
    REQUIRE(!reused.ok());
    CHECK(reused.error().mistakes.front().rule == Rule::idempotency_key_reused);
    CHECK(w.differences().empty());
}

TEST_CASE("what was said is told to staff of the shop and the platform, and to no buyer") {
    World w;
    std::string const no = w.read(send(w, w.merchant, a_return(w, w.merchant), "k1")).ticket.no.value;
    for (Caller const& who : {w.merchant, w.reviewer, w.platform}) {
        auto const said = w.service->tickets.contact(who, no);
        REQUIRE(said.ok());
        CHECK(said->contact.note == "说袖子太长");
        CHECK(said->contact.source == wire::ContactSource::phone);
        CHECK(said->by == "许蔓");
        CHECK(said->at_ms == world::noon.ms);
    }
    for (Caller const& who : {w.buyer, w.other_merchant}) CHECK(!w.service->tickets.contact(who, no).ok());
    std::string const shown = wire::write_json(wire::to_json(*w.service->tickets.show(w.buyer, no)));
    CHECK(shown.find("袖子") == std::string::npos);
    CHECK(!w.service->tickets.contact(w.merchant, w.refund_one().ticket.no.value).ok());
}

TEST_CASE("without the right nothing is opened, and the right is named") {
    World w;
    auto const body = a_return(w, w.merchant);
    Caller nobody = w.merchant;
    nobody.rights = {};
    auto const refused = send(w, nobody, body, "k1");
    REQUIRE(!refused.ok());
    CHECK(refused.error().mistakes.front().path == "rights.open_tickets");
}

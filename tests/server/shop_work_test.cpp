// Return addresses with conditions, the shelf with its tickets, and shops that may not work here.

#include "server/world.hpp"

using namespace afterdesk;
using world::World;

namespace {

ReturnAddress place(std::string text, std::vector<TicketType> types = {}, bool is_default = false) {
    return {{"售后组", "0571-1", std::move(text)}, "", {}, std::move(types), is_default};
}

wire::AddressBook put(World& w, std::vector<ReturnAddress> items) {
    auto const now = w.service->addresses.show(w.merchant, "");
    auto const done = w.service->addresses.put(w.merchant, {now->version, std::move(items)});
    REQUIRE(done.ok());
    return *done;
}

template <class T>
Mistake mistake_of(Result<T, Mistakes> const& refused) {
    REQUIRE(!refused.ok());
    return refused.error().front();
}

int count_of(World& w, std::string const& sku, int available, int seen) {
    auto const done = w.service->shelf.count(w.merchant, sku, {available, seen});
    if (!done.ok()) return -static_cast<int>(done.error().front().limit) - 1;
    for (auto const& item : done->items) {
        if (item.ware.sku == sku) return item.ware.available;
    }
    return -1;
}

std::string uses(World& w) {
    std::string all;
    auto const shelf = w.service->shelf.look(w.merchant);
    for (auto const& use : shelf->uses)
        all += use.sku + (use.holds ? " held " : " wanted ") + std::to_string(use.quantity) + ";";
    return all;
}

}  // namespace

TEST_CASE("the list of addresses that a mall had is there, with a version") {
    World w;
    auto const book = w.service->addresses.show(w.merchant, "");
    REQUIRE(book->items.size() == 1);
    CHECK(book->items[0].address == world::address());
    CHECK(book->version == 1);
    CHECK(w.service->addresses.show(w.platform, "s1")->items == book->items);
    CHECK(mistake_of(w.service->addresses.show(w.platform, "s9")).rule == Rule::not_found);
}

TEST_CASE("time that runs out and the form begin with the address that the rules give") {
    World w;
    put(w, {place("默认", {}, true), place("退货", {TicketType::return_refund})});
    std::string const no = w.return_one().ticket.no.value;
    auto const shown = w.service->tickets.show(w.merchant, no);
    REQUIRE(shown->shop.addresses.size() == 2);
    CHECK(shown->shop.addresses[0].text == "退货");
    w.pass(hours(49));
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.return_address->text == "退货");
    w.put_stock({world::other_size()});
    std::string const exchange = w.exchange_one().ticket.no.value;
    CHECK(w.service->tickets.show(w.merchant, exchange)->shop.addresses[0].text == "默认");
    CHECK(w.differences().empty());
}

TEST_CASE("addresses are changed on the version that was seen, by who may set rules, and noted") {
    World w;
    auto const book = put(w, {place("一"), place("二", {}, true)});
    CHECK(book.version == 2);
    CHECK(w.service->addresses.put(w.merchant, book)->version == 2);  // it is so already
    auto stale = book;
    stale.version = 1;
    stale.items.pop_back();
    CHECK(mistake_of(w.service->addresses.put(w.merchant, stale)).rule == Rule::stale_version);
    Mistake const missing = mistake_of(w.service->addresses.put(w.reviewer, book));
    CHECK(missing.rule == Rule::right_missing);
    CHECK(missing.path == "rights.set_policy");
    CHECK(mistake_of(w.service->addresses.put(w.platform, book)).rule == Rule::not_your_part);
    auto broken = book;
    broken.items[1].address.name = " ";
    CHECK(mistake_of(w.service->addresses.put(w.merchant, broken)).path == "items[1].name");
    auto const noted = w.service->audit.list(w.merchant, {});
    REQUIRE(!noted->items.empty());
    CHECK(noted->items[0].action == "addresses_set");
    CHECK(noted->items[0].note == "1 → 2");
}

TEST_CASE("the shelf tells which exchanges hold goods and which want some") {
    World w;
    w.put_stock({world::other_size(1)});
    std::string const held = w.exchange_one().ticket.no.value;
    w.exchange_one();
    w.must(w.merchant, held, Agree{world::address()});
    CHECK(uses(w) == "K1-XL held 1;K1-XL wanted 1;");
    CHECK(w.service->shelf.look(w.merchant)->items[0].reserved == 1);
    CHECK(mistake_of(w.service->shelf.look(w.platform)).rule == Rule::not_your_part);
    CHECK(w.service->shelf.look(w.other_merchant)->uses.empty());
}

TEST_CASE("who counts goods says what he saw; more of them, and the exchange that waited goes on") {
    World w;
    w.put_stock({world::other_size(1)});
    std::string const first = w.exchange_one().ticket.no.value;
    std::string const waits = w.exchange_one().ticket.no.value;
    w.must(w.merchant, first, Agree{world::address()});
    CHECK(count_of(w, "K1-XL", 3, 0) == 3);
    CHECK(w.stock_of("K1-XL") == std::pair(3, 1));
    CHECK(count_of(w, "K1-XL", 9, 1) == -4);  // there are 3 by now
    CHECK(count_of(w, "K1-XL", 3, 7) == 3);   // it is so already
    CHECK(w.must(w.merchant, waits, Agree{world::address()}).ticket.request.type == TicketType::exchange);
    CHECK(mistake_of(w.service->shelf.count(w.merchant, "nothing", {1, 0})).path == "sku");
    CHECK(mistake_of(w.service->shelf.count(w.reviewer, "K1-XL", {1, 2})).path == "rights.set_stock");
    AuditSearch counted;
    counted.action = "stock_counted";
    auto const noted = w.service->audit.list(w.merchant, counted);
    REQUIRE(noted->items.size() == 1);
    CHECK(noted->items[0].name == "K1-XL");
    CHECK(noted->items[0].note == "0 → 3");
    CHECK(w.differences().empty());
}

TEST_CASE("what came back and was accepted is listed by its SKU") {
    World w;
    std::string const no = w.returned_one("E2", 2);
    CHECK(w.service->shelf.look(w.merchant)->back.empty());
    w.must(w.merchant, no, Receive{true});
    CHECK(w.service->shelf.look(w.merchant)->back.empty());
    w.must(w.merchant, no, Inspect{{{{1, 1, 1, 0, 0, "used"}}, "勾丝", {w.picture(w.merchant)}}});
    auto const back = w.service->shelf.look(w.merchant)->back;
    REQUIRE(back.size() == 1);
    CHECK(back[0].sku == "K1");
    CHECK(back[0].quantity == 1);
    CHECK(back[0].ticket_no == no);
}

TEST_CASE(
    "of what came back only the resaleable pieces are told as such; seconds and scrap stand beside them") {
    World w;
    auto const back_of = [&](InspectedLine line) {
        std::string const no = w.returned_one("E2", line.accepted);
        w.must(w.merchant, no, Receive{true});
        w.must(w.merchant, no, Inspect{{{line}, "已检验", {}}});
        std::string all;
        auto const shelf = w.service->shelf.look(w.merchant);
        for (wire::ShelfView::Back const& one : shelf->back) {
            if (one.ticket_no == no)
                all += std::to_string(one.quantity) + "/" + std::to_string(one.seconds) + "/" +
                       std::to_string(one.scrap);
        }
        return all;
    };
    CHECK(back_of({1, 2, 0, 1, 1}) == "0/1/1");
    CHECK(back_of({1, 1, 0}) == "1/0/0");
}

TEST_CASE("a disabled shop's people are out at once; its buyers and its tickets go on") {
    World w;
    Origin const from{"1.2.3.4", ""};
    auto const in =
        w.service->sessions.sign_in_by_password(wire::Audience::merchant, "yunshan", "right-1", from);
    REQUIRE(in.ok());
    auto const is_in = [&] {
        return w.service->sessions.identify(wire::Audience::merchant, in->session_token, from).has_value();
    };
    CHECK(is_in());
    std::string const no = w.return_one().ticket.no.value;
    CHECK(w.service->staff.change_shop(w.platform, "s1", {true})->disabled);
    CHECK(!is_in());
    CHECK(mistake_of(
              w.service->sessions.sign_in_by_password(wire::Audience::merchant, "yunshan", "right-1", from))
              .rule == Rule::account_disabled);
    CHECK(w.service->sessions.sign_in_by_password(wire::Audience::merchant, "shenlan", "right-2", from).ok());
    CHECK(w.service->tickets.show(w.buyer, no).ok());
    w.refund_one();
    w.pass(hours(49));
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.state == State::awaiting_return);
    CHECK(!w.service->staff.change_shop(w.platform, "s1", {false})->disabled);
    CHECK(!is_in());  // he signs in anew
    CHECK(w.service->sessions.sign_in_by_password(wire::Audience::merchant, "yunshan", "right-1", from).ok());
    CHECK(mistake_of(w.service->staff.change_shop(w.platform, "s9", {true})).rule == Rule::not_found);
}

// Lists, search, counts, pages; deadlines; live events.

#include <mutex>
#include <thread>

#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

std::vector<std::string> numbers(wire::TicketPage const& page) {
    std::vector<std::string> out;
    for (wire::TicketSummary const& item : page.items) out.push_back(item.ticket_no);
    return out;
}

wire::TicketPage list(World& w, Caller const& who, TicketQuery const& query) {
    auto page = w.service->tickets.list(who, query);
    REQUIRE(page.ok());
    return std::move(page).value();
}

/// All pages, one after the other; each ticket once.
std::vector<std::string> all_pages(World& w, Caller const& who, TicketQuery query) {
    std::vector<std::string> out;
    for (int i = 0; i < 100; ++i) {
        auto const page = list(w, who, query);
        CHECK(std::cmp_less_equal(page.items.size(), query.count));
        for (std::string const& no : numbers(page)) out.push_back(no);
        if (page.next_cursor.empty()) return out;
        query.cursor = page.next_cursor;
    }
    FAIL("the list has no end");
    return out;
}

}  // namespace

TEST_CASE("each sees his own tickets, the newest first, with counts per status") {
    World w;
    auto const first = w.refund_one();
    w.pass({10});
    auto const second = w.return_one();
    for (Caller const& who : {w.buyer, w.merchant, w.platform}) {
        auto const page = list(w, who, {});
        CHECK(numbers(page) == std::vector{second.ticket.no.value, first.ticket.no.value});
        CHECK(page.counts ==
              std::map<ShortStatus, int>{{ShortStatus::reviewing, 1}, {ShortStatus::to_refund, 1}});
    }
    CHECK(list(w, w.other_buyer, {}).items.empty());
    CHECK(list(w, w.other_merchant, {}).items.empty());

    auto const page = list(w, w.merchant, {});
    wire::TicketSummary const& item = page.items.front();
    CHECK(item.shop_name == "云杉服饰");
    CHECK(item.buyer_name == "林**");
    CHECK(item.title == "羊绒衫 Cashmere");
    CHECK(item.quantity == 1);
    CHECK(item.refund_fen == second.ticket.quote.refund_fen);
    CHECK(item.deadline_ms == second.ticket.deadline->ms);
    TicketQuery done;
    done.status = ShortStatus::done;
    CHECK(list(w, w.merchant, done).items.empty());
    CHECK(list(w, w.merchant, done).counts.size() == 2);
    TicketQuery returns;
    returns.types = {TicketType::return_refund};
    CHECK(numbers(list(w, w.merchant, returns)) == std::vector{second.ticket.no.value});
    CHECK(list(w, w.merchant, returns).counts.size() == 1);
}

TEST_CASE("search finds by number, words of two characters, phone tail, tracking number") {
    World w;
    auto const ticket = w.return_one().ticket;
    w.must(w.merchant, ticket.no.value, Agree{world::address()});
    w.must(w.buyer, ticket.no.value, ShipBack{world::parcel("SF1234567890")});
    auto const found = [&](Caller const& who, std::string q) {
        TicketQuery query;
        query.q = std::move(q);
        return list(w, who, query).items.size();
    };
    for (std::string const& q :
         {ticket.no.value, std::string("E2"), std::string("羊绒"), std::string("衫"), std::string("cash"),
          std::string("6218"), std::string("sf12345"), std::string("林晓 羊绒衫"), std::string("  羊绒  ")}) {
        CAPTURE(q);
        CHECK(found(w.merchant, q) == 1);
        CHECK(found(w.other_merchant, q) == 0);
    }
    for (char const* q : {"大衣", "E1", "SF9", "羊衫", "%", "，", "' OR 1=1"}) {
        CAPTURE(q);
        CHECK(found(w.merchant, q) == 0);
    }
    w.must(w.buyer, ticket.no.value, ShipBack{world::parcel("ZT0000099999")});
    CHECK(found(w.merchant, "zt00000") == 1);
    CHECK(found(w.merchant, "sf12345") == 0);
    CHECK(w.differences().empty());
    TicketQuery bad;
    bad.q = std::string(65, 'x');
    CHECK(w.service->tickets.list(w.merchant, bad).error().front() == Mistake{Rule::too_long, "q", 64});
    bad.q = "\xff";
    CHECK(w.service->tickets.list(w.merchant, bad).error().front().rule == Rule::bad_characters);
    bad.q = "";
    bad.cursor = "yesterday";
    CHECK(w.service->tickets.list(w.merchant, bad).error().front().rule == Rule::request_malformed);
}

TEST_CASE("pages go on where they ended, in every order, with and without search") {
    World w;
    std::vector<Order> orders;
    orders.reserve(75);
    for (int i = 0; i < 75; ++i) orders.push_back(world::received_order("P" + std::to_string(i), "s1", "b1"));
    w.import(orders);
    for (int i = 0; i < 75; ++i) {
        if (i % 3 == 0) w.pass({1});  // several at the same moment
        w.return_one("P" + std::to_string(i));
    }
    for (char const* q : {"", "羊绒"}) {
        for (int order = 0; order <= static_cast<int>(store::TicketOrder::amount_least); ++order) {
            CAPTURE(q);
            CAPTURE(order);
            TicketQuery query;
            query.q = q;
            query.order = static_cast<store::TicketOrder>(order);
            auto all = all_pages(w, w.merchant, query);
            CHECK(all.size() == 75);
            std::sort(all.begin(), all.end());
            CHECK(std::unique(all.begin(), all.end()) == all.end());
            query.status = ShortStatus::reviewing;
            CHECK(all_pages(w, w.merchant, query).size() == 75);
        }
    }
    // Orders page the same way.
    std::size_t seen = 0;
    std::string cursor;
    do {
        auto const page = w.service->orders.list(w.buyer, "", cursor);
        REQUIRE(page.ok());
        seen += page->items.size();
        cursor = page->next_cursor;
    } while (!cursor.empty());
    CHECK(seen == 77);
    CHECK(w.service->orders.list(w.buyer, "P7", "")->items.size() == 6);
    CHECK(w.service->orders.list(w.buyer, "", "", 50)->items.size() == 50);
    CHECK(w.service->orders.list(w.buyer, "羊绒 P70", "")->items.size() == 1);
    CHECK(w.service->orders.list(w.other_buyer, "", "")->items.size() == 2);
    CHECK(!w.service->orders.list(w.merchant, "", "").ok());
}

TEST_CASE("orders show how far they came and what runs on them") {
    World w;
    w.return_one();
    auto const page = w.service->orders.list(w.buyer, "", "");
    REQUIRE(page.ok());
    REQUIRE(page->items.size() == 2);
    CHECK(page->items[0].order_no == "E1");
    CHECK(page->items[0].shipping == wire::Shipping::unshipped);
    CHECK(page->items[0].paid_fen == 26'000);
    CHECK(page->items[1].shipping == wire::Shipping::received);
    CHECK(page->items[1].open_tickets == 1);
    REQUIRE(page->items[1].tickets.size() == 1);
    CHECK(page->items[1].tickets[0].state == State::awaiting_merchant);
    CHECK(page->items[0].tickets.empty());
    auto const detail = w.service->orders.show(w.buyer, "E2");
    REQUIRE(detail.ok());
    CHECK(detail->shop.addresses.empty());
    CHECK(detail->claims.size() == 1);
    CHECK(w.service->orders.show(w.merchant, "E2")->shop.addresses.size() == 1);
}

TEST_CASE("orders of which something can be asked for, and those with an open ticket, are found apart") {
    World w;
    w.return_one();
    auto const found = [&](wire::AfterSales wanted, int count) {
        std::string all, cursor;
        do {
            auto const page = w.service->orders.list(w.buyer, "", cursor, count, wanted);
            REQUIRE(page.ok());
            for (wire::OrderSummary const& order : page->items) all += order.order_no + " ";
            cursor = page->next_cursor;
        } while (!cursor.empty());
        return all;
    };
    for (int count : {1, 30}) {
        CHECK(found(wire::AfterSales::open, count) == "E2 ");
        CHECK(found(wire::AfterSales::applicable, count) == "E1 E2 ");
    }
}

TEST_CASE("an order tells what the shop has of its goods now") {
    World w;
    w.put_stock({{"K1", "P1", "羊绒衫", "M", 10'000, 3},
                 {"K1-XL", "P1", "羊绒衫", "XL", 10'000, 2},
                 {"Z9", "Z9", "别的", "", 100, 9}});
    auto const stock = w.service->orders.show(w.buyer, "E2")->stock;
    CHECK(std::none_of(stock.begin(), stock.end(), [](Ware const& ware) { return ware.sku == "Z9"; }));
    CHECK(std::count_if(stock.begin(), stock.end(), [](Ware const& ware) { return ware.spu == "P1"; }) == 2);
}

TEST_CASE("deadlines: the merchant's silence is consent, the buyer's closes; nothing happens early") {
    World w;
    auto const ticket = w.return_one().ticket;
    w.pass(Duration{hours(48).ms - 1});
    CHECK(w.service->jobs.run_due() == 0);
    w.pass({1});
    CHECK(w.service->jobs.run_due() == 1);
    auto const agreed = w.look(ticket.no.value).ticket;
    CHECK(agreed.state == State::awaiting_return);
    CHECK(agreed.cause == Cause::merchant_timeout);
    CHECK(agreed.return_address == world::address());
    w.pass(days(7));
    CHECK(w.service->jobs.run_due() == 1);
    CHECK(w.look(ticket.no.value).ticket.state == State::closed);
    CHECK(w.service->jobs.run_due() == 0);
    CHECK(w.differences().empty());
}

TEST_CASE("deadlines and refunds are kept by the jobs on their own threads") {
    World w;
    w.service->jobs.start();
    auto const refund = w.refund_one().ticket;
    auto const ticket = w.return_one().ticket;
    w.pass(hours(48));
    w.service->jobs.poke();  // as whoever sets the clock does
    auto const reached = [&](std::string const& no, State state) {
        for (int i = 0; i < 500; ++i) {
            if (w.look(no).ticket.state == state) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return false;
    };
    CHECK(reached(refund.no.value, State::completed));
    CHECK(reached(ticket.no.value, State::awaiting_return));
    w.service->jobs.stop();
    CHECK(w.differences().empty());
}

TEST_CASE("live events come in commit order without gaps, to those who may see them") {
    World w;
    std::mutex mutex;
    std::vector<LiveEvent> told;
    w.service->live.on_commit([&](std::vector<LiveEvent> const& events) {
        std::lock_guard const lock(mutex);
        told.insert(told.end(), events.begin(), events.end());
    });
    auto const first = w.refund_one().ticket;
    auto const second = w.return_one().ticket;
    w.must(w.merchant, second.no.value, Agree{world::address()});
    auto const asked = World::request(TicketType::refund_unshipped, "not_wanted", {{1, 1, {}}});
    REQUIRE(w.apply(w.other_buyer, w.application(w.other_buyer, "E3", asked), "k").ok());
    CHECK(w.service->live.head({"mall"}) == 4);
    CHECK(w.service->live.since(w.platform, 0, 100).size() == 4);
    CHECK(w.service->live.since(w.platform, 2, 1).front().seq == 3);
    CHECK(w.service->live.since(w.merchant, 0, 100).size() == 3);
    CHECK(w.service->live.since(w.buyer, 1, 100).size() == 2);
    CHECK(w.service->live.since(w.other_buyer, 0, 100).front().seq == 4);
    auto const last = w.service->live.since(w.buyer, 2, 100).front();
    CHECK(last.ticket_no == second.no.value);
    CHECK(last.state == State::awaiting_return);
    CHECK(last.version == 4);
    std::lock_guard const lock(mutex);
    REQUIRE(told.size() == 4);
    for (std::size_t i = 0; i < told.size(); ++i) CHECK(told[i].seq == static_cast<std::int64_t>(i + 1));
    CHECK(told.front().ticket_no == first.no.value);
}

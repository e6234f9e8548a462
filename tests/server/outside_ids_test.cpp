// Numbers, SKUs and ids of the mall have one rule at every door: any printable characters, as they are.

#include "base/percent.hpp"
#include "cli_link.hpp"
#include "server/person.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::member;
using test::Person;
using test::Site;
using test::wish;

namespace {

constexpr std::string_view samples[] = {"#1001",        "Cam/4567",   "订单 2026/11-28",
                                        "a+b&c=d?e%2F", "é😀\\\"'<b>", "..a"};

std::string imported(Site& site, std::string const& text) {
    auto const done = import_orders(*site.store, {"mall"}, text, {world::noon, {0}});
    if (done.ok()) return "";
    Mistake const& first = done.error().front().mistake;
    return std::string(wire::name_of(first.rule)) + " " + first.path;
}

/// Each number and id of it is `id`.
Order order_of(std::string const& id, std::string const& buyer = "b1") {
    Order order = world::unshipped_order(id, "s1", buyer);
    order.payments[0].payment_id = {id};
    order.lines[0].sku = order.lines[0].spu = id;
    order.lines[1].kind = LineKind::virtual_;
    order.lines[1].entitlements = {{id, 1, false}, {"other", 1, false}};
    return order;
}

std::string quoted(std::string const& text) { return wire::write_json(wire::Value(text)); }

}  // namespace

TEST_CASE("an id of the mall that comes in by a file is known at every other door") {
    Site site;
    Person merchant = Person::merchant(site);
    Person platform = Person::platform(site);
    for (std::string_view const sample : samples) {
        std::string const id(sample);
        CAPTURE(id);
        REQUIRE(imported(site, world::orders_text({order_of(id)})) == "");
        CHECK(imported(site, R"({"stock":{"shop_id":"s1","items":[{"sku":)" + quoted(id) + R"(,"spu":)" +
                                 quoted(id) + R"(,"unit_price_fen":1000,"available":9}]}})") == "");
        CHECK(merchant
                  .put("/stock", R"({"items":[{"sku":)" + quoted(id) + R"(,"spu":)" + quoted(id) +
                                     R"(,"unit_price_fen":1000,"available":8}]})")
                  .status == 200);

        Person buyer = Person::buyer(site);
        Answer const shown = buyer.get("/orders/" + percent_encode(id));
        REQUIRE(shown.status == 200);
        CHECK(member(member(shown.body, "order"), "order_no") == id);
        CHECK(buyer.get("/orders?q=" + percent_encode("订单号：" + id)).body.find(quoted(id)) !=
              std::string::npos);

        std::string const question = R"({"order_no":)" + quoted(id) + R"(,"request":)" +
                                     wish("refund_unshipped", "not_wanted", "1") + "}";
        Answer const quote = buyer.post("/quotes", question);
        REQUIRE(quote.status == 200);
        std::string const application =
            question.substr(0, question.size() - 1) + R"(,"quote":{"refund_fen":)" +
            member(member(quote.body, "quote"), "refund_fen") + R"(,"digest":")" +
            member(quote.body, "digest") + R"("},"remark":"一行\r\n二行\r三行","evidence":[]})";
        Answer const applied = buyer.post("/tickets", application);
        REQUIRE(applied.status == 201);
        CHECK(member(member(applied.body, "ticket"), "order_no") == id);
        CHECK(applied.body.find(R"(一行\n二行\n三行)") != std::string::npos);
        CHECK(merchant.get("/tickets?q=" + percent_encode(id)).body.find(quoted(id)) != std::string::npos);

        Answer const told =
            platform.post("/facts", R"({"order_no":)" + quoted(id) + R"(,"lines":[{"line_no":2,"used":[)" +
                                        quoted(id) + "]}]}");
        CHECK(told.status == 200);
        CHECK(member(told.body, "order_changed") == "true");
    }
    CHECK(site.differences().empty());
}

TEST_CASE("a list of orders goes on behind an id of the mall") {
    Site site;
    std::vector<Order> orders;
    for (std::string_view const sample : samples) orders.push_back(order_of(std::string(sample), "b 2/张"));
    REQUIRE(imported(site, world::orders_text(orders)) == "");
    Person buyer = Person::buyer(site, "b 2/张");
    std::size_t seen = 0;
    for (std::string cursor; seen < 20;) {
        Answer const page = buyer.get("/orders?count=1&cursor=" + percent_encode(cursor));
        REQUIRE(page.status == 200);
        ++seen;
        cursor = member(page.body, "next_cursor");
        if (cursor.empty()) break;
    }
    CHECK(seen == std::size(samples));
}

TEST_CASE("what can not be seen or told apart is no id of the mall, at any door") {
    Site site;
    Person buyer = Person::buyer(site);
    Person merchant = Person::merchant(site);
    for (std::string const id : {" a", "a ", "\u3000a", "a\u00A0", "a\tb", "a\nb", "a\rb", "a\u2028b",
                                 "a\u202Eb", "a\u200Bb", "\uFEFFa", ".", "..", "\uE000", "\uFFFF"}) {
        CAPTURE(id);
        Order order = order_of("N1");
        for (auto change : std::initializer_list<void (*)(Order&, std::string const&)>{
                 [](Order&o, std::string const&to) { o.order_no = {to}; },
                 [](Order&o, std::string const&to) { o.buyer_id = {to}; },
                 [](Order&o, std::string const&to) { o.payments[0].payment_id = {to}; },
                 [](Order&o, std::string const&to) { o.lines[0].sku = to; },
                 [](Order&o, std::string const&to) { o.lines[0].spu = to; },
                 [](Order&o, std::string const&to) { o.lines[1].entitlements[0].id = to; }}) {
            Order changed = order;
            change(changed, id);
            CHECK(imported(site, world::orders_text({changed})).starts_with("bad_characters "));
        }
        CHECK(code_of(merchant.put("/stock", R"({"items":[{"sku":)" + quoted(id) +
                                                 R"(,"spu":"P","unit_price_fen":1,"available":1}]})")) ==
              "bad_characters");
        CHECK(code_of(buyer.post("/quotes", R"({"order_no":)" + quoted(id) + R"(,"request":)" +
                                                wish("refund_unshipped", "not_wanted", "1") + "}")) ==
              "bad_characters");
    }
    std::string chars;
    for (int i = 0; i < 64; ++i) chars += "单";
    CHECK(imported(site, world::orders_text({order_of(chars)})) == "");
    CHECK(imported(site, world::orders_text({order_of(chars + "号")})).starts_with("too_long order_no"));
}

TEST_CASE("a launch link leads to an order whose number is no word of an address") {
    world::World w;
    w.import({world::unshipped_order("#10/01 二", "s1", "b1")});
    std::string const link = launch_fragment({w.folder.path(), "", "b1", "#10/01 二"});
    // Taken out of the fragment once by the page before the program, and once by the program.
    CHECK(link.substr(link.find('&')) == "&to=/b/orders/%252310%252F01%2520%25E4%25BA%258C");
}

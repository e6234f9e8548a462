// A daily export names orders that are there already: what they look like and what became of them is taken,
// the order of lists never matters, and a real difference says where and what.

#include "cli_import.hpp"
#include "files/small_file.hpp"
#include "shipping.hpp"
#include "store/orders.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

using Change = void (*)(Order&);

/// Two discounts, two payments, two entitlements: lists that may come in any order.
Order rich_order() {
    Order order = world::unshipped_order("R1", "s1", "b1");
    order.lines[0].discounts = {{DiscountKind::shop_coupon, 4'000, 0, std::nullopt, {}},
                                {DiscountKind::member, 6'000, 0, std::nullopt, {}}};
    order.lines[1].kind = LineKind::virtual_;
    order.lines[1].entitlements = {{"L1", 1, false}, {"L2", 3, false}};
    order.lines[0].tags = {"新品", "清仓"};
    order.discounts = {{DiscountKind::full_reduction, 1'000, 0, std::nullopt, {1, 2}},
                       {DiscountKind::platform_coupon, 500, 0, std::nullopt, {2}}};
    order.payments[0].amount_fen -= 1'500;
    return order;
}

std::string said(std::vector<LineMistake> const& mistakes) {
    std::string out;
    for (LineMistake const& at : mistakes) {
        if (!out.empty()) out += "; ";
        out += std::to_string(at.line) + ' ' + at.order_no + ' ' + at.mistake.path + ' ' +
               std::string(wire::name_of(at.mistake.rule));
        if (at.mistake.rule == Rule::order_differs) out += " " + at.known + " -> " + at.told;
    }
    return out;
}

/// What comes of importing the order again, changed.
std::string told_again(World& w, Change change) {
    Order order = rich_order();
    change(order);
    auto const done = import_orders(*w.store, {"mall"}, world::orders_text({order}), {world::noon, {0}});
    if (!done.ok()) return said(done.error());
    return done->updated == 1 ? "updated" : done->unchanged == 1 ? "unchanged" : "?";
}

Order stored(World& w, char const* no) {
    return *w.store->read([&](store::ReadTx& tx) { return store::find_order(tx, {"mall"}, {no}); });
}

}  // namespace

TEST_CASE("told again with other looks: they are taken") {
    struct Row {
        char const* name;
        Change change;
    };
    Row const rows[] = {
        {"picture", [](Order& o) { o.lines[0].image = "https://cdn.example/a.jpg?sign=2"; }},
        {"title", [](Order& o) { o.lines[0].title = "羊绒衫（新款）"; }},
        {"spec", [](Order& o) { o.lines[0].spec = "黑 / M"; }},
        {"category", [](Order& o) { o.lines[0].category = "apparel"; }},
        {"tags", [](Order& o) { o.lines[0].tags = {"opened"}; }},
        {"no tags any more", [](Order& o) { o.lines[0].tags.clear(); }},
        {"looks and facts",
         [](Order& o) {
             o.lines[0].image = "https://cdn.example/b.jpg";
             ship(o.lines[0], 1);
         }},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        World w;
        w.import({rich_order()});
        Order wanted = rich_order();
        row.change(wanted);
        CHECK(told_again(w, row.change) == "updated");
        CHECK(stored(w, "R1") == wanted);
        CHECK(told_again(w, row.change) == "unchanged");
        CHECK(w.differences().empty());
    }
}

TEST_CASE(
    "what the provider knows a payment by may be told later, once; not saying it again changes nothing") {
    World w;
    w.import({rich_order()});
    Change const known = [](Order& o) {
        o.payments[0].provider = {"4200",       "T1",   "1900000109",
                                  "1900000110", 90'000, Instant{world::noon.ms - 5}};
    };
    Order wanted = rich_order();
    known(wanted);
    CHECK(told_again(w, [](Order& o) { o.payments[0].provider.out_trade_no = "T1"; }) == "updated");
    CHECK(told_again(w, known) == "updated");
    CHECK(stored(w, "R1") == wanted);
    CHECK(told_again(w, [](Order&) {}) == "unchanged");
    CHECK(told_again(w, [](Order& o) { ship(o.lines[0], 1); }) == "updated");
    CHECK(stored(w, "R1").payments == wanted.payments);
    CHECK(told_again(w, [](Order& o) {
              o.payments[0].provider.out_trade_no = "T2";
          }).find(R"(payments[0].out_trade_no order_differs "T1" -> "T2")") != std::string::npos);
    CHECK(w.differences().empty());
}

TEST_CASE("told again in another order of lists: nothing changes, and facts beside it are taken") {
    Change const rows[] = {
        [](Order& o) { std::swap(o.lines[0], o.lines[1]); },
        [](Order& o) { std::swap(o.payments[0], o.payments[1]); },
        [](Order& o) { std::swap(o.discounts[0], o.discounts[1]); },
        [](Order& o) { std::swap(o.discounts[0].lines[0], o.discounts[0].lines[1]); },
        [](Order& o) { std::swap(o.lines[0].discounts[0], o.lines[0].discounts[1]); },
        [](Order& o) { std::swap(o.lines[1].entitlements[0], o.lines[1].entitlements[1]); },
    };
    World w;
    w.import({rich_order()});
    for (Change const row : rows) {
        CHECK(told_again(w, row) == "unchanged");
        CHECK(stored(w, "R1") == rich_order());
    }
    CHECK(told_again(w, [](Order& o) {
              std::swap(o.lines[0], o.lines[1]);
              std::swap(o.lines[0].entitlements[0], o.lines[0].entitlements[1]);
              o.lines[0].entitlements[0].used = true;
              ship(o.lines[1], 2);
          }) == "updated");
    Order wanted = rich_order();
    ship(wanted.lines[0], 2);
    wanted.lines[1].entitlements[1].used = true;
    CHECK(stored(w, "R1") == wanted);
    CHECK(w.differences().empty());
}

TEST_CASE("told again with other money, quantity, kind or people: where, and both values") {
    struct Row {
        char const* want;
        Change change;
    };
    Row const rows[] = {
        {"1 R1 shop_id order_differs \"s1\" -> \"s2\"", [](Order& o) { o.shop_id = {"s2"}; }},
        {"1 R1 buyer_id order_differs \"b1\" -> \"b2\"", [](Order& o) { o.buyer_id = {"b2"}; }},
        {"1 R1 lines[1].sku order_differs \"K2\" -> \"K9\"", [](Order& o) { o.lines[1].sku = "K9"; }},
        {"1 R1 freight_fen order_differs 1000 -> 1100; 1 R1 payments[0].amount_fen order_differs 14500 -> "
         "14600",
         [](Order& o) {
             o.freight_fen += 100;
             o.payments[0].amount_fen += 100;
         }},
        {"1 R1 lines[1].quantity order_differs 3 -> 2; "
         "1 R1 lines[1].unit_price_fen order_differs 10000 -> 11000; 1 R1 payments[1].amount_fen "
         "order_differs 14500 -> "
         "6500",
         [](Order& o) {
             o.lines[0].quantity = 2;
             o.lines[0].unit_price_fen = 11'000;
             o.payments[0].amount_fen -= 8'000;
             std::swap(o.lines[0], o.lines[1]);
             std::swap(o.payments[0], o.payments[1]);
         }},
        {"1 R1 lines[1].kind order_differs \"virtual\" -> \"physical\"; 1 R1 lines[1].entitlements "
         "order_differs "
         "[{\"id\":\"L1\",\"weight\":1,\"used\":false},{\"id\":\"L2\",\"weight\":3,\"used\":false}] -> ",
         [](Order& o) {
             o.lines[1].kind = LineKind::physical;
             o.lines[1].entitlements.clear();
         }},
        {"1 R1 discounts[1].lines[0] order_differs 2 -> 1", [](Order& o) { o.discounts[1].lines = {1}; }},
        {"1 R1 payments[1] order_differs "
         "{\"payment_id\":\"b1\",\"channel\":\"balance\",\"amount_fen\":10000} -> ; "
         "1 R1 payments[1] order_differs  -> "
         "{\"payment_id\":\"b2\",\"channel\":\"balance\",\"amount_fen\":10000}",
         [](Order& o) { o.payments[1].payment_id = {"b2"}; }},
    };
    World w;
    w.import({rich_order()});
    for (Row const& row : rows) CHECK(told_again(w, row.change) == row.want);
    CHECK(stored(w, "R1") == rich_order());
    CHECK(w.differences().empty());
}

TEST_CASE("a real difference keeps the file out, and the rest of it is judged all the same") {
    World w;
    Order dearer = world::unshipped_order("E1", "s1", "b1");
    dearer.freight_fen += 1;
    dearer.payments[0].amount_fen += 1;
    std::string const text = world::orders_text({dearer}) + "\n{}\n" +
                             world::orders_text({world::unshipped_order("N1", "s1", "b1"),
                                                 world::unshipped_order("N2", "s9", "b1")}) +
                             "{\"order_no\":\"N3\"}\n";
    auto const done = import_orders(*w.store, {"mall"}, text, {world::noon, {0}});
    REQUIRE(!done.ok());
    std::string const all = said(done.error());
    for (char const* part : {"1 E1 freight_fen order_differs 1000 -> 1001", "3  order_no missing_key",
                             "5 N2 shop_id shop_unknown", "6 N3 shop_id missing_key"}) {
        CAPTURE(all);
        CHECK(all.find(part) != std::string::npos);
    }
    CHECK(!w.store->read([](store::ReadTx& tx) { return store::find_order(tx, {"mall"}, {"N1"}); }));

    auto const sound = import_orders(*w.store, {"mall"}, text, {world::noon, {0}}, {Unsound::is_left_out});
    REQUIRE(sound.ok());
    CHECK(sound->added == 1);
    std::string const left = said(sound->left_out);
    for (char const* part : {"1 E1 freight_fen order_differs 1000 -> 1001", "3  order_no missing_key",
                             "5 N2 shop_id shop_unknown", "6 N3 shop_id missing_key"}) {
        CHECK(left.find(part) != std::string::npos);
    }
    CHECK(stored(w, "N1") == world::unshipped_order("N1", "s1", "b1"));
    CHECK(stored(w, "E1") == world::unshipped_order("E1", "s1", "b1"));
    CHECK(w.differences().empty());
}

TEST_CASE("a ticket keeps its version and its amounts when only looks are told anew") {
    World w;
    wire::TicketDetail const before = w.refund_one("E1");
    Order order = world::unshipped_order("E1", "s1", "b1");
    order.lines[0].title = "别的";
    order.lines[0].category = "fresh";
    CHECK(import_orders(*w.store, {"mall"}, world::orders_text({order}), {world::noon, {0}})->updated == 1);
    Ticket const after = w.look(before.ticket.no.value).ticket;
    CHECK(after.version == before.ticket.version);
    CHECK(after.quote == before.ticket.quote);
    TicketQuery query;
    query.q = "别的";
    auto const listed = w.service->tickets.list(w.merchant, query);
    REQUIRE(listed.ok());
    REQUIRE(listed->items.size() == 1);
    CHECK(listed->items[0].title == "别的");
    CHECK(w.differences().empty());
}

TEST_CASE("the command line: --skip-bad takes the sound lines and ends with 3") {
    World w;
    std::string const file = w.folder.path() + "/orders.jsonl";
    Order const sound = world::unshipped_order("N1", "s1", "b1");
    files::write_small_file(file, world::orders_text({sound}) + "{}\n");
    CHECK(cli_import({file, w.folder.path(), "", "en", false}) == 2);
    CHECK(cli_import({file, w.folder.path(), "", "en", true}) == 3);
    CHECK(stored(w, "N1") == sound);
    files::write_small_file(file, world::orders_text({sound}));
    CHECK(cli_import({file, w.folder.path(), "", "en", true}) == 0);
}

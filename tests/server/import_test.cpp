// Orders come from a file: all of them or none, every mistake with its line.

#include <cstdio>

#include "cli_import.hpp"
#include "cli_link.hpp"
#include "cli_tools.hpp"
#include "cli_verify.hpp"
#include "demo_folder.hpp"
#include "files/small_file.hpp"
#include "store/audit.hpp"
#include "store/orders.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

/// "2 missing_key lines; 3 …": mistakes as a test writes them.
std::string told(World& w, std::string const& text) {
    auto const done = import_orders(*w.store, {"mall"}, text, {world::noon, {0}});
    if (done.ok())
        return std::to_string(done->added) + " added, " + std::to_string(done->unchanged) + " unchanged";
    std::string out;
    for (LineMistake const& at : done.error()) {
        if (!out.empty()) out += "; ";
        out += std::to_string(at.line) + ' ' + std::string(wire::name_of(at.mistake.rule)) + ' ' +
               at.mistake.path;
    }
    return out;
}

std::string text_of(Order const& order) { return wire::write_json(wire::to_json(order)); }

int count_orders(World& w) {
    return w.store->read([](store::ReadTx& tx) {
        int count = 0;
        store::each_order(tx, {}, [&](store::OrderRow const&) {
            ++count;
            return true;
        });
        return count;
    });
}

}  // namespace

TEST_CASE("orders are added once; the same file again changes nothing") {
    World w;
    std::string const text = text_of(world::unshipped_order("N1", "s1", "b9")) + "\r\n\n" +
                             text_of(world::received_order("N2", "s2", "b1"));
    CHECK(told(w, text) == "2 added, 0 unchanged");
    CHECK(told(w, text) == "0 added, 2 unchanged");
    CHECK(count_orders(w) == 6);
    CHECK(w.differences().empty());
}

TEST_CASE("an order file that tells seconds is refused by name; what was kept before is still read") {
    World w;
    Order order = world::received_order("N1", "s1", "b1");
    order.paid_at.ms /= 1'000;
    order.lines[0].deliveries[0].received_at->ms /= 1'000;
    CHECK(told(w, text_of(order)) ==
          "1 looks_like_seconds paid_at_ms; "
          "1 looks_like_seconds lines[0].received_at_ms");
    Mistakes mistakes;
    CHECK(wire::read_kept_order(wire::to_json(order), "", mistakes) == order);
    CHECK(mistakes.empty());
}

TEST_CASE("one mistake keeps everything out; all mistakes are told with line and path") {
    World w;
    Order negative = world::unshipped_order("N2", "s1", "b1");
    negative.lines[1].discounts = {{DiscountKind::shop_coupon, 0, 0, std::nullopt, {}}};
    std::string bad = text_of(negative);
    bad.replace(bad.rfind("\"amount_fen\":0"), 14, "\"amount_fen\":-1");
    Order changed = world::unshipped_order("E1", "s1", "b1");
    changed.lines[0].sku = "K9";
    std::string const text = text_of(world::unshipped_order("N1", "s1", "b1")) + "\n" + bad +
                             "\n{\"order_no\":\n" + text_of(world::unshipped_order("N1", "s1", "b1")) + "\n" +
                             text_of(world::unshipped_order("N3", "s9", "b1")) + "\n" + text_of(changed) +
                             "\n" + text_of(world::unshipped_order("E2", "s1", "b1"));
    CHECK(told(w, text) ==
          "2 must_not_be_negative lines[1].discounts[0].amount_fen; 3 malformed_json byte 13; 4 "
          "order_no_twice order_no;"
          " 5 shop_unknown shop_id; 6 order_differs lines[0].sku; 7 order_differs paid_at_ms");
    CHECK(count_orders(w) == 4);
    CHECK(w.differences().empty());
}

TEST_CASE("lines end as any program ends them, blank ones and a mark in front are passed over") {
    for (char const* end : {"\n", "\r\n", "\r"}) {
        CAPTURE(end);
        World w;
        std::string const blank = end;
        std::string const text = "\uFEFF" + blank + text_of(world::unshipped_order("N1", "s1", "b9")) + end +
                                 blank + " \t\u3000" + end +
                                 text_of(world::unshipped_order("N2", "s1", "b9")) + end + blank + "{}" + end;
        CHECK(told(w, text).starts_with("7 missing_key order_no"));
        CHECK(told(w, text.substr(0, text.find("{}"))) == "2 added, 0 unchanged");
        CHECK(told(w, "\uFEFF" + text_of(world::unshipped_order("N3", "s1", "b9"))) ==
              "1 added, 0 unchanged");
    }
}

TEST_CASE("line breaks inside of titles are line feeds") {
    World w;
    Order order = world::unshipped_order("N1", "s1", "b1");
    order.lines[0].title = "上\r\n中\r下";
    CHECK(told(w, text_of(order)) == "1 added, 0 unchanged");
    auto const kept =
        w.store->read([](store::ReadTx& tx) { return store::find_order(tx, {"mall"}, {"N1"}); });
    CHECK(kept->lines[0].title == "上\n中\n下");
    CHECK(told(w, text_of(order)) == "0 added, 1 unchanged");
}

TEST_CASE("thousands at a time") {
    World w;
    std::vector<Order> orders;
    orders.reserve(3'000);
    for (int i = 0; i < 3'000; ++i)
        orders.push_back(world::unshipped_order("M" + std::to_string(i), "s1", "b1"));
    CHECK(told(w, world::orders_text(orders)) == "3000 added, 0 unchanged");
    CHECK(count_orders(w) == 3'004);
}

TEST_CASE("the command line: exit status by what happened, also beside a running server") {
    World w;
    std::string const file = w.folder.path() + "/orders.jsonl";
    files::write_small_file(file, text_of(world::unshipped_order("N1", "s1", "b1")) + "\n");
    ImportOptions options{file, w.folder.path(), "", "en", false};
    CHECK(cli_import(options) == 0);
    CHECK(count_orders(w) == 5);
    options.tenant = "nobody";
    CHECK(cli_import(options) == 2);
    options.tenant = "mall";
    options.file = file + "x";
    CHECK(cli_import(options) == 1);
    files::write_small_file(file, "{}\n");
    options.file = file;
    CHECK(cli_import(options) == 2);
    CHECK(cli_verify({w.folder.path()}) == 0);
    CHECK(cli_verify({w.folder.path() + "/nowhere"}) == 1);
}

TEST_CASE("the demo loads once, with times moved by whole days, and links sign its buyers in") {
    world::Folder folder;
    DemoFolder const demo{test::quiet_demo(folder.path())};
    Instant const now{1'795'176'000'000 + days(3).ms + hours(5).ms};
    store::Store store(store::StoreOptions{folder.path()});
    REQUIRE(load_demo(store, demo, now, wire::Language::en) == 0);
    auto const first =
        store.read([](store::ReadTx& tx) { return store::find_order(tx, {"mall"}, {"E1001"}); });
    REQUIRE(first);
    CHECK(first->paid_at < now);
    CHECK((now - first->paid_at) < days(2));
    CHECK(load_demo(store, demo, now + days(9), wire::Language::en) == 0);
    CHECK(store.read([](store::ReadTx& tx) { return store::find_order(tx, {"mall"}, {"E1001"}); }) == first);
    CHECK(load_demo(store, {folder.path()}, now, wire::Language::en) == 1);

    ServiceConfig config;
    config.now = [] {
        using namespace std::chrono;
        return Instant{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
    };
    config.random64 = [] { return std::uint64_t{1}; };
    Service service(store, config);
    std::string const link = launch_fragment({folder.path(), "", "b1", "E1001"});
    REQUIRE(link.starts_with("#launch="));
    std::string const token = link.substr(8, link.find('&') - 8);
    CHECK(link.substr(link.find('&')) == "&to=/b/orders/E1001");
    auto const in = service.sessions.sign_in_by_launch(token);
    REQUIRE(in.ok());
    CHECK(in->view.order_no == "E1001");
    CHECK(verify_folder(folder.path()).differences.empty());
}

TEST_CASE("a picture of a site that the page may not show is taken, and said once, with its line") {
    World w;
    auto const with_picture = [](std::string no, std::string url) {
        Order order = world::unshipped_order(std::move(no), "s1", "b1");
        order.lines[1].image = std::move(url);
        return text_of(order) + "\n";
    };
    std::vector<std::string> const urls{"/media/coat.svg",
                                        "media/coat.svg",
                                        "data:image/png;base64,AA==",
                                        "",
                                        "https://cdn.example/a",
                                        "https://CDN.example/b?c",
                                        "//img.example/a",
                                        "http://cdn.example/a",
                                        "ftp://cdn.example/a",
                                        "https://ok.example/a.jpg",
                                        "javascript:alert(1)",
                                        "a/b:c"};
    std::string text;
    for (std::size_t i = 0; i < urls.size(); ++i) text += with_picture("P" + std::to_string(i), urls[i]);
    auto const done = import_orders(*w.store, {"mall"}, text, {world::noon, {0}},
                                    {.image_origins = {"https://ok.example"}});
    REQUIRE(done.ok());
    CHECK(done->added == static_cast<int>(urls.size()));
    std::string said;
    for (LineMistake const& one : done->remarks) {
        CHECK(one.mistake.rule == Rule::image_not_shown);
        CHECK(one.mistake.path == "lines[1].image");
        said += std::to_string(one.line) + " " + one.order_no + " " + one.told + "; ";
    }
    CHECK(said ==
          "5 P4 https://cdn.example; 7 P6 https://img.example; 8 P7 http://cdn.example; "
          "9 P8 ftp://cdn.example; 11 P10 javascript:; ");
}

TEST_CASE("what --clock may say") {
    Instant const now = world::noon;  // 2026-11-20T12:00+08:00
    auto const added = [&](char const* text) {
        auto const offset = clock_offset(text, now);
        return offset ? offset->ms : -1;
    };
    CHECK(added("") == 0);
    CHECK(added("+3d") == days(3).ms);
    CHECK(added("-2h") == -hours(2).ms);
    CHECK(added("+1d12h30m5s") == days(1).ms + hours(12).ms + minutes(30).ms + 5'000);
    CHECK(added("2026-11-21T12:00:00+08:00") == days(1).ms);
    CHECK(added("2026-11-20T03:00:00Z") == -hours(1).ms);
    for (char const* text : {"3d", "+", "+d", "+3", "+3w", "+3d x", "2026-11-21", "2026-11-21T12:00:00",
                             "2026-13-01T00:00:00Z", "+9999999999d"}) {
        CAPTURE(text);
        CHECK(!clock_offset(text, now).has_value());
    }
}

TEST_CASE("an order of a megabyte is imported, read again, and quoted") {
    World w;
    Order big = world::unshipped_order("B1", "s1", "b1");
    big.lines.clear();
    big.freight_fen = 0;
    for (int i = 1; i <= 180; ++i) {
        Line line = world::line(i, "编程课", 1, 10'000);
        line.kind = LineKind::virtual_;
        for (int j = 0; j < 100; ++j) {
            std::string id = "L" + std::to_string(i) + "-" + std::to_string(j) + "-";
            line.entitlements.push_back({id + std::string(64 - id.size(), 'x'), 1, false});
        }
        big.lines.push_back(std::move(line));
    }
    big.payments = {{{"w1"}, PaymentChannel::wechat, 1'800'000}};
    std::string const text = text_of(big);
    CHECK(text.size() > (std::size_t{1} << 20));
    CHECK(told(w, text) == "1 added, 0 unchanged");
    auto const asked = World::request(TicketType::virtual_refund, "not_wanted", {{1, 1, {}}, {2, 1, {}}});
    CHECK(w.read(w.apply(w.buyer, w.application(w.buyer, "B1", asked), "k")).ticket.quote.refund_fen ==
          20'000);
    CHECK(w.differences().empty());
}

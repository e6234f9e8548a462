// `afterdesk import` beside a running server, as two processes: the server takes the file itself, and whoever
// looks at it sees at once what changed.

#include <sys/stat.h>

#include <filesystem>

#include "cli_import.hpp"
#include "cli_link.hpp"
#include "files/small_file.hpp"
#include "server/person.hpp"
#include "server/program.hpp"
#include "shipping.hpp"

using namespace afterdesk;
using test::Program;
using test::RawClient;
using world::World;

namespace {

/// A refund of an unshipped order that waits for the merchant; it ends when the order is shipped.
Order with_a_waiting_refund(World& w) {
    w.set_policy(R"({"threshold":"ask"})");
    Order order = world::unshipped_order("T1", "s1", "b1");
    order.lines[0].discounts.clear();
    order.discounts = {{DiscountKind::full_reduction, 10'000, 0, Fen{25'000}, {}}};
    w.import({order});
    auto const asked = World::request(TicketType::refund_unshipped, "not_wanted", {{1, 2, {}}});
    w.read(w.apply(w.buyer, w.application(w.buyer, "T1", asked), w.next_key()));
    return order;
}

std::string cookie_from(int port, std::string const& folder) {
    std::string const link = launch_fragment({folder, "", "b1", ""});
    std::string const body = "{\"token\":\"" + link.substr(std::string_view("#launch=").size()) + "\"}";
    RawClient client(port);
    client.send(
        test::request_text("POST", "/api/v1/buyer/sessions", {{"Content-Type", "application/json"}}, body));
    std::string const cookie = client.answer().header("Set-Cookie");
    return cookie.substr(0, cookie.find(';'));
}

}  // namespace

TEST_CASE("a file imported beside a running server is told to its live streams, all or nothing") {
    World w;
    Order order = with_a_waiting_refund(w);
    std::string const folder = w.folder.path();
    w.service.reset();
    w.store.reset();
    // At noon, or the merchant's time is long over.
    Program server({"serve", "--data", folder, "--port", "0", "--log-level", "silent", "--clock",
                    "2026-11-20T12:00:00+08:00"});
    int const port = server.port();
    REQUIRE(test::eventually([&] { return std::filesystem::exists(folder + "/control.sock"); }));
    struct stat socket {};
    REQUIRE(::stat((folder + "/control.sock").c_str(), &socket) == 0);
    CHECK((socket.st_mode & 0777) == 0600);

    RawClient page(port);
    page.send(test::request_text("GET", "/api/v1/buyer/events", {{"Cookie", cookie_from(port, folder)}}));
    CHECK(page.until("event: hello").find("200") != std::string::npos);
    page.until("\n\n");

    std::string const file = folder + "/orders.jsonl";
    ship(order.lines[0], 3);
    std::string const shipped = wire::write_json(wire::to_json(order)) + "\n";
    files::write_small_file(file, shipped + "{}\n");
    CHECK(Program({"import", file, "--data", folder, "--lang", "en"}).ended() == 2);
    CHECK(page.waiting().empty());

    files::write_small_file(file, shipped);
    Program import({"import", file, "--data", folder, "--lang", "en"});
    CHECK(import.until("wares").find("0 orders imported, 0 were there already, 1 brought news; 0 wares") !=
          std::string::npos);
    CHECK(import.ended() == 0);
    CHECK(page.until("\n\n").find("\"state\":\"closed\"") != std::string::npos);
    CHECK(Program({"import", file, "--data", folder, "--tenant", "nobody"}).ended() == 2);

    Order dearer = order;
    dearer.freight_fen += 1;
    dearer.payments[0].amount_fen += 1;
    files::write_small_file(file, world::orders_text({dearer, world::unshipped_order("N1", "s1", "b1")}));
    Program skipping({"import", file, "--data", folder, "--lang", "en", "--skip-bad"});
    std::string const& report = skipping.until("1 lines left out");
    CHECK(report.find("1 orders imported, 0 were there already, 0 brought news; 0 wares") !=
          std::string::npos);
    CHECK(report.find("line 1, order T1, freight_fen: order_differs: ") != std::string::npos);
    CHECK(report.find("(1000 → 1001)") != std::string::npos);
    CHECK(skipping.ended() == 3);
    files::write_small_file(file, shipped);

    CHECK(server.stop() == 0);
    CHECK(!std::filesystem::exists(folder + "/control.sock"));
    CHECK(cli_import({file, folder, "", "en", false}) == 0);  // by itself now
    CHECK(verify_folder(folder).differences.empty());
}

TEST_CASE("a socket that a killed server left behind stops nobody") {
    World w;
    std::string const file = w.folder.path() + "/orders.jsonl";
    files::write_small_file(file, wire::write_json(wire::to_json(world::unshipped_order("N1", "s1", "b1"))));
    std::string const folder = w.folder.path();
    w.service.reset();
    w.store.reset();
    {
        Program server({"serve", "--data", folder, "--port", "0", "--log-level", "silent"});
        REQUIRE(test::eventually([&] { return std::filesystem::exists(folder + "/control.sock"); }));
        server.kill();
    }
    REQUIRE(std::filesystem::exists(folder + "/control.sock"));
    CHECK(cli_import({file, folder, "", "en", false}) == 0);
    Program again({"serve", "--data", folder, "--port", "0", "--log-level", "silent"});
    CHECK(again.until("listens on").find("listens on") != std::string::npos);
    CHECK(again.stop() == 0);
}

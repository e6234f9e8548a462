// What an operator relies on: it stops soon, says when it has no room, counts itself, and keeps quiet about
// people.

#include <chrono>
#include <filesystem>

#include "files/small_file.hpp"
#include "server/demo_folder.hpp"
#include "server/program.hpp"
#include "server/raw_client.hpp"
#include "server/site.hpp"

using namespace afterdesk;
using test::Answer;
using test::Fields;
using test::Program;
using test::RawClient;
using test::request_text;
using test::Site;

namespace {

using Steady = std::chrono::steady_clock;

bool says(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

Answer ask(int port, std::string_view method, std::string_view target, Fields const& fields = {},
           std::string_view body = "") {
    RawClient client(port);
    client.send(request_text(method, target, fields, body));
    return client.answer();
}

/// A head that announces more than comes.
void send_unfinished(RawClient const& client, std::size_t bytes) {
    std::string const body(bytes, 'x');
    std::string const whole =
        request_text("POST", "/api/v1/buyer/sessions", {{"Content-Type", "application/json"}}, body);
    client.send(std::string_view(whole).substr(0, whole.size() - 1));
}

}  // namespace

TEST_CASE("a body that never ends does not keep the server from stopping") {
    Site site;
    RawClient body(site.server->port()), head(site.server->port());
    send_unfinished(body, 5'000);
    head.send("POST /api/v1/buyer/sessions HTTP/1.1\r\nHost: a");
    CHECK(test::eventually([&] { return site.server->counts().open == 2; }));
    auto const began = Steady::now();
    site.server->stop();
    CHECK(Steady::now() - began < std::chrono::milliseconds(2'000));
    CHECK(body.answer().status == 503);
    CHECK(head.ended());
}

TEST_CASE("with little room on the disk the server is not ready, and says how much there is") {
    world::Folder const folder;
    Program full({"serve", "--port", "0", "--data", folder.path(), "--least-free-mb", "1000000000"});
    int const port = full.port();
    Answer const answer = ask(port, "GET", "/readyz");
    CHECK(answer.status == 503);
    CHECK(says(answer.body, "disk: full ("));
    CHECK(ask(port, "GET", "/healthz").status == 200);
    CHECK(says(ask(port, "GET", "/metrics").body, "afterdesk_disk_full 1\n"));
    CHECK(full.stop() == 0);
    Program roomy({"serve", "--port", "0", "--data", folder.path(), "--least-free-mb", "0"});
    CHECK(ask(roomy.port(), "GET", "/readyz").status == 200);
    CHECK(roomy.stop() == 0);
}

TEST_CASE("the numbers for monitors tell of the process and its disk") {
    Site site;
    std::string const text = site.call("GET", "/metrics").body;
    for (char const* name : {"process_resident_memory_bytes", "process_threads", "process_open_fds",
                             "process_start_time_seconds", "afterdesk_disk_free_bytes",
                             "afterdesk_table_bytes", "afterdesk_disk_full"}) {
        CAPTURE(name);
        CHECK(says(text, std::string("\n") + name + " "));
        CHECK(says(text, std::string("# TYPE ") + name + " gauge\n"));
    }
    CHECK(!says(text, "\nprocess_resident_memory_bytes 0\n"));
}

TEST_CASE("the log tells who came in and what was refused, by session and network") {
    world::Folder const folder;
    std::string const demo = test::quiet_demo(folder.path());
    Program server({"serve", "--port", "0", "--data", folder.path() + "/data", "--demo", demo});
    int const port = server.port();
    Fields const json{{"Content-Type", "application/json"}};
    Answer const in = ask(port, "POST", "/api/v1/merchant/sessions", json,
                          R"({"login":"yunshan","password":"demo-pass-2026"})");
    REQUIRE(in.status == 200);
    std::string const cookie = in.header("Set-Cookie").substr(0, in.header("Set-Cookie").find(';'));
    Fields const him{{"Cookie", cookie}, {"Content-Type", "application/json"}};
    std::string const name = session_name(cookie.substr(cookie.find('=') + 1));
    CHECK(ask(port, "POST", "/api/v1/merchant/sessions", json, R"({"login":"yunshan","password":"no"})")
              .status == 401);
    CHECK(ask(port, "GET", "/api/v1/platform/tickets", him).status == 401);
    CHECK(ask(port, "PUT", "/api/v1/merchant/stock", him, R"({"items":[],"more":1})").status == 400);
    CHECK(ask(port, "DELETE", "/api/v1/merchant/session", him).status == 204);
    CHECK(server.stop() == 0);
    std::string log = server.until("\x01");
    log.erase(0, log.find("started port="));
    auto const entry = [&](Answer const& of, std::string const& event) {
        return " info " + event + " id=" + of.header("X-Request-Id") + " ";
    };
    CHECK(says(log, entry(in, "signed_in") + "session=" + name + " from=127.0.*.*\n"));
    CHECK(says(log, " why=wrong_password from=127.0.*.*\n"));
    CHECK(says(log, " why=not_signed_in from=127.0.*.*\n"));
    CHECK(says(log, " why=unknown_key from=127.0.*.*\n"));
    CHECK(says(log, " info signed_out id="));
    CHECK(says(log, " session=" + name + " method=PUT route=/api/v1/merchant/stock status=400 "));
}

TEST_CASE("the log names requests, and nobody") {
    world::Folder const folder;
    std::string const demo = test::quiet_demo(folder.path());
    Program server({"serve", "--port", "0", "--data", folder.path() + "/data", "--demo", demo});
    int const port = server.port();
    Fields const json{{"Content-Type", "application/json"}};
    Answer const in = ask(port, "POST", "/api/v1/buyer/demo-sessions", json, "{}");
    REQUIRE(in.status == 200);
    std::string const cookie = in.header("Set-Cookie").substr(0, in.header("Set-Cookie").find(';'));
    Fields const browser{
        {"Cookie", cookie}, {"Accept-Language", "zh-CN"}, {"X-Forwarded-For", "203.0.113.77"}};
    CHECK(ask(port, "GET", "/api/v1/buyer/orders?q=%E6%9E%97%E6%99%93", browser).status == 200);
    CHECK(ask(port, "GET", "/api/v1/buyer/orders/13800006218", browser).status == 404);
    CHECK(ask(port, "POST", "/api/v1/merchant/sessions", json,
              R"({"login":"yunshan","password":"wrong-for-13800006218"})")
              .status == 401);
    CHECK(ask(port, "POST", "/api/v1/buyer/sessions", json, R"({"token":"e30.e30.e30"})").status == 401);
    ask(port, "GET", "/%E6%9E%97%E6%99%93?phone=13800006218", browser);
    CHECK(server.stop() == 0);
    std::string log = server.until("\x01");
    log.erase(0, log.find("started port="));  // before that stand the ways in, for who started it
    CHECK(says(log, " info request id="));
    CHECK(says(log, "stopped"));
    auto const mall = read_mall(*wire::parse_json(*files::read_small_file(demo + "/mall.json")));
    REQUIRE(mall.ok());
    std::vector<std::string> secrets{"13800006218", "%E6%9E%97", "203.0.113.77",
                                     "e30",         "wrong-for", cookie.substr(cookie.find('=') + 1)};
    for (store::Buyer const& one : mall->buyers) secrets.push_back(one.name);
    for (MallStaff const& one : mall->staff) secrets.insert(secrets.end(), {one.staff.name, one.staff.login});
    for (store::Shop const& one : mall->shops) secrets.insert(secrets.end(), {one.name, one.phone});
    for (std::string const& secret : secrets) {
        CAPTURE(secret);
        CHECK(!says(log, secret));
    }
}

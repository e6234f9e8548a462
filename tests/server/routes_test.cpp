// What people and programs do with the server, over real sockets.
#include <algorithm>
#include <fstream>
#include <thread>

#include "server/site.hpp"
#include "wire/names.hpp"

using namespace afterdesk;
using std::chrono::milliseconds;
using test::Answer;
using test::code_of;
using test::Fields;
using test::member;
using test::RawClient;
using test::request_text;
using test::Site;
using test::with;

namespace {

std::string quote_body() {
    return R"({"order_no":"E1","request":{"type":"refund_unshipped","reason":"not_wanted",)"
           R"("lines":[{"line_no":1,"quantity":1}]}})";
}

/// The body of an application for what quote_body() asks.
std::string apply_body(Site const& site, Fields const& cookie) {
    Answer const quoted = site.post("/api/v1/buyer/quotes", quote_body(), cookie);
    REQUIRE(quoted.status == 200);
    std::string const fen = member(member(quoted.body, "quote"), "refund_fen");
    return R"({"order_no":"E1","request":)" + member(quote_body(), "request") + R"(,"quote":{"refund_fen":)" +
           fen + R"(,"digest":")" + member(quoted.body, "digest") + R"("},"remark":"太大了","evidence":[]})";
}

std::string ticket_no_of(Answer const& answer) { return member(member(answer.body, "ticket"), "no"); }
std::string state_of(Answer const& answer) { return member(member(answer.body, "ticket"), "state"); }

http::HttpOptions with_limits(http::LoopLimits limits) {
    http::HttpOptions options;
    options.limits = limits;
    return options;
}

}  // namespace

// ---- Sessions ---------------------------------------------------------------------------------------------

TEST_CASE("a launch link signs its buyer in once, and signing out ends the session") {
    Site site;
    std::string const body = "{\"token\":\"" + site.launch_token("b1") + "\"}";
    Answer const first = site.post("/api/v1/buyer/sessions", body);
    REQUIRE(first.status == 200);
    CHECK(member(first.body, "actor_id") == "b1");
    std::string const set = first.header("Set-Cookie");
    CHECK(set.find("; Path=/; ") != std::string::npos);
    CHECK(set.find("; HttpOnly; SameSite=Lax") != std::string::npos);
    CHECK(set.find("Secure") == std::string::npos);
    CHECK(code_of(site.post("/api/v1/buyer/sessions", body)) == "launch_token_used");

    Fields const cookie{{"Cookie", set.substr(0, set.find(';'))}};
    CHECK(member(site.call("GET", "/api/v1/buyer/session", cookie).body, "name") == "林晓");
    Answer const out = site.call("DELETE", "/api/v1/buyer/session", cookie);
    CHECK(out.status == 204);
    CHECK(out.header("Content-Length").empty());
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(site.call("GET", "/api/v1/buyer/session", cookie).status == 401);
}

TEST_CASE("a new session of the same browser ends the old one") {
    Site site;
    Fields const old = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    CHECK(site.post("/api/v1/merchant/sessions", R"({"login":"yunshan","password":"right-1"})", old).status ==
          200);
    CHECK(site.call("GET", "/api/v1/merchant/session", old).status == 401);
}

TEST_CASE("guessing passwords is refused, then slowed down") {
    Site site;
    std::string const wrong = R"({"login":"admin","password":"guess"})";
    CHECK(code_of(site.post("/api/v1/platform/sessions", wrong)) == "wrong_password");
    CHECK(code_of(site.post("/api/v1/merchant/sessions", R"({"login":"admin","password":"right-3"})")) ==
          "wrong_password");
    Answer last;
    for (int i = 0; i < 6; ++i) last = site.post("/api/v1/platform/sessions", wrong);
    CHECK(last.status == 429);
    CHECK(last.header("Retry-After") == "60");
}

TEST_CASE("over https the cookie is bound to the host, and browsers are told to stay with https") {
    http::HttpOptions options;
    options.address.https = true;
    Site site(std::move(options));
    Fields const cookie = site.sign_in_buyer("b1");
    CHECK(cookie.front().second.rfind("__Host-afterdesk-buyer=", 0) == 0);
    Answer const answer = site.call("GET", "/api/v1/buyer/session", cookie);
    CHECK(answer.status == 200);
    CHECK(answer.header("Strict-Transport-Security") == "max-age=31536000; includeSubDomains");
    std::string const bare = cookie.front().second.substr(7);
    CHECK(site.call("GET", "/api/v1/buyer/session", {{"Cookie", bare}}).status == 401);
}

// ---- Tickets ----------------------------------------------------------------------------------------------

TEST_CASE("a buyer asks what he would get, applies, and the same application again changes nothing") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    std::string const body = apply_body(site, buyer);
    Answer const first = site.post("/api/v1/buyer/tickets", body, with(buyer, "Idempotency-Key", "k1"));
    REQUIRE(first.status == 201);
    CHECK(state_of(first) == "refunding");
    Answer const again = site.post("/api/v1/buyer/tickets", body, with(buyer, "Idempotency-Key", "k1"));
    CHECK(again.status == 201);
    CHECK(again.body == first.body);
    Answer const other = site.post("/api/v1/buyer/tickets", body + " ", with(buyer, "Idempotency-Key", "k1"));
    CHECK(other.status == 422);
    CHECK(code_of(other) == "idempotency_key_reused");

    Answer const list = site.call("GET", "/api/v1/buyer/tickets?status=to_refund&sort=newest", buyer);
    CHECK(list.status == 200);
    CHECK(list.body.find(ticket_no_of(first)) != std::string::npos);
    CHECK(code_of(site.call("GET", "/api/v1/buyer/tickets?status=nonsense", buyer)) == "unknown_name");
    CHECK(site.call("GET", "/api/v1/buyer/tickets?q=%E7%BE%8A%E7%BB%92", buyer)
              .body.find(ticket_no_of(first)) != std::string::npos);
    CHECK(site.call("GET", "/api/v1/buyer/orders/E1", buyer).status == 200);
    CHECK(site.call("GET", "/api/v1/buyer/orders?q=E1", buyer).status == 200);
    CHECK(site.call("GET", "/api/v1/buyer/tickets?count=300", buyer).status == 200);
    for (auto const& row : {std::pair{"0", "must_be_positive"}, std::pair{"-1", "must_be_positive"},
                            std::pair{"1x", "not_an_integer"}, std::pair{"301", "too_large"},
                            std::pair{"99999999999", "too_large"}}) {
        std::string const count = row.first, code = row.second;
        CAPTURE(count);
        CHECK(code_of(site.call("GET", std::string("/api/v1/buyer/tickets?count=") + count, buyer)) == code);
        CHECK(code_of(site.call("GET", std::string("/api/v1/buyer/orders?count=") + count, buyer)) == code);
    }
    Answer const order = site.call("GET", "/api/v1/buyer/orders/E1", with(buyer, "Accept-Encoding", "gzip"));
    CHECK(order.header("content-encoding") == "gzip");
    CHECK(order.header("content-length") == std::to_string(order.body.size()));
    CHECK(order.body.size() * 2 < site.call("GET", "/api/v1/buyer/orders/E1", buyer).body.size());
}

TEST_CASE("a command on an old version is refused, and the answer brings the ticket as it is now") {
    Site site;
    auto const applied = site.return_one();
    std::string const target = "/api/v1/merchant/tickets/" + applied.ticket.no.value + "/commands";
    Fields const merchant = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    std::string const agree =
        R"({"command":"agree","version":2,"address":{"name":"售后组","phone":"0571-1","text":"杭州市余杭区 18 号"}})";
    Answer const agreed = site.post(target, agree, with(merchant, "Idempotency-Key", "k1"));
    REQUIRE(agreed.status == 200);
    CHECK(state_of(agreed) == "awaiting_return");

    Answer const stale = site.post(target, agree, with(merchant, "Idempotency-Key", "k2"));
    CHECK(stale.status == 409);
    CHECK(code_of(stale) == "stale_version");
    wire::ApiError const error = wire::read_api_error(stale.body);
    auto const current = wire::read_current(stale.body);
    REQUIRE(current.has_value());
    CHECK(current->ticket.version == 4);
    CHECK(site.post(target, R"({"command":"time_out","version":4})", with(merchant, "Idempotency-Key", "k3"))
              .status == 400);
}

TEST_CASE("a picture is uploaded, kept, and shown as what it is") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    Answer const added = site.call("POST", "/api/v1/buyer/evidence", with(buyer, "Content-Type", "image/png"),
                                   test::small_png());
    REQUIRE(added.status == 201);
    std::string const target = "/api/v1/buyer/evidence/" + member(added.body, "id");
    Answer const shown = site.call("GET", target, buyer);
    CHECK(shown.status == 200);
    CHECK(shown.header("Content-Type") == "image/jpeg");
    CHECK(shown.header("Content-Security-Policy").find("sandbox") != std::string::npos);
    CHECK(shown.header("Cache-Control").rfind("private", 0) == 0);
    CHECK(shown.body.substr(0, 2) == "\xff\xd8");
    CHECK(site.call("GET", target + "?size=thumb", buyer).status == 200);
    CHECK(site.call("GET", target, site.sign_in_buyer("b2")).status == 404);

    Answer const text =
        site.call("POST", "/api/v1/buyer/evidence", with(buyer, "Content-Type", "image/png"), "<svg/>");
    CHECK(text.status == 422);
    CHECK(code_of(text) == "not_a_picture");
}

TEST_CASE("a picture is taken from the form in which mini-programs and browsers upload it") {
    Site site;
    Fields const buyer =
        with(site.sign_in_buyer("b1"), "Content-Type", "multipart/form-data; boundary=----WX42");
    auto const part = [](std::string const& more, std::string const& content) {
        return "------WX42\r\nContent-Disposition: form-data; " + more + "\r\n\r\n" + content + "\r\n";
    };
    std::string const file =
        part("name=\"photo\"; filename=\"tmp_1.png\"\r\nContent-Type: image/png", test::small_png());
    auto const post = [&](std::string const& body) {
        return site.call("POST", "/api/v1/buyer/evidence", buyer, body);
    };
    Answer const added = post(part(R"(name="order_no")", "E1") + file + "------WX42--\r\n");
    REQUIRE(added.status == 201);
    CHECK(site.call("GET", "/api/v1/buyer/evidence/" + member(added.body, "id"), buyer).status == 200);
    CHECK(code_of(post(file + file + "------WX42--\r\n")) == "one_file_expected");
    CHECK(code_of(post(file)) == "form_malformed");
    std::string const large(wire::max_evidence_bytes - 6, 'x');  // the form around it does not count
    CHECK(code_of(post(part(R"(name="a"; filename="a.jpg")", large) + "------WX42--\r\n")) ==
          "not_a_picture");
    CHECK(code_of(post(part(R"(name="a"; filename="a.jpg")", large + "7654321") + "------WX42--\r\n")) ==
          "file_too_large");
}

TEST_CASE("the platform switches the faults of the simulated payment channel") {
    Site site;
    Fields const platform = site.sign_in_staff(wire::Audience::platform, "admin", "right-3");
    Answer const before = site.call("GET", "/api/v1/platform/channel", platform);
    CHECK(before.status == 200);
    std::string const wanted =
        R"({"delay_ms":0,"fail_next":1,"lose_answer_next":0,"duplicate_answers":true})";
    CHECK(site.post("/api/v1/platform/channel", wanted, platform).status == 200);
    CHECK(member(site.call("GET", "/api/v1/platform/channel", platform).body, "fail_next") == "1");
}

TEST_CASE("the page is there for everybody, and not sent again to who has it") {
    world::Folder const folder;
    std::ofstream(folder.path() + "/index.html") << "<html>";
    http::HttpOptions options;
    options.page = http::StaticFiles::load(folder.path()).value();
    Site site(std::move(options));
    Answer const page = site.call("GET", "/");
    CHECK(page.body == "<html>");
    CHECK(page.header("Content-Security-Policy").find("frame-ancestors 'none'") != std::string::npos);
    Answer const head = site.call("HEAD", "/index.html");
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "6");
    Answer const same = site.call("GET", "/", {{"If-None-Match", page.header("ETag")}});
    CHECK(same.status == 304);
    CHECK(same.body.empty());
    CHECK(site.call("HEAD", "/api/v1/meta").status == 405);
    CHECK(site.post("/", "{}").status == 405);
}

// ---- Refusals ---------------------------------------------------------------------------------------------

TEST_CASE("each wrong request has its status and its code") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    Fields const key = with(buyer, "Idempotency-Key", "k1");
    std::string const large(wire::max_json_body + 1, ' ');
    struct Row {
        char const* name;
        Answer answer;
        int status;
        char const* code;
    };
    std::vector<Row> const rows{
        {"no such route", site.call("GET", "/api/v1/nothing"), 404, "not_found"},
        {"no such file", site.call("GET", "/nothing.js"), 404, "not_found"},
        {"a route's other method", site.call("DELETE", "/api/v1/buyer/orders", buyer), 405,
         "method_not_allowed"},
        {"a method we do not have", site.call("TRACE", "/api/v1/meta"), 405, "method_not_allowed"},
        {"HEAD on the API", site.call("OPTIONS", "/api/v1/meta"), 405, "method_not_allowed"},
        {"nobody", site.call("GET", "/api/v1/buyer/orders"), 401, "not_signed_in"},
        {"a foreign order", site.call("GET", "/api/v1/buyer/orders/E3", buyer), 404, "not_found"},
        {"no JSON by type",
         site.call("POST", "/api/v1/buyer/quotes", with(buyer, "Content-Type", "text/plain"), "{}"), 415,
         "content_type_unsupported"},
        {"no type", site.call("POST", "/api/v1/buyer/quotes", buyer, "{}"), 415, "content_type_unsupported"},
        {"a form where JSON is wanted",
         site.call("POST", "/api/v1/buyer/quotes",
                   with(buyer, "Content-Type", "multipart/form-data; boundary=a"), "a"),
         415, "content_type_unsupported"},
        {"a text where a picture is wanted",
         site.call("POST", "/api/v1/buyer/evidence", with(buyer, "Content-Type", "text/plain"), "a"), 415,
         "content_type_unsupported"},
        {"a form that is none",
         site.call("POST", "/api/v1/buyer/evidence",
                   with(buyer, "Content-Type", "multipart/form-data; boundary=a"), "a"),
         400, "form_malformed"},
        {"a form that does not say where its parts end",
         site.call("POST", "/api/v1/buyer/evidence", with(buyer, "Content-Type", "multipart/form-data"), "a"),
         400, "form_malformed"},
        {"broken JSON", site.post("/api/v1/buyer/quotes", "{", buyer), 400, "malformed_json"},
        {"an unknown key", site.post("/api/v1/buyer/sessions", R"({"token":"a","x":1})"), 400, "unknown_key"},
        {"no idempotency key", site.post("/api/v1/buyer/tickets", "{}", buyer), 400,
         "idempotency_key_required"},
        {"an odd idempotency key",
         site.post("/api/v1/buyer/tickets", "{}", with(buyer, "Idempotency-Key", "a b")), 400,
         "idempotency_key_required"},
        {"a large body", site.post("/api/v1/buyer/tickets", large, key), 413, "body_too_large"},
        {"another site",
         site.post("/api/v1/buyer/quotes", "{}", with(buyer, "Origin", "https://evil.example")), 403,
         "cross_site"},
        {"another site by its own word",
         site.call("DELETE", "/api/v1/buyer/session", with(buyer, "Sec-Fetch-Site", "cross-site")), 403,
         "cross_site"},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(row.answer.status == row.status);
        CHECK(code_of(row.answer) == row.code);
        CHECK_FALSE(member(member(row.answer.body, "error"), "message").empty());
        CHECK(member(member(row.answer.body, "error"), "request_id") == row.answer.header("X-Request-Id"));
    }
    CHECK(rows[2].answer.header("Allow") == "GET");
}

TEST_CASE("errors speak the reader's language, also those of the gate") {
    Site site;
    auto const message = [](Answer const& answer) { return member(member(answer.body, "error"), "message"); };
    Fields const english{{"Accept-Language", "en-GB,en;q=0.9"}};
    CHECK(message(site.call("GET", "/api/v1/buyer/orders", english)) == "Please sign in first.");
    CHECK(message(site.call("GET", "/api/v1/buyer/orders")) != "Please sign in first.");
    Answer const gate =
        site.call("POST", "/api/v1/buyer/quotes", with(english, "Transfer-Encoding", "chunked"));
    CHECK(gate.status == 411);
    CHECK(std::all_of(gate.body.begin(), gate.body.end(), [](char c) { return c >= 0; }));
}

TEST_CASE("every answer carries the headers that keep a browser safe") {
    Site site;
    std::vector<Answer> const answers{site.call("GET", "/api/v1/meta"), site.call("GET", "/healthz"),
                                      site.call("GET", "/nothing"), site.call("POST", "/api/v1/x"),
                                      site.call("GET", "/", {{"X-A", "a%0d%0aInjected: 1"}})};
    for (Answer const& answer : answers) {
        CAPTURE(answer.head);
        CHECK(answer.header("X-Content-Type-Options") == "nosniff");
        CHECK(answer.header("Referrer-Policy") == "same-origin");
        CHECK(answer.header("Cross-Origin-Opener-Policy") == "same-origin");
        CHECK(answer.header("Cross-Origin-Resource-Policy") == "same-origin");
        CHECK(answer.header("Content-Security-Policy").find("default-src 'none'") == 0);
        CHECK(answer.all("X-Request-Id").size() == 1);
        CHECK_FALSE(answer.header("Date").empty());
        CHECK(answer.header("Injected").empty());
    }
}

TEST_CASE("a body over the limit is refused before it is read, and the client sees the answer") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    RawClient client(site.server->port());
    std::string const bytes(20u << 20, 'x');
    client.send(
        "POST /api/v1/buyer/evidence HTTP/1.1\r\nHost: a\r\nContent-Type: image/jpeg\r\nContent-Length: " +
        std::to_string(bytes.size()) + "\r\n" + "Cookie: " + buyer.front().second + "\r\n\r\n");
    CHECK(client.send(bytes));  // all of it: a browser reads only after it has written
    Answer const answer = client.answer();
    CHECK(answer.status == 413);
    CHECK(code_of(answer) == "file_too_large");
    CHECK(answer.body.find(std::to_string(wire::max_evidence_bytes)) != std::string::npos);
    CHECK(answer.header("Connection") == "close");
    CHECK(client.ended());
}

TEST_CASE("a client that asks first whether it may send is told") {
    Site site;
    std::string const head =
        "POST /api/v1/buyer/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n";
    RawClient welcome(site.server->port());
    welcome.send(head + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    CHECK(welcome.answer().status == 100);
    welcome.send("{}");
    CHECK(welcome.answer().status == 400);
    RawClient too_large(site.server->port());
    too_large.send(head + "Content-Length: 200000\r\nExpect: 100-continue\r\n\r\n");
    CHECK(too_large.answer().status == 413);
}

TEST_CASE("a client that changes too much is told to wait; looking is free") {
    http::HttpOptions options;
    options.rate = {1, 3, 100};
    Site site(std::move(options));
    for (int i = 0; i < 3; ++i) CHECK(site.post("/api/v1/buyer/sessions", "{}").status == 400);
    Answer const answer = site.post("/api/v1/buyer/sessions", "{}");
    CHECK(answer.status == 429);
    CHECK(answer.header("Retry-After") == "1");
    CHECK(site.call("GET", "/api/v1/meta").status == 200);
}

TEST_CASE("when too much is waiting, the answer is to come back") {
    http::HttpOptions options;
    options.longest_queue = 0;
    Site site(std::move(options));
    Answer const answer = site.call("GET", "/api/v1/carriers");
    CHECK(answer.status == 503);
    CHECK(code_of(answer) == "busy");
    CHECK(answer.header("Retry-After") == "1");
}

// ---- Connections ------------------------------------------------------------------------------------------

TEST_CASE("requests in one packet are answered in order on one connection, refusals of routes too") {
    Site site;
    RawClient client(site.server->port());
    std::string const meta = request_text("GET", "/api/v1/meta");
    std::string const refused = request_text("GET", "/api/v1/buyer/session");
    client.send(meta + refused + meta);
    CHECK(client.answer().status == 200);
    CHECK(client.answer().status == 401);
    CHECK(client.answer().status == 200);
    client.send(request_text("GET", "/healthz", {{"Connection", "close"}}));
    CHECK(client.answer().body == "ok");
    CHECK(client.ended());
}

TEST_CASE("HTTP/1.0 gets an answer and the end of the connection") {
    Site site;
    RawClient client(site.server->port());
    client.send("GET /healthz HTTP/1.0\r\nHost: a\r\n\r\n");
    CHECK(client.answer().body == "ok");
    CHECK(client.ended());
}

TEST_CASE("a client that has shut its side still gets its answer") {
    Site site;
    RawClient client(site.server->port());
    client.send(request_text("GET", "/healthz"));
    client.shut_for_writing();
    CHECK(client.answer().status == 200);
    CHECK(client.ended());
}

TEST_CASE("idle connections and slow heads hold nobody up") {
    http::HttpOptions options;
    options.workers = 1;
    Site site(std::move(options));
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 200; ++i) {
        idle.push_back(std::make_unique<RawClient>(site.server->port()));
        idle.back()->send(i % 2 == 0 ? request_text("GET", "/healthz") : "GET / HTTP/1.1\r\nHo");
    }
    CHECK(site.call("GET", "/healthz").status == 200);
    CHECK(test::eventually([&] { return site.server->counts().open.load() == 200; }));
}

TEST_CASE("a head or a body that does not come in time ends with 408") {
    http::LoopLimits limits;
    limits.head_time = milliseconds(150);
    limits.body_time = milliseconds(150);
    Site site(with_limits(limits));
    RawClient head(site.server->port());
    for (char c : std::string("GET / HT")) {
        head.send({&c, 1});
        std::this_thread::sleep_for(milliseconds(5));
    }
    CHECK(head.answer().status == 408);
    RawClient body(site.server->port());
    body.send(
        "POST /api/v1/buyer/sessions HTTP/1.1\r\nHost: a\r\nContent-Type: "
        "application/json\r\nContent-Length: 9\r\n\r\n{");
    CHECK(body.answer().status == 408);
    RawClient silent(site.server->port());
    CHECK(silent.ended());
    CHECK(site.server->counts().too_slow.load() == 2);
}

TEST_CASE("connections that break anywhere leave nothing behind") {
    Site site;
    std::string const whole = request_text("POST", "/api/v1/buyer/sessions",
                                           {{"Content-Type", "application/json"}}, "{\"token\":\"a\"}");
    for (std::size_t size = 0; size <= whole.size(); ++size) {
        RawClient client(site.server->port());
        client.send(std::string_view(whole).substr(0, size));
    }
    CHECK(test::eventually([&] { return site.server->counts().open.load() == 0; }));
    CHECK(site.call("GET", "/healthz").status == 200);
}

// ---- Live events, monitoring, stopping --------------------------------------------------------------------

TEST_CASE("monitors are told how it is, and numbers only this machine") {
    Site site;
    CHECK(site.call("GET", "/healthz").body == "ok");
    CHECK(site.call("GET", "/readyz").body == "ok");
    CHECK(site.call("HEAD", "/healthz").status == 200);
    std::string const text = site.call("GET", "/metrics").body;
    CHECK(text.find("afterdesk_requests_total{method=\"GET\",route=\"/readyz\",status=\"200\"} 1") !=
          std::string::npos);
    CHECK(text.find("afterdesk_live_streams 0") != std::string::npos);
    CHECK(site.call("GET", "/metrics", {{"X-Forwarded-For", "192.0.2.1"}}).status == 404);
    CHECK(member(site.call("GET", "/api/v1/meta").body, "name") == "AfterDesk");
}

TEST_CASE("stopping finishes what is under way and ends the streams") {
    Site site;
    RawClient page(site.server->port());
    page.send(request_text("GET", "/api/v1/buyer/events", site.sign_in_buyer("b1")));
    page.until("event: hello"), page.until("\n\n");
    RawClient half(site.server->port());
    std::string const body = "{\"token\":\"a\"}";
    std::string const whole =
        request_text("POST", "/api/v1/buyer/sessions", {{"Content-Type", "application/json"}}, body);
    half.send(std::string_view(whole).substr(0, whole.size() - 3));
    CHECK(test::eventually([&] { return site.server->streams() == 1; }));
    std::thread stopper([&] { site.server->stop(); });
    CHECK(page.ended());
    half.send(std::string_view(whole).substr(whole.size() - 3));
    Answer const last = half.answer();
    CHECK(last.status == 401);
    CHECK(last.header("Connection") == "close");
    stopper.join();
    CHECK(site.call("GET", "/healthz").status == 0);
}

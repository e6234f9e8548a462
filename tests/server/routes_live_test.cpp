// Live events as a page hears them: over the routes, with sessions, from the store.
#include "server/raw_client.hpp"
#include "server/site.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::test;
using std::chrono::milliseconds;

TEST_CASE("a buyer's page hears at once what the merchant did, and goes on after a break where it was") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    RawClient page(site.server->port());
    page.send(request_text("GET", "/api/v1/buyer/events", buyer));
    CHECK(page.answer().header("Content-Type") == "text/event-stream");
    CHECK(page.until("\n\n").find("event: hello") != std::string::npos);

    auto const applied = site.return_one();
    std::string const no = applied.ticket.no.value;
    std::string const first = page.until("\n\n");
    CHECK(first.find("\"ticket_no\":\"" + no + "\"") != std::string::npos);
    CHECK(first.find("\"state\":\"awaiting_merchant\"") != std::string::npos);

    std::string const id = first.substr(4, first.find('\n') - 4);
    site.must(site.merchant, no, Agree{world::address()});
    RawClient again(site.server->port());
    again.send(request_text("GET", "/api/v1/buyer/events", with(buyer, "Last-Event-ID", id)));
    again.answer();
    again.until("event: hello"), again.until("\n\n");
    CHECK(again.until("\n\n").find("\"state\":\"awaiting_return\"") != std::string::npos);

    std::string const seq = member(site.call("GET", "/api/v1/buyer/session", buyer).body, "live_seq");
    site.must(site.buyer, no, Withdraw{});
    RawClient since(site.server->port());
    since.send(request_text("GET", "/api/v1/buyer/events?after=" + seq, buyer));
    since.answer();
    since.until("event: hello"), since.until("\n\n");
    CHECK(since.until("\n\n").find("\"state\":\"closed\"") != std::string::npos);

    RawClient stranger(site.server->port());
    stranger.send(
        request_text("GET", "/api/v1/buyer/events", with(site.sign_in_buyer("b2"), "Last-Event-ID", "0")));
    stranger.answer();
    stranger.until("event: hello"), stranger.until("\n\n");
    CHECK(stranger.waiting().empty());
    CHECK(site.call("GET", "/api/v1/buyer/events").status == 401);
}

TEST_CASE("a place that is none of ours is said to be none, in the header and in the address") {
    Site site;
    site.return_one();
    Fields const buyer = site.sign_in_buyer("b1");
    std::string const seq = member(site.call("GET", "/api/v1/buyer/session", buyer).body, "live_seq");
    std::string const reset = "event: reset\ndata: {\"why\":\"unknown\",\"seq\":" + seq + "}\n\n";
    for (char const* last : {"999", "abc", "-3"}) {
        CAPTURE(last);
        RawClient page(site.server->port());
        page.send(request_text("GET", "/api/v1/buyer/events", with(buyer, "Last-Event-ID", last)));
        page.answer();
        CHECK(page.until("\n\n") == reset);
        CHECK(page.until("\n\n").find("event: hello") != std::string::npos);
    }
    RawClient page(site.server->port());
    page.send(request_text("GET", "/api/v1/buyer/events?after=999", buyer));
    page.answer();
    CHECK(page.until("\n\n") == reset);
    CHECK(code_of(site.call("GET", "/api/v1/buyer/events?after=abc", buyer)) == "not_an_integer");
}

TEST_CASE("a stream ends soon after its session") {
    http::HttpOptions options;
    options.live.heartbeat = milliseconds(50);
    Site site(std::move(options));
    Fields const buyer = site.sign_in_buyer("b1");
    RawClient page(site.server->port());
    page.send(request_text("GET", "/api/v1/buyer/events", buyer));
    page.until("event: hello"), page.until("\n\n");
    CHECK(page.until("\n\n") == ":\n\n");
    site.call("DELETE", "/api/v1/buyer/session", buyer);
    CHECK(page.ended());
    CHECK(test::eventually([&] { return site.server->streams() == 0; }));
}

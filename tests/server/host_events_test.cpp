// The pull log: the live stream's rows, without gaps, in the order of commits, as long as they are kept.

#include <map>
#include <thread>

#include "server/host.hpp"
#include "store/copies.hpp"
#include "store/live.hpp"
#include "store/tickets.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Host;
using test::items_of;
using test::member;
using test::Site;

namespace {

/// Reads to the end, so many at a time; every page goes on where the last one ended.
std::vector<std::string> all_events(Host& host, std::string const& query, std::string after = "") {
    std::vector<std::string> all;
    for (int pages = 0; pages < 1'000; ++pages) {
        Answer const answer = host.events(query + (after.empty() ? "" : "&after=" + after));
        REQUIRE(answer.status == 200);
        for (std::string& one : items_of(answer.body)) all.push_back(std::move(one));
        after = member(answer.body, "next_after");
        if (member(answer.body, "more") != "true") return all;
    }
    FAIL("no end of it");
    return all;
}

std::vector<std::string> of(std::vector<std::string> const& events, std::string_view key) {
    std::vector<std::string> out;
    for (std::string const& one : events) out.push_back(member(one, key));
    return out;
}

}  // namespace

TEST_CASE(
    "all events of all tickets are there once, in the order of their commits, whatever the page's size") {
    Site site;
    Host host(site);
    std::string const first = site.refund_one("E1", 1).ticket.no.value;
    site.service->jobs.run_due();
    std::string const second = site.return_one("E2", 1).ticket.no.value;
    auto const events = all_events(host, "limit=500");
    for (int const limit : {1, 2, 3, 7}) CHECK(all_events(host, "limit=" + std::to_string(limit)) == events);

    std::map<std::string, int> versions;
    std::int64_t seq = 0;
    for (std::string const& one : events) {
        CHECK(member(one, "ticket_version") == std::to_string(++versions[member(one, "ticket_no")]));
        std::int64_t const here = std::stoll(member(one, "seq"));
        CHECK((here == seq || here == seq + 1));
        seq = here;
    }
    CHECK(versions[first] == site.look(first).ticket.version);
    CHECK(versions[second] == site.look(second).ticket.version);
    // The live stream is told of the same commits.
    auto const live = site.service->live.since(site.platform, 0, 1'000);
    REQUIRE_FALSE(live.empty());
    CHECK(live.back().seq == seq);
    CHECK(std::cmp_equal(live.size(), seq));

    std::string const last = of(events, "id").back();
    CHECK(all_events(host, "limit=5", last).empty());
    CHECK(all_events(host, "limit=5", of(events, "id").front()).size() == events.size() - 1);
}

TEST_CASE("an event says which lines and how much") {
    Site site;
    Host host(site);
    Ticket const ticket = site.refund_one("E1", 2).ticket;
    site.service->jobs.run_due();
    auto const started = all_events(host, "types=ticket.refund_started,ticket.applied");
    REQUIRE(started.size() == 2);
    CHECK(of(started, "type") == std::vector<std::string>{"ticket.applied", "ticket.refund_started"});
    std::string const data = member(started[1], "data");
    CHECK(member(data, "ticket_type") == "refund_unshipped");
    CHECK(member(data, "refund_fen") == std::to_string(ticket.quote.refund_fen));
    CHECK(member(data, "lines") == R"([{"line_no":1,"quantity":2}])");
    Fen sum = 0;
    for (std::string const& part : items_of(data, "refunds")) sum += std::stoll(member(part, "amount_fen"));
    CHECK(sum == ticket.quote.refund_fen);
    CHECK(member(data, "state") == "refunding");
    CHECK(member(started[0], "order_no") == "E1");
    CHECK(member(member(started[0], "actor"), "kind") == "buyer");
}

TEST_CASE("a key of one shop reads its events alone") {
    Site site;
    Host of_s2(site, "s2");
    site.refund_one("E1", 1);
    CHECK(all_events(of_s2, "limit=2").empty());
    auto const asked = world::World::request(TicketType::refund_unshipped, "not_wanted", {{1, 1, {}}});
    site.read(site.apply(site.other_buyer, site.application(site.other_buyer, "E3", asked), "k"));
    auto const events = all_events(of_s2, "limit=2");
    REQUIRE_FALSE(events.empty());
    for (std::string const& one : events) CHECK(member(one, "order_no") == "E3");
}

TEST_CASE("whoever waits is answered when something was committed, or when the time is over") {
    Site site;
    Host host(site);
    site.refund_one("E1", 1);
    std::string const after = member(host.events("limit=500").body, "next_after");
    Answer const nothing = host.events("wait=1&after=" + after);
    CHECK(nothing.status == 200);
    CHECK(items_of(nothing.body).empty());
    CHECK(member(nothing.body, "next_after") == after);

    Answer told;
    std::thread waiting([&] { told = host.events("wait=30&after=" + after); });
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    auto const asked_at = std::chrono::steady_clock::now();
    site.return_one("E2", 1);
    waiting.join();
    CHECK(std::chrono::steady_clock::now() - asked_at < std::chrono::seconds(10));
    CHECK(told.status == 200);
    REQUIRE_FALSE(items_of(told.body).empty());
    CHECK(member(items_of(told.body).front(), "order_no") == "E2");
}

TEST_CASE("one key does not fill the place of all who wait, and nobody waits for a server that stops") {
    Site site;
    Host host(site);
    std::vector<std::thread> waiting;
    std::vector<int> statuses(http::LongPolls::most_of_one);
    for (int& status : statuses) waiting.emplace_back([&] { status = host.events("wait=30").status; });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    auto const began = std::chrono::steady_clock::now();
    CHECK(host.events("wait=30").status == 200);  // one too many: answered at once
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(10));
    site.server->stop();
    for (std::thread& one : waiting) one.join();
    CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(10));
    for (int const status : statuses) CHECK(status == 200);
}

TEST_CASE("a place that is not kept any more, or is of another stream, is said so") {
    Site site;
    Host host(site);
    site.refund_one("E1", 1);
    site.return_one("E2", 1);
    auto const events = all_events(host, "limit=500");
    std::string const first = of(events, "id").front(), stream = member(events.front(), "stream");
    Answer const strange = host.events("after=0123456789-1");
    CHECK(strange.status == 410);
    CHECK(error_of(strange) == "after cursor_expired");
    CHECK(host.events("after=" + stream + "-999").status == 410);
    for (char const* const broken : {"x", "-1", "1-", "a-b", "a-1.", "a-1.0", "a--1"})
        CHECK(error_of(host.events("after=" + std::string(broken))) == "after bad_characters");
    CHECK(error_of(host.events("types=ticket.made")) == "types unknown_name");
    CHECK(error_of(host.events("limit=0")) == "limit must_be_positive");
    CHECK(error_of(host.events("limit=501")) == "limit too_large");
    CHECK(error_of(host.events("wait=31")) == "wait too_large");
    CHECK(error_of(host.events("since=1")) == "since unknown_key");

    site.store->write([&](store::WriteTx& tx) {
        Instant const later{site.now_ms.load() + days(1).ms};
        return store::forget_live_events(tx, {"mall"}, later, 1) == 1;
    });
    CHECK(host.events("after=" + first).status == 410);  // the rest of what it stands in is gone
    CHECK(host.events("after=" + stream + "-1").status == 200);
    CHECK(host.events("after=" + stream + "-0").status == 410);

    // After a restore nothing that was read before can be gone on with.
    site.store->write([](store::WriteTx& tx) {
        store::begin_anew(tx);
        return true;
    });
    CHECK(host.events("after=" + of(events, "id").back()).status == 410);
}

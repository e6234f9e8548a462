// Where parcels are, over real sockets: what buyers and staff see, what a mall's own system tells without an
// order number, and what a courier service pushes.

#include "outside/kuaidi100/kuaidi100.hpp"
#include "scripted_courier.hpp"
#include "server/host.hpp"
#include "server/person.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Fields;
using test::Host;
using test::items_of;
using test::member;
using test::ScriptedCourier;
using test::Site;
using enum ParcelStatus;

namespace {

struct Desk {
    std::shared_ptr<ScriptedCourier> courier = std::make_shared<ScriptedCourier>();
    Site site{Site::hurried(), [this](Site& it) { it.parties.courier = courier; }};

    std::vector<std::string> tracks(std::string const& no, std::string const& buyer = "b1") {
        Answer const answer =
            site.call("GET", "/api/v1/buyer/tickets/" + no + "/tracks", site.sign_in_buyer(buyer));
        return answer.status == 200 ? items_of(answer.body) : std::vector<std::string>{answer.body};
    }
};

std::string tracking(std::string const& id, std::string const& number, std::string const& status,
                     std::int64_t at_ms = 1'795'150'000'000) {
    return R"({"event_id":")" + id + R"(","carrier":"SF","tracking_no":")" + number + R"(","status":")" +
           status + R"(","occurred_at_ms":)" + std::to_string(at_ms) + R"(,"text":"快件已揽收"})";
}

}  // namespace

TEST_CASE("a host tells where a parcel is without saying whose it is, once under its own number") {
    Desk desk;
    Host host(desk.site);
    std::string const no = desk.site.returned_one();
    CHECK(desk.tracks(no).empty());
    Answer const first = host.call("POST", "/tracking", tracking("V1", "SF1234567890", "collected"));
    CHECK(first.status == 200);
    CHECK(member(first.body, "outcome") == "ignored");
    CHECK(member(first.body, "reason") == "status_not_needed");
    desk.site.pass(hours(2));
    std::string const signed_for_it =
        tracking("V2", "sf-1234567890", "signed_for", world::noon.ms + 5'000'000);
    Answer const second = host.call("POST", "/tracking", signed_for_it);
    CHECK(member(second.body, "outcome") == "applied");
    CHECK(second.body.find(no) != std::string::npos);
    CHECK(desk.site.look(no).ticket.return_signed_at == Instant{world::noon.ms + 5'000'000});
    Answer const again = host.call("POST", "/tracking", signed_for_it);
    CHECK(member(again.body, "outcome") == "duplicate");
    CHECK(member(again.body, "first") == "applied");
    CHECK(error_of(host.call("POST", "/tracking", tracking("V2", "SF1234567890", "problem"))) ==
          "event_id fact_told_otherwise");
    auto const tracks = desk.tracks(no);
    REQUIRE(tracks.size() == 1);
    CHECK(member(tracks[0], "status") == "signed_for");
    CHECK(items_of(tracks[0], "stations").size() == 2);
    CHECK(desk.tracks(no, "b2").front().find("not_found") != std::string::npos);
}

TEST_CASE("a number that nobody knows yet is kept, and its ticket takes it up when it comes") {
    Desk desk;
    Host host(desk.site);
    std::int64_t const later = world::noon.ms + 3'600'000;
    Answer const unknown =
        host.call("POST", "/tracking", tracking("V1", "SF1234567890", "signed_for", later));
    CHECK(member(unknown.body, "reason") == "parcel_of_nobody");
    desk.site.pass(hours(3));
    std::string const no = desk.site.returned_one();
    desk.site.service->jobs.run_due();
    // It was signed for before it was asked for: another parcel's number.
    CHECK_FALSE(desk.site.look(no).ticket.return_signed_at);
    host.call("POST", "/tracking", tracking("V2", "YT9693083639795", "signed_for", later + 7'300'000));
    desk.site.must(desk.site.buyer, no, ShipBack{{"YTO", "YT9693083639795"}});
    desk.site.service->jobs.run_due();
    CHECK(desk.site.look(no).ticket.return_signed_at.has_value());
}

TEST_CASE("a key of one shop tells nothing of another shop's parcels") {
    Desk desk;
    std::string const no = desk.site.returned_one();
    Host other(desk.site, "s2");
    std::string const told = tracking("V1", "SF1234567890", "signed_for", world::noon.ms + 1'000);
    CHECK(member(other.call("POST", "/tracking", told).body, "reason") == "parcel_of_nobody");
    CHECK_FALSE(desk.site.look(no).ticket.return_signed_at);
    CHECK(desk.tracks(no).empty());
    // Nor does it claim a number that a ticket of the other shop has later.
    other.call("POST", "/tracking",
               tracking("V2", "YT9693083639795", "signed_for", world::noon.ms + 9'000'000));
    desk.site.pass(hours(3));
    desk.site.must(desk.site.buyer, no, ShipBack{{"YTO", "YT9693083639795"}});
    desk.site.service->jobs.run_due();
    CHECK_FALSE(desk.site.look(no).ticket.return_signed_at);
    REQUIRE_FALSE(desk.courier->asked.empty());
    CHECK(desk.courier->asked.back().tracking_no == "YT9693083639795");
    CHECK(desk.tracks(no).empty());
}

TEST_CASE("a fact with an order number goes through the same hand") {
    Desk desk;
    Host host(desk.site);
    std::string const no = desk.site.returned_one();
    std::string const fact = R"({"fact_id":"F1","type":"parcel.tracked","order_no":"E2","occurred_at_ms":)" +
                             std::to_string(world::noon.ms - 1'000) +
                             R"(,"tracking_no":"SF1234567890","status":"collected"})";
    CHECK(member(host.tell(fact).body, "reason") == "status_not_needed");
    desk.site.pass(hours(1));
    CHECK(member(host.call("GET", "/carriers", "").body, "items").empty() == false);
    auto const tracks = desk.tracks(no);
    CHECK(tracks.empty());  // it was collected before the ticket was: another parcel's
    CHECK(error_of(host.call("POST", "/tracking", "{}")) == "event_id missing_key");
    CHECK(error_of(host.call("POST", "/tracking", tracking("V9", "SF1234567890", "lost"))) ==
          "status unknown_name");
}

TEST_CASE(
    "what a courier pushes to a parcel's own address is a hint; whoever does not sign it comes not in") {
    Desk desk;
    desk.courier->told_by_itself = true;
    std::string const no = desk.site.returned_one();
    desk.site.service->jobs.run_due();
    REQUIRE(desk.courier->addresses.size() == 1);
    auto const [token, salt] = desk.courier->addresses.front();
    CHECK(token.size() == 32);
    Fields const form{{"Content-Type", "application/x-www-form-urlencoded"}};
    auto const push = [&](std::string const& to, std::string const& body) {
        return desk.site.call("POST", "/api/v1/notify/courier/" + to, form, body);
    };
    CHECK(push(token, "sign=0&param=").status == 401);
    CHECK(push(std::string(32, '0'), salt).status == 401);
    desk.site.pass(hours(1));
    Instant const signed_at{desk.site.now_ms.load()};
    desk.courier->is_at({test::station(signed_at, signed_for)});
    CHECK(push(token, salt).status == 200);
    desk.site.service->jobs.run_due();
    CHECK(desk.site.look(no).ticket.return_signed_at == signed_at);
    CHECK(push(token, salt).status == 200);
}

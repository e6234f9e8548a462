// Door pickups over real sockets: what a buyer books, moves and cancels, what staff see, and what the courier
// pushes.

#include "scripted_pickups.hpp"
#include "server/host.hpp"
#include "server/person.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Fields;
using test::items_of;
using test::member;
using test::ScriptedPickups;
using test::Site;

namespace {

struct Desk {
    std::shared_ptr<ScriptedPickups> courier = std::make_shared<ScriptedPickups>();
    Site site{Site::hurried(), [this](Site& it) { it.parties.courier = courier; }};
    std::string no;
    Fields buyer;

    Desk() {
        no = site.return_one().ticket.no.value;
        site.must(site.merchant, no, Agree{world::address()});
        buyer = site.sign_in_buyer("b1");
    }
    Answer get(Fields const& who, std::string const& audience = "buyer") {
        return site.call("GET", "/api/v1/" + audience + "/tickets/" + no + "/pickup", who);
    }
    Answer post(std::string const& verb, std::string const& body) {
        return site.post("/api/v1/buyer/tickets/" + no + "/pickup" + verb, body, buyer);
    }
    std::string slot(std::size_t place = 3) {
        auto const slots = items_of(get(buyer).body, "slots");
        REQUIRE(slots.size() > place);
        return R"("slot_from_ms":)" + member(slots[place], "from_ms");
    }
    std::string booking(std::string const& body) { return member(body, "booking"); }
};

constexpr char const* sender =
    R"("address":{"name":"林晓","phone":"13800138000","text":"杭州市西湖区文三路 8 号"})";

}  // namespace

TEST_CASE("a buyer books, moves and cancels; staff see that somebody comes, and nothing of the sender") {
    Desk desk;
    Answer const before = desk.get(desk.buyer);
    CHECK(before.status == 200);
    CHECK(member(before.body, "offered") == "true");
    CHECK(member(before.body, "payer") == "buyer");
    Answer const booked = desk.post("", "{" + desk.slot() + "," + sender + R"(,"goods":"衣服"})");
    CHECK(booked.status == 200);
    desk.site.service->jobs.run_due();
    std::string const seen = desk.booking(desk.get(desk.buyer).body);
    CHECK(member(seen, "state") == "booked");
    CHECK(seen.find("13800138000") != std::string::npos);
    // A repetition books nothing.
    CHECK(error_of(desk.post("", "{" + desk.slot() + "," + sender + "}")) == "pickup not_in_this_state");
    CHECK(desk.courier->asked.size() == 1);
    Fields const shop = desk.site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    std::string const staffs = desk.get(shop, "merchant").body;
    CHECK(member(desk.booking(staffs), "state") == "booked");
    for (char const* personal : {"13800138000", "文三路", "林晓"})
        CHECK(staffs.find(personal) == std::string::npos);
    CHECK(desk.post(":change", "{" + desk.slot(5) + "}").status == 200);
    desk.site.service->jobs.run_due();
    CHECK(error_of(desk.post(":cancel", R"({"booking_no":"other"})")) == "booking_no not_found");
    std::string const named = R"({"booking_no":")" + member(seen, "booking_no") + R"("})";
    CHECK(desk.post(":cancel", named).status == 200);
    desk.site.service->jobs.run_due();
    CHECK(member(desk.booking(desk.get(desk.buyer).body), "state") == "cancelled");
    CHECK(desk.courier->alive() == 0);
}

TEST_CASE("bad input names field and rule") {
    Desk desk;
    CHECK(error_of(desk.post("", "{}")) == "slot_from_ms missing_key");
    CHECK(error_of(desk.post("", R"({"slot_from_ms":1795147200000,)" + std::string(sender) + "}")) ==
          "slot_from_ms unknown_name");
    CHECK(
        error_of(desk.post("", "{" + desk.slot() + R"(,"address":{"name":"a","phone":"12","text":"b"}})")) ==
        "address.phone bad_characters");
    CHECK(error_of(desk.post("", "{" + desk.slot() + "," + sender + R"(,"weight_g":60000})")) ==
          "weight_g too_large");
    CHECK(error_of(desk.post(":change", "{" + desk.slot() + "}")) == "pickup not_found");
}

TEST_CASE("what is pushed to a booking's own address is a hint; whoever does not sign it comes not in") {
    Desk desk;
    CHECK(desk.post("", "{" + desk.slot() + "," + sender + "}").status == 200);
    desk.site.service->jobs.run_due();
    REQUIRE(desk.courier->asked.size() == 1);
    auto const [token, salt] = desk.courier->asked.front().push;
    CHECK(token.size() == 32);
    Fields const form{{"Content-Type", "application/x-www-form-urlencoded"}};
    auto const push = [&](std::string const& to, std::string const& body) {
        return desk.site.call("POST", "/api/v1/notify/pickup/" + to, form, body);
    };
    CHECK(push(token, "sign=0&param=").status == 401);
    CHECK(push(std::string(32, '0'), salt).status == 401);
    desk.courier->books.begin()->second.state = PickupState::collected;
    desk.courier->books.begin()->second.tracking_no = "SF1234567890123";
    CHECK(push(token, salt).status == 200);
    desk.site.service->jobs.run_due();
    CHECK(desk.site.look(desk.no).ticket.state == State::awaiting_receipt);
    CHECK(push(token, salt).status == 200);
}

// Where parcels are, asked of a courier: what tickets make of it, and how often it is asked, whatever it
// answers, loses, doubles or brings out of order, and whoever else sends pushes.

#include "scripted_courier.hpp"
#include "service/parcels.hpp"
#include "world.hpp"

using namespace afterdesk;
using test::ScriptedCourier;
using test::station;
using world::noon;
using world::World;
using enum ParcelStatus;

namespace {

struct Desk {
    std::shared_ptr<ScriptedCourier> courier = std::make_shared<ScriptedCourier>();
    World w;

    Desk() {
        w.parties.courier = courier;
        w.start();
    }
    /// Looks at all that is due.
    void look() { w.service->jobs.run_due(); }
    void pass(Duration time) {
        w.pass(time);
        look();
    }
    Instant now() const { return {w.now_ms.load()}; }
    std::size_t questions() const { return courier->asked.size(); }
    std::vector<wire::TracksView::OfParcel> tracks(std::string const& no) {
        auto const view = w.service->tracks.of_ticket(w.buyer, no);
        REQUIRE(view.ok());
        return view->items;
    }
    /// What came by itself to the parcel's own address.
    bool push(std::string const& body) {
        std::string const& token = courier->addresses.front().token;
        bool const good = w.service->jobs.parcels().is_push(token, body);
        if (good) w.service->jobs.take_push(token);
        look();
        return good;
    }
    /// Shipped in one parcel yesterday, and to be stopped.
    std::string intercepting() {
        Order order = world::unshipped_order("X1", "s1", "b1");
        ship(order.lines[0], 3);
        order.lines[0].deliveries[0] = {"D1",         3,     Instant{noon.ms - hours(20).ms},
                                        std::nullopt, "YTO", "YT9693083639795"};
        w.import({order});
        auto const asked = World::request(TicketType::refund_shipped, "not_received", {{1, 3, {}}});
        auto body = w.application(w.buyer, "X1", asked);
        std::string const no = w.read(w.apply(w.buyer, body, w.next_key())).ticket.no.value;
        w.must(w.merchant, no, Intercept{});
        return no;
    }
};

}  // namespace

TEST_CASE("a return that was signed for starts the merchant's time, from when it was") {
    Desk desk;
    std::string const no = desk.w.returned_one();
    desk.look();
    REQUIRE(desk.questions() == 1);
    CHECK(desk.courier->asked[0].carrier == "SF");
    CHECK(desk.courier->asked[0].phone == "0571-1");
    CHECK(desk.tracks(no).empty());
    Instant const signed_at = desk.now() + hours(5);
    desk.courier->is_at({station(desk.now() + hours(1), collected), station(signed_at, signed_for)});
    desk.pass(hours(7));
    Ticket const ticket = desk.w.look(no).ticket;
    CHECK(ticket.state == State::awaiting_receipt);
    CHECK(ticket.return_signed_at == signed_at);
    auto const tracks = desk.tracks(no);
    REQUIRE(tracks.size() == 1);
    CHECK(tracks[0].way == wire::ParcelWay::to_shop);
    CHECK(tracks[0].track.status == signed_for);
    CHECK(tracks[0].track.stations.size() == 2);
    CHECK(tracks[0].as_of == desk.now());
    // Nothing is asked any more, and nothing happens twice.
    std::size_t const asked = desk.questions();
    int const version = ticket.version;
    desk.pass(days(1));
    CHECK(desk.questions() == asked);
    CHECK(desk.w.look(no).ticket.version == version);
    CHECK(desk.w.differences().empty());
}

TEST_CASE(
    "a number is not asked about more than once in half an hour, whatever is told, restarted or changed") {
    Desk desk;
    desk.courier->told_by_itself = true;
    std::string const no = desk.w.returned_one();
    desk.look();
    REQUIRE(desk.questions() == 1);
    REQUIRE(desk.courier->addresses.size() == 1);
    for (int i = 0; i < 3; ++i) {
        CHECK(desk.push(desk.courier->addresses.front().salt));
        desk.w.restart();
        desk.look();
        desk.w.must(desk.w.buyer, no, ShipBack{{i % 2 == 0 ? "YTO" : "SF", "SF1234567890"}});
        desk.pass(minutes(9));
        CHECK(desk.questions() == 1);
    }
    desk.pass(minutes(4));
    CHECK(desk.questions() == 2);
    CHECK(desk.courier->asked.back().carrier == "YTO");
    CHECK(desk.courier->asked.back().now.ms - desk.courier->asked.front().now.ms >= minutes(30).ms);
}

TEST_CASE("a push is a hint alone: it leads to a question, and a forged one to nothing") {
    Desk desk;
    desk.courier->told_by_itself = true;
    std::string const no = desk.w.returned_one();
    desk.look();
    desk.w.pass(hours(1));
    CHECK_FALSE(desk.push("forged"));
    CHECK_FALSE(desk.w.service->jobs.parcels().is_push("", ""));
    CHECK_FALSE(desk.w.service->jobs.parcels().is_push("0123456789abcdef", desk.courier->addresses[0].salt));
    CHECK(desk.questions() == 1);
    // What it says is not what is kept: the courier's own answer is.
    CHECK(desk.push(desk.courier->addresses.front().salt));
    CHECK(desk.questions() == 2);
    CHECK_FALSE(desk.w.look(no).ticket.return_signed_at);
    desk.w.pass(hours(1));
    desk.courier->is_at({station(desk.now(), signed_for)});
    CHECK(desk.push(desk.courier->addresses.front().salt));
    CHECK(desk.w.look(no).ticket.return_signed_at == desk.now());
    // Doubled and late ones find nothing to do.
    CHECK(desk.push(desk.courier->addresses.front().salt));
    CHECK(desk.questions() == 3);
}

TEST_CASE("answers that are lost, empty or older than what is known change nothing") {
    Desk desk;
    std::string const no = desk.w.returned_one();
    desk.courier->is_at(
        {station(desk.now(), collected), station(desk.now() + minutes(10), out_for_delivery)});
    desk.look();
    desk.courier->is_at({station(desk.now(), collected)});
    desk.pass(hours(2));
    REQUIRE(desk.tracks(no).size() == 1);
    CHECK(desk.tracks(no)[0].track.status == out_for_delivery);
    desk.courier->throws = true;
    desk.pass(hours(4));
    desk.courier->throws = false;
    desk.courier->answer = {outside::Found::refused, {}, "601 POLL"};
    desk.pass(hours(4));
    CHECK(desk.tracks(no)[0].track.stations.size() == 2);
    CHECK(desk.w.look(no).ticket.state == State::awaiting_receipt);
}

TEST_CASE("what was signed for before its ticket was asked for is another parcel's") {
    Desk desk;
    std::string const no = desk.w.returned_one();
    desk.courier->is_at({station({noon.ms - days(40).ms}, signed_for)});
    desk.look();
    CHECK_FALSE(desk.w.look(no).ticket.return_signed_at);
}

TEST_CASE("a machine answers an interception: back means stopped, delivered means not") {
    struct Row {
        ParcelStatus status;
        State state;
    };
    Row const rows[] = {{returned, State::refunding},
                        {signed_for, State::awaiting_return},
                        {returning, State::intercepting},
                        {ParcelStatus::refused, State::intercepting}};
    for (Row const& row : rows) {
        Desk desk;
        std::string const no = desk.intercepting();
        desk.courier->is_at({station({noon.ms - hours(10).ms}, row.status)});
        desk.w.has_way_to_pay = false;
        desk.look();
        State const state = desk.w.look(no).ticket.state;
        CAPTURE(static_cast<int>(row.status));
        bool const paid = row.state == State::refunding && state == State::completed;
        CHECK((state == row.state || paid));
        auto const tracks = desk.tracks(no);
        REQUIRE(tracks.size() == 1);
        CHECK(tracks[0].way == wire::ParcelWay::ordered);
    }
}

TEST_CASE("the ticket of another buyer shows no parcels, and an erased one is not asked about") {
    Desk desk;
    std::string const no = desk.w.returned_one();
    desk.courier->is_at({station(desk.now(), collected)});
    desk.look();
    CHECK_FALSE(desk.w.service->tracks.of_ticket(desk.w.other_buyer, no).ok());
    CHECK_FALSE(desk.w.service->tracks.of_ticket(desk.w.other_merchant, no).ok());
    CHECK(desk.w.service->tracks.of_ticket(desk.w.platform, no).ok());
    desk.w.store->write([&](store::WriteTx& tx) {
        store::forget_tracks_of(tx, {"mall"}, {no});
        return true;
    });
    CHECK(desk.tracks(no).empty());
    std::size_t const asked = desk.questions();
    desk.pass(days(2));
    CHECK(desk.questions() == asked);
}

TEST_CASE("without a courier nothing is asked, and whoever comes later is asked") {
    World w;
    std::string const no = w.returned_one();
    w.service->jobs.run_due();
    auto const courier = std::make_shared<ScriptedCourier>();
    w.parties.courier = courier;
    w.restart();
    w.service->jobs.parcels().take_up();
    w.service->jobs.run_due();
    CHECK(courier->asked.size() == 1);
    CHECK(w.look(no).ticket.state == State::awaiting_receipt);
}

// Couriers who come to buyers' doors: what is told to them, once, whatever of it is lost; and what the ticket
// makes of it.

#include <random>

#include "scripted_pickups.hpp"
#include "service/erasure.hpp"
#include "store/pickups.hpp"
#include "world.hpp"

using namespace afterdesk;
using test::ScriptedPickups;
using world::World;
using Fate = ScriptedPickups::Fate;
using enum PickupState;

namespace {

struct Desk {
    std::shared_ptr<ScriptedPickups> courier = std::make_shared<ScriptedPickups>();
    World w;
    std::string no;

    Desk() {
        w.parties.courier = courier;
        w.start();
        no = w.return_one().ticket.no.value;
        w.must(w.merchant, no, Agree{world::address()});
    }
    void work() { w.service->jobs.run_due(); }
    void pass(Duration time) {
        w.pass(time);
        work();
    }
    wire::PickupView see() {
        auto view = w.service->pickups.show(w.buyer, no);
        REQUIRE(view.ok());
        return std::move(view).value();
    }
    PickupState state() { return see().booking->state; }
    static wire::PickupBody body(Instant slot) {
        wire::PickupBody out{slot, {"林晓", "138 0013 8000", "杭州市西湖区文三路 8 号 301"}};
        out.goods = "衣服";
        out.weight_g = 1'500;
        return out;
    }
    Pickups::View ask(std::size_t slot = 3) {
        auto const slots = pickup_slots({w.now_ms.load()}, std::nullopt);
        return w.service->pickups.book(w.buyer, no, body(slots.at(slot).from));
    }
    void book(std::size_t slot = 3) {
        auto const done = ask(slot);
        if (!done.ok()) FAIL(wire::name_of(done.error().front().rule) << " " << done.error().front().path);
        work();
    }
    Pickups::View cancel() { return w.service->pickups.cancel(w.buyer, no, {see().booking->booking_no}); }
    ScriptedPickups::Booked& booked() { return courier->books.at(see().booking->booking_no); }
    std::string row_text() {
        std::string text;
        w.store->read([&](store::ReadTx& tx) {
            for (auto const& row : store::pickups_of(tx, {"mall"}, {no}))
                text += row.sender.name + row.sender.phone + row.sender.text + row.courier_phone;
            return true;
        });
        return text;
    }
};

std::string rule_of(Pickups::View const& view) {
    return view.ok()
               ? ""
               : std::string(wire::name_of(view.error().front().rule)) + " " + view.error().front().path;
}

}  // namespace

TEST_CASE("a pickup is booked, assigned, collected, and the ticket goes on with its number, once") {
    Desk desk;
    CHECK(desk.see().offered);
    CHECK(desk.see().carrier == "SF");
    CHECK_FALSE(desk.see().booking);
    auto const asked = desk.ask();
    REQUIRE(asked.ok());
    CHECK(asked->booking->state == PickupState::asked);
    CHECK_FALSE(asked->offered);
    desk.work();
    CHECK(desk.state() == booked);
    REQUIRE(desk.courier->asked.size() == 1);
    outside::PickupOrder const& told = desk.courier->asked.front();
    CHECK(told.from == Address{"林晓", "13800138000", "杭州市西湖区文三路 8 号 301"});
    CHECK(told.to == world::address());
    CHECK(told.weight_g == 1'500);
    CHECK(told.payer == FreightPayer::buyer);
    CHECK(told.slot == desk.see().booking->slot);
    CHECK(desk.w.look(desk.no).ticket.state == State::awaiting_return);
    desk.booked().state = assigned;
    desk.pass(minutes(1));
    CHECK(desk.see().booking->courier_phone == "13800000001");
    CHECK(desk.see().booking->code == "4321");
    desk.booked().state = collected;
    desk.booked().tracking_no = "SF1234567890123";
    desk.pass(days(1));
    Ticket const ticket = desk.w.look(desk.no).ticket;
    CHECK(ticket.state == State::awaiting_receipt);
    REQUIRE(ticket.return_parcel);
    CHECK(ticket.return_parcel->tracking_no == "SF1234567890123");
    CHECK(ticket.return_parcel->carrier == "SF");
    CHECK(desk.w.look(desk.no).history.back().actor == Actor{ActorKind::buyer, "b1"});
    // Who sends is needed no more.
    CHECK(desk.row_text().empty());
    CHECK_FALSE(desk.see().booking->sender);
    int const looks = desk.courier->looks, version = ticket.version;
    desk.pass(days(3));
    CHECK(desk.courier->looks == looks);
    CHECK(desk.w.look(desk.no).ticket.version == version);
    CHECK(desk.w.differences().empty());
}

TEST_CASE("a collected parcel without a number waits for it, and a number that was typed stays") {
    Desk desk;
    desk.book();
    desk.booked().state = collected;
    desk.pass(days(1));
    CHECK(desk.state() == collected);
    CHECK(desk.w.look(desk.no).ticket.state == State::awaiting_return);
    desk.w.must(desk.w.buyer, desk.no, ShipBack{world::parcel()});
    desk.booked().tracking_no = "SF1234567890123";
    desk.pass(hours(1));
    CHECK(desk.w.look(desk.no).ticket.return_parcel->tracking_no == "SF1234567890");
    CHECK(desk.row_text().empty());
}

TEST_CASE("a lost answer never books again: it is looked for") {
    for (Fate const fate : {Fate::lost_after, Fate::lost_before}) {
        Desk desk;
        desk.courier->fates = {fate};
        desk.courier->look_fates = {Fate::lost_before, Fate::lost_before};
        desk.book();
        CHECK(desk.state() == unknown);
        CHECK(desk.see().booking->reason == "cut off");
        CHECK_FALSE(desk.see().offered);
        CHECK(rule_of(desk.ask(0)).find("not_in_this_state") == 0);
        for (int i = 0; i < 8; ++i) desk.pass(minutes(7));
        CHECK(desk.courier->asked.size() == 1);
        CHECK(desk.state() == (fate == Fate::lost_after ? booked : unknown));
        CHECK(desk.courier->alive() == (fate == Fate::lost_after ? 1 : 0));
    }
}

TEST_CASE("of whom nothing is known after half an hour stands on the health page until he is heard of") {
    Desk desk;
    desk.courier->fates = {Fate::lost_after};
    desk.courier->look_fates.assign(40, Fate::lost_before);
    desk.book();
    auto const unheard = [&] {
        auto const checks = desk.w.service->health.look(desk.w.platform).checks;
        return checks.at(static_cast<std::size_t>(wire::HealthCheck::pickups));
    };
    CHECK(unheard().count == 0);
    desk.pass(minutes(31));
    REQUIRE(unheard().count == 1);
    CHECK(unheard().level == wire::HealthLevel::look);
    CHECK(unheard().tickets.front().ticket_no == desk.no);
    CHECK(unheard().tickets.front().note == desk.see().booking->booking_no + " · cut off");
    desk.courier->look_fates.clear();
    desk.pass(hours(4));
    CHECK(desk.state() == booked);
    CHECK(unheard().count == 0);
}

TEST_CASE("a server that ends while it asks does not ask again") {
    Desk desk;
    REQUIRE(desk.ask().ok());
    desk.w.store->write([&](store::WriteTx& tx) {
        auto row = store::pickups_of(tx, {"mall"}, {desk.no}).front();
        row.sent = true;  // as it stands on the disk while the courier is asked
        store::put_pickup(tx, row);
        return true;
    });
    desk.w.restart();
    desk.pass(minutes(3));
    CHECK(desk.courier->asked.empty());
    CHECK(desk.state() == unknown);
}

TEST_CASE("what did not get there at all is sent again, as long as its slot has not begun") {
    Desk desk;
    desk.courier->fates = {Fate::absent, Fate::absent};
    desk.book();
    CHECK(desk.state() == PickupState::asked);
    desk.pass(minutes(2));
    desk.pass(minutes(3));
    CHECK(desk.state() == booked);
    CHECK(desk.courier->alive() == 1);
    Desk late;
    late.courier->fates = {Fate::absent};
    late.book(0);
    late.pass(hours(5));
    CHECK(late.state() == failed);
    CHECK(late.courier->asked.size() == 1);
}

TEST_CASE("a definite no is told in the courier's words, and another can be booked") {
    Desk desk;
    desk.courier->fates = {Fate::refused};
    desk.book();
    CHECK(desk.state() == failed);
    CHECK(desk.see().booking->reason == "该地址停派");
    CHECK(desk.see().offered);
    CHECK(desk.row_text().empty());
    desk.book();
    CHECK(desk.state() == booked);
    CHECK(desk.courier->alive() == 1);
}

TEST_CASE("one that was given up is cancelled once it is found, and nobody waits for that") {
    Desk desk;
    desk.courier->fates = {Fate::lost_after};
    desk.courier->finds_by_ours = false;
    desk.book();
    CHECK(desk.state() == unknown);
    std::string const first = desk.see().booking->booking_no;
    REQUIRE(desk.cancel().ok());
    desk.work();
    CHECK(desk.see().offered);
    desk.book();
    CHECK(desk.state() == booked);
    CHECK(desk.courier->alive() == 2);  // the courier's word is still out
    desk.courier->finds_by_ours = true;
    desk.pass(hours(2));
    desk.pass(minutes(1));
    CHECK(desk.courier->books.at(first).state == cancelled);
    CHECK(desk.courier->alive() == 1);
}

TEST_CASE("a push leads to a question, also where the courier's number was never heard") {
    Desk desk;
    desk.courier->fates = {Fate::lost_after};
    desk.courier->finds_by_ours = false;
    desk.book();
    desk.pass(minutes(2));
    CHECK(desk.state() == unknown);
    outside::PushAddress const to = desk.courier->asked.front().push;
    PickupWatch& watch = desk.w.service->jobs.pickups();
    CHECK_FALSE(watch.is_push(to.token, "forged"));
    CHECK_FALSE(watch.is_push("", ""));
    CHECK_FALSE(watch.is_push(std::string(32, '0'), to.salt));
    REQUIRE(watch.is_push(to.token, to.salt));
    desk.courier->pushed_task = "T" + desk.see().booking->booking_no;
    watch.take_push(to.token, to.salt);
    desk.work();
    CHECK(desk.state() == booked);
}

TEST_CASE("a change moves the slot, a refused one keeps it, and a lost one is told again") {
    Desk desk;
    desk.book(3);
    auto const change = [&](std::size_t slot) {
        auto const done =
            desk.w.service->pickups.change(desk.w.buyer, desk.no, {desk.see().slots.at(slot).from});
        REQUIRE(done.ok());
        CHECK(done->booking->wanted);
        desk.work();
    };
    PickupSlot const before = desk.see().booking->slot, later = desk.see().slots.at(5);
    desk.courier->move_fates = {Fate::refused};
    change(5);
    CHECK(desk.see().booking->slot == before);
    CHECK(desk.see().booking->reason == "已出发");
    desk.courier->move_fates = {Fate::lost_after, Fate::lost_before};
    change(5);
    desk.pass(minutes(2));
    desk.pass(minutes(5));
    CHECK(desk.see().booking->slot == later);
    CHECK_FALSE(desk.see().booking->wanted);
    CHECK(desk.booked().slot == later);
}

TEST_CASE("a cancellation reaches the courier however often it is lost; one that comes too late says why") {
    Desk desk;
    desk.book();
    desk.courier->cancel_fates = {Fate::lost_before, Fate::lost_after};
    REQUIRE(desk.cancel().ok());
    desk.work();
    CHECK_FALSE(desk.see().offered);  // not known to be over
    for (int i = 0; i < 4; ++i) desk.pass(minutes(3));
    CHECK(desk.state() == cancelled);
    CHECK(desk.courier->alive() == 0);
    CHECK(desk.see().offered);
    CHECK(desk.row_text().empty());
    CHECK(desk.cancel().ok());  // told again
    desk.book();
    desk.booked().state = collected;
    desk.booked().tracking_no = "SF1234567890123";
    REQUIRE(desk.cancel().ok());
    desk.work();
    CHECK(desk.state() == collected);
    CHECK(desk.w.look(desk.no).ticket.state == State::awaiting_receipt);
}

TEST_CASE("one that was not sent yet is cancelled without a word to the courier") {
    Desk desk;
    REQUIRE(desk.ask().ok());
    REQUIRE(desk.cancel().ok());
    desk.work();
    CHECK(desk.state() == cancelled);
    CHECK(desk.courier->asked.empty());
}

TEST_CASE("a ticket that ends sends nobody") {
    Desk desk;
    desk.book();
    desk.w.must(desk.w.buyer, desk.no, Withdraw{});
    desk.pass(hours(4));
    CHECK(desk.state() == cancelled);
    CHECK(desk.courier->alive() == 0);
}

TEST_CASE("a buyer who sends the goods himself needs nobody; who types the courier's own number keeps him") {
    struct Row {
        char const* name;
        Parcel sent;
        char const* courier_has;  ///< his number, as far as he told it
        PickupState then;
    };
    std::vector<Row> const rows{
        {"by another", {"YTO", "YT1234567890123"}, "", cancelled},
        {"by the same, another parcel", {"SF", "SF0000000000001"}, "SF1234567890123", cancelled},
        {"his number, before he came", {"SF", "SF1234567890123"}, "SF1234567890123", PickupState::booked},
        {"his number, not told yet", {"SF", "SF1234567890123"}, "", PickupState::booked},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Desk desk;
        desk.book();
        desk.booked().tracking_no = row.courier_has;
        desk.pass(minutes(1));
        desk.w.must(desk.w.buyer, desk.no, ShipBack{row.sent});
        desk.pass(hours(4));
        CHECK(desk.state() == row.then);
        CHECK(desk.courier->alive() == (row.then == cancelled ? 0 : 1));
        CHECK(desk.w.look(desk.no).ticket.return_parcel->tracking_no == row.sent.tracking_no);
    }
}

TEST_CASE("what is not offered is refused with its rule, and strangers find nothing") {
    Desk desk;
    Pickups& pickups = desk.w.service->pickups;
    Instant const slot = desk.see().slots.at(3).from;
    CHECK(rule_of(pickups.book(desk.w.buyer, desk.no, Desk::body(slot + minutes(1)))) ==
          "unknown_name slot_from_ms");
    wire::PickupBody body = Desk::body(slot);
    body.address.phone = "12345";
    CHECK(rule_of(pickups.book(desk.w.buyer, desk.no, body)) == "bad_characters address.phone");
    body.address.name = " ";
    CHECK(rule_of(pickups.book(desk.w.buyer, desk.no, body)) == "must_not_be_empty address.name");
    CHECK(rule_of(pickups.show(desk.w.other_buyer, desk.no)) == "not_found ticket_no");
    CHECK(rule_of(pickups.book(desk.w.other_buyer, desk.no, Desk::body(slot))) == "not_found ticket_no");
    CHECK(rule_of(pickups.change(desk.w.buyer, desk.no, {slot})) == "not_found pickup");
    CHECK(rule_of(pickups.cancel(desk.w.buyer, desk.no, {"x"})) == "not_found booking_no");
    desk.book();
    auto const seen = pickups.show(desk.w.merchant, desk.no);
    REQUIRE(seen.ok());
    CHECK(seen->booking->state == booked);
    CHECK_FALSE(seen->booking->sender);
    CHECK_FALSE(seen->offered);
    CHECK_FALSE(seen->booking->can_cancel);
    desk.courier->carrier.clear();
    REQUIRE(desk.cancel().ok());  // the wish stands until somebody can be told
    desk.w.must(desk.w.buyer, desk.no, ShipBack{world::parcel()});
    CHECK_FALSE(desk.see().offered);
}

TEST_CASE("a ticket sends at most ten couriers") {
    Desk desk;
    for (int i = 0; i < 10; ++i) {
        desk.courier->fates = {Fate::refused};
        desk.book();
    }
    CHECK(rule_of(desk.ask()) == "too_many pickup");
}

TEST_CASE("an erased ticket keeps nothing of its pickups") {
    Desk desk;
    desk.book();
    desk.w.must(desk.w.buyer, desk.no, Withdraw{});
    desk.w.store->write([&](store::WriteTx& tx) {
        store::ErasedRows out;
        store::erase_ticket(tx, {"mall"}, {desk.no}, out);
        return true;
    });
    CHECK_FALSE(desk.see().booking);
    desk.pass(days(1));
    CHECK(desk.courier->looks == 0);
}

TEST_CASE("whatever is lost, no booking is sent twice, and at the end nobody comes who was cancelled") {
    for (unsigned seed = 1; seed <= 40; ++seed) {
        CAPTURE(seed);
        std::mt19937 random(seed);
        auto const chance = [&](int of) { return std::uniform_int_distribution<int>(0, of - 1)(random); };
        auto const fate = [&] { return static_cast<Fate>(chance(5)); };
        Desk desk;
        for (int step = 0; step < 30; ++step) {
            for (auto* fates : {&desk.courier->fates, &desk.courier->look_fates, &desk.courier->move_fates,
                                &desk.courier->cancel_fates})
                *fates = {fate(), fate()};
            auto const view = desk.see();
            if (view.offered && chance(2) == 0) (void)desk.ask(static_cast<std::size_t>(chance(3)));
            if (view.booking && view.booking->can_cancel && chance(3) == 0)
                REQUIRE(desk.cancel().ok());
            else if (view.booking && view.booking->can_change && chance(3) == 0)
                REQUIRE(
                    desk.w.service->pickups.change(desk.w.buyer, desk.no, {view.slots.front().from}).ok());
            if (chance(8) == 0) desk.w.restart();
            desk.pass(minutes(chance(40)));
            for (auto const& [no, one] : desk.courier->books) CHECK(one.times == 1);
        }
        for (auto* fates : {&desk.courier->fates, &desk.courier->look_fates, &desk.courier->move_fates,
                            &desk.courier->cancel_fates})
            fates->clear();
        if (auto const view = desk.see(); view.booking && view.booking->can_cancel)
            REQUIRE(desk.cancel().ok());
        for (int i = 0; i < 12; ++i) desk.pass(hours(1));
        CHECK(desk.courier->alive() == 0);
    }
}

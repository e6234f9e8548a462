// What was long enough over is erased by itself, once a day.

#include "server/erasing.hpp"

TEST_CASE(
    "what is over for long enough goes by itself, what is not stays, and nothing goes unless asked for") {
    Erasing w;
    auto const body = w.application(w.other_buyer, "E3",
                                    w.request(TicketType::refund_unshipped, "not_wanted", {{1, 1, {}}}));
    std::string const fresh = w.read(w.apply(w.other_buyer, body, w.next_key())).ticket.no.value;
    auto const old = [&](int age) {
        Retention walk(*w.store, days(age));
        std::string names;
        do {
            for (ErasureAsked const& one : walk.look(w.now(), 1)) names += one.name + " ";
        } while (!walk.at_end());
        return names;
    };
    CHECK(old(60) == "");
    CHECK(old(30) == w.no + " b1 ");
    DailyRetention never = w.daily(0), daily = w.daily(30);
    CHECK_FALSE(never.step());
    CHECK(w.look(w.no).ticket.remark == remark);
    while (daily.step()) {
    }
    CHECK(w.look(w.no).ticket.remark == erased_mark);
    CHECK(left_in(w.folder.path(), {"林晓"}) == "");
    CHECK(w.look(fresh).buyer_name == "陈一诺");
    CHECK(w.found("林晓") == 0);
    CHECK(w.differences() == std::vector<std::string>{});
    CHECK(old(30) == "");
}

TEST_CASE("a buyer who was erased and orders again is erased again when that is old") {
    Erasing w;
    w.must_erase(Erasable::buyer, "b1");
    auto const is_due = [&] {
        auto const all =
            w.store->read([](store::ReadTx& tx) { return store::buyers_behind(tx, {"mall"}, {}, 9); });
        REQUIRE(all.size() == 2);
        return !all[0].erased;
    };
    CHECK_FALSE(is_due());
    w.pass(days(1));
    Order order = world::unshipped_order("E9", "s1", "b1");
    order.paid_at = w.now();
    w.import({order});
    w.store->write([](store::WriteTx& tx) {
        store::put_buyer(tx, {"mall"}, {{"b1"}, std::string(erased_mark), ""});
        return true;
    });
    CHECK(is_due());
}

TEST_CASE("what became young between the look and the erasure stays") {
    World w;
    std::string const no = w.refund_one("E1").ticket.no.value;
    w.service->jobs.run_due();
    w.pass(days(40));
    Retention walk(*w.store, days(30));
    auto const due = walk.look(Instant{w.now_ms.load()}, 10);
    REQUIRE(due.size() == 1);
    w.must(w.buyer, no, Rate{{4, rating}});
    auto const tried = erase(*w.store, due[0]);
    REQUIRE(!tried.ok());
    CHECK(tried.error().fault == ErasureFault::too_young);
    CHECK(w.look(no).ticket.rating->text == rating);
}

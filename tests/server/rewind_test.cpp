// Back to an earlier time by the event log: tickets, money and stock as they were then, and what went out
// stays.

#include "server/tamper.hpp"
#include "service/backup.hpp"
#include "store/engine.hpp"
#include "store/stock.hpp"
#include "store/tickets.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::Folder;
using world::World;

namespace {

struct Past : World {
    Folder elsewhere;
    std::string target = elsewhere.path() + "/backup", back = elsewhere.path() + "/back";

    Instant now() const { return {now_ms.load()}; }
    Restored go_back_to(Instant time) {
        REQUIRE(back_up({folder.path(), target}).ok());
        auto made = restore({target, back, time});
        REQUIRE(made.ok());
        REQUIRE(made->rewound.has_value());
        auto found = made->copied.found.differences;
        std::erase_if(found, [](std::string const& text) { return text.find("file aaaa") == 0; });
        CHECK(found == std::vector<std::string>{});
        return *made;
    }
    State state_of(std::string const& no) {
        store::Moment moment(back);
        auto const ticket = store::find_ticket(moment.tx(), {{"mall"}, store::Scope::Of::tenant, ""}, {no});
        return ticket ? ticket->state : State::closed;
    }
};

}  // namespace

TEST_CASE("what was decided later is not decided, and what was asked later was never asked") {
    Past w;
    std::string const first = w.return_one("E2").ticket.no.value;
    w.pass(hours(1));
    Instant const then = w.now();
    w.pass(hours(1));
    w.must(w.merchant, first, Reject{"other", "请补充照片", {}});
    std::string const second = w.return_one("E2").ticket.no.value;
    CHECK(second != first);
    CHECK(w.look(first).ticket.state != State::awaiting_merchant);
    Restored const made = w.go_back_to(then);
    CHECK(made.rewound->removed == 1);
    CHECK(made.rewound->shortened == 1);
    CHECK(made.rewound->events >= 2);
    CHECK(made.rewound->kept.empty());
    CHECK(w.state_of(first) == State::awaiting_merchant);
    CHECK(made.copied.found.tickets == 1);
    CHECK(made.copied.found.events < 4);
}

TEST_CASE("a refund that went out stays, with all that led to it, and is said") {
    Past w;
    Instant const then = w.now();
    w.pass(hours(1));
    std::string const paid = w.refund_one("E1").ticket.no.value;
    w.service->jobs.run_due();
    CHECK(w.look(paid).ticket.state == State::completed);
    std::string const asked = w.return_one("E2").ticket.no.value;
    Restored const made = w.go_back_to(then);
    REQUIRE(made.rewound->kept.size() == 1);
    CHECK(made.rewound->kept.front().ticket_no == paid);
    CHECK(made.rewound->removed == 1);
    CHECK(w.state_of(paid) == State::completed);
    CHECK(made.copied.found.tickets == 1);
}

TEST_CASE("what an exchange kept back is on the shelf again") {
    Past w;
    w.put_stock({world::other_size(2)});
    std::string const no = w.exchange_one("E2").ticket.no.value;
    Instant const asked = w.now();
    w.pass(hours(1));
    w.must(w.merchant, no, Agree{world::address()});
    CHECK(w.stock_of("K1-XL") == std::pair(1, 1));
    Restored const made = w.go_back_to(asked);
    CHECK(made.rewound->shortened == 1);
    store::Moment moment(w.back);
    auto const stock = store::stock_of(moment.tx(), {"mall"}, {"s1"});
    REQUIRE(stock.size() == 1);
    CHECK(stock.front().ware.available == 2);
    CHECK(stock.front().reserved == 0);
}

TEST_CASE("every table that speaks of tickets is thought of when one is taken back") {
    World w;
    std::string const tables = w.store->read([](store::ReadTx& tx) {
        store::Rows rows = store::sql(tx).query(
            "SELECT DISTINCT m.name FROM sqlite_schema m, pragma_foreign_key_list(m.name) f"
            " WHERE f.\"table\" = 'ticket' ORDER BY m.name");
        std::string out;
        while (rows.step()) out += rows.text(0) + " ";
        return out;
    });
    // Emptied by forget_ticket; refunds, collections and reclaims are facts; stock_hold goes by move_stock.
    CHECK(tables ==
          "approval collection contact evidence_use host_task reclaim refund stock_hold ticket_event ");
}

TEST_CASE("a time after the backup is refused: nobody knows what happened then") {
    Past w;
    REQUIRE(back_up({w.folder.path(), w.target}).ok());
    auto const made = restore({w.target, w.back, Instant{INT64_MAX / 2}});
    REQUIRE(!made.ok());
    CHECK(made.error().fault == CopyFault::later_than_backup);
}

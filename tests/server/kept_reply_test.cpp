// A repetition gets the bytes that were answered, whatever has happened since; what is kept for it is small.

#include "domain/ticket/evidence_limit.hpp"
#include "server/tamper.hpp"
#include "store/people.hpp"
#include "store/sessions.hpp"
#include "store/shown_before.hpp"
#include "store/sqlite/schema.hpp"
#include "wire/messages.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

/// Something that was said and answered.
struct Said {
    Caller who;
    std::string ticket_no, key, answer;
    Command command;
    int version = 0;
};

struct KeptWorld : World {
    std::vector<Said> all;

    void say(Caller const& who, std::string const& no, Command const& command) {
        int const version = look(no).ticket.version;
        Said said{who, no, next_key(), {}, command, version};
        auto const reply = give(who, no, command, version, said.key);
        REQUIRE(reply.ok());
        said.answer = reply->body;
        all.push_back(std::move(said));
    }
    void check_all() {
        for (Said const& said : all) {
            CAPTURE(said.key);
            auto const again = give(said.who, said.ticket_no, said.command, said.version, said.key);
            REQUIRE(again.ok());
            CHECK(again->body == said.answer);
        }
    }
    std::string text_in(char const* sql) {
        store::sqlite::Database db(folder.path() + "/afterdesk.db", store::sqlite::Access::read_only);
        store::Rows rows = db.query(sql);
        return rows.step() ? rows.text(0) : "nothing";
    }
};

std::string video(World& w, Caller const& whose, std::string id, std::string poster) {
    w.store->write([&](store::WriteTx& tx) {
        store::EvidenceRow row{{id}, whose.audience, whose.actor_id, 10, 1, 1, poster};
        row.type = "video/mp4";
        row.name = "片.mp4";
        store::add_evidence(tx, whose.tenant, row, world::noon);
        return true;
    });
    return id;
}

}  // namespace

TEST_CASE(
    "answers come again to the byte: after later events, other facts, names and addresses, and a restart") {
    KeptWorld w;
    w.put_stock({world::other_size()});
    auto const applied = w.return_one();
    std::string const no = applied.ticket.no.value;
    std::string const film = video(w, w.buyer, std::string(64, 'c'), "");
    w.say(w.buyer, no, AddEvidence{{{film}}, "录像"});
    w.say(w.merchant, no, Agree{world::address()});
    w.say(w.buyer, no, ShipBack{world::parcel()});
    w.say(w.merchant, no, Receive{});
    w.check_all();

    // What the answers showed changes: facts, the shop, its addresses, the buyer, the film's poster.
    Order changed = world::received_order("E2", "s1", "b1");
    changed.lines[0].title = "羊绒衫 另一个名字";
    w.import({changed});
    w.store->write([&](store::WriteTx& tx) {
        store::put_shop(tx, {"mall"}, {{"s1"}, "新店名", "400-9", {}});
        store::put_addresses(tx, {"mall"}, {"s1"}, {{{"甲", "1", "乙"}, "", {}, {}, true}});
        store::put_buyer(tx, {"mall"}, {{"b1"}, "林小晓", "6218"});
        return true;
    });
    video(w, w.buyer, film, std::string(64, 'd'));
    CHECK(w.look(no).shop.name == "新店名");
    CHECK(w.look(no).buyer_name == "林小晓");
    w.check_all();
    w.service->jobs.run_due();
    w.say(w.buyer, no, Rate{{5, "好"}});
    w.check_all();
    w.restart();
    w.check_all();
    w.store->write([](store::WriteTx& tx) {
        store::forget_shown(tx, {"mall"});
        return true;
    });
    w.check_all();
    CHECK(w.text_in("SELECT COUNT(*) FROM idem WHERE body <> ''") == "0");
    auto found = w.differences();
    std::erase_if(found,
                  [](std::string const& one) { return one.starts_with("file "); });  // the film has none
    CHECK(found.empty());
}

TEST_CASE("who agreed first, and the other ticket of a parcel, are told again as they were") {
    KeptWorld w;
    w.set_policy(R"({"four_eyes_above_fen":1})");
    std::string const no = w.return_one().ticket.no.value;
    w.say(w.reviewer, no, Agree{world::address()});
    w.store->write([](store::WriteTx& tx) {
        auto staff = store::find_staff(tx, {"mall"}, "m3");
        staff->name = "另一个名字";
        store::put_staff(tx, *staff);
        return true;
    });
    w.check_all();
    w.say(w.merchant, no, Agree{world::address()});
    w.say(w.buyer, no, ShipBack{world::parcel()});
    w.check_all();
}

TEST_CASE("a refund that nobody pays is told again as waiting, also when somebody pays now") {
    World w;
    w.has_way_to_pay = false;
    w.start();
    auto const body = w.application(w.buyer, "E1",
                                    World::request(TicketType::refund_unshipped, "not_wanted", {{1, 1, {}}}));
    auto const first = w.apply(w.buyer, body, "k");
    REQUIRE(first.ok());
    CHECK(first->body.find("waiting_for_host") != std::string::npos);
    w.has_way_to_pay = true;
    w.start();
    w.service->jobs.run_due();
    CHECK(w.apply(w.buyer, body, "k")->body == first->body);
}

TEST_CASE("answers that were kept whole by an earlier release are given as they are") {
    World w;
    auto const body = w.application(w.buyer, "E1",
                                    World::request(TicketType::refund_unshipped, "not_wanted", {{1, 1, {}}}));
    REQUIRE(w.apply(w.buyer, body, "k").ok());
    w.service.reset();
    w.store.reset();
    world::tamper(
        w.folder.path(),
        "UPDATE idem SET ticket_no = '', version = 0, seq = 0, rest = '', body = '{\"as\":\"it was\"}'");
    w.open_store();
    w.start();
    CHECK(w.apply(w.buyer, body, "k")->body == R"({"as":"it was"})");
}

TEST_CASE("what an answer showed is forgotten with the last answer that showed it") {
    KeptWorld w;
    std::string const no = w.return_one().ticket.no.value;
    w.say(w.merchant, no, Agree{world::address()});
    auto const rename = [&](char const* name) {
        w.store->write([&](store::WriteTx& tx) {
            store::put_buyer(tx, {"mall"}, {{"b1"}, name, "6218"});
            return true;
        });
    };
    rename("林一");
    rename("林二");  // behind the same event: what was shown is the first
    CHECK(w.text_in("SELECT body FROM shown_before") == "林晓");
    auto const forget = [&](Instant before) {
        w.store->write([&](store::WriteTx& tx) {
            store::forget_old(tx, world::noon, before);
            store::forget_shown(tx, {"mall"});
            return true;
        });
    };
    forget(world::noon);
    CHECK(w.text_in("SELECT COUNT(*) FROM shown_before") == "1");
    forget(world::noon + days(1));
    CHECK(w.text_in("SELECT COUNT(*) FROM shown_before") == "0");
}

TEST_CASE("a side that has added enough is refused, and nothing is written; the other side goes on") {
    World w;
    std::string const no = w.return_one().ticket.no.value;
    for (int i = 0; i < 12; ++i) w.must(w.buyer, no, AddEvidence{{}, "说明 " + std::to_string(i)});
    int const version = w.look(no).ticket.version;
    auto const more = w.give(w.buyer, no, AddEvidence{{}, "再说明"}, version, w.next_key());
    REQUIRE(!more.ok());
    CHECK(more.error().mistakes == Mistakes{{Rule::too_much_evidence, "evidence", 12}});
    CHECK(w.look(no).ticket.version == version);
    w.must(w.merchant, no, AddEvidence{{}, "商家说明"});
    w.must(w.platform, no, StepIn{"请双方补充"});
    w.must(w.buyer, no, AddEvidence{{}, "介入后的说明"});
}

TEST_CASE(
    "four hundred additions in arbitration leave a small folder; what is too much is refused in words") {
    World w;
    std::string const no = w.return_one().ticket.no.value;
    w.must(w.platform, no, StepIn{"请双方补充"});
    auto const bytes_of_tables = [&] {
        w.service.reset();
        w.store.reset();  // the log goes into its file
        auto const bytes = store::bytes_of_tables(w.folder.path());
        w.open_store();
        w.start();
        return bytes;
    };
    std::int64_t const before = bytes_of_tables();
    int taken = 0;
    std::string const long_text(400, 'x');
    Result<Kept, Refusal> last = Err{Refusal{}};
    for (int i = 0; i < 401; ++i) {
        // The platform asks again and again: each time a new round begins.
        if (i % 100 == 0) w.must(w.platform, no, AskEvidence{"请补充"});
        int const version = w.look(no).ticket.version;
        last = w.give(w.buyer, no, AddEvidence{{}, long_text}, version, w.next_key());
        taken += last.ok() ? 1 : 0;
    }
    CHECK(taken == evidence_per_ticket);
    REQUIRE(!last.ok());
    Mistake const& refused = last.error().mistakes.front();
    CHECK(refused.rule == Rule::too_much_evidence);
    std::string const limit = std::to_string(refused.limit);
    CHECK(wire::message_for(refused, wire::Language::en).find(limit) != std::string::npos);
    CHECK(wire::message_for(refused, wire::Language::zh_cn).find(limit) != std::string::npos);
    CHECK(bytes_of_tables() - before <
          40 * 4'000);  // 47.6 MB before answers were kept by what they are made of
    CHECK(w.differences().empty());
}

TEST_CASE("what is kept of an answer does not grow with its ticket") {
    KeptWorld w;
    std::string const no = w.return_one().ticket.no.value;
    for (int i = 0; i < 12; ++i) w.say(w.buyer, no, AddEvidence{{}, "说明 " + std::to_string(i)});
    CHECK(std::stoi(w.text_in("SELECT MAX(LENGTH(body) + LENGTH(rest)) FROM idem")) < 300);
}

TEST_CASE("a ticket's page is its document, to the byte, for each of those who may read it") {
    World w;
    std::string const no = w.return_one().ticket.no.value;
    auto const same = [&](Caller const& who) {
        auto const page = w.service->tickets.page(who, no);
        auto const shown = w.service->tickets.show(who, no);
        REQUIRE(page.ok());
        REQUIRE(shown.ok());
        CHECK(*page == wire::write_json(wire::to_json(*shown)));
    };
    auto const all = [&] {
        for (Caller const* who : {&w.buyer, &w.merchant, &w.platform}) same(*who);
    };
    all();
    w.must(w.merchant, no, Agree{world::address()});
    w.must(w.buyer, no, AddEvidence{{}, "一行\n\"引号\"\t\\ 与"});
    all();
    CHECK(!w.service->tickets.page(w.other_buyer, no).ok());
}

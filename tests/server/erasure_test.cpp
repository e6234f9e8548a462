// Personal data goes: nothing of it is left in any file of the folder, the books and the chain stay whole,
// and a copy of before does not bring it back.

#include "server/erasing.hpp"

TEST_CASE("a closed ticket loses what is personal, and keeps its money, its states and its chain") {
    Erasing w;
    CHECK(w.differences() == std::vector<std::string>{});
    CHECK(left_in(w.folder.path()).find(remark) != std::string::npos);
    CHECK(w.found(number) == 1);
    Ticket const before = w.look(w.no).ticket;
    auto const done = w.must_erase(Erasable::ticket, w.no);
    CHECK(done.tickets == 1);
    CHECK(done.events == 5);
    CHECK(done.files == 2);
    CHECK(left_in(w.folder.path()) == "");
    CHECK(w.differences() == std::vector<std::string>{});
    CHECK(w.found(number) == 0);
    CHECK(w.found(w.no) == 1);

    wire::TicketDetail const after = w.look(w.no);
    CHECK(after.ticket.remark == erased_mark);
    CHECK(after.ticket.return_parcel->tracking_no == erased_mark);
    CHECK(after.ticket.return_parcel->carrier == "SF");
    CHECK(after.ticket.rating->text == erased_mark);
    CHECK(after.ticket.rating->stars == 5);
    CHECK(after.ticket.evidence.empty());
    CHECK(after.ticket.state == before.state);
    CHECK(after.ticket.version == before.version);
    CHECK(after.ticket.quote == before.quote);
    CHECK(after.ticket.refunds == before.refunds);
    CHECK(after.ticket.return_address == before.return_address);
    CHECK(after.buyer_name == "林晓");

    auto const again = w.must_erase(Erasable::ticket, w.no);
    CHECK(again.events == 0);
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("the acts say who erased what, when and why") {
    Erasing w;
    w.must_erase(Erasable::ticket, w.no);
    AuditSearch search;
    search.action = "erased";
    auto const page = w.service->audit.list(w.platform, search);
    REQUIRE(page.ok());
    REQUIRE(page->items.size() == 1);
    CHECK(page->items[0].name == w.no);
    CHECK(page->items[0].note == "buyer asked, case 7");
    CHECK(page->items[0].at_ms == w.now().ms);
    CHECK(page->items[0].noun == wire::AuditNoun::ticket);
}

TEST_CASE("the proof of an erased ticket holds, and says so") {
    Erasing w;
    for (Caller const& who : {w.buyer, w.merchant, w.platform}) CHECK(w.proof(who).erased == 0);
    std::string const head = w.service->audit.chain(w.platform, w.no)->head;
    w.must_erase(Erasable::ticket, w.no);
    auto const chain = w.service->audit.chain(w.platform, w.no);
    REQUIRE(chain.ok());
    CHECK(chain->sound);
    CHECK(chain->head == head);
    for (Caller const& who : {w.buyer, w.merchant, w.platform}) {
        wire::CheckedProof const checked = w.proof(who);
        CHECK(checked.sound());
        CHECK(checked.of(ProofCheck::chain) == ProofFinding::good);
        CHECK(checked.erased == 5);
        CHECK(checked.vouched == 0);
        CHECK(checked.refunded_fen == 6'667);
    }
}

TEST_CASE(
    "events of before seals are erased as well: their hash stays, and the desk vouches for what is left") {
    Erasing w;
    w.unseal();
    CHECK(w.differences() == std::vector<std::string>{});
    std::string const head = w.service->audit.chain(w.platform, w.no)->head;
    w.must_erase(Erasable::ticket, w.no);
    CHECK(left_in(w.folder.path()) == "");
    CHECK(w.differences() == std::vector<std::string>{});
    CHECK(w.service->audit.chain(w.platform, w.no)->head == head);
    CHECK(w.proof(w.platform).sound());
    CHECK(w.proof(w.platform).vouched == 5);
}

TEST_CASE("an erased event that is changed, or one that only says that it was erased, breaks the chain") {
    for (bool const sealed : {true, false}) {
        CAPTURE(sealed);
        Erasing w;
        if (!sealed) w.unseal();
        w.must_erase(Erasable::ticket, w.no);
        w.service.reset();
        w.store.reset();
        world::tamper(w.folder.path(),
                      "UPDATE ticket_event SET body = replace(body, '6667', '6668') WHERE seq = 1");
        auto const found = verify_folder(w.folder.path()).differences;
        bool const broken = std::any_of(found.begin(), found.end(), [](std::string const& text) {
            return text.find("event 1: the hash chain is broken") != std::string::npos;
        });
        CHECK(broken);
    }
}

TEST_CASE("a buyer loses his name everywhere, with all of his tickets, and is signed out") {
    Erasing w;
    Order shipped = world::received_order("E9", "s1", "b1");
    shipped.lines[0].deliveries[0].tracking_no = "YT5550001112223";
    w.import({shipped});
    w.pass(days(1));
    CHECK(w.found("林晓") == 1);
    auto const done = w.must_erase(Erasable::buyer, "b1");
    CHECK(done.tickets == 1);
    CHECK(done.orders == 1);
    CHECK(left_in(w.folder.path(), {"林晓", "YT5550001112223"}) == "");
    CHECK(w.differences() == std::vector<std::string>{});
    CHECK(w.found("林晓") == 0);
    CHECK(w.found("6218") == 0);
    CHECK(w.look(w.no).buyer_name == erased_mark);
    AuditSearch search;
    search.noun = "buyer";
    auto const acts = w.service->audit.list(w.platform, search);
    REQUIRE(acts.ok());
    REQUIRE(acts->items.size() == 1);
    CHECK(acts->items[0].name == "b1");
    CHECK(w.found("陈一诺") == 0);  // the other one has no ticket, and his name is his own
    CHECK(bytes_of(w.folder.path() + "/afterdesk.db").find("陈一诺") != std::string::npos);
}

TEST_CASE("what is not over yet is not erased, and it is said why") {
    World w;
    auto const refused = [&](Erasable kind, std::string const& name) {
        auto const tried = erase(*w.store, {{"mall"}, kind, name, "asked", Instant{w.now_ms.load()}});
        REQUIRE(!tried.ok());
        return tried.error();
    };
    CHECK(refused(Erasable::ticket, "AS1").fault == ErasureFault::unknown_ticket);
    CHECK(refused(Erasable::buyer, "b77").fault == ErasureFault::unknown_buyer);
    std::string const open = w.return_one("E2").ticket.no.value;
    CHECK(refused(Erasable::ticket, open).fault == ErasureFault::still_open);
    CHECK(refused(Erasable::buyer, "b1").fault == ErasureFault::still_open);
    CHECK(refused(Erasable::buyer, "b1").name == open);
    std::string const on_its_way = w.refund_one("E1").ticket.no.value;
    CHECK(refused(Erasable::ticket, on_its_way).fault == ErasureFault::still_open);
    CHECK(w.look(open).buyer_name == "林晓");
}

TEST_CASE("a verdict that may still be appealed against keeps its words") {
    World w;
    std::string const no = w.return_one("E2").ticket.no.value;
    w.must(w.merchant, no, Reject{"other", "说明", {}});
    w.must(w.buyer, no, Escalate{"", {}});
    w.must(w.platform, no,
           GiveVerdict{{Outcome::refund_none, 0, Fault::buyer, FreightPayer::buyer, false, "理由"}, {}});
    REQUIRE(is_end(w.look(no).ticket.state));
    auto const asked = [&] {
        return ErasureAsked{{"mall"}, Erasable::ticket, no, "asked", Instant{w.now_ms.load()}};
    };
    auto const early = erase(*w.store, asked());
    REQUIRE(!early.ok());
    CHECK(early.error().fault == ErasureFault::may_be_appealed);
    w.pass(days(60));
    CHECK(erase(*w.store, asked()).ok());
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("a copy of before does not bring it back, nor does an earlier time") {
    Erasing w;
    world::Folder elsewhere;
    std::string const before = elsewhere.path() + "/before", after = elsewhere.path() + "/after";
    Instant const then{world::noon.ms - 1};
    REQUIRE(back_up({w.folder.path(), before}).ok());
    w.must_erase(Erasable::buyer, "b1");
    REQUIRE(back_up({w.folder.path(), after}).ok());
    std::string const list = w.folder.path() + "/erased.list";
    CHECK(bytes_of(list).find(w.no) == std::string::npos);

    std::string const back = elsewhere.path() + "/back";
    auto const restored = restore({before, back, std::nullopt, {list}});
    REQUIRE(restored.ok());
    CHECK(restored->erased == 2);
    CHECK(restored->copied.found.differences == std::vector<std::string>{});
    CHECK(left_in(back, {"林晓"}) == "");

    std::string const earlier = elsewhere.path() + "/earlier";
    auto const rewound = restore({after, earlier, then});
    REQUIRE(rewound.ok());
    CHECK(rewound->copied.found.differences == std::vector<std::string>{});
    CHECK(left_in(earlier, {"林晓"}) == "");

    auto const unread = restore({before, elsewhere.path() + "/none", std::nullopt, {"/nowhere"}});
    REQUIRE(!unread.ok());
    CHECK(unread.error().fault == CopyFault::no_erased_list);
}

TEST_CASE("an erasure that was cut short goes on with the next start") {
    Erasing w;
    REQUIRE(w.try_erase(Erasable::ticket, w.no).ok());
    CHECK(left_in(w.folder.path()).find(picture_bytes) != std::string::npos);
    w.restart();
    CHECK_FALSE(w.daily(0).step());
    CHECK(left_in(w.folder.path()).find(picture_bytes) == std::string::npos);
    CHECK(w.differences() == std::vector<std::string>{});
    auto const rest = w.store->read([](store::ReadTx& tx) { return store::erasure_rest(tx); });
    CHECK(rest.files.empty());
    CHECK(rest.scrubs.empty());
    CHECK(rest.logs.empty());
}

TEST_CASE("what a command beside the server left to do is done at the next look, without a restart") {
    Erasing w;
    DailyRetention daily = w.daily(0);
    CHECK_FALSE(daily.step());
    REQUIRE(w.try_erase(Erasable::ticket, w.no).ok());
    CHECK_FALSE(daily.step());
    CHECK(left_in(w.folder.path()) == "");
}

TEST_CASE("a list that is there and can not be read is not taken for an empty one") {
    Erasing w;
    std::string const list = w.folder.path() + "/erased.list";
    fs::create_directory(list);
    REQUIRE(w.try_erase(Erasable::ticket, w.no).ok());
    CHECK_THROWS_AS(finish_erasures(*w.store, true), std::system_error);
    CHECK_THROWS_AS(erase_again(*w.store, {list}, w.now()), std::system_error);
    CHECK(fs::is_directory(list));
    fs::remove(list);
    CHECK(erase_again(*w.store, {list}, w.now()) == 0);
    CHECK(finish_erasures(*w.store, true));
    CHECK(left_in(w.folder.path()) == "");
}

TEST_CASE("answers about an erased ticket go, also of those who have no part in its story") {
    Erasing w;
    store::IdemKey const about{{"mall"}, wire::Audience::merchant, "m3", "k1"};
    store::IdemKey const other{{"mall"}, wire::Audience::merchant, "m3", "k2"};
    w.store->write([&](store::WriteTx& tx) {
        store::add_idem(tx, about, {.request_hash = "h", .ticket_no = {w.no}, .body = remark}, w.now());
        store::add_idem(tx, other, {.request_hash = "h", .ticket_no = {"AS1"}, .body = "other"}, w.now());
        return true;
    });
    w.must_erase(Erasable::ticket, w.no);
    CHECK(left_in(w.folder.path()) == "");
    w.store->read([&](store::ReadTx& tx) {
        CHECK_FALSE(store::find_idem(tx, about));
        CHECK(store::find_idem(tx, other));
        return true;
    });
}

TEST_CASE("the same file of somebody who has no part in the ticket stays his") {
    Erasing w;
    files::EvidenceFiles const files(w.folder.path());
    EvidenceId const id{crypto::sha256_hex(picture_bytes)};
    w.store->write([&](store::WriteTx& tx) {
        store::add_evidence(tx, {"mall"}, {id, wire::Audience::buyer, "b2", 35, 1, 1, ""}, world::noon);
        return true;
    });
    CHECK(w.must_erase(Erasable::ticket, w.no).files == 1);  // the small picture
    CHECK(files.is_whole(id.value));
    w.store->read([&](store::ReadTx& tx) {
        CHECK(store::owns_evidence(tx, {"mall"}, wire::Audience::buyer, "b2", id));
        CHECK_FALSE(store::owns_evidence(tx, {"mall"}, wire::Audience::buyer, "b1", id));
        return true;
    });
    CHECK(w.must_erase(Erasable::buyer, "b2").files == 1);
    CHECK_FALSE(files.is_whole(id.value));
    auto const use = [&](store::WriteTx& tx) {
        store::use_evidence(tx, {"mall"}, id, {w.no});
        return true;
    };
    CHECK_THROWS_AS(w.store->write(use), store::StoreFailure);
}

TEST_CASE("a copy of the tables of before, whose files were erased meanwhile, follows the erasure") {
    Erasing w;
    world::Folder copy;
    store::copy_tables(w.folder.path(), copy.path());
    w.must_erase(Erasable::ticket, w.no);
    CHECK(left_in(copy.path()) != "");
    Copied out;
    out.moment = w.now();
    copying::take_evidence(w.folder.path(), copy.path(), true, out);
    CHECK(out.missing.empty());
    CHECK(left_in(copy.path()) == "");
}

TEST_CASE("words of after an erasure are erased with the next one") {
    World w;
    std::string const no = w.refund_one("E1").ticket.no.value;
    w.service->jobs.run_due();
    w.pass(days(40));
    auto const asked = [&] {
        return ErasureAsked{{"mall"}, Erasable::ticket, no, "asked", Instant{w.now_ms.load()}};
    };
    REQUIRE(erase(*w.store, asked()).ok());
    w.must(w.buyer, no, Rate{{4, rating}});
    w.pass(days(40));
    Retention walk(*w.store, days(30));
    CHECK(walk.look(asked().now, 10).size() == 1);
    auto const done = erase(*w.store, asked());
    REQUIRE(done.ok());
    CHECK(done->events == 1);
    CHECK(w.differences() == std::vector<std::string>{});
}

// Personal data goes: nothing of it is left in any file of the folder, the books and the chain stay whole,
// and a copy of before does not bring it back.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "crypto/digest.hpp"
#include "domain/ticket/personal.hpp"
#include "files/evidence_files.hpp"
#include "server/tamper.hpp"
#include "service/backup.hpp"
#include "service/retention.hpp"
#include "store/audit.hpp"
#include "store/contacts.hpp"
#include "store/engine.hpp"
#include "wire/proof_check.hpp"
#include "world.hpp"

using namespace afterdesk;
using store::Erasable;
using wire::ProofCheck;
using wire::ProofFinding;
using world::World;

namespace {

namespace fs = std::filesystem;

/// Words that stand nowhere else, each in a place of its own.
constexpr char const* remark = "龘甲请退到我家";
constexpr char const* rejection = "靐乙您先寄来";
constexpr char const* evidence_words = "齉丙补充";
constexpr char const* rating = "爩丁不错";
constexpr char const* note = "麤戊电话里说";
constexpr char const* number = "ZQ7734210098XW";
constexpr char const* picture_bytes = "PICTURE-OF-A-LETTER-WITH-AN-ADDRESS";
constexpr char const* thumb_bytes = "SMALL-PICTURE-OF-A-LETTER";
constexpr char const* everything[] = {remark, rejection, evidence_words, rating,        note,
                                      number, "龘甲",    "靐乙",         picture_bytes, thumb_bytes};

std::string bytes_of(fs::path const& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The words that stand in any file of the folder, and in which.
std::string left_in(std::string const& folder, std::initializer_list<char const*> more = {}) {
    std::string found;
    std::vector<char const*> words(std::begin(everything), std::end(everything));
    words.insert(words.end(), more);
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (!entry.is_regular_file()) continue;
        std::string const bytes = bytes_of(entry.path());
        for (char const* one : words) {
            if (bytes.find(one) != std::string::npos)
                found += std::string(one) + " in " + entry.path().filename().string() + "; ";
        }
    }
    return found;
}

struct Erasing : World {
    std::string no;  ///< a ticket with all of these words, long over

    Erasing() { no = whole_story(); }

    Instant now() const { return {now_ms.load()}; }
    EvidenceId real_picture() {
        files::EvidenceFiles const files(folder.path());
        EvidenceId const id{files.keep(picture_bytes)};
        std::string const thumb = files.keep(thumb_bytes);
        store->write([&](store::WriteTx& tx) {
            store::add_evidence(tx, buyer.tenant, {id, wire::Audience::buyer, "b1", 35, 1, 1, thumb},
                                world::noon);
            return true;
        });
        return id;
    }
    std::string whole_story() {
        auto body = application(buyer, "E2", request(TicketType::return_refund, "size_unfit", {{1, 1, {}}}));
        body.apply.remark = remark;
        body.apply.evidence = {real_picture()};
        std::string const ticket = read(apply(buyer, body, next_key())).ticket.no.value;
        must(merchant, ticket, Reject{"other", rejection, {}});
        must(buyer, ticket, AddEvidence{{}, evidence_words});
        must(merchant, ticket, Agree{world::address()});
        must(buyer, ticket, ShipBack{world::parcel(number)});
        must(merchant, ticket, Receive{});
        service->jobs.run_due();
        must(buyer, ticket, Rate{{5, rating}});
        store->write([&](store::WriteTx& tx) {
            store::add_contact(tx, {"mall"}, {ticket}, {{wire::ContactSource::phone, note}, "m1", now()});
            return true;
        });
        pass(days(40));
        return ticket;
    }
    ErasureAsked asked(Erasable kind, std::string name) const {
        return {{"mall"}, kind, std::move(name), "buyer asked, case 7", now()};
    }
    Result<store::ErasedRows, ErasureProblem> try_erase(Erasable kind, std::string name) {
        return erase(*store, asked(kind, std::move(name)));
    }
    store::ErasedRows must_erase(Erasable kind, std::string name) {
        auto const done = try_erase(kind, std::move(name));
        REQUIRE(done.ok());
        CHECK(finish_erasures(*store, true));
        return *done;
    }
    DailyRetention daily(int age) {
        return {*store, days(age), [this] { return now(); }, [](std::string_view) {}};
    }
    int found(std::string const& words) {
        TicketQuery search;
        search.q = words;
        auto const list = service->tickets.list(platform, search);
        REQUIRE(list.ok());
        return static_cast<int>(list->items.size());
    }
    wire::CheckedProof proof(Caller const& who) {
        auto const made = service->proofs.make(who, no);
        REQUIRE(made.ok());
        auto const document = wire::parse_json(wire::write_json(wire::to_json(*made)), wire::proof_limits);
        REQUIRE(document.ok());
        auto const read = wire::read_proof(*document);
        REQUIRE(read.ok());
        return wire::check_proof(*read);
    }
    /// As events lay there before they had seals: hashed whole.
    void unseal() {
        store->write([&](store::WriteTx& tx) {
            std::string prev = wire::first_chain_hash();
            for (store::EventRow const& row : store::event_rows(tx, {"mall"}, {no})) {
                std::string const hash =
                    crypto::sha256(wire::chained_text(prev, {"mall"}, {no}, row.linked.body));
                store::sql(tx).run(
                    "UPDATE ticket_event SET prev_hash = $3, hash = $4, seal = x'' WHERE tenant = 'mall'"
                    " AND ticket_no = $1 AND seq = $2",
                    {no, row.seq, store::Blob{prev}, store::Blob{hash}});
                prev = hash;
            }
            return true;
        });
    }
};

}  // namespace

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
    CHECK_FALSE(rest.scrub);
}

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

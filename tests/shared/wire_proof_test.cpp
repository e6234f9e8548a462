// Proof files without a server: what a buyer is shown of an event, how the chain is made, what each change
// breaks.

#include "base/sha256.hpp"
#include "base/spelled.hpp"
#include "wire/proof_check.hpp"
#include "wire/stored/stored.hpp"
#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;
using wire_random::Random;

namespace {

constexpr std::uint64_t proof_seeds = 30;
constexpr Instant applied_at{1'795'147'200'000};

/// The first line's three pieces have come.
Order proven_order() {
    Mistakes mistakes;
    Order order = read_order(*parsed(fixture("quote/e1.json")).find("order"), "", mistakes);
    order.lines[0].deliveries = {{"d1", 3, order.paid_at, order.paid_at, {}, {}}};
    return order;
}

/// A request, rejected by a member of staff and withdrawn; with a picture.
std::vector<EventRecord> sample_history() {
    Applied applied;
    applied.no = {"AS2026112000000001"};
    applied.order_no = proven_order().order_no;
    applied.shop_id = proven_order().shop_id;
    applied.buyer_id = proven_order().buyer_id;
    applied.request = {TicketType::return_refund, "size_unfit", {{1, 1, {}}}};
    applied.quote.refund_fen = applied.quote.goods_fen = 6'667;
    applied.quote.lines = {{1, 1, {1}, {}, 6'667}};
    applied.quote.payments = {{{"w1"}, 6'667}};
    applied.evidence = {{std::string(64, 'a')}};
    applied.buyer_tickets_30d = 3;
    Rejected rejected;
    rejected.rejection = {"used", "已穿着", {}};
    return {{1, applied_at, {ActorKind::buyer, "b1"}, applied},
            {2, applied_at, {}, AutoReviewed{"small", "manual", {{"max_refund_fen", "1 ≤ 2"}}}},
            {3, {applied_at.ms + 1}, {ActorKind::merchant, "m1"}, rejected},
            {4, {applied_at.ms + 2}, {ActorKind::buyer, "b1"}, Withdrawn{}}};
}

/// As the desk makes it.
Proof proof_of(std::vector<EventRecord> const& history, Audience audience) {
    Proof proof;
    proof.tenant = {"mall"};
    proof.audience = audience;
    proof.made_at = {applied_at.ms + 10};
    proof.ticket = fold(history);
    proof.ticket_no = proof.ticket.no;
    proof.order = proven_order();
    proof.policy = default_policy();
    std::string prev = first_chain_hash();
    for (EventRecord const& record : history) {
        std::string const text = stored::text_of(record);
        prev = sha256_of(chained_text(prev, proof.tenant, proof.ticket_no, text));
        ProofEvent event{hex_of(prev), text, false};
        if (audience == Audience::buyer) {
            event.body = stored::text_for_buyer(record, stored::newest_version);
            event.cut = event.body != text;
            if (is_internal(record.event)) event = {event.hash, std::nullopt, false};
        }
        proof.events.push_back(std::move(event));
    }
    proof.files = {{std::string(64, 'a'), 10}};
    return proof;
}

Proof sample(Audience audience = Audience::platform) { return proof_of(sample_history(), audience); }

/// The checks that failed, in their order.
std::string failed(CheckedProof const& checked) {
    std::string out;
    for (int i = 0; i < proof_check_count; ++i) {
        if (checked.found[i] != ProofFinding::failed) continue;
        out +=
            (out.empty() ? "" : " ") + std::string(enumerator_names<ProofCheck>[static_cast<std::size_t>(i)]);
    }
    return out;
}

/// One character of a text is another.
void change(std::string& text, std::string_view what, std::string_view by) { text = with(text, what, by); }

}  // namespace

TEST_CASE("a file is written, read, and checked: every event by its own text") {
    auto const read = read_proof(parsed(write_json(to_json(sample()), 2), proof_limits));
    REQUIRE_MESSAGE(read.ok(), picture(read.ok() ? Mistakes{} : read.error()));
    CheckedProof const checked = check_proof(*read);
    CHECK(failed(checked) == "");
    CHECK(checked.whole == 4);
    CHECK(checked.ticket == sample().ticket);
    CHECK(checked.last_event_at.ms == applied_at.ms + 2);
}

TEST_CASE("a buyer's file has the same hashes, without the shop's own notes, and is checked as well") {
    Proof const his = sample(Audience::buyer);
    Proof const desk = sample();
    for (std::size_t i = 0; i < desk.events.size(); ++i) CHECK(his.events[i].hash == desk.events[i].hash);
    std::string const text = write_json(to_json(his));
    for (char const* hidden : {"m1", "small", "manual", "buyer_tickets_30d", "auto_rules"}) {
        CAPTURE(hidden);
        CHECK(text.find(hidden) == std::string::npos);
        CHECK(write_json(to_json(desk)).find(hidden) != std::string::npos);
    }
    auto const read = read_proof(parsed(text, proof_limits));
    REQUIRE(read.ok());
    CheckedProof const checked = check_proof(*read);
    CHECK(failed(checked) == "");
    CHECK(checked.cut == 2);
    CHECK(checked.withheld == 1);
    CHECK(checked.whole == 1);
    CHECK(checked.ticket.version == 4);
}

TEST_CASE("every change is found by the check that it breaks") {
    struct Row {
        char const* name;
        void (*change_it)(Proof&);
        char const* fails;
        Audience audience = Audience::platform;
    };
    Row const rows[] = {
        {"a word of an event", [](Proof& p) { change(*p.events[2].body, "已穿着", "已洗涤"); },
         "chain replay"},
        {"its time",
         [](Proof& p) { change(*p.events[3].body, "\"at_ms\":1795147200002", "\"at_ms\":1795147200003"); },
         "chain replay"},
        {"its form", [](Proof& p) { change(*p.events[3].body, ",", ", "); }, "chain replay"},
        {"its hash", [](Proof& p) { p.events[1].hash[0] = p.events[1].hash[0] == '0' ? '1' : '0'; }, "chain"},
        {"one is left out", [](Proof& p) { p.events.erase(p.events.begin() + 1); }, "chain replay"},
        {"the last is left out", [](Proof& p) { p.events.pop_back(); }, "replay"},
        {"two change places", [](Proof& p) { std::swap(p.events[2], p.events[3]); }, "chain replay"},
        {"one stands twice", [](Proof& p) { p.events.push_back(p.events.back()); }, "chain replay"},
        {"no event", [](Proof& p) { p.events.clear(); }, "chain replay evidence"},
        {"an event is no JSON", [](Proof& p) { p.events[3].body = "{"; }, "chain replay"},
        {"staff's file has a cut event", [](Proof& p) { p.events[3].cut = true; }, "chain"},
        {"staff's file withholds one", [](Proof& p) { p.events[1].body.reset(); }, "chain replay"},
        {"another ticket", [](Proof& p) { p.ticket_no = {"AS2026112000000002"}; }, "chain"},
        {"another mall", [](Proof& p) { p.tenant = {"other"}; }, "chain"},
        {"another state", [](Proof& p) { p.ticket.state = State::completed; }, "replay"},
        {"another amount", [](Proof& p) { p.ticket.quote.refund_fen += 1; }, "replay"},
        {"a picture more",
         [](Proof& p) {
             p.files.push_back({std::string(64, 'b'), 1});
         },
         "evidence"},
        {"another picture", [](Proof& p) { p.files[0].sha256[0] = 'b'; }, "evidence"},
        {"a picture twice", [](Proof& p) { p.files.push_back(p.files[0]); }, "evidence"},
        {"a word that a buyer's event says whole", [](Proof& p) { change(*p.events[3].body, "b1", "b2"); },
         "chain", Audience::buyer},
        {"a word of a cut one", [](Proof& p) { change(*p.events[2].body, "已穿着", "已洗涤"); }, "replay",
         Audience::buyer},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Proof proof = sample(row.audience);
        std::string const before = signed_text(to_json(proof));
        row.change_it(proof);
        CHECK(failed(check_proof(proof)) == row.fails);
        CHECK(signed_text(to_json(proof)) != before);
    }
}

TEST_CASE("an amount that does not add up is found, also when the events say it") {
    auto history = sample_history();
    std::get<Applied>(history.front().event).quote.refund_fen = 6'668;
    CHECK(failed(check_proof(proof_of(history, Audience::platform))) == "amounts");
    history = sample_history();
    history.back().event = RefundStarted{{{{"w1"}, "AS2026112000000001-1", 6'666}}, Cause::none};
    CHECK(failed(check_proof(proof_of(history, Audience::platform))) == "amounts");
}

TEST_CASE("the amount is worked out from the order again; where it can not be, nothing is said against it") {
    Proof proof = sample();
    CHECK(check_proof(proof).of(ProofCheck::quote) == ProofFinding::open);  // an amount that is made up
    auto const anew =
        quote_anew(proof.ticket, {.now = applied_at, .order = proof.order, .policy = proof.policy});
    REQUIRE(anew.ok());
    auto history = sample_history();
    std::get<Applied>(history.front().event).quote = *anew;
    proof = proof_of(history, Audience::platform);
    CheckedProof const checked = check_proof(proof);
    CHECK(checked.of(ProofCheck::quote) == ProofFinding::good);
    CHECK(checked.anew_fen == anew->refund_fen);
    CHECK(failed(checked) == "");
    proof.order.lines.clear();
    CHECK_FALSE(read_proof(to_json(proof)).ok());
}

TEST_CASE("what is signed is every value, however the file is laid out; the signature itself is not") {
    Proof proof = sample();
    std::string const text = signed_text(to_json(proof));
    CHECK(text.substr(0, 18) == "afterdesk-proof-1\n");
    CHECK(text.size() == 18 + 64 + 1);
    proof.signature = {std::string(64, '1'), std::string(128, '2')};
    Value const signed_one = to_json(proof);
    CHECK(signed_text(signed_one) == text);
    CHECK(signed_text(parsed(write_json(signed_one, 4), proof_limits)) == text);
    Object more = *signed_one.as<Object>();
    put(more, "note", "also true");
    CHECK(signed_text(more) != text);
}

TEST_CASE("a file that is none is told apart from one that is broken") {
    Value const good = to_json(sample());
    auto const mistakes = [&](std::string_view what, std::string_view by) {
        auto const read = read_proof(parsed(with(write_json(good), what, by), proof_limits));
        return read.ok() ? "" : picture(read.error());
    };
    CHECK(mistakes("afterdesk-proof", "invoice") == "unknown_name format");
    CHECK(mistakes("\"version\":1", "\"version\":3") == "too_large version");
    CHECK(mistakes("\"hash\":\"", "\"hash\":\"z") == "bad_characters events[0].hash");
    CHECK_FALSE(read_proof(Value(Array{})).ok());
}

TEST_CASE(
    "what a buyer is shown of an event is read again as it is, and leads to what he sees of the ticket") {
    for (std::uint64_t seed = 1; seed <= proof_seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        Ticket all, his;
        for (std::size_t kind = 0; kind < std::variant_size_v<EventKinds>; ++kind) {
            EventRecord const record = random.event_record(kind);
            std::string const text = stored::text_for_buyer(record, stored::newest_version);
            Mistakes mistakes;
            EventRecord const shown = stored::read_shown_event(parsed(text), "", mistakes);
            REQUIRE_MESSAGE(mistakes.empty(), picture(mistakes));
            CHECK(stored::text_for_buyer(shown, stored::newest_version) == text);
            all = evolve(std::move(all), record.event, record.at);
            if (is_internal(record.event)) {
                ++his.version;
            } else {
                his = evolve(std::move(his), shown.event, shown.at);
            }
            Form const form{.for_buyer = true};
            CHECK(write_json(written(his, form)) == write_json(written(all, form)));
        }
    }
}

TEST_CASE("a key is told by its beginning, in groups of four") {
    std::string const print = fingerprint_of(std::string(64, '0'));
    CHECK(print.size() == 19);
    CHECK(print[4] == ' ');
    CHECK(print != fingerprint_of(std::string(64, '1')));
    ProofKeys const keys{{{std::string(64, 'a')}}};
    auto const read = read_proof_keys(to_json(keys));
    REQUIRE(read.ok());
    CHECK(read->items.front().key == keys.items.front().key);
    CHECK(write_json(to_json(keys)).find(R"("alg":"Ed25519")") != std::string::npos);
}

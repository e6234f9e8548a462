// Everything that is written can be read back: the same value, the same bytes.

#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;
using wire_random::Random;

namespace {

constexpr std::uint64_t roundtrip_seeds = 200;

/// Text → value → text, by way of the parser; the mistakes of the reader instead when there are any.
template <class Read, class Write>
std::string again(std::string const& text, Read read, Write write) {
    Mistakes mistakes;
    auto const item = read(parsed(text), "", mistakes);
    return mistakes.empty() ? write_json(write(item)) : picture(mistakes);
}

}  // namespace

TEST_CASE("orders come back, whatever their sums say") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        CAPTURE(seed);
        Order const order = Random(seed).order();
        std::string const text = write_json(to_json(order));
        Mistakes mistakes;
        Order const read = read_order(parsed(text), "", mistakes);
        for (Mistake const& mistake : mistakes) {
            CAPTURE(picture({mistake}));
            CHECK(mistake.rule > Rule::unknown_name);
        }
        CHECK(read == order);
        CHECK(write_json(to_json(read)) == text);
    }
}

TEST_CASE("the sample order comes back") {
    Value const order = *parsed(fixture("quote/e1.json")).find("order");
    Mistakes mistakes;
    Order const read = read_order(order, "order", mistakes);
    CHECK(picture(mistakes) == "");
    CHECK(read_order(to_json(read), "order", mistakes) == read);
}

TEST_CASE("requests and priors come back") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        Request const request = random.request();
        Claim const claim = random.claim();
        Mistakes mistakes;
        CHECK(read_request(parsed(write_json(to_json(request))), "", mistakes) == request);
        CHECK(read_claim(parsed(write_json(to_json(claim))), "", mistakes) == claim);
        CHECK(picture(mistakes) == "");
    }
}

TEST_CASE("frozen quotes come back, and shown ones but for the units of gifts") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        CAPTURE(seed);
        Quote quote = Random(seed).quote();
        Mistakes mistakes;
        CHECK(read_quote(parsed(write_json(to_json(quote, QuoteForm::frozen))), "", mistakes) == quote);
        std::string const shown = write_json(to_json(quote));
        for (QuotedGift& gift : quote.gifts) gift.units.clear();
        CHECK(read_quote(parsed(shown), "", mistakes) == quote);
        CHECK(picture(mistakes) == "");
    }
}

TEST_CASE("policies come back over any base") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        Policy const policy = random.policy();
        Policy const base = random.policy();
        Mistakes mistakes;
        CHECK(read_policy(parsed(write_json(to_json(policy))), base, "", mistakes) == policy);
        CHECK(read_policy(parsed("{}"), base, "", mistakes) == base);
        Policy one_limit = base;
        one_limit.limits.buyer_offer.ms = 1;
        CHECK(read_policy(parsed(R"({"limits":{"buyer_offer_ms":1}})"), base, "", mistakes) == one_limit);
        CHECK(picture(mistakes) == "");
    }
    Mistakes mistakes;
    CHECK(read_policy(to_json(default_policy()), Policy{}, "", mistakes) == default_policy());
    CHECK(picture(mistakes) == "");
}

TEST_CASE("tickets come back, byte for byte") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        CAPTURE(seed);
        Ticket const ticket = Random(seed).ticket();
        std::string const text = write_json(to_json(ticket));
        CHECK(again(text, read_ticket, [](Ticket const& t) { return to_json(t); }) == text);
        Mistakes mistakes;
        CHECK(read_ticket(parsed(text), "", mistakes) == ticket);
    }
}

TEST_CASE("every kind of event comes back, byte for byte") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        Random random(seed);
        for (std::size_t kind = 0; kind < std::variant_size_v<EventKinds>; ++kind) {
            EventRecord const record = random.event_record(kind);
            CAPTURE(seed);
            CAPTURE(event_name(record.event));
            std::string const text = write_json(to_json(record));
            CHECK(again(text, read_event_record, [](EventRecord const& r) { return to_json(r); }) == text);
        }
    }
}

TEST_CASE("an event says what it is, after who and when") {
    EventRecord const record{2, {1'000}, {ActorKind::merchant, "m1"}, Closed{Cause::withdrawn, "x"}};
    CHECK(write_json(to_json(record)) == R"({"seq":2,"at_ms":1000,"actor":{"kind":"merchant","id":"m1"},)"
                                         R"("event":"closed","cause":"withdrawn","text":"x"})");
    Mistakes mistakes;
    read_event_record(parsed(R"({"seq":2,"at_ms":1000,"actor":{"kind":"system","id":""},"event":"gone"})"),
                      "events[1]", mistakes);
    CHECK(picture(mistakes) == "unknown_name events[1].event");
}

TEST_CASE("commands and applications come back, byte for byte") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        for (Command const& command : random.commands()) {
            CommandBody const body{command, random.number(1'000)};
            std::string const text = write_json(to_json(body));
            Result<CommandBody, Mistakes> const read = read_command(parsed(text));
            CHECK((read.ok() ? write_json(to_json(*read)) : picture(read.error())) == text);
        }
        ApplyBody const apply{{random.id()}, random.apply()};
        std::string const text = write_json(to_json(apply));
        Result<ApplyBody, Mistakes> const read = read_apply(parsed(text));
        CHECK((read.ok() ? write_json(to_json(*read)) : picture(read.error())) == text);
    }
}

TEST_CASE("what the system alone commands is written too, for the record") {
    CHECK(write_json(to_json(CommandBody{RecordRefund{"AS1-1", PartStatus::failed, "NOTENOUGH"}, 4})) ==
          R"({"command":"record_refund","version":4,"refund_no":"AS1-1",)"
          R"("status":"failed","failure":"NOTENOUGH"})");
    CHECK(write_json(to_json(CommandBody{TimeOut{}, 4})) == R"({"command":"time_out","version":4})");
}

TEST_CASE("indented and plain writing mean the same") {
    for (std::uint64_t seed = 1; seed <= roundtrip_seeds; ++seed) {
        CAPTURE(seed);
        Value const value = to_json(Random(seed).ticket());
        CHECK(parsed(write_json(value, 2)) == value);
        CHECK(parsed(write_json(value)) == value);
    }
}

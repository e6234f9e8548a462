// The chain of a ticket's events: sealed where something is personal, whole after it was erased, and broken
// by whatever else is changed.

#include <algorithm>
#include <iterator>

#include "base/sha256.hpp"
#include "domain/ticket/personal.hpp"
#include "wire/chain.hpp"
#include "wire/stored/stored.hpp"
#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;
using wire_random::Random;

namespace {

TenantId const mall{"mall"};
TicketNo const no{"AS2026112000000001"};
std::string const prev(sha256_bytes, 'p');

Chain chain() { return {mall, no, sha256_of}; }
std::string salt() { return std::string(salt_bytes, 's'); }
std::string other_salt() { return std::string(salt_bytes, 't'); }

EventRecord rated(std::string words) {
    return {7, {1'795'147'200'000}, {ActorKind::buyer, "b1"}, Rated{{5, std::move(words)}}};
}

/// As events lay there before they had seals.
Linked unsealed(EventRecord const& record) {
    std::string const body = stored::text_of(record);
    return {body, sha256_of(chained_text(prev, mall, no, body)), {}};
}

/// The first key under which words are left. Rule: "text" of an address is the shop's.
std::string key_with_words(Value const& value, std::string_view key = {}) {
    constexpr std::string_view keys_of_words[] = {"text", "remark", "tracking_no", "carrier_name"};
    if (auto const* const text = value.as<std::string>()) {
        bool const has_words =
            std::find(std::begin(keys_of_words), std::end(keys_of_words), key) != std::end(keys_of_words);
        return has_words && !text->empty() && *text != erased_mark ? std::string(key) : "";
    }
    if (auto const* const list = value.as<Array>()) {
        for (Value const& one : *list)
            if (auto found = key_with_words(one); !found.empty()) return found;
    }
    if (auto const* const members = value.as<Object>()) {
        for (auto const& [name, member] : *members) {
            if (name == "address") continue;
            if (auto found = key_with_words(member, name); !found.empty()) return found;
        }
    }
    return {};
}

}  // namespace

TEST_CASE("every kind of event loses its words and pictures, once, and nothing else") {
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        Random random(seed);
        for (std::size_t kind = 0; kind < std::variant_size_v<EventKinds>; ++kind) {
            EventRecord const record = random.event_record(kind);
            CAPTURE(event_name(record.event));
            EventRecord const erased = without_personal(record);
            CHECK_FALSE(is_personal(erased.event));
            CHECK(evidence_of(erased.event).empty());
            CHECK(key_with_words(parsed(stored::text_of(erased))) == "");
            CHECK(is_personal(record.event) == (stored::text_of(erased) != stored::text_of(record)));
            CHECK(stored::text_of(without_personal(erased)) == stored::text_of(erased));
        }
    }
}

TEST_CASE("a sealed event is proven whole, and what is left of it is proven as well") {
    EventRecord const record = rated("龘甲");
    Linked const whole = chain().link(prev, record, salt);
    CHECK(whole.seal.kind == Seal::Kind::salt);
    CHECK(chain().follows(prev, whole, record));
    auto const erased = chain().erased(whole, record);
    REQUIRE(erased);
    CHECK(erased->hash == whole.hash);
    CHECK(erased->body.find("龘甲") == std::string::npos);
    CHECK(erased->seal.kind == Seal::Kind::commitment);
    CHECK(chain().follows(prev, *erased, *read_linked(erased->body)));
    CHECK_FALSE(chain().erased(*erased, *read_linked(erased->body)));
}

TEST_CASE("what is not personal has no seal, and is hashed as ever") {
    EventRecord const record{7, {1'795'147'200'000}, {}, Withdrawn{}};
    Linked const link = chain().link(prev, record, salt);
    CHECK(link.seal == Seal{});
    CHECK(link.hash == unsealed(record).hash);
    CHECK(chain().follows(prev, link, record));
    CHECK_FALSE(chain().erased(link, record));
}

TEST_CASE("an event of before seals keeps its hash; what is left of it belongs to that hash alone") {
    EventRecord const record = rated("龘甲");
    auto const erased = chain().erased(unsealed(record), record);
    REQUIRE(erased);
    CHECK(erased->seal.kind == Seal::Kind::word);
    CHECK(erased->hash == unsealed(record).hash);
    CHECK(chain().follows(prev, *erased, *read_linked(erased->body)));
    Linked other = *erased;
    other.hash = std::string(sha256_bytes, 'x');
    CHECK_FALSE(chain().follows(prev, other, *read_linked(other.body)));
}

TEST_CASE(
    "whatever is changed breaks the chain: words, stars, salt, commitment, or words that are called erased") {
    EventRecord const record = rated("龘甲");
    Linked const whole = chain().link(prev, record, salt);
    Linked const erased = *chain().erased(whole, record);
    auto const holds = [](Linked const& link, std::string_view before = prev) {
        auto const read = read_linked(link.body);
        return read && chain().follows(before, link, *read);
    };
    CHECK(holds(whole));
    CHECK(holds(erased));
    for (Linked const& link : {whole, erased}) {
        Linked changed = link;
        changed.body = with(changed.body, "\"stars\":5", "\"stars\":1");
        CHECK_FALSE(holds(changed));
        changed = link;
        changed.seal.bytes[0] ^= 1;
        CHECK_FALSE(holds(changed));
        CHECK_FALSE(holds(link, std::string(sha256_bytes, 'q')));
    }
    Linked changed = whole;
    changed.body = with(changed.body, "龘甲", "龘乙");
    CHECK_FALSE(holds(changed));
    changed = whole;
    changed.seal = erased.seal;
    CHECK_FALSE(holds(changed));
    CHECK(chain().link(prev, record, other_salt).hash != whole.hash);
}

TEST_CASE("a seal is kept as a letter and its bytes, and nothing else is one") {
    for (Seal const& seal : {Seal{}, Seal{Seal::Kind::salt, salt()}, Seal{Seal::Kind::commitment, prev},
                             Seal{Seal::Kind::word, prev}})
        CHECK(read_seal(kept_seal(seal)) == seal);
    for (std::string const& wrong :
         {std::string("s"), "x" + prev, "s" + prev, "c" + salt(), "c" + prev + "c"})
        CHECK_FALSE(read_seal(wrong));
}

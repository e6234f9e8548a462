// Tickets to take along: the file of each audience is sound and signed, tells nobody more than he may read,
// and the key stays the same.

#include <sys/stat.h>

#include "base/sha256.hpp"
#include "cli_verify_proof.hpp"
#include "crypto/signature.hpp"
#include "files/small_file.hpp"
#include "wire/proof_check.hpp"
#include "world.hpp"

using namespace afterdesk;
using wire::CheckedProof;
using wire::ProofCheck;
using wire::ProofFinding;
using world::World;

namespace {

/// Returned, received, refunded; and beside it a refund of the same order.
std::string returned_and_paid(World& w) {
    std::string const no = w.returned_one();
    w.must(w.merchant, no, Receive{});
    w.service->jobs.run_due();
    w.return_one();
    return no;
}

wire::Proof proof_of(World& w, Caller const& caller, std::string const& no) {
    auto proof = w.service->proofs.make(caller, no);
    REQUIRE(proof.ok());
    return std::move(proof).value();
}

bool is_signed(wire::Value const& document) {
    auto const proof = wire::read_proof(document);
    return proof.ok() && proof->signature &&
           crypto::is_signed(bytes_of_hex(proof->signature->key), bytes_of_hex(proof->signature->value),
                             wire::signed_text(document));
}

wire::Value document_of(std::string const& text) {
    auto value = wire::parse_json(text, wire::proof_limits);
    REQUIRE(value.ok());
    return std::move(value).value();
}

std::string saved(World const& w, std::string const& text) {
    std::string const path = w.folder.path() + "/downloaded.json";
    files::write_small_file(path, text);
    return path;
}

std::string with(std::string text, std::string_view what, std::string_view by) {
    std::size_t const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("the file of each audience is sound, signed, and worked out again to the fen") {
    World w;
    std::string const no = returned_and_paid(w);
    for (Caller const& caller : {w.buyer, w.merchant, w.platform}) {
        CAPTURE(caller.actor_id);
        wire::Proof const proof = proof_of(w, caller, no);
        std::string const text = wire::write_json(wire::to_json(proof));
        auto const read = wire::read_proof(document_of(text));
        REQUIRE(read.ok());
        CheckedProof const checked = wire::check_proof(*read);
        CHECK(checked.sound());
        for (ProofCheck const what : {ProofCheck::chain, ProofCheck::replay, ProofCheck::amounts,
                                      ProofCheck::quote, ProofCheck::evidence})
            CHECK_MESSAGE(checked.of(what) == ProofFinding::good, static_cast<int>(what));
        CHECK(checked.ticket.state == State::completed);
        CHECK(checked.refunded_fen == 6'667);
        CHECK(is_signed(document_of(text)));
        bool const is_buyer = caller.audience == wire::Audience::buyer;
        CHECK((checked.cut + checked.withheld > 0) == is_buyer);
        CHECK(proof.events.size() == w.look(no).history.size());
        CHECK(proof.files.size() == 1);
        CHECK(proof.files[0].bytes == 10);
        CHECK((text.find(R"(m1\")") == std::string::npos) == is_buyer);  // who of the shop it was
        CHECK((text.find("buyer_tickets_30d") == std::string::npos) == is_buyer);
    }
    CHECK_FALSE(w.service->proofs.make(w.other_buyer, no).ok());
    CHECK_FALSE(w.service->proofs.make(w.other_merchant, no).ok());
    CHECK_FALSE(w.service->proofs.make(w.platform, "AS0").ok());
}

TEST_CASE("other tickets' later claims do not change the amount") {
    World w;
    std::string const first = w.refund_one("E1", 1).ticket.no.value;
    w.refund_one("E1", 2);
    for (std::string const& no : {first}) {
        CheckedProof const checked = wire::check_proof(proof_of(w, w.platform, no));
        CHECK(checked.of(ProofCheck::quote) == ProofFinding::good);
        CHECK(checked.sound());
    }
}

TEST_CASE("one changed value anywhere in the file, and the signature is wrong") {
    World w;
    std::string const no = returned_and_paid(w);
    std::string const text = wire::write_json(wire::to_json(proof_of(w, w.buyer, no)));
    CHECK(is_signed(document_of(text)));
    CHECK(is_signed(document_of(wire::write_json(document_of(text), 2))));  // laid out anew
    struct Row {
        char const* name;
        std::string_view what, by;
    };
    for (Row const& row : {Row{"an event", R"(\"reason\":\"size_unfit\")", R"(\"reason\":\"size_unfix\")"},
                           Row{"an event's hash", R"("hash":")", R"("hash":"0)"},
                           Row{"the order", R"("freight_fen":1000)", R"("freight_fen":1001)"},
                           Row{"the policy", R"("price_protect_days":)", R"("price_protect_days":1)"},
                           Row{"the time", R"("made_at_ms":)", R"("made_at_ms":1)"},
                           Row{"a picture", R"("sha256":"aaaa)", R"("sha256":"aaab)"},
                           Row{"its size", R"("bytes":10)", R"("bytes":11)"},
                           Row{"whose it is", R"("audience":"buyer")", R"("audience":"platform")"}}) {
        CAPTURE(row.name);
        CHECK_FALSE(is_signed(document_of(with(text, row.what, row.by))));
    }
    wire::Proof proof = proof_of(w, w.buyer, no);
    for (std::string* part : {&proof.signature->key, &proof.signature->value}) {
        char const was = std::exchange((*part)[5], (*part)[5] == '0' ? '1' : '0');
        CHECK_FALSE(is_signed(wire::to_json(proof)));
        (*part)[5] = was;
    }
    CHECK(is_signed(wire::to_json(proof)));
}

TEST_CASE("the key is made once, for its owner only, and is never replaced by another") {
    World w;
    std::string const path = proof_key_path(w.folder.path());
    CHECK_FALSE(files::read_small_file(path));
    std::string const key = w.service->proofs.keys().items.at(0).key;
    struct stat about {};
    REQUIRE(::stat(path.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
    w.restart();
    CHECK(w.service->proofs.keys().items.at(0).key == key);
    CHECK(proof_of(w, w.buyer, w.refund_one().ticket.no.value).signature->key == key);
    std::string const kept = *files::read_small_file(path);
    for (std::string const& damaged :
         {std::string(), std::string("{}"), kept.substr(0, 40), with(kept, "Ed25519", "RSA"),
          with(kept, "\"public\": \"", "\"public\": \"0")}) {
        files::write_small_file(path, damaged);
        w.restart();
        CHECK_THROWS_AS(w.service->proofs.keys(), store::StoreFailure);
        CHECK(*files::read_small_file(path) == damaged);
    }
    files::write_small_file(path, kept);
    w.restart();
    CHECK(w.service->proofs.keys().items.at(0).key == key);
}

TEST_CASE("a key that is added signs, and those before it are still told") {
    World w;
    std::string const path = proof_key_path(w.folder.path());
    std::string const first = w.service->proofs.keys().items.at(0).key;
    auto const added = crypto::signing_key(std::string(32, 'k'));
    wire::Object const item{
        {"alg", "Ed25519"}, {"public", hex_of(added.public_key)}, {"secret", hex_of(added.seed)}};
    wire::Value document = document_of(*files::read_small_file(path));
    wire::Array keys = *document.find("keys")->as<wire::Array>();
    keys.push_back(item);
    files::write_small_file(path, wire::write_json(wire::Object{{"keys", keys}}));
    w.restart();
    auto const told = w.service->proofs.keys().items;
    REQUIRE(told.size() == 2);
    CHECK(told[0].key == first);
    CHECK(proof_of(w, w.buyer, w.refund_one().ticket.no.value).signature->key == told[1].key);
}

TEST_CASE("`afterdesk verify-proof` says by its status whether all is well") {
    World w;
    std::string const no = returned_and_paid(w);
    wire::Proof const proof = proof_of(w, w.buyer, no);
    std::string const text = wire::write_json(wire::to_json(proof));
    std::string const path = saved(w, text);
    CHECK(cli_verify_proof({path, "", {}}) == 0);
    CHECK(cli_verify_proof({path, proof.signature->key, {}}) == 0);
    CHECK(cli_verify_proof({path, std::string(64, '0'), {}}) == 1);
    CHECK(cli_verify_proof({path, "", {path}}) == 1);  // no picture of the list
    saved(w, with(text, "\"price_protect_days\":", "\"price_protect_days\":1"));
    CHECK(cli_verify_proof({path, "", {}}) == 1);
    saved(w, with(text, "\"freight_fen\":1000", "\"freight_fen\":1001"));  // an order that does not add up
    CHECK(cli_verify_proof({path, "", {}}) == 2);
    saved(w, "{}");
    CHECK(cli_verify_proof({path, "", {}}) == 2);
    CHECK(cli_verify_proof({w.folder.path() + "/nothing", "", {}}) == 2);
}

#include "wire/proof.hpp"

#include <algorithm>

#include "base/sha256.hpp"
#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr int newest_proof = 2;  // since then events have seals
constexpr int signature_form = 1;
constexpr int max_events = 10'000;
constexpr int max_body_chars = 8 << 20;
constexpr int max_files = 10'000;
constexpr int max_other_claims = 5'000;
constexpr int max_proof_keys = 1'000;
constexpr std::size_t fingerprint_bytes = 8, fingerprint_group = 4;
constexpr Range file_bytes_range{0, INT64_MAX};

void hex(FieldIo& io, char const* key, std::string& text, std::size_t bytes) {
    io.text(key, text, max_long_chars);
    if (io.reads() && !is_hex(text, bytes)) io.reader().mistake(Rule::bad_characters, key);
}

/// The first program to read proofs knows no seals, and would take them for broken.
int version_of(Proof const& proof) {
    bool const sealed = std::any_of(proof.events.begin(), proof.events.end(), [](ProofEvent const& event) {
        return event.erased || event.seal.kind != Seal::Kind::none;
    });
    return sealed ? newest_proof : 1;
}

}  // namespace

void fields(FieldIo& io, ProofEvent& event) {
    hex(io, "hash", event.hash, sha256_bytes);
    std::string body = event.body.value_or("");
    io.text(if_said("body"), body, max_body_chars);
    if (io.reads() && !body.empty()) event.body = std::move(body);
    io.flag(if_said("cut"), event.cut);
    io.flag(if_said("erased"), event.erased);
    std::string seal = hex_of(kept_seal(event.seal));
    io.text(if_said("seal"), seal, max_short_chars + max_short_chars);
    if (!io.reads() || seal.empty()) return;
    auto const read = is_hex(seal, seal.size() / 2) ? read_seal(bytes_of_hex(seal)) : std::nullopt;
    if (!read) return io.reader().mistake(Rule::bad_characters, "seal");
    event.seal = *read;
}

void fields(FieldIo& io, ProofFile& file) {
    hex(io, "sha256", file.sha256, sha256_bytes);
    io.integer("bytes", file.bytes, file_bytes_range);
}

void fields(FieldIo& io, ProofSignature& signature) {
    hex(io, "key", signature.key, proof_key_bytes);
    hex(io, "value", signature.value, proof_signature_bytes);
}

void fields(FieldIo& io, Proof& proof) {
    std::string format(proof_format);
    io.text("format", format, max_short_chars);
    if (io.reads() && format != proof_format) return io.reader().mistake(Rule::unknown_name, "format");
    int version = version_of(proof);
    io.number("version", version, Range{1, newest_proof});
    io.id("tenant", proof.tenant.value);
    io.id("ticket_no", proof.ticket_no.value);
    io.name("audience", proof.audience);
    io.instant("made_at_ms", proof.made_at);
    io.list("events", proof.events, max_events);
    io.part("ticket", proof.ticket);
    io.part_by<order_fields>("order", proof.order);
    io.part("policy", proof.policy);
    io.list("claims", proof.claims, max_other_claims);
    io.list("evidence", proof.files, max_files);
    io.part_if("signature", proof.signature);
}

void fields(FieldIo& io, ProofKeys::Item& item) {
    std::string algorithm = "Ed25519";
    io.text("alg", algorithm, max_short_chars);
    hex(io, "key", item.key, proof_key_bytes);
    std::string print = io.reads() ? std::string() : fingerprint_of(item.key);
    io.text(or_default("fingerprint"), print, max_short_chars);
}

void fields(FieldIo& io, ProofKeys& keys) { io.list("items", keys.items, max_proof_keys); }

Value to_json(Proof const& proof) {
    return written(proof, Form{.for_buyer = proof.audience == Audience::buyer});
}

Result<Proof, Mistakes> read_proof(Value const& document) {
    TRY(proof, read_answer<Proof>(document));
    Mistakes mistakes = check_order(proof.order, "order");
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return proof;
}

std::string signed_text(Value const& document) {
    Object rest;
    if (auto const* members = document.as<Object>()) {
        for (auto const& member : *members) {
            if (member.first != "signature") rest.push_back(member);
        }
    }
    return std::string(proof_format) + "-" + std::to_string(signature_form) + "\n" +
           hex_of(sha256_of(write_json(rest))) + "\n";
}

Value to_json(ProofKeys const& keys) { return written(keys); }

Result<ProofKeys, Mistakes> read_proof_keys(Value const& value) { return read_answer<ProofKeys>(value); }

std::string fingerprint_of(std::string_view key_hex) {
    std::string const print = hex_of(sha256_of(key_hex).substr(0, fingerprint_bytes));
    std::string out;
    for (std::size_t at = 0; at < print.size(); at += fingerprint_group) {
        out += (out.empty() ? "" : " ") + print.substr(at, fingerprint_group);
    }
    return out;
}

}  // namespace afterdesk::wire

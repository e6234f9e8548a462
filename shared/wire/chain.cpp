#include "wire/chain.hpp"

#include "base/check.hpp"
#include "base/sha256.hpp"
#include "domain/ticket/personal.hpp"
#include "wire/describe.hpp"
#include "wire/proof.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::wire {

namespace {

std::size_t bytes_of(Seal::Kind kind) { return kind == Seal::Kind::salt ? salt_bytes : sha256_bytes; }

}  // namespace

std::string chained_text(std::string_view prev_hash, TenantId const& tenant, TicketNo const& no,
                         std::string_view body) {
    CHECK(prev_hash.size() == sha256_bytes);
    std::string text(prev_hash);
    text += tenant.value;
    text += '\0';
    text += no.value;
    text += '\0';
    text += body;
    return text;
}

std::string first_chain_hash() { return std::string(sha256_bytes, '\0'); }

std::string kept_seal(Seal const& seal) {
    if (seal.kind == Seal::Kind::none) return {};
    return static_cast<char>(seal.kind) + seal.bytes;
}

std::optional<Seal> read_seal(std::string_view kept) {
    if (kept.empty()) return Seal{};
    for (Seal::Kind const kind : {Seal::Kind::salt, Seal::Kind::commitment, Seal::Kind::word}) {
        if (kept.front() == static_cast<char>(kind) && kept.size() == 1 + bytes_of(kind))
            return Seal{kind, std::string(kept.substr(1))};
    }
    return std::nullopt;
}

std::string erased_text(EventRecord const& record, int version) {
    return stored::text_of(without_personal(record), version);
}

std::optional<EventRecord> read_linked(std::string_view body) {
    auto const value = parse_json(body, proof_limits);
    if (!value.ok()) return std::nullopt;
    Mistakes mistakes;
    EventRecord record = stored::read_event(*value, "", mistakes);
    return mistakes.empty() ? std::optional(std::move(record)) : std::nullopt;
}

/// A document holds no zero byte, so where it ends is plain.
std::string Chain::hash_of(std::string_view prev_hash, std::string_view body,
                           std::string_view commitment) const {
    std::string text = chained_text(prev_hash, tenant_, no_, body);
    if (!commitment.empty()) {
        text += '\0';
        text += commitment;
    }
    return sha256_(text);
}

Linked Chain::link(std::string_view prev_hash, EventRecord const& record, std::string (*salt)()) const {
    Linked link{stored::text_of(record), {}, {}};
    if (!is_personal(record.event)) {
        link.hash = hash_of(prev_hash, link.body);
        return link;
    }
    link.seal = {Seal::Kind::salt, salt()};
    CHECK(link.seal.bytes.size() == salt_bytes);
    link.hash =
        hash_of(prev_hash, erased_text(record, stored::newest_version), sha256_(link.seal.bytes + link.body));
    return link;
}

bool Chain::follows(std::string_view prev_hash, Linked const& link, EventRecord const& record) const {
    if (link.hash.size() != sha256_bytes || prev_hash.size() != sha256_bytes) return false;
    if (link.seal.erased() && is_personal(record.event)) return false;
    switch (link.seal.kind) {
        case Seal::Kind::none: return link.hash == hash_of(prev_hash, link.body);
        case Seal::Kind::salt:
            return link.hash == hash_of(prev_hash, erased_text(record, stored::version_in(link.body)),
                                        sha256_(link.seal.bytes + link.body));
        case Seal::Kind::commitment: return link.hash == hash_of(prev_hash, link.body, link.seal.bytes);
        case Seal::Kind::word: return link.seal.bytes == hash_of(link.hash, link.body);
    }
    CHECK(false);
}

std::optional<Linked> Chain::erased(Linked const& link, EventRecord const& record) const {
    if (!is_personal(record.event)) return std::nullopt;
    Linked out{erased_text(record, stored::version_in(link.body)), link.hash, {}};
    if (link.seal.kind == Seal::Kind::salt) {
        out.seal = {Seal::Kind::commitment, sha256_(link.seal.bytes + link.body)};
    } else {
        out.seal = {Seal::Kind::word, hash_of(link.hash, out.body)};
    }
    return out;
}

}  // namespace afterdesk::wire

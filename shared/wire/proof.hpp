#pragma once
// A ticket to take along: one file with its events as they lie in the desk's hash chain, what they are about,
// and the desk's signature. Whoever has it checks it without the desk (wire/proof_check.hpp).
//
// Each event stands with its hash. Where the reader may read all of it, the body is the stored text, and
// the hash follows from it, its seal and the hash before (wire/chain.hpp). What is the shop's own business is
// cut out of a buyer's file: such an event says "cut", or has no body at all, and the hash is then the desk's
// word. It is the hash that the desk's own file has in that place: the two can be held against each other.
// Where personal words were erased since, the event says "erased".
//
// The signature (Ed25519) is over signed_text: every value of the file but the signature itself. The file may
// be laid out anew; a value that changes breaks it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/api.hpp"
#include "wire/chain.hpp"

namespace afterdesk::wire {

inline constexpr std::string_view proof_format = "afterdesk-proof";
inline constexpr std::size_t proof_key_bytes = 32, proof_signature_bytes = 64;
/// A ticket of 10,000 events with an order of 500 lines is far below it.
inline constexpr ParseLimits proof_limits{32u << 20, 24};

struct ProofEvent {
    std::string hash;                 ///< in the desk's chain; hex
    std::optional<std::string> body;  ///< the document; nothing: not for this reader at all
    bool cut = false;                 ///< the body is without what is the shop's own business
    bool erased = false;              ///< it is without what was personal
    Seal seal{};                      ///< of what is not cut
};
/// A picture that the ticket speaks of.
struct ProofFile {
    std::string sha256;  ///< hex; also its id
    std::int64_t bytes = 0;
};
/// Units: hex, 32 and 64 bytes.
struct ProofSignature {
    std::string key, value;
};
struct Proof {
    TenantId tenant;
    TicketNo ticket_no;
    Audience audience = Audience::buyer;  ///< whose file it is: what a buyer may not read is left out
    Instant made_at;
    std::vector<ProofEvent> events;
    Ticket ticket;              ///< as the events lead to it
    Order order;                ///< as it was known when the file was made
    Policy policy;              ///< of the version that the ticket keeps
    std::vector<Claim> claims;  ///< what the order's other tickets held when the amount was last worked out
    std::vector<ProofFile> files;
    std::optional<ProofSignature> signature;  ///< nothing: not signed yet
};

Value to_json(Proof const& proof);
/// Errors: unknown_name at "format" for another kind of file, too_large at "version" for a newer one; those
/// of FieldIo; what the order itself breaks.
Result<Proof, Mistakes> read_proof(Value const& document);

/// What the desk signs. Shape: "afterdesk-proof-1\n", the SHA-256 in hex of the document without its member
/// "signature", written without blanks, "\n".
std::string signed_text(Value const& document);

/// The desk's keys, so that a reader knows whose signature it is: GET /api/v1/proof-keys. The newest is last.
struct ProofKeys {
    struct Item {
        std::string key;  ///< hex
    };
    std::vector<Item> items;
};
Value to_json(ProofKeys const& keys);
Result<ProofKeys, Mistakes> read_proof_keys(Value const& value);

/// A key as people compare it: the beginning of its SHA-256, "3fa9 04c2 17be 88d0".
std::string fingerprint_of(std::string_view key_hex);

}  // namespace afterdesk::wire

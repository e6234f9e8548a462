#pragma once
// What a proof file proves, found out by the core alone: page, command line and tests call the same function.
// Only the signature is left to whoever has the mathematics for it (signed_text, wire/proof.hpp).

#include "wire/proof.hpp"

namespace afterdesk::wire {

/// What is looked at, in this order. `signature` is not checked here.
enum class ProofCheck : std::uint8_t {
    chain,      ///< the events follow each other by their hashes, none is missing before the last
    replay,     ///< the events, folded, give the ticket of the file
    amounts,    ///< its parts add up, and what was refunded is what was granted
    quote,      ///< the order and the policy of the file lead to this amount
    evidence,   ///< the list of pictures is that of the events
    signature,  ///< no value was changed since the desk signed
};
inline constexpr int proof_check_count = 6;

/// What came of a check. `open`: it can not be said from the file.
enum class ProofFinding : std::uint8_t { good, failed, open };

struct CheckedProof {
    ProofFinding found[proof_check_count] = {};  ///< by ProofCheck; signature: open
    /// Events whose hash follows from their text; from which the shop's own was cut; of which only the hash
    /// is there.
    int whole = 0, cut = 0, withheld = 0;
    /// Of all of them those that what was personal was erased from; and the whole ones among these whose hash
    /// is the desk's word, as they are of before seals.
    int erased = 0, vouched = 0;
    int broken_at = 0;            ///< the first event that does not fit, from 1; 0: none
    Ticket ticket;                ///< as the events lead to it
    Instant last_event_at;        ///< 0: no event can be read
    Fen refunded_fen = 0;         ///< parts of the refund that were paid, as the events say
    std::optional<Fen> anew_fen;  ///< what the order and the policy of the file lead to; nothing: refused

    ProofFinding of(ProofCheck check) const { return found[static_cast<std::size_t>(check)]; }
    void set(ProofCheck check, ProofFinding finding) { found[static_cast<std::size_t>(check)] = finding; }
    /// Nothing failed.
    bool sound() const;
};

/// Promise: never fails, whatever the file says.
CheckedProof check_proof(Proof const& proof);

}  // namespace afterdesk::wire

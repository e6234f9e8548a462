#pragma once
// The hash chain of a ticket's events, and how it stays whole when what is personal is taken out of them.
//
// An event without anything personal is hashed as its text lies there (chained_text). One with is hashed as
// its text without it, and a commitment: the SHA-256 of a random salt and the whole text. As long as the salt
// is there, both texts are proven; erasing leaves the commitment, which proves what stays and tells nothing
// of what is gone. Events of before seals were hashed whole: when they are erased their hash stays as it was,
// and that what stays belongs to it is the desk's word.

#include <optional>
#include <string>
#include <string_view>

#include "wire/api.hpp"

namespace afterdesk::wire {

/// What an event's hash is taken of: the hash before (first_chain_hash for the first), the ticket and the
/// event's document. Units: hashes are 32 bytes.
std::string chained_text(std::string_view prev_hash, TenantId const& tenant, TicketNo const& no,
                         std::string_view body);
std::string first_chain_hash();

inline constexpr std::size_t salt_bytes = 16;

/// What stands with an event, beside its text, so that its hash can be made of it.
struct Seal {
    enum class Kind : char {
        none,              ///< hashed as it lies there
        salt = 's',        ///< whole, with something personal in it
        commitment = 'c',  ///< erased; the hash follows from what is left
        word = 'w',        ///< erased; hashed as it was before, so that what is left only has the desk's word
    };
    Kind kind = Kind::none;
    std::string bytes;

    bool erased() const { return kind == Kind::commitment || kind == Kind::word; }
    bool operator==(Seal const&) const = default;
};
/// As it is kept: a letter and its bytes; empty without one.
std::string kept_seal(Seal const& seal);
/// Errors: nothing for anything else.
std::optional<Seal> read_seal(std::string_view kept);

/// An event as it lies in the chain.
struct Linked {
    std::string body, hash;
    Seal seal;
};

/// One ticket's.
class Chain {
  public:
    using Sha256 = std::string (*)(std::string_view);

    /// Units: all of them outlive it; `sha256` is whichever is at hand.
    Chain(TenantId const& tenant, TicketNo const& no, Sha256 sha256)
        : tenant_(tenant), no_(no), sha256_(sha256) {}

    /// A new event behind that hash. Units: `salt` gives salt_bytes random bytes; it is asked when needed.
    Linked link(std::string_view prev_hash, EventRecord const& record, std::string (*salt)()) const;
    /// Whether its hash follows from the one before it and from its text. Units: `record` is what its text
    /// says.
    bool follows(std::string_view prev_hash, Linked const& link, EventRecord const& record) const;
    /// The same event without what is personal; its hash stays. Nothing when there is none in it.
    std::optional<Linked> erased(Linked const& link, EventRecord const& record) const;

  private:
    std::string hash_of(std::string_view prev_hash, std::string_view body,
                        std::string_view commitment = {}) const;

    TenantId const& tenant_;
    TicketNo const& no_;
    Sha256 sha256_;
};

/// An event's text without what is personal. Units: `version` is that of the text.
std::string erased_text(EventRecord const& record, int version);

/// What a stored text says. Errors: nothing when it can not be read.
std::optional<EventRecord> read_linked(std::string_view body);

}  // namespace afterdesk::wire

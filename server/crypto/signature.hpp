#pragma once
// Ed25519 (RFC 8032): keys, signatures. Thin names over libsodium.

#include <string>
#include <string_view>

namespace afterdesk::crypto {

inline constexpr std::size_t sign_seed_bytes = 32, sign_public_bytes = 32, sign_bytes = 64;

/// What is kept of a key. Units: 32 bytes each.
struct SigningKey {
    std::string seed, public_key;
};
/// Units: `seed` of 32 bytes (random_bytes).
SigningKey signing_key(std::string seed);
/// Units: 64 bytes.
std::string sign(std::string_view seed, std::string_view text);
/// Keys and signatures of any length may come; those of a wrong one are no signature.
bool is_signed(std::string_view public_key, std::string_view signature, std::string_view text);

}  // namespace afterdesk::crypto

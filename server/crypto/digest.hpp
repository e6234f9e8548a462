#pragma once
// SHA-256 by OpenSSL's libcrypto, which uses the processor's own instructions for it: a fifth of the time.
// HMAC, base64url, random bytes: thin names over libsodium.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace afterdesk::crypto {

/// SHA-256. Units: 32 bytes.
std::string sha256(std::string_view bytes);
std::string hex(std::string_view bytes);
/// SHA-256 as 64 hexadecimal characters.
inline std::string sha256_hex(std::string_view bytes) { return hex(sha256(bytes)); }

/// HMAC-SHA256 (RFC 2104). Units: 32 bytes.
std::string hmac_sha256(std::string_view key, std::string_view text);

/// Base64 with padding (RFC 4648 §4).
std::string base64(std::string_view bytes);
/// Base64 with - and _ and without padding (RFC 7515).
std::string base64url(std::string_view bytes);
// Errors: nothing when it is not exactly that.
std::optional<std::string> from_base64(std::string_view text);
std::optional<std::string> from_base64url(std::string_view text);

/// Bytes from the system's generator.
std::string random_bytes(std::size_t count);
std::uint64_t random64();

/// True when both are the same; takes the same time wherever they differ.
bool same(std::string_view a, std::string_view b);

}  // namespace afterdesk::crypto

#pragma once
// One-time codes by the time (TOTP, RFC 6238, on HOTP, RFC 4226): six digits, steps of thirty seconds,
// HMAC-SHA1 (what every app knows). Thin over OpenSSL's libcrypto: libsodium has no SHA-1.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"

namespace afterdesk::crypto {

inline constexpr std::size_t one_time_secret_bytes = 20;
inline constexpr int one_time_digits = 6;

/// HMAC-SHA1 (RFC 2104). Units: 20 bytes.
std::string hmac_sha1(std::string_view key, std::string_view text);
/// The code of a counter. Units: `digits` 1 to 8.
std::string counter_code(std::string_view secret, std::uint64_t counter, int digits = one_time_digits);
/// Which step an instant lies in.
std::int64_t step_of(Instant at);

/// RFC 4648 §6 in capitals, without padding.
std::string base32(std::string_view bytes);

}  // namespace afterdesk::crypto

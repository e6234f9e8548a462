#pragma once
// SHA-256 for what the page checks by itself; the server's own hashes are libsodium's.

#include <cstddef>
#include <string>
#include <string_view>

namespace afterdesk {

inline constexpr std::size_t sha256_bytes = 32;

/// SHA-256. Units: 32 bytes. Rule: FIPS 180-4.
std::string sha256_of(std::string_view bytes);

/// Two lower-case digits for each byte.
std::string hex_of(std::string_view bytes);
/// True for so many bytes written by hex_of.
bool is_hex(std::string_view text, std::size_t bytes);
/// The bytes again. Units: `hex` is_hex.
std::string bytes_of_hex(std::string_view hex);

}  // namespace afterdesk

#pragma once
// Sealed text: AES-256-GCM (NIST SP 800-38D), thin over OpenSSL's libcrypto. libsodium has it only where the
// processor does.

#include <optional>
#include <string>
#include <string_view>

namespace afterdesk::crypto {

inline constexpr std::size_t sealed_key_bytes = 32, sealed_tag_bytes = 16;

/// Units: `key` of 32 bytes; `sealed` ends with the tag of 16 bytes; `nonce` of any length.
struct Sealed {
    std::string_view nonce, associated, sealed;
};
/// Errors: nothing when a single bit of it is another one.
std::optional<std::string> open_sealed(std::string_view key, Sealed const& message);

}  // namespace afterdesk::crypto

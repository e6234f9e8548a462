#pragma once
// How an event is signed. Rule: Standard Webhooks 1.0.0, symmetric signatures (v1).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"

namespace afterdesk::outside::webhook {

/// The key in "whsec_" and base64. Errors: nothing when it is not so, or is not of 24 to 64 bytes.
std::optional<std::string> key_in(std::string_view secret);
/// A new one, of 32 random bytes.
std::string new_secret();

/// The header webhook-signature: one signature for each secret, with a blank between them. Units: `seconds`
/// since 1970; each secret is one that key_in reads.
std::string signatures_of(std::vector<std::string> const& secrets, std::string_view id, std::int64_t seconds,
                          std::string_view body);

}  // namespace afterdesk::outside::webhook

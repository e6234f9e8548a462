#pragma once
// Launch links: the mall sends a buyer to us with a signed, short-lived token that works once.
// Rule: RFC 7519 (JWT) in compact form (RFC 7515), EdDSA (RFC 8037) or HS256; nothing else, whatever the
// header says.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/result.hpp"
#include "domain/rule.hpp"

namespace afterdesk {

inline constexpr std::string_view launch_audience = "afterdesk";
inline constexpr Duration launch_max_lifetime = minutes(5);
inline constexpr Duration launch_clock_skew = {30'000};

enum class LaunchAlgorithm : unsigned char { eddsa, hs256 };

/// What a mall signs with; it may have several, so that a new one is known before the old one goes. Units:
/// EdDSA: public_key 32 bytes, secret the 32-byte seed (only where we sign
/// ourselves); HS256: secret, at least 32 bytes.
struct LaunchKey {
    TenantId tenant;
    LaunchAlgorithm algorithm = LaunchAlgorithm::eddsa;
    std::string key_id;  ///< "kid"; may be empty
    std::string public_key, secret;
};

std::string launch_key_path(std::string const& data_dir);
/// The keys in DATA/launch.key: {"keys":[{"tenant","alg","kid"?,"public"?,"secret"?}]}, bytes as base64url.
/// Errors: mistakes of the file; an absent file has no keys.
Result<std::vector<LaunchKey>, Mistakes> load_launch_keys(std::string const& data_dir);

/// The key that links of our own are signed with: made and put into the file beside the mall's keys when it
/// is not there, so that nobody has to give us a secret of his. Errors: StoreFailure when the file can not be
/// read, std::system_error when it can not be written.
LaunchKey ensure_own_key(std::string const& data_dir, TenantId const& tenant);

std::string_view name_of(LaunchAlgorithm algorithm);

/// Puts a mall's key into the file, in place of one of that name. Errors: name_taken (kid) for the name of
/// ours; too_many. StoreFailure when the file can not be read, std::system_error when it can not be written.
Mistakes keep_launch_key(std::string const& data_dir, LaunchKey const& key);
/// Promise: false when it was not there; ours stays.
bool forget_launch_key(std::string const& data_dir, TenantId const& tenant, std::string_view key_id);

/// Who is sent, and with what in mind.
struct LaunchClaims {
    std::string issuer;
    TenantId tenant;
    BuyerId buyer;
    std::string buyer_name, phone_tail;  ///< optional
    std::string order_no;                ///< optional
    std::string jti;
    Instant expires;
};

/// A signed token. Units: key.secret is there.
std::string make_launch_token(LaunchKey const& key, LaunchClaims const& claims);

/// The claims, before anything is believed: to find the tenant whose key must have signed.
struct UnverifiedToken {
    LaunchClaims claims;
    std::string algorithm, key_id, signed_part, signature;
    std::optional<std::int64_t> not_before_s, issued_s;
    bool for_us = false;  ///< "aud" names us
};
/// Errors: launch_token_malformed at "token.exp" or whichever claim it is; at "token" for the rest.
Result<UnverifiedToken, Mistakes> parse_launch_token(std::string_view token);

/// Checks signature, audience and times. The keys are the tenant's: those with the token's "kid" are tried,
/// and each of them when none has it.
/// Errors: launch_key_missing without any key; launch_token_forged; with the claim in their path
/// launch_token_wrong_audience, launch_token_expired (also for one that begins later),
/// launch_token_too_long_lived.
Result<LaunchClaims, Mistakes> verify_launch_token(UnverifiedToken const& token, TenantId const& tenant,
                                                   std::vector<LaunchKey> const& keys, Instant now);

}  // namespace afterdesk

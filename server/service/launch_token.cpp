#include "service/launch_token.hpp"

#include <algorithm>
#include <array>
#include <mutex>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "crypto/signature.hpp"
#include "files/small_file.hpp"
#include "service/caller.hpp"
#include "service/launch_claims.hpp"
#include "store/failure.hpp"
#include "wire/fields.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

using wire::Object;
using wire::ObjectReader;
using wire::Value;

constexpr std::size_t max_token_bytes = 4'096;
constexpr std::size_t min_secret_bytes = 32;
/// Mending may make a document longer.
constexpr wire::ParseLimits claim_limits{4 * max_token_bytes, 16};
constexpr wire::ParseLimits key_file_limits{1 << 20, 6};
constexpr int max_keys = 10'000, max_keys_of_one = 20;
constexpr int max_key_chars = 1'000;
constexpr std::string_view own_key_id = "afterdesk";

/// What a refusal may name; whatever else a document holds is not repeated to anybody.
constexpr std::array<std::string_view, 14> claims_by_name{"alg",    "kid",      "crit", "iss",       "aud",
                                                          "tenant", "sub",      "jti",  "exp",       "iat",
                                                          "nbf",    "order_no", "name", "phone_tail"};

/// A refusal names the claim for whoever built the link; the buyer reads the rule's sentence.
Err<Mistakes> no_launch(Rule rule, std::string_view claim = {}) {
    auto const& known = claims_by_name;
    bool const named = std::find(known.begin(), known.end(), claim) != known.end();
    return Err{one_mistake(rule, named ? wire::at_key("token", claim) : "token")};
}

// ---- Keys -------------------------------------------------------------------------------------------------

std::string read_bytes(ObjectReader& reader, std::string_view key) {
    auto bytes = crypto::from_base64url(reader.text_or(key, max_key_chars));
    if (!bytes) reader.mistake(Rule::bad_characters, key);
    return bytes.value_or(std::string());
}

LaunchKey read_key(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    LaunchKey key;
    key.tenant = {reader.id("tenant")};
    std::string const algorithm = reader.text("alg", id_max_chars);
    key.key_id = reader.id_or("kid");
    key.public_key = read_bytes(reader, "public");
    key.secret = read_bytes(reader, "secret");
    if (algorithm == name_of(LaunchAlgorithm::hs256)) {
        key.algorithm = LaunchAlgorithm::hs256;
        if (key.secret.size() < min_secret_bytes) reader.mistake(Rule::must_not_be_empty, "secret");
    } else if (algorithm == name_of(LaunchAlgorithm::eddsa)) {
        if (key.public_key.size() != crypto::sign_public_bytes)
            reader.mistake(Rule::bad_characters, "public");
        bool const usable = key.secret.empty() || key.secret.size() == crypto::sign_seed_bytes;
        if (!usable) reader.mistake(Rule::bad_characters, "secret");
    } else {
        reader.mistake(Rule::unknown_name, "alg");
    }
    reader.finish();
    return key;
}

Value key_json(LaunchKey const& key) {
    Object out;
    wire::put(out, "tenant", key.tenant.value);
    wire::put(out, "alg", name_of(key.algorithm));
    if (!key.key_id.empty()) wire::put(out, "kid", key.key_id);
    if (!key.public_key.empty()) wire::put(out, "public", crypto::base64url(key.public_key));
    if (!key.secret.empty()) wire::put(out, "secret", crypto::base64url(key.secret));
    return out;
}

std::string sign(LaunchKey const& key, std::string_view text) {
    switch (key.algorithm) {
        case LaunchAlgorithm::hs256: return crypto::hmac_sha256(key.secret, text);
        case LaunchAlgorithm::eddsa: return crypto::sign(key.secret, text);
    }
    CHECK(false);
}

bool signed_by(LaunchKey const& key, UnverifiedToken const& token) {
    // The configured algorithm counts, not the one that the token would like.
    if (token.algorithm != name_of(key.algorithm)) return false;
    switch (key.algorithm) {
        case LaunchAlgorithm::hs256:
            return crypto::same(crypto::hmac_sha256(key.secret, token.signed_part), token.signature);
        case LaunchAlgorithm::eddsa:
            return crypto::is_signed(key.public_key, token.signature, token.signed_part);
    }
    CHECK(false);
}

bool signed_by_one(std::vector<LaunchKey> const& keys, UnverifiedToken const& token) {
    auto const named = [&](LaunchKey const& key) {
        return !token.key_id.empty() && key.key_id == token.key_id;
    };
    bool const known = std::any_of(keys.begin(), keys.end(), named);
    return std::any_of(keys.begin(), keys.end(),
                       [&](LaunchKey const& key) { return (!known || named(key)) && signed_by(key, token); });
}

// ---- Tokens -----------------------------------------------------------------------------------------------

/// Errors: launch_token_malformed.
Result<Value, Mistakes> decoded(std::string_view part) {
    auto const bytes = crypto::from_base64url(part);
    if (!bytes) return no_launch(Rule::launch_token_malformed);
    auto parsed = wire::parse_json(mended_json(*bytes), claim_limits);
    if (!parsed.ok()) return no_launch(Rule::launch_token_malformed, parsed.error().front().path);
    if (parsed->as<Object>() == nullptr) return no_launch(Rule::launch_token_malformed);
    return std::move(parsed).value();
}

}  // namespace

std::string_view name_of(LaunchAlgorithm algorithm) {
    switch (algorithm) {
        case LaunchAlgorithm::eddsa: return "EdDSA";
        case LaunchAlgorithm::hs256: return "HS256";
    }
    CHECK(false);
}

std::string launch_key_path(std::string const& data_dir) { return data_dir + "/launch.key"; }

Result<std::vector<LaunchKey>, Mistakes> load_launch_keys(std::string const& data_dir) {
    auto const text = files::read_small_file(launch_key_path(data_dir));
    if (!text) return std::vector<LaunchKey>{};
    TRY(parsed, wire::parse_json(*text, key_file_limits));
    Mistakes mistakes;
    ObjectReader reader(parsed, "", mistakes);
    auto keys = reader.list("keys", max_keys, read_key);
    reader.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return keys;
}

namespace {

std::vector<LaunchKey> readable_keys(std::string const& data_dir) {
    auto loaded = load_launch_keys(data_dir);
    if (loaded.ok()) return std::move(loaded).value();
    throw store::StoreFailure(store::FailureKind::other, "unreadable file: " + launch_key_path(data_dir));
}

void write_keys(std::string const& data_dir, std::vector<LaunchKey> const& keys) {
    Object document;
    wire::put(document, "keys", wire::list_json(keys, key_json));
    files::write_small_file(launch_key_path(data_dir), wire::write_json(document, 2) + "\n");
}

bool is_called(LaunchKey const& key, TenantId const& tenant, std::string_view key_id) {
    return key.tenant == tenant && key.key_id == key_id;
}

/// One at a time changes the file.
std::mutex changing_keys;

}  // namespace

Mistakes keep_launch_key(std::string const& data_dir, LaunchKey const& key) {
    if (key.key_id == own_key_id) return one_mistake(Rule::name_taken, "kid");
    std::lock_guard const lock(changing_keys);
    auto keys = readable_keys(data_dir);
    std::erase_if(keys, [&](LaunchKey const& one) { return is_called(one, key.tenant, key.key_id); });
    auto const own = std::count_if(keys.begin(), keys.end(),
                                   [&](LaunchKey const& one) { return one.tenant == key.tenant; });
    if (own >= max_keys_of_one) return one_mistake(Rule::too_many, "kid", max_keys_of_one);
    keys.push_back(key);
    write_keys(data_dir, keys);
    return {};
}

bool forget_launch_key(std::string const& data_dir, TenantId const& tenant, std::string_view key_id) {
    if (key_id == own_key_id) return false;
    std::lock_guard const lock(changing_keys);
    auto keys = readable_keys(data_dir);
    auto const gone =
        std::erase_if(keys, [&](LaunchKey const& one) { return is_called(one, tenant, key_id); });
    if (gone > 0) write_keys(data_dir, keys);
    return gone > 0;
}

LaunchKey ensure_own_key(std::string const& data_dir, TenantId const& tenant) {
    auto keys = readable_keys(data_dir);
    auto const found = std::find_if(keys.begin(), keys.end(), [&](LaunchKey const& key) {
        return key.tenant == tenant && key.algorithm == LaunchAlgorithm::eddsa && !key.secret.empty();
    });
    if (found != keys.end()) return *found;
    auto made = crypto::signing_key(crypto::random_bytes(crypto::sign_seed_bytes));
    LaunchKey key{tenant, LaunchAlgorithm::eddsa, std::string(own_key_id), std::move(made.public_key),
                  std::move(made.seed)};
    keys.push_back(key);
    write_keys(data_dir, keys);
    return key;
}

std::string make_launch_token(LaunchKey const& key, LaunchClaims const& claims) {
    Object header;
    wire::put(header, "alg", name_of(key.algorithm));
    wire::put(header, "typ", "JWT");
    if (!key.key_id.empty()) wire::put(header, "kid", key.key_id);
    Object body;
    wire::put(body, "iss", claims.issuer);
    wire::put(body, "aud", launch_audience);
    wire::put(body, "tenant", claims.tenant.value);
    wire::put(body, "sub", claims.buyer.value);
    if (!claims.buyer_name.empty()) wire::put(body, "name", claims.buyer_name);
    if (!claims.phone_tail.empty()) wire::put(body, "phone_tail", claims.phone_tail);
    if (!claims.order_no.empty()) wire::put(body, "order_no", claims.order_no);
    wire::put(body, "jti", claims.jti);
    wire::put(body, "exp", claims.expires.ms / 1'000);
    std::string const text =
        crypto::base64url(wire::write_json(header)) + "." + crypto::base64url(wire::write_json(body));
    return text + "." + crypto::base64url(sign(key, text));
}

Result<UnverifiedToken, Mistakes> parse_launch_token(std::string_view token) {
    if (token.size() > max_token_bytes || std::count(token.begin(), token.end(), '.') != 2)
        return no_launch(Rule::launch_token_malformed);
    std::size_t const first = token.find('.');
    std::size_t const second = token.find('.', first + 1);
    TRY(header, decoded(token.substr(0, first)));
    TRY(claims, decoded(token.substr(first + 1, second - first - 1)));
    auto const signature = crypto::from_base64url(token.substr(second + 1));
    if (!signature) return no_launch(Rule::launch_token_malformed);
    UnverifiedToken out;
    Mistakes mistakes = read_header(header, out);
    if (mistakes.empty()) mistakes = read_claims(claims, out);
    if (!mistakes.empty()) return no_launch(Rule::launch_token_malformed, mistakes.front().path);
    out.signed_part = std::string(token.substr(0, second));
    out.signature = *signature;
    return out;
}

Result<LaunchClaims, Mistakes> verify_launch_token(UnverifiedToken const& token, TenantId const& tenant,
                                                   std::vector<LaunchKey> const& keys, Instant now) {
    if (keys.empty()) return no_launch(Rule::launch_key_missing);
    if (!signed_by_one(keys, token)) return no_launch(Rule::launch_token_forged);
    LaunchClaims const& claims = token.claims;
    if (!token.for_us) return no_launch(Rule::launch_token_wrong_audience, "aud");
    if (claims.tenant != tenant) return no_launch(Rule::launch_token_wrong_audience, "tenant");
    Instant const latest_now = now + launch_clock_skew;
    bool const not_yet = token.not_before_s && *token.not_before_s * 1'000 > latest_now.ms;
    if (not_yet) return no_launch(Rule::launch_token_expired, "nbf");
    bool const issued_later = token.issued_s && *token.issued_s * 1'000 > latest_now.ms;
    if (issued_later) return no_launch(Rule::launch_token_expired, "iat");
    if (claims.expires + launch_clock_skew <= now) return no_launch(Rule::launch_token_expired, "exp");
    bool const too_long = claims.expires > latest_now + launch_max_lifetime;
    if (too_long) return no_launch(Rule::launch_token_too_long_lived, "exp");
    return claims;
}

}  // namespace afterdesk

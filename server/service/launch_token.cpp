#include "service/launch_token.hpp"

#include <sodium.h>

#include <algorithm>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "store/failure.hpp"
#include "wire/fields.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

using wire::Object;
using wire::ObjectReader;
using wire::Value;

constexpr std::string_view our_audience = "afterdesk";
constexpr std::size_t max_token_bytes = 4'096;
constexpr std::size_t min_secret_bytes = 32;
constexpr wire::ParseLimits claim_limits{4'096, 4};
constexpr wire::ParseLimits key_file_limits{1 << 20, 6};
constexpr int max_keys = 10'000;
constexpr int max_key_chars = 1'000;
constexpr wire::Range seconds_range{0, 253'402'300'799};

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string_view name_of(LaunchAlgorithm algorithm) {
    switch (algorithm) {
        case LaunchAlgorithm::eddsa: return "EdDSA";
        case LaunchAlgorithm::hs256: return "HS256";
    }
    CHECK(false);
}

Mistakes refused(Rule rule) { return {Mistake{rule, "token", -1}}; }

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
        if (key.public_key.size() != crypto_sign_PUBLICKEYBYTES)
            reader.mistake(Rule::bad_characters, "public");
        bool const usable = key.secret.empty() || key.secret.size() == crypto_sign_SEEDBYTES;
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

/// Units: 64 bytes of secret key, as libsodium wants it.
std::string secret_key_of(std::string const& seed, std::string& public_key) {
    std::string secret(crypto_sign_SECRETKEYBYTES, '\0');
    public_key.assign(crypto_sign_PUBLICKEYBYTES, '\0');
    CHECK(seed.size() == crypto_sign_SEEDBYTES);
    crypto_sign_seed_keypair(bytes_of(public_key), bytes_of(secret), bytes_of(seed));
    return secret;
}

std::string sign(LaunchKey const& key, std::string_view text) {
    switch (key.algorithm) {
        case LaunchAlgorithm::hs256: return crypto::hmac_sha256(key.secret, text);
        case LaunchAlgorithm::eddsa: {
            std::string public_key;
            std::string const secret = secret_key_of(key.secret, public_key);
            std::string out(crypto_sign_BYTES, '\0');
            crypto_sign_detached(bytes_of(out), nullptr, bytes_of(text), text.size(), bytes_of(secret));
            return out;
        }
    }
    CHECK(false);
}

bool signed_by(LaunchKey const& key, UnverifiedToken const& token) {
    // The configured algorithm counts, not the one that the token would like.
    if (token.algorithm != name_of(key.algorithm)) return false;
    if (!key.key_id.empty() && !token.key_id.empty() && key.key_id != token.key_id) return false;
    switch (key.algorithm) {
        case LaunchAlgorithm::hs256:
            return crypto::same(crypto::hmac_sha256(key.secret, token.signed_part), token.signature);
        case LaunchAlgorithm::eddsa:
            return token.signature.size() == crypto_sign_BYTES &&
                   key.public_key.size() == crypto_sign_PUBLICKEYBYTES &&
                   crypto_sign_verify_detached(bytes_of(token.signature), bytes_of(token.signed_part),
                                               token.signed_part.size(), bytes_of(key.public_key)) == 0;
    }
    CHECK(false);
}

// ---- Tokens -----------------------------------------------------------------------------------------------

std::optional<Value> decoded(std::string_view part) {
    auto const bytes = crypto::from_base64url(part);
    if (!bytes) return std::nullopt;
    auto parsed = wire::parse_json(*bytes, claim_limits);
    if (!parsed.ok() || parsed->as<Object>() == nullptr) return std::nullopt;
    return std::move(parsed).value();
}

bool names_us(Value const* audience) {
    if (audience == nullptr) return false;
    auto const is_us = [](Value const& value) {
        auto const* text = value.as<std::string>();
        return text != nullptr && *text == our_audience;
    };
    if (auto const* several = audience->as<wire::Array>())
        return std::any_of(several->begin(), several->end(), is_us);
    return is_us(*audience);
}

std::optional<std::int64_t> read_seconds(ObjectReader& reader, std::string_view key) {
    if (!reader.has(key)) return std::nullopt;
    return reader.integer(key, seconds_range);
}

/// Unknown claims are allowed, as RFC 7519 asks; ours must have their form.
bool read_claims(Value const& value, UnverifiedToken& token) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    LaunchClaims& claims = token.claims;
    claims.issuer = reader.text("iss", id_max_chars);
    claims.tenant = {reader.id("tenant")};
    claims.buyer = {reader.outside_id("sub")};
    claims.buyer_name = reader.text_or("name", wire::max_short_chars);
    claims.order_no = reader.outside_id_or("order_no");
    claims.jti = reader.outside_id("jti");
    claims.expires = {reader.integer("exp", seconds_range) * 1'000};
    token.not_before_s = read_seconds(reader, "nbf");
    token.issued_s = read_seconds(reader, "iat");
    token.for_us = names_us(value.find("aud"));
    return mistakes.empty();
}

bool read_header(Value const& value, UnverifiedToken& token) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    token.algorithm = reader.text("alg", id_max_chars);
    token.key_id = reader.id_or("kid");
    // "crit" names what a reader must understand; we understand none of it.
    return mistakes.empty() && !reader.has("crit");
}

}  // namespace

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

LaunchKey ensure_launch_key(std::string const& data_dir, TenantId const& tenant) {
    auto loaded = load_launch_keys(data_dir);
    if (!loaded.ok()) {
        throw store::StoreFailure(store::FailureKind::other, "unreadable file: " + launch_key_path(data_dir));
    }
    auto keys = std::move(loaded).value();
    auto const found =
        std::find_if(keys.begin(), keys.end(), [&](auto const& key) { return key.tenant == tenant; });
    if (found != keys.end()) return *found;
    LaunchKey key{tenant, LaunchAlgorithm::eddsa, "", "", crypto::random_bytes(crypto_sign_SEEDBYTES)};
    secret_key_of(key.secret, key.public_key);
    keys.push_back(key);
    Object document;
    wire::put(document, "keys", wire::list_json(keys, key_json));
    files::write_small_file(launch_key_path(data_dir), wire::write_json(document, 2) + "\n");
    return key;
}

std::string make_launch_token(LaunchKey const& key, LaunchClaims const& claims) {
    Object header;
    wire::put(header, "alg", name_of(key.algorithm));
    wire::put(header, "typ", "JWT");
    if (!key.key_id.empty()) wire::put(header, "kid", key.key_id);
    Object body;
    wire::put(body, "iss", claims.issuer);
    wire::put(body, "aud", our_audience);
    wire::put(body, "tenant", claims.tenant.value);
    wire::put(body, "sub", claims.buyer.value);
    if (!claims.buyer_name.empty()) wire::put(body, "name", claims.buyer_name);
    if (!claims.order_no.empty()) wire::put(body, "order_no", claims.order_no);
    wire::put(body, "jti", claims.jti);
    wire::put(body, "exp", claims.expires.ms / 1'000);
    std::string const text =
        crypto::base64url(wire::write_json(header)) + "." + crypto::base64url(wire::write_json(body));
    return text + "." + crypto::base64url(sign(key, text));
}

Result<UnverifiedToken, Mistakes> parse_launch_token(std::string_view token) {
    auto const malformed = [] { return Err{refused(Rule::launch_token_malformed)}; };
    if (token.size() > max_token_bytes || std::count(token.begin(), token.end(), '.') != 2)
        return malformed();
    std::size_t const first = token.find('.');
    std::size_t const second = token.find('.', first + 1);
    auto const header = decoded(token.substr(0, first));
    auto const claims = decoded(token.substr(first + 1, second - first - 1));
    auto const signature = crypto::from_base64url(token.substr(second + 1));
    UnverifiedToken out;
    if (!header || !claims || !signature || !read_header(*header, out) || !read_claims(*claims, out)) {
        return malformed();
    }
    out.signed_part = std::string(token.substr(0, second));
    out.signature = *signature;
    return out;
}

Result<LaunchClaims, Mistakes> verify_launch_token(UnverifiedToken const& token, LaunchKey const& key,
                                                   Instant now) {
    if (!signed_by(key, token)) return Err{refused(Rule::launch_token_forged)};
    LaunchClaims const& claims = token.claims;
    if (!token.for_us || claims.tenant != key.tenant) return Err{refused(Rule::launch_token_wrong_audience)};
    Instant const latest_now = now + launch_clock_skew;
    bool const over = claims.expires + launch_clock_skew <= now;
    bool const not_yet = token.not_before_s && *token.not_before_s * 1'000 > latest_now.ms;
    bool const issued_later = token.issued_s && *token.issued_s * 1'000 > latest_now.ms;
    if (over || not_yet || issued_later) return Err{refused(Rule::launch_token_expired)};
    if (claims.expires > latest_now + launch_max_lifetime) {
        return Err{refused(Rule::launch_token_too_long_lived)};
    }
    return claims;
}

}  // namespace afterdesk

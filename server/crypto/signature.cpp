#include "crypto/signature.hpp"

#include <sodium.h>

#include <utility>

#include "base/check.hpp"

namespace afterdesk::crypto {

namespace {

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

/// Units: 64 bytes of secret key, as libsodium wants it.
std::string secret_of(std::string_view seed, std::string& public_key) {
    static_assert(sign_seed_bytes == crypto_sign_SEEDBYTES && sign_bytes == crypto_sign_BYTES &&
                  sign_public_bytes == crypto_sign_PUBLICKEYBYTES);
    CHECK(seed.size() == sign_seed_bytes);
    std::string secret(crypto_sign_SECRETKEYBYTES, '\0');
    public_key.assign(sign_public_bytes, '\0');
    crypto_sign_seed_keypair(bytes_of(public_key), bytes_of(secret), bytes_of(seed));
    return secret;
}

}  // namespace

SigningKey signing_key(std::string seed) {
    SigningKey key{std::move(seed), ""};
    secret_of(key.seed, key.public_key);
    return key;
}

std::string sign(std::string_view seed, std::string_view text) {
    std::string public_key;
    std::string const secret = secret_of(seed, public_key);
    std::string out(sign_bytes, '\0');
    crypto_sign_detached(bytes_of(out), nullptr, bytes_of(text), text.size(), bytes_of(secret));
    return out;
}

bool is_signed(std::string_view public_key, std::string_view signature, std::string_view text) {
    return public_key.size() == sign_public_bytes && signature.size() == sign_bytes &&
           crypto_sign_verify_detached(bytes_of(signature), bytes_of(text), text.size(),
                                       bytes_of(public_key)) == 0;
}

}  // namespace afterdesk::crypto

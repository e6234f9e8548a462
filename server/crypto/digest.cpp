#include "crypto/digest.hpp"

#include <openssl/evp.h>
#include <sodium.h>

#include "base/check.hpp"

namespace afterdesk::crypto {

namespace {

constexpr std::size_t sha256_bytes = 32;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void ready() {
    static bool const initialised = sodium_init() >= 0;
    CHECK(initialised);
}

}  // namespace

std::string sha256(std::string_view bytes) {
    // Looked for once; OpenSSL ends before statics do, so nobody gives it back.
    static EVP_MD const* const how = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    std::string out(sha256_bytes, '\0');
    CHECK(how != nullptr);
    CHECK(EVP_Digest(bytes.data(), bytes.size(), bytes_of(out), nullptr, how, nullptr) == 1);
    return out;
}

std::string hmac_sha256(std::string_view key, std::string_view text) {
    std::string out(crypto_auth_hmacsha256_BYTES, '\0');
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
    crypto_auth_hmacsha256_update(&state, bytes_of(text), text.size());
    crypto_auth_hmacsha256_final(&state, bytes_of(out));
    return out;
}

std::string hex(std::string_view bytes) {
    std::string out(bytes.size() * 2 + 1, '\0');
    sodium_bin2hex(out.data(), out.size(), bytes_of(bytes), bytes.size());
    out.pop_back();
    return out;
}

namespace {

std::string encoded(std::string_view bytes, int variant) {
    std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
    out.pop_back();
    return out;
}

std::optional<std::string> decoded(std::string_view text, int variant) {
    std::string out(text.size(), '\0');
    std::size_t size = 0;
    char const* end = nullptr;
    int const failed =
        sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &size, &end, variant);
    if (failed != 0 || end != text.data() + text.size()) return std::nullopt;
    out.resize(size);
    // One spelling per value: leftover bits have to be zero.
    if (encoded(out, variant) != text) return std::nullopt;
    return out;
}

}  // namespace

std::string base64(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }

std::string base64url(std::string_view bytes) {
    return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::optional<std::string> from_base64(std::string_view text) {
    return decoded(text, sodium_base64_VARIANT_ORIGINAL);
}

std::optional<std::string> from_base64url(std::string_view text) {
    return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string random_bytes(std::size_t count) {
    ready();
    std::string out(count, '\0');
    randombytes_buf(out.data(), out.size());
    return out;
}

std::uint64_t random64() {
    ready();
    std::uint64_t out = 0;
    randombytes_buf(&out, sizeof out);
    return out;
}

bool same(std::string_view a, std::string_view b) {
    return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace afterdesk::crypto

#include "crypto/sealed.hpp"

#include <openssl/err.h>
#include <openssl/evp.h>

#include "base/check.hpp"
#include "crypto/openssl_owner.hpp"

namespace afterdesk::crypto {

namespace {

constexpr std::size_t most_bytes = 1u << 24u;  ///< lengths are ints there

using Context = OpensslOwner<EVP_CIPHER_CTX, &EVP_CIPHER_CTX_free>;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }
int length_of(std::string_view text) { return static_cast<int>(text.size()); }

/// Ready to read; nothing when the nonce can not be one.
bool begin(EVP_CIPHER_CTX* context, std::string_view key, std::string_view nonce) {
    return EVP_DecryptInit_ex(context, EVP_aes_256_gcm(), nullptr, nullptr, nullptr) == 1 &&
           EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_SET_IVLEN, length_of(nonce), nullptr) == 1 &&
           EVP_DecryptInit_ex(context, nullptr, nullptr, bytes_of(key), bytes_of(nonce)) == 1;
}

}  // namespace

std::optional<std::string> open_sealed(std::string_view key, Sealed const& message) {
    CHECK(key.size() == sealed_key_bytes);
    if (message.sealed.size() < sealed_tag_bytes || message.sealed.size() > most_bytes ||
        message.associated.size() > most_bytes || message.nonce.empty() || message.nonce.size() > most_bytes)
        return std::nullopt;
    std::string_view const text = message.sealed.substr(0, message.sealed.size() - sealed_tag_bytes);
    std::string tag(message.sealed.substr(text.size()));
    std::string out(text.size(), '\0');
    Context const context(EVP_CIPHER_CTX_new());
    int length = 0;
    bool const good =
        context && begin(context.get(), key, message.nonce) &&
        EVP_DecryptUpdate(context.get(), nullptr, &length, bytes_of(message.associated),
                          length_of(message.associated)) == 1 &&
        EVP_DecryptUpdate(context.get(), bytes_of(out), &length, bytes_of(text), length_of(text)) == 1 &&
        EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, length_of(tag), tag.data()) == 1 &&
        EVP_DecryptFinal_ex(context.get(), bytes_of(out) + out.size(), &length) == 1;
    ERR_clear_error();
    if (!good) return std::nullopt;
    return out;
}

}  // namespace afterdesk::crypto

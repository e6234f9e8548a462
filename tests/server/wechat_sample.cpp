#include "server/wechat_sample.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include "crypto/digest.hpp"
#include "testing.hpp"
#include "wire/json.hpp"

namespace afterdesk::test {

namespace {

constexpr int tag_bytes = 16;

std::string text_of(BIO* bio) {
    char* bytes = nullptr;
    long const size = BIO_get_mem_data(bio, &bytes);
    std::string out(bytes, static_cast<std::size_t>(size));
    BIO_free(bio);
    return out;
}

KeyPair new_keys() {
    EVP_PKEY* const key = EVP_RSA_gen(2'048);
    REQUIRE(key != nullptr);
    BIO* const secret = BIO_new(BIO_s_mem());
    REQUIRE(PEM_write_bio_PrivateKey(secret, key, nullptr, nullptr, 0, nullptr, nullptr) == 1);
    BIO* const open = BIO_new(BIO_s_mem());
    REQUIRE(PEM_write_bio_PUBKEY(open, key) == 1);
    EVP_PKEY_free(key);
    return {text_of(secret), text_of(open)};
}

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace

KeyPair const& merchant_keys() {
    static KeyPair const keys = new_keys();
    return keys;
}
KeyPair const& channel_keys() {
    static KeyPair const keys = new_keys();
    return keys;
}

KeyPair const& other_channel_keys() {
    static KeyPair const keys = new_keys();
    return keys;
}

std::string sealed(std::string_view text, std::string_view nonce, std::string_view associated,
                   std::string_view key) {
    std::string out(text.size() + tag_bytes, '\0');
    auto* const to = reinterpret_cast<unsigned char*>(out.data());
    EVP_CIPHER_CTX* const context = EVP_CIPHER_CTX_new();
    int length = 0;
    bool const good =
        EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nullptr, bytes_of(key), bytes_of(nonce)) == 1 &&
        EVP_EncryptUpdate(context, nullptr, &length, bytes_of(associated),
                          static_cast<int>(associated.size())) == 1 &&
        EVP_EncryptUpdate(context, to, &length, bytes_of(text), static_cast<int>(text.size())) == 1 &&
        EVP_EncryptFinal_ex(context, to + text.size(), &length) == 1 &&
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, tag_bytes, to + text.size()) == 1;
    EVP_CIPHER_CTX_free(context);
    REQUIRE(good);
    return crypto::base64(out);
}

std::string wechat_notice(std::string_view event, std::string_view text, WechatMerchant const& to) {
    std::string_view const nonce = "abcdefghijkl";
    return wire::write_json(
        wire::Object{{"id", "EV-1"},
                     {"event_type", event},
                     {"resource", wire::Object{{"algorithm", "AEAD_AES_256_GCM"},
                                               {"ciphertext", sealed(text, nonce, "refund", to.api_key)},
                                               {"associated_data", "refund"},
                                               {"nonce", nonce}}}});
}

std::vector<std::pair<std::string, std::string>> signed_by_channel(std::string_view body, Instant now,
                                                                   WechatMerchant const& to) {
    auto const key = *crypto::RsaKey::private_from_pem(to.channel().private_pem);
    std::string const seconds = std::to_string(now.ms / 1'000);
    std::string const signature =
        crypto::base64(key.sign(seconds + "\nnonce-1\n" + std::string(body) + "\n"));
    return {{"wechatpay-timestamp", seconds},
            {"wechatpay-nonce", "nonce-1"},
            {"wechatpay-signature", signature},
            {"wechatpay-serial", to.key_id}};
}

void ScriptedHttps::answer(int status, std::string body, std::function<Instant()> now) {
    replies.emplace_back([=](outside::HttpsRequest const&) -> Result<outside::HttpsAnswer, std::string> {
        return outside::HttpsAnswer{status, signed_by_channel(body, now()), body};
    });
}

std::shared_ptr<outside::wechat::WechatPayments> wechat_payments(std::shared_ptr<ScriptedHttps> https,
                                                                 std::function<Instant()> now,
                                                                 WechatMerchant const& merchant) {
    outside::wechat::Settings settings{
        {merchant.mchid, "ABCDEF", *crypto::RsaKey::private_from_pem(merchant_keys().private_pem),
         merchant.api_key},
        {}};
    settings.platform.add_public_key(merchant.key_id,
                                     *crypto::RsaKey::public_from_pem(merchant.channel().public_pem));
    settings.notify_url = "https://desk.example/api/v1/notify/wechat";
    settings.now = std::move(now);
    return std::make_shared<outside::wechat::WechatPayments>(std::move(settings), std::move(https));
}

}  // namespace afterdesk::test

#include "crypto/rsa.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>
#include <openssl/x509.h>

#include <ctime>

#include "base/check.hpp"
#include "crypto/digest.hpp"
#include "crypto/openssl_owner.hpp"

namespace afterdesk::crypto {

namespace {

constexpr int least_bits = 2'048;

using Bio = OpensslOwner<BIO, &BIO_free_all>;
using Digest = OpensslOwner<EVP_MD_CTX, &EVP_MD_CTX_free>;
using X509Owner = OpensslOwner<X509, &X509_free>;
using Number = OpensslOwner<BIGNUM, &BN_free>;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

Bio reading(std::string_view text) {
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

/// Nobody is asked for the password of an encrypted key.
int no_password(char*, int, int, void*) { return -1; }

Instant instant_of(ASN1_TIME const* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return {0};
    return from_civil(
        {parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec},
        0);
}

std::string serial_of(X509 const* certificate) {
    Number const number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    if (!number) return {};
    char* const digits = BN_bn2hex(number.get());
    std::string serial(digits == nullptr ? "" : digits);
    OPENSSL_free(digits);
    return serial;
}

}  // namespace

/// Takes the key over. What OpenSSL noted on the way is of no use to anybody.
std::optional<RsaKey> RsaKey::checked(evp_pkey_st* key) {
    ERR_clear_error();
    std::shared_ptr<evp_pkey_st> owner(key, &EVP_PKEY_free);
    if (key == nullptr || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA || EVP_PKEY_get_bits(key) < least_bits)
        return std::nullopt;
    return RsaKey(std::move(owner));
}

std::optional<RsaKey> RsaKey::private_from_pem(std::string_view pem) {
    return checked(PEM_read_bio_PrivateKey(reading(pem).get(), nullptr, &no_password, nullptr));
}

std::optional<RsaKey> RsaKey::public_from_pem(std::string_view pem) {
    return checked(PEM_read_bio_PUBKEY(reading(pem).get(), nullptr, &no_password, nullptr));
}

std::optional<RsaKey> RsaKey::public_from_base64(std::string_view text) {
    auto const bytes = from_base64(text);
    if (!bytes) return std::nullopt;
    unsigned char const* at = bytes_of(*bytes);
    return checked(d2i_PUBKEY(nullptr, &at, static_cast<long>(bytes->size())));
}

std::string RsaKey::sign(std::string_view text) const {
    Digest const digest(EVP_MD_CTX_new());
    std::size_t size = 0;
    bool good = digest && EVP_DigestSignInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
                EVP_DigestSign(digest.get(), nullptr, &size, bytes_of(text), text.size()) == 1;
    CHECK(good);
    std::string out(size, '\0');
    good = EVP_DigestSign(digest.get(), reinterpret_cast<unsigned char*>(out.data()), &size, bytes_of(text),
                          text.size()) == 1;
    CHECK(good);
    out.resize(size);
    return out;
}

bool RsaKey::is_signed(std::string_view signature, std::string_view text) const {
    Digest const digest(EVP_MD_CTX_new());
    bool const good =
        digest && EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha256(), nullptr, key_.get()) == 1 &&
        EVP_DigestVerify(digest.get(), bytes_of(signature), signature.size(), bytes_of(text), text.size()) ==
            1;
    ERR_clear_error();
    return good;
}

bool RsaKey::fits(RsaKey const& other) const { return EVP_PKEY_eq(key_.get(), other.key_.get()) == 1; }

std::optional<std::string> RsaKey::seal(std::string_view text) const {
    OpensslOwner<EVP_PKEY_CTX, &EVP_PKEY_CTX_free> const context(EVP_PKEY_CTX_new(key_.get(), nullptr));
    std::size_t size = 0;
    bool const begun = context && EVP_PKEY_encrypt_init(context.get()) == 1 &&
                       EVP_PKEY_CTX_set_rsa_padding(context.get(), RSA_PKCS1_OAEP_PADDING) == 1 &&
                       EVP_PKEY_encrypt(context.get(), nullptr, &size, bytes_of(text), text.size()) == 1;
    CHECK(begun);
    std::string out(size, '\0');
    bool const sealed = EVP_PKEY_encrypt(context.get(), reinterpret_cast<unsigned char*>(out.data()), &size,
                                         bytes_of(text), text.size()) == 1;
    ERR_clear_error();
    if (!sealed) return std::nullopt;
    out.resize(size);
    return out;
}

std::optional<Certificate> Certificate::take_from_pem(std::string_view& pem) {
    Bio const bio = reading(pem);
    X509Owner const read(PEM_read_bio_X509(bio.get(), nullptr, &no_password, nullptr));
    ERR_clear_error();
    if (!read) return std::nullopt;
    auto key = RsaKey::checked(X509_get_pubkey(read.get()));
    if (!key) return std::nullopt;
    pem.remove_prefix(pem.size() - BIO_ctrl_pending(bio.get()));
    return Certificate{serial_of(read.get()), std::move(*key), instant_of(X509_get0_notBefore(read.get())),
                       instant_of(X509_get0_notAfter(read.get()))};
}

}  // namespace afterdesk::crypto

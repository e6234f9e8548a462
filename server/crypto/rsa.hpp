#pragma once
// RSA signatures with SHA-256 (RFC 8017 PKCS #1 v1.5), their keys as PEM, and X.509 certificates: thin over
// OpenSSL's libcrypto.

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"

struct evp_pkey_st;

namespace afterdesk::crypto {

/// A key of at least 2,048 bits. Copies share it; callable from any thread.
class RsaKey {
  public:
    /// "-----BEGIN PRIVATE KEY-----" or "… RSA PRIVATE KEY …", not encrypted. Errors: nothing.
    static std::optional<RsaKey> private_from_pem(std::string_view pem);
    /// "-----BEGIN PUBLIC KEY-----". Errors: nothing.
    static std::optional<RsaKey> public_from_pem(std::string_view pem);
    /// The same without the lines around it: base64 of a SubjectPublicKeyInfo. Errors: nothing.
    static std::optional<RsaKey> public_from_base64(std::string_view text);

    /// Units: of a private key; as many bytes as the key has.
    std::string sign(std::string_view text) const;
    /// Signatures of any length may come; those of a wrong one are no signature.
    bool is_signed(std::string_view signature, std::string_view text) const;
    /// Whether both are of one pair.
    bool fits(RsaKey const& other) const;
    /// For the owner of the private key alone (OAEP with SHA-1, RFC 8017 §7.1). Errors: nothing for more
    /// than its bytes less 42.
    std::optional<std::string> seal(std::string_view text) const;

  private:
    friend struct Certificate;
    explicit RsaKey(std::shared_ptr<evp_pkey_st> key) : key_(std::move(key)) {}
    static std::optional<RsaKey> checked(evp_pkey_st* key);

    std::shared_ptr<evp_pkey_st> key_;
};

/// What a certificate says. Nobody's word for it is asked: whoever hands it over has it from the right place.
struct Certificate {
    std::string serial;  ///< hexadecimal digits in capitals
    RsaKey key;
    Instant begins, ends;

    /// The first one of a PEM text, taken off it. Errors: nothing, and the text stays as it was.
    static std::optional<Certificate> take_from_pem(std::string_view& pem);
};

}  // namespace afterdesk::crypto

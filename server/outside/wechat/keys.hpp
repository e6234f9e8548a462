#pragma once
// Who speaks with WeChat Pay, and by whose signature it is known. Rule: APIv3, doc 4012365342 (keys and
// certificates), 4013053420 (public key mode).

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "crypto/rsa.hpp"

namespace afterdesk::outside::wechat {

/// A merchant, and what it proves itself by.
struct Merchant {
    std::string mchid;
    std::string serial;      ///< of its certificate
    crypto::RsaKey key;      ///< that belongs to it
    std::string api_v3_key;  ///< 32 bytes; opens what it is told
};

/// The keys that WeChat Pay signs with: a public key, certificates, or both while one follows the other.
class PlatformKeys {
  public:
    /// Units: `id` as in "PUB_KEY_ID_0114232134912410000000000000".
    void add_public_key(std::string id, crypto::RsaKey key);
    /// Takes all certificates of a PEM text. Promise: how many.
    int add_certificates(std::string_view pem);

    bool empty() const { return keys_.empty(); }
    /// The key of this serial number or id, when it is valid. Errors: null.
    crypto::RsaKey const* find(std::string_view serial, Instant now) const;
    /// What it is told in secret is sealed with: the public key, else the certificate that is valid longest.
    /// Errors: nothing.
    struct Sealing {
        std::string_view serial;
        crypto::RsaKey const* key;
    };
    std::optional<Sealing> sealing(Instant now) const;
    /// The public key's id: answers are asked to be signed with it. "": there is none.
    std::string_view public_key_id() const;

  private:
    struct Known {
        std::string serial;
        crypto::RsaKey key;
        Instant begins{}, ends{};
        bool always = false;  ///< a public key does not expire
    };
    std::vector<Known> keys_;
};

}  // namespace afterdesk::outside::wechat

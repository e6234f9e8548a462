#pragma once
// Certificate mode of Alipay's open platform: who we are, and whose answers they are, is said by serial
// numbers of certificates. Rule: docs 02khjo (how the numbers are made), 02mse7 (answers).

#include <string>
#include <string_view>
#include <vector>

#include "crypto/rsa.hpp"

namespace afterdesk::outside::alipay {

/// A certificate's number: the MD5 of its issuer and its decimal serial number. Units: the first one of a PEM
/// text. Errors: empty.
std::string certificate_sn(std::string_view pem);
/// Those of all certificates that RSA signed, with _ between them. Errors: empty.
std::string root_sn(std::string_view pem);

/// By whose key answers are known to be Alipay's: its public one, or those of its certificates.
class PlatformKeys {
  public:
    PlatformKeys() = default;
    /// Public key mode: one key, whatever an answer names.
    PlatformKeys(crypto::RsaKey key) { keys_.push_back({"", std::move(key), {}, {}, true}); }
    /// Certificate mode. Takes the first certificate of a PEM text: what follows it are its issuers.
    /// Errors: false when there is none with a key of ours to read.
    bool add_certificate(std::string_view pem);

    bool empty() const { return keys_.empty(); }
    bool is_own(crypto::RsaKey const& key) const;

    /// The key of the certificate that an answer names. Errors: null.
    crypto::RsaKey const* find(std::string_view sn, Instant now) const;
    /// Why there is none: OTHER_CERTIFICATE with its number, or CERTIFICATE_OVER.
    std::string why_not(std::string_view sn) const;
    /// All that are valid now: a notice names no certificate.
    std::vector<crypto::RsaKey const*> valid(Instant now) const;

  private:
    struct Known {
        std::string sn;
        crypto::RsaKey key;
        Instant begins{}, ends{};
        bool always = false;

        bool is_valid(Instant now) const { return always || (begins <= now && now < ends); }
    };
    std::vector<Known> keys_;
};

}  // namespace afterdesk::outside::alipay

#include "outside/alipay/certificates.hpp"

#include <algorithm>

#include "crypto/issued.hpp"
#include "crypto/md5.hpp"

namespace afterdesk::outside::alipay {

namespace {

std::string sn_of(crypto::Issued const& one) { return crypto::md5_hex(one.issuer + one.serial); }

}  // namespace

std::string certificate_sn(std::string_view pem) {
    auto const all = crypto::issued_in(pem);
    return all.empty() ? std::string() : sn_of(all.front());
}

std::string root_sn(std::string_view pem) {
    std::string text;
    for (crypto::Issued const& one : crypto::issued_in(pem)) {
        if (!one.by_rsa) continue;
        if (!text.empty()) text += '_';
        text += sn_of(one);
    }
    return text;
}

bool PlatformKeys::add_certificate(std::string_view pem) {
    std::string sn = certificate_sn(pem);
    auto certificate = crypto::Certificate::take_from_pem(pem);
    if (sn.empty() || !certificate) return false;
    keys_.push_back(
        {std::move(sn), std::move(certificate->key), certificate->begins, certificate->ends, false});
    return true;
}

bool PlatformKeys::is_own(crypto::RsaKey const& key) const {
    return std::any_of(keys_.begin(), keys_.end(), [&](Known const& one) { return one.key.fits(key); });
}

crypto::RsaKey const* PlatformKeys::find(std::string_view sn, Instant now) const {
    auto const found = std::find_if(keys_.begin(), keys_.end(), [&](Known const& one) {
        return one.is_valid(now) && (one.always || one.sn == sn);
    });
    return found == keys_.end() ? nullptr : &found->key;
}

std::string PlatformKeys::why_not(std::string_view sn) const {
    bool const known =
        std::any_of(keys_.begin(), keys_.end(), [&](Known const& one) { return one.sn == sn; });
    if (known) return "CERTIFICATE_OVER";
    std::string said = "OTHER_CERTIFICATE";
    if (!sn.empty()) (said += ' ') += sn;
    return said;
}

std::vector<crypto::RsaKey const*> PlatformKeys::valid(Instant now) const {
    std::vector<crypto::RsaKey const*> out;
    for (Known const& one : keys_)
        if (one.is_valid(now)) out.push_back(&one.key);
    return out;
}

}  // namespace afterdesk::outside::alipay

#include "outside/wechat/keys.hpp"

#include <algorithm>

namespace afterdesk::outside::wechat {

void PlatformKeys::add_public_key(std::string id, crypto::RsaKey key) {
    keys_.push_back({.serial = std::move(id), .key = std::move(key), .always = true});
}

int PlatformKeys::add_certificates(std::string_view pem) {
    int count = 0;
    while (auto certificate = crypto::Certificate::take_from_pem(pem)) {
        keys_.push_back({std::move(certificate->serial), std::move(certificate->key), certificate->begins,
                         certificate->ends});
        ++count;
    }
    return count;
}

crypto::RsaKey const* PlatformKeys::find(std::string_view serial, Instant now) const {
    auto const found = std::find_if(keys_.begin(), keys_.end(), [&](Known const& one) {
        return one.serial == serial && (one.always || (one.begins <= now && now < one.ends));
    });
    return found == keys_.end() ? nullptr : &found->key;
}

std::optional<PlatformKeys::Sealing> PlatformKeys::sealing(Instant now) const {
    Known const* best = nullptr;
    for (Known const& one : keys_) {
        bool const valid = one.always || (one.begins <= now && now < one.ends);
        bool const better = best == nullptr || one.always || (!best->always && one.ends > best->ends);
        if (valid && better) best = &one;
    }
    if (best == nullptr) return std::nullopt;
    return Sealing{best->serial, &best->key};
}

std::string_view PlatformKeys::public_key_id() const {
    auto const found = std::find_if(keys_.begin(), keys_.end(), [](Known const& one) { return one.always; });
    return found == keys_.end() ? std::string_view() : std::string_view(found->serial);
}

}  // namespace afterdesk::outside::wechat

#pragma once
// Keys of the merchant and of both channels, and how a document is read by them.

#include <string>
#include <string_view>

#include "crypto/rsa.hpp"
#include "server/wechat_sample.hpp"
#include "wire/json.hpp"

namespace afterdesk::fault {

inline constexpr wire::ParseLimits request_limits{65'536, 12};

inline crypto::RsaKey const& channel_secret() {
    static auto const key = *crypto::RsaKey::private_from_pem(test::channel_keys().private_pem);
    return key;
}
inline crypto::RsaKey const& merchant_secret() {
    static auto const key = *crypto::RsaKey::private_from_pem(test::merchant_keys().private_pem);
    return key;
}
inline crypto::RsaKey const& channel_public() {
    static auto const key = *crypto::RsaKey::public_from_pem(test::channel_keys().public_pem);
    return key;
}
inline crypto::RsaKey const& merchant_public() {
    static auto const key = *crypto::RsaKey::public_from_pem(test::merchant_keys().public_pem);
    return key;
}

/// A member that is a text; "" when there is none.
inline std::string text_in(wire::Value const& document, std::string_view key) {
    wire::Value const* const value = document.find(key);
    auto const* const text = value == nullptr ? nullptr : value->as<std::string>();
    return text == nullptr ? std::string() : *text;
}

}  // namespace afterdesk::fault

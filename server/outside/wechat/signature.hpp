#pragma once
// How messages from and to WeChat Pay are signed. Rule: APIv3, docs 4012365336 (requests) and 4013053249
// (answers and notices).

#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "outside/wechat/keys.hpp"

namespace afterdesk::outside::wechat {

/// How far a message's time may be from ours: less than that. Rule: wechatpay-java, Validator.
inline constexpr Duration signature_window = minutes(5);

struct ToSign {
    std::string_view method, path, body;  ///< `path` with its query
    std::string_view nonce;
    Instant now;
};
/// The value of the Authorization field.
std::string authorization(Merchant const& merchant, ToSign const& message);

/// What the four fields say.
struct Signature {
    std::string_view timestamp, nonce, signature, serial;
};
/// Takes them out of a message. Units: `field` gives a field's value by its name in small letters.
template <class Field>
Signature signature_in(Field const& field) {
    return {field("wechatpay-timestamp"), field("wechatpay-nonce"), field("wechatpay-signature"),
            field("wechatpay-serial")};
}
/// Whether the body, byte for byte, was signed just now with one of the keys. Promise: probes, which are
/// wrong on purpose, are not.
bool is_signed(PlatformKeys const& keys, Signature const& signature, std::string_view body, Instant now);

}  // namespace afterdesk::outside::wechat

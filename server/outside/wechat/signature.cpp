#include "outside/wechat/signature.hpp"

#include <charconv>
#include <optional>

#include "crypto/digest.hpp"

namespace afterdesk::outside::wechat {

namespace {

constexpr std::size_t most_digits = 12;
constexpr std::size_t most_field_bytes = 1'024;
/// Rule: doc 4013053249: WeChat Pay sends some wrong signatures, to see whether they are refused.
constexpr std::string_view probe = "WECHATPAY/SIGNTEST/";

std::string lines_of(std::initializer_list<std::string_view> lines) {
    std::string text;
    for (std::string_view const line : lines) {
        text += line;
        text += '\n';
    }
    return text;
}

std::optional<Instant> instant_of(std::string_view seconds) {
    std::int64_t number = 0;
    auto const end = seconds.data() + seconds.size();
    bool const digits = !seconds.empty() && seconds.size() <= most_digits &&
                        seconds.find_first_not_of("0123456789") == std::string_view::npos &&
                        std::from_chars(seconds.data(), end, number).ptr == end;
    if (!digits) return std::nullopt;
    return Instant{number * 1'000};
}

}  // namespace

std::string authorization(Merchant const& merchant, ToSign const& message) {
    std::string const seconds = std::to_string(message.now.ms / 1'000);
    std::string const signature = crypto::base64(
        merchant.key.sign(lines_of({message.method, message.path, seconds, message.nonce, message.body})));
    std::string out = "WECHATPAY2-SHA256-RSA2048 ";
    auto const add = [&](std::string_view name, std::string_view value) {
        if (out.back() == '"') out += ',';
        out += name;
        out += "=\"";
        out += value;
        out += '"';
    };
    add("mchid", merchant.mchid);
    add("serial_no", merchant.serial);
    add("timestamp", seconds);
    add("nonce_str", message.nonce);
    add("signature", signature);
    return out;
}

bool is_signed(PlatformKeys const& keys, Signature const& signature, std::string_view body, Instant now) {
    if (signature.signature.starts_with(probe) || signature.signature.size() > most_field_bytes ||
        signature.nonce.empty() || signature.nonce.size() > most_field_bytes)
        return false;
    auto const at = instant_of(signature.timestamp);
    if (!at) return false;
    std::int64_t const apart_ms = now > *at ? (now - *at).ms : (*at - now).ms;
    if (apart_ms >= signature_window.ms) return false;
    crypto::RsaKey const* const key = keys.find(signature.serial, now);
    auto const bytes = crypto::from_base64(signature.signature);
    return key != nullptr && bytes &&
           key->is_signed(*bytes, lines_of({signature.timestamp, signature.nonce, body}));
}

}  // namespace afterdesk::outside::wechat

#pragma once
// A merchant of WeChat Pay and the channel, with keys of their own, for tests in which we play both.

#include <deque>
#include <functional>

#include "outside/wechat/wechat_payments.hpp"

namespace afterdesk::test {

/// A private key of 2,048 bits and what belongs to it, all as PEM. Made once for the program.
struct KeyPair {
    std::string private_pem, public_pem;
};
KeyPair const& merchant_keys();
KeyPair const& channel_keys();
KeyPair const& other_channel_keys();

inline constexpr char const* wechat_mchid = "1900000109";
inline constexpr char const* wechat_key_id = "PUB_KEY_ID_0114";
inline constexpr char const* wechat_api_key = "0123456789abcdef0123456789abcdef";

/// A merchant, and the keys by which WeChat Pay speaks to it.
struct WechatMerchant {
    char const* mchid;
    char const* key_id;
    char const* api_key;
    KeyPair const& (*channel)();  ///< WeChat Pay's own
};
inline constexpr WechatMerchant first_merchant{wechat_mchid, wechat_key_id, wechat_api_key, &channel_keys};
inline constexpr WechatMerchant second_merchant{"1900000200", "PUB_KEY_ID_0200",
                                                "fedcba9876543210fedcba9876543210", &other_channel_keys};

/// AES-256-GCM with the tag behind the text, in base64.
std::string sealed(std::string_view text, std::string_view nonce, std::string_view associated,
                   std::string_view key = wechat_api_key);
/// A notice of WeChat Pay.
std::string wechat_notice(std::string_view event, std::string_view text,
                          WechatMerchant const& to = first_merchant);

/// The four fields that a body of the channel goes with.
std::vector<std::pair<std::string, std::string>> signed_by_channel(std::string_view body, Instant now,
                                                                   WechatMerchant const& to = first_merchant);

/// Answers from a script; what was asked stays to be looked at.
class ScriptedHttps final : public outside::Https {
  public:
    using Reply = std::function<Result<outside::HttpsAnswer, std::string>(outside::HttpsRequest const&)>;
    Result<outside::HttpsAnswer, std::string> call(outside::HttpsRequest const& request) override {
        asked.push_back(request);
        if (replies.empty()) return Err{std::string("nobody answers")};
        Reply const reply = replies.front();
        replies.pop_front();
        return reply(request);
    }
    /// Signed by the channel at that time.
    void answer(int status, std::string body, std::function<Instant()> now);

    std::vector<outside::HttpsRequest> asked;
    std::deque<Reply> replies;
};

/// The adapter with these keys.
std::shared_ptr<outside::wechat::WechatPayments> wechat_payments(
    std::shared_ptr<ScriptedHttps> https, std::function<Instant()> now,
    WechatMerchant const& merchant = first_merchant);

}  // namespace afterdesk::test

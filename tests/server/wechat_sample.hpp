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

inline constexpr char const* wechat_mchid = "1900000109";
inline constexpr char const* wechat_key_id = "PUB_KEY_ID_0114";
inline constexpr char const* wechat_api_key = "0123456789abcdef0123456789abcdef";

/// AES-256-GCM with the tag behind the text, in base64.
std::string sealed(std::string_view text, std::string_view nonce, std::string_view associated);
/// A notice of WeChat Pay.
std::string wechat_notice(std::string_view event, std::string_view text);

/// The four fields that a body of the channel goes with.
std::vector<std::pair<std::string, std::string>> signed_by_channel(std::string_view body, Instant now);

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
std::shared_ptr<outside::wechat::WechatPayments> wechat_payments(std::shared_ptr<ScriptedHttps> https,
                                                                 std::function<Instant()> now);

}  // namespace afterdesk::test

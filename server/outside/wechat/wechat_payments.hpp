#pragma once
// Refunds by WeChat Pay, APIv3.

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "outside/https_client.hpp"
#include "outside/ports.hpp"
#include "outside/wechat/failing_calls.hpp"
#include "outside/wechat/keys.hpp"

namespace afterdesk::outside::wechat {

inline constexpr std::string_view default_address = "https://api.mch.weixin.qq.com";

struct Settings {
    Merchant merchant;
    PlatformKeys platform;
    std::string address{default_address};  ///< of the service, without a slash at the end
    std::string notify_url{};              ///< where it tells what became of refunds; empty: it is only asked
    std::function<Instant()> now{};        ///< the machine's clock
};

/// One request for a payment at a time, and not the next one at once. Callable from several threads.
class Pace {
  public:
    /// Promise: nothing, and it counts as asked for; or how long this refund has to wait for another one's
    /// sake. The same refund may always be asked for again.
    Duration wait_for(std::string const& payment, std::string const& refund_no, Instant now);

  private:
    struct Asked {
        std::string refund_no;
        Instant at;
    };
    std::mutex mutex_;
    std::map<std::string, Asked> asked_;
};

class WechatPayments final : public Payments {
  public:
    WechatPayments(Settings settings, std::shared_ptr<Https> https)
        : settings_(std::move(settings)), https_(std::move(https)) {}
    /// Errors: see `against`, before anybody is asked; absent, TOO_SOON for a minute after another one of the
    /// payment, SLOWED_DOWN while calls fail too fast.
    Answer refund(RefundOrder const& order) override;
    Answer rehearse(RefundOrder const& order) const override;
    Answer query(RefundOrder const& order) override;
    bool settles_abnormal() const override { return true; }
    std::optional<AbnormalWay> seal(BankCard const& card) const override;
    /// Errors: refused KEY_CHANGED for a card that was sealed with a key that is no more.
    Answer settle_abnormal(RefundOrder const& order, AbnormalWay const& way) override;
    bool is_signed(Message const& message, Instant now) const override;
    Result<Notice, Mistakes> read_notice(std::string_view body) const override;
    Result<BillGiven, BillMistake> bill(BillAsked const& asked) override;
    std::string merchant_no() const override { return settings_.merchant.mchid; }
    std::string account_no() const override { return settings_.merchant.mchid; }
    void hurry() override { https_->hurry(); }

  private:
    /// What is asked, and how the answer is read once it is known to be the channel's.
    struct Call {
        char const* method;
        std::string path, body;
        Answer (*read)(int status, std::string_view body, RefundOrder const& order);
        Outcome not_made = Outcome::unknown;  ///< what is known while calls fail too fast
        std::string sealed_for{};             ///< the channel's key that parts of the body are sealed with
    };
    Answer ask(Call const& call, RefundOrder const& order);
    Call query_call(RefundOrder const& order) const;
    /// What the channel says. Errors: why nobody knows that it is the channel's.
    Result<HttpsAnswer, std::string> signed_answer(HttpsRequest const& request);
    HttpsRequest signed_request(Call const& call) const;
    Result<BillGiven, BillMistake> download(std::string const& address, BillAsked const& asked);

    Settings settings_;
    std::shared_ptr<Https> https_;
    Pace pace_;
    FailingCalls failing_;
};

}  // namespace afterdesk::outside::wechat

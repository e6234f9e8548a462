#pragma once
// Refunds by Alipay, open platform 2.0, in public key mode or certificate mode.

#include <functional>
#include <memory>
#include <string>

#include "outside/alipay/certificates.hpp"
#include "outside/alipay/signature.hpp"
#include "outside/https_client.hpp"
#include "outside/ports.hpp"

namespace afterdesk::outside::alipay {

inline constexpr std::string_view default_address = "https://openapi.alipay.com";

struct Settings {
    std::string app_id;
    crypto::RsaKey key;                    ///< ours
    PlatformKeys platform{};               ///< Alipay's
    std::string address{default_address};  ///< of the service, without a slash at the end
    std::function<Instant()> now{};        ///< the machine's clock
    std::string app_sn{}, root_sn{};       ///< certificate mode: the numbers that requests say
};

/// A refund's answer says by itself whether money moved. Notices do not: the amount that they tell is that of
/// all refunds of a payment together, so they are heard, and what became of a refund is asked.
class AlipayPayments final : public Payments {
  public:
    AlipayPayments(Settings settings, std::shared_ptr<Https> https)
        : settings_(std::move(settings)), https_(std::move(https)) {}
    /// Errors: see `against`, before anybody is asked.
    Answer refund(RefundOrder const& order) override;
    Answer rehearse(RefundOrder const& order) const override;
    Answer query(RefundOrder const& order) override;
    bool is_signed(Message const& message, Instant now) const override;
    Result<Notice, Mistakes> read_notice(std::string_view body) const override;
    std::string_view thanks() const override { return "success"; }
    Result<BillGiven, BillMistake> bill(BillAsked const& asked) override;
    std::string account_no() const override { return settings_.app_id; }
    void hurry() override { https_->hurry(); }

  private:
    /// What is asked, and how the answer is read once it is known to be the channel's.
    struct Call {
        std::string_view method;
        std::string content;
        Answer (*read)(std::string_view answer, RefundOrder const& order);
    };
    Answer ask(Call const& call, RefundOrder const& order);
    /// What stands under the method's key. Errors: why nobody knows that it is the channel's.
    Result<std::string, std::string> signed_text(Call const& call);
    HttpsRequest signed_request(Call const& call) const;

    Settings settings_;
    std::shared_ptr<Https> https_;
};

}  // namespace afterdesk::outside::alipay

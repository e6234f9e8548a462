// The real adapters under chaos: WeChat Pay and Alipay, each with a provider behind its line; the balance is
// paid out of a book of the mall's own.

#include "chaos_alipay.hpp"
#include "chaos_keys.hpp"
#include "chaos_wechat.hpp"
#include "outside/alipay/alipay_payments.hpp"
#include "outside/simulated/simulated.hpp"
#include "outside/wechat/wechat_payments.hpp"

namespace afterdesk::fault {

namespace {

namespace alipay = outside::alipay;
namespace wechat = outside::wechat;

/// One of these takes each order's money: WeChat Pay by our number and by its own, over either of our
/// accounts, Alipay likewise, both together, WeChat Pay and the balance.
Order channel_order(int number, bool received) {
    Order out = unpaid_order(number, received);
    Fen const paid = price_of(out), part = paid / 3;
    std::string const no = out.order_no.value;
    Payment by_wechat{{"WX-" + no}, PaymentChannel::wechat, paid};
    Payment by_alipay{{"ALI-" + no}, PaymentChannel::alipay, paid};
    if (number % 4 >= 2) by_wechat.provider.mchid = test::second_merchant.mchid;
    if (number % 2 == 1) {
        by_wechat.provider.transaction_id = "4200-" + no;
        by_wechat.provider.sub_mchid = "1900000222";
        by_alipay.provider.transaction_id = "2026-" + no;
        by_alipay.provider.out_trade_no = "mall-" + no;
    }
    switch (number % 5) {
        case 0: out.payments = {by_wechat}; break;
        case 1: out.payments = {number == 1 ? by_wechat : by_alipay}; break;
        case 2: out.payments = {by_alipay}; break;
        case 3:
            by_wechat.amount_fen = part;
            by_alipay.amount_fen = paid - part;
            out.payments = {by_wechat, by_alipay};
            break;
        default:
            by_wechat.amount_fen = paid - part;
            out.payments = {by_wechat, {{"BAL-" + no}, PaymentChannel::balance, part}};
    }
    // Soon nobody takes it back any more.
    if (number == 5) out.payments.front().provider.paid_at = Instant{chaos_noon.ms - days(363).ms};
    return out;
}

/// A payment as its provider has it.
Received received_by(Order const& order, Payment const& payment) {
    ProviderPayment const& known = payment.provider;
    std::string const& ours = known.out_trade_no.empty() ? payment.payment_id.value : known.out_trade_no;
    std::string const theirs = known.transaction_id.empty() ? "T-" + ours : known.transaction_id;
    std::string const mchid = known.mchid.empty() ? test::wechat_mchid : known.mchid;
    return {theirs, ours, payment.amount_fen, known.paid_at.value_or(order.paid_at), mchid};
}

class ChannelsOutside final : public ChaosOutside {
  public:
    explicit ChannelsOutside(Chance const& chance);

    outside::Parties parties() override;
    void go_on() override;
    bool has_work() const override { return wechat_->has_work() || alipay_->has_work(); }
    void calm_down() override;
    bool has_letters() const override { return wechat_->has_letters() || alipay_->has_letters(); }
    std::optional<Letter> next_letter() override;
    void delivered() override { sender_->delivered(); }
    std::vector<Paid> paid() override;
    void see_to(std::string const& refund_no) override { wechat_->see_to(refund_no); }
    bool moves_clocks() const override { return true; }
    Happened happened() const override;

  private:
    Teller& any() {
        if (chance_.below(2) == 0) return *wechat_;
        return *alipay_;
    }
    std::shared_ptr<outside::Payments> by_wechat(char const* mchid);

    Chance const& chance_;
    std::shared_ptr<outside::simulated::Book> book_;
    std::shared_ptr<WechatTeller> wechat_;
    std::shared_ptr<Teller> alipay_;
    bool calm_ = false;
    Teller* sender_ = nullptr;
};

ChannelsOutside::ChannelsOutside(Chance const& chance)
    : chance_(chance),
      book_(std::make_shared<outside::simulated::Book>(chance.folder + "/balance.db")),
      wechat_(std::make_shared<WechatTeller>(chance)),
      alipay_(std::make_shared<AlipayTeller>(chance)) {
    for (int i = 0; i < chaos_orders; ++i) {
        for (bool const received : {false, true}) {
            Order const order = channel_order(i, received);
            for (Payment const& payment : order.payments) {
                if (payment.channel == PaymentChannel::wechat) wechat_->add(received_by(order, payment));
                if (payment.channel == PaymentChannel::alipay) alipay_->add(received_by(order, payment));
            }
        }
    }
}

std::shared_ptr<outside::Payments> ChannelsOutside::by_wechat(char const* mchid) {
    wechat::Settings settings{{mchid, "ABCDEF", merchant_secret(), test::wechat_api_key}, {}};
    settings.platform.add_public_key(test::wechat_key_id, channel_public());
    settings.notify_url = "https://desk.example/api/v1/notify/wechat";
    settings.now = chance_.server_now;
    return std::make_shared<wechat::WechatPayments>(std::move(settings), wechat_);
}

/// Now and then somebody starts it without the other account: what goes over it waits.
outside::Parties ChannelsOutside::parties() {
    alipay::Settings by_alipay{alipay_app, merchant_secret(), channel_public()};
    by_alipay.now = chance_.server_now;
    outside::Parties out;
    out.payments = {
        {PaymentChannel::wechat, by_wechat(test::wechat_mchid)},
        {PaymentChannel::alipay, std::make_shared<alipay::AlipayPayments>(std::move(by_alipay), alipay_)},
        {PaymentChannel::balance,
         std::make_shared<outside::simulated::BookPayments>(book_, std::string(32, 'k'))}};
    bool const has_other = calm_ || chance_.below(5) != 0;
    if (has_other)
        out.accounts.push_back({PaymentChannel::wechat, {}, {}, {}, by_wechat(test::second_merchant.mchid)});
    wechat_->has_other(has_other);
    return out;
}

void ChannelsOutside::go_on() {
    Teller& one = any();
    Teller& other = &one == wechat_.get() ? *alipay_ : *wechat_;
    (one.has_work() ? one : other).go_on();
}

void ChannelsOutside::calm_down() {
    calm_ = true;
    wechat_->calm_down();
    alipay_->calm_down();
}

std::optional<Letter> ChannelsOutside::next_letter() {
    sender_ = &any();
    return sender_->next_letter();
}

std::vector<Paid> ChannelsOutside::paid() {
    std::vector<Paid> out;
    for (auto const& entry : book_->all())
        out.push_back({entry.refund_no, entry.amount_fen, entry.times_paid});
    wechat_->add_paid(out);
    alipay_->add_paid(out);
    return out;
}

Happened ChannelsOutside::happened() const {
    Happened out = wechat_->happened;
    out.insert(alipay_->happened.begin(), alipay_->happened.end());
    return out;
}

}  // namespace

ChaosKind channels_kind() {
    return {&channel_order, [](Chance const& chance) -> std::unique_ptr<ChaosOutside> {
                return std::make_unique<ChannelsOutside>(chance);
            }};
}

}  // namespace afterdesk::fault

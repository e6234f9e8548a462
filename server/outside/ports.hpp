#pragma once
// The parties outside, as the desk asks them: who pays refunds back, the mall, a courier. A real channel is a
// class of these in a folder of its own; which one serves is said once, in Parties.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "domain/ticket/ticket.hpp"
#include "outside/bill.hpp"

namespace afterdesk::outside {

enum class Outcome : unsigned char {
    paid,          ///< the money has moved
    acknowledged,  ///< it took note, and that is all there was to do
    refused,       ///< a definite no, with a code
    processing,    ///< it took the order on; the answer comes by itself, or when it is asked again
    unknown,       ///< no answer: it may have happened or not
    absent,        ///< it does not know the number
};
struct Answer {
    Outcome outcome = Outcome::unknown;
    std::string code{};   ///< the party's own word for why; kept, shown to staff
    Duration again_in{};  ///< asked again before, it would only say the same
};

/// Somebody outside.
class Party {
  public:
    Party() = default;
    virtual ~Party() = default;
    Party(Party const&) = delete;
    Party& operator=(Party const&) = delete;

    /// The program ends: calls under way come back soon. Callable from any thread.
    virtual void hurry() {}
};

/// All that a channel wants to know to pay something back. Rule: WeChat Pay refund and Alipay trade.refund.
struct RefundOrder {
    TenantId tenant;
    OrderNo order_no;
    std::string refund_no;  ///< fixed with the decision: however often it is asked, it is one refund
    PaymentId payment_id;
    Fen payment_fen = 0;  ///< all that came in by this payment
    Fen refund_fen = 0;
    std::string reason{};
    ProviderPayment provider{};  ///< what the channel knows the payment by
    Instant paid_at{};
    int others = 0;  ///< of the same payment that were paid or are on their way
    PaymentChannel channel = PaymentChannel::wechat;
    Instant now{};  ///< the desk's time
};

/// Whose account takes a refund that did not come through to its payer.
enum class AbnormalTarget : unsigned char { merchant, buyer };
/// A buyer's bank card, as staff say it. It is sealed at once, and kept and logged nowhere.
struct BankCard {
    std::string bank;  ///< as the channel calls it: "CMB_DEBIT"
    std::string account, name;
};
/// Where such a refund goes. What is sealed can be opened by the channel alone.
struct AbnormalWay {
    AbnormalTarget target = AbnormalTarget::merchant;
    std::string bank{}, sealed_account{}, sealed_name{};
    std::string key_id{};  ///< of the channel's key that it was sealed with
};

/// Whose bill is wanted, and the file that it is written to.
struct BillAsked {
    PaymentChannel channel = PaymentChannel::wechat;
    BillDay day;
    std::string into;
};
/// `none`: nothing happened on that day, so that there is no bill.
enum class BillGiven : unsigned char { written, none };

/// A message that came in by itself, as it came.
struct Message {
    std::function<std::string_view(std::string_view name)> header;  ///< names in small letters
    std::string_view body;
};
/// What a channel tells by itself: what became of a refund.
struct Notice {
    TenantId tenant;  ///< empty: it does not know one; the number says whose it is
    std::string refund_no;
    Fen refund_fen = 0;
    Answer answer;  ///< paid or refused; acknowledged: it told something else
};

/// Pays refunds back. Called outside any transaction, from several threads at once.
class Payments : public Party {
  public:
    /// Promise: the same refund_no is paid once. Errors: in the answer; an exception counts as unknown.
    virtual Answer refund(RefundOrder const& order) = 0;
    /// What is known without asking anybody: refused with a code, or absent, as it would be asked for.
    virtual Answer rehearse(RefundOrder const&) const { return {Outcome::absent, ""}; }
    /// What became of the number.
    virtual Answer query(RefundOrder const& order) = 0;
    /// Whether it can be told where a refund goes that did not come through (`abnormal`).
    virtual bool settles_abnormal() const { return false; }
    /// Seals a card for the channel. Errors: nothing when it has no key that is valid.
    virtual std::optional<AbnormalWay> seal(BankCard const&) const { return std::nullopt; }
    /// Looks what became of the number, and if it did not come through says where it goes: as `query`, and
    /// processing once that was taken on. Promise: told again it has one effect.
    virtual Answer settle_abnormal(RefundOrder const& order, AbnormalWay const&) { return query(order); }
    /// Whether the message is the channel's own, and of now. Units: the machine's clock.
    virtual bool is_signed(Message const& message, Instant now) const = 0;
    /// Reads a signed message's body. Errors: all mistakes of the document.
    virtual Result<Notice, Mistakes> read_notice(std::string_view body) const = 0;
    /// What it wants to hear to a notice that was taken. Units: empty: any answer that is no refusal.
    virtual std::string_view thanks() const { return {}; }
    /// Writes a day's bill as the channel gives it out. Errors: not_ready; out_of_reach with the
    /// channel's code as path; damaged when it is not the one that was promised; not_served for
    /// a channel without bills.
    virtual Result<BillGiven, BillMistake> bill(BillAsked const& asked);
    /// What the channel calls the merchant in its bills; empty: they do not say it.
    virtual std::string merchant_no() const { return {}; }
    /// The number of the merchant account that pays: WeChat Pay's mchid, Alipay's app_id; empty: it is none.
    virtual std::string account_no() const { return {}; }
};

/// A merchant account beside the channel's one of everybody.
struct Account {
    PaymentChannel channel = PaymentChannel::wechat;
    std::string seller{};                   ///< what payments may call it beside its number: Alipay's 2088…
    std::vector<ShopId> shops{};            ///< whose it is; empty: all may name it
    std::vector<std::string> sub_mchids{};  ///< for whom it may act, as their provider; empty: anybody
    std::shared_ptr<Payments> payments;
};

/// The shop system that sold the goods.
class Mall : public Party {
  public:
    /// Takes entitlements back from a buyer: acknowledged or unknown. Promise: a number has one effect.
    /// Units: `body` is {"order_no","buyer_id","lines":[{"line_no","entitlements"}]}.
    virtual Answer reclaim(std::string const& reclaim_no, std::string const& body) = 0;
};

/// Who knows where parcels are (outside/courier.hpp).
class Courier;

/// Who tells people of their tickets (outside/notify.hpp).
class Notifier;

namespace simulated {
class Faults;
}

/// Who serves.
struct Parties {
    std::map<PaymentChannel, std::shared_ptr<Payments>> payments;
    std::vector<Account> accounts{};  ///< in the operator's order (outside/accounts.hpp says which pays)
    std::shared_ptr<Mall> mall;
    std::shared_ptr<Courier> courier{};            ///< empty: only the mall tells what arrived, as facts
    std::shared_ptr<Notifier> mail{}, messages{};  ///< empty: nobody is told that way
    bool dry_run = false;  ///< refunds are decided and kept, and nobody is asked to pay one
    std::shared_ptr<simulated::Faults>
        faults;  ///< the switches of the simulated outside; empty for a real one
};

}  // namespace afterdesk::outside

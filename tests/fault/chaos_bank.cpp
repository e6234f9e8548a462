// The simulated outside under chaos: a channel that loses, delays, doubles and refuses.

#include <stdexcept>

#include "chaos_outside.hpp"
#include "crypto/digest.hpp"
#include "outside/simulated/simulated.hpp"

namespace afterdesk::fault {

namespace {

using outside::Answer;
using Told = outside::Outcome;
namespace simulated = outside::simulated;

std::string const key(32, 'k');

/// What it paid it paid, a number once.
class Bank final : public outside::Payments {
  public:
    Bank(std::shared_ptr<outside::Payments> inner, Chance const& chance)
        : inner_(std::move(inner)), chance_(chance) {}

    Answer refund(outside::RefundOrder const& order) override;
    Answer query(outside::RefundOrder const& order) override;
    bool is_signed(outside::Message const& message, Instant now) const override {
        return inner_->is_signed(message, now);
    }
    Result<outside::Notice, Mistakes> read_notice(std::string_view body) const override {
        return inner_->read_notice(body);
    }

    void go_on();
    bool has_work() const { return !taken_on_.empty(); }
    void calm_down() { calm_ = true; }

    std::vector<outside::Notice> mail;  ///< what it has to tell by itself

  private:
    Answer pay(outside::RefundOrder const& order);
    Answer refuse(outside::RefundOrder const& order);
    /// It also repeats a refusal after the same number was asked for again.
    bool is_rude() const { return chance_.temper == Temper::rude; }

    std::shared_ptr<outside::Payments> inner_;
    Chance const& chance_;
    bool calm_ = false;
    std::map<std::string, outside::RefundOrder> taken_on_;
    std::map<std::string, bool> refused_;
};

Answer Bank::pay(outside::RefundOrder const& order) {
    Answer const answer = inner_->refund(order);
    // It tells by itself, too: once, or more often.
    for (unsigned copies = 1 + chance_.below(2); copies > 0; --copies)
        mail.push_back({order.tenant, order.refund_no, order.refund_fen, answer});
    return answer;
}

Answer Bank::refuse(outside::RefundOrder const& order) {
    Answer const answer{Told::refused, "NOT_ENOUGH"};  // nothing is kept of it
    if (is_rude() || chance_.below(2) == 0)
        mail.push_back({order.tenant, order.refund_no, order.refund_fen, answer});
    return answer;
}

Answer Bank::refund(outside::RefundOrder const& order) {
    chance_.fuse.chance();
    if (inner_->query(order).outcome == Told::paid) return inner_->refund(order);
    if (taken_on_.contains(order.refund_no)) return {Told::processing, ""};
    refused_.erase(order.refund_no);
    if (!is_rude()) {
        std::erase_if(mail, [&](outside::Notice const& one) {
            return one.refund_no == order.refund_no && one.answer.outcome == Told::refused;
        });
    }
    switch (calm_ ? 0 : chance_.below(8)) {
        case 1: pay(order); return {Told::unknown, "TIMEOUT"};
        case 2: taken_on_.emplace(order.refund_no, order); return {Told::processing, ""};
        case 3: taken_on_.emplace(order.refund_no, order); return {Told::unknown, "TIMEOUT"};
        case 4: return refuse(order);
        case 5: return {Told::unknown, "UNREACHABLE"};
        case 6: throw std::runtime_error("connection reset");
        default: break;
    }
    Answer const answer = pay(order);
    chance_.fuse.chance();
    return answer;
}

Answer Bank::query(outside::RefundOrder const& order) {
    chance_.fuse.chance();
    if (!calm_ && chance_.below(6) == 0) return {Told::unknown, "TIMEOUT"};
    if (inner_->query(order).outcome == Told::paid) return {Told::paid, ""};
    if (taken_on_.contains(order.refund_no)) return {Told::processing, ""};
    if (refused_.contains(order.refund_no)) return {Told::refused, "NOT_ENOUGH"};
    return {Told::absent, ""};
}

void Bank::go_on() {
    if (taken_on_.empty()) return;
    auto const one = std::next(taken_on_.begin(), chance_.below(static_cast<unsigned>(taken_on_.size())));
    outside::RefundOrder const order = one->second;
    taken_on_.erase(one);
    bool const refuses = !calm_ && chance_.below(4) == 0;
    if (!refuses) {
        pay(order);
        return;
    }
    refused_[order.refund_no] = true;
    mail.push_back({order.tenant, order.refund_no, order.refund_fen, {Told::refused, "CLOSED"}});
}

class SimulatedOutside final : public ChaosOutside {
  public:
    explicit SimulatedOutside(Chance const& chance)
        : chance_(chance),
          book_(std::make_shared<simulated::Book>(simulated::book_file(chance.folder))),
          bank_(std::make_shared<Bank>(std::make_shared<simulated::BookPayments>(book_, key), chance)) {}

    outside::Parties parties() override {
        outside::Parties out;
        out.payments = {{PaymentChannel::wechat, bank_}, {PaymentChannel::balance, bank_}};
        return out;
    }
    void go_on() override { bank_->go_on(); }
    bool has_work() const override { return bank_->has_work(); }
    void calm_down() override { bank_->calm_down(); }
    bool has_letters() const override { return !bank_->mail.empty(); }
    std::optional<Letter> next_letter() override;
    void delivered() override {
        if (chance_.below(4) != 0) bank_->mail.erase(bank_->mail.begin() + place_);
    }
    std::vector<Paid> paid() override {
        std::vector<Paid> out;
        for (auto const& entry : book_->all())
            out.push_back({entry.refund_no, entry.amount_fen, entry.times_paid});
        return out;
    }

  private:
    Chance const& chance_;
    std::shared_ptr<simulated::Book> book_;
    std::shared_ptr<Bank> bank_;
    std::ptrdiff_t place_ = 0;
};

std::optional<Letter> SimulatedOutside::next_letter() {
    if (bank_->mail.empty()) return std::nullopt;
    place_ = chance_.below(static_cast<unsigned>(bank_->mail.size()));
    Letter out;
    out.body = simulated::notice_text(bank_->mail[static_cast<std::size_t>(place_)]);
    std::string const seconds = std::to_string(chance_.now().ms / 1'000);
    out.fields = {
        {std::string(simulated::timestamp_header), seconds},
        {std::string(simulated::signature_header), simulated::signature_of(key, seconds, out.body)}};
    return out;
}

Order simulated_order(int number, bool received) {
    Order out = unpaid_order(number, received);
    Fen const paid = price_of(out);
    Fen const from_balance = number % 3 == 0 ? 0 : paid / 3;
    out.payments = {{{"w1"}, PaymentChannel::wechat, paid - from_balance}};
    if (from_balance > 0) out.payments.push_back({{"b1"}, PaymentChannel::balance, from_balance});
    return out;
}

}  // namespace

ChaosKind simulated_kind() {
    return {&simulated_order, [](Chance const& chance) -> std::unique_ptr<ChaosOutside> {
                return std::make_unique<SimulatedOutside>(chance);
            }};
}

}  // namespace afterdesk::fault

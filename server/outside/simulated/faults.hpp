#pragma once
// What may go wrong with a party, put around one that is sound: it is slow, it says no, its answer gets lost,
// comes later or comes twice.

#include <condition_variable>
#include <mutex>

#include "outside/ports.hpp"
#include "wire/api.hpp"

namespace afterdesk::outside::simulated {

/// The switches of all decorators. Callable from any thread.
class Faults {
  public:
    wire::ChannelSettings settings() const;
    void set(wire::ChannelSettings const& settings);
    /// Nobody waits any more: the program ends.
    void hurry();
    /// Waits as long as answers are told to take.
    void delay();

    /// So many of the next refunds succeed, and the channel says so later only.
    void answer_later(int next);

    // Each uses up one, if there is one.
    bool take_refusal() { return take(settings_.fail_next); }
    bool take_lost_answer() { return take(settings_.lose_answer_next); }
    bool take_late_answer() { return take(late_next_); }

    /// Who is told what the channel tells by itself; empty: nobody.
    void on_notice(std::function<void(Notice const&)> told);
    void tell(Notice const& notice);

  private:
    bool take(int& left);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    wire::ChannelSettings settings_;
    std::function<void(Notice const&)> told_;
    int late_next_ = 0;
    bool hurrying_ = false;
};

/// Stands in front of another channel; changes nothing by itself.
class PaymentsDecorator : public Payments {
  public:
    PaymentsDecorator(std::shared_ptr<Payments> inner, std::shared_ptr<Faults> faults)
        : inner_(std::move(inner)), faults_(std::move(faults)) {}
    Answer refund(RefundOrder const& order) override { return inner_->refund(order); }
    Answer query(RefundOrder const& order) override { return inner_->query(order); }
    bool is_signed(Message const& message, Instant now) const override {
        return inner_->is_signed(message, now);
    }
    Result<Notice, Mistakes> read_notice(std::string_view body) const override {
        return inner_->read_notice(body);
    }
    Result<BillGiven, BillMistake> bill(BillAsked const& asked) override { return inner_->bill(asked); }
    std::string merchant_no() const override { return inner_->merchant_no(); }
    void hurry() override;

  protected:
    std::shared_ptr<Payments> inner_;
    std::shared_ptr<Faults> faults_;
};

/// Takes its time.
class DelayingPayments final : public PaymentsDecorator {
  public:
    using PaymentsDecorator::PaymentsDecorator;
    Answer refund(RefundOrder const& order) override;
};

/// Refuses, or pays and does not say so: the answer is lost, or comes later.
class FailingPayments final : public PaymentsDecorator {
  public:
    using PaymentsDecorator::PaymentsDecorator;
    Answer refund(RefundOrder const& order) override;
};

/// Tells each definite answer by itself too.
class RepeatingPayments final : public PaymentsDecorator {
  public:
    using PaymentsDecorator::PaymentsDecorator;
    Answer refund(RefundOrder const& order) override;
};

/// A mall that is slow, and whose answers get lost.
class FailingMall final : public Mall {
  public:
    FailingMall(std::shared_ptr<Mall> inner, std::shared_ptr<Faults> faults)
        : inner_(std::move(inner)), faults_(std::move(faults)) {}
    Answer reclaim(std::string const& reclaim_no, std::string const& body) override;
    void hurry() override { faults_->hurry(); }

  private:
    std::shared_ptr<Mall> inner_;
    std::shared_ptr<Faults> faults_;
};

}  // namespace afterdesk::outside::simulated

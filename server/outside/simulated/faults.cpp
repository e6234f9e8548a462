#include "outside/simulated/faults.hpp"

#include <chrono>

namespace afterdesk::outside::simulated {

wire::ChannelSettings Faults::settings() const {
    std::lock_guard const lock(mutex_);
    return settings_;
}

void Faults::set(wire::ChannelSettings const& settings) {
    std::lock_guard const lock(mutex_);
    settings_ = settings;
    changed_.notify_all();
}

void Faults::hurry() {
    std::lock_guard const lock(mutex_);
    hurrying_ = true;
    changed_.notify_all();
}

void Faults::delay() {
    std::unique_lock lock(mutex_);
    auto const since = std::chrono::steady_clock::now();
    auto const over = [&] {
        auto const end = since + std::chrono::milliseconds(settings_.delay_ms);
        return hurrying_ || std::chrono::steady_clock::now() >= end;
    };
    while (!over()) changed_.wait_for(lock, std::chrono::milliseconds(settings_.delay_ms));
}

void Faults::answer_later(int next) {
    std::lock_guard const lock(mutex_);
    late_next_ = next;
}

bool Faults::take(int& left) {
    std::lock_guard const lock(mutex_);
    if (left == 0) return false;
    --left;
    return true;
}

void Faults::on_notice(std::function<void(Notice const&)> told) {
    std::lock_guard const lock(mutex_);
    told_ = std::move(told);
}

void Faults::tell(Notice const& notice) {
    std::function<void(Notice const&)> told;
    {
        std::lock_guard const lock(mutex_);
        told = told_;
    }
    if (told) told(notice);
}

void PaymentsDecorator::hurry() {
    faults_->hurry();
    inner_->hurry();
}

Answer DelayingPayments::refund(RefundOrder const& order) {
    faults_->delay();
    return inner_->refund(order);
}

Answer FailingPayments::refund(RefundOrder const& order) {
    if (faults_->take_refusal()) return {Outcome::refused, "NOT_ENOUGH"};
    bool const lost = faults_->take_lost_answer();
    bool const late = !lost && faults_->take_late_answer();
    Answer answer = inner_->refund(order);
    if (answer.outcome != Outcome::paid) return answer;
    if (lost) return {Outcome::unknown, "TIMEOUT"};
    if (late) return {Outcome::processing, "PROCESSING"};
    return answer;
}

Answer RepeatingPayments::refund(RefundOrder const& order) {
    Answer answer = inner_->refund(order);
    bool const definite = answer.outcome == Outcome::paid || answer.outcome == Outcome::refused;
    if (definite && faults_->settings().duplicate_answers) {
        faults_->tell({order.tenant, order.refund_no, order.refund_fen, answer});
    }
    return answer;
}

Answer FailingMall::reclaim(std::string const& reclaim_no, std::string const& body) {
    faults_->delay();
    bool const lost = faults_->take_lost_answer();
    Answer answer = inner_->reclaim(reclaim_no, body);
    return lost ? Answer{Outcome::unknown, "TIMEOUT"} : answer;
}

}  // namespace afterdesk::outside::simulated

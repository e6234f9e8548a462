#include "service/channel.hpp"

#include <chrono>

namespace afterdesk {

Channel::Channel(std::string const& data_dir) : book_(data_dir + "/channel.db") {}

wire::ChannelSettings Channel::settings() {
    std::lock_guard const lock(mutex_);
    return settings_;
}

void Channel::set(wire::ChannelSettings const& settings) {
    std::lock_guard const lock(mutex_);
    settings_ = settings;
    changed_.notify_all();
}

void Channel::hurry() {
    std::lock_guard const lock(mutex_);
    hurrying_ = true;
    changed_.notify_all();
}

void Channel::delay() {
    std::unique_lock lock(mutex_);
    auto const since = std::chrono::steady_clock::now();
    auto const over = [&] {
        auto const end = since + std::chrono::milliseconds(settings_.delay_ms);
        return hurrying_ || std::chrono::steady_clock::now() >= end;
    };
    while (!over()) changed_.wait_for(lock, std::chrono::milliseconds(settings_.delay_ms));
}

Channel::Answer Channel::refund(std::string const& refund_no, Fen amount_fen) {
    delay();
    bool refuse = false;
    bool lose_answer = false;
    bool twice = false;
    {
        std::lock_guard const lock(mutex_);
        refuse = settings_.fail_next > 0;
        if (refuse) --settings_.fail_next;
        lose_answer = !refuse && settings_.lose_answer_next > 0;
        if (lose_answer) --settings_.lose_answer_next;
        twice = settings_.duplicate_answers;
    }
    if (refuse) return {Outcome::refused, "NOT_ENOUGH", twice ? 2 : 1};
    auto const entry = book_.pay(refund_no, amount_fen);
    if (entry.amount_fen != amount_fen) return {Outcome::refused, "AMOUNT_MISMATCH", 1};
    if (lose_answer) return {Outcome::unknown, "TIMEOUT", 1};
    return {Outcome::paid, "", twice ? 2 : 1};
}

Channel::Answer Channel::reclaim(std::string const& reclaim_no, std::string const& body) {
    delay();
    bool lose_answer = false;
    {
        std::lock_guard const lock(mutex_);
        lose_answer = settings_.lose_answer_next > 0;
        if (lose_answer) --settings_.lose_answer_next;
    }
    book_.take_back(reclaim_no, body);
    return lose_answer ? Answer{Outcome::unknown, "TIMEOUT", 1} : Answer{Outcome::paid, "", 1};
}

Channel::Answer Channel::query(std::string const& refund_no) {
    auto const entry = book_.find(refund_no);
    return {entry ? Outcome::paid : Outcome::absent, "", 1};
}

}  // namespace afterdesk

#include "http/long_polls.hpp"

#include <algorithm>
#include <iterator>

namespace afterdesk::http {

LongPolls::LongPolls() : thread_([this] { run(); }) {}

LongPolls::~LongPolls() { finish(); }

std::uint64_t LongPolls::moment() const {
    std::lock_guard const lock(mutex_);
    return moment_;
}

void LongPolls::wait(TenantId const& tenant, std::string const& who, std::uint64_t since,
                     Clock::duration most_time, Wake wake) {
    {
        std::lock_guard const lock(mutex_);
        auto const newest = newest_.find(tenant.value);
        bool const has_news = newest != newest_.end() && newest->second > since;
        auto const mine = of_one_.find(who);
        bool const too_often = mine != of_one_.end() && mine->second >= most_of_one;
        if (!finished_ && !has_news && !too_often && waiting_.size() < most) {
            waiting_.push_back({tenant, who, Clock::now() + most_time, std::move(wake)});
            ++of_one_[who];
            changed_.notify_one();
            return;
        }
    }
    wake();
}

void LongPolls::news(TenantId const& tenant) {
    std::lock_guard const lock(mutex_);
    newest_[tenant.value] = ++moment_;
    if (waiting_.empty()) return;
    told_.push_back(tenant);
    changed_.notify_one();
}

void LongPolls::finish() {
    {
        std::lock_guard const lock(mutex_);
        finished_ = true;
        changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
}

/// Those whose time is over, or whose mall has news.
std::vector<LongPolls::Waiting> LongPolls::take_due(Clock::time_point now) {
    auto const stays = [&](Waiting const& one) {
        bool const has_news = std::find(told_.begin(), told_.end(), one.tenant) != told_.end();
        return !finished_ && !has_news && one.until > now;
    };
    auto const due = std::stable_partition(waiting_.begin(), waiting_.end(), stays);
    std::vector<Waiting> out(std::make_move_iterator(due), std::make_move_iterator(waiting_.end()));
    waiting_.erase(due, waiting_.end());
    told_.clear();
    for (Waiting const& one : out) {
        if (--of_one_[one.who] == 0) of_one_.erase(one.who);
    }
    return out;
}

void LongPolls::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        std::vector<Waiting> const due = take_due(Clock::now());
        if (!due.empty()) {
            lock.unlock();
            for (Waiting const& one : due) one.wake();
            lock.lock();
            continue;
        }
        if (finished_) return;
        if (waiting_.empty()) {
            changed_.wait(lock, [&] { return finished_ || !waiting_.empty(); });
        } else {
            auto const first =
                std::min_element(waiting_.begin(), waiting_.end(),
                                 [](auto const& a, auto const& b) { return a.until < b.until; });
            auto const until = first->until;  // of its own: others may move meanwhile
            changed_.wait_until(lock, until);
        }
    }
}

}  // namespace afterdesk::http

#include "http/fair_queue.hpp"

namespace afterdesk::http {

namespace {

constexpr int most_known_in_a_row = 3;

}  // namespace

FairQueue::FairQueue(QueueLimits limits) : limits_(limits) {
    for (int i = 0; i < limits_.threads; ++i) {
        threads_.emplace_back([this, i] { work(i); });
    }
}

FairQueue::~FairQueue() { finish(); }

FairQueue::Entry FairQueue::offer(Turn const& turn, Job job) {
    {
        std::lock_guard const lock(mutex_);
        Line& line = turn.known ? known_ : others_;
        if (finishing_ || line.count >= limits_.of_all) return Entry::full;
        auto const found = line.jobs.find(turn.who);
        if (found != line.jobs.end() && found->second.size() >= limits_.of_one) return Entry::too_many_of_his;
        if (found == line.jobs.end()) line.order.push_back(turn.who);
        line.jobs[turn.who].push_back(std::move(job));
        ++line.count;
    }
    more_.notify_one();
    return Entry::taken;
}

void FairQueue::finish() {
    {
        std::lock_guard const lock(mutex_);
        finishing_ = true;
    }
    more_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

std::size_t FairQueue::waiting() const {
    std::lock_guard const lock(mutex_);
    return known_.count + others_.count;
}

/// Of the next line the first one's oldest job; who has more stands at its end again.
FairQueue::Job FairQueue::next() {
    bool const known_next = known_.count > 0 && (others_.count == 0 || known_in_a_row_ < most_known_in_a_row);
    known_in_a_row_ = known_next ? known_in_a_row_ + 1 : 0;
    Line& line = known_next ? known_ : others_;
    std::string who = std::move(line.order.front());
    line.order.pop_front();
    auto const his = line.jobs.find(who);
    Job job = std::move(his->second.front());
    his->second.pop_front();
    --line.count;
    if (his->second.empty()) {
        line.jobs.erase(his);
    } else {
        line.order.push_back(std::move(who));
    }
    return job;
}

void FairQueue::work(int worker) {
    while (true) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            more_.wait(lock, [this] { return finishing_ || known_.count + others_.count > 0; });
            if (known_.count + others_.count == 0) return;
            job = next();
        }
        job(worker);
    }
}

}  // namespace afterdesk::http

#include "http/worker_pool.hpp"

namespace afterdesk::http {

WorkerPool::WorkerPool(int threads, std::size_t longest_queue) : longest_queue_(longest_queue) {
    for (int i = 0; i < threads; ++i) {
        threads_.emplace_back([this, i] { work(i); });
    }
}

WorkerPool::~WorkerPool() { finish(); }

/// Units: the mutex is held; whoever is told true notifies one.
bool WorkerPool::wakes_one() {
    bool const wakes = !queue_.empty() && idle_ > 0 && !waking_;
    waking_ = waking_ || wakes;
    return wakes;
}

bool WorkerPool::offer(Job job) {
    bool wakes = false;
    {
        std::lock_guard const lock(mutex_);
        if (finishing_ || queue_.size() >= longest_queue_) return false;
        queue_.push_back(std::move(job));
        wakes = wakes_one();
    }
    if (wakes) more_.notify_one();
    return true;
}

void WorkerPool::finish() {
    {
        std::lock_guard const lock(mutex_);
        finishing_ = true;
    }
    more_.notify_all();
    for (std::thread& thread : threads_) {
        if (thread.joinable()) thread.join();
    }
}

std::size_t WorkerPool::waiting() const {
    std::lock_guard const lock(mutex_);
    return queue_.size();
}

void WorkerPool::work(int worker) {
    while (true) {
        Job job;
        bool wakes = false;
        {
            std::unique_lock lock(mutex_);
            while (!finishing_ && queue_.empty()) {
                ++idle_;
                more_.wait(lock);
                --idle_;
                waking_ = false;
            }
            if (queue_.empty()) return;
            job = std::move(queue_.front());
            queue_.pop_front();
            wakes = wakes_one();
        }
        if (wakes) more_.notify_one();
        job(worker);
    }
}

}  // namespace afterdesk::http

#include "service/worker.hpp"

#include <chrono>

#include "base/check.hpp"

namespace afterdesk {

void Worker::start(std::function<std::int64_t()> work, int threads) {
    CHECK(threads_.empty());
    stopping_ = false;
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this, work] { loop(work); });
}

void Worker::stop() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
}

void Worker::poke() {
    std::lock_guard const lock(mutex_);
    poked_ = true;
    changed_.notify_one();
}

void Worker::loop(std::function<std::int64_t()> const& work) {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        poked_ = false;
        lock.unlock();
        auto const sleep = std::chrono::milliseconds(work());
        lock.lock();
        changed_.wait_for(lock, sleep, [this] { return stopping_ || poked_; });
    }
}

}  // namespace afterdesk

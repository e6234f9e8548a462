#pragma once
// Threads that answer requests, and a queue of bounded length before them.

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace afterdesk::http {

class WorkerPool {
  public:
    /// A piece of work; `worker` is the number of the thread that does it, from 0.
    using Job = std::function<void(int worker)>;

    WorkerPool(int threads, std::size_t longest_queue);
    ~WorkerPool();

    /// False when the queue is full; the job is then not done.
    bool offer(Job job);
    /// Waits for what is queued and under way, then ends the threads.
    void finish();
    std::size_t waiting() const;

  private:
    void work(int worker);
    bool wakes_one();

    std::size_t longest_queue_;
    mutable std::mutex mutex_;
    std::condition_variable more_;
    std::deque<Job> queue_;
    bool finishing_ = false;
    // One is woken at a time, and wakes the next: who ends his job meanwhile goes on with the queue, and a
    // step from one thread to another costs as much as a small answer.
    int idle_ = 0;
    bool waking_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace afterdesk::http

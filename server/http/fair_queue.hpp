#pragma once
// Threads of their own for work that takes long, and a fair queue before them: whoever brings much waits for
// himself, not the others for him.

#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

namespace afterdesk::http {

struct QueueLimits {
    int threads = 2;
    std::size_t of_one = 4;  ///< that one may have waiting
    std::size_t of_all = 64;
};

class FairQueue {
  public:
    /// A piece of work; `worker` is the number of the thread that does it, from 0.
    using Job = std::function<void(int worker)>;

    /// Whose turn a piece of work is. Those who are known have a line of their own, of which three come for
    /// each of the others.
    struct Turn {
        std::string who;
        bool known = false;
    };
    enum class Entry : std::uint8_t { taken, too_many_of_his, full };

    explicit FairQueue(QueueLimits limits);
    ~FairQueue();

    /// Promise: what is not taken is not done.
    Entry offer(Turn const& turn, Job job);
    /// Waits for what is queued and under way, then ends the threads.
    void finish();
    std::size_t waiting() const;

  private:
    struct Line {
        std::deque<std::string> order;  ///< whose turn is next: each of those who wait, once
        std::unordered_map<std::string, std::deque<Job>> jobs;
        std::size_t count = 0;
    };
    void work(int worker);
    Job next();

    QueueLimits limits_;
    mutable std::mutex mutex_;
    std::condition_variable more_;
    Line known_, others_;
    int known_in_a_row_ = 0;
    bool finishing_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace afterdesk::http

#pragma once
// Threads for background work: they sleep until they are poked or a time has come.

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace afterdesk {

class Worker {
  public:
    /// `work` does what is due and tells how long to sleep at most. Units: milliseconds; all `threads` do it
    /// at the same time.
    void start(std::function<std::int64_t()> work, int threads = 1);
    void stop();
    /// There may be something to do: one of the threads looks. Callable from any thread.
    void poke();

  private:
    void loop(std::function<std::int64_t()> const& work);

    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false, poked_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace afterdesk

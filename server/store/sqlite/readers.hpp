#pragma once
// The connections that read: lent one by one, and small again when nobody asks for them.

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sqlite/database.hpp"

namespace afterdesk::store::sqlite {

/// Callable from any thread. Promise: the one that was used last is lent first, so that few are in use when
/// little is asked; what was not used for a while holds no pages, and costs no time.
class Readers {
  public:
    Readers(std::vector<std::unique_ptr<Database>> all, std::chrono::milliseconds rest_after);
    ~Readers();
    Readers(Readers const&) = delete;
    Readers& operator=(Readers const&) = delete;

    /// Waits until there is one.
    std::unique_ptr<Database> take();
    void put(std::unique_ptr<Database> db) noexcept;

  private:
    using Clock = std::chrono::steady_clock;
    struct Reader {
        std::unique_ptr<Database> db;
        Clock::time_point used;
        bool rested = true;
    };
    void tidy();
    std::vector<Reader> idle_ones(Clock::time_point since);

    std::chrono::milliseconds rest_after_;
    std::mutex mutex_;
    std::condition_variable returned_, awake_;
    std::vector<Reader> readers_;
    bool asleep_ = false, closing_ = false;
    std::thread tidy_;
};

}  // namespace afterdesk::store::sqlite

#pragma once
// Moves the write-ahead log into the file beside the thread that writes: nobody's commit waits for it.

#include <atomic>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "store/sqlite/database.hpp"

namespace afterdesk::store::sqlite {

/// A thread with a connection of its own. What is written while it is at work stays in the log.
class Checkpointer {
  public:
    /// Units: `fatal` as in StoreOptions.
    Checkpointer(std::unique_ptr<Database> db, std::function<void(std::string const&)> const& fatal);
    /// Finishes what it is at.
    ~Checkpointer();
    Checkpointer(Checkpointer const&) = delete;
    Checkpointer& operator=(Checkpointer const&) = delete;

    /// Moves what is in the log by now. Promise: nothing when it is at work already.
    void begin();
    bool is_at_work() const { return at_work_.load(); }
    /// Whether `ended` tells something.
    bool has_ended();
    /// Once for each time that it has ended: how many of the log's pages lie in the file.
    std::optional<int> ended();

  private:
    void loop();

    std::unique_ptr<Database> db_;
    std::function<void(std::string const&)> const& fatal_;
    std::mutex mutex_;
    std::condition_variable wanted_;
    std::optional<int> moved_;
    bool stopping_ = false;
    std::atomic<bool> at_work_{false};
    std::thread thread_;
};

}  // namespace afterdesk::store::sqlite

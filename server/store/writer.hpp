#pragma once
// The one thread that writes. It takes all operations that wait, each in a savepoint, and commits them
// together: while one commit is on its way to the disk, the next batch gathers. An operation is answered only
// after its commit.

#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

/// Operations in one commit, and the time spent on running them before it, at most.
inline constexpr int max_batch = 256;
inline constexpr std::int64_t max_batch_ms = 10;
/// Operations that may wait; more are refused as busy.
inline constexpr std::size_t max_waiting = 4'096;

/// Runs a part of an operation that may fail alone: when it returns false or throws, what it wrote is undone,
/// and the operation goes on. Promise: what it returned. Errors: what it threw.
bool attempt(WriteTx& tx, std::function<bool()> const& part);

class Writer {
  public:
    /// True keeps what the operation wrote, false undoes it.
    using Operation = std::function<bool(WriteTx&)>;
    /// Told after each commit, on the writer's thread.
    using Listener = std::function<void(std::vector<LiveRow> const&)>;
    /// Called when the disk failed; must not return to the writer. The default prints and ends the process:
    /// after a failed sync nobody knows what is on the disk, so nothing more may be acknowledged.
    using Fatal = std::function<void(std::string const&)>;

    Writer(std::unique_ptr<Database> db, Fatal fatal);
    /// Finishes what waits, then stops.
    ~Writer();

    /// Runs the operation and waits for its commit. Promise: when it returns, the operation is on the disk
    /// (or was undone, because it returned false). Errors: StoreFailure; whatever the operation threw (it is
    /// undone then).
    void run(Operation operation);
    /// Queues an operation whose outcome nobody waits for; dropped when too much waits.
    void post(Operation operation);
    void on_commit(Listener listener);

  private:
    struct Item;
    void loop();
    bool wait_for_work();
    std::shared_ptr<Item> pop();
    void run_batch();
    void run_one(Item& item);
    bool commit();
    void settle(std::vector<std::shared_ptr<Item>>& batch, std::exception_ptr const& failure);
    void checkpoint(bool idle);
    std::shared_ptr<Item> enqueue(Operation operation, bool waited_for);

    std::unique_ptr<Database> db_;
    Fatal fatal_;
    std::mutex mutex_;
    std::condition_variable work_, done_;
    std::deque<std::shared_ptr<Item>> queue_;
    Listener listener_;
    bool stopping_ = false;
    bool logged_since_checkpoint_ = false;
    std::thread thread_;
};

}  // namespace afterdesk::store

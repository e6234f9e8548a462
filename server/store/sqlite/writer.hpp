#pragma once
// Who writes, one at a time. He takes all operations that wait and commits them together: while one commit
// is on its way to the disk, the next batch gathers. He waits a moment for who is still deciding, as a commit
// costs as much as several operations. An operation is answered only after its commit. When one
// of them has to be undone, the batch is begun again, each in a savepoint: that costs several times as much.
// Where nobody writes, whoever comes writes what waits himself: a step to another thread costs as much as a
// small commit. What comes meanwhile, and what nobody waits for, is the writer's own thread's.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sqlite/database.hpp"
#include "store/sqlite/log_mover.hpp"
#include "store/sqlite/stamps.hpp"

namespace afterdesk::store::sqlite {

/// Operations in one commit, and the time spent on running them before it, at most.
inline constexpr int max_batch = 256;
inline constexpr std::int64_t max_batch_ms = 10;
/// Operations that may wait; more are refused as busy.
inline constexpr std::size_t max_waiting = 4'096;

struct WriterOptions {
    std::function<void(std::string const&)> fatal;  ///< see StoreOptions
    bool twice = false;                             ///< see StoreOptions::write_twice
    /// Whether somebody decides just now: that may go with this commit. Empty: nobody ever does.
    std::function<bool()> others_decide = {};
};

class Writer {
  public:
    /// Units: `beside` is another connection to the same file, for what can be done beside the writing.
    Writer(std::unique_ptr<Database> db, std::unique_ptr<Database> beside, WriterOptions options);
    /// Finishes what waits, then stops.
    ~Writer();

    /// Runs the operation and waits for its commit. Promise: when it returns, the operation is on the disk
    /// (or was undone, because it returned false). Units: `basis` may be null. Errors: StoreFailure, `moved`
    /// when the basis does not stand; whatever the operation threw (it is undone then).
    void run(Operation operation, Basis const* basis = nullptr);
    /// The same without waiting for others: see Engine::write_soon.
    void run_soon(Operation operation, Basis basis, Told told);
    /// Queues an operation whose outcome nobody waits for; dropped when too much waits.
    void post(Operation operation);
    void on_commit(Listener listener);
    /// The number of the newest commit.
    std::uint64_t moment() const { return moment_.load(); }
    /// The last commit failed for lack of room.
    bool is_full() const { return full_; }

  private:
    struct Item;
    using Batch = std::vector<std::shared_ptr<Item>>;
    enum class Entry : unsigned char { refused, waits, own_turn };
    Entry enqueue(std::shared_ptr<Item> item, bool may_write);
    void loop();
    bool wait_for_turn(std::unique_lock<std::mutex>& lock);
    void rest(std::unique_lock<std::mutex>& lock);
    void write_here() noexcept;
    std::shared_ptr<Item> pop();
    void run_batch();
    void begin();
    bool gather(Batch& batch);
    bool waits_for_another();
    void attempt(Item& item);
    bool run_plain(Item& item);
    void run_alone(Item& item);
    void rehearse(Item& item);
    void check_transaction() const;
    void commit();
    void settle(Batch& batch, std::exception_ptr const& failure);
    void checkpoint_at_rest();

    std::unique_ptr<Database> db_;
    WriterOptions options_;
    std::mutex mutex_;
    std::condition_variable work_;  ///< the thread waits for its turn
    std::condition_variable more_;  ///< who writes waits for another operation
    std::deque<std::shared_ptr<Item>> queue_;
    Listener listener_;
    bool stopping_ = false;
    bool writing_ = false;    ///< it is somebody's turn
    bool sleeping_ = false;   ///< the thread waits, however long it takes
    bool log_waits_ = false;  ///< for the thread to look after it
    std::atomic<std::thread::id> who_writes_{};
    // His whose turn it is, from here.
    bool logged_since_checkpoint_ = false;
    std::atomic<std::uint64_t> moment_{1};
    Stamps stamps_;
    std::int64_t seen_version_ = 0;  ///< of the file, when others had written last
    std::atomic<bool> full_{false};
    LogMover log_;
    std::thread thread_;
};

}  // namespace afterdesk::store::sqlite

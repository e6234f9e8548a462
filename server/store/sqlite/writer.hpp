#pragma once
// The one thread that writes. It takes all operations that wait and commits them together: while one commit
// is on its way to the disk, the next batch gathers. It waits a moment for who is still deciding, as a commit
// costs as much as several operations. An operation is answered only after its commit. When one
// of them has to be undone, the batch is begun again, each in a savepoint: that costs several times as much.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/database.hpp"
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
    /// Whether somebody reads just now: what he decides may go with this commit. Empty: nobody ever does.
    std::function<bool()> others_read = {};
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
    /// The same without waiting: see Engine::write_soon.
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
    void loop();
    bool wait_for_work();
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
    void checkpoint();
    void checkpoint_at_rest();
    void move_log(Database::Checkpoint mode);
    bool enqueue(std::shared_ptr<Item> item);

    std::unique_ptr<Database> db_;
    int const pages_to_move_;
    WriterOptions options_;
    std::mutex mutex_;
    std::condition_variable work_;
    std::deque<std::shared_ptr<Item>> queue_;
    Listener listener_;
    bool stopping_ = false;
    bool logged_since_checkpoint_ = false;
    std::atomic<std::uint64_t> moment_{1};
    Stamps stamps_;
    std::int64_t seen_version_ = 0;  ///< of the file, when others had written last
    std::atomic<bool> full_{false};
    Checkpointer checkpointer_;
    std::thread thread_;
};

}  // namespace afterdesk::store::sqlite

#include "store/sqlite/writer.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <semaphore>
#include <utility>

#include "base/check.hpp"
#include "store/log_moves.hpp"

namespace afterdesk::store::sqlite {

namespace {

using Clock = std::chrono::steady_clock;

/// Of LogMoves::pages: so many times as long the writer moves it itself, and such a part is moved soon.
constexpr int most_times = 4, part_moved_soon = 10;
constexpr std::chrono::seconds idle_before_checkpoint{1};
constexpr std::chrono::microseconds worth_waiting{300};  // for the next operation of a commit

void end_the_process(std::string const& detail) {
    std::fprintf(stderr, "the store can not be written any more: %s\n", detail.c_str());
    std::_Exit(74);
}

WriterOptions with_an_end(WriterOptions options) {
    if (!options.fatal) options.fatal = end_the_process;
    return options;
}

bool is_lack_of_room(std::exception_ptr const& failure) {
    try {
        std::rethrow_exception(failure);
    } catch (StoreFailure const& known) {
        return known.kind() == FailureKind::full;
    } catch (...) {
        return false;
    }
}

}  // namespace

struct Writer::Item {
    Operation operation;
    Basis const* basis = nullptr;  ///< of who waits
    std::optional<Basis> own_basis;
    Told told;
    bool kept = false;
    std::exception_ptr failure;
    std::vector<LiveRow> live;
    bool waited_for = false;
    std::binary_semaphore finished{0};
};

Writer::Writer(std::unique_ptr<Database> db, std::unique_ptr<Database> beside, WriterOptions options)
    : db_(std::move(db)),
      pages_to_move_(LogMoves::pages),
      options_(with_an_end(std::move(options))),
      checkpointer_(std::move(beside), options_.fatal) {
    seen_version_ = db_->version_by_others();
    thread_ = std::thread([this] { loop(); });
}

Writer::~Writer() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    work_.notify_all();
    thread_.join();
    db_->checkpoint(Database::Checkpoint::passive);
}

void Writer::on_commit(Listener listener) {
    std::lock_guard const lock(mutex_);
    listener_ = std::move(listener);
}

/// False when too much waits, or it is too late.
bool Writer::enqueue(std::shared_ptr<Item> item) {
    CHECK(std::this_thread::get_id() != thread_.get_id());
    {
        std::lock_guard const lock(mutex_);
        if (stopping_ || queue_.size() >= max_waiting) return false;
        queue_.push_back(std::move(item));
    }
    work_.notify_one();
    return true;
}

void Writer::run(Operation operation, Basis const* basis) {
    auto const item = std::make_shared<Item>();
    item->operation = std::move(operation);
    item->basis = basis;
    item->waited_for = true;
    if (!enqueue(item))
        throw StoreFailure(FailureKind::busy, "too many operations wait, or the store closes");
    item->finished.acquire();
    // Taken out, so that the writer's thread does not let go of it while we look at it.
    if (std::exception_ptr failure = std::exchange(item->failure, nullptr)) {
        std::rethrow_exception(std::move(failure));
    }
}

void Writer::run_soon(Operation operation, Basis basis, Told told) {
    auto const item = std::make_shared<Item>();
    item->operation = std::move(operation);
    item->own_basis = std::move(basis);
    item->basis = &*item->own_basis;
    item->told = told;
    if (!enqueue(item)) told(false);
}

void Writer::post(Operation operation) {
    auto item = std::make_shared<Item>();
    item->operation = std::move(operation);
    enqueue(std::move(item));
}

void Writer::loop() {
    while (wait_for_work()) {
        run_batch();
        checkpoint();
    }
}

/// False when it is time to stop. Uses idle moments for checkpoints.
bool Writer::wait_for_work() {
    std::unique_lock lock(mutex_);
    auto const ready = [&] { return stopping_ || !queue_.empty(); };
    while (!ready()) {
        if (!logged_since_checkpoint_) {
            work_.wait(lock, ready);
        } else if (!work_.wait_for(lock, idle_before_checkpoint, ready)) {
            lock.unlock();
            checkpoint_at_rest();
            lock.lock();
        }
    }
    return !queue_.empty();
}

std::shared_ptr<Writer::Item> Writer::pop() {
    std::lock_guard const lock(mutex_);
    if (queue_.empty()) return nullptr;
    auto item = std::move(queue_.front());
    queue_.pop_front();
    return item;
}

void Writer::run_batch() {
    Batch batch;
    std::exception_ptr failure;
    try {
        begin();
        if (!gather(batch)) {
            db_->script("ROLLBACK");
            stamps_.take_back();
            begin();
            for (auto const& item : batch) run_alone(*item);
        }
        commit();
    } catch (...) {
        failure = std::current_exception();
        if (db_->in_transaction()) db_->try_script("ROLLBACK");
        // BEGIN itself was refused, as while a command writes the tables anew: all who wait are told, or each
        // would hear it after as long again.
        if (batch.empty()) {
            while (auto item = pop()) batch.push_back(std::move(item));
        }
    }
    settle(batch, failure);
}

void Writer::begin() {
    db_->script("BEGIN IMMEDIATE");
    std::int64_t const version = db_->version_by_others();
    if (std::exchange(seen_version_, version) != version) stamps_.put_all(moment_ + 1);
}

/// Takes what waits and runs it. False when one of them wrote something that has to be undone.
bool Writer::gather(Batch& batch) {
    auto const until = Clock::now() + std::chrono::milliseconds(max_batch_ms);
    while (batch.size() < max_batch && Clock::now() < until) {
        auto const item = pop();
        if (!item && !waits_for_another()) break;
        if (!item) continue;
        batch.push_back(item);
        if (options_.twice) {
            run_alone(*item);
        } else if (!run_plain(*item)) {
            return false;
        }
    }
    return true;
}

/// False when nothing came.
bool Writer::waits_for_another() {
    if (!options_.others_read || !options_.others_read()) return false;
    std::unique_lock lock(mutex_);
    return work_.wait_for(lock, worth_waiting, [&] { return stopping_ || !queue_.empty(); }) &&
           !queue_.empty();
}

/// Errors: StoreFailure when the whole transaction is lost: a full disk and its like take it back.
void Writer::check_transaction() const {
    if (!db_->in_transaction()) throw StoreFailure(FailureKind::full, "the transaction was lost");
}

void Writer::attempt(Item& item) {
    item.kept = false;
    item.failure = nullptr;
    try {
        if (item.basis != nullptr && !stamps_.stands(*item.basis))
            throw StoreFailure(FailureKind::moved, "what was decided by has changed");
        WriteTx tx(*db_);
        item.kept = item.operation(tx);
        if (item.kept) item.live = std::move(tx.live);
        stamps_.put(tx.changed_books, moment_ + 1);
    } catch (StoreFailure const& broken) {
        if (broken.kind() == FailureKind::broken) options_.fatal(broken.what());
        item.failure = std::current_exception();
    } catch (...) {
        item.failure = std::current_exception();
    }
    check_transaction();
}

/// Without a way back of its own. False when something has to be undone.
bool Writer::run_plain(Item& item) {
    std::int64_t const before = db_->changes_so_far();
    attempt(item);
    return (item.kept && !item.failure) || db_->changes_so_far() == before;
}

/// In a savepoint.
void Writer::run_alone(Item& item) {
    db_->run("SAVEPOINT operation");
    if (options_.twice) rehearse(item);
    attempt(item);
    if (!item.kept || item.failure) db_->run("ROLLBACK TO operation");
    db_->run("RELEASE operation");
}

/// What a repetition would do: everything, and then nothing of it is left.
void Writer::rehearse(Item& item) {
    try {
        WriteTx tx(*db_);
        item.operation(tx);
    } catch (...) {
        // It will fail again, and then be told.
    }
    check_transaction();
    db_->run("ROLLBACK TO operation");
}

void Writer::commit() {
    int const code = db_->try_script("COMMIT");
    if (code == 0) {
        ++moment_;
        stamps_.committed();
        logged_since_checkpoint_ = db_->wal_pages() > 0;
        return;
    }
    std::string const detail = "commit: " + db_->last_error();
    if (is_fatal_code(code)) options_.fatal(detail);
    throw StoreFailure(kind_of_code(code), detail);
}

void Writer::settle(Batch& batch, std::exception_ptr const& failure) {
    std::vector<LiveRow> live;
    for (auto const& item : batch) {
        if (failure && !item->failure) item->failure = failure;
        if (!item->failure && item->kept) full_ = false;
        if (item->failure && is_lack_of_room(item->failure)) full_ = true;
        if (!item->failure) live.insert(live.end(), item->live.begin(), item->live.end());
        item->operation = nullptr;
    }
    Listener listener;
    {
        std::lock_guard const lock(mutex_);
        listener = listener_;
    }
    if (listener && !live.empty()) listener(live);
    for (auto const& item : batch) {
        if (item->told) item->told(item->kept && !item->failure);
        if (item->waited_for) item->finished.release();
    }
}

/// The checkpointer moves most of the log, and what came meanwhile, until that is soon done: only when all of
/// the log lies in the file does it begin anew.
void Writer::checkpoint() {
    int const pages = db_->wal_pages();
    if (pages >= most_times * pages_to_move_) return move_log(Database::Checkpoint::truncate);
    auto const moved = checkpointer_.ended();
    if (moved && *moved >= pages) return;
    if (moved && pages - *moved <= pages_to_move_ / part_moved_soon)
        return move_log(Database::Checkpoint::passive);
    if (moved || pages >= pages_to_move_) checkpointer_.begin();
}

/// Nobody waits for it, and what has been used gives its memory back.
void Writer::checkpoint_at_rest() {
    if (checkpointer_.is_at_work()) return;  // it is looked at again a moment later
    if (db_->wal_pages() > 0) move_log(Database::Checkpoint::passive);
    logged_since_checkpoint_ = false;
    trim_memory(db_->rest());
}

void Writer::move_log(Database::Checkpoint mode) {
    if (checkpointer_.is_at_work()) return;
    if (is_fatal_code(db_->checkpoint(mode))) options_.fatal("checkpoint: " + db_->last_error());
}

}  // namespace afterdesk::store::sqlite

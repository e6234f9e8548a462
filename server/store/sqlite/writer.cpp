#include "store/sqlite/writer.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <optional>
#include <semaphore>
#include <utility>

#include "base/check.hpp"

namespace afterdesk::store::sqlite {

namespace {

using Clock = std::chrono::steady_clock;

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
      options_(with_an_end(std::move(options))),
      log_(*db_, std::move(beside), options_.fatal) {
    seen_version_ = db_->version_by_others();
    thread_ = std::thread([this] { loop(); });
}

Writer::~Writer() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    work_.notify_all();
    more_.notify_all();
    thread_.join();
    db_->checkpoint(Database::Checkpoint::passive);
}

void Writer::on_commit(Listener listener) {
    std::lock_guard const lock(mutex_);
    listener_ = std::move(listener);
}

/// Refused when too much waits, or it is too late. His own turn: he has to write now.
Writer::Entry Writer::enqueue(std::shared_ptr<Item> item, bool may_write) {
    CHECK(std::this_thread::get_id() != who_writes_.load());
    std::unique_lock lock(mutex_);
    if (stopping_ || queue_.size() >= max_waiting) return Entry::refused;
    bool const own_turn = may_write && !writing_;
    bool const somebody_writes = writing_;
    writing_ = writing_ || own_turn;
    queue_.push_back(std::move(item));
    lock.unlock();
    if (own_turn) return Entry::own_turn;
    (somebody_writes ? more_ : work_).notify_one();
    return Entry::waits;
}

void Writer::run(Operation operation, Basis const* basis) {
    auto const item = std::make_shared<Item>();
    item->operation = std::move(operation);
    item->basis = basis;
    item->waited_for = true;
    Entry const entry = enqueue(item, true);
    if (entry == Entry::refused)
        throw StoreFailure(FailureKind::busy, "too many operations wait, or the store closes");
    if (entry == Entry::own_turn) write_here();
    item->finished.acquire();
    // Taken out, so that whoever wrote it does not let go of it while we look at it.
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
    Entry const entry = enqueue(item, true);
    if (entry == Entry::refused) told(false);
    if (entry == Entry::own_turn) write_here();
}

void Writer::post(Operation operation) {
    auto item = std::make_shared<Item>();
    item->operation = std::move(operation);
    enqueue(std::move(item), false);
}

/// One batch on the caller's thread. What is left is the thread's.
void Writer::write_here() noexcept {
    who_writes_ = std::this_thread::get_id();
    run_batch();
    bool const log_waits = log_.is_due();
    who_writes_ = std::thread::id();
    std::lock_guard const lock(mutex_);
    writing_ = false;
    log_waits_ = log_waits;
    bool const rest_is_near = sleeping_ && logged_since_checkpoint_;
    if (stopping_ || log_waits_ || !queue_.empty() || rest_is_near) work_.notify_one();
}

void Writer::loop() {
    std::unique_lock lock(mutex_);
    while (wait_for_turn(lock)) {
        writing_ = true;
        log_waits_ = false;
        bool const has_work = !queue_.empty();
        lock.unlock();
        who_writes_ = std::this_thread::get_id();
        if (has_work) run_batch();
        log_.look();
        who_writes_ = std::thread::id();
        lock.lock();
        writing_ = false;
    }
}

/// False when it is time to stop. Uses idle moments for checkpoints.
bool Writer::wait_for_turn(std::unique_lock<std::mutex>& lock) {
    auto const ready = [&] { return !writing_ && (stopping_ || log_waits_ || !queue_.empty()); };
    while (!ready()) {
        if (writing_ || !logged_since_checkpoint_) {
            sleeping_ = true;
            work_.wait(lock, [&] { return ready() || (!writing_ && logged_since_checkpoint_); });
            sleeping_ = false;
            continue;
        }
        std::uint64_t const newest = moment_;
        bool const came = work_.wait_for(lock, idle_before_checkpoint, ready);
        if (!came && !writing_ && moment_ == newest) rest(lock);
    }
    return !(stopping_ && queue_.empty());
}

void Writer::rest(std::unique_lock<std::mutex>& lock) {
    writing_ = true;
    lock.unlock();
    checkpoint_at_rest();
    lock.lock();
    writing_ = false;
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
    if (!options_.others_decide || !options_.others_decide()) return false;
    std::unique_lock lock(mutex_);
    return more_.wait_for(lock, worth_waiting, [&] { return stopping_ || !queue_.empty(); }) &&
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
        for (LiveRow& row : item.live) row.sends = tx.sends;
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

/// Nobody waits for it, and what has been used gives its memory back.
void Writer::checkpoint_at_rest() {
    if (!log_.move_the_rest()) return;
    logged_since_checkpoint_ = false;
    trim_memory(db_->rest());
}

}  // namespace afterdesk::store::sqlite

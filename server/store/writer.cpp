#include "store/writer.hpp"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <utility>

#include "base/check.hpp"

namespace afterdesk::store {

namespace {

using Clock = std::chrono::steady_clock;

// Units: pages of 4 KB.
constexpr int passive_checkpoint_pages = 4'096;
constexpr int truncate_checkpoint_pages = 16'384;
constexpr std::chrono::seconds idle_before_checkpoint{1};

void end_the_process(std::string const& detail) {
    std::fprintf(stderr, "the store can not be written any more: %s\n", detail.c_str());
    std::_Exit(74);
}

}  // namespace

bool attempt(WriteTx& tx, std::function<bool()> const& part) {
    std::size_t const told = tx.live.size();
    tx.db.script("SAVEPOINT part");
    bool kept = false;
    std::exception_ptr failure;
    try {
        kept = part();
    } catch (...) {
        failure = std::current_exception();
        // A full disk and its like take the whole transaction back, not just the savepoint.
        if (!tx.db.in_transaction()) throw;
    }
    if (!kept) {
        tx.db.script("ROLLBACK TO part");
        tx.live.erase(tx.live.begin() + static_cast<std::ptrdiff_t>(told), tx.live.end());
    }
    tx.db.script("RELEASE part");
    if (failure) std::rethrow_exception(failure);
    return kept;
}

struct Writer::Item {
    Operation operation;
    bool waited_for = true;
    bool kept = false;
    bool finished = false;
    std::exception_ptr failure;
    std::vector<LiveRow> live;
};

Writer::Writer(std::unique_ptr<Database> db, Fatal fatal)
    : db_(std::move(db)),
      fatal_(fatal ? std::move(fatal) : Fatal(end_the_process)),
      thread_([this] { loop(); }) {}

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

std::shared_ptr<Writer::Item> Writer::enqueue(Operation operation, bool waited_for) {
    CHECK(std::this_thread::get_id() != thread_.get_id());
    auto item = std::make_shared<Item>();
    item->operation = std::move(operation);
    item->waited_for = waited_for;
    {
        std::lock_guard const lock(mutex_);
        if (stopping_ || queue_.size() >= max_waiting) {
            if (!waited_for) return nullptr;
            throw StoreFailure(FailureKind::busy,
                               stopping_ ? "the store is closing" : "too many operations wait");
        }
        queue_.push_back(item);
    }
    work_.notify_one();
    return item;
}

void Writer::run(Operation operation) {
    auto const item = enqueue(std::move(operation), true);
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&] { return item->finished; });
    lock.unlock();
    // Taken out, so that the writer's thread does not let go of it while we look at it.
    if (std::exception_ptr failure = std::exchange(item->failure, nullptr)) {
        std::rethrow_exception(std::move(failure));
    }
}

void Writer::post(Operation operation) { enqueue(std::move(operation), false); }

void Writer::loop() {
    while (wait_for_work()) {
        run_batch();
        checkpoint(false);
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
            checkpoint(true);
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
    std::vector<std::shared_ptr<Item>> batch;
    std::exception_ptr failure;
    try {
        db_->script("BEGIN IMMEDIATE");
        auto const until = Clock::now() + std::chrono::milliseconds(max_batch_ms);
        while (batch.size() < max_batch && Clock::now() < until) {
            auto item = pop();
            if (!item) break;
            batch.push_back(item);
            run_one(*item);
        }
        if (!commit()) throw StoreFailure(kind_of_code(0), "the transaction was not committed");
    } catch (...) {
        failure = std::current_exception();
        if (db_->in_transaction()) db_->try_script("ROLLBACK");
        // BEGIN itself was refused: whoever waits first is told, or it would be tried for ever.
        if (batch.empty()) {
            if (auto item = pop()) batch.push_back(std::move(item));
        }
    }
    settle(batch, failure);
}

/// Errors: StoreFailure when the whole transaction is lost with it.
void Writer::run_one(Item& item) {
    db_->script("SAVEPOINT operation");
    try {
        WriteTx tx{{*db_}, {}};
        item.kept = item.operation(tx);
        if (item.kept) item.live = std::move(tx.live);
    } catch (StoreFailure const& broken) {
        if (broken.kind() == FailureKind::broken) fatal_(broken.what());
        item.failure = std::current_exception();
    } catch (...) {
        item.failure = std::current_exception();
    }
    // A full disk and its like take the whole transaction back, not just the savepoint.
    if (!db_->in_transaction()) throw StoreFailure(FailureKind::full, "the transaction was lost");
    if (!item.kept || item.failure) db_->script("ROLLBACK TO operation");
    db_->script("RELEASE operation");
}

bool Writer::commit() {
    int const code = db_->try_script("COMMIT");
    if (code == 0) {
        logged_since_checkpoint_ = db_->wal_pages() > 0;
        return true;
    }
    std::string const detail = "commit: " + db_->last_error();
    if (is_fatal_code(code)) fatal_(detail);
    throw StoreFailure(kind_of_code(code), detail);
}

void Writer::settle(std::vector<std::shared_ptr<Item>>& batch, std::exception_ptr const& failure) {
    std::vector<LiveRow> live;
    for (auto const& item : batch) {
        if (failure && !item->failure) item->failure = failure;
        if (!item->failure) live.insert(live.end(), item->live.begin(), item->live.end());
        item->operation = nullptr;
    }
    Listener listener;
    {
        std::lock_guard const lock(mutex_);
        listener = listener_;
    }
    if (listener && !live.empty()) listener(live);
    {
        std::lock_guard const lock(mutex_);
        for (auto const& item : batch) item->finished = true;
    }
    done_.notify_all();
}

void Writer::checkpoint(bool idle) {
    int const pages = db_->wal_pages();
    if (pages == 0 || (!idle && pages < passive_checkpoint_pages)) return;
    bool const truncate = pages >= truncate_checkpoint_pages;
    int const code =
        db_->checkpoint(truncate ? Database::Checkpoint::truncate : Database::Checkpoint::passive);
    if (is_fatal_code(code)) fatal_("checkpoint: " + db_->last_error());
    if (idle) logged_since_checkpoint_ = false;
}

}  // namespace afterdesk::store

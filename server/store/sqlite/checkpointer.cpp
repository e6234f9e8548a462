#include "store/sqlite/checkpointer.hpp"

#include <sqlite3.h>

#include <utility>

#include "store/log_moves.hpp"

namespace afterdesk::store::sqlite {

// Older ones may take a log that began anew meanwhile for the one before, and then lose commits ("WAL-reset
// bug"). AFTERDESK_SQLITE_DIR may name one.
static_assert(SQLITE_VERSION_NUMBER >= 3'051'003, "moving the log beside the writing wants SQLite 3.51.3");

Checkpointer::Checkpointer(std::unique_ptr<Database> db, std::function<void(std::string const&)> const& fatal)
    : db_(std::move(db)), fatal_(fatal) {
    thread_ = std::thread([this] { loop(); });
}

Checkpointer::~Checkpointer() {
    {
        std::lock_guard const lock(mutex_);
        stopping_ = true;
    }
    wanted_.notify_one();
    thread_.join();
}

void Checkpointer::begin() {
    {
        std::lock_guard const lock(mutex_);
        if (at_work_.exchange(true)) return;
        moved_.reset();
    }
    wanted_.notify_one();
}

bool Checkpointer::has_ended() {
    std::lock_guard const lock(mutex_);
    return moved_.has_value();
}

std::optional<int> Checkpointer::ended() {
    std::lock_guard const lock(mutex_);
    return std::exchange(moved_, std::nullopt);
}

void Checkpointer::loop() {
    std::unique_lock lock(mutex_);
    while (true) {
        wanted_.wait(lock, [this] { return stopping_ || at_work_.load(); });
        if (stopping_) return;
        lock.unlock();
        int moved = 0;
        int const code = db_->checkpoint(Database::Checkpoint::passive, &moved);
        if (is_fatal_code(code)) fatal_("checkpoint: " + db_->last_error());
        if (auto* const told = LogMoves::told.load(); told != nullptr && moved > 0) told();
        lock.lock();
        moved_ = moved;
        at_work_ = false;
    }
}

}  // namespace afterdesk::store::sqlite

#include "store/sqlite/log_mover.hpp"

namespace afterdesk::store::sqlite {

namespace {

/// Of LogMoves::pages: so many times as long the writer moves it itself, and such a part is moved soon.
constexpr int most_times = 4, part_moved_soon = 10;

}  // namespace

void LogMover::look() {
    int const pages = db_.wal_pages();
    if (pages >= most_times * pages_to_move_) return move(Database::Checkpoint::truncate);
    auto const moved = checkpointer_.ended();
    if (moved && *moved >= pages) return;
    if (moved && pages - *moved <= pages_to_move_ / part_moved_soon)
        return move(Database::Checkpoint::passive);
    if (moved || pages >= pages_to_move_) checkpointer_.begin();
}

bool LogMover::move_the_rest() {
    if (checkpointer_.is_at_work()) return false;
    if (db_.wal_pages() > 0) move(Database::Checkpoint::passive);
    return true;
}

void LogMover::move(Database::Checkpoint mode) {
    if (checkpointer_.is_at_work()) return;
    if (is_fatal_code(db_.checkpoint(mode))) fatal_("checkpoint: " + db_.last_error());
}

}  // namespace afterdesk::store::sqlite

#pragma once
// When the write-ahead log is moved into the file, and by whom: mostly beside the thread that writes.

#include <functional>
#include <memory>
#include <string>

#include "store/log_moves.hpp"
#include "store/sqlite/checkpointer.hpp"
#include "store/sqlite/database.hpp"

namespace afterdesk::store::sqlite {

/// Used by whoever writes, outside of his transactions.
class LogMover {
  public:
    /// Units: `beside` is another connection to the same file; `fatal` as in StoreOptions. Both references
    /// outlive it.
    LogMover(Database& db, std::unique_ptr<Database> beside,
             std::function<void(std::string const&)> const& fatal)
        : db_(db), fatal_(fatal), pages_to_move_(LogMoves::pages), checkpointer_(std::move(beside), fatal) {}

    /// After a commit. The checkpointer moves most of the log, and what came meanwhile, until that is soon
    /// done: only when all of the log lies in the file does it begin anew.
    void look();
    /// Whether `look` would do something.
    bool is_due() { return db_.wal_pages() >= pages_to_move_ || checkpointer_.has_ended(); }
    /// While nobody waits. Promise: whether nothing is left to move; else it is asked again a moment later.
    bool move_the_rest();

  private:
    void move(Database::Checkpoint mode);

    Database& db_;
    std::function<void(std::string const&)> const& fatal_;
    int const pages_to_move_;
    Checkpointer checkpointer_;
};

}  // namespace afterdesk::store::sqlite

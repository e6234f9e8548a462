#pragma once
// A log so short that it is moved into the file again and again while a test writes.

#include "store/log_moves.hpp"

namespace afterdesk::test {

/// Counts for stores that are opened while it lives.
class ShortLog {
  public:
    /// Units: pages of 4 KB, a commit of one command writes some 45; `told` as in LogMoves.
    ShortLog(int pages, void (*told)()) : usual_pages_(store::LogMoves::pages.exchange(pages)) {
        store::LogMoves::told = told;
    }
    ~ShortLog() {
        store::LogMoves::told = nullptr;
        store::LogMoves::pages = usual_pages_;
    }
    ShortLog(ShortLog const&) = delete;
    ShortLog& operator=(ShortLog const&) = delete;

  private:
    int usual_pages_;
};

}  // namespace afterdesk::test

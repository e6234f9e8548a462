#pragma once
// When a store moves its log into the file.

#include <atomic>

namespace afterdesk::store {

/// Tests change it, and have it back as it was: it counts for stores that are opened meanwhile.
struct LogMoves {
    /// So long a log is moved beside the writing, and four times as long by the thread that writes. Units:
    /// pages of 4 KB.
    static inline std::atomic<int> pages = 4'096;
    /// Told each time when it was moved beside the writing, on the thread that did. Null: nobody is.
    static inline std::atomic<void (*)()> told = nullptr;
};

}  // namespace afterdesk::store

// A file copied page by page while others write it.
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <chrono>
#include <memory>
#include <thread>

#include "store/sqlite/database.hpp"

namespace afterdesk::store::sqlite {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds shortest_rest{1}, busy_rest{20};
/// What was copied goes to the disk little by little, so that no commit of the server waits for all of it.
constexpr int steps_between_syncs = 16;

struct CloseFile {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
};
struct FinishBackup {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};
using File = std::unique_ptr<sqlite3, CloseFile>;

[[noreturn]] void fail(std::string const& path, int code) {
    throw StoreFailure(kind_of_code(code), "copy to " + path + ": " + sqlite3_errstr(code));
}

/// For its owner only, whatever the process gives by default.
File make_file(std::string const& path) {
    int const fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) fail(path, SQLITE_CANTOPEN);
    ::close(fd);
    sqlite3* db = nullptr;
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    int const code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
    File file(db);
    if (code != SQLITE_OK) fail(path, code);
    // Nobody reads it before it is whole, and it is synced from outside.
    sqlite3_exec(db, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-2000", nullptr,
                 nullptr, nullptr);
    return file;
}

void sync(std::string const& path) {
    int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    bool const synced = fd >= 0 && ::fdatasync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) throw StoreFailure(FailureKind::broken, "can not sync " + path);
}

/// Copies some pages, and rests for as long as that took. Promise: false at the end.
bool step(sqlite3_backup* backup, std::string const& path, CopyPace const& pace) {
    auto const began = Clock::now();
    int const code = sqlite3_backup_step(backup, pace.pages);
    if (code == SQLITE_DONE) return false;
    bool const busy = code == SQLITE_BUSY || code == SQLITE_LOCKED;
    if (code != SQLITE_OK && !busy) fail(path, code);
    auto const took = Clock::now() - began;
    if (pace.rests)
        std::this_thread::sleep_for(busy ? busy_rest : std::max<Clock::duration>(took, shortest_rest));
    return true;
}

}  // namespace

void Database::copy_to(std::string const& path, CopyPace const& pace) {
    // One moment for all pages: in a transaction that reads, what others commit is not seen, and the copy
    // never has to begin again.
    bool const own = !in_transaction();
    if (own) script("BEGIN");
    query("SELECT COUNT(*) FROM sqlite_schema").step();
    try {
        File const to = make_file(path);
        std::unique_ptr<sqlite3_backup, FinishBackup> backup(
            sqlite3_backup_init(to.get(), "main", db_, "main"));
        if (!backup) fail(path, sqlite3_extended_errcode(to.get()));
        for (int steps = 1; step(backup.get(), path, pace); ++steps)
            if (pace.rests && steps % steps_between_syncs == 0) sync(path);
        int const code = sqlite3_backup_finish(backup.release());
        if (code != SQLITE_OK) fail(path, code);
    } catch (...) {
        if (own) try_script("ROLLBACK");
        throw;
    }
    if (own) script("ROLLBACK");
    sync(path);
}

}  // namespace afterdesk::store::sqlite

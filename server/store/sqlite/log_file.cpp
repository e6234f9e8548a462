#include "store/sqlite/log_file.hpp"

#include <sqlite3.h>

#include <memory>
#include <string>

#include "base/check.hpp"

namespace afterdesk::store::sqlite {

namespace {

constexpr std::size_t most_bytes = 120 << 10;  // the library's own files take less than 128 KB at a time

/// As SQLite has it; the system's own file lies behind it.
struct LogFile {
    sqlite3_file base{};  ///< what SQLite calls
    // What waits to be written: bytes that follow each other, and where they go.
    std::string bytes;
    sqlite3_int64 at = 0;
};
constexpr int own_bytes = (sizeof(LogFile) + 15) / 16 * 16;

LogFile& log_of(sqlite3_file* file) { return *reinterpret_cast<LogFile*>(file); }
sqlite3_file* real(sqlite3_file* file) {
    return reinterpret_cast<sqlite3_file*>(reinterpret_cast<char*>(file) + own_bytes);
}

/// What could not be written is given up: SQLite is told, and takes the whole commit back.
int flush(sqlite3_file* file) {
    LogFile& log = log_of(file);
    if (log.bytes.empty()) return SQLITE_OK;
    int const size = static_cast<int>(log.bytes.size());
    int const code = real(file)->pMethods->xWrite(real(file), log.bytes.data(), size, log.at);
    log.bytes.clear();
    return code;
}

/// Behind what was written.
template <class Then>
int flushed(sqlite3_file* file, Then then) {
    int const code = flush(file);
    return code == SQLITE_OK ? then(real(file)) : code;
}

int close(sqlite3_file* file) {
    int const code = flush(file);
    int const closed = real(file)->pMethods->xClose(real(file));
    std::destroy_at(&log_of(file));
    return code == SQLITE_OK ? closed : code;
}

int read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at) {
    return flushed(file, [&](sqlite3_file* own) { return own->pMethods->xRead(own, to, bytes, at); });
}

int write(sqlite3_file* file, void const* from, int bytes, sqlite3_int64 at) {
    LogFile& log = log_of(file);
    bool const fits = log.bytes.size() + static_cast<std::size_t>(bytes) <= most_bytes;
    bool const follows = fits && at == log.at + std::ssize(log.bytes);
    if (int const code = follows ? SQLITE_OK : flush(file); code != SQLITE_OK) return code;
    if (log.bytes.empty()) log.at = at;
    log.bytes.append(static_cast<char const*>(from), static_cast<std::size_t>(bytes));
    return SQLITE_OK;
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    return flushed(file, [&](sqlite3_file* own) { return own->pMethods->xTruncate(own, size); });
}
int sync(sqlite3_file* file, int flags) {
    return flushed(file, [&](sqlite3_file* own) { return own->pMethods->xSync(own, flags); });
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return flushed(file, [&](sqlite3_file* own) { return own->pMethods->xFileSize(own, size); });
}
int control(sqlite3_file* file, int what, void* argument) {
    return flushed(file, [&](sqlite3_file* own) { return own->pMethods->xFileControl(own, what, argument); });
}

// Nobody locks the log itself.
int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) { return real(file)->pMethods->xUnlock(real(file), level); }
int is_reserved(sqlite3_file* file, int* out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) { return real(file)->pMethods->xDeviceCharacteristics(real(file)); }

/// What came later is of files that are mapped or shared.
constexpr sqlite3_io_methods log_methods{
    1,       close,       read,    write,       truncate,        sync,    file_size, lock,
    unlock,  is_reserved, control, sector_size, characteristics, nullptr, nullptr,   nullptr,
    nullptr, nullptr,     nullptr};

sqlite3_vfs* system_files() { return sqlite3_vfs_find("unix"); }

int open(sqlite3_vfs*, char const* name, sqlite3_file* file, int flags, int* out_flags) {
    sqlite3_vfs* const system = system_files();
    if ((flags & SQLITE_OPEN_WAL) == 0) return system->xOpen(system, name, file, flags, out_flags);
    file->pMethods = nullptr;  // one that is not open is not closed
    int const code = system->xOpen(system, name, real(file), flags, out_flags);
    if (code == SQLITE_OK) std::construct_at(&log_of(file))->base.pMethods = &log_methods;
    return code;
}

}  // namespace

char const* files_with_whole_pieces() {
    static sqlite3_vfs files = [] {
        sqlite3_vfs made = *system_files();
        made.szOsFile += own_bytes;
        made.zName = "afterdesk";
        made.xOpen = open;
        made.pNext = nullptr;
        return made;
    }();
    static bool const known = sqlite3_vfs_register(&files, 0) == SQLITE_OK;
    CHECK(known);
    return files.zName;
}

}  // namespace afterdesk::store::sqlite

#include "disk.hpp"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdarg>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace afterdesk::fault::disk {

namespace {

using Inode = std::pair<dev_t, ino_t>;

/// Of a disk that is recorded: a sync takes its time, one of the tables until others have written, but not
/// for ever.
constexpr std::chrono::milliseconds sync_takes{2}, most_of_tables{250};
constexpr char const* tables = "afterdesk.db";

/// What is known of the one folder that is looked at.
struct Watch {
    std::mutex mutex;
    std::string root;  ///< with a slash behind it; empty: nothing is looked at
    bool recording = false;
    std::map<Inode, int> files;
    std::map<int, std::string> names;  ///< as they were opened
    int next_file = 0;
    Recording recorded;
    Fault fault;
    int calls = 0;
};
Watch& watch() {
    static Watch& one = *new Watch;  // files are closed after the program's end
    return one;
}

/// The name below the folder; nothing for one elsewhere. The shared index of a log is memory, not a file.
std::optional<std::string> name_of(char const* path) {
    std::string_view const whole(path);
    std::string_view const root = watch().root;
    if (root.empty() || !whole.starts_with(root) || whole.size() == root.size()) return std::nullopt;
    std::string_view const name = whole.substr(root.size());
    if (name.ends_with("-shm") || name == "server.lock") return std::nullopt;
    return std::string(name);
}

std::optional<Inode> inode_of(int fd) {
    struct stat about {};
    if (::fstat(fd, &about) != 0) return std::nullopt;
    return Inode{about.st_dev, about.st_ino};
}

std::optional<int> file_of(int fd) {
    if (watch().root.empty()) return std::nullopt;
    auto const inode = inode_of(fd);
    if (!inode) return std::nullopt;
    auto const found = watch().files.find(*inode);
    if (found == watch().files.end()) return std::nullopt;
    return found->second;
}

/// The folder below the root that this is; nothing for a file, or elsewhere. Units: "" for the root itself.
std::optional<std::string> folder_of(int fd) {
    struct stat about {};
    Watch const& state = watch();
    if (state.root.empty() || ::fstat(fd, &about) != 0 || !S_ISDIR(about.st_mode)) return std::nullopt;
    std::array<char, 4'096> path{};
    std::string const link = "/proc/self/fd/" + std::to_string(fd);
    ssize_t const size = ::readlink(link.c_str(), path.data(), path.size());
    std::string const whole =
        std::string(path.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))) + "/";
    if (!whole.starts_with(state.root)) return std::nullopt;
    std::string name = whole.substr(state.root.size());
    if (!name.empty()) name.pop_back();
    return name;
}

void add(Op op) {
    if (watch().recording) watch().recorded.ops.push_back(std::move(op));
}

/// Counts the call; what is to happen to it, if it is the one.
Fault::Kind meet(std::string_view call, std::optional<int> file) {
    Watch& state = watch();
    Fault const& fault = state.fault;
    if (fault.kind == Fault::Kind::none || (!fault.calls.empty() && fault.calls != call))
        return Fault::Kind::none;
    if (!fault.file.empty() && (!file || state.names[*file] != fault.file)) return Fault::Kind::none;
    if (++state.calls != fault.at) return Fault::Kind::none;
    if (fault.kind == Fault::Kind::kill) ::raise(SIGKILL);
    errno = fault.error;
    return fault.kind;
}

int number_of(int fd, bool is_new) {
    Watch& state = watch();
    auto const inode = inode_of(fd);
    auto const [place, added] = state.files.try_emplace(*inode, state.next_file);
    if (!added && is_new) place->second = state.next_file;  // the number of a file that is gone
    if (added || is_new) ++state.next_file;
    return place->second;
}

int open_here(char const* path, int flags, mode_t mode) {
    std::lock_guard const lock(watch().mutex);
    auto const name = name_of(path);
    bool const there = ::access(path, F_OK) == 0;
    if (name && meet("open", std::nullopt) == Fault::Kind::fail) return -1;
    int const fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path, flags, mode));
    if (fd < 0 || !name) return fd;
    struct stat about {};
    if (::fstat(fd, &about) != 0 || !S_ISREG(about.st_mode)) return fd;
    int const file = number_of(fd, !there);
    watch().names[file] = *name;
    if (!there) add({Act::name, file, 0, "", *name, ""});
    if (there && (flags & O_TRUNC) != 0) add({Act::cut, file, 0, "", "", ""});
    return fd;
}

/// Writes as the caller wants, or as the fault does.
template <class Write>
ssize_t write_here(int fd, std::size_t size, Write write, std::int64_t at, char const* bytes) {
    std::lock_guard const lock(watch().mutex);
    auto const file = file_of(fd);
    if (!file) return write(size);
    Fault::Kind const met = meet("write", file);
    if (met == Fault::Kind::fail) return -1;
    ssize_t const done = write(met == Fault::Kind::cut_short ? (size + 1) / 2 : size);
    if (done > 0) add({Act::write, *file, at, std::string(bytes, static_cast<std::size_t>(done)), "", ""});
    return done;
}

/// Reading changes nothing: it is counted only when it is asked for.
bool fails_to_read(int fd) {
    std::lock_guard const lock(watch().mutex);
    if (watch().fault.calls != "read") return false;
    auto const file = file_of(fd);
    return file && meet("read", file) == Fault::Kind::fail;
}

int cut_here(int fd, off_t size) {
    std::lock_guard const lock(watch().mutex);
    auto const file = file_of(fd);
    if (file && meet("cut", file) == Fault::Kind::fail) return -1;
    int const done = static_cast<int>(::syscall(SYS_ftruncate, fd, size));
    if (file && done == 0) add({Act::cut, *file, size, "", "", ""});
    return done;
}

/// Others go on meanwhile, and what they write then is not certain.
int sync_here(int fd, long call) {
    std::unique_lock lock(watch().mutex);
    auto const file = file_of(fd);
    auto const folder = file ? std::nullopt : folder_of(fd);
    if ((file || folder) && meet("sync", file) == Fault::Kind::fail) return -1;
    auto const begun = static_cast<std::int64_t>(watch().recorded.ops.size());
    // A test's folder is thrown away: that the disk is asked says all, and it takes its time.
    bool const recorded = watch().recording && (file || folder);
    bool const of_tables = file && watch().names[*file] == tables;
    lock.unlock();
    int const done = recorded ? 0 : static_cast<int>(::syscall(call, fd));
    for (auto left = of_tables ? most_of_tables : sync_takes; recorded && left.count() > 0;
         left -= sync_takes) {
        std::this_thread::sleep_for(sync_takes);
        std::lock_guard const look(watch().mutex);
        if (static_cast<std::int64_t>(watch().recorded.ops.size()) > begun) break;
    }
    lock.lock();
    if (file && done == 0) add({Act::sync, *file, begun, "", "", ""});
    if (folder && done == 0) add({Act::sync_folder, -1, begun, "", *folder, ""});
    return done;
}

int rename_here(char const* from, char const* to) {
    std::lock_guard const lock(watch().mutex);
    auto const old_name = name_of(from), new_name = name_of(to);
    if (new_name && meet("name", std::nullopt) == Fault::Kind::fail) return -1;
    int const done = static_cast<int>(::syscall(SYS_rename, from, to));
    if (done == 0 && old_name && new_name) add({Act::name, -1, 0, "", *new_name, *old_name});
    return done;
}

int link_here(char const* from, char const* to) {
    std::lock_guard const lock(watch().mutex);
    auto const name = name_of(to);
    if (name && meet("name", std::nullopt) == Fault::Kind::fail) return -1;
    int const done = static_cast<int>(::syscall(SYS_link, from, to));
    struct stat about {};
    if (done != 0 || !name || ::stat(to, &about) != 0) return done;
    auto const found = watch().files.find({about.st_dev, about.st_ino});
    if (found != watch().files.end()) add({Act::name, found->second, 0, "", *name, ""});
    return done;
}

int unlink_here(char const* path) {
    std::lock_guard const lock(watch().mutex);
    auto const name = name_of(path);
    if (name && meet("name", std::nullopt) == Fault::Kind::fail) return -1;
    int const done = static_cast<int>(::syscall(SYS_unlink, path));
    if (done == 0 && name) add({Act::unname, -1, 0, "", *name, ""});
    return done;
}

int mkdir_here(char const* path, mode_t mode) {
    std::lock_guard const lock(watch().mutex);
    auto const name = name_of(path);
    if (name && meet("name", std::nullopt) == Fault::Kind::fail) return -1;
    int const done = static_cast<int>(::syscall(SYS_mkdir, path, mode));
    if (done == 0 && name) add({Act::folder, -1, 0, "", *name, ""});
    return done;
}

/// By the system alone: a stream reads by `read`, which is ours and waits for who holds the watch.
std::string contents_of(std::filesystem::path const& path) {
    int const fd = static_cast<int>(::syscall(SYS_openat, AT_FDCWD, path.c_str(), O_RDONLY));
    std::string out;
    std::array<char, 65'536> piece{};
    for (long got = 1; fd >= 0 && got > 0;) {
        got = ::syscall(SYS_read, fd, piece.data(), piece.size());
        if (got > 0) out.append(piece.data(), static_cast<std::size_t>(got));
    }
    ::syscall(SYS_close, fd);
    return out;
}

/// Every file that is there, with its number.
void look_around() {
    Watch& state = watch();
    for (auto const& entry : std::filesystem::recursive_directory_iterator(state.root)) {
        std::string const path = entry.path().string();
        auto const name = name_of(path.c_str());
        if (!name) continue;
        if (entry.is_directory()) {
            state.recorded.folders.push_back(*name);
            continue;
        }
        struct stat about {};
        if (::stat(path.c_str(), &about) != 0) continue;
        int const file = state.files.try_emplace({about.st_dev, about.st_ino}, state.next_file).first->second;
        if (file == state.next_file) ++state.next_file;
        state.recorded.names[*name] = file;
        state.recorded.contents[file] = contents_of(entry.path());
    }
    std::sort(state.recorded.folders.begin(), state.recorded.folders.end());
}

}  // namespace

void record(std::string const& folder) {
    std::lock_guard const lock(watch().mutex);
    watch().root = folder + "/";
    look_around();
    watch().recording = true;
}

void note(std::string text) {
    std::lock_guard const lock(watch().mutex);
    add({Act::note, -1, 0, std::move(text), "", ""});
}

Recording stop_recording() {
    std::lock_guard const lock(watch().mutex);
    Watch& state = watch();
    state.recording = false;
    state.root.clear();
    state.files.clear();
    state.next_file = 0;
    return std::exchange(state.recorded, {});
}

Fault fault_of(std::string_view text) {
    Fault out;
    auto const at = text.find('@');
    if (at == std::string_view::npos) return out;
    std::string_view const what = text.substr(0, at);
    auto const [end, error] = std::from_chars(text.data() + at + 1, text.data() + text.size(), out.at);
    if (error != std::errc()) return {};
    std::string_view const rest(end, static_cast<std::size_t>(text.data() + text.size() - end));
    if (rest.starts_with(':')) {
        std::string_view const calls = rest.substr(1);
        auto const colon = std::min(calls.find(':'), calls.size());
        out.calls = calls.substr(0, colon);
        out.file = calls.substr(std::min(colon + 1, calls.size()));
    }
    out.error = what == "ENOSPC" ? ENOSPC : EIO;
    out.kind = what == "kill"                      ? Fault::Kind::kill
               : what == "short"                   ? Fault::Kind::cut_short
               : what == "EIO" || what == "ENOSPC" ? Fault::Kind::fail
                                                   : Fault::Kind::none;
    return out;
}

void steer(std::string const& folder, Fault fault) {
    std::lock_guard const lock(watch().mutex);
    watch().root = folder + "/";
    watch().fault = std::move(fault);
    watch().calls = 0;
}

int counted() {
    std::lock_guard const lock(watch().mutex);
    return watch().calls;
}

}  // namespace afterdesk::fault::disk

// ---- The calls themselves --------------------------------------------------------------------

namespace disk = afterdesk::fault::disk;

#define AFTERDESK_CALL extern "C" __attribute__((visibility("default")))

namespace {

mode_t mode_in(int flags, va_list more) {
    bool const given = (flags & (O_CREAT | O_TMPFILE)) != 0;
    return given ? static_cast<mode_t>(va_arg(more, unsigned)) : 0;
}

ssize_t plain_write(int fd, void const* bytes, std::size_t size) {
    off_t const at = ::lseek(fd, 0, SEEK_CUR);
    auto const write = [&](std::size_t n) {
        return static_cast<ssize_t>(::syscall(SYS_write, fd, bytes, n));
    };
    return disk::write_here(fd, size, write, at, static_cast<char const*>(bytes));
}

ssize_t write_at(int fd, void const* bytes, std::size_t size, off_t at) {
    auto const write = [&](std::size_t n) {
        return static_cast<ssize_t>(::syscall(SYS_pwrite64, fd, bytes, n, at));
    };
    return disk::write_here(fd, size, write, at, static_cast<char const*>(bytes));
}

ssize_t read_at(int fd, void* into, std::size_t size, off_t at) {
    return disk::fails_to_read(fd) ? -1 : static_cast<ssize_t>(::syscall(SYS_pread64, fd, into, size, at));
}

}  // namespace

AFTERDESK_CALL int open(char const* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t const mode = mode_in(flags, more);
    va_end(more);
    return disk::open_here(path, flags, mode);
}
AFTERDESK_CALL int open64(char const* path, int flags, ...) {
    va_list more;
    va_start(more, flags);
    mode_t const mode = mode_in(flags, more);
    va_end(more);
    return disk::open_here(path, flags, mode);
}
AFTERDESK_CALL ssize_t write(int fd, void const* bytes, std::size_t size) {
    return plain_write(fd, bytes, size);
}
AFTERDESK_CALL ssize_t pwrite(int fd, void const* bytes, std::size_t size, off_t at) {
    return write_at(fd, bytes, size, at);
}
AFTERDESK_CALL ssize_t pwrite64(int fd, void const* bytes, std::size_t size, off64_t at) {
    return write_at(fd, bytes, size, at);
}
AFTERDESK_CALL ssize_t read(int fd, void* into, std::size_t size) {
    return disk::fails_to_read(fd) ? -1 : static_cast<ssize_t>(::syscall(SYS_read, fd, into, size));
}
AFTERDESK_CALL ssize_t pread(int fd, void* into, std::size_t size, off_t at) {
    return read_at(fd, into, size, at);
}
AFTERDESK_CALL ssize_t pread64(int fd, void* into, std::size_t size, off64_t at) {
    return read_at(fd, into, size, at);
}
AFTERDESK_CALL int ftruncate(int fd, off_t size) noexcept { return disk::cut_here(fd, size); }
AFTERDESK_CALL int ftruncate64(int fd, off64_t size) noexcept { return disk::cut_here(fd, size); }
AFTERDESK_CALL int fsync(int fd) { return disk::sync_here(fd, SYS_fsync); }
AFTERDESK_CALL int fdatasync(int fd) { return disk::sync_here(fd, SYS_fdatasync); }
AFTERDESK_CALL int rename(char const* from, char const* to) noexcept { return disk::rename_here(from, to); }
AFTERDESK_CALL int link(char const* from, char const* to) noexcept { return disk::link_here(from, to); }
AFTERDESK_CALL int unlink(char const* path) noexcept { return disk::unlink_here(path); }
AFTERDESK_CALL int mkdir(char const* path, mode_t mode) noexcept { return disk::mkdir_here(path, mode); }
AFTERDESK_CALL int remove(char const* path) noexcept {
    int const done = disk::unlink_here(path);
    if (done == 0 || errno != EISDIR) return done;
    return static_cast<int>(::syscall(SYS_rmdir, path));
}

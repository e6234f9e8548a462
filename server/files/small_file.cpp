#include "files/small_file.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <filesystem>
#include <system_error>

namespace afterdesk::files {

namespace {

constexpr std::size_t max_bytes = 64u << 20;

[[noreturn]] void fail(std::string const& doing) {
    throw std::system_error(errno, std::generic_category(), doing);
}

/// An open file. Promise: closed when it goes away.
class Handle {
  public:
    Handle(std::string const& path, int flags) : fd_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
    ~Handle() {
        if (fd_ >= 0) ::close(fd_);
    }
    Handle(Handle const&) = delete;
    Handle& operator=(Handle const&) = delete;
    int get() const { return fd_; }

  private:
    int fd_;
};

void sync_folder(std::string const& path) {
    Handle const folder(path, O_RDONLY | O_DIRECTORY);
    if (folder.get() < 0 || ::fsync(folder.get()) != 0) fail("sync " + path);
}

std::string folder_of(std::string const& path) {
    std::string const parent = std::filesystem::path(path).parent_path().string();
    return parent.empty() ? "." : parent;
}

void write_all(int fd, std::string_view bytes, std::string const& path) {
    while (!bytes.empty()) {
        ssize_t const n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) fail("write " + path);
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

}  // namespace

std::optional<std::string> read_small_file(std::string const& path) {
    Handle const file(path, O_RDONLY);
    struct stat about {};
    if (file.get() < 0 || ::fstat(file.get(), &about) != 0 || !S_ISREG(about.st_mode)) return std::nullopt;
    std::string out;
    char buffer[1 << 16];
    for (;;) {
        ssize_t const n = ::read(file.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0 || out.size() > max_bytes) return std::nullopt;
        if (n == 0) return out;
        out.append(buffer, static_cast<std::size_t>(n));
    }
}

bool read_lines(std::string const& path, std::function<void(std::string_view)> const& tell) {
    Handle const file(path, O_RDONLY);
    if (file.get() < 0 && errno == ENOENT) return false;
    if (file.get() < 0) fail("open " + path);
    std::string begun;  // without its end so far
    char buffer[1 << 16];
    for (;;) {
        ssize_t const n = ::read(file.get(), buffer, sizeof buffer);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("read " + path);
        if (n == 0) break;
        begun.append(buffer, static_cast<std::size_t>(n));
        std::size_t from = 0;
        for (std::size_t end = begun.find('\n'); end != std::string::npos; end = begun.find('\n', from)) {
            tell(std::string_view(begun).substr(from, end - from));
            from = end + 1;
        }
        begun.erase(0, from);
    }
    if (!begun.empty()) tell(begun);
    return true;
}

void write_small_file(std::string const& path, std::string_view bytes) {
    static std::atomic<unsigned> count{0};
    std::string const beside = path + ".tmp" + std::to_string(::getpid()) + "-" + std::to_string(++count);
    try {
        Handle const file(beside, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW);
        if (file.get() < 0) fail("make " + beside);
        write_all(file.get(), bytes, beside);
        if (::fsync(file.get()) != 0) fail("sync " + beside);
        if (::rename(beside.c_str(), path.c_str()) != 0) fail("rename to " + path);
    } catch (...) {
        ::unlink(beside.c_str());
        throw;
    }
    sync_folder(folder_of(path));
}

void write_piece(std::string const& path, std::int64_t offset, std::string_view piece) {
    Handle const file(path, O_WRONLY | O_NOFOLLOW | (offset == 0 ? O_CREAT : 0));
    if (file.get() < 0) fail("open " + path);
    if (::lseek(file.get(), offset, SEEK_SET) < 0) fail("seek in " + path);
    write_all(file.get(), piece, path);
    if (::fdatasync(file.get()) != 0) fail("sync " + path);
    if (offset == 0) sync_folder(folder_of(path));
}

std::optional<std::string> read_piece(std::string const& path, std::int64_t offset, std::size_t bytes) {
    Handle const file(path, O_RDONLY);
    if (file.get() < 0) return std::nullopt;
    std::string out(bytes, '\0');
    std::size_t have = 0;
    while (have < bytes) {
        ssize_t const n =
            ::pread(file.get(), out.data() + have, bytes - have, offset + static_cast<off_t>(have));
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return std::nullopt;
        if (n == 0) break;
        have += static_cast<std::size_t>(n);
    }
    out.resize(have);
    return out;
}

void link_file(std::string const& from, std::string const& to) {
    ::unlink(to.c_str());
    if (::link(from.c_str(), to.c_str()) != 0) fail("link to " + to);
    sync_folder(folder_of(to));
}

bool copy_file(std::string const& from, std::string const& to) {
    Handle const source(from, O_RDONLY);
    if (source.get() < 0 && errno == ENOENT) return false;
    if (source.get() < 0) fail("open " + from);
    Handle const target(to, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW);
    if (target.get() < 0) fail("make " + to);
    std::string part(std::size_t{1} << 20, '\0');
    for (;;) {
        ssize_t const n = ::read(source.get(), part.data(), part.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("read " + from);
        if (n == 0) break;
        write_all(target.get(), std::string_view(part).substr(0, static_cast<std::size_t>(n)), to);
    }
    if (::fsync(target.get()) != 0) fail("sync " + to);
    sync_folder(folder_of(to));
    return true;
}

void make_folder(std::string const& path) {
    bool const there = ::mkdir(path.c_str(), 0700) == 0 || errno == EEXIST;
    if (there) return sync_folder(folder_of(path));
    if (errno != ENOENT) fail("make " + path);
    make_folder(folder_of(path));
    make_folder(path);
}

void make_durable(std::string const& path) {
    Handle const file(path, O_RDONLY);
    if (file.get() < 0 || ::fsync(file.get()) != 0) fail("sync " + path);
    sync_folder(folder_of(path));
}

FolderLock::FolderLock(std::string const& folder)
    : fd_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (fd_ < 0) fail("open " + folder);
    while (::flock(fd_, LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        int const error = errno;
        ::close(fd_);
        throw std::system_error(error, std::generic_category(), "lock " + folder);
    }
}

FolderLock::~FolderLock() { ::close(fd_); }

}  // namespace afterdesk::files

#include "store/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>

#include "store/migrations.hpp"

namespace afterdesk::store {

namespace {

constexpr std::int64_t max_read_ms = 10'000;

/// One server per folder. The lock goes with the process, however it ends.
int lock_folder(std::string const& data_dir) {
    std::string const path = data_dir + "/server.lock";
    int const fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) throw StoreFailure(FailureKind::other, "can not write " + path);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        throw StoreFailure(FailureKind::busy, "another server uses " + data_dir);
    }
    return fd;
}

/// SQLite syncs the folder when the log comes into being, and does not look whether that worked.
void make_log_durable(Database& db, std::string const& data_dir) {
    db.script("BEGIN IMMEDIATE; PRAGMA user_version=" + std::to_string(schema_version()) + "; COMMIT");
    int const fd = ::open(data_dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) throw StoreFailure(FailureKind::broken, "can not sync " + data_dir);
}

}  // namespace

Store::Store(StoreOptions options) : data_dir_(std::move(options.data_dir)) {
    std::error_code error;
    bool const is_new = std::filesystem::create_directories(data_dir_, error);
    if (error) throw StoreFailure(FailureKind::other, "can not make " + data_dir_ + ": " + error.message());
    // What is kept here is nobody else's; a folder that was there already keeps the rights its owner gave it.
    if (is_new) std::filesystem::permissions(data_dir_, std::filesystem::perms::owner_all, error);
    if (options.sharing == Sharing::alone) lock_fd_ = lock_folder(data_dir_);
    try {
        std::string const path = data_dir_ + "/afterdesk.db";
        auto db = std::make_unique<Database>(path, Access::write);
        migrate(*db);
        make_log_durable(*db, data_dir_);
        for (int i = 0; i < options.readers; ++i) {
            readers_.push_back(std::make_unique<Database>(path, Access::read_only));
        }
        writer_ = std::make_unique<Writer>(std::move(db), std::move(options.fatal));
    } catch (...) {
        if (lock_fd_ >= 0) ::close(lock_fd_);
        throw;
    }
}

Store::~Store() {
    readers_.clear();
    writer_.reset();
    if (lock_fd_ >= 0) ::close(lock_fd_);
}

Store::Lent::Lent(Store& from) : store(from) {
    {
        std::unique_lock lock(store.mutex_);
        store.returned_.wait(lock, [&] { return !store.readers_.empty(); });
        db = std::move(store.readers_.back());
        store.readers_.pop_back();
    }
    db->limit_run_time(max_read_ms);
    try {
        db->script("BEGIN");
    } catch (...) {
        std::lock_guard const lock(store.mutex_);
        store.readers_.push_back(std::move(db));
        store.returned_.notify_one();
        throw;
    }
}

Store::Lent::~Lent() {
    db->limit_run_time(0);
    db->try_script("ROLLBACK");
    std::lock_guard const lock(store.mutex_);
    store.readers_.push_back(std::move(db));
    store.returned_.notify_one();
}

}  // namespace afterdesk::store

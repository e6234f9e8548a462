#include "store/sqlite/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>

#include "store/sqlite/schema.hpp"
#include "store/sqlite/writer.hpp"

namespace afterdesk::store::sqlite {

namespace {

constexpr std::int64_t max_read_ms = 10'000;

std::string file_in(std::string const& data_dir) { return data_dir + "/afterdesk.db"; }

/// One server per folder. The lock goes with the process, however it ends.
class FolderLock {
  public:
    explicit FolderLock(std::string const& data_dir) {
        std::string const path = data_dir + "/server.lock";
        fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        if (fd_ < 0) throw StoreFailure(FailureKind::other, "can not write " + path);
        if (::flock(fd_, LOCK_EX | LOCK_NB) != 0) {
            ::close(fd_);
            throw StoreFailure(FailureKind::busy, "another server uses " + data_dir);
        }
    }
    ~FolderLock() { ::close(fd_); }
    FolderLock(FolderLock const&) = delete;
    FolderLock& operator=(FolderLock const&) = delete;

  private:
    int fd_ = -1;
};

void make_folder(std::string const& data_dir) {
    std::error_code error;
    bool const is_new = std::filesystem::create_directories(data_dir, error);
    if (error) throw StoreFailure(FailureKind::other, "can not make " + data_dir + ": " + error.message());
    // What is kept here is nobody else's; a folder that was there already keeps the rights its owner gave it.
    if (is_new) std::filesystem::permissions(data_dir, std::filesystem::perms::owner_all, error);
}

/// SQLite syncs the folder when the log comes into being, and does not look whether that worked.
void make_log_durable(Database& db, std::string const& data_dir) {
    touch(db);
    int const fd = ::open(data_dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) throw StoreFailure(FailureKind::broken, "can not sync " + data_dir);
}

class Folder final : public Engine {
  public:
    explicit Folder(StoreOptions options) {
        make_folder(options.data_dir);
        if (options.sharing == Sharing::alone) lock_.emplace(options.data_dir);
        std::string const path = file_in(options.data_dir);
        auto db = std::make_unique<Database>(path, Access::write);
        migrate(*db, migrations());
        make_log_durable(*db, options.data_dir);
        for (int i = 0; i < options.readers; ++i) {
            readers_.push_back(std::make_unique<Database>(path, Access::read_only));
        }
        writer_.emplace(std::move(db), WriterOptions{std::move(options.fatal), options.write_twice});
    }

    std::unique_ptr<Connection> lend() override {
        std::unique_ptr<Database> db;
        {
            std::unique_lock lock(mutex_);
            returned_.wait(lock, [&] { return !readers_.empty(); });
            db = std::move(readers_.back());
            readers_.pop_back();
        }
        db->limit_run_time(max_read_ms);
        try {
            db->script("BEGIN");
        } catch (...) {
            keep(std::move(db));
            throw;
        }
        return db;
    }

    void give_back(std::unique_ptr<Connection> connection) noexcept override {
        std::unique_ptr<Database> db(static_cast<Database*>(connection.release()));
        db->limit_run_time(0);
        db->try_script("ROLLBACK");
        keep(std::move(db));
    }

    std::uint64_t moment() const override { return writer_->moment(); }
    void write(Operation operation, Basis const* basis) override {
        writer_->run(std::move(operation), basis);
    }
    void post(Operation operation) override { writer_->post(std::move(operation)); }
    void on_commit(Listener listener) override { writer_->on_commit(std::move(listener)); }

  private:
    void keep(std::unique_ptr<Database> db) {
        std::lock_guard const lock(mutex_);
        readers_.push_back(std::move(db));
        returned_.notify_one();
    }

    // In the order in which they open; they close the other way round.
    std::optional<FolderLock> lock_;
    std::optional<Writer> writer_;
    std::mutex mutex_;
    std::condition_variable returned_;
    std::vector<std::unique_ptr<Database>> readers_;
};

}  // namespace

std::unique_ptr<Engine> open(StoreOptions options) { return std::make_unique<Folder>(std::move(options)); }

std::unique_ptr<Connection> open_moment(std::string const& data_dir) {
    auto db = std::make_unique<Database>(file_in(data_dir), Access::read_only);
    db->script("BEGIN");
    return db;
}

}  // namespace afterdesk::store::sqlite

#include "store/sqlite/folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>

#include "store/sqlite/readers.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/writer.hpp"

namespace afterdesk::store::sqlite {

namespace {

constexpr std::int64_t max_read_ms = 10'000;

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

/// SQLite syncs the folder when the log comes into being, and does not look whether that worked.
void make_log_durable(Database& db, std::string const& data_dir) {
    touch(db);
    int const fd = ::open(data_dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) throw StoreFailure(FailureKind::broken, "can not sync " + data_dir);
}

/// Damage that shows at once is told with what to do about it.
std::unique_ptr<Database> open_file(std::string const& data_dir, Access access) {
    try {
        return std::make_unique<Database>(file_in(data_dir), access);
    } catch (StoreFailure const& failure) {
        if (failure.kind() != FailureKind::broken) throw;
        throw StoreFailure(FailureKind::broken,
                           damaged_sentence(data_dir, std::string("damaged (") + failure.what() + ")"));
    }
}

class Folder final : public Engine {
  public:
    explicit Folder(StoreOptions options) {
        std::string const tightened = keep_private(options.data_dir);
        if (!tightened.empty() && options.notice) options.notice(tightened);
        bool const alone = options.sharing == Sharing::alone;
        if (alone) lock_.emplace(options.data_dir);
        expect_whole(options.data_dir, alone ? Look::head : Look::size);
        std::string const path = file_in(options.data_dir);
        auto db = open_file(options.data_dir, Access::write);
        migrate(*db, migrations());
        make_log_durable(*db, options.data_dir);
        mark_as_mall(options.data_dir);
        std::vector<std::unique_ptr<Database>> readers;
        for (int i = 0; i < options.readers; ++i)
            readers.push_back(std::make_unique<Database>(path, Access::read_only));
        readers_.emplace(std::move(readers), options.rest_after);
        writer_.emplace(std::move(db), std::make_unique<Database>(path, Access::write),
                        WriterOptions{std::move(options.fatal), options.write_twice,
                                      [this] { return deciding_.load() > 0; }});
    }

    std::unique_ptr<Connection> lend(Lending to) override {
        std::unique_ptr<Database> db = readers_->take();
        if (to == Lending::to_decide) ++deciding_;
        db->limit_run_time(max_read_ms);
        try {
            db->run("BEGIN");
        } catch (...) {
            take_back(std::move(db), to);
            throw;
        }
        return db;
    }

    void give_back(std::unique_ptr<Connection> connection, Lending to) noexcept override {
        std::unique_ptr<Database> db(static_cast<Database*>(connection.release()));
        db->limit_run_time(0);
        db->end_reading();
        take_back(std::move(db), to);
    }

    std::uint64_t moment() const override { return writer_->moment(); }
    void write(Operation operation, Basis const* basis) override {
        writer_->run(std::move(operation), basis);
    }
    void write_soon(Operation operation, Basis basis, Told told) override {
        writer_->run_soon(std::move(operation), std::move(basis), std::move(told));
    }
    void post(Operation operation) override { writer_->post(std::move(operation)); }
    void on_commit(Listener listener) override { writer_->on_commit(std::move(listener)); }

    bool refuses() override {
        if (!writer_->is_full()) return false;
        try {
            writer_->run([](WriteTx& tx) {
                touch_within(tx);
                return true;
            });
        } catch (StoreFailure const&) {
            return true;
        }
        return false;
    }

  private:
    void take_back(std::unique_ptr<Database> db, Lending to) noexcept {
        if (to == Lending::to_decide) --deciding_;
        readers_->put(std::move(db));
    }

    std::atomic<int> deciding_{0};
    // In the order in which they open; they close the other way round.
    std::optional<FolderLock> lock_;
    std::optional<Writer> writer_;
    std::optional<Readers> readers_;
};

}  // namespace

std::unique_ptr<Engine> open(StoreOptions options) { return std::make_unique<Folder>(std::move(options)); }

std::unique_ptr<Connection> open_moment(std::string const& data_dir) {
    expect_whole(data_dir, Look::size);
    auto db = open_file(data_dir, Access::read_only);
    db->script("BEGIN");
    return db;
}

void copy_file(std::string const& data_dir, std::string const& to_dir, CopyPace const& pace) {
    expect_whole(data_dir, Look::size);
    open_file(data_dir, Access::read_only)->copy_to(file_in(to_dir), pace);
}

}  // namespace afterdesk::store::sqlite

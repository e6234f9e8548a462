#pragma once
// One connection to a SQLite file, and its statements: always prepared, always bound.

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/copies.hpp"
#include "store/engine.hpp"
#include "store/sqlite/fts_index.hpp"

struct sqlite3;

namespace afterdesk::store::sqlite {

enum class Access : unsigned char { write, read_only };

/// One connection. Used by one thread at a time.
class Database final : public Connection {
  public:
    /// Opens (write: makes) the file and sets it up: WAL, synchronous=FULL, foreign keys, limits.
    /// Errors: StoreFailure, also when a setting did not take.
    Database(std::string const& path, Access access);
    ~Database() override;
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    Rows query(std::string_view sql, Params params = {}) override;
    int run(std::string_view sql, Params params = {}) override;
    void script(std::string const& sql) override;
    void zero_freed_pages(bool at_once) override;
    bool attempt(std::function<bool()> const& part) override;
    TextIndex& texts() override { return texts_; }
    std::vector<std::string> damages() override;

    /// Runs BEGIN, COMMIT and their like: no exception, SQLite's extended result code.
    int try_script(char const* sql) noexcept;
    bool in_transaction() const;
    /// Ends a transaction that has only read, whatever became of it.
    void end_reading() noexcept;
    /// Rows that this connection has written since it was opened.
    std::int64_t changes_so_far() const;
    /// Another number each time when others have written.
    std::int64_t version_by_others();

    /// From now on each commit moves the log into the file when it has grown: for a file without a Writer.
    void checkpoint_by_itself();
    /// Pages in the write-ahead log after the last commit of this connection.
    int wal_pages() const { return wal_pages_; }
    enum class Checkpoint : unsigned char { passive, truncate };
    /// Moves the write-ahead log into the file. Promise: SQLite's extended result code; `moved`: how many of
    /// the log's pages lie in the file then.
    int checkpoint(Checkpoint mode, int* moved = nullptr) noexcept;
    /// Reading that takes longer from now on is stopped with StoreFailure. Units: 0 for no limit.
    void limit_run_time(std::int64_t ms);
    std::string last_error() const;

    /// Copies the file as it is at one moment, also while others write it. Units: `path` is no database yet.
    void copy_to(std::string const& path, CopyPace const& pace);
    /// Gives back the memory that is not needed now. Promise: how many bytes that were.
    std::int64_t rest() noexcept;
    /// What it holds of pages and statements. Units: bytes.
    std::int64_t held_bytes() const;

    /// For tests: told each statement when it is prepared.
    static inline std::atomic<void (*)(std::string_view sql)> on_prepare = nullptr;

  private:
    class Statement;
    void set_up(Access access);
    std::string pragma(std::string_view sql);
    std::unique_ptr<Statement> prepare(std::string_view sql);
    enum class Bound : unsigned char { copied, as_they_are };
    Rows start(std::string_view sql, Params params, Bound bound);
    static int wal_hook(void* self, sqlite3*, char const*, int pages);
    static int progress(void* self);

    sqlite3* db_ = nullptr;
    std::map<std::string, std::unique_ptr<Statement>, std::less<>> cache_;
    FtsIndex texts_{*this};
    int wal_pages_ = 0;
    std::int64_t run_until_ms_ = 0;
};

/// Hands what was given back on to the system, when that is worth it: whoever allocates meanwhile waits.
/// Promise: the bytes that still wait for it.
std::int64_t trim_memory(std::int64_t given_back) noexcept;

/// The failure that an SQLite result code stands for.
FailureKind kind_of_code(int code);

/// True when the disk or the file is damaged: whoever sees it on a writing connection must stop the process.
bool is_fatal_code(int code);

}  // namespace afterdesk::store::sqlite

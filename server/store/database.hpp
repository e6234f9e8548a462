#pragma once
// One connection to a SQLite file, and its statements: always prepared, always bound.

#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/failure.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace afterdesk::store {

/// Bytes that are not text (a hash).
struct Blob {
    std::string_view bytes;
};

/// A value bound to a statement. Promise: copied when bound, so it may be a temporary.
class Param {
  public:
    Param(std::nullptr_t) {}
    Param(std::int64_t n) : kind_(Kind::integer), number_(n) {}
    Param(int n) : Param(static_cast<std::int64_t>(n)) {}
    Param(std::string_view text) : kind_(Kind::text), text_(text) {}
    Param(std::string const& text) : Param(std::string_view(text)) {}
    Param(char const* text) : Param(std::string_view(text)) {}
    Param(Blob blob) : kind_(Kind::blob), text_(blob.bytes) {}
    Param(std::optional<std::int64_t> n) {
        if (n) *this = Param(*n);
    }

  private:
    friend class Statement;
    enum class Kind : unsigned char { null, integer, text, blob };
    Kind kind_ = Kind::null;
    std::int64_t number_ = 0;
    std::string_view text_;
};

/// A statement that is running: rows come one by one. Promise: reset and unbound when it goes away.
class Statement {
  public:
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&&) = delete;
    ~Statement();

    /// Goes to the next row; false at the end. Errors: StoreFailure.
    bool step();

    // Columns of the current row, from 0.
    std::int64_t integer(int column) const;
    int number(int column) const { return static_cast<int>(integer(column)); }
    std::optional<std::int64_t> optional_integer(int column) const;
    std::string text(int column) const;
    bool is_null(int column) const;

  private:
    friend class Database;
    struct Prepared;
    Statement(sqlite3* db, Prepared* prepared, std::unique_ptr<Prepared> own);
    void bind(std::initializer_list<Param> params);

    sqlite3* db_;
    Prepared* prepared_;
    std::unique_ptr<Prepared> own_;  ///< when the cached one was in use
};

enum class Access : unsigned char { write, read_only };

/// One connection. Used by one thread at a time.
class Database {
  public:
    /// Opens (write: makes) the file and sets it up: WAL, synchronous=FULL, foreign keys, limits.
    /// Errors: StoreFailure, also when a setting did not take.
    Database(std::string const& path, Access access);
    ~Database();
    Database(Database const&) = delete;
    Database& operator=(Database const&) = delete;

    /// Starts a statement that gives rows. `sql` has $1, $2 … for the params.
    Statement query(std::string_view sql, std::initializer_list<Param> params = {});
    /// Runs a statement to its end. Promise: the number of rows it changed.
    int run(std::string_view sql, std::initializer_list<Param> params = {});
    /// Runs a script of statements without params (migrations, BEGIN, COMMIT).
    void script(std::string const& sql);
    /// Runs BEGIN, COMMIT and their like: no exception, SQLite's extended result code.
    int try_script(char const* sql) noexcept;

    bool in_transaction() const;
    /// Pages in the write-ahead log after the last commit of this connection.
    int wal_pages() const { return wal_pages_; }
    enum class Checkpoint : unsigned char { passive, truncate };
    /// Moves the write-ahead log into the file. Promise: SQLite's extended result code.
    int checkpoint(Checkpoint mode) noexcept;
    /// Reading that takes longer from now on is stopped with StoreFailure. Units: 0 for no limit.
    void limit_run_time(std::int64_t ms);
    std::string last_error() const;

  private:
    void set_up(Access access);
    std::string pragma(std::string_view sql);
    static int wal_hook(void* self, sqlite3*, char const*, int pages);
    static int progress(void* self);

    sqlite3* db_ = nullptr;
    std::map<std::string, std::unique_ptr<Statement::Prepared>, std::less<>> cache_;
    int wal_pages_ = 0;
    std::int64_t run_until_ms_ = 0;
};

/// The failure that an SQLite result code stands for.
FailureKind kind_of_code(int code);

/// True when the disk or the file is damaged: whoever sees it on a writing connection must stop the process.
bool is_fatal_code(int code);

}  // namespace afterdesk::store

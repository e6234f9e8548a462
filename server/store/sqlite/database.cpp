#include "store/sqlite/database.hpp"

#include <malloc.h>
#include <sqlite3.h>

#include <chrono>
#include <exception>
#include <utility>

#include "base/check.hpp"
#include "store/sqlite/log_file.hpp"

namespace afterdesk::store::sqlite {

namespace {

constexpr int busy_timeout_ms = 5'000;
constexpr int progress_every_ops = 10'000;
constexpr int max_value_bytes = 256 << 20;

std::int64_t steady_ms() {
    auto const since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::milliseconds>(since).count();
}

constexpr std::size_t most_kept = 400;  ///< statements of a connection

/// A reader throws its pages away with each snapshot: so many come in one piece of memory, and stay. Only
/// before anything else of the library's; later it changes nothing.
void take_pages_at_once() {
    constexpr int pages = 128;
    static int const done = sqlite3_config(SQLITE_CONFIG_PAGECACHE, nullptr, 0, pages);
    static_cast<void>(done);
}

[[noreturn]] void fail(sqlite3* db, int code, std::string_view doing) {
    std::string detail(doing);
    detail += ": ";
    detail += db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(code);
    detail += " (" + std::to_string(code) + ")";
    throw StoreFailure(kind_of_code(code), detail);
}

}  // namespace

FailureKind kind_of_code(int code) {
    int const primary = code & 0xff;
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED || primary == SQLITE_INTERRUPT)
        return FailureKind::busy;
    if (primary == SQLITE_FULL) return FailureKind::full;
    if (primary == SQLITE_CONSTRAINT) return FailureKind::constraint;
    return is_fatal_code(code) ? FailureKind::broken : FailureKind::other;
}

bool is_fatal_code(int code) {
    int const primary = code & 0xff;
    return primary == SQLITE_IOERR || primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB;
}

// ---- Statement --------------------------------------------------------------------------------------------

/// A prepared statement: kept for the next time, or (when that one was running already) used once.
class Database::Statement final : public Cursor {
  public:
    Statement(sqlite3* db, sqlite3_stmt* stmt) : db_(db), stmt_(stmt) {
        int const count = sqlite3_bind_parameter_count(stmt);
        for (int i = 1; i <= count; ++i) {
            std::string const name = "$" + std::to_string(i);
            places_.push_back(sqlite3_bind_parameter_index(stmt, name.c_str()));
            CHECK(places_.back() != 0);
        }
    }
    Statement(Statement const&) = delete;
    Statement& operator=(Statement const&) = delete;
    ~Statement() { sqlite3_finalize(stmt_); }

    bool running() const { return running_; }

    /// Begins to run. Units: `once`: goes away when it ends.
    Rows start(Params params, Bound bound, bool once) {
        running_ = true;
        once_ = once;
        Rows rows(*this);
        bind(params, bound == Bound::copied ? SQLITE_TRANSIENT : SQLITE_STATIC);
        return rows;
    }

    bool step() override {
        int const code = sqlite3_step(stmt_);
        if (code == SQLITE_ROW) return true;
        if (code == SQLITE_DONE) return false;
        fail(db_, sqlite3_extended_errcode(db_), sqlite3_sql(stmt_));
    }
    std::int64_t integer(int column) const override { return sqlite3_column_int64(stmt_, column); }
    std::string text(int column) const override {
        auto const* bytes = static_cast<char const*>(sqlite3_column_blob(stmt_, column));
        auto const size = static_cast<std::size_t>(sqlite3_column_bytes(stmt_, column));
        return bytes != nullptr ? std::string(bytes, size) : std::string();
    }
    bool is_null(int column) const override { return sqlite3_column_type(stmt_, column) == SQLITE_NULL; }
    void close() noexcept override {
        if (once_) {
            delete this;
            return;
        }
        sqlite3_reset(stmt_);
        sqlite3_clear_bindings(stmt_);
        running_ = false;
    }

  private:
    using Keep = void (*)(void*);
    void bind(Params params, Keep keep) {
        CHECK(params.size() == places_.size());
        std::size_t i = 0;
        for (Param const& param : params) {
            int const code = bind_one(places_[i++], param, keep);
            if (code != SQLITE_OK) fail(db_, code, "bind");
        }
    }
    int bind_one(int place, Param const& param, Keep keep) {
        char const* const bytes = param.bytes().data();
        auto const size = static_cast<sqlite3_uint64>(param.bytes().size());
        switch (param.kind()) {
            case Param::Kind::null: return sqlite3_bind_null(stmt_, place);
            case Param::Kind::integer: return sqlite3_bind_int64(stmt_, place, param.number());
            case Param::Kind::text:
                return sqlite3_bind_text64(stmt_, place, bytes != nullptr ? bytes : "", size, keep,
                                           SQLITE_UTF8);
            case Param::Kind::blob: return sqlite3_bind_blob64(stmt_, place, bytes, size, keep);
        }
        CHECK(false);
    }

    sqlite3* db_;
    sqlite3_stmt* stmt_;
    std::vector<int> places_;  ///< of $1, $2 …
    bool running_ = false, once_ = false;
};

// ---- Database ---------------------------------------------------------------------------------------------

Database::Database(std::string const& path, Access access) {
    take_pages_at_once();
    // Readers are opened for writing too (a WAL reader keeps the shared index) and then told to query only.
    int const flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (access == Access::write ? SQLITE_OPEN_CREATE : 0);
    int const code = sqlite3_open_v2(path.c_str(), &db_, flags, files_with_whole_pieces());
    if (code != SQLITE_OK) {
        std::string const detail = "open " + path + ": " + sqlite3_errstr(code);
        sqlite3_close_v2(db_);
        throw StoreFailure(kind_of_code(code), detail);
    }
    try {
        set_up(access);
    } catch (...) {
        cache_.clear();
        sqlite3_close_v2(db_);
        throw;
    }
}

Database::~Database() {
    cache_.clear();
    sqlite3_close_v2(db_);
}

std::string Database::pragma(std::string_view sql) {
    Rows rows = query(sql);
    return rows.step() ? rows.text(0) : std::string();
}

void Database::set_up(Access access) {
    sqlite3_busy_timeout(db_, busy_timeout_ms);
    sqlite3_limit(db_, SQLITE_LIMIT_LENGTH, max_value_bytes);
    sqlite3_limit(db_, SQLITE_LIMIT_SQL_LENGTH, 100'000);
    sqlite3_limit(db_, SQLITE_LIMIT_ATTACHED, access == Access::write ? 1 : 0);  // VACUUM's own
    sqlite3_limit(db_, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
    sqlite3_limit(db_, SQLITE_LIMIT_VARIABLE_NUMBER, 4'000);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(db_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Plans do not go by bound values: else a statement with "LIMIT $1" is prepared anew each time.
    sqlite3_db_config(db_, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
    std::string const mode = pragma("PRAGMA journal_mode=WAL");
    if (mode != "wal")
        throw StoreFailure(FailureKind::other, "the store's file system has no WAL mode: " + mode);
    script(
        "PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
        "PRAGMA mmap_size=0; PRAGMA cell_size_check=ON; PRAGMA wal_autocheckpoint=0");
    // Many builds and wrappers weaken these silently; a promise of durability is checked, not hoped for.
    if (pragma("PRAGMA synchronous") != "2")
        throw StoreFailure(FailureKind::other, "synchronous is not FULL");
    if (pragma("PRAGMA foreign_keys") != "1") throw StoreFailure(FailureKind::other, "foreign keys are off");
    if (access == Access::read_only) script("PRAGMA query_only=ON");
    // What is taken out of a page is gone from it; free pages are the scrubber's (it costs no more writing).
    // There is one that writes, and it comes to all parts of the file.
    if (access == Access::write) script("PRAGMA secure_delete=FAST; PRAGMA cache_size=-64000");
    sqlite3_wal_hook(db_, wal_hook, this);
}

int Database::wal_hook(void* self, sqlite3*, char const*, int pages) {
    static_cast<Database*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
}

std::unique_ptr<Database::Statement> Database::prepare(std::string_view sql) {
    sqlite3_stmt* stmt = nullptr;
    int const code = sqlite3_prepare_v3(db_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &stmt, nullptr);
    if (code != SQLITE_OK) fail(db_, code, sql);
    if (auto const tell = on_prepare.load()) tell(sql);
    return std::make_unique<Statement>(db_, stmt);
}

Rows Database::start(std::string_view sql, Params params, Bound bound) {
    auto found = cache_.find(sql);
    // Lists can be narrowed in more ways than are worth keeping.
    if (found == cache_.end() && cache_.size() >= most_kept)
        return prepare(sql).release()->start(params, bound, true);
    if (found == cache_.end()) found = cache_.emplace(std::string(sql), prepare(sql)).first;
    if (!found->second->running()) return found->second->start(params, bound, false);
    return prepare(sql).release()->start(params, bound, true);
}

Rows Database::query(std::string_view sql, Params params) { return start(sql, params, Bound::copied); }

/// It has ended when the caller gets his values back, so they need no copies.
int Database::run(std::string_view sql, Params params) {
    Rows rows = start(sql, params, Bound::as_they_are);
    while (rows.step()) {
    }
    return sqlite3_changes(db_);
}

std::vector<std::string> Database::damages() {
    std::vector<std::string> out;
    Rows pages = query("PRAGMA integrity_check");
    while (pages.step()) {
        if (pages.text(0) != "ok") out.push_back("integrity: " + pages.text(0));
    }
    Rows keys = query("PRAGMA foreign_key_check");
    while (keys.step())
        out.push_back("foreign key: " + keys.text(0) + " row " + keys.text(1) + " to " + keys.text(2));
    return out;
}

void Database::zero_freed_pages(bool at_once) {
    script(at_once ? "PRAGMA secure_delete=ON" : "PRAGMA secure_delete=FAST");
}

void Database::script(std::string const& sql) {
    int const code = sqlite3_exec(db_, sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(db_, code, sql.substr(0, 60));
}

bool Database::attempt(std::function<bool()> const& part) {
    script("SAVEPOINT part");
    bool kept = false;
    std::exception_ptr failure;
    try {
        kept = part();
    } catch (...) {
        // A full disk and its like take the whole transaction back, not just the savepoint.
        if (!in_transaction()) throw;
        failure = std::current_exception();
    }
    if (!kept) script("ROLLBACK TO part");
    script("RELEASE part");
    if (failure) std::rethrow_exception(failure);
    return kept;
}

int Database::try_script(char const* sql) noexcept {
    return sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
}

void Database::end_reading() noexcept {
    try {
        if (in_transaction()) run("ROLLBACK");
    } catch (StoreFailure const&) {
        try_script("ROLLBACK");
    }
}

bool Database::in_transaction() const { return sqlite3_get_autocommit(db_) == 0; }

std::int64_t Database::changes_so_far() const { return sqlite3_total_changes64(db_); }

std::int64_t Database::version_by_others() {
    Rows rows = query("PRAGMA data_version");
    return rows.step() ? rows.integer(0) : 0;
}

void Database::checkpoint_by_itself() { script("PRAGMA wal_autocheckpoint=1000"); }

int Database::checkpoint(Checkpoint mode, int* moved_pages) noexcept {
    int const how = mode == Checkpoint::truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
    int in_log = 0;
    int moved = 0;
    // Never wait for a reader: what could not be moved is moved next time.
    sqlite3_busy_timeout(db_, 0);
    int const code = sqlite3_wal_checkpoint_v2(db_, nullptr, how, &in_log, &moved);
    sqlite3_busy_timeout(db_, busy_timeout_ms);
    if (code == SQLITE_OK && in_log == moved) wal_pages_ = 0;
    if (code == SQLITE_OK && moved_pages != nullptr) *moved_pages = moved;
    return code;
}

void Database::limit_run_time(std::int64_t ms) {
    run_until_ms_ = ms == 0 ? 0 : steady_ms() + ms;
    sqlite3_progress_handler(db_, ms == 0 ? 0 : progress_every_ops, ms == 0 ? nullptr : progress, this);
}

int Database::progress(void* self) {
    return steady_ms() > static_cast<Database*>(self)->run_until_ms_ ? 1 : 0;
}

std::int64_t Database::rest() noexcept {
    std::int64_t const before = held_bytes();
    std::erase_if(cache_, [](auto const& entry) { return !entry.second->running(); });
    sqlite3_db_release_memory(db_);
    return before - held_bytes();
}

std::int64_t Database::held_bytes() const {
    std::int64_t sum = 0;
    for (int const of : {SQLITE_DBSTATUS_CACHE_USED, SQLITE_DBSTATUS_STMT_USED}) {
        int held = 0;
        int highest = 0;
        sqlite3_db_status(db_, of, &held, &highest, 0);
        sum += held;
    }
    return sum;
}

std::int64_t trim_memory(std::int64_t given_back) noexcept {
    constexpr std::int64_t worth_a_trim = 4 << 20;
    if (given_back < worth_a_trim) return given_back;
    ::malloc_trim(0);
    return 0;
}

std::string Database::last_error() const { return sqlite3_errmsg(db_); }

}  // namespace afterdesk::store::sqlite

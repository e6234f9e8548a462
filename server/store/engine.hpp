#pragma once
// What a database engine is to the store: connections that run SQL, and the way to write. Only those who may
// write SQL can include this: the compiler refuses it to everybody else.

#ifndef AFTERDESK_SPEAKS_SQL
#error "SQL is written in server/store/ only: add a function to one of its nouns"
#endif

#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "store/failure.hpp"
#include "store/text_index.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

/// Bytes that are not text (a hash).
struct Blob {
    std::string_view bytes;
};

/// A value bound to a statement. Promise: copied when bound, so it may be a temporary.
class Param {
  public:
    enum class Kind : unsigned char { null, integer, text, blob };

    Param(std::nullptr_t) {}
    Param(std::int64_t n) : kind_(Kind::integer), number_(n) {}
    Param(int n) : Param(static_cast<std::int64_t>(n)) {}
    Param(std::string_view text) : kind_(Kind::text), bytes_(text) {}
    Param(std::string const& text) : Param(std::string_view(text)) {}
    Param(char const* text) : Param(std::string_view(text)) {}
    Param(Blob blob) : kind_(Kind::blob), bytes_(blob.bytes) {}
    Param(std::optional<std::int64_t> n) {
        if (n) *this = Param(*n);
    }

    Kind kind() const { return kind_; }
    std::int64_t number() const { return number_; }
    std::string_view bytes() const { return bytes_; }

  private:
    Kind kind_ = Kind::null;
    std::int64_t number_ = 0;
    std::string_view bytes_;
};
inline std::optional<std::int64_t> ms_of(std::optional<Instant> const& at) {
    return at ? std::optional(at->ms) : std::nullopt;
}

/// Those of one statement. Units: they outlive the call.
class Params {
  public:
    Params() = default;
    Params(std::initializer_list<Param> list) : begin_(std::data(list)), size_(list.size()) {}
    Params(std::vector<Param> const& list) : begin_(list.data()), size_(list.size()) {}

    Param const* begin() const { return begin_; }
    Param const* end() const { return begin_ + size_; }
    std::size_t size() const { return size_; }

  private:
    Param const* begin_ = nullptr;
    std::size_t size_ = 0;
};

/// A running statement, as the engine has it.
class Cursor {
  public:
    virtual bool step() = 0;
    virtual std::int64_t integer(int column) const = 0;
    virtual std::string text(int column) const = 0;
    virtual bool is_null(int column) const = 0;
    /// Ends the statement; nobody uses the cursor afterwards.
    virtual void close() noexcept = 0;

  protected:
    ~Cursor() = default;
};

/// One row of an answer. Units: columns from 0.
class Row {
  public:
    std::int64_t integer(int column) const { return cursor_->integer(column); }
    int number(int column) const { return static_cast<int>(integer(column)); }
    std::optional<std::int64_t> optional_integer(int column) const {
        if (is_null(column)) return std::nullopt;
        return integer(column);
    }
    std::string text(int column) const { return cursor_->text(column); }
    bool is_null(int column) const { return cursor_->is_null(column); }

  protected:
    explicit Row(Cursor& cursor) : cursor_(&cursor) {}
    Row(Row const&) = default;
    Cursor* cursor_;
};

/// The rows of an answer, one by one: it is itself the row where it stands. Promise: the statement has ended
/// when it goes away.
class Rows : public Row {
  public:
    explicit Rows(Cursor& cursor) : Row(cursor) {}
    Rows(Rows&& other) noexcept : Row(other) { other.cursor_ = nullptr; }
    Rows& operator=(Rows&&) = delete;
    ~Rows() {
        if (cursor_ != nullptr) cursor_->close();
    }

    /// Goes to the next row; false at the end. Errors: StoreFailure.
    bool step() { return cursor_->step(); }
};

/// One connection. Used by one thread at a time.
class Connection {
  public:
    virtual ~Connection() = default;

    /// Starts a statement that gives rows. `sql` has $1, $2 … for the params.
    virtual Rows query(std::string_view sql, Params params = {}) = 0;
    /// Runs a statement to its end. Promise: the number of rows it changed.
    virtual int run(std::string_view sql, Params params = {}) = 0;
    /// Runs a script of statements without params (a migration).
    virtual void script(std::string const& sql) = 0;
    /// Runs a part of a transaction; undoes what it wrote when it returns false or throws. Promise: what it
    /// returned. Errors: what it threw; then the whole transaction may have been undone.
    virtual bool attempt(std::function<bool()> const& part) = 0;
    virtual TextIndex& texts() = 0;
    /// True: what is freed is overwritten at once, also in pages that are taken into use again meanwhile.
    virtual void zero_freed_pages(bool at_once) = 0;
    /// What the engine itself finds wrong: pages, types, foreign keys. Empty when all is well.
    virtual std::vector<std::string> damages() = 0;
};

/// What a snapshot is for.
enum class Lending : unsigned char {
    to_read,
    to_decide,  ///< something to write may come of it: a commit waits a moment for it
};

/// Where the rows lie: many snapshots to read from, and a way to write. What differs from engine to engine
/// stands behind this: how a transaction begins, what is retried, how a commit becomes durable.
class Engine {
  public:
    virtual ~Engine() = default;

    /// A connection that stands on one moment, until it is given back. Errors: StoreFailure.
    virtual std::unique_ptr<Connection> lend(Lending to) = 0;
    virtual void give_back(std::unique_ptr<Connection> connection, Lending to) noexcept = 0;

    /// The number of the newest commit. Promise: a snapshot taken afterwards holds it.
    virtual std::uint64_t moment() const = 0;
    /// Promise: when it returns, the operation is durable, or undone because it returned false. It may have
    /// been run more than once; only the last time counts. Errors: StoreFailure, `moved` when one of the
    /// books of `basis` (none: null) was changed after its moment; what the operation threw.
    virtual void write(Operation operation, Basis const* basis = nullptr) = 0;
    /// The same without waiting for others. Promise: `told` hears once, on any thread, also the caller's,
    /// whether the operation is durable; when it is not, nothing of it is left, whatever was in the way.
    virtual void write_soon(Operation operation, Basis basis, Told told) = 0;
    /// The same, without waiting for it; dropped when too much waits.
    virtual void post(Operation operation) = 0;
    virtual void on_commit(Listener listener) = 0;
    /// True when the last commit failed for lack of room, and so does another one, which is tried now.
    virtual bool refuses() = 0;
};

/// The connection of a transaction.
struct Sql {
    static Connection& of(ReadTx& tx) { return tx.connection_; }
};
inline Connection& sql(ReadTx& tx) { return Sql::of(tx); }

}  // namespace afterdesk::store

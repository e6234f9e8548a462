#pragma once
// The book of the simulated outside: what the channel paid, by refund number, and what the mall took back. It
// is kept in a file of its own, because it stands for other parties: it remembers what they did whatever
// happens to us.

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"

namespace afterdesk::store::sqlite {
class Database;
}

namespace afterdesk::outside::simulated {

/// Where a data folder has it.
inline std::string book_file(std::string const& data_dir) { return data_dir + "/channel.db"; }

class Book {
  public:
    explicit Book(std::string const& path);
    ~Book();

    struct Entry {
        std::string refund_no;
        Fen amount_fen = 0;
        int times_paid = 0;  ///< how often money really moved: 1
        // What its bills say besides; empty for what was paid before there were any.
        std::string payment_no{}, channel{};
        Instant at{};
    };
    std::optional<Entry> find(std::string_view refund_no);
    /// Pays, unless this number was paid already; durable when it returns. Promise: the entry as it is now.
    Entry pay(std::string_view refund_no, Fen amount_fen);
    Entry pay(Entry const& refund);
    std::vector<Entry> all();
    /// What the channel paid within the day.
    std::vector<Entry> paid_within(std::string_view channel, Instant from, Instant until);

    /// Entitlements that the mall took back.
    struct Reclaimed {
        std::string reclaim_no, body;
        int times_told = 0;  ///< it may be told again; only the first time counts
    };
    void take_back(std::string_view reclaim_no, std::string_view body);
    std::vector<Reclaimed> all_reclaimed();

    /// The book as it is when the demo begins: exactly this, each once. What stood there before was of a
    /// start that did not come to its end.
    void begin_with(std::vector<Entry> const& paid, std::vector<Reclaimed> const& reclaimed);

    /// Copies the book as it is at one moment.
    void copy_to(std::string const& path);

  private:
    std::optional<Entry> find_locked(std::string_view refund_no);
    void put_locked(Entry const& refund);
    /// All of it in one transaction. Errors: what it threw; then nothing of it is kept.
    void together(std::function<void()> const& write);

    std::mutex mutex_;
    std::unique_ptr<store::sqlite::Database> db_;
};

}  // namespace afterdesk::outside::simulated

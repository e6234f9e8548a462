#pragma once
// The book of the simulated payment channel: what it paid, by refund number. It is kept in a file of its own,
// because it stands for an outside party: it remembers what it did whatever happens to us.

#include <mutex>
#include <optional>
#include <string>

#include "base/money.hpp"
#include "store/database.hpp"

namespace afterdesk::store {

class ChannelBook {
  public:
    explicit ChannelBook(std::string const& path);

    struct Entry {
        std::string refund_no;
        Fen amount_fen = 0;
        int times_paid = 0;  ///< how often money really moved: 1
    };
    std::optional<Entry> find(std::string_view refund_no);
    /// Pays, unless this number was paid already; durable when it returns. Promise: the entry as it is now.
    Entry pay(std::string_view refund_no, Fen amount_fen);
    std::vector<Entry> all();

  private:
    std::optional<Entry> find_locked(std::string_view refund_no);

    std::mutex mutex_;
    Database db_;
};

}  // namespace afterdesk::store

#pragma once
// How long personal data is kept: what is over for so long is erased, a little at a time.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/erasure.hpp"
#include "service/worker.hpp"

namespace afterdesk {

/// A walk through everything that may be too old, which goes on where it stood. Units: for one thread.
class Retention {
  public:
    /// Units: `age`: since the last event of a ticket, and the last order of a buyer.
    Retention(store::Store& store, Duration age) : store_(store), age_(age) {}

    /// What may be erased of the next so many that are looked at: closed tickets first, then buyers with all
    /// that they have. Errors: StoreFailure.
    std::vector<ErasureAsked> look(Instant now, int limit);
    /// True when all were looked at; then it begins anew.
    bool at_end() const { return at_end_; }

  private:
    enum class Of : unsigned char { tickets, buyers };

    void look_at_tickets(store::ReadTx& tx, Instant now, int limit, std::vector<ErasureAsked>& out);
    void look_at_buyers(store::ReadTx& tx, Instant now, int limit, std::vector<ErasureAsked>& out);
    ErasureAsked asked(store::Erasable kind, std::string name, Instant now) const;
    void begin(Of what, TenantId tenant);

    store::Store& store_;
    Duration age_;
    bool at_end_ = true;
    Of of_ = Of::tickets;
    TenantId tenant_;
    std::optional<store::OldTicket> ticket_;
    BuyerId buyer_;
    PolicyCache policies_;
};

/// Once a day, on a thread of its own, a few at once, so that nobody waits for it; and at each look it goes
/// on with what an erasure has still to do, whoever began it: one of before this start, or a command.
class DailyRetention {
  public:
    /// Units: `age` 0 keeps everything; `now` is the desk's clock; `log` is told of failures.
    DailyRetention(store::Store& store, Duration age, std::function<Instant()> now,
                   std::function<void(std::string_view)> log);
    ~DailyRetention() { worker_.stop(); }
    DailyRetention(DailyRetention const&) = delete;
    DailyRetention& operator=(DailyRetention const&) = delete;

    void start();
    /// Finishes what was begun, and does a step of today's walk. Promise: true when there is more to do at
    /// once. Errors: StoreFailure.
    bool step();

  private:
    std::int64_t turn();
    void erase_all(std::vector<ErasureAsked> const& due);

    Retention walk_;
    store::Store& store_;
    Duration age_;
    std::function<Instant()> now_;
    std::function<void(std::string_view)> log_;
    std::int64_t day_ = -1;  ///< that was finished
    Worker worker_;
};

}  // namespace afterdesk

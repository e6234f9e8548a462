#pragma once
// Every day our refunds and the ledger are held against the bills of the payment channels. What differs is
// kept, and stops the day from being closed until somebody has said what it is. Comparing changes no books.

#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "outside/ports.hpp"
#include "service/caller.hpp"
#include "service/worker.hpp"
#include "store/bills.hpp"
#include "wire/bills_api.hpp"

namespace afterdesk {

struct Ground;
class BillComparison;

/// Which of a mall's refunds are wanted, by when they were settled.
struct RefundsWanted {
    Instant from, until;
    std::string after;  ///< a page's next_after
    int limit = 100;
    ShopId shop;  ///< empty: all
};

class Reconciliation {
  public:
    explicit Reconciliation(Ground& ground);
    ~Reconciliation();
    Reconciliation(Reconciliation const&) = delete;
    Reconciliation& operator=(Reconciliation const&) = delete;

    /// Works on a thread of its own: what people ask for at once, the days that are over every morning.
    /// `stop` waits for it.
    void start();
    void stop();
    /// The days that are due, once, on the caller's thread. Promise: how many were tried.
    int run_due();

    wire::ReconciliationView look(Caller const& caller);
    /// The day as it is. Errors: not_found.
    Result<wire::BillDayView, Mistakes> day(TenantId const& tenant, wire::ReconcileBody const& wanted);
    /// Whose bills are asked for: account numbers, "" first for the one of everybody.
    std::vector<std::string> accounts_of(PaymentChannel channel) const;
    /// The day that is meant. Errors: unknown_name, missing_key (account).
    Result<store::BillKey, Mistakes> key_of(TenantId const& tenant, wire::ReconcileBody const& wanted) const;
    /// Whether its channel can be asked for that day's bill. Errors: bad_characters (day);
    /// deadline_not_reached (day); not_found (channel); unknown_name, missing_key (account).
    Mistakes why_not(wire::ReconcileBody const& wanted);
    /// Asks the channel, on the thread that was started; else at once. Promise: `told` hears when it is done,
    /// or the program ends. Units: why_not was asked.
    void ask(Caller const& caller, wire::ReconcileBody const& wanted, std::function<void()> const& told);
    /// The same on the caller's thread. A bill that can not be had is a problem of the day.
    wire::BillDayView run(store::BillKey const& key);

    /// Compares a bill that somebody brings; of several accounts that have not said whose, the one whose
    /// number is in it. Errors: unknown_name (channel, account); missing_key (account); bad_characters (day);
    /// deadline_not_reached (day); differs_from_address (day, merchant); wrong_type (bill) for what
    /// is none; file_cut_short (bill); bad_characters (bill[17]: the line).
    Result<wire::BillDayView, Mistakes> take(TenantId const& tenant, wire::ReconcileBody const& wanted,
                                             outside::BillFile const& bill);
    /// The same, noted as an act of the caller's.
    Result<wire::BillDayView, Mistakes> take(Caller const& caller, wire::ReconcileBody const& wanted,
                                             outside::BillFile const& bill);

    /// For ever; the same again changes nothing. Errors: not_found; stale_version when it was settled
    /// otherwise.
    Result<wire::DifferenceView, Mistakes> settle(Caller const& caller, std::int64_t id,
                                                  wire::SettleBody const& body);

    /// In the order in which they were settled. Of one shop a page may be short, and go on all the same.
    /// Errors: bad_characters (after).
    Result<wire::HostRefundPage, Mistakes> refunds(TenantId const& tenant, RefundsWanted const& wanted);
    /// All of them as a table, piece by piece; an empty one is the end.
    std::function<std::string()> csv(TenantId const& tenant, RefundsWanted wanted);

  private:
    /// A day that somebody waits for.
    struct Asked {
        store::BillKey key;
        std::function<void()> told;
    };
    std::int64_t turn();
    bool try_run(store::BillKey const& key);
    /// False when there is none.
    bool leave_it_to_worker(store::BillKey const& key, std::function<void()> const& told);
    std::optional<Asked> next_asked();
    std::vector<store::BillKey> due_days();
    bool is_due(store::BillKey const& key, outside::BillDay const& day);
    outside::Payments* served(PaymentChannel channel, std::string_view account) const;
    Result<store::BillKey, Mistakes> key_of_bill(TenantId const& tenant, wire::ReconcileBody const& wanted,
                                                 outside::BillDay const& day,
                                                 outside::BillFile const& bill) const;
    std::string everybodys(PaymentChannel channel) const;
    Result<outside::BillDay, Mistakes> day_over(std::string_view text);
    Result<wire::BillDayView, outside::BillMistake> compare(store::BillRun run, outside::BillDay const& day,
                                                            outside::BillFile const* bill);
    Result<outside::BillTotals, outside::BillMistake> read_all(BillComparison& comparison,
                                                               outside::BillDay const& day,
                                                               store::BillRun const& run,
                                                               outside::BillFile const& bill);
    wire::BillDayView fail(store::BillKey const& key, outside::BillMistake const& why);

    Ground& ground_;
    std::mutex running_;  ///< one comparison at a time
    std::mutex mutex_;
    std::deque<Asked> asked_;
    bool started_ = false;
    Worker worker_;
};

}  // namespace afterdesk

#pragma once
// The API of reconciliation: a payment channel's bill of a day beside our refunds and the ledger, what they
// differ in, and who settled it how. The same conventions as in wire/api.hpp.
//
//   GET  /api/v1/platform/reconciliation                                  → 200 ReconciliationView
//   POST /api/v1/platform/reconciliation     {"channel","day","account"?}: asks the channel → 200 BillDayView
//   POST /api/v1/platform/bills              ?channel=&day=&account=, the file → 200 BillDayView
//   POST /api/v1/platform/differences/:id    {"way","note"}: for ever     → 200 DifferenceView
//   POST /api/v1/host/bills                  ?channel=&day=&account=, the file → 200 BillDayView
//   GET  /api/v1/host/refunds                ?settled_from=&settled_to=&after=&limit= → 200 HostRefundPage
//   GET  /api/v1/host/refunds.csv            the same as a table, all of it

#include <optional>
#include <string>
#include <vector>

#include "wire/api.hpp"
#include "wire/bill_problem.hpp"

namespace afterdesk::wire {

inline constexpr int max_bill_days = 60;  ///< that are listed
inline constexpr int max_listed_differences = 200;
inline constexpr int max_host_refunds = 500;  ///< of one page
inline constexpr int bill_day_chars = 10;

/// What a bill, our refunds and the ledger may differ in.
enum class DifferenceKind : std::uint8_t {
    missing_here,     ///< a refund with a number of ours that is not in our books
    missing_there,    ///< our books say that the channel paid it; no bill has it
    unknown_refund,   ///< neither its number nor its payment is known here
    external_refund,  ///< of a payment of ours, but by nobody here
    surplus,          ///< such a one, by which more goes back than came in
    amount,           ///< another amount
    state,            ///< paid there and not here, or the other way round
    duplicate,        ///< the bill has the number again
    paid_twice,       ///< the channel paid what our books paid another way
    payment,          ///< it went back to another payment
    day,              ///< paid on a day on which it can not have been
    currency,         ///< not in CNY
    fee,              ///< the channel kept something back for it
    ledger,           ///< our ledger does not say that it was paid
};
inline constexpr int difference_kinds = 14;

/// What somebody found out about a difference. It is noted; the books change by commands of tickets alone.
enum class SettleWay : std::uint8_t {
    explained,        ///< both are right, and it is known why
    corrected_here,   ///< our books were put right
    corrected_there,  ///< the channel puts its own right
    written_off,      ///< the money is gone, and booked so elsewhere
};

enum class BillDayState : std::uint8_t {
    open,       ///< not compared yet
    differing,  ///< there are differences to be settled
    closed,     ///< compared, and nothing is open
};

enum class BillOrigin : std::uint8_t { channel, upload };

/// A day of a channel.
struct BillDayView {
    PaymentChannel channel = PaymentChannel::wechat;
    std::string day;        ///< "2026-11-29", as China's clocks have it
    std::string account{};  ///< a merchant account's number; empty: the channel's one of everybody
    BillDayState state = BillDayState::open;
    int runs = 0;  ///< how often it was compared
    std::optional<std::int64_t> ran_at_ms;
    std::optional<BillOrigin> origin;  ///< of the bill that was compared last
    std::int64_t lines = 0, refunds = 0;
    Fen refunds_fen = 0;
    std::int64_t ours = 0;  ///< refunds of ours that the channel paid on that day
    Fen ours_fen = 0;
    int unsettled = 0, settled = 0;
    std::optional<BillProblem> problem;  ///< why the last try came to nothing
    std::string problem_detail;          ///< a line's number, or the channel's word
    std::optional<std::int64_t> closed_at_ms;
};

/// What somebody said that a difference is.
struct Settlement {
    SettleWay way = SettleWay::explained;
    std::string note, by, by_name;
    std::int64_t at_ms = 0;
};
struct DifferenceView {
    std::int64_t id = 0;
    PaymentChannel channel = PaymentChannel::wechat;
    std::string day, account{};
    DifferenceKind kind = DifferenceKind::missing_here;
    std::string refund_no, ticket_no, payment_no;
    std::optional<Fen> ours_fen, theirs_fen;
    std::string ours, theirs;  ///< what else they say: a state, a payment, a day
    std::int64_t found_at_ms = 0;
    std::optional<std::int64_t> gone_at_ms;  ///< a later run did not find it any more
    std::optional<Settlement> settled;
};

struct ReconciliationView {
    std::vector<PaymentChannel> served;       ///< those that are asked by themselves
    std::vector<BillDayView> days;            ///< the newest first
    std::vector<DifferenceView> differences;  ///< not settled; the oldest first
    std::vector<DifferenceView> settled;      ///< the newest first
    int unsettled = 0;                        ///< in all
};

struct ReconcileBody {
    PaymentChannel channel = PaymentChannel::wechat;
    std::string day;
    std::string account{};  ///< as of BillDayView
};
struct SettleBody {
    SettleWay way = SettleWay::explained;
    std::string note;
};

/// A refund as the books have it, for a host's own bookkeeping.
struct HostRefund {
    std::string refund_no, ticket_no, order_no, payment_id;
    PaymentChannel channel = PaymentChannel::wechat;
    Via via = Via::original;
    PartStatus status = PartStatus::succeeded;
    Fen amount_fen = 0;
    std::string failure;  ///< the channel's code
    std::int64_t started_at_ms = 0, settled_at_ms = 0;
};
struct HostRefundPage {
    std::vector<HostRefund> items;  ///< in the order in which they were settled
    std::string next_after;         ///< empty: there are no more
};

Value to_json(BillDayView const&);
Value to_json(DifferenceView const&);
Value to_json(ReconciliationView const&);
Value to_json(HostRefundPage const&);
Value to_json(ReconcileBody const&);
Value to_json(SettleBody const&);
Result<ReconcileBody, Mistakes> read_reconcile_body(Value const&);
/// Errors: must_not_be_empty for a note that says nothing.
Result<SettleBody, Mistakes> read_settle_body(Value const&);
Result<ReconciliationView, Mistakes> read_reconciliation(Value const&);
Result<BillDayView, Mistakes> read_bill_day(Value const&);
Result<DifferenceView, Mistakes> read_difference(Value const&);

}  // namespace afterdesk::wire

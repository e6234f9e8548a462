#pragma once
// A channel's bill of one day beside our refunds and the ledger. Nothing is changed by comparing.

#include <map>
#include <string>
#include <vector>

#include "outside/bill.hpp"
#include "service/number_set.hpp"
#include "store/bills.hpp"

namespace afterdesk {

/// At most so many differences are kept of one run; the day stays open until another one finds the others.
inline constexpr std::size_t max_differences = 10'000;
/// How far a channel's clock and ours may be apart around midnight.
inline constexpr Duration around_midnight = minutes(10);

/// Of one line. The strings are its own.
struct BillLine {
    std::string refund_no, transaction_id, out_trade_no, currency;
    outside::BillState state = outside::BillState::paid;
    Fen amount_fen = 0;
    std::int64_t charged = 0;
};
BillLine line_of(outside::BilledRefund const& refund);

/// The books beside single lines, and single refunds. Rule: issue of reconciliation, wire/bills_api.hpp.
class BillComparison {
  public:
    /// Units: `everybodys` is the number of the channel's account of everybody, where it has one.
    BillComparison(store::BillKey key, outside::BillDay day, std::string everybodys)
        : key_(std::move(key)), day_(std::move(day)), everybodys_(std::move(everybodys)) {}

    /// Each line once, in the order of the bill.
    void take(store::ReadTx& tx, BillLine const& line);
    /// Our refunds that the bill must have, behind a place; when it has none left, nothing. Units: after the
    /// last line.
    std::optional<store::SettledPlace> take_ours(store::ReadTx& tx, store::SettledPlace const& behind);
    /// Where our refunds begin.
    store::SettledPlace first_place() const;

    std::vector<wire::DifferenceView>& differences() { return differences_; }
    bool is_all() const { return is_all_; }
    std::int64_t ours() const { return ours_; }
    Fen ours_fen() const { return ours_fen_; }
    std::string seen() const { return seen_.text(); }

  private:
    void note(wire::DifferenceView difference);
    bool is_of_account(store::RefundRow const& ours) const;
    void take_stranger(store::ReadTx& tx, BillLine const& line);
    void take_known(store::ReadTx& tx, BillLine const& line, store::BookedRefund const& booked);
    void check_ours(store::ReadTx& tx, store::BookedRefund const& booked);
    bool is_missing_there(store::ReadTx& tx, store::BookedRefund const& booked);
    std::string const* seen_on(store::ReadTx& tx, outside::BillDay const& day);

    store::BillKey key_;
    outside::BillDay day_;
    std::string everybodys_;
    NumberSet seen_;
    std::map<std::string, int> again_;  ///< numbers that came more than once
    std::vector<wire::DifferenceView> differences_;
    bool is_all_ = true;
    std::int64_t ours_ = 0;
    Fen ours_fen_ = 0;
    std::string other_day_;  ///< of which the bill's numbers are at hand
    std::optional<std::string> other_seen_;
};

}  // namespace afterdesk

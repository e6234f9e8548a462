#pragma once
// WeChat Pay's trade bill. Rule: docs 4012085877 (trade bill), 4013081237: UTF-8 with a byte order mark, each
// cell behind a backtick, yuan with decimals, two lines of totals at the end.

#include "outside/bill.hpp"
#include "outside/bill_bytes.hpp"

namespace afterdesk::outside::wechat {

/// Whether a text that begins so is one.
bool begins_bill(std::string_view text);

/// Errors: see read_bill.
Result<BillTotals, BillMistake> read_bill_text(Bytes& text, BillWanted const& wanted,
                                               std::function<void(BilledRefund const&)> const& tell);

/// A refund as a bill tells it.
struct BillRow {
    std::string refund_no, payment_no;
    Fen amount_fen = 0;
    Instant at;
};
/// Such a bill, of refunds alone: what the simulated channel gives out.
class BillWriter {
  public:
    explicit BillWriter(std::string mchid) : mchid_(std::move(mchid)) {}
    static std::string head();
    std::string line(BillRow const& row);
    std::string foot() const;

  private:
    std::string mchid_;
    std::int64_t lines_ = 0;
    Fen refunded_fen_ = 0;
};

}  // namespace afterdesk::outside::wechat

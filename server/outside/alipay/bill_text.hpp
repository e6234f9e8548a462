#pragma once
// Alipay's bill of a day's trades. Rule: docs 02byvb (业务明细账单): GB18030, words behind "#" before and
// after the lines, cells that end with tabs, yuan with decimals, refunds below nought.

#include "outside/bill.hpp"
#include "outside/bill_bytes.hpp"

namespace afterdesk::outside::alipay {

/// Whether a text that begins so is in UTF-8, as whoever saved it anew may have had it.
bool is_utf8(std::string_view begin);

/// Units: UTF-8. Errors: see read_bill; unreadable for the summary beside it.
Result<BillTotals, BillMistake> read_bill_text(Bytes& text, BillWanted const& wanted,
                                               std::function<void(BilledRefund const&)> const& tell);

}  // namespace afterdesk::outside::alipay

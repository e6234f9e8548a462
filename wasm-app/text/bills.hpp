#pragma once
// Reconciliation: days of payment channels' bills, what differs from our books, and how that is settled.

#include "text/text.hpp"
#include "wire/bills_api.hpp"

namespace afterdesk::text {

struct DifferenceTexts {
    Text title, means, to_do;
};
DifferenceTexts const& texts_of(wire::DifferenceKind kind);
Text const& name(wire::SettleWay way);
Text const& name(wire::BillDayState state);
Text const& sentence(wire::BillProblem problem);

}  // namespace afterdesk::text

namespace afterdesk::t {

using text::Text;

inline constexpr Text bills_title{"对账", "Reconciliation"_en};
inline constexpr Text bills_note{
    "每天上午把支付渠道的账单与退款、账本核对；有差异的一天不能结账，直到有人处理。",
    "Each morning the channels' bills are held against our refunds and the ledger. A day that differs is "
    "not closed until somebody has settled it."_en};
inline constexpr Text bills_none{"还没有对过账。", "Nothing was compared yet."_en};
inline constexpr Text bills_ask{"获取账单并对账", "Get a bill and compare"_en};
inline constexpr Text bills_again{"重新对账", "Compare again"_en};
inline constexpr Text bills_day{"日期", "Day"_en};
inline constexpr Text bills_day_hint{"如 2026-11-29", "like 2026-11-29"_en};
inline constexpr Text bills_channel{"支付渠道", "Channel"_en};
inline constexpr Text bills_state{"状态", "State"_en};
inline constexpr Text bills_theirs{"渠道账单", "Their bill"_en};
inline constexpr Text bills_ours{"本地退款", "Our refunds"_en};
inline constexpr Text bills_refunds{"{0} 笔 ¥{1}", "{0}: ¥{1}"_en};
inline constexpr Text bills_open{"{0} 条待处理", "{0} open"_en};
inline constexpr Text bills_ran{"对账时间", "Compared at"_en};
inline constexpr Text bills_runs{"对账次数", "Compared so often"_en};
inline constexpr Text bills_problem{"问题", "Problem"_en};
inline constexpr Text bills_lines{"账单行数", "Lines of the bill"_en};
inline constexpr Text bills_settled_of{"已处理的差异", "Differences settled"_en};
inline constexpr Text bills_differences{"待处理的差异", "Open differences"_en};
inline constexpr Text bills_more{"还有 {0} 条未列出", "{0} more are not listed"_en};
inline constexpr Text bills_settle{"处理差异", "Settle"_en};
inline constexpr Text bills_settle_one{"处理：{0}", "Settle: {0}"_en};
inline constexpr Text bills_settle_note{
    "只记录结论，不改变账目；改账请在售后单上重试、登记线下退款。提交后不能修改。",
    "This is noted for ever and changes no books: those change on the ticket, by trying again or entering "
    "a payment by hand."_en};
inline constexpr Text bills_way{"结论", "What it is"_en};
inline constexpr Text bills_words{"说明", "Note"_en};
inline constexpr Text bills_words_hint{"依据、经手人、单号", "Why, by whom, which number"_en};
inline constexpr Text bills_done{"已处理", "Settled"_en};
inline constexpr Text bills_compared{"已对账", "Compared"_en};
inline constexpr Text bills_settled{"已处理", "Settled"_en};
inline constexpr Text bills_here{"本地", "Ours"_en};
inline constexpr Text bills_there{"渠道", "Theirs"_en};
inline constexpr Text bills_order{"订单 {0}", "Order {0}"_en};
inline constexpr Text bills_refund_no{"退款单号", "Refund number"_en};
inline constexpr Text bills_no_way{"没有接入支付渠道，请用接口或命令行上传账单。",
                                   "No channel is connected: bring bills by the API or the command line."_en};

}  // namespace afterdesk::t

#pragma once
// What staff alone read of a ticket and of parcels that come back.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text claim{"申请说明与凭证", "What was said and shown"_en};
inline constexpr Text failure_balance{"商户余额不足", "the merchant's balance is too low"_en};
inline constexpr Text failure_abnormal{"买家的卡收不了款", "the buyer's card does not take it"_en};
inline constexpr Text failure_key{"微信支付更换了密钥，买家的卡号要重新填写",
                                  "WeChat Pay's key changed, and the card must be entered anew"_en};
inline constexpr Text cmd_direct_refund{"指定退款去向", "Direct the refund"_en};
inline constexpr Text failure_returned{"款项退到了商户账户，买家没有收到",
                                       "the merchant's account took it, and the buyer has nothing"_en};
inline constexpr Text failure_account{"买家账户异常", "the buyer's account can not be paid"_en};
inline constexpr Text failure_unknown{"原因未知", "it did not say why"_en};
inline constexpr Text refunds_by_others{"商城或渠道后台已退的款", "Paid back by others"_en};
inline constexpr Text refund_by_others{"{0} · 不是本系统退的，已从可退金额中扣除",
                                       "{0} · not by us; taken off what can be refunded"_en};
inline constexpr Text mall_fields{"商城附加信息", "The mall's own notes"_en};
inline constexpr Text the_mall{"商城", "The mall"_en};
inline constexpr Text event_cancelled{"商城取消了订单", "The mall cancelled the order"_en};
inline constexpr Text signal_cancelled{
    "商城已于 {0} 取消这笔订单：钱可能已由商城退过。请先向商城核实，再决定是否退款。",
    "The mall cancelled this order at {0}, and may have paid it back. Ask the mall before you decide."_en};
inline constexpr Text signal_unsent{
    "商城说这些商品没有寄出（撤回了发货），而本单按已寄出处理。请先核实货在哪里。",
    "The mall says that these goods never left, while this ticket takes them for sent. Find out where they "
    "are first."_en};
inline constexpr Text staff_next_return{"等待买家寄回商品，超时将关闭。",
                                        "The buyer sends the goods back; it closes afterwards."_en};
inline constexpr Text staff_next_failed{
    "支付通道没有退成：{0}。请重试，或登记线下退款。",
    "The payment channel refused: {0}. Try again, or record a refund by hand."_en};
inline constexpr Text staff_next_rejected{
    "买家可以撤销后重新申请，或请平台介入；超时将关闭。",
    "The buyer may apply again or call the platform; it closes afterwards."_en};
inline constexpr Text back_at{"验收时间", "Accepted at"_en};
inline constexpr Text back_grade{"验货结果", "Inspection"_en};
inline constexpr Text tile_overdue{"请尽快处理", "Do these first"_en};
inline constexpr Text no_returns_wait{"没有等待收货的退货", "No return waits to be received"_en};
inline constexpr Text no_returns_note{
    "买家寄回并填写运单号后会出现在这里；包裹先到也可以直接扫描面单。",
    "Returns appear here once they are sent; a label can be scanned before, too."_en};

}  // namespace afterdesk::t

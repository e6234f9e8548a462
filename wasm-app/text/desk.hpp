#pragma once
// What staff alone read of a ticket and of parcels that come back.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text claim{"申请说明与凭证", "What was said and shown"_en};
inline constexpr Text failure_balance{"商户余额不足", "the merchant's balance is too low"_en};
inline constexpr Text failure_abnormal{"买家的卡收不了款", "the buyer's card does not take it"_en};
inline constexpr Text failure_returned{"款项退到了商户账户，买家没有收到",
                                       "the merchant's account took it, and the buyer has nothing"_en};
inline constexpr Text failure_account{"买家账户异常", "the buyer's account can not be paid"_en};
inline constexpr Text failure_unknown{"原因未知", "it did not say why"_en};
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

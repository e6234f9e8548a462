#pragma once
// Why a payment channel refused, for staff: its own code says little.

#include <string>
#include <string_view>

#include "text/text.hpp"

namespace afterdesk::text {

struct ChannelCode {
    std::string_view code;
    Text words;
};
/// Those that somebody can do something about. Rule: the error tables of WeChat Pay's and Alipay's refunds.
inline constexpr ChannelCode channel_codes[] = {
    {"NOT_ENOUGH", {"商户余额不足", "The account holds too little"_en}},
    {"ACQ.SELLER_BALANCE_NOT_ENOUGH", {"商户余额不足", "The account holds too little"_en}},
    {"USER_ACCOUNT_ABNORMAL", {"买家账户异常或已注销", "The buyer's account is closed or frozen"_en}},
    {"ABNORMAL", {"钱没能退到买家账户，需指定去向", "Not paid out: say where it goes"_en}},
    {"KEY_CHANGED", {"加密密钥已更换，需重新填写买家银行卡", "The key changed: enter the card anew"_en}},
    {"RETURNED_TO_MERCHANT", {"已退到商户账户，买家没有收到", "The merchant has it, the buyer nothing"_en}},
    {"ACQ.BUYER_NOT_EXIST", {"买家账户不存在", "The buyer's account is gone"_en}},
    {"ACQ.BUYER_ENABLE_STATUS_FORBID", {"买家账户被冻结", "The buyer's account is frozen"_en}},
    {"ORDER_NOT_EXIST", {"渠道没有这笔支付", "The channel does not know this payment"_en}},
    {"ACQ.TRADE_NOT_EXIST", {"渠道没有这笔支付", "The channel does not know this payment"_en}},
    {"ORDER_CLOSED", {"支付已关闭", "The payment is closed"_en}},
    {"ACQ.TRADE_HAS_FINISHED", {"已过退款期限", "Too late for a refund"_en}},
    {"NO_AUTH", {"商户没有退款权限", "The account may not refund"_en}},
};

/// "商户余额不足 · NOT_ENOUGH"; what is not known as it is.
inline std::string channel_code_text(Language language, std::string const& code) {
    for (ChannelCode const& known : channel_codes) {
        if (known.code == code) return std::string(in(language, known.words)) + " · " + code;
    }
    return code;
}

}  // namespace afterdesk::text

#pragma once
// Where a refund goes that WeChat Pay took on and could not pay out: the dialog's words.

#include "text/text.hpp"
#include "wire/abnormal_api.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text abnormal_title{"指定退款去向", "Direct the refund"_en};
inline constexpr Text abnormal_happened{
    "微信支付已受理这笔退款，但钱没能退回买家原来付款的账户（银行卡已注销、被冻结或不能收款）。"
    "钱还没有退给任何人，要由商户指定去向。",
    "WeChat Pay took this refund on but could not pay it out: the card or account that the buyer paid with "
    "is "
    "closed, frozen or takes nothing. Nobody has the money yet; the merchant says where it goes."_en};
inline constexpr Text abnormal_key_changed{
    "上次填写的卡号没有送达：微信支付更换了加密密钥，用旧密钥加密的内容谁也读不出。请向买家再次确认并重新填写"
    "。",
    "The card did not reach WeChat Pay: its key was changed meanwhile, and nobody can read what was sealed "
    "with the old one. Ask the buyer again and enter it anew."_en};
inline constexpr Text abnormal_refused{
    "微信支付没有接受上次指定的去向（{0}）。请核对后重新指定，或改退到商户账户。",
    "WeChat Pay did not take what was said last ({0}). Check it and say it again, or choose the merchant's "
    "account."_en};
inline constexpr Text abnormal_which{"哪一笔退款", "Which refund"_en};
inline constexpr Text abnormal_refund_no{"退款单号", "Refund number"_en};
inline constexpr Text abnormal_amount{"退款金额", "Refund"_en};
inline constexpr Text abnormal_reason{"渠道返回", "What the channel says"_en};
inline constexpr Text abnormal_target{"退到哪里", "Where it goes"_en};
inline constexpr Text abnormal_to_buyer{"买家的银行卡", "The buyer's bank card"_en};
inline constexpr Text abnormal_to_buyer_note{"需要买家提供一张储蓄卡的开户银行、卡号和姓名。",
                                             "The buyer names the bank, the number and the holder of a debit "
                                             "card."_en};
inline constexpr Text abnormal_to_merchant{"商户的结算账户", "The merchant's settlement account"_en};
inline constexpr Text abnormal_to_merchant_note{"买家不会因此收到钱，之后要用别的方式退给他。",
                                                "This pays the buyer nothing: he is paid another way "
                                                "afterwards."_en};
inline constexpr Text abnormal_bank{"开户银行", "Bank"_en};
inline constexpr Text abnormal_account{"卡号", "Card number"_en};
inline constexpr Text abnormal_account_hint{"12 到 19 位数字。提交时即加密，不保存，也不再显示。",
                                            "12 to 19 digits. Sealed as it is sent, not kept, never shown "
                                            "again."_en};
inline constexpr Text abnormal_account_wrong{"卡号应为 12 到 19 位数字",
                                             "A card number has 12 to 19 digits"_en};
inline constexpr Text abnormal_name{"持卡人姓名", "Card holder"_en};
inline constexpr Text abnormal_name_hint{"与开户姓名完全一致，否则银行会退回。",
                                         "Exactly as the bank has it, or the bank sends it back."_en};
inline constexpr Text abnormal_means{"对买家意味着什么", "What it means for the buyer"_en};
inline constexpr Text abnormal_buyer_gets{
    "买家的卡会收到 {0}，一般需要 1 到 3 个工作日。",
    "The card receives {0}, mostly within one to three working days."_en};
inline constexpr Text abnormal_buyer_wrong{
    "银行退回时，售后单再次显示退款失败，可以重新指定。",
    "If the bank sends it back, the ticket says so, and you can say it "
    "anew."_en};
inline constexpr Text abnormal_merchant_gets{"{0} 回到商户账户，买家暂时收不到钱。",
                                             "{0} returns to the merchant; the buyer has nothing yet."_en};
inline constexpr Text abnormal_merchant_then{
    "到账后售后单仍显示退款失败：请改退到余额，或付款后登记线下退款。",
    "Once it is there the ticket still says that the refund failed: pay it to the balance, or pay by hand "
    "and "
    "record it."_en};
inline constexpr Text abnormal_others{"本单其他失败的退款会同时重试。",
                                      "The ticket's other failed refunds are tried again, too."_en};
inline constexpr Text abnormal_sent{"已交给微信支付处理，结果会显示在售后单上",
                                    "WeChat Pay has it; the ticket will say what becomes of it"_en};
inline constexpr Text abnormal_none{"没有等待指定去向的退款", "No refund waits to be told where it goes"_en};
inline constexpr Text abnormal_none_note{"可能已经处理过。请在售后单上查看每笔退款的状态。",
                                         "Somebody may have seen to it. The ticket tells how each refund "
                                         "stands."_en};
inline constexpr Text abnormal_unknown{
    "微信支付已不再把这笔退款标为异常，或这里没有接入它的微信支付。请在售后单上查看最新状态。",
    "WeChat Pay does not call this refund abnormal any more, or is not connected here. See how it stands on "
    "the ticket."_en};
inline constexpr Text abnormal_no_key{
    "现在没有可用的微信支付公钥，卡号无法加密，什么也没有保存。请稍后再试；仍不行请让运维运行 afterdesk "
    "doctor。",
    "There is no valid key of WeChat Pay to seal the card with; nothing was kept. Try again later; if it "
    "goes "
    "on, whoever runs the server should run afterdesk doctor."_en};
inline constexpr Text abnormal_ticket{"返回售后单", "Back to the ticket"_en};

/// In the order of wire::DebitBank.
inline constexpr Text debit_banks[] = {
    {"招商银行", "China Merchants Bank"_en},
    {"交通银行", "Bank of Communications"_en},
    {"农业银行", "Agricultural Bank of China"_en},
    {"建设银行", "China Construction Bank"_en},
    {"工商银行", "ICBC"_en},
    {"中国银行", "Bank of China"_en},
    {"平安银行", "Ping An Bank"_en},
    {"浦发银行", "SPD Bank"_en},
    {"中信银行", "China CITIC Bank"_en},
    {"光大银行", "China Everbright Bank"_en},
    {"民生银行", "China Minsheng Bank"_en},
    {"兴业银行", "Industrial Bank"_en},
    {"广发银行", "China Guangfa Bank"_en},
    {"邮储银行", "Postal Savings Bank of China"_en},
    {"宁波银行", "Bank of Ningbo"_en},
};
static_assert(std::size(debit_banks) == static_cast<std::size_t>(wire::DebitBank::nbcb) + 1);

}  // namespace afterdesk::t

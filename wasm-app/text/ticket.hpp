#pragma once
// What a ticket says to its buyer: what is to be done now, by when, what happens then, and what comes after.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// What is to be done now
inline constexpr Text now_review{"请等商家处理", "Wait for the merchant's answer"_en};
inline constexpr Text now_being_sent{"商家正在发货，退款暂缓",
                                     "The shop is sending it, so the refund waits"_en};
inline constexpr Text then_not_sent{"到期未发出将自动退款", "then it is refunded, unless it was sent"_en};
inline constexpr Text after_being_sent{
    "若已发出：本申请关闭，收货后可再申请",
    "If it is sent: this closes, and you may ask again once it arrives"_en};
inline constexpr Text now_counter{"请等商家回复您的还价",
                                  "Wait for the merchant's answer to your proposal"_en};
inline constexpr Text now_offer{"请回复商家的协商", "Answer the merchant's offer"_en};
inline constexpr Text now_intercept{"商家正在拦截包裹", "The merchant is having the parcel stopped"_en};
inline constexpr Text now_return{"请寄回商品，并填写运单号",
                                 "Send the goods back and enter the tracking number"_en};
inline constexpr Text now_no_address{"请等商家提供退货地址", "Wait for the merchant's return address"_en};
inline constexpr Text now_receipt{"请等商家确认收货", "Wait for the merchant to receive the parcel"_en};
inline constexpr Text now_inspect{"商家正在验货", "The merchant is inspecting the goods"_en};
inline constexpr Text now_refund{"款项正在原路退回", "The money is on its way back"_en};
inline constexpr Text now_refund_failed{"退款没有成功，工作人员会重试",
                                        "The refund did not go through; staff will try again"_en};
inline constexpr Text now_difference{"请在商城支付差价 {0}", "Pay the difference of {0} in the mall"_en};
inline constexpr Text now_reship{"请等商家寄出商品", "Wait for the merchant to send the goods"_en};
inline constexpr Text now_late{"商家没有按时寄出商品", "The merchant did not send the goods in time"_en};
inline constexpr Text now_confirm{"收到商品后请确认收货", "Confirm when the goods have come"_en};
inline constexpr Text now_send_back{"请等商家把商品寄回给您",
                                    "Wait for the merchant to send the goods back"_en};
inline constexpr Text now_rejected{"补充凭证后，商家会重新处理",
                                   "With more proof the merchant looks again"_en};
inline constexpr Text now_rejected_last{"可以申请平台介入", "You may call the platform in"_en};
inline constexpr Text now_refunded{"退款已完成", "The refund is complete"_en};
inline constexpr Text now_completed{"售后已完成", "This request is complete"_en};
inline constexpr Text now_closed{"本售后单已关闭", "This request is closed"_en};
inline constexpr Text now_evidence_round{"平台要求举证，请补充凭证", "The platform asks you for proof"_en};
inline constexpr Text now_arbitration{"请等平台裁决", "Wait for the platform's decision"_en};
inline constexpr Text now_frozen{"平台已暂停计时，请等待",
                                 "The platform has stopped the clock; please wait"_en};

// What happens when the time is over
inline constexpr Text then_line{"，{0}", "; {0}"_en};
inline constexpr Text then_agreed{"到期未处理将自动同意", "then it is approved by itself"_en};
inline constexpr Text then_offer{"到期协商失效，由商家继续处理",
                                 "then the offer lapses and the merchant goes on"_en};
inline constexpr Text then_not_stopped{"到期按没有拦截到处理", "then it counts as not stopped"_en};
inline constexpr Text then_closed{"过期将关闭", "then this is closed"_en};
inline constexpr Text then_address{"到期未提供，将使用店铺的默认地址",
                                   "then the shop's usual address is used"_en};
inline constexpr Text then_received{"到期视为已收货", "then it counts as received"_en};
inline constexpr Text then_fine{"到期视为验货合格", "then the goods count as in order"_en};
inline constexpr Text then_refund{"过期将转为退款", "then it becomes a refund"_en};
inline constexpr Text then_reminded{"到期未寄出将提醒商家", "then the merchant is reminded"_en};
inline constexpr Text then_platform{"到期将由平台介入", "then the platform steps in"_en};
inline constexpr Text then_confirmed{"到期自动确认收货", "then it counts as confirmed"_en};
inline constexpr Text then_verdict{"到期后平台按已有凭证裁决", "then the platform decides on what it has"_en};

// What comes after
inline constexpr Text after_agree_return{"之后：商家同意，您寄回商品，商家收到后退款 {0}",
                                         "Next: approved, you send the goods back, then {0} is refunded"_en};
inline constexpr Text after_agree_exchange{
    "之后：商家同意，您寄回商品，商家寄出新的商品",
    "Next: approved, you send the goods back, the merchant sends others"_en};
inline constexpr Text after_agree_refund{"之后：商家同意，退款 {0}",
                                         "Next: approved, then {0} is refunded"_en};
inline constexpr Text after_agree_send{"之后：商家同意，寄出商品",
                                       "Next: approved, then the goods are sent"_en};
inline constexpr Text after_offer{"接受即按新的金额处理；不接受或还价，由商家继续处理",
                                  "Accepted, it goes on with the new amount; else the merchant goes on"_en};
inline constexpr Text after_intercept{
    "之后：拦截成功即退款 {0}；没有拦截到，请拒收或寄回",
    "Next: stopped, {0} is refunded; if not, refuse the parcel or return it"_en};
inline constexpr Text after_recall{
    "之后：拦截成功即完成；没有拦截到，请拒收或寄回",
    "Next: stopped, this is complete; if not, refuse the parcel or return it"_en};
inline constexpr Text after_refund{"之后：退款 {0}", "Next: {0} is refunded"_en};
inline constexpr Text after_return_refund{"之后：商家收到后退款 {0}",
                                          "Next: received, then {0} is refunded"_en};
inline constexpr Text after_return_send{"之后：商家收到后寄出商品",
                                        "Next: received, then the goods are sent"_en};
inline constexpr Text after_send{"之后：商家寄出商品，您确认收货",
                                 "Next: the goods are sent, you confirm them"_en};
inline constexpr Text after_address{"之后：您寄回商品", "Next: you send the goods back"_en};
inline constexpr Text after_refunding{
    "到账时间以支付渠道为准，不需要您操作",
    "The channel decides when it arrives; there is nothing for you to do"_en};
inline constexpr Text after_failed{"不需要您操作，也不会多退或少退",
                                   "There is nothing for you to do; the amount stays as it is"_en};
inline constexpr Text after_late{"不想再等，可以申请平台介入", "You need not wait: call the platform in"_en};
inline constexpr Text after_confirm{
    "确认后售后完成；商品有问题，请先申请平台介入",
    "Confirmed, this is complete. If something is wrong call the platform first"_en};
inline constexpr Text after_confirm_refund{"确认后退还差价 {0}；商品有问题，请先申请平台介入",
                                           "Confirmed, the difference of {0} is paid back. If something is "
                                           "wrong call the platform first"_en};
inline constexpr Text after_send_back{"不认可验货结果，可以申请平台介入",
                                      "If the inspection is wrong you may call the platform in"_en};
inline constexpr Text after_rejected{"不认可商家的理由，可以申请平台介入",
                                     "If the merchant's reason is wrong you may call the platform in"_en};
inline constexpr Text after_arbitration{"裁决前计时停止，可以随时补充凭证；裁决会自动执行",
                                        "The clock stands still, and you may add proof at any time. The "
                                        "decision is carried out by itself"_en};
inline constexpr Text next_appeal{"已申诉，由平台另一位工作人员作最终裁决",
                                  "Appealed: somebody else of the platform decides for good"_en};
inline constexpr Text after_verdict{"不认可裁决，{0} 前可以申诉一次",
                                    "If the decision is wrong you may appeal once, until {0}"_en};
inline constexpr Text after_closed{"仍需售后，可以在订单中重新申请",
                                   "If you still need help apply again from the order"_en};

// Commands
inline constexpr Text cmd_modify{"修改申请", "Change the request"_en};
inline constexpr Text cmd_modify_left{"修改申请（还可改 {0} 次）", "Change the request ({0} left)"_en};
inline constexpr Text cmd_counter{"还价", "Counter-offer"_en};
inline constexpr Text cmd_confirm{"确认收货", "Confirm receipt"_en};
inline constexpr Text cmd_evidence{"补充凭证", "Add proof"_en};
inline constexpr Text cmd_escalate{"申请平台介入", "Call the platform in"_en};
inline constexpr Text cmd_appeal{"申诉", "Appeal"_en};
inline constexpr Text cmd_rate{"评价售后", "Rate this"_en};

// Their dialogs
inline constexpr Text withdraw_left{
    "撤销后可以重新申请，这些商品还可申请 {0} 次。确定撤销吗？",
    "You may apply again afterwards, {0} more times for these goods. Withdraw "
    "now?"_en};
inline constexpr Text withdraw_last{"撤销后这些商品不能再申请售后。确定撤销吗？",
                                    "You can not apply again for these goods. Withdraw now?"_en};
inline constexpr Text counter_label{"希望退款（元）", "Refund that you ask for (yuan)"_en};
inline constexpr Text counter_hint{"最多 {0}", "At most {0}"_en};
inline constexpr Text counter_note{"商家接受后按您的金额处理；不接受，可以再协商。",
                                   "If the merchant accepts it goes on with your amount."_en};
inline constexpr Text words_for_merchant{"给商家的说明", "Explanation for the merchant"_en};
inline constexpr Text words_for_platform{"给平台的说明", "Explanation for the platform"_en};
inline constexpr Text words_for_proof{"凭证说明", "What it shows"_en};
inline constexpr Text proof_hint{"凭证或说明至少一样，最多 {0} 份凭证",
                                 "At least a photo or some words; up to {0} files"_en};
inline constexpr Text proof_note{"双方和平台都能看到。", "Both sides and the platform see it."_en};
inline constexpr Text proof_note_rejected{
    "补充照片后，商家会重新审核（算一次修改）。",
    "With a photo the merchant reviews again; it counts as a change."_en};
inline constexpr Text escalate_note{
    "平台会查看双方的凭证后裁决，结果自动执行，双方都要遵守。裁决前计时停止，不能再修改或协商。",
    "The platform looks at both sides' proof and decides; its decision is carried out by itself and binds "
    "both. "
    "Until then the clock stands still, and nothing can be changed or offered."_en};
inline constexpr Text appeal_note{
    "每个裁决只能申诉一次，由平台另一位工作人员重新裁决，结果为最终裁决。裁决前计时停止。",
    "There is one appeal. Somebody else of the platform decides, and that is final. Until then the clock "
    "stands still."_en};
inline constexpr Text confirm_note{
    "请确认商品已收到且没有问题，确认后本次售后完成。",
    "Please confirm that the goods came and are fine; this is then complete."_en};
inline constexpr Text confirm_note_back{"请确认寄回的商品已收到，确认后本售后单结束。",
                                        "Please confirm that the goods came back; this is then over."_en};
inline constexpr Text stars_label{"满意程度", "Your rating"_en};
inline constexpr Text stars_5{"5 星 · 非常满意", "5 stars · very good"_en};
inline constexpr Text stars_4{"4 星 · 满意", "4 stars · good"_en};
inline constexpr Text stars_3{"3 星 · 一般", "3 stars · fair"_en};
inline constexpr Text stars_2{"2 星 · 不满意", "2 stars · poor"_en};
inline constexpr Text stars_1{"1 星 · 非常不满意", "1 star · very poor"_en};
inline constexpr Text rate_words{"说说感受", "In your words"_en};

// What is shown of it
inline constexpr Text offer_difference{"相差", "Difference"_en};
inline constexpr Text offer_type{"改为", "It becomes"_en};
inline constexpr Text offer_keeps{"商品不用寄回", "You keep the goods"_en};
inline constexpr Text counter_title{"买家还价", "The buyer's proposal"_en};
inline constexpr Text counter_amount{"希望退款 {0}（原 {1}）", "Asks for {0} instead of {1}"_en};
inline constexpr Text buyer_says{"买家说明", "The buyer writes"_en};
inline constexpr Text parcel_sent_at{"寄出时间", "Sent at"_en};
inline constexpr Text parcel_signed_at{"签收时间", "Signed for at"_en};
inline constexpr Text parcel_under_way{"运输中", "On the way"_en};
inline constexpr Text evidence_of{"{0}的凭证", "Proof of: {0}"_en};
inline constexpr Text arbitration{"平台介入", "The platform"_en};
inline constexpr Text called_by{"发起方", "Called in by"_en};
inline constexpr Text called_words{"申请说明", "What was written"_en};
inline constexpr Text asked_words{"平台要求", "The platform asks"_en};
inline constexpr Text verdict{"裁决", "Decision"_en};
inline constexpr Text verdict_first{"首次裁决", "First decision"_en};
inline constexpr Text verdict_final{"最终裁决", "Final decision"_en};
inline constexpr Text appealed_by{"申诉方", "Appeal by"_en};
inline constexpr Text appeal_words{"申诉说明", "Why"_en};
inline constexpr Text inspection{"验货结果", "Inspection"_en};
inline constexpr Text inspected_pieces{"合格 {0} 件，不合格 {1} 件", "{0} accepted, {1} refused"_en};
inline constexpr Text inspected_grades{"可售 {0} 件，次品 {1} 件，报废 {2} 件",
                                       "{0} resaleable, {1} seconds, {2} scrap"_en};
inline constexpr Text verdict_words{"裁决说明", "The platform writes"_en};
inline constexpr Text verdict_returns{"商品需要寄回", "The goods have to be sent back"_en};
inline constexpr Text rated{"我的评价", "Rating"_en};
inline constexpr Text rated_stars{"{0} 星", "{0} of 5"_en};
inline constexpr Text recall_under_way{"售后单 {0} 正在追回这些商品",
                                       "Ticket {0} is having these back already"_en};

}  // namespace afterdesk::t

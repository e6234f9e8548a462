#pragma once
// What happened to a ticket, and why: one sentence for each event and each cause.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// History sentences ({0} is who)
inline constexpr Text who_buyer{"买家", "Buyer"_en};
inline constexpr Text who_merchant{"商家", "Merchant"_en};
inline constexpr Text who_platform{"平台", "Platform"_en};
inline constexpr Text who_system{"系统", "System"_en};
inline constexpr Text words_erased{"已按要求删除", "Erased on request"_en};
inline constexpr Text event_asked{"提交申请", "Applied"_en};
inline constexpr Text event_changed{"修改申请", "Changed the request"_en};
inline constexpr Text event_applied{"提交申请，退款 {0}", "Applied for {0}"_en};
inline constexpr Text event_withdrawn{"撤销申请", "Withdrew the request"_en};
inline constexpr Text event_agreed{"同意申请", "Approved"_en};
inline constexpr Text event_rejected{"拒绝：{0}", "Rejected: {0}"_en};
inline constexpr Text event_offer_made{"提出退款 {0}", "Offered {0}"_en};
inline constexpr Text event_offer_accepted{"接受协商", "Accepted the offer"_en};
inline constexpr Text event_offer_declined{"未接受协商", "Declined the offer"_en};
inline constexpr Text event_shipped_back{"寄回商品：{0} {1}", "Sent back: {0} {1}"_en};
inline constexpr Text event_received{"确认收货", "Received the goods"_en};
inline constexpr Text event_refund_started{"发起退款", "Refund started"_en};
inline constexpr Text event_part_succeeded{"退款成功 {0}", "Refunded {0}"_en};
inline constexpr Text event_part_failed{"退款失败 {0}", "Refund failed {0}"_en};
inline constexpr Text event_refund_retried{"重试退款", "Retried the refund"_en};
inline constexpr Text event_completed{"售后完成", "Completed"_en};
inline constexpr Text event_closed{"售后关闭", "Closed"_en};
inline constexpr Text event_modified{"修改申请，退款 {0}", "Changed the request to {0}"_en};
inline constexpr Text event_auto_agreed{"自动审核规则 {0} 同意", "Approved by the automatic rule {0}"_en};
inline constexpr Text event_auto_queued{"自动审核规则 {0} 转入队列 {1}", "Routed by the rule {0} to {1}"_en};
inline constexpr Text event_first_approval{"一审同意，等待复核",
                                           "First approval; a second person has to confirm"_en};
inline constexpr Text event_offer_countered{"还价：退款 {0}", "Proposed {0} instead"_en};
inline constexpr Text event_intercepting{"申请拦截包裹", "Asked the courier to stop the parcel"_en};
inline constexpr Text event_intercepted{"拦截成功", "The parcel was stopped"_en};
inline constexpr Text event_not_intercepted{"未能拦截，请拒收或寄回商品",
                                            "Not stopped: refuse the parcel or send it back"_en};
inline constexpr Text event_parcel_back_signed{"退回包裹已签收", "The returned parcel was signed for"_en};
inline constexpr Text event_parcel_out_signed{"包裹已签收", "The parcel was signed for"_en};
inline constexpr Text event_received_to_inspect{"收到商品，开始验货",
                                                "Received the goods; inspection begins"_en};
inline constexpr Text event_inspected{"验货：合格 {0} 件，不合格 {1} 件",
                                      "Inspected: {0} accepted, {1} refused"_en};
inline constexpr Text event_requoted{"变更为{0}，退款 {1}", "Now: {0}, {1}"_en};
inline constexpr Text event_stock_reserved{"已锁定换货库存", "Stock is reserved for the exchange"_en};
inline constexpr Text event_difference_paid{"补差价 {0}", "Paid the difference of {0}"_en};
inline constexpr Text event_reshipped{"寄出商品：{0} {1}", "Sent: {0} {1}"_en};
inline constexpr Text event_reclaimed{"收回未使用的权益", "Unused entitlements were taken back"_en};
inline constexpr Text event_retried_to_balance{"改退到账户余额",
                                               "Refunded to the account balance instead"_en};
inline constexpr Text event_paid_offline{"线下退款 {0}，已上传凭证",
                                         "Refunded {0} outside of the system, with proof"_en};
inline constexpr Text event_paid_twice{"通道重复退款，请追回",
                                       "The channel paid a second time: get it back"_en};
inline constexpr Text event_evidence_added{"补充凭证", "Added evidence"_en};
inline constexpr Text event_stepped_in{"平台介入", "The platform stepped in"_en};
inline constexpr Text event_escalated{"申请平台介入", "Called the platform in"_en};
inline constexpr Text event_appealed{"对裁决申诉", "Appealed against the decision"_en};
inline constexpr Text event_held{"商家正在发货，退款暂缓", "Being sent: the refund waits"_en};
inline constexpr Text event_evidence_asked{"平台要求举证", "The platform asked for evidence"_en};
inline constexpr Text event_evidence_over{"举证结束", "The time for evidence is over"_en};
inline constexpr Text event_verdict{"平台裁决：{0}", "Verdict: {0}"_en};
inline constexpr Text event_sending_back{"商品将寄回买家", "The goods go back to the buyer"_en};
inline constexpr Text event_reminded{"提醒商家尽快发货", "The merchant was reminded to send the goods"_en};
inline constexpr Text event_frozen{"暂停计时", "The time limit stands still"_en};
inline constexpr Text event_resumed{"恢复计时", "The time limit runs again"_en};
inline constexpr Text event_deadline_extended{"延长对方的处理时间 {0} 小时",
                                              "Gave the other side {0} more hours"_en};
inline constexpr Text event_strays_noted{"已退款后又发货或使用：{0} 件",
                                         "Shipped or used although refunded: {0}"_en};
inline constexpr Text event_strays_gone{"已退款的商品不再在途",
                                        "Nothing is out after its refund any more"_en};
inline constexpr Text event_strays_settled{"不再追回：{0}", "Let go: {0}"_en};
inline constexpr Text event_rated{"评价：{0} 星", "Rated: {0} of 5"_en};

// Causes
inline constexpr Text cause_unshipped_is_automatic{"未发货自动同意", "Not shipped: approved at once"_en};
inline constexpr Text cause_virtual_is_automatic{"虚拟商品自动同意", "Not used: approved at once"_en};
inline constexpr Text cause_auto_rule{"自动审核同意", "Approved by an automatic rule"_en};
inline constexpr Text cause_opened_by_staff{"客服代买家发起", "Opened by staff for the buyer"_en};
inline constexpr Text cause_merchant_timeout{"商家超时未处理，自动同意",
                                             "The merchant did not answer in time: approved"_en};
inline constexpr Text cause_offer_timeout{"协商超时失效", "The offer lapsed"_en};
inline constexpr Text cause_intercept_timeout{"拦截结果超时", "No answer about the parcel in time"_en};
inline constexpr Text cause_return_timeout{"买家超时未退货，关闭", "Not sent back in time: closed"_en};
inline constexpr Text cause_receipt_timeout{"商家超时未确认，视为收货",
                                            "Not confirmed in time: counted as received"_en};
inline constexpr Text cause_inspect_timeout{"验货超时，视为合格",
                                            "Not inspected in time: counted as in order"_en};
inline constexpr Text cause_reship_timeout{"商家超时未发货", "The merchant did not send in time"_en};
inline constexpr Text cause_send_back_timeout{"商家超时未寄回", "The merchant did not send back in time"_en};
inline constexpr Text cause_buyer_receipt_timeout{"买家超时未确认，自动完成",
                                                  "Not confirmed in time: completed"_en};
inline constexpr Text cause_difference_timeout{"买家未补差价，转为退款",
                                               "The difference was not paid: refunded instead"_en};
inline constexpr Text cause_appeal_timeout{"买家未申诉，关闭", "Not appealed in time: closed"_en};
inline constexpr Text cause_withdrawn{"买家撤销", "Withdrawn by the buyer"_en};
inline constexpr Text cause_shipped_meanwhile{"商家已发货，关闭", "Shipped meanwhile: closed"_en};
inline constexpr Text cause_used_meanwhile{"权益已被使用", "Used meanwhile"_en};
inline constexpr Text cause_out_of_stock{"缺货，转为退款", "Out of stock: refunded instead"_en};
inline constexpr Text cause_irreparable{"无法维修，转为退款", "Can not be repaired: refunded instead"_en};
inline constexpr Text cause_inspection_refused{"验货不通过", "Refused by inspection"_en};
inline constexpr Text cause_verdict{"按平台裁决执行", "As the platform decided"_en};
inline constexpr Text cause_closed_by_platform{"平台关闭", "Closed by the platform"_en};
inline constexpr Text cause_refunded_outside{"已在别处退款", "Refunded elsewhere"_en};

// Outcomes of a verdict
inline constexpr Text outcome_refund_all{"全额退款", "refund in full"_en};
inline constexpr Text outcome_refund_part{"部分退款 {0}", "refund of {0}"_en};
inline constexpr Text outcome_refund_none{"不予退款", "no refund"_en};
inline constexpr Text outcome_exchange{"换货", "exchange"_en};

}  // namespace afterdesk::t

#pragma once
// What staff read where they decide: the desk's commands and their forms, what follows from them, the
// verdict, the queue of disputes, and receiving by number.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// Commands
inline constexpr Text cmd_inspect{"登记验货结果", "Enter the inspection"_en};
inline constexpr Text cmd_fall_back{"改为退款", "Refund instead"_en};
inline constexpr Text cmd_offline{"登记线下退款", "Enter an offline refund"_en};
inline constexpr Text cmd_step_in{"介入", "Step in"_en};
inline constexpr Text cmd_ask_evidence{"要求举证", "Ask for proof"_en};
inline constexpr Text cmd_verdict{"裁决", "Decide"_en};
inline constexpr Text cmd_freeze{"暂停计时", "Stop the clock"_en};
inline constexpr Text cmd_resume{"恢复计时", "Let the clock run"_en};
inline constexpr Text cmd_close{"关闭售后单", "Close the ticket"_en};
inline constexpr Text cmd_second{"复核并{0}", "Second approval: {0}"_en};

// Their forms
inline constexpr Text inspect_lines{"逐件验货", "Piece by piece"_en};
inline constexpr Text inspect_count{"共 {0} 件", "{0} in all"_en};
inline constexpr Text grade_resaleable{"可售 {0} 件", "{0} resaleable"_en};
inline constexpr Text grade_seconds{"次品", "Seconds"_en};
inline constexpr Text grade_scrap{"报废", "Scrap"_en};
inline constexpr Text grade_refused{"不合格", "Refused"_en};
inline constexpr Text inspect_reason{"不合格原因：{0}", "Why refused: {0}"_en};
inline constexpr Text inspect_photos{"不合格照片：{0}", "Photos of what is refused: {0}"_en};
inline constexpr Text inspect_add{"添加照片：{0}", "Add a photo: {0}"_en};
inline constexpr Text back_to_stock{"可售，回库", "Back to stock"_en};
inline constexpr Text inspect_text{"验货说明", "What was found"_en};
inline constexpr Text inspect_proof{"至少一份，买家也会看到", "At least one; the buyer sees it too"_en};
inline constexpr Text inspect_first{"先验货，再退款或发货", "Inspect before anything is paid or sent"_en};
inline constexpr Text fall_back_text{"给买家的说明", "Explanation for the buyer"_en};
inline constexpr Text fall_back_note{
    "两条路：仍寄出商品，退 {0}，请填写发货物流；或在此改为退款，不再寄出，金额见下。",
    "Two ways: send the goods all the same, with {0} paid back; or refund here, and nothing is sent."_en};
inline constexpr Text retry_via{"退到哪里", "Where to"_en};
inline constexpr Text via_original{"原路退回", "The way it was paid"_en};
inline constexpr Text via_offline{"线下退款", "Paid by hand"_en};
inline constexpr Text refund_failure{"失败代码", "Why it failed"_en};
inline constexpr Text reason_fault{"责任方", "At fault"_en};
inline constexpr Text goods_position{"货物", "The goods"_en};
inline constexpr Text goods_not_received{"买家未收到", "Not with the buyer yet"_en};
inline constexpr Text goods_received{"在买家手中", "With the buyer"_en};
inline constexpr Text goods_returned{"已退回商家", "Back with the shop"_en};
inline constexpr Text sent_parcels{"订单的包裹", "The order's parcels"_en};
inline constexpr Text via_balance{"买家余额", "The buyer's balance"_en};
inline constexpr Text retry_note{"只重试失败的部分，已成功的不会再退。",
                                 "Only what failed is tried again; what was paid stays paid."_en};
inline constexpr Text offline_part{"哪一笔", "Which part"_en};
inline constexpr Text offline_text{"怎么退的", "How it was paid"_en};
inline constexpr Text offline_proof{"至少一份转账凭证", "At least one proof of the transfer"_en};
inline constexpr Text offline_note{"请先在系统外退给买家，再上传转账凭证。",
                                   "Pay the buyer outside first, then show the proof of it."_en};
inline constexpr Text offer_share{"双方各得多少", "How much each side has"_en};
inline constexpr Text offer_becomes{"处理方式", "What it becomes"_en};
inline constexpr Text step_in_text{"介入原因", "Why"_en};
inline constexpr Text step_in_note{"裁决前双方计时停止，不能再协商。",
                                   "Until the decision both clocks stand still, and nothing is offered."_en};
inline constexpr Text ask_text{"需要双方举证什么", "What both sides are to show"_en};
inline constexpr Text ask_note{"双方都会收到，有限时；到期后即可裁决。",
                               "Both sides are told, and have limited time."_en};
inline constexpr Text freeze_text{"暂停原因", "Why"_en};
inline constexpr Text freeze_note{"双方计时停止，原因双方都能看到。",
                                  "Both clocks stand still; both sides see why."_en};
inline constexpr Text round_appealed{"申诉", "The appeal"_en};
inline constexpr Text close_text{"关闭原因", "Why"_en};
inline constexpr Text close_note{"关闭后不再退款，占用的商品和金额会释放。",
                                 "Nothing is refunded, and what it held is free again."_en};

// The verdict
inline constexpr Text verdict_outcome{"怎么处理", "The decision"_en};
inline constexpr Text verdict_all{"全额退款", "Refund in full"_en};
inline constexpr Text verdict_part{"部分退款", "Refund a part"_en};
inline constexpr Text verdict_none{"不予退款", "No refund"_en};
inline constexpr Text verdict_exchange{"换货", "Exchange"_en};
inline constexpr Text verdict_amount{"退给买家（元）", "The buyer gets (yuan)"_en};
inline constexpr Text verdict_fault{"谁的责任", "Whose fault"_en};
inline constexpr Text fault_buyer{"买家", "The buyer's"_en};
inline constexpr Text fault_shop{"商家", "The shop's"_en};
inline constexpr Text fault_carrier{"物流", "The carrier's"_en};
inline constexpr Text verdict_freight{"退货运费由谁承担", "Who pays the way back"_en};
inline constexpr Text verdict_goods{"买家先寄回商品", "The buyer sends the goods back first"_en};
inline constexpr Text verdict_reason{"裁决理由", "Why"_en};
inline constexpr Text verdict_reason_hint{"双方都会看到", "Both sides read it"_en};
inline constexpr Text round_before{"介入之前", "Before the platform came in"_en};
inline constexpr Text round_called{"申请介入之后", "Since the platform was called"_en};
inline constexpr Text round_asked{"第 {0} 轮举证", "Round {0}"_en};
inline constexpr Text says_nothing{"没有举证", "Nothing was shown"_en};
inline constexpr Text buyers_side{"买家", "The buyer"_en};
inline constexpr Text merchants_side{"商家", "The merchant"_en};

// What follows
inline constexpr Text follows{"提交后会怎样", "What this leads to"_en};
inline constexpr Text follows_not_yet{"填好后，这里显示将发生的每一步、每一笔金额和包裹。",
                                      "Filled in, this shows each step, amount and parcel it causes."_en};
inline constexpr Text follows_steps{"步骤", "Steps"_en};
inline constexpr Text buyer_gets{"买家得到", "The buyer gets"_en};
inline constexpr Text shop_keeps{"店铺留下", "The shop keeps"_en};
inline constexpr Text less_than_asked{"比申请少", "Less than asked for"_en};
inline constexpr Text more_than_now{"比现在多", "More than now"_en};
inline constexpr Text then_state{"之后", "Then"_en};
inline constexpr Text until_when{"截止", "By"_en};
inline constexpr Text clock_stands{"计时停止", "The clock stands still"_en};
inline constexpr Text by_payment{"按支付方式", "By payment"_en};
inline constexpr Text payment_paid{"实付", "Paid"_en};
inline constexpr Text payment_others{"其他售后", "Other tickets"_en};
inline constexpr Text payment_back{"本次退", "Paid back"_en};
inline constexpr Text payment_stays{"留下", "Stays"_en};
inline constexpr Text payment_sum{"合计", "Total"_en};
inline constexpr Text payment_difference{"买家补的差价", "The difference that was paid"_en};
inline constexpr Text parcels{"包裹", "Parcels"_en};
inline constexpr Text parcel_back{"买家寄回商品到：{0}", "The buyer sends the goods back to: {0}"_en};
inline constexpr Text parcel_back_paid{"寄回运费由{0}承担", "The way back is paid by: {0}"_en};
inline constexpr Text parcel_no_address{"还没有退货地址，由商家提供",
                                        "There is no address yet; the merchant names it"_en};
inline constexpr Text parcel_out{"商家寄出：{0} ×{1}", "The merchant sends: {0} ×{1}"_en};
inline constexpr Text parcel_refused{"商家把商品寄回给买家", "The merchant sends the goods back"_en};
inline constexpr Text parcel_none{"没有包裹", "No parcel"_en};

// Four eyes
inline constexpr Text first_approved{
    "{0} 已于 {1} 一审同意退款 {2}。单笔超过 {3} 须由另一位同事复核。",
    "{0} approved {2} at {1}. Above {3} a second person has to approve, too."_en};

// Disputes
inline constexpr Text disputes{"纠纷裁决", "Disputes"_en};
inline constexpr Text disputes_empty{"这里没有纠纷", "No disputes here"_en};
inline constexpr Text disputes_empty_note{"买家申请介入后，会按期限出现在这里。",
                                          "They appear here once the platform is called in."_en};
inline constexpr Text dispute_open{"待裁决", "To be decided"_en};
inline constexpr Text dispute_round{"举证中", "Round of proof"_en};
inline constexpr Text dispute_decided{"已裁决", "Decided"_en};
inline constexpr Text dispute_which{"轮次", "Round"_en};
inline constexpr Text dispute_first{"第 1 轮", "Round 1"_en};
inline constexpr Text dispute_to_work{"去工作台", "To the workbench"_en};
inline constexpr Text dispute_left{"期限", "Time left"_en};

// Receiving by number
inline constexpr Text receive_title{"扫码收货", "Receive"_en};
inline constexpr Text receive_field{"运单号、售后单号或订单号", "Tracking, ticket or order number"_en};
inline constexpr Text receive_hint{"扫描或输入后按回车；再按回车确认收货。",
                                   "Scan or type and press Enter; Enter again receives it."_en};
inline constexpr Text receive_waiting{"等待收货的退货", "Returns to receive"_en};
inline constexpr Text receive_find{"查找", "Find"_en};
inline constexpr Text receive_none{"没有找到「{0}」的售后单，请核对包裹面单。",
                                   "No ticket for \"{0}\". Please check the label."_en};
inline constexpr Text receive_several{"有 {0} 张售后单，请选择", "{0} tickets; please choose"_en};
inline constexpr Text receive_not_now{"当前是「{0}」，不能收货。", "It is \"{0}\": nothing to receive."_en};
inline constexpr Text receive_inspect{"收货并去验货", "Receive and inspect"_en};
inline constexpr Text receive_plain{"确认收货", "Receive"_en};
inline constexpr Text receive_refund{"收货并退款 {0}", "Receive and refund {0}"_en};
inline constexpr Text receive_by_carrier{"退回包裹：{0} {1}", "Return parcel: {0} {1}"_en};
inline constexpr Text received_here{"刚刚收到", "Just received"_en};
inline constexpr Text received_toast{"已收货", "Received"_en};
inline constexpr Text open_ticket{"打开售后单", "Open the ticket"_en};

}  // namespace afterdesk::t

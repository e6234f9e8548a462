#pragma once
// What staff begin with: the workbench, the queue, and what is done to many tickets at once.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// Workbench
inline constexpr Text work_title{"工作台", "Home"_en};
inline constexpr Text work_review{"待审核", "To review"_en};
inline constexpr Text work_second{"待第二人复核", "Second approval"_en};
inline constexpr Text work_receive{"待收货", "To receive"_en};
inline constexpr Text work_inspect{"待验货", "To inspect"_en};
inline constexpr Text work_send{"待发货", "To send"_en};
inline constexpr Text work_refund_failed{"退款失败", "Refund failed"_en};
inline constexpr Text work_proof{"平台等待举证", "Proof wanted"_en};
inline constexpr Text work_dispute{"待平台裁决", "To decide"_en};
inline constexpr Text work_any{"全部待办", "All to do"_en};
inline constexpr Text due_overdue{"已超时", "Overdue"_en};
inline constexpr Text due_half_day{"12 小时内到期", "Due within 12 h"_en};
inline constexpr Text due_day{"24 小时内到期", "Due within 24 h"_en};
inline constexpr Text tile_name{"{0}：{1} 张", "{0}: {1}"_en};
inline constexpr Text tile_none{"没有要处理的", "Nothing to do"_en};
inline constexpr Text tile_first{"最早 {0}", "First: {0}"_en};
inline constexpr Text tile_worth{"共 {0}", "{0} in all"_en};
inline constexpr Text tile_no_limit{"没有时限", "No time limit"_en};
inline constexpr Text work_first{"先处理这些", "Do these first"_en};
inline constexpr Text work_all_of_it{"全部 {0} 张", "All {0}"_en};
inline constexpr Text work_done{"都处理完了", "All done"_en};
inline constexpr Text work_done_note{"有新的售后要处理时会出现在这里。", "What comes in appears here."_en};

// Queue
inline constexpr Text column_left{"还剩", "Time left"_en};
inline constexpr Text column_kind{"类型 · 状态", "Type · status"_en};
inline constexpr Text column_item{"商品", "Item"_en};
inline constexpr Text column_amount{"金额", "Amount"_en};
inline constexpr Text column_updated{"更新时间", "Updated"_en};
inline constexpr Text filter_work{"待办", "To do"_en};
inline constexpr Text filter_due{"时限", "Time limit"_en};
inline constexpr Text filter_days{"申请日期", "Requested"_en};
inline constexpr Text filter_arbitration{"平台介入", "Arbitration"_en};
inline constexpr Text arbitration_open{"进行中", "Open"_en};
inline constexpr Text arbitration_requested{"待裁决", "Requested"_en};
inline constexpr Text arbitration_evidence{"举证中", "Proof wanted"_en};
inline constexpr Text arbitration_decided{"已裁决", "Decided"_en};
inline constexpr Text filter_appeal{"申诉", "Appeal"_en};
inline constexpr Text appeal_open{"待终裁", "To be decided"_en};
inline constexpr Text appeal_decided{"已终裁", "Decided"_en};
inline constexpr Text appeal_round{"申诉 · 第 2 轮", "Appeal · round 2"_en};
inline constexpr Text appeal_final{"申诉 · 已终裁", "Appeal · decided"_en};
inline constexpr Text filter_queue{"队列", "Queue"_en};
inline constexpr Text clear_filters{"清除筛选条件", "Clear the filters"_en};
inline constexpr Text no_match_note{"没有符合全部条件的售后单。", "Nothing fits all the filters."_en};
inline constexpr Text filter_more{"筛选", "Filter"_en};
inline constexpr Text filter_clear{"全部清除", "Clear all"_en};
inline constexpr Text filter_remove{"取消条件", "Remove filter"_en};
inline constexpr Text filter_from{"从", "from"_en};
inline constexpr Text filter_to{"到", "to"_en};
inline constexpr Text filter_wrong_days{"结束早于开始", "It ends before it begins"_en};
inline constexpr Text filter_wrong_amount{"请填写金额，前者不大于后者",
                                          "An amount, the first not above the second"_en};
inline constexpr Text filter_done{"完成", "Done"_en};
inline constexpr Text found_count{"{0} 张", "{0} tickets"_en};
inline constexpr Text views_label{"我的视图", "My views"_en};
inline constexpr Text views_save{"存为视图", "Save as a view"_en};
inline constexpr Text views_name{"视图名称", "Name of the view"_en};
inline constexpr Text views_rename{"改名", "Rename"_en};
inline constexpr Text views_remove{"删除", "Remove"_en};
inline constexpr Text views_refused{"名称为空或已被使用，或视图已满",
                                    "The name is empty or taken, or there are too many views"_en};
inline constexpr Text view_mine{"待我处理", "Mine"_en};
inline constexpr Text view_soon{"快到期", "Due soon"_en};
inline constexpr Text view_large{"大额待审核", "Large, to review"_en};
inline constexpr Text table_choose{"选择", "Choose"_en};
inline constexpr Text table_choose_all{"全选", "Choose all"_en};
inline constexpr Text table_sort{"排序", "Order"_en};
inline constexpr Text table_columns{"显示的列", "Columns"_en};
inline constexpr Text table_dense{"紧凑", "Dense"_en};
inline constexpr Text export_csv{"导出 CSV", "Export CSV"_en};
inline constexpr Text list_region{"列表", "List"_en};
inline constexpr Text ticket_region{"售后单", "Ticket"_en};
inline constexpr Text side_region{"订单与买家", "Order and buyer"_en};
inline constexpr Text list_border{"列表宽度", "Width of the list"_en};
inline constexpr Text side_border{"侧栏宽度", "Width of the side"_en};
inline constexpr Text back_to_list{"返回列表", "Back to the list"_en};
inline constexpr Text list_place{"第 {0} / {1} 张", "{0} of {1}"_en};
inline constexpr Text ticket_keys{
    "A 同意或收货　R 拒绝　O 协商　Ctrl+Enter 确认　J K 上下　? 全部快捷键",
    "A approve or receive · R reject · O offer · Ctrl+Enter confirm · J K walk · ? all keys"_en};
inline constexpr Text side_order{"订单 {0}", "Order {0}"_en};
inline constexpr Text side_paid_at{"付款时间", "Paid at"_en};
inline constexpr Text side_signed_at{"签收时间", "Delivered at"_en};
inline constexpr Text side_buyer{"这位买家", "This buyer"_en};
inline constexpr Text side_tickets{"售后次数", "Tickets"_en};
inline constexpr Text side_last{"最近的售后", "The last ones"_en};

// Many at once
inline constexpr Text chosen_count{"已选 {0} 张，合计 {1}", "{0} chosen, {1} in all"_en};
inline constexpr Text batch_agree{"批量同意…", "Approve…"_en};
inline constexpr Text batch_reject{"批量拒绝…", "Reject…"_en};
inline constexpr Text batch_agree_title{"批量同意", "Approve several"_en};
inline constexpr Text batch_reject_title{"批量拒绝", "Reject several"_en};
inline constexpr Text batch_checking{"正在核对 {0} / {1}", "Checking {0} of {1}"_en};
inline constexpr Text batch_sending{"正在发送 {0} / {1}", "Sending {0} of {1}"_en};
inline constexpr Text batch_can{"{0} 张可以处理，合计 {1}", "{0} can be done, {1} in all"_en};
inline constexpr Text batch_can_not{"{0} 张不会被处理", "{0} will be left out"_en};
inline constexpr Text batch_most{"一次最多 {0} 张，其余请再选一次。",
                                 "{0} at a time; choose the others again."_en};
inline constexpr Text batch_second{"其中 {0} 张还需要第二人复核",
                                   "{0} of them need a second person as well"_en};
inline constexpr Text batch_address{"需要寄回的，使用默认退货地址。",
                                    "Goods to come back go to the default return address."_en};
inline constexpr Text batch_go_agree{"同意 {0} 张", "Approve {0}"_en};
inline constexpr Text batch_go_reject{"拒绝 {0} 张", "Reject {0}"_en};
inline constexpr Text batch_nothing{"没有可以处理的售后单", "None of them can be done"_en};
inline constexpr Text batch_reason_first{"请先选择拒绝原因", "Choose a reason first"_en};
inline constexpr Text batch_wait{"正在核对，请稍候", "Being checked"_en};
inline constexpr Text batch_result{"{0} 张完成，{1} 张未完成", "{0} done, {1} not done"_en};
inline constexpr Text batch_row_done{"完成", "Done"_en};
inline constexpr Text batch_row_waits{"等待发送", "Waiting"_en};
inline constexpr Text batch_row_unsent{"未发送", "Not sent"_en};
inline constexpr Text batch_stop{"停止发送", "Stop"_en};
inline constexpr Text batch_pause{"服务器繁忙，{0} 秒后自动继续。",
                                  "The server is busy; it goes on by itself in {0} s."_en};
inline constexpr Text batch_again{"重试未完成的", "Try the others again"_en};
inline constexpr Text batch_rows{"逐张结果", "One by one"_en};

}  // namespace afterdesk::t

#pragma once
// The rules' page: sections, versions, differences, the dry run.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// Sections
inline constexpr Text rules_sections{"规则分类", "Sections"_en};
inline constexpr Text rules_windows{"期限", "Windows"_en};
inline constexpr Text rules_review{"自动审核", "Automatic review"_en};
inline constexpr Text rules_classes{"类目", "Classes"_en};
inline constexpr Text rules_reasons{"申请原因", "Reasons"_en};
inline constexpr Text rules_findings{"验货不合格", "Inspection"_en};
inline constexpr Text rules_rejections{"拒绝原因", "Rejections"_en};
inline constexpr Text rules_limits{"处理时限", "Time limits"_en};
inline constexpr Text rules_holidays{"节假日", "Holidays"_en};
inline constexpr Text rules_money{"金额", "Money"_en};
inline constexpr Text rules_more{"其他", "Other"_en};
inline constexpr Text rules_versions{"版本", "Versions"_en};

// Fields
inline constexpr Text rules_differs{"与平台默认不同", "Differs from the platform's default"_en};
inline constexpr Text rules_differs_ours{"与出厂设置不同", "Differs from what the desk came with"_en};
inline constexpr Text rules_reset{"恢复默认：{0}", "Reset {0}"_en};
inline constexpr Text rules_default{"默认 {0}", "Default: {0}"_en};
inline constexpr Text rules_add_choice{"添加{0}", "Add: {0}"_en};
inline constexpr Text rules_take_choice{"去掉{0}", "Remove {0}"_en};
inline constexpr Text rules_nothing_chosen{"未限定", "Any"_en};

// Lists
inline constexpr Text rules_add{"新增", "Add"_en};
inline constexpr Text rules_remove{"删除", "Delete"_en};
inline constexpr Text rules_up{"上移", "Move up"_en};
inline constexpr Text rules_down{"下移", "Move down"_en};
inline constexpr Text rules_to_list{"返回列表", "Back to the list"_en};
inline constexpr Text rules_none{"还没有内容", "Nothing here yet"_en};
inline constexpr Text rules_none_review{
    "没有规则时，每张申请都由人工审核。添加一条试试，右侧会显示过去会有什么不同。",
    "Without a rule people decide every request. Add one and see what it would have changed."_en};
inline constexpr Text rules_none_holidays{"没有节假日时，时限每天照常计算。",
                                          "Without holidays every day counts towards time limits."_en};
inline constexpr Text rules_every_class{"全部商品", "All goods"_en};
inline constexpr Text rules_from_start{"从一开始", "From the beginning"_en};
inline constexpr Text rules_item{"第 {0} 项", "Item {0}"_en};
inline constexpr Text rules_order_note{"从上往下，第一条符合的规则生效。",
                                       "From top to bottom; the first rule that fits counts."_en};
inline constexpr Text rules_column_order{"顺序", "No."_en};
inline constexpr Text rules_column_rule{"规则", "Rule"_en};
inline constexpr Text rules_column_when{"条件", "Conditions"_en};
inline constexpr Text rules_column_then{"结果", "Result"_en};
inline constexpr Text rules_column_at{"时间", "When"_en};
inline constexpr Text rules_column_who{"发布人", "Who"_en};
inline constexpr Text rules_always{"任何申请", "Any request"_en};
inline constexpr Text rules_at_least{"金额 ≥ {0}", "amount ≥ {0}"_en};
inline constexpr Text rules_at_most{"金额 ≤ {0}", "amount ≤ {0}"_en};
inline constexpr Text rules_often{"近 30 天售后 ≥ {0} 次", "≥ {0} tickets in 30 days"_en};
inline constexpr Text rules_seldom{"近 30 天售后 ≤ {0} 次", "≤ {0} tickets in 30 days"_en};
inline constexpr Text rules_of_classes{"类目：{0}", "classes: {0}"_en};
inline constexpr Text rules_to_queue{"转入 {0}", "To {0}"_en};
inline constexpr Text rules_has_mistake{"有误", "To be corrected"_en};

// The draft
inline constexpr Text rules_version{"版本 {0}", "Version {0}"_en};
inline constexpr Text rules_unsaved{"{0} 处修改未发布", "{0} changes not published"_en};
inline constexpr Text rules_discard{"放弃修改", "Discard"_en};
inline constexpr Text rules_discard_ask{"放弃全部未发布的修改？",
                                        "Discard all changes that are not published?"_en};
inline constexpr Text rules_publish{"发布为版本 {0}", "Publish as version {0}"_en};
inline constexpr Text rules_publish_why_not{"请先改正：{0}", "To be corrected first: {0}"_en};
inline constexpr Text rules_publish_changes{"这次修改", "What changes"_en};
inline constexpr Text rules_note{"备注", "Note"_en};
inline constexpr Text rules_note_hint{"试算结果会一并记入版本", "The dry run is noted with it"_en};
inline constexpr Text rules_published{"已发布为版本 {0}", "Published as version {0}"_en};
inline constexpr Text rules_stale{
    "有人刚刚发布了版本 {0}，你的修改已保留，请核对后再发布。不同之处：",
    "Version {0} was published meanwhile. Your changes are kept; please check them. What is different:"_en};
inline constexpr Text rules_back_to_draft{"草稿已恢复：上次的修改还没有发布。",
                                          "Your draft is back: these changes are not published yet."_en};

// Versions
inline constexpr Text rules_who{"{0}，{1}", "{0}, {1}"_en};
inline constexpr Text rules_by_platform{"平台", "The platform"_en};
inline constexpr Text rules_by_desk{"出厂设置", "Built in"_en};
inline constexpr Text rules_current{"当前", "Current"_en};
inline constexpr Text rules_restore{"以版本 {0} 为草稿", "Take version {0} as a draft"_en};
inline constexpr Text rules_no_difference{"与上一版本相同", "The same as the version before"_en};
inline constexpr Text rules_show{"看版本 {0} 的变化", "Show what version {0} changed"_en};
inline constexpr Text rules_changed{"{0}：{1} → {2}", "{0}: {1} → {2}"_en};
inline constexpr Text rules_added{"{0}：新增 {1}", "{0}: {1} added"_en};
inline constexpr Text rules_removed{"{0}：删除 {1}", "{0}: {1} deleted"_en};
inline constexpr Text rules_moved{"{0}：{1} 移到前面", "{0}: {1} moved forward"_en};
inline constexpr Text rules_of_item{"{0} · {1}", "{0} · {1}"_en};
inline constexpr Text rules_of_shop{"店铺 {0} · {1}", "Shop {0} · {1}"_en};
inline constexpr Text rules_as_default{"按默认", "as by default"_en};
inline constexpr Text rules_yes{"是", "yes"_en};
inline constexpr Text rules_no{"否", "no"_en};
inline constexpr Text rules_empty{"空", "nothing"_en};
inline constexpr Text rules_items{"{0} 项", "{0} items"_en};

// The dry run
inline constexpr Text what_if_title{"如果过去就是这样", "What would have changed"_en};
inline constexpr Text what_if_note{"用页面里的同一套规则重算最近 {0} 张售后单",
                                   "The same rules, run in this page over the last {0} tickets"_en};
inline constexpr Text what_if_running{"正在重算 {0}%", "Running, {0}%"_en};
inline constexpr Text what_if_idle{"改动任何一项，这里立刻显示会有什么不同。",
                                   "Change anything, and this shows at once what would be different."_en};
inline constexpr Text what_if_empty{"还没有过去的售后单可以重算。",
                                    "There are no past tickets to run yet."_en};
inline constexpr Text what_if_none{"没有一张会不同", "None would be different"_en};
inline constexpr Text what_if_broken{"改正后继续重算", "Goes on once this is corrected"_en};
inline constexpr Text what_if_approved{"改为自动同意", "Approved by itself"_en};
inline constexpr Text what_if_queued{"改由人工处理", "For people instead"_en};
inline constexpr Text what_if_refused{"不能申请", "Not possible"_en};
inline constexpr Text what_if_amount{"金额不同", "Another amount"_en};
inline constexpr Text what_if_money{"退款总额", "Refunds in all"_en};
inline constexpr Text what_if_list{"会不同的售后单", "Tickets that would be different"_en};
inline constexpr Text what_if_all{"看全部 {0} 张", "Show all {0}"_en};
inline constexpr Text what_if_then{"当时：{0}", "Then: {0}"_en};
inline constexpr Text what_if_now{"新规则：{0}", "Now: {0}"_en};
inline constexpr Text what_if_by_people{"人工审核", "by people"_en};
inline constexpr Text what_if_by_queue{"转入 {0}", "to {0}"_en};
inline constexpr Text what_if_by_rule{"自动同意（{0}）", "approved ({0})"_en};
inline constexpr Text what_if_by_itself{"无需审核", "no review"_en};
inline constexpr Text what_if_says{"试算 {0} 张：{1}", "Dry run of {0}: {1}"_en};

}  // namespace afterdesk::t

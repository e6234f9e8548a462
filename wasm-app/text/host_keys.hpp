#pragma once
// Keys of the mall's own systems: making and ending them.

#include <string_view>

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text host_keys_title{"接口密钥", "API keys"_en};
inline constexpr Text host_keys_intro{
    "商城系统凭密钥同步订单、上报发货等事实、读取售后事件。更换时先新建并启用新的，再点开旧的停用。",
    "By a key the mall's own system puts orders, tells what was shipped or used, and reads tickets' events. "
    "To "
    "change one, make the new one, use it, then open the old one and end it."_en};
inline constexpr Text host_keys_document{"接口文档", "API reference"_en};
inline constexpr Text host_keys_empty{"还没有密钥", "No keys yet"_en};
inline constexpr Text host_keys_empty_note{"新建一个，交给商城系统使用。",
                                           "Make one for the mall's system to use."_en};
inline constexpr Text host_key_add{"新建密钥", "New key"_en};
inline constexpr Text host_key_most{"最多 {0} 个密钥，请先停用不用的。",
                                    "There are {0} keys, the most there may be. End one first."_en};
inline constexpr Text host_key_name{"用途", "What it is for"_en};
inline constexpr Text host_key_name_hint{"例如：ERP 订单同步", "For example: orders from the ERP"_en};
inline constexpr Text host_key_shop{"适用店铺", "Shop"_en};
inline constexpr Text host_key_whole_mall{"整个商城", "The whole mall"_en};
inline constexpr Text host_key_scopes{"可以做什么", "What it may do"_en};
inline constexpr Text host_key_orders_write{"同步订单", "Put orders"_en};
inline constexpr Text host_key_facts_write{"上报发货等事实", "Tell facts"_en};
inline constexpr Text host_key_events_read{"读取售后事件", "Read events"_en};
inline constexpr Text host_key_tasks_write{"领取任务并回报结果", "Take tasks and answer them"_en};
inline constexpr Text host_key_refunds_execute{"执行退款", "Pay refunds"_en};
inline constexpr Text host_key_stock_write{"同步库存", "Put stock"_en};
inline constexpr Text host_key_tickets_read{"读取售后单", "Read tickets"_en};
inline constexpr Text host_key_tickets_write{"代商家处理售后单", "Act on tickets for the shop"_en};
inline constexpr Text host_key_admin{"管理回调地址", "Manage webhooks"_en};
inline constexpr Text host_key_scope_row{"{0}（{1}）", "{0} ({1})"_en};
inline constexpr Text host_key_period{"有效期", "Valid for"_en};
inline constexpr Text host_key_days_30{"30 天", "30 days"_en};
inline constexpr Text host_key_days_90{"90 天", "90 days"_en};
inline constexpr Text host_key_days_365{"一年", "A year"_en};
inline constexpr Text host_key_for_ever{"不过期", "No end"_en};
inline constexpr Text host_key_expires{"到期", "Ends"_en};
inline constexpr Text host_key_used{"最近使用", "Last used"_en};
inline constexpr Text host_key_unused{"从未使用", "Never"_en};
inline constexpr Text host_key_made_at{"创建", "Made"_en};
inline constexpr Text host_key_by_operator{"服务器运维", "The server's operator"_en};
inline constexpr Text host_key_valid{"有效", "Valid"_en};
inline constexpr Text host_key_soon_over{"即将到期", "Ends soon"_en};
inline constexpr Text host_key_over{"已过期", "Over"_en};
inline constexpr Text host_key_made{"密钥已生成", "The new key"_en};
inline constexpr Text host_key_made_note{
    "只显示这一次，关闭后无法再查看。请复制到商城系统的配置中。",
    "It is shown only now. Copy it into the mall's system before you close this."_en};
inline constexpr Text host_key_itself{"密钥", "Key"_en};
inline constexpr Text host_key_copy_hint{"点入后全选复制（Ctrl/⌘ A，Ctrl/⌘ C）",
                                         "Choose all and copy (Ctrl/⌘ A, Ctrl/⌘ C)"_en};
inline constexpr Text host_key_end{"停用密钥", "End the key"_en};
inline constexpr Text host_key_end_note{
    "用它的系统会立即无法访问，且不能恢复。",
    "Whatever uses it is refused at once, and it can not be given back."_en};
inline constexpr Text host_key_ended_toast{"密钥已停用", "The key was ended"_en};
inline constexpr Text host_key_log{"查看操作记录", "Who made it, and when"_en};

}  // namespace afterdesk::t

namespace afterdesk::text {

/// What a key may do, by the scope's name in the API.
struct ScopeName {
    std::string_view scope;
    Text name;
};
inline constexpr ScopeName scope_names[] = {
    {"orders:write", t::host_key_orders_write},       {"facts:write", t::host_key_facts_write},
    {"events:read", t::host_key_events_read},         {"tasks:write", t::host_key_tasks_write},
    {"refunds:execute", t::host_key_refunds_execute}, {"admin", t::host_key_admin},
    {"stock:write", t::host_key_stock_write},         {"tickets:read", t::host_key_tickets_read},
    {"tickets:write", t::host_key_tickets_write}};

}  // namespace afterdesk::text

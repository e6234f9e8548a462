#pragma once
// How refunds are paid, the doors of staff, one's own password, and what the page is.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// Payments
inline constexpr Text channel_now{"退款出款", "How refunds are paid"_en};
inline constexpr Text channel_way{"方式", "Way"_en};
inline constexpr Text channel_way_none{"尚未接通", "Not connected"_en};
inline constexpr Text channel_way_real{"真实支付渠道", "Real payment channels"_en};
inline constexpr Text channel_way_dry{"试运行（不出款）", "Dry run: nothing is paid"_en};
inline constexpr Text channel_way_demo{"模拟通道（演示）", "Simulated (demo)"_en};
inline constexpr Text channel_waiting{"等待接通的退款", "Refunds that wait for a way"_en};
inline constexpr Text channel_failed{"退款失败的售后单", "Tickets whose refund failed"_en};
inline constexpr Text channel_see_failed{"查看退款失败的售后单", "See failed refunds"_en};
inline constexpr Text channel_see_health{"查看系统健康", "See the health page"_en};
inline constexpr Text channel_faults{"模拟故障", "Simulated faults"_en};

// Signing in
inline constexpr Text door_note{"使用店铺或平台管理员分配的账号。",
                                "With the account that your manager made for you."_en};
inline constexpr Text door_other{"我是平台员工", "I work for the platform"_en};
inline constexpr Text door_shop{"我是店铺员工", "I work for a shop"_en};
inline constexpr Text password_note{"不要与其他网站相同；忘记时由管理员重置。",
                                    "Use it nowhere else. If you forget it, your manager resets it."_en};

// A ticket whose clocks stand still
inline constexpr Text staff_next_evidence{"双方举证中，到期后即可裁决",
                                          "Both sides show their proof; then the verdict is due"_en};
inline constexpr Text staff_next_verdict{"等待平台裁决，双方计时停止",
                                         "Waits for the platform's verdict; both clocks stand still"_en};
inline constexpr Text staff_next_frozen{"平台已暂停计时，恢复后继续",
                                        "The platform stopped the clock; it goes on when resumed"_en};

// About
inline constexpr Text about_more{
    "每一分钱的由来都能展开查看；每张售后单的历史首尾相接，改动会被发现；没有网络也能继续填写。",
    "Each amount can be opened to see where it comes from; each ticket's history shows tampering; the page "
    "goes "
    "on without a network."_en};
inline constexpr Text about_api{"接口文档", "API reference"_en};

}  // namespace afterdesk::t

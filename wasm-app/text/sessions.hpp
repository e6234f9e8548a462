#pragma once
// Where somebody is signed in, and the end of it.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text devices_intro{"账号现在登录在这些地方。不认识的请结束登录。",
                                    "Where you are signed in now. End what you do not recognise."_en};
inline constexpr Text devices_intro_all{
    "您和成员现在登录在这些地方。不认识的请结束登录。",
    "Where you and your people are signed in now. End what you do not recognise."_en};
inline constexpr Text devices_empty{"没有登录设备", "No signed-in devices"_en};
inline constexpr Text device_here{"本设备", "This device"_en};
inline constexpr Text devices_own{"我的登录", "Mine"_en};
inline constexpr Text devices_of_people{"成员的登录", "My people's"_en};
inline constexpr Text devices_others{"其他设备", "Other devices"_en};
inline constexpr Text device_unknown{"未知设备", "Unknown device"_en};
inline constexpr Text device_wechat{"微信内网页", "WeChat web-view"_en};
inline constexpr Text device_alipay{"支付宝内网页", "Alipay web-view"_en};
inline constexpr Text device_address{"网络地址", "Network address"_en};
inline constexpr Text device_way{"登录方式", "Signed in by"_en};
inline constexpr Text device_way_launch{"商城链接", "Link from the mall"_en};
inline constexpr Text device_way_password{"密码", "Password"_en};
inline constexpr Text device_way_demo{"演示入口", "Demo"_en};
inline constexpr Text device_since{"登录时间", "Signed in at"_en};
inline constexpr Text device_seen{"最近使用", "Last used"_en};
inline constexpr Text device_end{"结束登录：{0}", "Sign out {0}"_en};
inline constexpr Text device_end_here{"退出本设备", "Sign out this device"_en};
inline constexpr Text device_end_others{"结束我的其他登录", "End my other sessions"_en};
inline constexpr Text device_no_others{"没有其他登录", "You are signed in nowhere else"_en};
inline constexpr Text confirm_device_end{"该设备需要重新登录才能继续使用。确定结束吗？",
                                         "That device has to sign in again. End its session now?"_en};
inline constexpr Text confirm_device_end_here{
    "退出后需要重新登录，本设备保存的内容会清除。确定退出吗？",
    "You will have to sign in again, and what this device has kept is removed. Sign out now?"_en};
inline constexpr Text confirm_device_end_others{
    "除本设备外，您在其他地方的登录都会结束。确定结束吗？",
    "Your sessions everywhere but on this device will end. End them now?"_en};
inline constexpr Text device_ended_toast{"已结束登录", "Session ended"_en};
inline constexpr Text device_gone_toast{"该登录此前已结束", "That session had already ended"_en};

}  // namespace afterdesk::t

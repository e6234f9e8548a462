#pragma once
// Staff and their roles, one's own sign-in, who did what, and the health page.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

// People
inline constexpr Text staff_title{"员工与权限", "Staff and rights"_en};
inline constexpr Text staff_add{"添加员工", "Add staff"_en};
inline constexpr Text staff_people{"员工", "People"_en};
inline constexpr Text staff_login{"登录账号", "Account"_en};
inline constexpr Text staff_login_hint{"字母、数字和 - _，用于登录",
                                       "Letters, digits, - and _; used to sign in"_en};
inline constexpr Text staff_name{"姓名", "Name"_en};
inline constexpr Text staff_role{"角色", "Role"_en};
inline constexpr Text staff_state{"状态", "State"_en};
inline constexpr Text staff_seen{"登录", "Signed in"_en};
inline constexpr Text staff_two_step{"两步验证", "Two-step sign-in"_en};
inline constexpr Text staff_on{"在用", "Active"_en};
inline constexpr Text staff_off{"已停用", "Switched off"_en};
inline constexpr Text staff_yes{"已开启", "On"_en};
inline constexpr Text staff_no{"未开启", "Off"_en};
inline constexpr Text staff_own{"（我）", " (me)"_en};
inline constexpr Text staff_sessions{"{0} 处，最近 {1}", "Devices: {0}, last {1}"_en};
inline constexpr Text staff_nowhere{"未登录", "Not signed in"_en};
inline constexpr Text staff_save{"保存", "Save"_en};
inline constexpr Text staff_disable{"停用账号", "Switch the account off"_en};
inline constexpr Text staff_lost_note{"角色减少权限或停用后，对方会立即退出登录。",
                                      "Whoever loses a right or is switched off is signed out at once."_en};
inline constexpr Text staff_reset{"重置密码", "Reset the password"_en};
inline constexpr Text staff_reset_note{"会生成新密码并结束对方所有登录。确定重置吗？",
                                       "A new password is made and all sessions end. Reset it now?"_en};
inline constexpr Text staff_end{"结束全部登录", "End all sessions"_en};
inline constexpr Text staff_end_note{"对方需要重新登录。确定结束吗？",
                                     "They have to sign in again. End all their sessions now?"_en};
inline constexpr Text staff_doings{"查看操作记录", "What this person did"_en};
inline constexpr Text staff_drop_two_step{"关闭两步验证", "Take two-step sign-in off"_en};
inline constexpr Text staff_drop_two_step_note{
    "对方丢失手机时使用：之后只凭密码登录，直到重新开启。确定关闭吗？",
    "For who has lost the phone: the password alone is enough until it is set up again. Take it off now?"_en};
inline constexpr Text staff_given{"登录密码", "Password"_en};
inline constexpr Text staff_given_note{
    "只显示这一次，请当面或通过安全渠道交给对方；对方三天内首次登录时改成自己的密码。",
    "Shown this once: hand it over in person or by a safe channel. For three days it is good for choosing "
    "another."_en};
inline constexpr Text noted_down{"已记下", "I have it"_en};
inline constexpr Text staff_done{"已保存", "Saved"_en};
inline constexpr Text staff_ended{"已结束登录", "Sessions ended"_en};
inline constexpr Text shop_of_staff{"店铺", "Shop"_en};
inline constexpr Text the_platform{"平台", "The platform"_en};
inline constexpr Text shop_add{"添加店铺", "Add a shop"_en};
inline constexpr Text shop_id{"店铺编号", "Shop number"_en};
inline constexpr Text shop_id_hint{"与商城订单中的 shop_id 一致", "The shop_id of the mall's orders"_en};
inline constexpr Text shop_name{"店铺名称", "Shop name"_en};
inline constexpr Text shop_phone{"电话", "Telephone"_en};
inline constexpr Text shop_row{"{0}（{1} 人）", "{0} ({1})"_en};

// Roles
inline constexpr Text roles_title{"谁能做什么", "Who may do what"_en};
inline constexpr Text roles_note{"查看售后单、订单和规则不需要权限。",
                                 "Reading tickets, orders and rules needs no right."_en};
inline constexpr Text right_column{"权限", "Right"_en};
inline constexpr Text right_given{"✓", "✓"_en};
inline constexpr Text right_absent{"–", "–"_en};
inline constexpr Text role_add{"新建角色", "New role"_en};
inline constexpr Text role_name{"角色名称", "Name of the role"_en};
inline constexpr Text role_edit{"修改角色：{0}", "Change the role {0}"_en};
inline constexpr Text role_drop{"删除角色：{0}", "Remove the role {0}"_en};
inline constexpr Text role_drop_note{"删除后不能恢复。确定删除吗？",
                                     "It can not be brought back. Remove it now?"_en};

// One's own sign-in
inline constexpr Text security_title{"密码与两步验证", "Password and two-step sign-in"_en};
inline constexpr Text password_change{"修改密码", "Change the password"_en};
inline constexpr Text password_old{"原密码", "Old password"_en};
inline constexpr Text password_new{"新密码", "New password"_en};
inline constexpr Text password_new_hint{"至少 12 个字；其他设备会退出登录",
                                        "12 characters at least; other devices are signed out"_en};
inline constexpr Text password_first_hint{
    "初始密码只能使用一次，请设置至少 12 个字的新密码",
    "The first password is good once: choose your own, 12 characters at least"_en};
inline constexpr Text password_changed{"密码已修改", "The password is changed"_en};
inline constexpr Text two_step_note{"登录时除密码外，再输入手机验证器上的 6 位数字。",
                                    "In addition to the password, six digits from an app on your phone."_en};
inline constexpr Text two_step_is_on_note{"已开启，剩余 {0} 个恢复码。",
                                          "On; {0} recovery codes are left."_en};
inline constexpr Text two_step_set_up{"开启两步验证", "Set up two-step sign-in"_en};
inline constexpr Text two_step_take_off{"关闭两步验证", "Take it off"_en};
inline constexpr Text two_step_password{"登录密码", "Your password"_en};
inline constexpr Text two_step_secret{"密钥", "Secret"_en};
inline constexpr Text two_step_secret_note{
    "用验证器（如 Google Authenticator、微软验证器）扫描二维码，或手动添加密钥；在手机上可直接打开链接。",
    "Scan this with an authenticator app, or add the secret by hand; on the phone itself open the link."_en};
inline constexpr Text two_step_link{"在验证器中打开", "Open in the authenticator"_en};
inline constexpr Text two_step_code{"动态验证码", "Code of your device"_en};
inline constexpr Text two_step_code_hint{"6 位数字，或一个恢复码", "Six digits, or a recovery code"_en};
inline constexpr Text two_step_confirm{"确认开启", "Turn it on"_en};
inline constexpr Text two_step_now_on{"两步验证已开启", "Two-step sign-in is on"_en};
inline constexpr Text two_step_now_off{"两步验证已关闭", "Two-step sign-in is off"_en};
inline constexpr Text recovery_few{"恢复码快用完了，请更换一批。",
                                   "Nearly all recovery codes are used: get new ones."_en};
inline constexpr Text recovery_renew{"更换恢复码", "Get new recovery codes"_en};
inline constexpr Text recovery_renew_note{"旧的恢复码随即作废，新的只显示一次。",
                                          "The old ones end at once; the new ones are shown once."_en};
inline constexpr Text recovery_title{"恢复码", "Recovery codes"_en};
inline constexpr Text recovery_note{
    "手机不在身边时，每个可代替一次验证码。只显示这一次，请抄写保存。",
    "Each opens once without the phone. Shown this once: write them down."_en};

// Audit
inline constexpr Text audit_title{"操作记录", "Audit log"_en};
inline constexpr Text audit_when{"时间", "When"_en};
inline constexpr Text audit_who{"谁", "Who"_en};
inline constexpr Text audit_action{"做了什么", "What"_en};
inline constexpr Text audit_noun{"对象", "To what"_en};
inline constexpr Text audit_days{"日期", "Days"_en};
inline constexpr Text audit_search{"售后单号、账号开头", "Number or account, from its beginning"_en};
inline constexpr Text audit_empty{"没有符合条件的记录", "Nothing like that was done"_en};
inline constexpr Text audit_empty_note{"放宽条件或换一段日期再试。",
                                       "Try fewer conditions, or other days."_en};
inline constexpr Text audit_operator{"服务器", "The server"_en};
inline constexpr Text chain_check{"核对历史：{0}", "Check the history of {0}"_en};
inline constexpr Text chain_sound{"{0} 的 {1} 条历史首尾相接，未被改动。",
                                  "All {1} events of {0} follow from each other: nothing was changed."_en};
inline constexpr Text chain_broken{
    "{0} 的历史从第 {1} 条起对不上，可能被改动，请保留数据并联系运维。",
    "The history of {0} does not fit from event {1} on: keep the data as it is, and "
    "call whoever runs the server."_en};

// Health
inline constexpr Text health_title{"系统健康", "Health"_en};
inline constexpr Text health_all_good{"账目相符，没有卡住的事。",
                                      "The books add up, and nothing is stuck."_en};
inline constexpr Text health_good{"正常", "Fine"_en};
inline constexpr Text health_look{"待处理", "Needs attention"_en};
inline constexpr Text health_bad{"异常", "Wrong"_en};
inline constexpr Text health_since{"{0} 起", "since {0}"_en};
inline constexpr Text health_direct{"指定去向：{0}", "Direct the refund: {0}"_en};
inline constexpr Text health_more{"还有 {0} 项未列出", "{0} more are not listed"_en};
inline constexpr Text health_more_link{"查看其余 {0} 项", "See the other {0}"_en};
inline constexpr Text health_wrong{"要处理的", "Needs attention"_en};
inline constexpr Text health_at{"{0} 的情况", "As of {0}"_en};
inline constexpr Text health_again{"重新检查", "Check again"_en};
inline constexpr Text health_server{"服务器", "Server"_en};
inline constexpr Text health_version{"版本", "Version"_en};
inline constexpr Text health_clock{"演示时钟", "The demo's clock"_en};
inline constexpr Text health_clock_note{
    "向前拨动后，途中到期的时限会依次触发，不能拨回。",
    "Time limits on the way fire one by one. It can not be moved back."_en};
inline constexpr Text clock_hours{"拨快多少小时", "Hours forward"_en};
inline constexpr Text clock_move{"拨快时钟", "Move the clock"_en};
inline constexpr Text clock_moved{"时钟已拨快", "The clock has moved"_en};

}  // namespace afterdesk::t

#include "text/acts.hpp"

namespace afterdesk::text {

namespace {

constexpr ActName acts[] = {
    {"signed_in", {"登录", "Signed in"_en}},
    {"signed_in_by_recovery", {"用恢复码登录", "Signed in by a recovery code"_en}},
    {"sessions_ended", {"结束登录", "Ended sessions"_en}},
    {"staff_added", {"添加员工", "Added staff"_en}},
    {"staff_renamed", {"修改姓名", "Renamed"_en}},
    {"staff_disabled", {"停用账号", "Switched off"_en}},
    {"staff_enabled", {"启用账号", "Switched on"_en}},
    {"role_given", {"更改角色", "Gave a role"_en}},
    {"role_added", {"新建角色", "Added a role"_en}},
    {"role_changed", {"修改角色", "Changed a role"_en}},
    {"role_removed", {"删除角色", "Removed a role"_en}},
    {"password_reset", {"重置密码", "Reset a password"_en}},
    {"password_changed", {"修改密码", "Changed the password"_en}},
    {"two_step_on", {"开启两步验证", "Two-step on"_en}},
    {"recovery_renewed", {"更换恢复码", "Renewed recovery codes"_en}},
    {"two_step_off", {"关闭两步验证", "Two-step off"_en}},
    {"two_step_taken_off", {"为他人关闭两步验证", "Took two-step off for another"_en}},
    {"shop_added", {"添加店铺", "Added a shop"_en}},
    {"shop_disabled", {"停用店铺", "Disabled a shop"_en}},
    {"key_made", {"新建接口密钥", "Made a key"_en}},
    {"key_ended", {"停用接口密钥", "Ended a key"_en}},
    {"shop_enabled", {"启用店铺", "Enabled a shop"_en}},
    {"addresses_set", {"修改退货地址", "Changed return addresses"_en}},
    {"stock_counted", {"盘点库存", "Counted stock"_en}},
    {"policy_set", {"修改规则", "Changed the rules"_en}},
    {"stock_set", {"设置库存", "Set the stock"_en}},
    {"channel_set", {"设置支付通道", "Set the channel"_en}},
    {"clock_moved", {"拨快时钟", "Moved the clock"_en}},
    {"bill_asked", {"获取账单对账", "Asked for a bill"_en}},
    {"bill_brought", {"上传账单对账", "Brought a bill"_en}},
    {"difference_settled", {"处理对账差异", "Settled a difference"_en}},
    {"refund_directed", {"指定异常退款去向", "Said where a failed refund goes"_en}},
    {"erased", {"删除个人信息", "Erased personal data"_en}},
    {"applied", {"提交申请", "Applied"_en}},
    {"modified", {"修改申请", "Changed the request"_en}},
    {"auto_reviewed", {"自动审核", "Automatic review"_en}},
    {"first_approval", {"一审同意", "First approval"_en}},
    {"withdrawn", {"撤销申请", "Withdrew"_en}},
    {"agreed", {"同意申请", "Approved"_en}},
    {"rejected", {"拒绝申请", "Rejected"_en}},
    {"offer_made", {"提出协商", "Made an offer"_en}},
    {"offer_accepted", {"接受协商", "Accepted an offer"_en}},
    {"offer_ended", {"未接受协商", "Offer ended"_en}},
    {"offer_countered", {"还价", "Countered"_en}},
    {"intercept_started", {"拦截包裹", "Intercepting"_en}},
    {"intercept_ended", {"拦截结果", "Interception ended"_en}},
    {"shipped_back", {"寄回商品", "Sent back"_en}},
    {"parcel_arrived", {"包裹签收", "Parcel signed for"_en}},
    {"received", {"确认收货", "Received"_en}},
    {"inspected", {"验货", "Inspected"_en}},
    {"requoted", {"变更金额", "Quoted anew"_en}},
    {"held_for_shipping", {"发货中，暂缓退款", "Held for sending"_en}},
    {"stock_reserved", {"锁定库存", "Reserved stock"_en}},
    {"difference_paid", {"补差价", "Difference paid"_en}},
    {"reshipped", {"寄出商品", "Sent out"_en}},
    {"refund_started", {"发起退款", "Refund started"_en}},
    {"entitlements_reclaimed", {"收回权益", "Took entitlements back"_en}},
    {"refund_part_succeeded", {"退款成功", "Refunded"_en}},
    {"refund_part_failed", {"退款失败", "Refund failed"_en}},
    {"refund_retried", {"重试退款", "Retried the refund"_en}},
    {"paid_offline", {"线下退款", "Paid by hand"_en}},
    {"paid_twice", {"重复退款", "Paid twice"_en}},
    {"evidence_added", {"补充凭证", "Added evidence"_en}},
    {"escalated", {"申请平台介入", "Escalated"_en}},
    {"evidence_asked", {"要求举证", "Asked for evidence"_en}},
    {"evidence_round_over", {"举证结束", "Evidence closed"_en}},
    {"verdict_given", {"裁决", "Verdict"_en}},
    {"appealed", {"申诉", "Appealed"_en}},
    {"sending_back", {"退回买家", "Sending back"_en}},
    {"reminded", {"提醒商家", "Reminded"_en}},
    {"order_noted", {"订单变化", "Order changed"_en}},
    {"frozen", {"冻结", "Frozen"_en}},
    {"resumed", {"恢复", "Resumed"_en}},
    {"deadline_extended", {"延长时间", "Extended"_en}},
    {"clock_paused", {"暂停计时", "Clock paused"_en}},
    {"rated", {"评价", "Rated"_en}},
    {"completed", {"售后完成", "Completed"_en}},
    {"closed", {"售后关闭", "Closed"_en}},
    {"strays_noted", {"退款后仍发货", "Shipped after the refund"_en}},
    {"strays_settled", {"不再追回", "Settled"_en}},
};

constexpr Text nouns[] = {{"售后单", "Ticket"_en},    {"员工", "Staff"_en},   {"角色", "Role"_en},
                          {"登录", "Sign-in"_en},     {"规则", "Rules"_en},   {"库存", "Stock"_en},
                          {"支付通道", "Channel"_en}, {"时钟", "Clock"_en},   {"店铺", "Shop"_en},
                          {"买家", "Buyer"_en},       {"接口密钥", "Key"_en}, {"账单", "Bill"_en}};

constexpr CheckTexts checks[] = {
    {{"账目", "The books"_en},
     {"每笔付款的占用与退款，应等于账本逐条之和。",
      "What is held and refunded of each payment is the ledger's sum."_en},
     {"不要手工改数据；用 afterdesk verify 核对并联系运维。",
      "Change nothing by hand; run afterdesk verify and call whoever runs the server."_en}},
    {{"退款失败", "Failed refunds"_en},
     {"支付通道拒绝了退款，买家还没收到钱。", "The channel refused; the buyer has no money yet."_en},
     {"打开售后单：重试、改退余额，或登记线下退款。",
      "Open the ticket: try again, refund to the balance, or enter a payment by hand."_en}},
    {{"结果未知的退款", "Unanswered refunds"_en},
     {"已请求超过 30 分钟，通道没有答复。", "Asked for 30 minutes ago, and the channel has not answered."_en},
     {"会以同一单号自动再问，不会重复退款；长时间不变请查通道。",
      "It is asked again under the same number, never paid twice. If it stays so, look at the channel."_en}},
    {{"卡住的任务", "Stuck messages"_en},
     {"发给通道或商城的消息多次失败，或已超时 10 分钟。",
      "What goes to the channel or mall failed often, or is ten minutes late."_en},
     {"查看失败原因；对方恢复后会自动发送。",
      "Read why; it is sent by itself once the other side is back."_en}},
    {{"迟到的时限", "Late time limits"_en},
     {"时限已过 2 分钟而没有触发。", "Over for two minutes, and nothing has happened."_en},
     {"通常重启后会补上；若仍存在请看服务器日志。",
      "A restart makes up for them; if they stay, read the server's log."_en}},
    {{"等待接入的退款", "Refunds with no channel"_en},
     {"商城没有接入这种支付方式，退款先记账等待。", "The mall has no way to pay them; they are kept."_en},
     {"接入支付通道后重启，会逐笔发出。", "Connect a channel and start again: each is sent once."_en}},
    {{"库存占用", "Reserved stock"_en},
     {"货架上的占用件数，应等于售后单锁定之和。", "What is reserved on the shelf is what tickets hold."_en},
     {"用 afterdesk verify 核对并联系运维。", "Run afterdesk verify and call whoever runs the server."_en}},
    {{"与商城系统待核对的事项", "Open with the mall's system"_en},
     {"要求商城系统处理的事项已超时或被拒绝；或它所说的与正在处理的售后单矛盾。",
      "What the mall's system was asked to do is late or was refused, or what it told contradicts a ticket "
      "that runs."_en},
     {"请与商城核对：任务等它补交结果；有矛盾的售后单先查明是否已退过款、货在哪里，了结后自动消失。",
      "Ask the mall. Tasks go when its answer comes, tickets when they end: first find out whether it was "
      "paid back, and where the goods are."_en}},
    {{"未送达的事件", "Undelivered events"_en},
     {"推送给商城系统的事件三天内未被接收，或推送地址已终止。",
      "The mall's system did not take them for three days, or its endpoint ended."_en},
     {"请商城系统恢复接收，再重新推送（:redeliver）或启用推送地址。",
      "Have the mall's system take them again, then redeliver, or enable the endpoint."_en}},
    {{"未送达的通知", "Unsent notifications"_en},
     {"邮件或短信被拒收，或三天内未能发出。",
      "Mails or messages were refused, or not taken for three days."_en},
     {"核对收件人的联系方式和邮件服务器（afterdesk doctor）；一周后自动消失。",
      "Check the receiver's contact and the mail server (afterdesk doctor); they go after a week."_en}},
    {{"结果未知的上门取件", "Unanswered pickups"_en},
     {"已请求超过 30 分钟，不知道快递员会不会上门。",
      "Asked for 30 minutes ago; nobody knows whether a courier comes."_en},
     {"不会重复预约，仍在自动查询；可凭预约号向快递公司核实，并告知买家。",
      "Never booked twice, still asked about. Ask the courier by its number, and tell the buyer."_en}},
    {{"对账差异", "Bills that differ"_en},
     {"支付渠道的账单与退款、账本有差异，或两天没有取到账单。",
      "Channels' bills differ from our refunds and the ledger, or could not be had for two days."_en},
     {"在本页的对账部分逐条查明并处理。",
      "Look into each in this page's part on reconciliation, and settle it."_en}},
};

/// By their names on the wire (wire::HostFactConflict).
constexpr ActName conflicts[] = {
    {"ticket_open", {"商城取消了订单", "The mall cancelled the order"_en}},
    {"shipment_claimed", {"商城说货没有寄出", "The mall says that the goods never left"_en}},
    {"payment_not_awaited",
     {"商城报告了一笔没有在等的收款", "The mall told of money that nobody waits for"_en}},
};

constexpr Text queues[] = {
    {"发给支付通道和商城的消息", "Messages to channels and the mall"_en},
    {"推送给商城系统的事件", "Events to the mall's system"_en},
    {"发给买家和员工的通知", "Notifications to people"_en},
    {"等待处理的请求", "Requests for a worker"_en},
    {"等待校验的密码", "Passwords to be checked"_en},
    {"等待处理的图片", "Pictures to be processed"_en},
};

}  // namespace

std::span<ActName const> act_names() { return acts; }

std::string act_text(Language language, std::string_view action) {
    for (ActName const& act : acts) {
        if (act.action == action) return std::string(in(language, act.name));
    }
    return std::string(action);
}

std::string conflict_text(Language language, std::string_view code) {
    for (ActName const& conflict : conflicts) {
        if (conflict.action == code) return std::string(in(language, conflict.name));
    }
    return std::string(code);
}

Text const& name(wire::AuditNoun noun) { return nouns[static_cast<std::size_t>(noun)]; }

Text const& name(wire::HealthQueue queue) { return queues[static_cast<std::size_t>(queue)]; }

CheckTexts const& texts_of(wire::HealthCheck check) { return checks[static_cast<std::size_t>(check)]; }

}  // namespace afterdesk::text

#include "wire/messages.hpp"

#include <array>

#include "base/check.hpp"
#include "base/english.hpp"
#include "base/money.hpp"
#include "wire/right_names.hpp"

namespace afterdesk::wire {

namespace {

/// How the limit of a rule is written.
enum class Limit : unsigned char {
    none,      // not shown
    plain,     // 12
    money,     // ¥12.34
    by_path,   // money for fields in fen, bytes for a whole document, plain for the others
    bytes,     // 2 MB
    millions,  // 4000 万, 40 million
    right,     // what the right is called that the path names
};

/// What a rule says when it is broken: what stands in [ ] is left out when there is no limit.
struct RuleRow {
    Rule rule;
    Limit limit;
    std::uint16_t http_status;
    std::string_view zh, en;
};

constexpr std::array<RuleRow, rule_count> rows{{
    // How a document is written.
    {Rule::malformed_json, Limit::none, 400, "内容格式有误，无法读取，请检查后重试。",
     "This could not be read because its format is broken. Please check it and try again."_en},
    {Rule::duplicate_key, Limit::none, 400, "同一项写了两次，请只保留一个。",
     "This is given twice. Please keep only one of them."_en},
    {Rule::unknown_key, Limit::none, 400, "没有这一项，请检查拼写或删除它。",
     "This item is not known. Please check its spelling or remove it."_en},
    {Rule::missing_key, Limit::none, 400, "缺少这一项，请补充。", "This is missing. Please fill it in."_en},
    {Rule::wrong_type, Limit::none, 400, "这里填写的内容类型不对，请检查。",
     "This is not the kind of value that belongs here. Please check it."_en},
    {Rule::not_an_integer, Limit::none, 400, "请填写整数。", "Please use a whole number."_en},
    {Rule::must_not_be_negative, Limit::none, 400, "不能小于 0，请重新填写。",
     "This must not be less than 0. Please change it."_en},
    {Rule::must_be_positive, Limit::none, 400, "必须大于 0。", "This must be more than 0."_en},
    {Rule::looks_like_seconds, Limit::none, 400,
     "这个时间早于 2001 年，看起来是按秒填写的；请按毫秒填写（秒数乘以 1000）。",
     "This time lies before 2001, so it looks like seconds. Please give milliseconds "
     "(seconds times 1000)."_en},
    {Rule::too_large, Limit::by_path, 422, "超出允许的大小[，最大为 {limit}]。",
     "This is too large[; the most is {limit}]."_en},
    {Rule::too_long, Limit::plain, 422, "内容过长[，最多 {limit} 个字]，请缩短。",
     "This is too long[; the most is {limit} characters]. Please shorten it."_en},
    {Rule::too_many, Limit::plain, 422, "数量过多[，最多 {limit} 个]，请减少。",
     "There are too many[; the most is {limit}]. Please take some away."_en},
    {Rule::must_not_be_empty, Limit::none, 422, "不能为空，请填写。", "Please do not leave this empty."_en},
    {Rule::bad_characters, Limit::none, 400, "含有不能使用的字符，或长度不对，请检查。",
     "This has characters that can not be used here, or the wrong length. Please check it."_en},
    {Rule::unknown_name, Limit::none, 400, "没有这个选项，请重新选择。",
     "This is not one of the choices. Please choose again."_en},
    {Rule::period_is_empty, Limit::none, 422, "结束时间必须晚于开始时间。",
     "The end must be later than the beginning."_en},
    {Rule::risk_signals_unavailable, Limit::none, 422, "暂无风险信号，自动审核规则不能使用这个条件。",
     "Risk signals are not available yet. Automatic rules can not ask for them."_en},
    // What an order may be.
    {Rule::line_no_twice, Limit::none, 422, "商品行号重复。",
     "Two lines of the order have the same number."_en},
    {Rule::payment_id_twice, Limit::none, 422, "支付单号重复。", "Two payments have the same number."_en},
    {Rule::entitlement_id_twice, Limit::none, 422, "权益编号重复。",
     "Two entitlements of the line have the same number."_en},
    {Rule::discount_names_unknown_line, Limit::none, 422, "优惠指向的商品行不存在。",
     "The discount names a line that the order does not have."_en},
    {Rule::discount_exceeds_lines, Limit::money, 422, "优惠金额超过了所涉商品的金额[（{limit}）]。",
     "The discount is larger than what its goods cost[ ({limit})]."_en},
    {Rule::sums_do_not_add_up, Limit::money, 422, "商品实付与运费之和与支付金额不一致[，应为 {limit}]。",
     "Goods and freight do not add up to what was paid[; it should be {limit}]."_en},
    {Rule::amount_overflows, Limit::money, 422, "金额过大，无法计算[，最大为 {limit}]。",
     "The amounts are too large to add up[; the most is {limit}]."_en},
    {Rule::shipped_exceeds_quantity, Limit::plain, 422, "发货数量超过了购买数量[（{limit} 件）]。",
     "More pieces were shipped than bought[ ({limit})]."_en},
    {Rule::virtual_is_not_shipped, Limit::none, 422, "虚拟商品不需要发货，发货数量应为 0。",
     "Virtual goods are not shipped; the shipped quantity must be 0."_en},
    {Rule::entitlements_need_virtual, Limit::none, 422, "只有虚拟商品才有权益。",
     "Only virtual goods have entitlements."_en},
    {Rule::entitled_quantity_is_one, Limit::none, 422, "带权益的商品，数量必须为 1。",
     "Goods with entitlements must have quantity 1."_en},
    {Rule::gift_of_unknown_line, Limit::none, 422, "赠品所属的商品行不存在。",
     "The gift belongs to a line that the order does not have."_en},
    {Rule::gift_of_gift, Limit::none, 422, "赠品不能再带赠品。", "A gift can not come with another gift."_en},
    {Rule::gift_never_earned, Limit::plain, 422, "主商品数量不足以获得该赠品[（只有 {limit} 件）]。",
     "Not enough of the main goods were bought for this gift[ (only {limit})]."_en},
    {Rule::gift_must_be_free, Limit::none, 422, "赠品的价格必须为 0。", "The price of a gift must be 0."_en},
    {Rule::deposit_exceeds_line, Limit::money, 422, "定金超过了这一行的金额[（{limit}）]。",
     "The deposit is larger than what the line cost[ ({limit})]."_en},
    {Rule::currency_unsupported, Limit::none, 422, "暂时只支持人民币（CNY）。",
     "Only CNY is supported at present."_en},
    {Rule::order_no_twice, Limit::none, 422, "订单号重复。", "This order number is used twice."_en},
    {Rule::order_differs, Limit::none, 422, "与已有订单不一致：金额、数量、商品和买家不能再改。",
     "This differs from the order as it is known: money, quantities, goods and buyer do not change."_en},
    {Rule::shop_unknown, Limit::none, 422, "没有这家店铺。", "There is no such shop."_en},
    {Rule::image_not_shown, Limit::none, 422,
     "图片来自未允许的站点，页面只显示占位图；启动服务时用 --image-origins 写上它。",
     "This picture's site is not allowed, so the page shows a placeholder; name it with serve "
     "--image-origins."_en},
    {Rule::shipped_after_refund, Limit::none, 409, "已按未发货退款的商品又发出了，请到该售后单里处理。",
     "What was refunded as unshipped was shipped all the same; see to it on this ticket."_en},
    {Rule::used_after_refund, Limit::none, 409, "已退款的课时或券又被使用了，请到该售后单里处理。",
     "A lesson or voucher was used after its refund; see to it on this ticket."_en},
    // What may be asked for.
    {Rule::nothing_requested, Limit::none, 422, "请选择要申请售后的商品。",
     "Please choose the goods that this is about."_en},
    {Rule::line_unknown, Limit::none, 422, "订单中没有这件商品，请刷新后重新选择。",
     "The order does not have this line. Please reload and choose again."_en},
    {Rule::line_twice, Limit::none, 422, "同一件商品选了两次，请合并数量。",
     "The same goods are chosen twice. Please join the quantities."_en},
    {Rule::quantity_exceeds_left, Limit::plain, 422,
     "申请数量超过了可申请的数量[（{limit} 件）]，请减少数量。",
     "This is more than can still be asked for[ ({limit})]. Please ask for fewer."_en},
    {Rule::nothing_left, Limit::none, 422, "这件商品已没有可申请售后的数量，请查看本单的其他售后单。",
     "Nothing of these goods is left to ask for. Please look at the other requests of this order."_en},
    {Rule::kind_not_for_type, Limit::none, 422, "这件商品不支持该售后类型，请换一种售后类型。",
     "This type of request is not for these goods. Please choose another type."_en},
    {Rule::units_not_in_line, Limit::none, 422, "件号与数量不符，或不属于这件商品，请重新选择。",
     "The numbers of the pieces do not fit the line or the quantity. Please choose again."_en},
    {Rule::prior_exceeds_line, Limit::plain, 422, "之前的售后数量超过了剩余数量[（{limit} 件）]。",
     "Earlier requests took more than the line had left[ ({limit})]."_en},
    {Rule::prior_exceeds_payment, Limit::money, 422, "之前的退款超过了这笔支付的剩余金额[（{limit}）]。",
     "Earlier refunds took more than this payment had left[ ({limit})]."_en},
    {Rule::entitlement_unknown, Limit::none, 422, "这件商品没有该权益，请重新选择。",
     "These goods do not have this entitlement. Please choose again."_en},
    {Rule::entitlement_used, Limit::none, 422, "该权益已使用，不能退款，请选择未使用的权益。",
     "This entitlement was used and can not be refunded. Please choose one that was not."_en},
    {Rule::entitlement_taken, Limit::none, 422, "该权益已在其他售后单中，请查看那张售后单。",
     "This entitlement is part of another request already. Please look at that one."_en},
    {Rule::entitlement_twice, Limit::none, 422, "同一权益选了两次，请去掉一个。",
     "The same entitlement is chosen twice. Please take one away."_en},
    {Rule::quantity_is_not_entitlements, Limit::plain, 422,
     "数量与所选权益不符[，应为 {limit}]，请重新选择。",
     "The quantity does not match the entitlements[; it should be {limit}]. Please choose again."_en},
    {Rule::fee_exceeds_goods, Limit::money, 422,
     "服务费不能超过商品实付金额[（限额 {limit}）]，请重新填写金额。",
     "The service fee must not exceed what the goods cost[ (limit {limit})]. Please give another amount."_en},
    {Rule::reason_unknown, Limit::none, 422, "没有这个原因，请重新选择。",
     "There is no such reason. Please choose again."_en},
    {Rule::reason_not_for_type, Limit::none, 422, "该原因不适用于这种售后类型，请换一个原因。",
     "This reason is not for this type of request. Please choose another one."_en},
    {Rule::window_over, Limit::plain, 422, "已超过售后申请期限[（{limit} 天）]，请联系商家协商。",
     "The time to ask for this is over[ ({limit} days)]. Please talk to the shop."_en},
    {Rule::not_received_yet, Limit::none, 422, "商品尚未签收，签收后才能申请。",
     "The goods were not signed for yet. Please ask again once they arrived."_en},
    {Rule::payments_exhausted, Limit::money, 422,
     "支付中剩余的可退金额不足[（{limit}）]，请减少数量或联系商家。",
     "The payments do not hold enough for this refund[ ({limit} left)]. Please ask for less, or talk to the "
     "shop."_en},
    {Rule::reason_not_for_phase, Limit::none, 422, "该原因不适用于商品当前的发货状态，请换一个原因。",
     "This reason does not fit how far the goods have come. Please choose another one."_en},
    {Rule::prior_exceeds_paid, Limit::money, 422, "之前退还的差价超过了商品实付金额[（{limit}）]。",
     "Earlier price differences gave back more than was paid[ ({limit})]."_en},
    {Rule::not_returnable, Limit::none, 422, "该类商品不支持无理由退换；商品有问题，请选择相应的原因。",
     "Goods of this kind can not be returned without a reason. Please choose what is wrong with them."_en},
    {Rule::opened_not_returnable, Limit::none, 422,
     "该类商品拆封后不支持无理由退换；商品有问题，请选择相应的原因。",
     "Goods of this kind can not be returned once opened. Please choose what is wrong with them."_en},
    {Rule::sku_unknown, Limit::none, 422, "没有找到要换的规格，请重新选择。",
     "The goods wanted in exchange were not found. Please choose again."_en},
    {Rule::out_of_stock, Limit::plain, 422,
     "要换的商品库存不足[（剩余 {limit} 件）]，请选择其他规格，或改为退货退款。",
     "There is not enough of the goods wanted in exchange[ ({limit} left)]. Please choose others, or a "
     "refund."_en},
    {Rule::exchange_other_goods, Limit::none, 422, "只能换同款商品的其他规格，请重新选择。",
     "An exchange is for the same goods in another size or colour only. Please choose again."_en},
    {Rule::exchange_price_differs, Limit::money, 422, "只能换价格相同的规格[（{limit}）]，请重新选择。",
     "An exchange is for goods of the same price only[ ({limit})]. Please choose again."_en},
    {Rule::price_required, Limit::none, 422, "请填写商品现在的单价。",
     "Please give the present price of one piece."_en},
    {Rule::price_not_lower, Limit::money, 422,
     "商品没有降价，或差价已退[（购买单价 {limit}）]，请核对现在的单价。",
     "The price has not dropped, or the difference was paid back already[ (bought at {limit})]. Please check "
     "the present price."_en},
    // What may be done to a ticket.
    {Rule::not_in_this_state, Limit::none, 409, "售后单当前状态下不能这样操作，请按页面提示的下一步处理。",
     "This can not be done in the present state. Please follow what the page says is next."_en},
    {Rule::not_your_part, Limit::none, 403, "这一步由其他人操作，请等待。",
     "This step is for someone else to take. Please wait."_en},
    {Rule::stale_version, Limit::none, 409, "售后单刚刚有更新，请查看后再操作。",
     "The request has changed in the meantime. Please look at it again."_en},
    {Rule::quote_changed, Limit::money, 409, "退款金额有变化[，现在是 {limit}]，请确认后重新提交。",
     "The refund has changed[; it is {limit} now]. Please confirm and send it again."_en},
    {Rule::evidence_required, Limit::none, 422, "请先上传凭证。", "Please add evidence first."_en},
    {Rule::evidence_unknown, Limit::none, 422, "找不到这份凭证，请重新上传。",
     "This evidence was not found. Please upload it again."_en},
    {Rule::address_required, Limit::none, 422, "还没有退货地址，请商家先填写，有了地址才能寄回。",
     "There is no return address yet. Please have the shop give one; then the goods can be sent."_en},
    {Rule::offer_not_lower, Limit::money, 422, "协商金额必须低于当前退款金额[（{limit}）]，请改低。",
     "The offer must be lower than the present refund[ ({limit})]. Please lower it."_en},
    {Rule::offer_below_zero, Limit::none, 422, "协商金额不能小于 0，请重新填写。",
     "The offer must not be less than 0. Please change it."_en},
    {Rule::too_many_applications, Limit::plain, 422, "申请次数已达上限[（{limit} 次）]，请联系商家协商。",
     "No further request is possible for these goods[ (the most is {limit})]. Please talk to the shop."_en},
    {Rule::refund_part_unknown, Limit::none, 422, "没有这个退款单号。",
     "There is no refund with this number."_en},
    {Rule::deadline_not_reached, Limit::none, 409, "还没有到期限。",
     "The time limit has not been reached yet."_en},
    {Rule::under_arbitration, Limit::none, 409, "平台正在处理，请等待裁决，期间可以补充凭证。",
     "The platform is deciding this. Please wait for its decision; you may add proof."_en},
    {Rule::second_person_needed, Limit::money, 403, "金额较大[（超过 {limit}）]，需要另一位同事复核。",
     "The amount is large[ (more than {limit})]; a second member of staff has to approve it."_en},
    {Rule::daily_limit_reached, Limit::money, 403,
     "今日可批准的退款金额已用完[（{limit}）]，请明天再处理或交给同事。",
     "Your refunds of today have reached the limit[ ({limit})]. Please leave this to someone else."_en},
    {Rule::parcel_missing, Limit::none, 409, "还没有物流单号，请先填写。",
     "There is no parcel number yet. Please give it first."_en},
    {Rule::nothing_accepted, Limit::none, 422, "验货没有通过任何商品，不能退款。",
     "No piece passed the inspection, so there is nothing to refund."_en},
    {Rule::accepted_exceeds_quantity, Limit::plain, 422, "验货数量超过了退回数量[（{limit} 件）]。",
     "This is more than was sent back[ ({limit} pieces)]."_en},
    {Rule::grades_exceed_accepted, Limit::plain, 422, "次品和报废超过了合格数量[（{limit} 件）]。",
     "Seconds and scrap are more than was accepted[ ({limit} pieces)]."_en},
    {Rule::difference_not_paid, Limit::money, 409, "买家还没有补差价[（{limit}）]。",
     "The buyer has not paid the difference yet[ ({limit})]."_en},
    {Rule::stock_not_reserved, Limit::none, 409, "换货商品还没有锁定库存。",
     "The goods for the exchange are not reserved yet."_en},
    {Rule::too_many_modifications, Limit::plain, 422,
     "修改次数已达上限[（{limit} 次）]，请补充凭证，或撤销后重新申请。",
     "No further change is possible[ (the most is {limit})]. Please add proof, or withdraw "
     "and apply again."_en},
    {Rule::too_much_evidence, Limit::plain, 422,
     "补充凭证的次数已达上限[（{limit} 次）]，平台再次要求举证时可以继续补充。",
     "No more proof can be added[ (the most is {limit} times)]; you may add more when the platform asks "
     "again."_en},
    {Rule::not_a_refund, Limit::none, 409, "这种售后不涉及退款。", "This request is not about a refund."_en},
    {Rule::offer_type_not_allowed, Limit::none, 422, "不能协商改为这种售后类型。",
     "The offer can not change the request to this type."_en},
    {Rule::verdict_not_possible, Limit::none, 422, "当前情况下不能这样裁决。",
     "This decision is not possible in the present case."_en},
    {Rule::second_judge_needed, Limit::none, 409, "首次裁决是您作出的，申诉须由另一位同事裁决。",
     "You gave the first decision. The one on the appeal is for somebody else to give."_en},
    {Rule::appeal_too_late, Limit::plain, 409, "申诉期已过[（裁决后 {limit} 小时）]，可以联系平台客服。",
     "It is too late to appeal[ (the time is {limit} hours)]; you may ask the platform's service."_en},
    {Rule::already_rated, Limit::none, 409, "已经评价过了。", "This was rated already."_en},
    {Rule::must_be_between, Limit::by_path, 422, "不在允许的范围内[，最大为 {limit}]，请重新选择。",
     "This is outside of what is allowed[; the most is {limit}]. Please choose again."_en},
    {Rule::frozen, Limit::none, 409, "平台已冻结该售后单，暂时不能操作。",
     "The platform has put this on hold. Nothing can be done for now."_en},
    {Rule::not_frozen, Limit::none, 409, "该售后单没有被冻结。", "This is not on hold."_en},
    {Rule::too_many_extensions, Limit::plain, 422,
     "本阶段不能再延长[（最多 {limit} 次）]，请联系对方在期限内处理。",
     "This limit can not be extended again[ (the most is {limit} times)]. Please ask the other side to act "
     "in time."_en},
    {Rule::extension_too_short, Limit::none, 422, "请选择要延长多久。",
     "Please choose how much more time to give."_en},
    {Rule::extension_too_long, Limit::plain, 422, "一次延长得太久[，最多 {limit} 小时]，请选择较短的时间。",
     "This is too much at once[; the most is {limit} hours]. Please choose less."_en},
    {Rule::being_sent, Limit::none, 409, "商家正在发货，暂不能退款；若未发出，将自动继续。",
     "These goods are being sent just now, so the refund waits; if they are not, it goes on by itself."_en},
    // Who is asking, and how.
    {Rule::not_signed_in, Limit::none, 401, "请先登录。", "Please sign in first."_en},
    {Rule::wrong_password, Limit::none, 401, "账号或密码不正确。",
     "The name or the password is not right."_en},
    {Rule::right_missing, Limit::right, 403, "[需要「{limit}」权限，]请联系店长或管理员开通。",
     "[This needs the right '{limit}'. ]Please ask your manager or administrator for it."_en},
    {Rule::code_required, Limit::none, 401, "请填写动态验证码。",
     "Please fill in the code of your device."_en},
    {Rule::code_wrong, Limit::none, 422, "验证码不正确或已经用过，请等下一个。",
     "The code is not right, or was used already. Please wait for the next one."_en},
    {Rule::account_disabled, Limit::none, 403, "账号已停用，请联系店长或管理员。",
     "This account is switched off. Please ask your manager or administrator."_en},
    {Rule::old_password_wrong, Limit::none, 422, "原密码不正确。", "The old password is not right."_en},
    {Rule::password_too_short, Limit::plain, 422, "密码太短[，至少 {limit} 个字]。",
     "The password is too short[; the least is {limit} characters]."_en},
    {Rule::password_is_public, Limit::none, 422, "密码太常见或太好猜，请换一个。",
     "This password is known or easily guessed. Please choose another."_en},
    {Rule::new_password_required, Limit::none, 401, "请设置新密码。",
     "Please choose a password of your own."_en},
    {Rule::first_password_over, Limit::none, 401, "初始密码已过期，请联系店长或管理员。",
     "This first password is over. Please ask your manager or administrator for another."_en},
    {Rule::name_taken, Limit::none, 409, "已被使用，请换一个。", "This is taken. Please choose another."_en},
    {Rule::not_yourself, Limit::none, 422, "不能更改自己的角色或停用自己，请由他人操作。",
     "Nobody changes his own role or switches himself off. Please ask somebody else."_en},
    {Rule::beyond_your_rights, Limit::right, 403, "不能授予自己没有的权限[：{limit}]。",
     "You can not give a right that you do not have[: {limit}]."_en},
    {Rule::role_in_use, Limit::none, 409, "还有员工是这个角色，请先更改他们的角色。",
     "Somebody still has this role. Please give them another first."_en},
    {Rule::two_step_is_on, Limit::none, 409, "两步验证已开启，请先关闭。",
     "Two-step sign-in is on. Please take it off first."_en},
    {Rule::launch_token_malformed, Limit::none, 401, "进入链接不完整，请从商城重新进入。",
     "The link is not complete. Please come in from the shop again."_en},
    {Rule::launch_token_forged, Limit::none, 401, "进入链接无法验证，请从商城重新进入。",
     "The link could not be verified. Please come in from the shop again."_en},
    {Rule::launch_key_missing, Limit::none, 401, "本站还没有商城的验证密钥，暂时无法进入，请联系商城。",
     "The shop's key is not known here yet, so that its links can not be verified. Please tell the shop."_en},
    {Rule::launch_token_expired, Limit::none, 401, "进入链接已过期，请从商城重新进入。",
     "The link has expired. Please come in from the shop again."_en},
    {Rule::launch_token_too_long_lived, Limit::none, 401, "进入链接的有效期过长，请联系商城。",
     "The link is valid for longer than allowed. Please tell the shop."_en},
    {Rule::launch_token_used, Limit::none, 401, "进入链接已使用过，请从商城重新进入。",
     "The link was used already. Please come in from the shop again."_en},
    {Rule::launch_token_wrong_audience, Limit::none, 401, "进入链接不属于本站，请从商城重新进入。",
     "The link is for another place. Please come in from the shop again."_en},
    {Rule::cross_site, Limit::none, 403, "请求来自其他网站，已被拒绝，请在本页面操作。",
     "The request came from another site and was refused. Please use this page."_en},
    {Rule::not_found, Limit::none, 404, "没有找到，可能已被移除，或您无权查看。",
     "This was not found. It may be gone, or not yours to see."_en},
    {Rule::method_not_allowed, Limit::none, 405, "这里不支持这种操作。", "This can not be done here."_en},
    {Rule::content_type_unsupported, Limit::none, 415, "不支持这种内容类型。",
     "This type of content is not supported."_en},
    {Rule::body_too_large, Limit::bytes, 413, "提交的内容过大[，最大为 {limit}]。",
     "Too much was sent at once[; the most is {limit}]."_en},
    {Rule::length_required, Limit::none, 411, "请求没有注明内容长度。",
     "The request does not say how long it is."_en},
    {Rule::request_malformed, Limit::none, 400, "请求有误，请刷新页面后重试。",
     "The request was not understood. Please reload the page and try again."_en},
    {Rule::form_malformed, Limit::none, 400, "上传表单的格式有误或不完整，请重新上传。",
     "The form with the file could not be read, or is not complete. Please send it again."_en},
    {Rule::one_file_expected, Limit::none, 422, "请每次上传一个文件。",
     "Please send exactly one file at a time."_en},
    {Rule::idempotency_key_required, Limit::none, 400, "请求缺少防重复编号，请刷新页面后重试。",
     "The request has no number of its own. Please reload the page and try again."_en},
    {Rule::idempotency_key_reused, Limit::none, 422, "该编号已用于另一次提交，请刷新页面后重试。",
     "The number of this request was used for another one. Please reload the page and try again."_en},
    {Rule::file_too_large, Limit::bytes, 413, "文件过大[，最大为 {limit}]。",
     "The file is too large[; the most is {limit}]."_en},
    {Rule::not_a_picture, Limit::none, 422, "无法识别这张图片，请换一张 JPEG、PNG 或 WebP 图片。",
     "This picture could not be read. Please choose a JPEG, PNG or WebP picture."_en},
    {Rule::picture_cut_short, Limit::none, 422, "图片不完整，可能没有传完，请重新上传。",
     "A part of the picture is missing. Please send it again."_en},
    {Rule::picture_too_large, Limit::millions, 422, "图片像素过多[，总共最多 {limit}像素]，请缩小后再上传。",
     "The picture has too many pixels[; the most is {limit} in all]. Please make it smaller and send it "
     "again."_en},
    {Rule::picture_side_too_long, Limit::plain, 422,
     "图片边长过大[，最长 {limit} 像素]，请裁剪或缩小后再上传。",
     "A side of the picture is too long[; the most is {limit} pixels]. Please crop it or make it "
     "smaller."_en},
    {Rule::file_kind_not_taken, Limit::none, 422, "只能上传图片、视频（MP4、MOV、WebM）或 PDF 文件。",
     "Only pictures, videos (MP4, MOV, WebM) and PDF files can be sent."_en},
    {Rule::not_a_video, Limit::none, 422, "无法识别这段视频，请换成常见的 MP4、MOV 或 WebM 视频。",
     "This video could not be read. Please choose a common MP4, MOV or WebM video."_en},
    {Rule::not_a_report, Limit::none, 422, "无法识别这份 PDF，请重新导出后再上传。",
     "This PDF could not be read. Please export it again and send that."_en},
    {Rule::file_cut_short, Limit::none, 422, "文件不完整，请检查后重新上传。",
     "A part of the file is missing. Please check it and send it again."_en},
    {Rule::report_encrypted, Limit::none, 422, "这份 PDF 已加密，请去掉密码后再上传。",
     "This PDF is encrypted. Please remove its password and send it again."_en},
    {Rule::report_acts, Limit::none, 422, "这份 PDF 带有脚本、附件或自动操作，请另存为普通 PDF 后再上传。",
     "This PDF carries scripts, attachments or actions. Please save it as a plain PDF and send that."_en},
    {Rule::too_many_files_today, Limit::plain, 422, "今天上传的文件已达上限[（{limit} 个）]，请明天再试。",
     "You have sent as many files as a day allows[ ({limit})]. Please go on tomorrow."_en},
    {Rule::too_many_bytes_today, Limit::bytes, 422, "今天上传的文件总量已达上限[（{limit}）]，请明天再试。",
     "You have sent as much as a day allows[ ({limit})]. Please go on tomorrow."_en},
    {Rule::piece_out_of_place, Limit::none, 409, "这一段接不上已上传的部分，请从服务器给出的位置继续。",
     "This piece does not begin where the last one ended. Please go on from where the server says."_en},
    {Rule::too_many_requests, Limit::plain, 429, "操作太频繁，请稍后再试[（{limit} 秒后）]。",
     "That was too often. Please try again in a moment[ (in {limit} seconds)]."_en},
    {Rule::busy, Limit::none, 503, "系统繁忙，请稍后再试。",
     "The service is busy. Please try again in a moment."_en},
    {Rule::failed, Limit::none, 500, "系统出了问题，请稍后再试。",
     "Something went wrong. Please try again later."_en},
    // A host's machine.
    {Rule::key_refused, Limit::none, 401, "接口密钥无效或已过期。",
     "There is no such key, or it is over."_en},
    {Rule::scope_missing, Limit::none, 403, "这个密钥没有这项范围。", "The key does not have this scope."_en},
    {Rule::revision_older, Limit::plain, 409, "已有更新的版本[（{limit}）]。",
     "A newer revision is known[ ({limit})]."_en},
    {Rule::differs_from_address, Limit::none, 422, "与地址中的不一致。", "The address says otherwise."_en},
    {Rule::fact_told_otherwise, Limit::none, 409, "同一事实编号的内容与之前不同。",
     "This number was told before, of something else."_en},
    {Rule::shipping_claim_over, Limit::none, 409, "这个发货登记已结束，请用新的编号登记。",
     "This claim is over. Please claim anew under another number."_en},
    {Rule::cursor_expired, Limit::none, 410, "这个位置的事件已不保留，请从头读取并核对。",
     "Events from this place on are not kept. Please begin anew, and compare."_en},
    {Rule::refunded_twice, Limit::none, 409, "别处退的这笔款，售后单也在退或已经退了，请到该售后单里处理。",
     "What was refunded elsewhere is, or was, refunded by a ticket as well; see to it on this ticket."_en},
}};

constexpr bool in_enum_order() {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (static_cast<std::size_t>(rows[i].rule) != i || rows[i].http_status < 400) return false;
    }
    return true;
}
static_assert(in_enum_order(), "each rule has one row, in the order of the enum");

std::string bytes_text(std::int64_t bytes) {
    constexpr std::int64_t kilo = 1'024, mega = kilo * kilo;
    if (bytes >= mega) return std::to_string(bytes / mega) + " MB";
    if (bytes >= kilo) return std::to_string(bytes / kilo) + " KB";
    return std::to_string(bytes) + " B";
}

bool names_fen(std::string_view path) {
    constexpr std::string_view suffix = "_fen";
    return path.size() >= suffix.size() && path.substr(path.size() - suffix.size()) == suffix;
}

/// The limit as the sentence shows it; empty when there is none to show.
std::string limit_text(Mistake const& mistake, Limit limit, Language language) {
    if (limit == Limit::right) return std::string(missing_right_text(mistake.path, language));
    if (mistake.limit < 0) return {};
    switch (limit) {
        case Limit::none:
        case Limit::right: return {};
        case Limit::plain: return std::to_string(mistake.limit);
        case Limit::money: return "¥" + format_fen(mistake.limit);
        case Limit::bytes: return bytes_text(mistake.limit);
        case Limit::by_path:
            if (mistake.path.empty()) return bytes_text(mistake.limit);
            return limit_text(mistake, names_fen(mistake.path) ? Limit::money : Limit::plain, language);
        case Limit::millions:
            return language == Language::en ? std::to_string(mistake.limit / 1'000'000) + " million"
                                            : std::to_string(mistake.limit / 10'000) + " 万";
    }
    return {};
}

std::string filled_in(std::string_view sentence, std::string_view limit) {
    constexpr std::string_view slot = "{limit}";
    std::string out;
    std::size_t const open = sentence.find('[');
    if (open == std::string_view::npos) return std::string(sentence);
    std::size_t const close = sentence.find(']', open);
    std::size_t const at = sentence.find(slot, open);
    CHECK(at < close && close != std::string_view::npos);
    out += sentence.substr(0, open);
    if (!limit.empty()) {
        out += sentence.substr(open + 1, at - open - 1);
        out += limit;
        out += sentence.substr(at + slot.size(), close - at - slot.size());
    }
    out += sentence.substr(close + 1);
    return out;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// "en-US", "EN", "en_GB.UTF-8" speak "en".
bool speaks(std::string_view tag, std::string_view language) {
    if (tag.size() < language.size()) return false;
    for (std::size_t i = 0; i < language.size(); ++i) {
        if (lower(tag[i]) != language[i]) return false;
    }
    if (tag.size() == language.size()) return true;
    char const next = tag[language.size()];
    return next == '-' || next == '_' || next == '.';
}

/// The weight of ";q=0.8" in thousandths; 1000 when there is none, 0 when it can not be read.
int weight_of(std::string_view parameters) {
    std::string_view text = without_blanks(parameters);
    if (text.empty()) return 1'000;
    if (text.size() < 3 || lower(text[0]) != 'q' || text[1] != '=') return 0;
    if (text[2] == '1') return 1'000;
    if (text[2] != '0') return 0;
    int weight = 0, place = 100;
    for (std::size_t i = 4; i < text.size() && place > 0 && text[3] == '.'; ++i, place /= 10) {
        if (text[i] < '0' || text[i] > '9') return 0;
        weight += (text[i] - '0') * place;
    }
    return weight;
}

}  // namespace

Language language_from(std::string_view accept_language) {
    int english = 0, chinese = 0;
    while (!accept_language.empty()) {
        std::size_t const comma = accept_language.find(',');
        std::string_view const item = accept_language.substr(0, comma);
        accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
        std::size_t const semicolon = item.find(';');
        std::string_view const tag = without_blanks(item.substr(0, semicolon));
        int const weight = weight_of(semicolon == std::string_view::npos ? "" : item.substr(semicolon + 1));
        if (speaks(tag, "en") && weight > chinese) english = weight > english ? weight : english;
        if (speaks(tag, "zh") && weight > english) chinese = weight > chinese ? weight : chinese;
    }
    return english > chinese ? Language::en : Language::zh_cn;
}

int http_status(Rule rule) { return rows[static_cast<std::size_t>(rule)].http_status; }

std::string message_for(Mistake const& mistake, Language language) {
    auto const index = static_cast<std::size_t>(mistake.rule);
    CHECK(index < rows.size());
    RuleRow const& row = rows[index];
    std::string_view const sentence = language == Language::en ? english_or(row.zh, row.en) : row.zh;
    return filled_in(sentence, limit_text(mistake, row.limit, language));
}

}  // namespace afterdesk::wire

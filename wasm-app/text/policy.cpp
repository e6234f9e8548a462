#include "text/policy.hpp"

#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::text {
namespace {

constexpr Text none{"", ""};

constexpr Text code_label{"代码", "Code"_en};
constexpr Text code_hint{"字母、数字和下划线，定下后请不要再改",
                         "Letters, digits and underscores; best never changed later"_en};
constexpr Text zh_label{"中文名称", "Chinese name"_en};
constexpr Text en_label{"英文名称", "English name"_en};
constexpr Text types_label{"售后类型", "Types"_en};
constexpr Text all_types_hint{"不选表示全部类型", "None chosen: all types"_en};
constexpr Text window_label{"申请期限（天）", "Time to apply (days)"_en};

// In the order of the document.
constexpr PolicyWords words[] = {
    {"coupons", {"优惠券", "Coupons"_en}, {"退款后优惠券是否退回", "Whether they go back with a refund"_en}},
    {"points", {"抵扣的积分", "Points used"_en}, {"退款后是否退回", "Whether they go back with a refund"_en}},
    {"threshold",
     {"满减被破坏时", "When a threshold promotion breaks"_en},
     {"部分退货后不再满足门槛", "After a part return the order no longer reaches it"_en}},
    {"payments", {"退回到哪些付款", "Which payments get it back"_en}, none},
    {"freight_when_shop_at_fault",
     {"商家责任时退运费", "Freight goes back when the shop is at fault"_en},
     none},
    {"unpaid_presale_refund_percent",
     {"未付尾款时退定金（%）", "Deposit back when the balance was never paid (%)"_en},
     {"商家责任时全退", "All of it when the shop is at fault"_en}},
    {"limits.merchant_review_ms", {"商家审核（小时）", "Merchant's review (hours)"_en}, none},
    {"limits.buyer_offer_ms", {"买家回复协商（小时）", "Buyer's answer to an offer (hours)"_en}, none},
    {"limits.buyer_return_ms", {"买家寄回（小时）", "Buyer sends back (hours)"_en}, none},
    {"limits.merchant_receipt_ms", {"商家确认收货（小时）", "Merchant's receipt (hours)"_en}, none},
    {"limits.buyer_appeal_ms", {"买家申诉（小时）", "Buyer's appeal (hours)"_en}, none},
    {"limits.merchant_reship_ms", {"商家寄出（小时）", "Merchant sends (hours)"_en}, none},
    {"limits.buyer_receipt_ms", {"买家确认收货（小时）", "Buyer's receipt (hours)"_en}, none},
    {"limits.merchant_intercept_ms", {"拦截结果（小时）", "Answer about a parcel (hours)"_en}, none},
    {"limits.merchant_inspect_ms", {"商家验货（小时）", "Merchant's inspection (hours)"_en}, none},
    {"limits.merchant_send_back_ms", {"商家寄回买家（小时）", "Merchant sends back (hours)"_en}, none},
    {"limits.reminder_grace_ms",
     {"提醒后再等（小时）", "Grace after a reminder (hours)"_en},
     {"之后由平台介入", "Then the platform steps in"_en}},
    {"limits.evidence_round_ms", {"举证一轮（小时）", "A round of proof (hours)"_en}, none},
    {"limits.verdict_appeal_ms",
     {"裁决后可申诉（小时）", "Appeal after a decision (hours)"_en},
     {"每个裁决一次", "Once"_en}},
    {"extensions.per_state",
     {"每一步可延长几次", "Extensions for each step"_en},
     {"0 表示不可延长", "0: never"_en}},
    {"extensions.max_ms", {"每次最多延长（小时）", "Each at most (hours)"_en}, none},
    {"utc_offset_minutes",
     {"店铺时区（分钟）", "Shop's time zone (minutes)"_en},
     {"北京时间为 480", "480 is Beijing"_en}},
    {"max_applications_per_line", {"每件商品最多申请次数", "Applications for each line at most"_en}, none},
    {"max_evidence", {"每次最多凭证数", "Files at once at most"_en}, none},
    {"max_remark_chars", {"说明最多字数", "Characters of a remark at most"_en}, none},
    {"reasons", {"申请原因", "Reasons to apply"_en}, none},
    {"reasons.code", code_label, code_hint},
    {"reasons.zh", zh_label, none},
    {"reasons.en", en_label, none},
    {"reasons.types", types_label, none},
    {"reasons.phases",
     {"商品到了哪一步", "How far the goods are"_en},
     {"不选表示都可以", "None chosen: anywhere"_en}},
    {"reasons.fault", {"责任方", "Whose fault"_en}, none},
    {"reasons.evidence", {"需要的凭证", "Proof that is needed"_en}, none},
    {"reasons.return_freight_payer", {"退货运费由谁承担", "Who pays the return freight"_en}, none},
    {"reasons.window_days",
     window_label,
     {"签收次日起算，0 表示不限", "From the day after sign-for; 0: no limit"_en}},
    {"reasons.allow_opened", {"拆封也可以申请", "Opened goods too"_en}, none},
    {"reasons.no_reason",
     {"属于无理由", "Counts as no reason"_en},
     {"不支持无理由的类目不可用", "Not for classes that exclude it"_en}},
    {"reject_reasons", {"拒绝原因", "Reasons to reject"_en}, none},
    {"reject_reasons.code", code_label, code_hint},
    {"reject_reasons.zh", zh_label, none},
    {"reject_reasons.en", en_label, none},
    {"reject_reasons.types", types_label, all_types_hint},
    {"findings", {"验货不合格原因", "What an inspection finds"_en}, none},
    {"findings.code", code_label, code_hint},
    {"findings.zh", zh_label, none},
    {"findings.en", en_label, none},
    {"exchange_difference", {"换货有差价时", "When an exchange differs in price"_en}, none},
    {"price_protect_days",
     {"价保期限（天）", "Price protection (days)"_en},
     {"付款次日起算，0 表示不限", "From the day after payment; 0: no limit"_en}},
    {"window_extension_days",
     {"全部期限再延长（天）", "All windows longer by (days)"_en},
     {"大促期间常用", "Often used in sales"_en}},
    {"categories", {"类目规则", "Classes of goods"_en}, none},
    {"categories.category", {"类目或标签", "Class or tag"_en}, {"* 表示全部商品", "* is every line"_en}},
    {"categories.types",
     types_label,
     {"期限对哪些类型有效，不选表示全部", "Where the days hold; none chosen: everywhere"_en}},
    {"categories.no_reason_return", {"支持无理由退货", "May go back without a reason"_en}, none},
    {"categories.opened_returnable", {"拆封可退", "May go back opened"_en}, none},
    {"categories.window_days",
     window_label,
     {"留空按原因的期限，0 表示不限", "Empty: as the reason says; 0: no limit"_en}},
    {"categories.warranty_days",
     {"保修期（天）", "Warranty (days)"_en},
     {"留空按原因的期限，0 表示不限", "Empty: as the reason says; 0: no limit"_en}},
    {"holidays", {"节假日", "Holidays"_en}, none},
    {"holidays.from_ms", {"第一天", "First day"_en}, none},
    {"holidays.to_ms", {"最后一天", "Last day"_en}, {"这几天时限停止计算", "Time limits stand still"_en}},
    {"four_eyes_above_fen",
     {"退款超过多少需要两人同意（元）", "Two people must agree above (yuan)"_en},
     {"0 表示不需要", "0: never"_en}},
    {"daily_limit_fen",
     {"每位客服每天最多同意（元）", "A member of staff may agree to a day (yuan)"_en},
     {"0 表示不限", "0: no limit"_en}},
    {"inspection", {"收货后先验货再退款", "Goods are inspected before money moves"_en}, none},
    {"max_modifications", {"申请最多修改次数", "Changes of a request at most"_en}, none},
    {"virtual_is_automatic", {"虚拟商品退款自动同意", "Virtual goods need no review"_en}, none},
    {"replacement_restarts_window",
     {"换新或修好的商品重新计算期限", "What was replaced or repaired begins anew"_en},
     none},
    {"auto_rules", {"自动审核规则", "Rules of automatic review"_en}, none},
    {"auto_rules.id", {"规则名称", "Name of the rule"_en}, code_hint},
    {"auto_rules.types", types_label, all_types_hint},
    {"auto_rules.reasons", {"原因", "Reasons"_en}, {"不选表示任何原因", "None chosen: any reason"_en}},
    {"auto_rules.categories",
     {"类目或标签", "Classes or tags"_en},
     {"多个用逗号分开，留空表示全部", "Commas between; empty: all"_en}},
    {"auto_rules.min_refund_fen",
     {"退款金额至少（元）", "Refund at least (yuan)"_en},
     {"0 表示不限", "0: no limit"_en}},
    {"auto_rules.max_refund_fen",
     {"退款金额至多（元）", "Refund at most (yuan)"_en},
     {"0 表示不限", "0: no limit"_en}},
    {"auto_rules.min_buyer_tickets_30d",
     {"买家近 30 天售后至少（次）", "Buyer's tickets in 30 days at least"_en},
     {"留空表示不限", "Empty: no limit"_en}},
    {"auto_rules.max_buyer_tickets_30d",
     {"买家近 30 天售后至多（次）", "Buyer's tickets in 30 days at most"_en},
     {"留空表示不限", "Empty: no limit"_en}},
    {"auto_rules.risk_signals", {"风险信号", "Risk signals"_en}, none},
    {"auto_rules.action", {"结果", "Result"_en}, none},
    {"auto_rules.queue",
     {"转入的队列", "Queue"_en},
     {"转人工时填写，字母、数字和下划线", "For people: letters, digits and underscores"_en}},
};

struct ValueWords {
    std::string_view key, value;
    Text words;
};
constexpr ValueWords values[] = {
    {"coupons", "never", {"不退回", "Never"_en}},
    {"coupons", "when_whole_order", {"整单退时退回", "With the whole order"_en}},
    {"points", "never", {"不退回", "Never"_en}},
    {"points", "by_unit_share", {"按件分摊退回", "By each unit's share"_en}},
    {"threshold", "keep", {"优惠保留", "The discount stays"_en}},
    {"threshold", "claw_back", {"扣回优惠", "The discount is taken back"_en}},
    {"threshold", "ask", {"由商家决定", "The merchant decides"_en}},
    {"payments", "cash_first", {"先退现金，后退积分", "Cash first, points last"_en}},
    {"payments", "proportional", {"按各笔比例", "In proportion"_en}},
    {"exchange_difference", "refuse", {"不可换", "Not possible"_en}},
    {"exchange_difference", "settle", {"多退少补", "The difference is settled"_en}},
    {"phases", "unshipped", {"未发货", "Not shipped"_en}},
    {"phases", "shipped", {"已发货", "Shipped"_en}},
    {"phases", "received", {"已签收", "Received"_en}},
    {"fault", "buyer", {"买家", "Buyer"_en}},
    {"fault", "shop", {"商家", "Shop"_en}},
    {"fault", "carrier", {"快递", "Carrier"_en}},
    {"evidence", "none", {"不需要", "None"_en}},
    {"evidence", "optional", {"可选", "Welcome"_en}},
    {"evidence", "photo", {"照片", "Photo"_en}},
    {"evidence", "video", {"视频", "Video"_en}},
    {"evidence", "report", {"检测报告", "Report"_en}},
    {"return_freight_payer", "buyer", {"买家", "Buyer"_en}},
    {"return_freight_payer", "shop", {"商家", "Shop"_en}},
    {"action", "agree", {"自动同意", "Approve by itself"_en}},
    {"action", "queue", {"转人工", "To people"_en}},
};

}  // namespace

PolicyWords const* policy_words(std::string_view path) {
    for (PolicyWords const& row : words) {
        if (row.path == path) return &row;
    }
    return nullptr;
}

Text const* policy_value(std::string_view key, std::string_view value) {
    if (key == "types") {
        auto const type = wire::from_name<TicketType>(value);
        return type ? &name(*type) : nullptr;
    }
    for (ValueWords const& row : values) {
        if (row.key == key && row.value == value) return &row.words;
    }
    return nullptr;
}

}  // namespace afterdesk::text

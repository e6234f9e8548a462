#include "domain/policy/policy.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "base/sort.hpp"

namespace afterdesk {

namespace {

using Types = std::vector<TicketType>;

Types all_types() {
    return {TicketType::refund_unshipped, TicketType::refund_shipped, TicketType::return_refund,
            TicketType::exchange,         TicketType::repair,         TicketType::reship,
            TicketType::price_protect,    TicketType::virtual_refund};
}

/// The buyer's own wish or slip: return freight on the buyer, seven days without giving reasons.
Reason buyers_wish(char const* code, char const* zh, char const* en, Types types) {
    return {.code = code,
            .zh = zh,
            .en = en,
            .types = std::move(types),
            .fault = Fault::buyer,
            .evidence = EvidenceRule::optional,
            .return_freight_payer = FreightPayer::buyer,
            .window_days = 7};
}

/// The shop or the courier failed before the goods came: no proof to give, no time limit.
Reason never_came(char const* code, char const* zh, char const* en, Fault fault, Types types) {
    return {.code = code,
            .zh = zh,
            .en = en,
            .types = std::move(types),
            .fault = fault,
            .evidence = EvidenceRule::optional,
            .return_freight_payer = FreightPayer::shop,
            .window_days = 0};
}

/// The goods came, and something is wrong with them: photo, return freight on the shop.
Reason wrong_goods(char const* code, char const* zh, char const* en, Fault fault, int window_days,
                   Types types) {
    return {.code = code,
            .zh = zh,
            .en = en,
            .types = std::move(types),
            .fault = fault,
            .evidence = EvidenceRule::photo,
            .return_freight_payer = FreightPayer::shop,
            .window_days = window_days};
}

/// Rule: mission §4.4 (WeChat's buyer reasons first, in their order), and the marketplaces' usual ones.
std::vector<Reason> default_reasons() {
    using enum TicketType;
    Types const refunds = {refund_unshipped, refund_shipped, return_refund, virtual_refund};
    Types const goods_back = {refund_shipped, return_refund, exchange};
    Reason agreed = buyers_wish("agreed", "双方协商一致", "Agreed with the shop", all_types());
    agreed.window_days = 0;
    agreed.no_reason = false;
    Fault const shop = Fault::shop;
    Fault const carrier = Fault::carrier;
    return {
        buyers_wish("not_wanted", "不想要了", "No longer wanted", refunds),
        never_came("out_of_stock", "缺货", "Out of stock", shop, {refund_unshipped}),
        buyers_wish("wrong_order", "拍错/多拍", "Ordered by mistake or too many",
                    {refund_unshipped, refund_shipped, return_refund, exchange, virtual_refund}),
        wrong_goods("wrong_item", "卖家发错货", "Wrong item sent", shop, 15,
                    {refund_shipped, return_refund, exchange, reship}),
        never_came("not_received", "未收到商品", "Not received", carrier, {refund_shipped}),
        std::move(agreed),
        never_came("slow_delivery", "快递长时间未送达", "Delivery takes too long", carrier,
                   {refund_shipped, return_refund}),
        never_came("no_tracking", "物流无跟踪", "No tracking record", carrier, {refund_shipped}),
        wrong_goods("quality", "质量问题", "Quality problem", shop, 15,
                    {refund_shipped, return_refund, exchange, repair}),
        never_came("shop_late", "未按约定时间发货", "Not shipped in the agreed time", shop,
                   {refund_unshipped, refund_shipped}),
        wrong_goods("damaged", "商品破损", "Damaged on arrival", carrier, 7, goods_back),
        wrong_goods("not_as_described", "与描述不符", "Not as described", shop, 15, goods_back),
        wrong_goods("missing_parts", "少件/漏发", "Parts or items missing", shop, 7,
                    {refund_shipped, return_refund, reship}),
        buyers_wish("size_unfit", "尺码不合适", "Size does not fit", {return_refund, exchange}),
        wrong_goods("fake", "假冒品牌", "Counterfeit", shop, 0, {refund_shipped, return_refund}),
        wrong_goods("malfunction", "使用中出现故障", "Broke down in use", shop, 365, {repair}),
        never_came("unusable", "无法使用/无法兑换", "Cannot be used or redeemed", shop, {virtual_refund}),
        buyers_wish("price_drop", "商品降价", "Price dropped", {price_protect}),
        buyers_wish("other", "其他", "Other", all_types()),
    };
}

std::vector<RejectReason> default_reject_reasons() {
    using enum TicketType;
    Types const goods_travel = {return_refund, exchange, repair};
    return {
        {"window_over",
         "超过售后期",
         "The after-sale period is over",
         {refund_shipped, return_refund, exchange, repair, reship, price_protect}},
        {"opened", "商品已拆封影响二次销售", "Opened and no longer fit for sale", {return_refund, exchange}},
        {"not_returnable",
         "商品不支持无理由退货",
         "Excluded from returns without reason",
         {return_refund, exchange}},
        {"damaged_by_buyer", "商品人为损坏", "Damaged in use", goods_travel},
        {"evidence_insufficient", "凭证不足", "The evidence is not sufficient", {}},
        {"not_our_fault",
         "非商家责任",
         "Not the shop's responsibility",
         {refund_shipped, return_refund, exchange, repair, reship, price_protect}},
        {"already_shipped", "商品已发出", "Already shipped", {refund_unshipped, refund_shipped}},
        {"signed_for", "物流显示已签收", "The courier shows it as signed for", {refund_shipped, reship}},
        {"returned_goods_differ", "退回商品不符或缺少", "The returned goods differ or are incomplete",
         goods_travel},
        {"already_used", "权益已使用", "Already used", {virtual_refund}},
        {"agreed_otherwise", "已与买家协商", "Agreed otherwise with the buyer", {}},
        {"other", "其他", "Other", {}},
    };
}

std::vector<Finding> default_findings() {
    return {
        {"damaged", "破损或污渍", "Damaged or stained"},
        {"used", "有使用痕迹", "Signs of use"},
        {"incomplete", "缺少配件、赠品或包装", "Parts, gifts or packaging are missing"},
        {"tag_removed", "吊牌或防伪标被拆除", "Tag or seal removed"},
        {"another_item", "退回的不是原商品", "Not the goods that were sold"},
        {"missing", "数量不足", "Fewer pieces than said"},
        {"no_fault_found", "未发现所说的问题", "The fault was not found"},
        {"other", "其他", "Other"},
    };
}

/// Rule: 网络购买商品七日无理由退货暂行办法 §6 (never) and §7 (where the buyer was told before paying).
std::vector<CategoryRule> default_categories() {
    auto const never = [](char const* category) {
        return CategoryRule{.category = category, .no_reason_return = false};
    };
    auto const unopened = [](char const* category) {
        return CategoryRule{.category = category, .opened_returnable = false};
    };
    return {
        never("custom"),        // 定作
        never("fresh"),         // 鲜活易腐
        unopened("digital"),    // 拆封的音像制品、计算机软件
        never("press"),         // 报纸、期刊
        unopened("food"),       // 拆封后易影响人身安全或者生命健康
        unopened("cosmetics"),  // likewise
        unopened("underwear"),  // likewise
        never("near_expiry"),   // 已明示的临近保质期
        never("flawed"),        // 已明示的瑕疵
    };
}

/// Holidays in order, those that touch or overlap made one.
std::vector<Holiday> merged(std::vector<Holiday> holidays) {
    sort_small(holidays, [](Holiday const& a, Holiday const& b) { return a.from < b.from; });
    std::vector<Holiday> out;
    for (Holiday const& holiday : holidays) {
        if (holiday.to <= holiday.from) continue;
        if (!out.empty() && holiday.from <= out.back().to) {
            out.back().to = std::max(out.back().to, holiday.to);
        } else {
            out.push_back(holiday);
        }
    }
    return out;
}

bool names(std::vector<TicketType> const& types, TicketType type) {
    return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
}

Reason const& recall() {
    static Reason const reason{.code = std::string(recall_reason),
                               .zh = "已退款后又发货",
                               .en = "Refunded, then shipped",
                               .types = {TicketType::refund_shipped, TicketType::return_refund},
                               .fault = Fault::shop,
                               .evidence = EvidenceRule::none,
                               .return_freight_payer = FreightPayer::shop,
                               .window_days = 0};
    return reason;
}

}  // namespace

Policy default_policy() {
    Policy policy;
    policy.categories = default_categories();
    policy.reasons = default_reasons();
    policy.reject_reasons = default_reject_reasons();
    policy.findings = default_findings();
    return policy;
}

Reason const* find_reason(Policy const& policy, std::string const& code) {
    if (code == recall_reason) return &recall();
    auto const found = std::find_if(policy.reasons.begin(), policy.reasons.end(),
                                    [&](Reason const& reason) { return reason.code == code; });
    return found == policy.reasons.end() ? nullptr : &*found;
}

RejectReason const* find_reject_reason(Policy const& policy, std::string const& code) {
    auto const found = std::find_if(policy.reject_reasons.begin(), policy.reject_reasons.end(),
                                    [&](RejectReason const& reason) { return reason.code == code; });
    return found == policy.reject_reasons.end() ? nullptr : &*found;
}

Finding const* find_finding(Policy const& policy, std::string const& code) {
    auto const found = std::find_if(policy.findings.begin(), policy.findings.end(),
                                    [&](Finding const& finding) { return finding.code == code; });
    return found == policy.findings.end() ? nullptr : &*found;
}

bool is_no_reason(Reason const& reason) { return reason.fault == Fault::buyer && reason.no_reason; }

bool concerns(CategoryRule const& rule, Line const& line) {
    return rule.category == "*" || rule.category == line.category ||
           std::find(line.tags.begin(), line.tags.end(), rule.category) != line.tags.end();
}

int window_days(Policy const& policy, Reason const& reason, Line const& line, TicketType type) {
    if (reason.window_days == 0) return 0;
    int window = type == TicketType::price_protect ? policy.price_protect_days : reason.window_days;
    auto const says = [&](CategoryRule const& rule) {
        return type == TicketType::repair && rule.warranty_days ? rule.warranty_days : rule.window_days;
    };
    auto const found =
        std::find_if(policy.categories.begin(), policy.categories.end(), [&](CategoryRule const& rule) {
            return says(rule) && names(rule.types, type) && concerns(rule, line);
        });
    if (found != policy.categories.end()) window = *says(*found);
    return window == 0 ? 0 : window + policy.window_extension_days;
}

Instant due(Instant now, Duration limit, Policy const& policy) {
    for (Holiday const& holiday : merged(policy.holidays)) {
        if (holiday.to <= now) continue;
        if (holiday.from > now) {
            Duration const before = holiday.from - now;
            if (limit <= before) break;
            limit.ms -= before.ms;
        }
        now = holiday.to;
    }
    return now + limit;
}

Duration time_left(Instant now, Instant deadline, Policy const& policy) {
    if (deadline <= now) return {};
    Duration left = deadline - now;
    for (Holiday const& holiday : merged(policy.holidays)) {
        Instant const from = std::max(holiday.from, now);
        Instant const to = std::min(holiday.to, deadline);
        if (from < to) left.ms -= (to - from).ms;
    }
    return left;
}

EvidenceRule evidence_for(Reason const& reason, TicketType type) {
    if (reason.code == recall_reason) return EvidenceRule::none;
    bool const says_less_than_photo =
        reason.evidence == EvidenceRule::none || reason.evidence == EvidenceRule::optional;
    switch (type) {
        case TicketType::refund_unshipped:
        case TicketType::virtual_refund: return EvidenceRule::none;
        case TicketType::return_refund:
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return says_less_than_photo ? EvidenceRule::photo : reason.evidence;
        case TicketType::price_protect: return EvidenceRule::optional;
        case TicketType::refund_shipped: return reason.evidence;
    }
    CHECK(false);
}

bool needs_evidence(Policy const& policy, std::string const& reason, TicketType type) {
    Reason const* const found = find_reason(policy, reason);
    if (found == nullptr) return false;
    switch (evidence_for(*found, type)) {
        case EvidenceRule::none:
        case EvidenceRule::optional: return false;
        case EvidenceRule::photo:
        case EvidenceRule::video:
        case EvidenceRule::report: return true;
    }
    CHECK(false);
}

bool is_for(Reason const& reason, TicketType type) {
    return std::find(reason.types.begin(), reason.types.end(), type) != reason.types.end();
}

bool is_for(RejectReason const& reason, TicketType type) { return names(reason.types, type); }

bool concerns_shipped(TicketType type) {
    switch (type) {
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return true;
        case TicketType::refund_unshipped:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return false;
    }
    CHECK(false);
}

bool pays_back(TicketType type) {
    switch (type) {
        case TicketType::refund_unshipped:
        case TicketType::refund_shipped:
        case TicketType::return_refund:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return true;
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship: return false;
    }
    CHECK(false);
}

}  // namespace afterdesk

// The routes of reconciliation.
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

using wire::Audience;

std::span<std::string_view const> bill_channels() {
    static constexpr std::string_view names[] = {"wechat", "alipay"};
    return names;
}
constexpr QueryKey of_bills[] = {
    {"channel", "Whose bill it is.", "账单所属的支付渠道。", &bill_channels},
    {"day", "Which day's, like 2026-11-29.", "账单日期，如 2026-11-29。"},
    {"account",
     "Of several merchant accounts which one's: mchid or app_id. Else the one whose number is in it.",
     "有多个商户账户时账单所属的账户（mchid 或 app_id）；不填则按账单里的商户号。"},
};
constexpr QueryKey of_host_refunds[] = {
    {"settled_from", "Settled at this time or later, in milliseconds.", "完成时间不早于，毫秒。", nullptr,
     true},
    {"settled_to", "Settled before this time, else before now.", "完成时间早于，默认到现在。", nullptr, true},
    {"after", "A page's next_after.", "上一页的 next_after。"},
    {"limit", "How many at most: 1 to 500, else 100.", "最多多少条：1 到 500，默认 100。", nullptr, true},
};

}  // namespace

void add_bills(std::vector<Route>& routes) {
    std::string const platform = std::string(wire::api_root) + "/platform";
    Session const looks{Audience::platform, {Right::read_health}};
    Session const works{Audience::platform, {Right::pay_refunds}};
    routes.push_back(
        {Method::get, platform + "/reconciliation", looks, BodyKind::none, false, show_reconciliation});
    routes.push_back(
        {Method::post, platform + "/reconciliation", works, BodyKind::json, false, reconcile_day});
    routes.push_back({Method::post, platform + "/bills", works, BodyKind::bill, false, take_bill, of_bills});
    routes.push_back(
        {Method::post, platform + "/differences/:id", works, BodyKind::json, false, settle_difference});
    std::string const host = std::string(wire::api_root) + "/host";
    Keyed const refunds{wire::HostScope::refunds_execute};
    routes.push_back(
        {Method::post, host + "/bills", refunds, BodyKind::bill, false, take_host_bill, of_bills});
    routes.push_back(
        {Method::get, host + "/refunds", refunds, BodyKind::none, false, list_host_refunds, of_host_refunds});
    routes.push_back({Method::get, host + "/refunds.csv", refunds, BodyKind::none, false, export_host_refunds,
                      std::span(of_host_refunds).first(2)});
}

}  // namespace afterdesk::http

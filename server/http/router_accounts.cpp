// The routes of buyers' accounts, and of refunds that did not come through.
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

constexpr QueryKey of_accounts[] = {
    {"cursor", "next_cursor of the page before.", "上一页的 next_cursor。"},
    {"count", "How many items at most: 1 to 300, else 30.", "最多多少条：1 到 300，默认 30。", nullptr, true},
};

}  // namespace

void add_accounts(std::vector<Route>& routes) {
    std::string const root(wire::api_root);
    routes.push_back({Method::get, root + "/buyer/accounts", Session{wire::Audience::buyer, {}},
                      BodyKind::none, false, show_own_accounts, of_accounts});
    for (wire::Audience const audience : {wire::Audience::merchant, wire::Audience::platform}) {
        routes.push_back(
            {Method::post,
             root + "/" + std::string(wire::name_of(audience)) + "/tickets/:ticket_no/abnormal-refund",
             Session{audience, {Right::pay_refunds}}, BodyKind::json, false, settle_abnormal_refund});
    }
    std::string const one = root + "/host/accounts/:buyer";
    Keyed const money{wire::HostScope::refunds_execute};
    routes.push_back({Method::get, one, money, BodyKind::none, false, show_host_accounts, of_accounts});
    routes.push_back({Method::post, one + "/entries", money, BodyKind::json, false, book_host_entry});
}

}  // namespace afterdesk::http

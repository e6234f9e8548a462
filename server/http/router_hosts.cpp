#include "http/router_hosts.hpp"

#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

using wire::Audience;

constexpr QueryKey of_host_events[] = {
    {"after", "A page's next_after, or an event's id; without it all that is kept.",
     "上一页的 next_after，或某个事件的 id；不填则从保留的最早事件开始。"},
    {"types", "Types of events, with commas between them.", "事件类型，用逗号分隔。"},
    {"limit", "How many at most: 1 to 500, else 100.", "最多多少条：1 到 500，默认 100。", nullptr, true},
    {"wait", "Seconds to wait for one when there is none: 0 to 30, else 0.",
     "没有事件时等待的秒数：0 到 30，默认 0。", nullptr, true},
};

constexpr QueryKey of_deliveries[] = {
    {"state", "Those that are so.", "处于这个状态的。", &wire::all_names<wire::DeliveryState>},
    page_cursor,
    page_count};

/// What a host sets up by itself.
void add_setup(std::vector<Route>& routes, std::string const& root) {
    Keyed const admin{wire::HostScope::admin};
    routes.push_back({Method::put, root + "/shops/:id", admin, BodyKind::json, false, put_host_shop});
    routes.push_back({Method::put, root + "/staff/:id", admin, BodyKind::json, false, put_host_staff});
    routes.push_back({Method::put, root + "/buyers/:id", admin, BodyKind::json, false, put_host_buyer});
    routes.push_back({Method::put, root + "/launch-keys/:kid", admin, BodyKind::json, false, put_launch_key});
    routes.push_back(
        {Method::delete_, root + "/launch-keys/:kid", admin, BodyKind::none, false, drop_launch_key});
}

constexpr QueryKey of_tasks[] = {
    {"state", "Those that are so.", "处于这个状态的。", &wire::all_names<wire::HostTaskState>},
    {"kind", "Of one kind.", "某一种的。", &wire::all_names<wire::HostTaskKind>},
    {"order_no", "Of one order.", "某一订单的。"},
    {"ticket_no", "Of one ticket.", "某一售后单的。"},
    page_cursor,
    page_count};

/// What a host is asked to do.
void add_tasks(std::vector<Route>& routes, std::string const& root) {
    Keyed const answers{wire::HostScope::tasks_write};
    routes.push_back(
        {Method::get, root + "/tasks", answers, BodyKind::none, false, list_host_tasks, of_tasks});
    routes.push_back(
        {Method::post, root + "/tasks/:id:result", answers, BodyKind::json, false, answer_host_task});
}

constexpr QueryKey of_host_tickets[] = {
    {"updated_after_seq", "Those that changed behind this commit, a seq of the pull log or of a page before.",
     "在该提交之后有变化的；填事件日志或上一页的 seq。", nullptr, true},
    {"order_no", "Of one order.", "某一订单的。"},
    {"state", "Those that are so.", "处于这个状态的。", &wire::all_names<State>},
    page_cursor,
    page_count};

/// Tickets as the host reads and decides them, and its shelves.
void add_host_tickets(std::vector<Route>& routes, std::string const& root) {
    Keyed const reads{wire::HostScope::tickets_read}, writes{wire::HostScope::tickets_write};
    std::string const all = root + "/tickets", one = all + "/:ticket_no";
    routes.push_back({Method::get, all, reads, BodyKind::none, false, list_host_tickets, of_host_tickets});
    routes.push_back({Method::get, one, reads, BodyKind::none, false, show_host_ticket});
    routes.push_back({Method::post, one + "/commands", writes, BodyKind::json, true, command_host_ticket});
    routes.push_back({Method::put, root + "/shops/:id/stock", Keyed{wire::HostScope::stock_write},
                      BodyKind::document, false, put_host_stock});
}

/// Where a host's events are sent to.
void add_webhooks(std::vector<Route>& routes, std::string const& root) {
    Keyed const admin{wire::HostScope::admin};
    std::string const all = root + "/webhooks", one = all + "/:id";
    routes.push_back({Method::get, all, admin, BodyKind::none, false, list_webhooks});
    routes.push_back({Method::get, one, admin, BodyKind::none, false, show_webhook});
    routes.push_back({Method::put, one, admin, BodyKind::json, false, put_webhook});
    routes.push_back({Method::delete_, one, admin, BodyKind::none, false, drop_webhook});
    routes.push_back({Method::post, one + ":ping", admin, BodyKind::none, false, ping_webhook});
    routes.push_back({Method::post, one + ":redeliver", admin, BodyKind::json, false, redeliver});
    routes.push_back(
        {Method::get, one + "/deliveries", admin, BodyKind::none, false, list_deliveries, of_deliveries});
}

}  // namespace

void add_hosts(std::vector<Route>& routes) {
    std::string const keys = std::string(wire::api_root) + "/platform/keys";
    Session const manages{Audience::platform, {Right::manage_shops}};
    routes.push_back({Method::get, keys, manages, BodyKind::none, false, show_keys});
    routes.push_back({Method::post, keys, manages, BodyKind::json, false, make_key});
    routes.push_back({Method::delete_, keys + "/:id", manages, BodyKind::none, false, end_key});
    std::string const root = std::string(wire::api_root) + "/host";
    Keyed const orders{wire::HostScope::orders_write};
    routes.push_back(
        {Method::put, root + "/orders/:order_no", orders, BodyKind::document, false, put_host_order});
    routes.push_back(
        {Method::post, root + "/orders:batch", orders, BodyKind::document, false, put_host_orders});
    routes.push_back({Method::post, root + "/facts", Keyed{wire::HostScope::facts_write}, BodyKind::json,
                      false, tell_host_fact});
    std::string const shipments = root + "/orders/:order_no/shipments";
    Keyed const ships{wire::HostScope::facts_write};
    routes.push_back({Method::post, shipments + ":claim", ships, BodyKind::json, false, claim_host_shipment});
    routes.push_back(
        {Method::post, shipments + ":release", ships, BodyKind::json, false, release_host_shipment});
    Keyed const tracks{wire::HostScope::facts_write};
    routes.push_back({Method::post, root + "/tracking", tracks, BodyKind::json, false, tell_host_tracking});
    routes.push_back({Method::get, root + "/carriers", tracks, BodyKind::none, false, show_carriers});
    routes.push_back({Method::get, root + "/events", Keyed{wire::HostScope::events_read}, BodyKind::none,
                      false, show_host_events, of_host_events});
    add_host_tickets(routes, root);
    add_setup(routes, root);
    add_tasks(routes, root);
    add_webhooks(routes, root);
}

}  // namespace afterdesk::http

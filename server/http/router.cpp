#include "http/router.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "http/router_hosts.hpp"
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

using wire::Audience;

constexpr std::size_t max_document = 1u << 20;
constexpr int max_query_name_chars = 64;

// ---- What may be asked for behind the "?" -----------------------------------------------------------------

std::span<std::string_view const> size_names() {
    static constexpr std::string_view names[] = {"full", "thumb"};
    return names;
}

constexpr QueryKey words{"q", "Words or a number to look for.", "要找的词或号码。"};
constexpr QueryKey of_orders[] = {
    words,
    page_cursor,
    page_count,
    {"after_sales", "Those that something can be asked for of, or that have an open ticket.",
     "可申请售后的，或有进行中售后单的。", &wire::all_names<wire::AfterSales>},
};
constexpr QueryKey status{"status", "The short status.", "简要状态。", &wire::all_names<ShortStatus>};
constexpr QueryKey types{"type", "Types, with commas between them.", "类型，用逗号分隔。"};
constexpr QueryKey arbitration{"arbitration", "open: in arbitration; else a step of it.",
                               "open 表示仲裁中，或其中一个步骤。"};
constexpr QueryKey queue{"queue", "The queue that automatic review put them into.", "自动审核分配的队列。"};
constexpr QueryKey sort{"sort", "What they stand by.", "排序方式。", &store::ticket_order_names};
constexpr QueryKey of_tickets[] = {status, types, arbitration, queue, words, sort, page_cursor, page_count};
constexpr QueryKey of_staffs_tickets[] = {
    status,
    types,
    {"reason", "Codes of reasons, with commas between them.", "原因代码，用逗号分隔。"},
    {"work", "Piles of work of staff, with commas between them: see GET work.",
     "待办类别，用逗号分隔，见 GET work。"},
    {"due", "Those that wait for staff whose time is nearly over.", "等待员工处理且时限将到的。",
     &wire::all_names<Due>},
    arbitration,
    {"appeal", "Those whose verdict was appealed against.", "裁决后有申诉的。", &wire::all_names<AppealStep>},
    queue,
    {"shop", "One shop's.", "某一店铺的。"},
    {"same_buyer", "Those of the buyer of this ticket.", "与此售后单同一买家的。"},
    {"least_fen", "The least amount.", "最小金额。", nullptr, true},
    {"most_fen", "The largest amount.", "最大金额。", nullptr, true},
    {"since_ms", "Applied for at this time or later.", "申请时间不早于。", nullptr, true},
    {"before_ms", "Applied for before this time.", "申请时间早于。", nullptr, true},
    words,
    sort,
    page_cursor,
    page_count,
};
/// A file has all of them, the newest first.
constexpr std::span<QueryKey const> of_exports =
    std::span(of_staffs_tickets).first(std::size(of_staffs_tickets) - 3);
constexpr QueryKey of_events[] = {{"after", "A SessionView's live_seq: what came since is told first.",
                                   "会话的 live_seq：先告知此后的事件。", nullptr, true}};
constexpr QueryKey of_pictures[] = {{"size", "thumb: a small one.", "thumb 为缩略图。", &size_names}};
constexpr QueryKey of_found[] = {words};
constexpr QueryKey of_addresses[] = {{"shop", "Whose.", "哪家店铺的。"}};
constexpr QueryKey of_staff[] = {
    {"shop", "Whose people; without it the platform's own.", "哪家店铺的人；不填为平台自己的。"}};
constexpr QueryKey of_audit[] = {
    {"who", "Whose acts: an id.", "谁的操作：编号。"},
    {"action", "What was done; of tickets the event's name.", "做了什么；售后单为事件名。"},
    {"noun", "To what.", "对什么做的。", &wire::all_names<wire::AuditNoun>},
    {"q", "The beginning of its name: a ticket's number, a login.", "名称的开头：售后单号、账号。"},
    {"from", "The first day: 2026-11-01.", "起始日，如 2026-11-01。"},
    {"to", "The last day.", "结束日。"},
    page_cursor,
};
constexpr QueryKey of_policy[] = {{"version", "An earlier version.", "较早的版本。", nullptr, true}};
std::span<std::string_view const> page_languages() {
    static constexpr std::string_view names[] = {"zh-CN", "en"};
    return names;
}
constexpr QueryKey of_api_page[] = {{"lang", "The page's language.", "页面的语言。", &page_languages}};
constexpr QueryKey of_past[] = {{"count", "How many tickets at most: 1 to 2000, else 500.",
                                 "最多多少张：1 到 2000，默认 500。", nullptr, true}};

/// The routes that each audience has under its own name.
void add_common(std::vector<Route>& routes, Audience audience) {
    std::string const root = std::string(wire::api_root) + "/" + std::string(wire::name_of(audience));
    Session const who{audience};
    bool const staff = audience != Audience::buyer;
    Session const acts{audience, staff ? acts_on_tickets : Rights{}};
    Session const opens{audience, staff ? Rights{Right::open_tickets} : Rights{}};
    routes.push_back({Method::get, root + "/session", who, BodyKind::none, false, show_session});
    routes.push_back({Method::delete_, root + "/session", who, BodyKind::none, false, sign_out});
    routes.push_back({Method::get, root + "/devices", who, BodyKind::none, false, show_devices});
    routes.push_back({Method::delete_, root + "/devices", who, BodyKind::none, false, end_other_devices});
    routes.push_back({Method::delete_, root + "/devices/:id", who, BodyKind::none, false, end_device});
    routes.push_back({Method::get, root + "/events", who, BodyKind::none, false, open_events, of_events});
    routes.push_back({Method::post,
                      root + "/evidence",
                      acts,
                      BodyKind::picture,
                      false,
                      add_evidence,
                      {},
                      why_not_picture});
    routes.push_back(
        {Method::get, root + "/evidence/:id", who, BodyKind::none, false, show_evidence, of_pictures});
    routes.push_back({Method::post, root + "/uploads", acts, BodyKind::json, true, begin_upload});
    routes.push_back({Method::get, root + "/uploads/:id", who, BodyKind::none, false, show_upload});
    routes.push_back({Method::head, root + "/uploads/:id", who, BodyKind::none, false, show_upload_offset});
    routes.push_back(
        {Method::patch, root + "/uploads/:id", acts, BodyKind::piece, false, take_piece, {}, why_not_piece});
    routes.push_back({Method::delete_, root + "/uploads/:id", acts, BodyKind::none, false, cancel_upload});
    routes.push_back({Method::get, root + "/orders/:order_no", who, BodyKind::none, false, show_order});
    routes.push_back({Method::post, root + "/quotes", who, BodyKind::json, false, quote_request});
    bool const buyers = audience == Audience::buyer;
    routes.push_back({Method::post, root + "/tickets", opens, BodyKind::json, true,
                      buyers ? apply_for_ticket : apply_for_buyer});
    routes.push_back({Method::get, root + "/tickets", who, BodyKind::none, false, list_tickets,
                      buyers ? std::span<QueryKey const>(of_tickets) : of_staffs_tickets});
    routes.push_back({Method::get, root + "/tickets/:ticket_no", who, BodyKind::none, false, show_ticket});
    routes.push_back(
        {Method::get, root + "/tickets/:ticket_no/proof", who, BodyKind::none, false, download_proof});
    routes.push_back(
        {Method::get, root + "/tickets/:ticket_no/tracks", who, BodyKind::none, false, show_tracks});
    routes.push_back(
        {Method::post, root + "/tickets/:ticket_no/commands", acts, BodyKind::json, true, command_ticket});
}

/// What staff begin with, and their lists as files.
void add_work(std::vector<Route>& routes, Audience audience) {
    std::string const root = std::string(wire::api_root) + "/" + std::string(wire::name_of(audience));
    Session const who{audience};
    routes.push_back({Method::get, root + "/work", who, BodyKind::none, false, show_work});
    routes.push_back(
        {Method::get, root + "/tickets.csv", who, BodyKind::none, false, export_tickets, of_exports});
}

/// For buyers on the telephone, and where their goods go back to.
void add_for_buyers(std::vector<Route>& routes, Audience audience) {
    std::string const root = std::string(wire::api_root) + "/" + std::string(wire::name_of(audience));
    Session const who{audience};
    Session const opens{audience, {Right::open_tickets}};
    bool const platform = audience == Audience::platform;
    routes.push_back({Method::get, root + "/orders", opens, BodyKind::none, false, find_orders, of_found});
    routes.push_back(
        {Method::get, root + "/tickets/:ticket_no/contact", who, BodyKind::none, false, show_contact});
    routes.push_back({Method::get, root + "/addresses", who, BodyKind::none, false, show_addresses,
                      platform ? std::span<QueryKey const>(of_addresses) : std::span<QueryKey const>()});
    if (platform) return;
    Session const sets{audience, {Right::set_policy}};
    routes.push_back({Method::put, root + "/addresses", sets, BodyKind::document, false, put_addresses});
    routes.push_back({Method::get, root + "/shelf", who, BodyKind::none, false, look_at_shelf});
    Session const counts{audience, {Right::set_stock}};
    routes.push_back({Method::put, root + "/shelf/:sku", counts, BodyKind::json, false, count_ware});
}

/// A policy: the mall's, or a shop's overrides.
void add_policy(std::vector<Route>& routes, Audience audience) {
    std::string const path =
        std::string(wire::api_root) + "/" + std::string(wire::name_of(audience)) + "/policy";
    Session const who{audience};
    routes.push_back({Method::get, path, who, BodyKind::none, false, show_policy, of_policy});
    Session const sets{audience, {Right::set_policy}};
    routes.push_back({Method::put, path, sets, BodyKind::document, false, put_policy});
    routes.push_back({Method::post, path + "/dry-run", who, BodyKind::document, false, dry_run_policy});
    routes.push_back({Method::get, path + "/past", who, BodyKind::none, false, show_past, of_past});
}

/// People, roles, one's own account and who did what: of a shop, or of the platform.
void add_desk(std::vector<Route>& routes, Audience audience) {
    std::string const root = std::string(wire::api_root) + "/" + std::string(wire::name_of(audience));
    Session const who{audience};
    Session const manages{audience, {Right::manage_staff}};
    Session const audits{audience, {Right::read_audit}};
    std::span<QueryKey const> const place =
        audience == Audience::platform ? std::span<QueryKey const>(of_staff) : std::span<QueryKey const>();
    std::string const staff = root + "/staff", one = staff + "/:id", roles = root + "/roles";
    routes.push_back({Method::get, staff, who, BodyKind::none, false, show_staff, place});
    routes.push_back({Method::post, staff, manages, BodyKind::json, false, add_staff, place});
    routes.push_back({Method::put, one, manages, BodyKind::json, false, change_staff});
    routes.push_back({Method::post, one + "/password", manages, BodyKind::json, false, reset_password});
    routes.push_back({Method::delete_, one + "/sessions", manages, BodyKind::none, false, end_sessions});
    routes.push_back({Method::delete_, one + "/two-step", manages, BodyKind::none, false, drop_two_step});
    routes.push_back({Method::post, roles, manages, BodyKind::json, false, add_role, place});
    routes.push_back({Method::put, roles + "/:id", manages, BodyKind::json, false, change_role});
    routes.push_back({Method::delete_, roles + "/:id", manages, BodyKind::none, false, drop_role});
    routes.push_back({Method::put, root + "/password", who, BodyKind::json, false, set_own_password});
    routes.push_back({Method::get, root + "/two-step", who, BodyKind::none, false, show_two_step});
    routes.push_back({Method::post, root + "/two-step", who, BodyKind::json, false, set_up_two_step});
    routes.push_back({Method::put, root + "/two-step", who, BodyKind::json, false, confirm_two_step});
    routes.push_back(
        {Method::post, root + "/two-step/recovery-codes", who, BodyKind::json, false, renew_recovery_codes});
    routes.push_back({Method::post, root + "/two-step/off", who, BodyKind::json, false, take_two_step_off});
    routes.push_back({Method::get, root + "/audit", audits, BodyKind::none, false, list_audit, of_audit});
    routes.push_back(
        {Method::get, root + "/tickets/:ticket_no/chain", audits, BodyKind::none, false, show_chain});
}

void add_shops(std::vector<Route>& routes) {
    std::string const root = std::string(wire::api_root) + "/platform";
    routes.push_back(
        {Method::get, root + "/shops", Session{Audience::platform}, BodyKind::none, false, show_shops});
    routes.push_back({Method::post, root + "/shops", Session{Audience::platform, {Right::manage_shops}},
                      BodyKind::json, false, add_shop});
    routes.push_back({Method::put, root + "/shops/:id", Session{Audience::platform, {Right::manage_shops}},
                      BodyKind::json, false, change_shop});
    routes.push_back({Method::get, root + "/health", Session{Audience::platform, {Right::read_health}},
                      BodyKind::none, false, show_desk_health});
}

void split(std::string_view path, std::vector<std::string_view>& parts) {
    parts.clear();
    while (!path.empty()) {
        path.remove_prefix(1);  // the slash
        std::string_view const part = path.substr(0, path.find('/'));
        parts.push_back(part);
        path.remove_prefix(part.size());
    }
}

/// ":id", or ":id:ping", whose verb ends what is asked for.
bool is_name(std::string_view part) { return part.substr(0, 1) == ":"; }
std::string_view verb_of(std::string_view name) {
    std::size_t const at = name.find(':', 1);
    return at == std::string_view::npos ? std::string_view() : name.substr(at);
}

bool part_fits(std::string_view wanted, std::string_view given) {
    return is_name(wanted) ? given.ends_with(verb_of(wanted)) : wanted == given;
}

bool fits(std::vector<std::string_view> const& wanted, std::vector<std::string_view> const& given) {
    bool const open_end = !wanted.empty() && wanted.back() == "*";
    if (open_end ? given.size() < wanted.size() : given.size() != wanted.size()) return false;
    for (std::size_t i = 0; i < wanted.size() - (open_end ? 1 : 0); ++i) {
        if (!part_fits(wanted[i], given[i])) return false;
    }
    return true;
}

/// The values of the pattern's names, or nothing when they can not be decoded.
std::optional<Fields> values_of(std::vector<std::string_view> const& wanted,
                                std::vector<std::string_view> const& given, std::string_view path) {
    Fields values;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        bool const rest = i + 1 == wanted.size() && wanted[i] == "*";
        bool const named = is_name(wanted[i]);
        if (!rest && !named) continue;
        std::string_view const taken =
            rest ? path.substr(static_cast<std::size_t>(given[i].data() - path.data())) : given[i];
        std::string_view const verb = named ? verb_of(wanted[i]) : std::string_view();
        auto decoded = percent_decoded(taken.substr(0, taken.size() - verb.size()));
        if (!decoded || (named && decoded->empty())) return std::nullopt;
        std::string_view const name = wanted[i].substr(1, wanted[i].size() - 1 - verb.size());
        values.emplace_back(rest ? "*" : std::string(name), std::move(*decoded));
    }
    return values;
}

bool method_fits(Route const& route, std::string_view method) {
    if (method == "HEAD" && !route.is_api()) return route.method == Method::get;
    return method == name_of(route.method);
}

void allow(std::string& allowed, std::string_view method) {
    if (allowed.find(method) != std::string::npos) return;
    allowed += allowed.empty() ? "" : ", ";
    allowed += method;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

}  // namespace

std::vector<Route> all_routes() {
    std::string const api = wire::api_root;
    std::vector<Route> routes;
    routes.push_back({Method::post, api + "/buyer/sessions", Open{}, BodyKind::json, false, sign_in_buyer});
    routes.push_back(
        {Method::post, api + "/merchant/sessions", Open{}, BodyKind::json, false, sign_in_merchant});
    routes.push_back(
        {Method::post, api + "/platform/sessions", Open{}, BodyKind::json, false, sign_in_platform});
    routes.push_back(
        {Method::post, api + "/buyer/demo-sessions", Open{}, BodyKind::json, false, enter_demo_buyer});
    routes.push_back(
        {Method::post, api + "/merchant/demo-sessions", Open{}, BodyKind::json, false, enter_demo_merchant});
    routes.push_back(
        {Method::post, api + "/platform/demo-sessions", Open{}, BodyKind::json, false, enter_demo_platform});
    for (Audience audience : {Audience::buyer, Audience::merchant, Audience::platform})
        add_common(routes, audience);
    routes.push_back({Method::get, api + "/buyer/orders", Session{Audience::buyer}, BodyKind::none, false,
                      list_orders, of_orders});
    routes.push_back({Method::get, api + "/merchant/stock", Session{Audience::merchant}, BodyKind::none,
                      false, show_stock});
    routes.push_back({Method::put, api + "/merchant/stock", Session{Audience::merchant, {Right::set_stock}},
                      BodyKind::document, false, put_stock});
    add_desk(routes, Audience::merchant);
    add_desk(routes, Audience::platform);
    add_shops(routes);
    add_work(routes, Audience::merchant);
    add_work(routes, Audience::platform);
    add_for_buyers(routes, Audience::merchant);
    add_for_buyers(routes, Audience::platform);
    add_policy(routes, Audience::merchant);
    add_policy(routes, Audience::platform);
    routes.push_back({Method::post, api + "/platform/facts", Session{Audience::platform, {Right::tell_facts}},
                      BodyKind::json, false, note_facts});
    routes.push_back({Method::get, api + "/platform/clock", Session{Audience::platform}, BodyKind::none,
                      false, show_clock});
    routes.push_back({Method::post, api + "/platform/clock", Session{Audience::platform, {Right::move_clock}},
                      BodyKind::json, false, advance_clock});
    routes.push_back({Method::get, api + "/platform/channel", Session{Audience::platform}, BodyKind::none,
                      false, show_channel});
    routes.push_back({Method::post, api + "/platform/channel",
                      Session{Audience::platform, {Right::set_channel}}, BodyKind::json, false, set_channel});
    add_hosts(routes);
    add_bills(routes);
    add_accounts(routes);
    add_pickups(routes);
    routes.push_back(
        {Method::post, api + "/notify/:channel", Signed{is_channels}, BodyKind::notice, false, take_notice});
    routes.push_back({Method::post, api + "/notify/courier/:token", Signed{is_couriers}, BodyKind::notice,
                      false, take_push});
    routes.push_back({Method::get, api + "/carriers", Open{}, BodyKind::none, false, show_carriers});
    routes.push_back({Method::get, api + "/demo", Open{}, BodyKind::none, false, show_demo});
    routes.push_back({Method::get, api + "/proof-keys", Open{}, BodyKind::none, false, show_proof_keys});
    routes.push_back(
        {Method::get, api + "/meta", Open{}, BodyKind::none, false, show_meta, {}, nullptr, true});
    routes.push_back({Method::get, api + "/openapi.json", Open{}, BodyKind::none, false, show_openapi});
    routes.push_back({Method::get, "/api", Open{}, BodyKind::none, false, show_api_page, of_api_page});
    routes.push_back(
        {Method::get, "/healthz", Open{}, BodyKind::none, false, show_health, {}, nullptr, true});
    routes.push_back({Method::get, "/readyz", Open{}, BodyKind::none, false, show_ready});
    routes.push_back({Method::get, "/metrics", Open{}, BodyKind::none, false, show_metrics});
    routes.push_back({Method::get, "/media/*", Open{}, BodyKind::none, false, show_media});
    routes.push_back({Method::get, "/*", Open{}, BodyKind::none, false, show_page});
    return routes;
}

std::string_view name_of(Method method) {
    switch (method) {
        case Method::get: return "GET";
        case Method::head: return "HEAD";
        case Method::post: return "POST";
        case Method::put: return "PUT";
        case Method::patch: return "PATCH";
        case Method::delete_: return "DELETE";
    }
    return "";
}

std::size_t Route::body_limit() const {
    switch (body) {
        case BodyKind::none: return 0;
        case BodyKind::json:
        case BodyKind::notice: return wire::max_json_body;
        case BodyKind::document: return max_document;
        case BodyKind::picture: return wire::max_evidence_bytes;
        case BodyKind::piece: return wire::max_piece_bytes;
        case BodyKind::bill: return wire::max_evidence_bytes;
    }
    return 0;
}

std::optional<wire::Audience> Route::audience() const {
    auto const* session = std::get_if<Session>(&entry);
    return session == nullptr ? std::nullopt : std::optional(session->audience);
}

Rights Route::needs() const {
    auto const* session = std::get_if<Session>(&entry);
    return session == nullptr ? Rights{} : session->needs;
}

std::optional<wire::HostScope> Route::scope() const {
    auto const* keyed = std::get_if<Keyed>(&entry);
    return keyed == nullptr ? std::nullopt : std::optional(keyed->needs);
}

bool Route::is_api() const { return pattern.rfind(wire::api_root, 0) == 0; }

Mistakes Route::check_query(Fields const& asked) const {
    Mistakes mistakes;
    if (!pattern.empty() && pattern.back() == '*') return mistakes;
    for (auto at = asked.begin(); at != asked.end(); ++at) {
        auto const same = [&](auto const& other) { return other.first == at->first; };
        bool const known = std::any_of(query.begin(), query.end(),
                                       [&](QueryKey const& key) { return key.name == at->first; });
        bool const again = std::any_of(asked.begin(), at, same);
        if (known && !again) continue;
        std::string const name = is_clean_utf8(at->first) ? shorten(at->first, max_query_name_chars) : "?";
        mistakes.push_back({known ? Rule::duplicate_key : Rule::unknown_key, name, -1});
    }
    return mistakes;
}

Router::Router() : routes_(all_routes()) {
    patterns_.reserve(routes_.size());
    for (Route const& route : routes_) split(route.pattern, patterns_.emplace_back());
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    Match found;
    bool const api = path.rfind(wire::api_root, 0) == 0;
    thread_local std::vector<std::string_view> parts;
    split(path, parts);
    for (std::size_t i = 0; i < routes_.size(); ++i) {
        Route const& route = routes_[i];
        if (!fits(patterns_[i], parts)) continue;
        if (route.is_api() != api) continue;  // the page's "/*" does not answer for the API
        auto values = values_of(patterns_[i], parts, path);
        if (!values) continue;
        if (method_fits(route, method)) {
            found.route = &route;
            found.path = std::move(*values);
            return found;
        }
        allow(found.allowed, name_of(route.method));
        if (route.method == Method::get && !api) allow(found.allowed, "HEAD");
    }
    return found;
}

std::optional<std::string> percent_decoded(std::string_view text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            plain += text[i];
            continue;
        }
        int const high = i + 2 < text.size() ? hex_value(text[i + 1]) : -1;
        int const low = i + 2 < text.size() ? hex_value(text[i + 2]) : -1;
        if (high < 0 || low < 0) return std::nullopt;
        plain += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return plain;
}

}  // namespace afterdesk::http

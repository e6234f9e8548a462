// Who may do what, for every route there is: anonymous, two buyers, managers of two shops, a reviewer,
// somebody of a shop whose own role has no right, the platform's administrator, arbiter and auditor, each
// asking about objects of buyer b1 in shop s1. A route without a row fails, and so does a row without a
// route.
//
// 401: nobody for this audience. 403: he lacks the right. 404: not his, which looks like not there. 409 and
// 422: he may ask; the request itself is then refused on purpose, so that no cell changes what the next one
// sees.
#include <algorithm>
#include <array>
#include <map>

#include "http/router.hpp"
#include "server/host.hpp"
#include "service/passwords.hpp"
#include "store/staff.hpp"

using namespace afterdesk;
using test::Answer;
using test::Fields;
using test::Site;
using test::with;

namespace {

struct Person {
    char const* name;
    wire::Audience audience;
    std::string token;  ///< empty: not signed in
};

/// Expected status for: anonymous, buyer b1 (owner), buyer b2, manager of s1 (owner), manager of s2, the
/// platform's administrator, reviewer of s1 (owner), platform's arbiter, its auditor, somebody of s1 with a
/// role of no rights.
using Statuses = std::array<int, 10>;

struct Row {
    Statuses want;
    std::string body;  ///< for routes that take one
    std::string query = {};
};

constexpr Statuses open_to_all{200, 200, 200, 200, 200, 200, 200, 200, 200, 200};
constexpr Statuses refused_to_all{400, 400, 400, 400, 400, 400, 400, 400, 400, 400};
constexpr Statuses unsigned_by_all{401, 401, 401, 401, 401, 401, 401, 401, 401, 401};
constexpr Statuses buyers{401, 200, 200, 401, 401, 401, 401, 401, 401, 401};
constexpr Statuses owner_buyer{401, 200, 404, 401, 401, 401, 401, 401, 401, 401};
constexpr Statuses merchants{401, 401, 401, 200, 200, 401, 200, 401, 401, 200};
constexpr Statuses owner_merchant{401, 401, 401, 200, 404, 401, 200, 401, 401, 200};
constexpr Statuses platform_only{401, 401, 401, 401, 401, 200, 401, 200, 200, 401};
constexpr Statuses managers{401, 401, 401, 200, 200, 401, 403, 401, 401, 403};
constexpr Statuses owner_manager{401, 401, 401, 200, 404, 401, 403, 401, 401, 403};
constexpr Statuses administrators{401, 401, 401, 401, 401, 200, 401, 403, 403, 401};
/// Whoever works on tickets; others only read.
constexpr Statuses shop_workers{401, 401, 401, 200, 200, 401, 200, 401, 401, 403};
constexpr Statuses owner_workers{401, 401, 401, 200, 404, 401, 200, 401, 401, 403};
constexpr Statuses platform_workers{401, 401, 401, 401, 401, 200, 401, 200, 403, 401};
constexpr Statuses auditors{401, 401, 401, 401, 401, 200, 401, 403, 200, 401};

Statuses instead_of_200(Statuses statuses, int status) {
    std::replace(statuses.begin(), statuses.end(), 200, status);
    return statuses;
}

/// People, roles and one's own account; what becomes of each: staff_test, two_step_test. The last are of a
/// ticket: of a shop its manager's alone, of the platform who audits.
void add_desk(std::map<std::string, Row>& table, std::string const& name, Statuses const& any,
              Statuses const& manages, Statuses const& of_a_ticket) {
    std::string const root = " /api/v1/" + name;
    bool const shop = name == "merchant";
    table.insert({"GET" + root + "/staff", {any, ""}});
    table.insert({"POST" + root + "/staff", {instead_of_200(manages, 400), R"({"login":"x"})"}});
    std::string const person = R"({"name":"n","role":"reviewer","disabled":false})";
    table.insert({"PUT" + root + "/staff/:id", {instead_of_200(manages, 404), person}});
    table.insert({"POST" + root + "/staff/:id/password", {instead_of_200(manages, 404), "{}"}});
    table.insert({"DELETE" + root + "/staff/:id/sessions", {instead_of_200(manages, 404), ""}});
    table.insert({"DELETE" + root + "/staff/:id/two-step", {instead_of_200(manages, 404), ""}});
    table.insert({"POST" + root + "/roles", {instead_of_200(manages, 400), R"({"name":"x"})"}});
    std::string const role = R"({"name":"x","rights":[]})";
    table.insert({"PUT" + root + "/roles/:id", {instead_of_200(manages, 404), role}});
    table.insert({"DELETE" + root + "/roles/:id", {instead_of_200(manages, 404), ""}});
    std::string const word = R"({"old":"wrong","password":"another-one-of-mine"})";
    table.insert({"PUT" + root + "/password", {instead_of_200(any, 422), word}});
    table.insert({"GET" + root + "/two-step", {any, ""}});
    table.insert({"POST" + root + "/two-step", {instead_of_200(any, 422), R"({"password":"wrong"})"}});
    table.insert({"PUT" + root + "/two-step", {instead_of_200(any, 404), R"({"code":"000000"})"}});
    table.insert(
        {"POST" + root + "/two-step/recovery-codes", {instead_of_200(any, 404), R"({"code":"000000"})"}});
    table.insert({"POST" + root + "/two-step/off", {instead_of_200(any, 404), R"({"code":"000000"})"}});
    table.insert({"GET" + root + "/audit", {shop ? manages : of_a_ticket, ""}});
    table.insert({"GET" + root + "/tickets/:ticket_no/chain", {of_a_ticket, ""}});
}

std::map<std::string, Row> rows() {
    std::string const wanted =
        R"({"type":"return_refund","reason":"size_unfit","lines":[{"line_no":1,"quantity":1}]})";
    std::string const quote = R"({"order_no":"E2","request":)" + wanted + "}";
    std::string const apply =
        R"({"order_no":"E2","request":)" + wanted +
        R"(,"quote":{"refund_fen":1,"digest":"0000000000000000"},"remark":"","evidence":[]})";
    std::string const stale = R"({"command":"withdraw","version":77})";
    std::string const channel =
        R"({"delay_ms":0,"fail_next":0,"lose_answer_next":0,"duplicate_answers":false})";
    std::map<std::string, Row> table{
        {"POST /api/v1/buyer/sessions", {refused_to_all, "{}"}},
        {"POST /api/v1/merchant/sessions", {refused_to_all, "{}"}},
        {"POST /api/v1/platform/sessions", {refused_to_all, "{}"}},
        {"GET /api/v1/buyer/orders", {buyers, ""}},
        {"GET /api/v1/merchant/work", {merchants, ""}},
        {"GET /api/v1/platform/work", {platform_only, ""}},
        {"GET /api/v1/merchant/tickets.csv", {merchants, ""}},
        {"GET /api/v1/platform/tickets.csv", {platform_only, ""}},
        {"GET /api/v1/merchant/stock", {merchants, ""}},
        {"PUT /api/v1/merchant/stock", {managers, R"({"items":[]})"}},
        {"GET /api/v1/merchant/orders", {shop_workers, "", "q=E2"}},
        {"GET /api/v1/platform/orders", {platform_workers, "", "q=E2"}},
        {"GET /api/v1/merchant/addresses", {merchants, ""}},
        {"GET /api/v1/platform/addresses", {platform_only, "", "shop=s1"}},
        {"PUT /api/v1/merchant/addresses",
         {instead_of_200(managers, 409), R"({"version":9,"items":[{"name":"n","phone":"1","text":"t"}]})"}},
        {"GET /api/v1/merchant/shelf", {merchants, ""}},
        {"PUT /api/v1/merchant/shelf/:sku", {instead_of_200(managers, 404), R"({"available":1,"seen":0})"}},
        {"PUT /api/v1/platform/shops/:id", {instead_of_200(administrators, 404), R"({"disabled":true})"}},
        {"GET /api/v1/merchant/policy", {merchants, ""}},
        {"PUT /api/v1/merchant/policy", {instead_of_200(managers, 409), R"({"based_on":9,"overrides":{}})"}},
        {"POST /api/v1/merchant/policy/dry-run", {merchants, R"({"overrides":{}})"}},
        {"GET /api/v1/merchant/policy/past", {merchants, ""}},
        {"GET /api/v1/platform/policy/past", {platform_only, ""}},
        {"GET /api/v1/platform/policy", {platform_only, ""}},
        {"PUT /api/v1/platform/policy",
         {instead_of_200(administrators, 409), R"({"based_on":9,"policy":{}})"}},
        {"POST /api/v1/platform/policy/dry-run", {platform_only, R"({"policy":{}})"}},
        {"POST /api/v1/platform/facts", {platform_workers, R"({"order_no":"E2"})"}},
        {"GET /api/v1/platform/clock", {platform_only, ""}},
        {"POST /api/v1/platform/clock", {administrators, R"({"advance_ms":1})"}},
        {"GET /api/v1/openapi.json", {open_to_all, ""}},
        {"GET /api/v1/platform/channel", {platform_only, ""}},
        {"POST /api/v1/platform/channel", {platform_workers, channel}},
        {"POST /api/v1/notify/:channel",
         {unsigned_by_all, "{}"}},  // whom the channel's signature lets in: notify_test
        // What becomes of bills: bill_routes_test.
        {"GET /api/v1/platform/reconciliation", {platform_only, ""}},
        {"POST /api/v1/platform/reconciliation",
         {instead_of_200(platform_workers, 400), R"({"channel":"wechat"})"}},
        {"POST /api/v1/platform/bills", {instead_of_200(platform_workers, 400), "x"}},
        {"POST /api/v1/platform/differences/:id",
         {instead_of_200(platform_workers, 404), R"({"way":"explained","note":"x"})"}},
        {"POST /api/v1/host/bills", {unsigned_by_all, "x"}},
        {"GET /api/v1/host/refunds", {unsigned_by_all, ""}},
        {"GET /api/v1/host/refunds.csv", {unsigned_by_all, ""}},
        {"GET /api/v1/buyer/accounts", {buyers, ""}},
        {"GET /api/v1/host/accounts/:buyer", {unsigned_by_all, ""}},
        {"POST /api/v1/host/accounts/:buyer/entries", {unsigned_by_all, "{}"}},
        {"GET /api/v1/platform/keys", {administrators, ""}},
        {"POST /api/v1/platform/keys", {instead_of_200(administrators, 400), R"({"name":"x"})"}},
        {"DELETE /api/v1/platform/keys/:id", {instead_of_200(administrators, 404), ""}},
        // No cookie lets a person in where machines speak: whom a key lets in stands below.
        {"PUT /api/v1/host/orders/:order_no", {unsigned_by_all, "{}"}},
        {"POST /api/v1/host/orders:batch", {unsigned_by_all, "{}"}},
        {"POST /api/v1/host/facts", {unsigned_by_all, "{}"}},
        {"POST /api/v1/host/orders/:order_no/shipments:claim", {unsigned_by_all, "{}"}},
        {"POST /api/v1/host/orders/:order_no/shipments:release", {unsigned_by_all, "{}"}},
        {"POST /api/v1/host/tracking", {unsigned_by_all, "{}"}},
        {"GET /api/v1/host/carriers", {unsigned_by_all, ""}},
        // Whom the parcel's own address and the courier's signature let in: courier_test.
        {"POST /api/v1/notify/courier/:token", {unsigned_by_all, "sign=&param="}},
        {"POST /api/v1/notify/pickup/:token", {unsigned_by_all, "sign=&param="}},
        {"GET /api/v1/host/events", {unsigned_by_all, ""}},
        {"PUT /api/v1/host/shops/:id", {unsigned_by_all, "{}"}},
        {"PUT /api/v1/host/staff/:id", {unsigned_by_all, "{}"}},
        {"PUT /api/v1/host/buyers/:id", {unsigned_by_all, R"({"phone_tail":"x"})"}},
        {"PUT /api/v1/host/launch-keys/:kid", {unsigned_by_all, "{}"}},
        {"DELETE /api/v1/host/launch-keys/:kid", {unsigned_by_all, ""}},
        {"GET /api/v1/host/tickets", {unsigned_by_all, ""}},
        {"GET /api/v1/host/tickets/:ticket_no", {unsigned_by_all, ""}},
        {"POST /api/v1/host/tickets/:ticket_no/commands", {unsigned_by_all, "{}"}},
        {"PUT /api/v1/host/shops/:id/stock", {unsigned_by_all, "{}"}},
        {"GET /api/v1/host/tasks", {unsigned_by_all, ""}},
        {"POST /api/v1/host/tasks/:id:result", {unsigned_by_all, "{}"}},
        {"GET /api/v1/host/webhooks", {unsigned_by_all, ""}},
        {"GET /api/v1/host/webhooks/:id", {unsigned_by_all, ""}},
        {"PUT /api/v1/host/webhooks/:id", {unsigned_by_all, "{}"}},
        {"DELETE /api/v1/host/webhooks/:id", {unsigned_by_all, ""}},
        {"POST /api/v1/host/webhooks/:id:ping", {unsigned_by_all, ""}},
        {"POST /api/v1/host/webhooks/:id:redeliver", {unsigned_by_all, "{}"}},
        {"GET /api/v1/host/webhooks/:id/deliveries", {unsigned_by_all, ""}},
        {"GET /api/v1/platform/shops", {platform_only, ""}},
        {"POST /api/v1/platform/shops",
         {instead_of_200(administrators, 409), R"({"shop_id":"s1","name":"n"})"}},
        {"GET /api/v1/platform/health", {platform_only, ""}},
        {"GET /api/v1/carriers", {open_to_all, ""}},
        {"GET /api/v1/demo", {open_to_all, ""}},
        {"GET /api/v1/proof-keys", {open_to_all, ""}},
        {"GET /api/v1/meta", {open_to_all, ""}},
        {"GET /api", {open_to_all, ""}},
        {"GET /healthz", {open_to_all, ""}},
        {"GET /readyz", {open_to_all, ""}},
        {"GET /metrics", {open_to_all, ""}},
        {"GET /media/*", {instead_of_200(open_to_all, 404), ""}},
        {"GET /*", {instead_of_200(open_to_all, 404), ""}},
    };
    struct Audience {
        char const* name;
        Statuses any, owner, worker, owning_worker;
    };
    for (Audience const& a :
         {Audience{"buyer", buyers, owner_buyer, buyers, owner_buyer},
          Audience{"merchant", merchants, owner_merchant, shop_workers, owner_workers},
          Audience{"platform", platform_only, platform_only, platform_workers, platform_workers}}) {
        std::string const root = std::string(" /api/v1/") + a.name;
        // Outside of the demo there is nobody to be: demo_doors_test.
        table.insert({"POST" + root + "/demo-sessions", {instead_of_200(open_to_all, 404), "{}"}});
        table.insert({"GET" + root + "/session", {a.any, ""}});
        table.insert({"DELETE" + root + "/session", {instead_of_200(a.any, 204), ""}});
        table.insert({"GET" + root + "/devices", {a.any, ""}});
        table.insert({"DELETE" + root + "/devices", {instead_of_200(a.any, 204), ""}});
        table.insert({"DELETE" + root + "/devices/:id", {instead_of_200(a.any, 404), ""}});  // devices_test
        table.insert({"GET" + root + "/events", {a.any, ""}});
        table.insert({"POST" + root + "/evidence", {instead_of_200(a.worker, 422), "no picture"}});
        table.insert({"GET" + root + "/evidence/:id", {a.owner, ""}});
        std::string const upload = R"({"name":"a.mp4","bytes":99})";
        table.insert({"POST" + root + "/uploads", {instead_of_200(a.worker, 201), upload}});
        for (char const* const verb : {"GET", "HEAD"})  // whose it is: uploads_test
            table.insert({verb + root + "/uploads/:id", {instead_of_200(a.any, 404), ""}});
        for (char const* const verb : {"PATCH", "DELETE"})
            table.insert({verb + root + "/uploads/:id", {instead_of_200(a.worker, 404), ""}});
        table.insert({"GET" + root + "/orders/:order_no", {a.owner, ""}});
        table.insert({"POST" + root + "/quotes", {a.owner, quote}});
        table.insert({"POST" + root + "/tickets", {instead_of_200(a.owning_worker, 409), apply}});
        table.insert({"GET" + root + "/tickets", {a.any, ""}});
        table.insert({"GET" + root + "/tickets/:ticket_no", {a.owner, ""}});
        table.insert({"GET" + root + "/tickets/:ticket_no/proof", {a.owner, ""}});
        table.insert({"GET" + root + "/tickets/:ticket_no/tracks", {a.owner, ""}});
        table.insert({"GET" + root + "/tickets/:ticket_no/pickup", {a.owner, ""}});
        if (std::string_view(a.name) == "buyer") {  // nobody comes here: pickup_routes_test
            Statuses const none = instead_of_200(a.any, 404);
            std::string const slot = R"("slot_from_ms":1795147200000)";
            table.insert({"POST" + root + "/tickets/:ticket_no/pickup",
                          {none, "{" + slot + R"(,"address":{"name":"a","phone":"1","text":"b"}})"}});
            table.insert({"POST" + root + "/tickets/:ticket_no/pickup:change", {none, "{" + slot + "}"}});
            table.insert(
                {"POST" + root + "/tickets/:ticket_no/pickup:cancel", {none, R"({"booking_no":"x"})"}});
        }
        // This one was opened by its buyer: for_buyer_test.
        if (std::string_view(a.name) != "buyer") {
            table.insert({"GET" + root + "/tickets/:ticket_no/contact", {instead_of_200(a.any, 404), ""}});
            table.insert({"POST" + root + "/tickets/:ticket_no/abnormal-refund",
                          {instead_of_200(a.owning_worker, 409),
                           R"({"refund_no":"x","version":99,"target":"merchant"})"}});
        }
        table.insert(
            {"POST" + root + "/tickets/:ticket_no/commands", {instead_of_200(a.owning_worker, 409), stale}});
    }
    add_desk(table, "merchant", merchants, managers, owner_manager);
    add_desk(table, "platform", platform_only, administrators, auditors);
    return table;
}

/// A site with a ticket of b1 in s1 that has a picture, and all the people.
struct Matrix {
    Site site;
    std::string ticket_no, evidence_id;
    std::vector<Person> people;

    Matrix() {
        Fields const owner = site.sign_in_buyer("b1");
        auto const added = site.call("POST", "/api/v1/buyer/evidence",
                                     with(owner, "Content-Type", "image/png"), test::small_png());
        REQUIRE(added.status == 201);
        evidence_id = test::member(added.body, "id");
        auto body = site.application(site.buyer, "E2",
                                     Site::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}}));
        body.apply.evidence = {{evidence_id}};
        ticket_no = site.read(site.apply(site.buyer, body, "matrix")).ticket.no.value;
        people = {{"anonymous", wire::Audience::buyer, ""},
                  {"buyer b1", wire::Audience::buyer, ""},
                  {"buyer b2", wire::Audience::buyer, ""},
                  {"manager of s1", wire::Audience::merchant, ""},
                  {"manager of s2", wire::Audience::merchant, ""},
                  {"administrator", wire::Audience::platform, ""},
                  {"reviewer of s1", wire::Audience::merchant, ""},
                  {"arbiter", wire::Audience::platform, ""},
                  {"auditor", wire::Audience::platform, ""},
                  {"onlooker of s1", wire::Audience::merchant, ""}};
        add_staff("p9", "shenji", wire::Audience::platform, "", "auditor");
        site.store->write([&](store::WriteTx& tx) {
            store::put_role(tx, {"mall"}, {"r-none", {"s1"}, "看客", {}});
            return true;
        });
        add_staff("m9", "kanke", wire::Audience::merchant, "s1", "r-none");
        for (std::size_t i = 1; i < people.size(); ++i) sign_in(i);
    }

    void add_staff(char const* id, char const* login, wire::Audience audience, char const* shop,
                   char const* role) {
        std::string const hash = hash_password("right-9");
        site.store->write([&](store::WriteTx& tx) {
            store::put_staff(tx, {{"mall"}, {id}, login, login, audience, {shop}, hash, role});
            return true;
        });
    }

    void sign_in(std::size_t who) {
        site.pass(minutes(2));  // no faster than people may sign in
        Fields cookie;
        if (who == 1 || who == 2) cookie = site.sign_in_buyer(who == 1 ? "b1" : "b2");
        if (who == 3) cookie = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
        if (who == 4) cookie = site.sign_in_staff(wire::Audience::merchant, "shenlan", "right-2");
        if (who == 5) cookie = site.sign_in_staff(wire::Audience::platform, "admin", "right-3");
        if (who == 6) cookie = site.sign_in_staff(wire::Audience::merchant, "shenhe", "right-4");
        if (who == 7) cookie = site.sign_in_staff(wire::Audience::platform, "zhongcai", "right-5");
        if (who == 8) cookie = site.sign_in_staff(wire::Audience::platform, "shenji", "right-9");
        if (who == 9) cookie = site.sign_in_staff(wire::Audience::merchant, "kanke", "right-9");
        people[who].token = cookie.front().second.substr(cookie.front().second.find('=') + 1);
    }

    std::string target(http::Route const& route) const {
        std::string path = route.pattern;
        auto const put = [&](std::string const& name, std::string const& value) {
            std::size_t const at = path.find(name);
            if (at != std::string::npos) path.replace(at, name.size(), value);
        };
        put(":ticket_no", ticket_no);
        put(":order_no", "E2");
        put(":id", evidence_id);
        put(":kid", "nobody");
        put(":channel", "wechat");
        put("*", "nothing.js");
        return path;
    }

    Answer ask(http::Route const& route, Row const& row, Fields fields) {
        bool const takes_json = route.body == http::BodyKind::json ||
                                route.body == http::BodyKind::document ||
                                route.body == http::BodyKind::notice;
        if (takes_json) fields.emplace_back("Content-Type", "application/json");
        if (route.body == http::BodyKind::picture) fields.emplace_back("Content-Type", "image/jpeg");
        if (route.body == http::BodyKind::bill) fields.emplace_back("Content-Type", "text/csv");
        if (route.body == http::BodyKind::piece) {
            fields.emplace_back("Content-Type", "application/partial-upload");
            fields.emplace_back("Upload-Offset", "0");
        }
        if (route.idempotent) fields.emplace_back("Idempotency-Key", site.next_key());
        std::string const asked = row.query.empty() ? "" : "?" + row.query;
        return site.call(http::name_of(route.method), target(route) + asked, std::move(fields), row.body);
    }
};

std::string cookie_of(wire::Audience audience, std::string const& token) {
    return "afterdesk-" + std::string(wire::name_of(audience)) + "=" + token;
}

}  // namespace

TEST_CASE("every route gives every person what the table says, and nothing else") {
    Matrix matrix;
    auto const table = rows();
    std::size_t used = 0;
    for (http::Route const& route : http::all_routes()) {
        std::string const name = std::string(http::name_of(route.method)) + " " + route.pattern;
        CAPTURE(name);
        auto const row = table.find(name);
        REQUIRE_MESSAGE(row != table.end(), "this route has no row");
        ++used;
        for (std::size_t who = 0; who < matrix.people.size(); ++who) {
            Person const& person = matrix.people[who];
            CAPTURE(person.name);
            Fields cookie;
            if (!person.token.empty()) cookie = {{"Cookie", cookie_of(person.audience, person.token)}};
            Answer const answer = matrix.ask(route, row->second, cookie);
            CHECK(answer.status == row->second.want[who]);
            if (answer.status == 204) matrix.sign_in(who);
        }
    }
    CHECK_MESSAGE(used == table.size(), "a row has no route");
}

TEST_CASE("a session of one audience is worth nothing under the name of another") {
    Matrix matrix;
    auto const table = rows();
    for (http::Route const& route : http::all_routes()) {
        if (!route.audience()) continue;
        CAPTURE(route.pattern);
        for (Person const& person : matrix.people) {
            if (person.audience == *route.audience() || person.token.empty()) continue;
            CAPTURE(person.name);
            std::string const name = std::string(http::name_of(route.method)) + " " + route.pattern;
            Fields const forged{{"Cookie", cookie_of(*route.audience(), person.token)}};
            CHECK(matrix.ask(route, table.at(name), forged).status == 401);
        }
    }
}

TEST_CASE("a host's key opens what its scope names, and nothing of buyers and staff") {
    Matrix matrix;
    auto const table = rows();
    using enum wire::HostScope;
    std::vector<wire::HostScope> const all{orders_write, facts_write,     events_read,
                                           tasks_write,  refunds_execute, admin,
                                           stock_write,  tickets_read,    tickets_write};
    Fields const mighty = test::host_key(matrix.site, all);
    int of_hosts = 0;
    for (http::Route const& route : http::all_routes()) {
        std::string const name = std::string(http::name_of(route.method)) + " " + route.pattern;
        CAPTURE(name);
        if (route.audience()) CHECK(matrix.ask(route, table.at(name), mighty).status == 401);
        if (!route.scope()) continue;
        ++of_hosts;
        int const with_scope = matrix.ask(route, table.at(name), mighty).status;
        CHECK((with_scope == 200 || with_scope == 400 || with_scope == 404));
        std::vector<wire::HostScope> others = all;
        std::erase(others, *route.scope());
        Answer const without = matrix.ask(route, table.at(name), test::host_key(matrix.site, others));
        CHECK(without.status == 403);
        CHECK(test::code_of(without) == "scope_missing");
        CHECK(test::member(test::member(without.body, "error"), "path") == wire::name_of(*route.scope()));
    }
    CHECK(of_hosts == 31);
}

TEST_CASE("what is not his looks like what is not there") {
    Matrix matrix;
    Fields const other{{"Cookie", cookie_of(wire::Audience::buyer, matrix.people[2].token)}};
    auto const body_without_id = [](Answer const& answer) {
        std::string body = answer.body;
        std::string const id = answer.header("X-Request-Id");
        std::size_t const at = body.find(id);
        return at == std::string::npos ? body : body.erase(at, id.size());
    };
    Answer const foreign = matrix.site.call("GET", "/api/v1/buyer/tickets/" + matrix.ticket_no, other);
    Answer const missing = matrix.site.call("GET", "/api/v1/buyer/tickets/T000", other);
    CHECK(foreign.status == missing.status);
    CHECK(body_without_id(foreign) == body_without_id(missing));
    CHECK(matrix.site.call("GET", "/api/v1/buyer/tickets", other).body.find(matrix.ticket_no) ==
          std::string::npos);
}

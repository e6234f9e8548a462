// What the API tells of itself is what it does: query parameters, and the evidence that is demanded.
#include <algorithm>
#include <map>
#include <set>

#include "http/openapi.hpp"
#include "http/operations.hpp"
#include "server/host.hpp"
#include "wire/names.hpp"
#include "wire/schema.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::Fields;
using test::member;
using test::Site;
using test::with;

TEST_CASE("what evidence a reason asks for is told as the core demands it, by type") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    std::string const order = site.call("GET", "/api/v1/buyer/orders/E2", buyer).body;
    std::string const demanded = member(member(member(order, "evidence"), "size_unfit"), "return_refund");
    CHECK(demanded == "photo");
    auto const asked = world::World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
    auto const body = site.application(site.buyer, "E2", asked);
    auto const bare = site.apply(site.buyer, body, "k1");
    REQUIRE(!bare.ok());
    CHECK(bare.error().mistakes.front().rule == Rule::evidence_required);
    Fields const platform = site.sign_in_staff(wire::Audience::platform, "admin", "right-3");
    std::string const policy = site.call("GET", "/api/v1/platform/policy", platform).body;
    CHECK(member(policy, "evidence") == member(order, "evidence"));
    Policy const all = default_policy();
    for (Reason const& reason : all.reasons) {
        for (TicketType const type : reason.types) {
            std::string const said =
                member(member(member(order, "evidence"), reason.code), wire::name_of(type));
            CHECK((said == "none" || said == "optional") != needs_evidence(all, reason.code, type));
        }
    }
}

TEST_CASE("a query parameter that a route does not know is refused by its name, in every route") {
    Site site;
    std::vector<std::pair<wire::Audience, Fields>> const people{
        {wire::Audience::buyer, site.sign_in_buyer("b1")},
        {wire::Audience::merchant, site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1")},
        {wire::Audience::platform, site.sign_in_staff(wire::Audience::platform, "admin", "right-3")}};
    using enum wire::HostScope;
    Fields const host =
        test::host_key(site, {orders_write, facts_write, events_read, tasks_write, refunds_execute, admin,
                              stock_write, tickets_read, tickets_write});
    auto const ask = [&](http::Route const& route, std::string const& query) {
        std::string path = route.pattern;
        for (std::size_t at = path.find("/:"); at != std::string::npos; at = path.find("/:"))
            path.replace(at + 1, std::min(path.find_first_of("/:", at + 2), path.size()) - at - 1, "x");
        Fields fields;
        for (auto const& [audience, cookie] : people) {
            if (route.audience() == audience) fields = cookie;
        }
        if (route.scope()) fields = host;
        bool const bytes = route.body == http::BodyKind::picture || route.body == http::BodyKind::piece ||
                           route.body == http::BodyKind::bill;
        if (route.body != http::BodyKind::none)
            fields = with(std::move(fields), "Content-Type",
                          bytes ? "application/octet-stream" : "application/json");
        if (route.idempotent) fields = with(std::move(fields), "Idempotency-Key", site.next_key());
        return site.call(http::name_of(route.method), path + query, fields,
                         route.body == http::BodyKind::none ? "" : "{}");
    };
    int tried = 0;
    for (http::Route const& route : http::all_routes()) {
        bool const signs = std::holds_alternative<http::Signed>(route.entry);
        bool const for_files = route.pattern.back() == '*';
        if (signs || for_files) continue;  // a stranger; whatever is appended to the page's address
        CAPTURE(route.pattern);
        Answer const answer = ask(route, "?statsu=1");
        CHECK(answer.status == 400);
        if (route.method == http::Method::head) continue;  // its answer has no words
        CHECK(code_of(answer) == "unknown_key");
        CHECK(member(member(answer.body, "error"), "path") == "statsu");
        ++tried;
        for (http::QueryKey const& key : route.query) {
            std::string const twice = std::string(key.name) + "=1&" + std::string(key.name) + "=2";
            CHECK(code_of(ask(route, "?" + twice)) == "duplicate_key");
        }
    }
    CHECK(tried > 50);
    CHECK(site.call("GET", "/?from=singlemessage").status == 404);  // there is no page here
    Fields const& buyer = people[0].second;
    CHECK(code_of(site.call("GET", "/api/v1/buyer/tickets?Status=to_refund", buyer)) == "unknown_key");
    CHECK(code_of(site.call("GET", "/api/v1/buyer/tickets?%FF=1", buyer)) == "unknown_key");
    CHECK(site.call("GET", "/api/v1/buyer/tickets?queue=", buyer).status == 200);
    CHECK(site.call("GET", "/api/v1/buyer/session?x=1").status == 401);
    CHECK(code_of(site.call("GET", "/api/v1/buyer/evidence/x?size=huge", buyer)) == "unknown_name");
}

TEST_CASE("the document tells each route's query parameters, with the names they may have") {
    std::string const text = wire::write_json(http::openapi("1"));
    for (http::Route const& route : http::all_routes()) {
        if (!route.is_api()) continue;
        for (http::QueryKey const& key : route.query) {
            std::string const said = R"({"name":")" + std::string(key.name) + R"(","in":"query")";
            CHECK(text.find(said) != std::string::npos);
        }
    }
    CHECK(text.find(R"("enum":["newest","oldest","deadline","deadline_last","amount","amount_least"])") !=
          std::string::npos);
}

TEST_CASE("the API's page: plain, in both languages, every operation and every document of openapi.json") {
    Site site;
    Answer const zh = site.call("GET", "/api"), en = site.call("GET", "/api?lang=en");
    REQUIRE(zh.status == 200);
    CHECK(zh.header("Content-Type") == "text/html; charset=utf-8");
    CHECK(zh.body.find("<html lang=\"zh-CN\">") != std::string::npos);
    CHECK(en.body.find("<html lang=\"en\">") != std::string::npos);
    CHECK(site.call("GET", "/api", {{"Accept-Language", "en"}}).body == en.body);
    CHECK(site.call("GET", "/api?lang=zh-CN", {{"Accept-Language", "en"}}).body == zh.body);
    CHECK(zh.body.find("<script") == std::string::npos);
    std::string const policy = zh.header("Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-"));
    auto const document = http::openapi("1");
    for (auto const& [name, schema] : *document.find("components")->find("schemas")->as<wire::Object>()) {
        std::string const& document_name = name;
        CAPTURE(document_name);
        CHECK(en.body.find("id=\"" + name + "\"") != std::string::npos);
    }
    for (http::Route const& route : http::all_routes()) {
        if (!route.is_api()) continue;
        http::Operation const& operation = http::operation_of(route);
        CAPTURE(operation.name);
        CHECK(zh.body.find(operation.zh) != std::string::npos);
        CHECK(en.body.find(operation.id) != std::string::npos);
    }
}

TEST_CASE("every operation has a name of its own, and every document that is told is used") {
    std::set<std::string> ids;
    for (http::Route const& route : http::all_routes()) {
        if (route.is_api()) CHECK(ids.insert(http::operation_id(route)).second);
    }
    std::string const text = wire::write_json(http::openapi("1"));
    auto const schemas = wire::document_schemas();
    for (auto const& [name, schema] : schemas) {
        std::string const& document_name = name;
        CAPTURE(document_name);
        CHECK(text.find("\"#/components/schemas/" + name + "\"") != std::string::npos);
    }
}

TEST_CASE("buyers' documents lack what is the shop's own business") {
    std::map<std::string, std::string> all;
    for (auto const& [name, schema] : wire::document_schemas()) all[name] = wire::write_json(schema);
    for (char const* const own : {"signals", "first_approval_by"}) {
        std::string const key = std::string("\"") + own + "\"";
        CHECK(all.at("TicketDetail").find(key) != std::string::npos);
        CHECK(all.at("BuyersTicketDetail").find(key) == std::string::npos);
    }
    CHECK(all.contains("event_auto_reviewed"));
    CHECK(all.at("BuyersEvent").find("auto_reviewed") == std::string::npos);
    CHECK(all.at("BuyersPolicy").find("auto_rules") == std::string::npos);
}

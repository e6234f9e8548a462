// Facts, stock, policy, clock and the description of the API, over real sockets.

#include "http/openapi.hpp"
#include "http/router.hpp"
#include "server/person.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::member;
using test::Person;
using test::Site;
using test::wish;

TEST_CASE("the mall tells facts, and the ticket's window and state follow") {
    Site site;
    Person platform = Person::platform(site);
    Answer const told = platform.post(
        "/facts",
        R"({"order_no":"E1","lines":[{"line_no":1,"shipped_quantity":3,"received_at_ms":1795147000000}]})");
    REQUIRE(told.status == 200);
    CHECK(member(told.body, "order_changed") == "true");
    Person buyer = Person::buyer(site);
    CHECK(buyer.quote("E1", wish("refund_unshipped", "not_wanted", "1")).status == 422);
    CHECK(buyer.quote("E1", wish("return_refund", "size_unfit", "1")).status == 200);
    Answer const wrong = platform.post("/facts", R"({"order_no":"E1","lines":[{"line_no":1,"shipped":3}]})");
    CHECK(wrong.status == 400);
    CHECK(member(member(wrong.body, "error"), "path") == "lines[0].shipped");
}

TEST_CASE("commands of clock, channel, courier and mall are refused from outside") {
    Site site;
    std::string const no = site.return_one().ticket.no.value;
    Person platform = Person::platform(site);
    Person merchant = Person::merchant(site);
    for (std::string const command :
         {"time_out", "record_refund", "record_collection", "parcel_signed", "order_changed", "apply"}) {
        CAPTURE(command);
        CHECK(code_of(platform.give(no, command)) == "unknown_name");
        CHECK(code_of(merchant.give(no, command)) == "unknown_name");
    }
}

TEST_CASE("managers set the shelf; a SKU twice is told with its place") {
    Site site;
    Person merchant = Person::merchant(site);
    std::string const ware =
        R"({"sku":"K1-XL","spu":"P1","title":"羊绒衫","spec":"XL","unit_price_fen":10000,"available":2})";
    Answer const put = merchant.put("/stock", R"({"items":[)" + ware + "]}");
    REQUIRE(put.status == 200);
    CHECK(put.body.find(R"("available":2,"reserved":0)") != std::string::npos);
    CHECK(merchant.get("/stock").body == put.body);
    Answer const twice = merchant.put("/stock", R"({"items":[)" + ware + "," + ware + "]}");
    CHECK(member(member(twice.body, "error"), "path") == "items[1].sku");
    CHECK(Person::reviewer(site).put("/stock", R"({"items":[]})").status == 403);
}

TEST_CASE("a policy is read, changed on its version, tried out, and overridden by a shop") {
    Site site;
    Person platform = Person::platform(site);
    CHECK(member(platform.get("/policy").body, "version") == "1");
    Answer const put = platform.put("/policy", R"({"based_on":1,"policy":{"max_modifications":3}})");
    REQUIRE(put.status == 200);
    CHECK(member(put.body, "version") == "2");
    CHECK(member(member(put.body, "by"), "id") == "p1");
    CHECK(code_of(platform.put("/policy", R"({"based_on":1,"policy":{}})")) == "stale_version");
    CHECK(member(platform.get("/policy?version=1").body, "version") == "1");
    CHECK(platform.get("/policy?version=7").status == 404);
    CHECK(platform.get("/policy?version=x").status == 400);
    Answer const wrong = platform.put("/policy", R"({"based_on":2,"policy":{"limits":{"nonsense_ms":1}}})");
    CHECK(member(member(wrong.body, "error"), "path") == "policy.limits.nonsense_ms");
    Person merchant = Person::merchant(site);
    REQUIRE(merchant.put("/policy", R"({"based_on":2,"overrides":{"inspection":true}})").status == 200);
    CHECK(member(merchant.get("/policy").body, "overrides") == R"({"inspection":true})");
    Answer const run = merchant.post("/policy/dry-run", R"({"overrides":{}})");
    CHECK(run.status == 200);
    CHECK(member(run.body, "reviewed") == "0");
}

TEST_CASE("times in seconds are refused by name, at every door") {
    Site site;
    Person platform = Person::platform(site);
    auto const told = [](Answer const& answer) {
        std::string const error = member(answer.body, "error");
        return std::to_string(answer.status) + " " + member(error, "code") + " " + member(error, "path");
    };
    CHECK(told(platform.post("/facts", R"({"order_no":"E1","lines":[{"line_no":1,"shipped_quantity":1,)"
                                       R"("received_at_ms":1795000000}]})")) ==
          "400 looks_like_seconds lines[0].received_at_ms");
    CHECK(told(platform.post("/facts", R"({"order_no":"E1","parcels":[{"tracking_no":"SF123456",)"
                                       R"("signed_at_ms":1795000000}]})")) ==
          "400 looks_like_seconds parcels[0].signed_at_ms");
    std::string const holidays = R"({"holidays":[{"from_ms":1795000000,"to_ms":1795086400}]})";
    CHECK(told(platform.put("/policy", R"({"based_on":1,"policy":)" + holidays + "}")) ==
          "400 looks_like_seconds policy.holidays[0].from_ms");
    // A time limit that waited for its end could not be written any more.
    std::string const endless = R"({"holidays":[{"from_ms":1795000000000,"to_ms":253402300799999}]})";
    CHECK(told(platform.put("/policy", R"({"based_on":1,"policy":)" + endless + "}")) ==
          "422 too_large policy.holidays[0].to_ms");
    Person merchant = Person::merchant(site);
    CHECK(told(merchant.put("/policy", R"({"based_on":1,"overrides":)" + holidays + "}")) ==
          "400 looks_like_seconds overrides.holidays[0].from_ms");
    CHECK(told(merchant.post("/policy/dry-run", R"({"overrides":{},"since_ms":1795000000})")) ==
          "400 looks_like_seconds since_ms");
}

TEST_CASE("an administrator moves the demo's clock, and the timers have fired when it answers") {
    Site site;
    std::string const no = site.return_one().ticket.no.value;
    Person platform = Person::platform(site);
    CHECK(member(platform.get("/clock").body, "advanced_ms") == "0");
    Answer const moved = platform.post("/clock", R"({"advance_ms":172800000})");
    REQUIRE(moved.status == 200);
    CHECK(member(moved.body, "now_ms") == std::to_string(world::noon.ms + days(2).ms));
    CHECK(platform.state_of(no) == "awaiting_return");
    CHECK(platform.post("/clock", R"({"advance_ms":-1})").status == 400);
    CHECK(platform.post("/clock", R"({"advance_ms":0})").status == 400);
}

TEST_CASE("staff ask what a buyer would get, and open the ticket for him") {
    Site site;
    Person merchant = Person::merchant(site);
    Answer const opened = merchant.apply("E2", wish("return_refund", "size_unfit", "1"));
    REQUIRE(opened.status == 201);
    CHECK(Person::of_ticket(opened, "opened_by") == "merchant");
    CHECK(Person::of_ticket(opened, "state") == "awaiting_return");
    CHECK(Person::buyer(site).state_of(Person::number_in(opened)) == "awaiting_return");
    CHECK(merchant.quote("E3", wish("refund_unshipped", "not_wanted", "1")).status == 404);
}

TEST_CASE("the API describes itself: every route, every edge, the fields that the readers want") {
    Site site;
    Answer const answer = site.call("GET", "/api/v1/openapi.json");
    REQUIRE(answer.status == 200);
    auto const document = wire::parse_json(answer.body, wire::answer_limits);
    REQUIRE(document.ok());
    CHECK(member(answer.body, "openapi") == "3.1.0");
    auto const* paths = document->find("paths")->as<wire::Object>();
    REQUIRE(paths != nullptr);
    std::size_t operations = 0;
    for (auto const& [path, methods] : *paths) operations += methods.as<wire::Object>()->size();
    std::size_t routes = 0;
    for (http::Route const& route : http::all_routes()) routes += route.is_api() ? 1u : 0u;
    CHECK(operations == routes);
    CHECK(document->find("x-edges")->as<wire::Array>()->size() == edges().size());
    wire::Value const* schemas = document->find("components")->find("schemas");
    wire::Value const* reject = schemas->find("reject");
    REQUIRE(reject != nullptr);
    CHECK(wire::write_json(*reject->find("required")) == R"(["command","version","reason"])");
    CHECK(schemas->find("time_out") == nullptr);
    CHECK(reject->find("description")->as<std::string>()->find("awaiting_merchant: merchant") == 0);
}

// The demo's doors: in without a password, as the demo's own people only; counted and noted like any.
#include "server/site.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::Fields;
using test::member;
using test::Site;

namespace {

void in_demo(Site& site) {
    site.demo_people = {{{"mall"}, wire::Audience::buyer, "b1"},
                        {{"mall"}, wire::Audience::merchant, "m1"},
                        {{"mall"}, wire::Audience::merchant, "m3"},
                        {{"mall"}, wire::Audience::platform, "p1"}};
}

Fields session_of(Answer const& answer) {
    REQUIRE(answer.status == 200);
    std::string const cookie = answer.header("Set-Cookie");
    return {{"Cookie", cookie.substr(0, cookie.find(';'))}};
}

}  // namespace

TEST_CASE("outside of the demo there is no door") {
    Site const site;
    CHECK(site.call("GET", "/api/v1/demo").body == R"({"doors":[]})");
    for (char const* audience : {"buyer", "merchant", "platform"}) {
        Answer const answer = site.post(std::string("/api/v1/") + audience + "/demo-sessions", "{}");
        CHECK(code_of(answer) == "not_found");
        CHECK(answer.header("Set-Cookie").empty());
    }
}

TEST_CASE("in the demo a visitor is told whom he may be, and is let in as the first of each audience") {
    Site const site(Site::hurried(), in_demo);
    CHECK(member(site.call("GET", "/api/v1/demo").body, "doors") ==
          R"([{"audience":"buyer","name":"林晓","shop_name":""},)"
          R"({"audience":"merchant","name":"许蔓","shop_name":"云杉服饰"},)"
          R"({"audience":"platform","name":"小云","shop_name":""}])");
    for (auto const& [audience, id] :
         {std::pair("buyer", "b1"), std::pair("merchant", "m1"), std::pair("platform", "p1")}) {
        std::string const root = std::string("/api/v1/") + audience;
        Answer const in = site.post(root + "/demo-sessions", "{}");
        CHECK(member(in.body, "actor_id") == id);
        Fields const session = session_of(in);
        CHECK(member(site.call("GET", root + "/session", session).body, "actor_id") == id);
        std::string const devices = site.call("GET", root + "/devices", session).body;
        CHECK(devices.find(R"("way":"demo")") != std::string::npos);
    }
}

TEST_CASE("a demo's door takes no words, and no more tries than a password's") {
    Site site(Site::hurried(), in_demo);
    CHECK(code_of(site.post("/api/v1/buyer/demo-sessions", R"({"login":"admin"})")) == "unknown_key");
    for (int i = 0; i < 5; ++i) CHECK(site.post("/api/v1/merchant/demo-sessions", "{}").status == 200);
    CHECK(code_of(site.post("/api/v1/merchant/demo-sessions", "{}")) == "too_many_requests");
    site.pass(minutes(2));
    CHECK(site.post("/api/v1/merchant/demo-sessions", "{}").status == 200);
}

TEST_CASE("a new visit ends the one that this browser had") {
    Site const site(Site::hurried(), in_demo);
    Fields const first = session_of(site.post("/api/v1/platform/demo-sessions", "{}"));
    Fields const second = session_of(site.post("/api/v1/platform/demo-sessions", "{}", first));
    CHECK(site.call("GET", "/api/v1/platform/session", first).status == 401);
    CHECK(site.call("GET", "/api/v1/platform/session", second).status == 200);
}

// Webhooks over HTTP: what a host's machine may set, and what is said when it may not.

#include "outside/webhook/https_endpoints.hpp"
#include "server/host.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::error_of;
using test::Fields;
using test::items_of;
using test::member;
using test::Site;
using test::with;

namespace {

/// A site whose endpoints are on the Internet, and a machine that sets them.
struct Hooked {
    Site site;
    Fields key;

    Hooked() : key(test::host_key(site, {wire::HostScope::admin})) {
        site.service->connect(
            std::make_shared<outside::webhook::HttpsEndpoints>(outside::webhook::Settings{}));
    }

    Answer call(std::string_view method, std::string const& path, std::string const& json = "") {
        Fields const fields = json.empty() ? key : with(key, "Content-Type", "application/json");
        return site.call(method, "/api/v1/host/webhooks" + path, fields, json);
    }
};

}  // namespace

TEST_CASE("an endpoint is put, shown, listed and dropped; its secret is shown once") {
    Hooked hooked;
    Answer const put =
        hooked.call("PUT", "/main", R"({"url":"https://mall.example/hook","types":["ticket.applied"]})");
    REQUIRE(put.status == 200);
    std::string const secret = member(put.body, "secret");
    CHECK(secret.starts_with("whsec_"));
    CHECK(member(put.body, "id") == "main");
    Answer const again = hooked.call("PUT", "/main", R"({"url":"https://mall.example/other"})");
    CHECK(again.status == 200);
    CHECK(member(again.body, "secret").empty());
    Answer const shown = hooked.call("GET", "/main");
    CHECK(member(shown.body, "url") == "https://mall.example/other");
    CHECK(shown.body.find(secret) == std::string::npos);
    CHECK(items_of(hooked.call("GET", "").body).size() == 1);
    CHECK(hooked.call("DELETE", "/main").status == 204);
    CHECK(hooked.call("GET", "/main").status == 404);
    CHECK(hooked.call("DELETE", "/main").status == 404);
    CHECK(items_of(hooked.call("GET", "").body).empty());
}

TEST_CASE("what can not be an endpoint is refused with its field") {
    Hooked hooked;
    auto const refused = [&](std::string const& id, std::string const& json) {
        return error_of(hooked.call("PUT", "/" + id, json));
    };
    for (char const* url : {"http://mall.example/", "https://127.0.0.1/x", "https://10.0.0.8/",
                            "https://u:p@mall.example/", "ftp://mall.example/", "mall.example"}) {
        CAPTURE(url);
        CHECK(refused("x", std::string(R"({"url":")") + url + R"("})") == "url bad_characters");
    }
    std::string const good = R"({"url":"https://mall.example/")";
    CHECK(refused("x", good + R"(,"secrets":["whsec_short"]})") == "secrets[0] bad_characters");
    CHECK(refused("x", good + R"(,"secrets":["a","b","c"]})") == "secrets too_many");
    CHECK(refused("x", good + R"(,"types":["ticket.unheard_of"]})") == "types[0] unknown_name");
    CHECK(refused("x", good + R"(,"shop_id":"s9"})") == "shop_id shop_unknown");
    CHECK(refused("x", good + R"(,"retries":3})") == "retries unknown_key");
    CHECK(refused("x%20y", good + "}") == "id bad_characters");
    for (int i = 0; i < wire::max_webhooks; ++i)
        REQUIRE(hooked.call("PUT", "/n" + std::to_string(i), good + "}").status == 200);
    CHECK(refused("one-more", good + "}") == "webhooks too_many");
    CHECK(hooked.call("PUT", "/n3", good + "}").status == 200);
}

TEST_CASE("a ping and a redelivery say what they put in line; the list says what became of it") {
    Hooked hooked;
    REQUIRE(hooked.call("PUT", "/main", R"({"url":"https://localhost:9/"})").status == 200);
    Answer const pinged = hooked.call("POST", "/main:ping");
    REQUIRE(pinged.status == 200);
    hooked.site.service->jobs.run_due();
    auto const listed = items_of(hooked.call("GET", "/main/deliveries").body);
    REQUIRE(listed.size() == 1);
    CHECK(member(listed[0], "event_id") == member(pinged.body, "event_id"));
    CHECK(member(listed[0], "state") == "waiting");
    CHECK(member(listed[0], "problem") == "an address that may not be called");
    CHECK(items_of(hooked.call("GET", "/main/deliveries?state=parked").body).empty());
    CHECK(code_of(hooked.call("GET", "/main/deliveries?state=lost")) == "unknown_name");
    Answer const again = hooked.call("POST", "/main:redeliver", "{}");
    CHECK(again.status == 200);
    CHECK(member(again.body, "count") == "0");
    CHECK(hooked.call("POST", "/none:ping").status == 404);
    CHECK(hooked.call("POST", "/none:redeliver", "{}").status == 404);
    CHECK(hooked.call("POST", "/main:pong").status == 405);
    CHECK(hooked.call("POST", "/:ping").status == 405);
}

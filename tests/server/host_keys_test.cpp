// Keys of hosts' machines: who makes and ends them, whom they let in, and a mall that begins.

#include <fstream>

#include "server/host.hpp"
#include "server/person.hpp"
#include "service/host_setup.hpp"
#include "store/copies.hpp"
#include "store/host_keys.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Fields;
using test::Host;
using test::member;
using test::Person;
using test::Site;

namespace {

constexpr char const* body = R"({"name":"orders","scopes":["orders:write","events:read"]})";

int events_with(Site& site, std::string const& authorization) {
    return site.call("GET", "/api/v1/host/events", {{"Authorization", authorization}}).status;
}

}  // namespace

TEST_CASE("a key is made by an administrator, shown once, noted, and opens nothing once it was ended") {
    Site site;
    Person platform = Person::platform(site);
    Answer const made = platform.post("/keys", body);
    REQUIRE(made.status == 201);
    std::string const id = member(made.body, "id"), key = member(made.body, "key");
    CHECK(key.starts_with("adk_" + id + "_"));
    CHECK(member(made.body, "made_by") == "p1");
    Answer const listed = platform.get("/keys");
    CHECK(listed.body.find(id) != std::string::npos);
    CHECK(listed.body.find(key) == std::string::npos);
    CHECK(listed.body.find("used_at_ms") == std::string::npos);

    CHECK(events_with(site, "Bearer " + key) == 200);
    CHECK(
        test::eventually([&] { return platform.get("/keys").body.find("used_at_ms") != std::string::npos; }));
    std::string altered = key;
    altered.back() = altered.back() == '0' ? '1' : '0';
    for (std::string const& wrong : {"Bearer " + altered, key, "Bearer " + key + "0",
                                     std::string("Bearer adk_"), std::string("Basic x"), std::string()})
        CHECK(events_with(site, wrong) == 401);

    // Two are valid at once; the old one is ended when the new one is in use.
    std::string const second = member(platform.post("/keys", body).body, "key");
    CHECK(events_with(site, "Bearer " + second) == 200);
    Answer const ended = site.call("DELETE", "/api/v1/platform/keys/" + id,
                                   site.sign_in_staff(wire::Audience::platform, "admin", "right-3"));
    CHECK(ended.status == 204);
    CHECK(events_with(site, "Bearer " + key) == 401);
    CHECK(events_with(site, "Bearer " + second) == 200);
    std::string const noted = platform.get("/audit?noun=key").body;
    CHECK(noted.find("key_made") != std::string::npos);
    CHECK(noted.find("key_ended") != std::string::npos);
    CHECK(noted.find(key) == std::string::npos);
}

TEST_CASE("a key that is not good says which field is wrong; one that is over opens nothing") {
    Site site;
    Person platform = Person::platform(site);
    auto const refused = [&](std::string const& json) { return error_of(platform.post("/keys", json)); };
    CHECK(refused(R"({"name":" ","scopes":["orders:write"]})") == "name must_not_be_empty");
    CHECK(refused(R"({"name":"x","scopes":[]})") == "scopes must_not_be_empty");
    CHECK(refused(R"({"name":"x","scopes":["orders:read"]})") == "scopes[0] unknown_name");
    CHECK(refused(R"({"name":"x","scopes":["orders:write"],"shop_id":"s9"})") == "shop_id shop_unknown");
    std::string const now = std::to_string(site.now_ms.load());
    CHECK(refused(R"({"name":"x","scopes":["orders:write"],"expires_at_ms":)" + now + "}") ==
          "expires_at_ms period_is_empty");
    std::string const later = std::to_string(site.now_ms.load() + minutes(5).ms);
    Answer const made =
        platform.post("/keys", R"({"name":"x","scopes":["events:read"],"expires_at_ms":)" + later + "}");
    REQUIRE(made.status == 201);
    std::string const key = "Bearer " + member(made.body, "key");
    CHECK(events_with(site, key) == 200);
    site.pass(minutes(5));
    CHECK(events_with(site, key) == 401);
}

TEST_CASE("each key may come so often; others do not wait for it") {
    http::HttpOptions options = Site::hurried();
    options.host_rate = {0.001, 3, 100};
    Site site(options);
    Host first(site), second(site);
    for (int i = 0; i < 3; ++i) CHECK(first.events().status == 200);
    Answer const late = first.events();
    CHECK(late.status == 429);
    CHECK_FALSE(late.header("Retry-After").empty());
    CHECK(second.events().status == 200);
}

TEST_CASE("a mall begins with its administrator's one-time password and its host's key") {
    world::Folder folder;
    store::Store store(store::StoreOptions{folder.path()});
    NewMall const mall{{{"cloud"}, "云上", "cloud"}, "boss"};
    auto const made = make_mall(store, mall, world::noon);
    REQUIRE(made.ok());
    CHECK(made->key.made.scopes.size() == wire::host_scope_count);
    auto const again = make_mall(store, mall, world::noon);
    REQUIRE_FALSE(again.ok());
    CHECK(again.error().front().path == "tenant");
    auto const taken = make_mall(store, {{{"other"}, "o", "other"}, "boss"}, world::noon);
    REQUIRE_FALSE(taken.ok());
    CHECK(taken.error().front().path == "login");
    auto const key = store.read([&](store::ReadTx& tx) {
        auto const staff = store::find_staff_by_login(tx, "boss");
        CHECK((staff && staff->password_given == world::noon && staff->role == "administrator"));
        return store::find_host_key(tx, made->key.made.id);
    });
    REQUIRE(key);
    CHECK(made->key.key.find(key->secret_hash) == std::string::npos);
}

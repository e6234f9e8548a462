// The buyer's door over HTTP: the same link again, in the same browser and in another; what a refusal says.

#include "server/person.hpp"
#include "server/signed_link.hpp"
#include "store/sessions.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::Fields;
using test::member;
using test::SignedLinks;
using test::Site;

namespace {

Answer open_link(Site const& site, std::string const& token, Fields const& browser = {}) {
    return site.post("/api/v1/buyer/sessions", "{\"token\":\"" + token + "\"}", browser);
}

/// The browser that was signed in so.
Fields browser_of(Answer const& answer) {
    REQUIRE(answer.status == 200);
    std::string const cookie = answer.header("Set-Cookie");
    REQUIRE_FALSE(cookie.empty());
    return {{"Cookie", cookie.substr(0, cookie.find(';'))}};
}

std::string path_of(Answer const& answer) { return member(member(answer.body, "error"), "path"); }

int sessions_of_b1(Site& site) {
    return site.store->read([&](store::ReadTx& tx) {
        return static_cast<int>(
            store::sessions_of(tx, {"mall"}, wire::Audience::buyer, "b1", Instant{site.now_ms.load()}, 100)
                .size());
    });
}

}  // namespace

TEST_CASE("a link opened again in the browser that it signed in goes on with the same session") {
    Site site;
    SignedLinks links(site);
    std::string const token = links.of("b1", R"(,"order_no":"E1")");
    Answer const first = open_link(site, token);
    Fields const browser = browser_of(first);
    for (int i = 0; i < 3; ++i) {
        Answer const again = open_link(site, token, browser);
        CHECK(again.status == 200);
        CHECK(again.header("Set-Cookie").empty());
        for (char const* key : {"actor_id", "name", "order_no", "audience", "tenant_name"})
            CHECK_MESSAGE(member(again.body, key) == member(first.body, key), key);
    }
    CHECK(site.call("GET", "/api/v1/buyer/session", browser).status == 200);
    CHECK(sessions_of_b1(site) == 1);
}

TEST_CASE("it goes on as well when the link is over, as long as the session lives") {
    Site site;
    SignedLinks links(site);
    std::string const token = links.of("b1", R"(,"order_no":"E1")");
    Fields const browser = browser_of(open_link(site, token));
    for (int i = 0; i < 4; ++i) {
        site.pass(minutes(40));
        CHECK(member(open_link(site, token, browser).body, "order_no") == "E1");
        site.store->write([](store::WriteTx&) { return true; });  // behind the note that the session was seen
    }
    CHECK(code_of(open_link(site, token)) == "launch_token_expired");
    site.pass(hours(3));
    Answer const late = open_link(site, token, browser);
    CHECK(late.status == 401);
    CHECK(code_of(late) == "launch_token_expired");
    CHECK(path_of(late) == "token.exp");
}

TEST_CASE("another link of the same buyer opens what it names, new or used") {
    Site site;
    SignedLinks links(site);
    std::string const one = links.of("b1", R"(,"order_no":"E1")");
    std::string const two = links.of("b1", R"(,"order_no":"E2")");
    Fields const old = browser_of(open_link(site, one));
    Answer const second = open_link(site, two, old);
    Fields const browser = browser_of(second);
    CHECK(member(second.body, "order_no") == "E2");
    CHECK(member(open_link(site, one, browser).body, "order_no") == "E1");
    CHECK(code_of(open_link(site, one, old)) == "launch_token_used");
    CHECK(sessions_of_b1(site) == 1);
}

TEST_CASE("a used link lets nobody else in: no other browser, no other buyer, nobody who left") {
    Site site;
    SignedLinks links(site);
    std::string const token = links.of("b1");
    Fields const browser = browser_of(open_link(site, token));
    auto const refused = [&](Fields const& by) {
        Answer const answer = open_link(site, token, by);
        CHECK(answer.status == 401);
        CHECK(code_of(answer) == "launch_token_used");
        CHECK(path_of(answer) == "token.jti");
        CHECK(answer.header("Set-Cookie").empty());
    };
    refused({});
    refused(site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1"));
    refused({{"Cookie", "afterdesk-buyer=" + std::string(43, 'A')}});
    Fields const other = browser_of(open_link(site, links.of("b2")));
    refused(other);
    CHECK(member(site.call("GET", "/api/v1/buyer/session", other).body, "actor_id") == "b2");
    CHECK(site.call("GET", "/api/v1/buyer/session", browser).status == 200);
    CHECK(site.call("DELETE", "/api/v1/buyer/session", browser).status == 204);
    refused(browser);
}

TEST_CASE("only a link that was good goes on: a forged one, a foreign one, one that begins later do not") {
    Site site;
    SignedLinks links(site);
    Fields const browser = browser_of(open_link(site, links.of("b1")));
    std::string const good = links.of("b1");
    CHECK(code_of(open_link(site, good.substr(0, good.rfind('.')) + ".AAAA", browser)) ==
          "launch_token_forged");
    std::string const later = links.of("b1", R"(,"nbf":)" + std::to_string(links.now_s() + 300));
    CHECK(path_of(open_link(site, later, browser)) == "token.nbf");
    std::string const long_lived = links.of("b1", "", std::to_string(links.now_s() + 3'000));
    CHECK(path_of(open_link(site, long_lived, browser)) == "token.exp");
    CHECK(code_of(open_link(site, links.raw("{}"), browser)) == "launch_token_malformed");
}

TEST_CASE("a refused buyer reads one sentence; the claim stands beside it") {
    Site site;
    SignedLinks links(site);
    std::string const token = links.of("b1", R"(,"iat":"today","nbf":-1,"order_no":{})", "1e999999");
    Answer const answer = open_link(site, token);
    CHECK(answer.status == 401);
    CHECK(path_of(answer) == "token.exp");
    CHECK(member(member(answer.body, "error"), "message") == "进入链接不完整，请从商城重新进入。");
    CHECK(wire::read_api_error(answer.body).mistakes.size() == 1);
}

TEST_CASE("the merchant's list and search over HTTP know a buyer by his link") {
    Site site;
    SignedLinks links(site);
    site.return_one();
    browser_of(open_link(site, links.of("b1", R"(,"name":"新客小王","phone_tail":"7788")")));
    test::Person merchant = test::Person::merchant(site);
    for (char const* q : {"%E6%96%B0%E5%AE%A2%E5%B0%8F%E7%8E%8B", "7788"}) {
        Answer const page = merchant.get("/tickets?q=" + std::string(q));
        CHECK(page.body.find(R"("buyer_name":"新**")") != std::string::npos);
        CHECK(page.body.find("小王") == std::string::npos);
        CHECK(page.body.find("7788") == std::string::npos);
    }
    CHECK(test::Person::buyer(site, "b2").get("/tickets?q=7788").body.find("新客小王") == std::string::npos);
}

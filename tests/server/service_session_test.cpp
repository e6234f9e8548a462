// Signing in: launch links that work once and only as agreed, passwords, sessions that end.

#include "cli_link.hpp"
#include "cli_tools.hpp"
#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "service/launch_keys.hpp"
#include "store/sessions.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

struct Links {
    World& w;
    LaunchKey key = load_launch_keys(w.folder.path())->front();
    int count = 0;

    LaunchClaims claims() {
        LaunchClaims out;
        out.issuer = "mall";
        out.tenant = {"mall"};
        out.buyer = {"b1"};
        out.jti = "jti-" + std::to_string(++count);
        out.expires = Instant{w.now_ms.load()} + minutes(2);
        return out;
    }
    std::string rule(std::string const& token) {
        auto const signed_in = w.service->sessions.sign_in_by_launch(token);
        return signed_in.ok() ? "" : std::string(wire::name_of(signed_in.error().front().rule));
    }
    std::string rule(LaunchClaims const& with) { return rule(make_launch_token(key, with)); }

    /// A token with these parts, signed by the key.
    std::string raw(std::string const& header, std::string const& body) {
        std::string const token = make_launch_token(key, claims());
        // The signing function is reached by its claims only, so other documents are signed by hand.
        return crypto::base64url(header) + "." + crypto::base64url(body) + token.substr(token.rfind('.'));
    }
};

}  // namespace

TEST_CASE("a launch link signs the buyer in, once") {
    World w;
    Links links{w};
    LaunchClaims claims = links.claims();
    claims.order_no = "E1";
    std::string const token = make_launch_token(links.key, claims);
    auto const in = w.service->sessions.sign_in_by_launch(token);
    REQUIRE(in.ok());
    CHECK(in->view.name == "林晓");
    CHECK(in->view.order_no == "E1");
    CHECK(in->view.tenant_name == "云上商城");
    CHECK(links.rule(token) == "launch_token_used");
    w.restart();
    CHECK(links.rule(token) == "launch_token_used");

    auto const caller = w.service->sessions.identify(wire::Audience::buyer, in->session_token);
    REQUIRE(caller);
    CHECK(caller->actor_id == "b1");
    CHECK(caller->order_no == "E1");
    CHECK(!w.service->sessions.identify(wire::Audience::merchant, in->session_token));
    CHECK(!w.service->sessions.identify(wire::Audience::buyer, in->session_token + "x"));
    CHECK(!w.service->sessions.identify(wire::Audience::buyer, std::string(43, 'A')));
}

TEST_CASE("a buyer whom nobody mentioned before comes with the name in his link") {
    World w;
    Links links{w};
    LaunchClaims claims = links.claims();
    claims.buyer = {"b77"};
    claims.buyer_name = "新客";
    auto const in = w.service->sessions.sign_in_by_launch(make_launch_token(links.key, claims));
    REQUIRE(in.ok());
    CHECK(in->view.name == "新客");
    // Somebody who is known is called as the newest link says, when it says something.
    claims = links.claims();
    claims.buyer_name = "林小晓";
    CHECK(w.service->sessions.sign_in_by_launch(make_launch_token(links.key, claims))->view.name == "林小晓");
    CHECK(w.service->sessions.sign_in_by_launch(make_launch_token(links.key, links.claims()))->view.name ==
          "林小晓");
}

TEST_CASE("links that are late, early, too long-lived or not for us are refused by name") {
    World w;
    Links links{w};
    Instant const now{w.now_ms.load()};
    struct Row {
        char const* name;
        Duration expires_in;
        char const* want;
    };
    for (Row const& row : {Row{"just in time", {1'000}, ""},
                           {"over, within the skew", {-29'000}, ""},
                           {"over", {-31'000}, "launch_token_expired"},
                           {"five minutes", minutes(5), ""},
                           {"five minutes and the skew", {330'000}, ""},
                           {"longer", {331'000}, "launch_token_too_long_lived"}}) {
        CAPTURE(row.name);
        LaunchClaims claims = links.claims();
        claims.expires = now + row.expires_in;
        CHECK(links.rule(claims) == row.want);
    }
    LaunchClaims claims = links.claims();
    claims.issuer = "other";
    CHECK(links.rule(claims) == "launch_token_wrong_audience");
    claims = links.claims();
    claims.tenant = {"other"};
    CHECK(links.rule(claims) == "launch_token_wrong_audience");
}

TEST_CASE("forged and malformed tokens are refused") {
    World w;
    Links links{w};
    std::string const good = make_launch_token(links.key, links.claims());
    LaunchKey other = links.key;
    other.secret = std::string(32, 'x');
    CHECK(links.rule(make_launch_token(other, links.claims())) == "launch_token_forged");
    // The algorithm is ours to choose: HS256 with the public key, and none at all.
    LaunchKey confused = links.key;
    confused.algorithm = LaunchAlgorithm::hs256;
    confused.secret = links.key.public_key;
    CHECK(links.rule(make_launch_token(confused, links.claims())) == "launch_token_forged");
    std::string const body = good.substr(good.find('.'), good.rfind('.') - good.find('.') + 1);
    CHECK(links.rule(crypto::base64url(R"({"alg":"none"})") + body) == "launch_token_forged");
    CHECK(links.rule(links.raw(R"({"alg":"EdDSA","crit":["exp"]})", "{}")) == "launch_token_malformed");
    for (std::string const& bad :
         {std::string(), std::string("abc"), std::string(".."), good + ".x", good.substr(1),
          links.raw(R"({"alg":"EdDSA"})", "[]"), links.raw(R"({"alg":"EdDSA"})", R"({"iss":"mall"})"),
          links.raw(R"({"alg":"EdDSA","alg":"HS256"})", "{}"), std::string(5'000, 'a') + ".a.a"}) {
        CAPTURE(bad);
        CHECK(links.rule(bad) == "launch_token_malformed");
    }
    // Every single changed character of the signed part is noticed.
    for (std::size_t i = 0; i < good.size(); i += 7) {
        if (good[i] == '.') continue;
        std::string bent = good;
        bent[i] = bent[i] == 'A' ? 'B' : 'A';
        CHECK(links.rule(bent) != "");
    }
    CHECK(links.rule(good) == "");
}

TEST_CASE("a mall whose key nobody has put in reads so, not that its links are forged") {
    World w;
    Links links{w};
    std::filesystem::remove(w.folder.path() + "/launch.key");
    CHECK(links.rule(links.claims()) == "launch_key_missing");
}

TEST_CASE("a mall may sign with a shared secret instead") {
    World w;
    std::string const secret(32, 's');
    files::write_small_file(
        w.folder.path() + "/launch.key",
        R"({"keys":[{"tenant":"mall","alg":"HS256","secret":")" + crypto::base64url(secret) + "\"}]}");
    Links links{w};
    CHECK(links.rule(links.claims()) == "");
    LaunchKey wrong = links.key;
    wrong.secret = std::string(32, 't');
    CHECK(links.rule(make_launch_token(wrong, links.claims())) == "launch_token_forged");
    files::write_small_file(w.folder.path() + "/launch.key",
                            R"({"keys":[{"tenant":"mall","alg":"HS256","secret":"c2hvcnQ"}]})");
    CHECK_THROWS_AS(static_cast<void>(
                        w.service->sessions.sign_in_by_launch(make_launch_token(links.key, links.claims()))),
                    store::StoreFailure);
}

TEST_CASE("staff sign in with a password, on their own side only") {
    World w;
    auto const rule = [&](wire::Audience audience, char const* login, char const* password) {
        w.pass(minutes(1));
        auto const in = w.service->sessions.sign_in_by_password(audience, login, password, {"10.0.0.1", ""});
        return in.ok() ? std::string() : std::string(wire::name_of(in.error().front().rule));
    };
    CHECK(rule(wire::Audience::merchant, "yunshan", "right-1") == "");
    CHECK(rule(wire::Audience::merchant, "yunshan", "right-2") == "wrong_password");
    CHECK(rule(wire::Audience::merchant, "nobody", "right-1") == "wrong_password");
    CHECK(rule(wire::Audience::merchant, "admin", "right-3") == "wrong_password");
    CHECK(rule(wire::Audience::platform, "admin", "right-3") == "");
    CHECK(rule(wire::Audience::platform, "admin", "") == "wrong_password");
    CHECK(rule(wire::Audience::platform, "admin", std::string(300, 'x').c_str()) == "wrong_password");
    w.pass(minutes(1));
    auto const in = w.service->sessions.sign_in_by_password(wire::Audience::merchant, "yunshan", "right-1",
                                                            {"10.0.0.1", ""});
    REQUIRE(in.ok());
    CHECK(in->view.shop_name == "云杉服饰");
    auto const caller = w.service->sessions.identify(wire::Audience::merchant, in->session_token);
    REQUIRE(caller);
    CHECK(caller->shop.value == "s1");
    w.service->sessions.sign_out(in->session_token);
    CHECK(!w.service->sessions.identify(wire::Audience::merchant, in->session_token));
}

TEST_CASE("five tries a minute for a login from an address") {
    World w;
    auto const rule = [&](char const* login, char const* address) {
        auto const in =
            w.service->sessions.sign_in_by_password(wire::Audience::merchant, login, "wrong", {address, ""});
        return wire::name_of(in.error().front().rule);
    };
    for (int i = 0; i < 5; ++i) CHECK(rule("yunshan", "10.0.0.1") == "wrong_password");
    CHECK(rule("yunshan", "10.0.0.1") == "too_many_requests");
    CHECK(rule("yunshan", "10.0.0.2") == "wrong_password");
    CHECK(rule("shenlan", "10.0.0.1") == "wrong_password");
    w.pass(minutes(1));
    CHECK(rule("yunshan", "10.0.0.1") == "wrong_password");
}

TEST_CASE("sessions end when idle, and after a week at the latest") {
    World w;
    auto const token = [&] {
        return w.service->sessions
            .sign_in_by_password(wire::Audience::merchant, "yunshan", "right-1", {"a", ""})
            ->session_token;
    };
    auto const is_in = [&](std::string const& of) {
        return w.service->sessions.identify(wire::Audience::merchant, of).has_value();
    };
    std::string const idle = token();
    w.pass(hours(12));
    CHECK(!is_in(idle));
    std::string const busy = token();
    for (int i = 0; i < 16; ++i) {
        w.pass(hours(10));
        CHECK(is_in(busy));
        w.store->write([](store::WriteTx&) { return true; });  // behind the note that he was seen
    }
    w.pass(hours(8));
    CHECK(!is_in(busy));
    // What is over is forgotten.
    w.store->write([&](store::WriteTx& tx) {
        CHECK(store::forget_old(tx, Instant{w.now_ms.load()}, Instant{0}) == 2);
        return true;
    });
}

TEST_CASE("tokens and passwords are nowhere in the store") {
    World w;
    auto const in =
        w.service->sessions.sign_in_by_password(wire::Audience::merchant, "yunshan", "right-1", {"a", ""});
    REQUIRE(in.ok());
    w.service.reset();
    w.store.reset();
    for (auto const& entry : std::filesystem::recursive_directory_iterator(w.folder.path())) {
        if (!entry.is_regular_file()) continue;
        auto const bytes = files::read_small_file(entry.path().string());
        REQUIRE(bytes);
        CHECK(bytes->find(in->session_token) == std::string::npos);
        CHECK(bytes->find("right-1") == std::string::npos);
        bool const private_to_us = (entry.status().permissions() & std::filesystem::perms::others_all) ==
                                   std::filesystem::perms::none;
        if (entry.path().filename() == "launch.key") CHECK(private_to_us);
    }
}

TEST_CASE("a live stream that only listens does not keep its session alive") {
    World w;
    auto const in =
        w.service->sessions.sign_in_by_password(wire::Audience::platform, "admin", "right-3", {"here", ""});
    REQUIRE(in.ok());
    for (int i = 0; i < 11; ++i) {
        w.pass(hours(1));
        CHECK(w.service->sessions.holds(wire::Audience::platform, in->session_token));
        CHECK(!w.service->sessions.holds(wire::Audience::merchant, in->session_token));
    }
    w.pass(hours(1));
    CHECK(!w.service->sessions.holds(wire::Audience::platform, in->session_token));
    CHECK(!w.service->sessions.identify(wire::Audience::platform, in->session_token));
}

TEST_CASE("the mall's keys are read from the disk once, and again when the file was written") {
    World w;
    LaunchKeys keys(w.folder.path());
    REQUIRE(keys.of({"mall"}).size() == 1);
    CHECK(keys.of({"mall"})[0].public_key == load_launch_keys(w.folder.path())->front().public_key);
    CHECK(keys.of({"nobody"}).empty());
    CHECK(keys.times_read() == 1);
    ensure_own_key(w.folder.path(), {"second"});
    CHECK(keys.of({"second"}).size() == 1);
    CHECK(keys.times_read() == 2);
    std::filesystem::remove(w.folder.path() + "/launch.key");
    CHECK(keys.of({"mall"}).empty());
}

namespace {

/// A key of the mall's own, as it stands in the file.
std::string hs256_key(std::string const& kid, char letter) {
    return R"({"tenant":"mall","alg":"HS256","kid":")" + kid + R"(","secret":")" +
           crypto::base64url(std::string(32, letter)) + "\"}";
}

LaunchKey signer(std::string const& kid, char letter) {
    return {{"mall"}, LaunchAlgorithm::hs256, kid, "", std::string(32, letter)};
}

}  // namespace

TEST_CASE("a mall has several keys at once: the token's kid says which, else each is tried") {
    World w;
    Links links{w};
    files::write_small_file(launch_key_path(w.folder.path()),
                            "{\"keys\":[" + hs256_key("old", 'o') + "," + hs256_key("new", 'n') + "]}");
    auto const rule = [&](LaunchKey const& key) {
        return links.rule(make_launch_token(key, links.claims()));
    };
    CHECK(rule(signer("old", 'o')) == "");
    CHECK(rule(signer("new", 'n')) == "");
    CHECK(rule(signer("", 'o')) == "");
    CHECK(rule(signer("", 'n')) == "");
    CHECK(rule(signer("nobody-knows", 'n')) == "");
    CHECK(rule(signer("old", 'n')) == "launch_token_forged");  // it names another key than the one it used
    CHECK(rule(signer("", 'x')) == "launch_token_forged");
    // The old one goes: its links are refused at once, the others stay good.
    files::write_small_file(launch_key_path(w.folder.path()), "{\"keys\":[" + hs256_key("new", 'n') + "]}");
    CHECK(rule(signer("old", 'o')) == "launch_token_forged");
    CHECK(rule(signer("new", 'n')) == "");
}

TEST_CASE("our own links need no secret of the mall's: they have a key beside its own") {
    World w;
    auto const public_only = *load_launch_keys(w.folder.path());
    files::write_small_file(launch_key_path(w.folder.path()),
                            R"({"keys":[{"tenant":"mall","alg":"EdDSA","kid":"mall-1","public":")" +
                                crypto::base64url(public_only.front().public_key) + "\"}]}");
    std::string const link = launch_fragment({w.folder.path(), "", "b1", ""});
    REQUIRE(link.starts_with("#launch="));
    w.now_ms = clock_now().ms;
    w.start();
    CHECK(w.service->sessions.sign_in_by_launch(link.substr(8)).ok());
    auto const keys = load_launch_keys(w.folder.path());
    REQUIRE(keys->size() == 2);
    CHECK(keys->front().secret.empty());
    CHECK(keys->back().key_id == "afterdesk");
    launch_fragment({w.folder.path(), "", "b2", ""});
    CHECK(load_launch_keys(w.folder.path())->size() == 2);
    // The mall's own key is still good.
    Links links{w, public_only.front()};
    links.key.key_id = "mall-1";
    CHECK(links.rule(links.claims()) == "");
    CHECK(launch_fragment({w.folder.path(), "nobody", "b1", ""}).empty());
}

// What a host sets up by itself: told again it changes nothing, and whoever loses a right is out at once.

#include "service/host_people.hpp"
#include "crypto/digest.hpp"
#include "crypto/signature.hpp"
#include "server/endpoints.hpp"
#include "service/launch_token.hpp"

using namespace afterdesk;
using test::machine;
using world::World;

namespace {

struct Setting : World {
    Result<wire::HostStaff, Mistakes> hire(std::string const& id, wire::HostStaffBody const& body,
                                           HostCaller const& host = machine()) {
        return service->people.put_staff(host, id, body);
    }
    Result<SignedIn, Mistakes> sign_in(std::string const& password, std::string_view new_password = {}) {
        Credentials shown(password);
        shown.new_password = new_password;
        return service->sessions.sign_in_by_password(wire::Audience::merchant, "anna", shown, {});
    }
    bool holds(SignedIn const& inside) {
        return service->sessions.holds(wire::Audience::merchant, inside.session_token);
    }
};

std::string first_of(Mistakes const& mistakes) {
    return mistakes.front().path + " " + std::string(wire::name_of(mistakes.front().rule));
}

wire::HostStaffBody reviewer() { return {"anna", "安娜", "s1", "reviewer", false, false}; }

}  // namespace

TEST_CASE("a shop is made, renamed, shut and opened again by its number") {
    Setting world;
    auto const put = [&](wire::HostShopBody const& body, HostCaller const& host = machine()) {
        return world.service->people.put_shop(host, "s7", body);
    };
    REQUIRE(put({"新店", "400-7", false}).ok());
    REQUIRE(put({"新店二", "400-7", true}).ok());
    auto const shop =
        world.store->read([](store::ReadTx& tx) { return store::find_shop(tx, {"mall"}, {"s7"}); });
    REQUIRE(shop);
    CHECK((shop->name == "新店二" && shop->disabled));
    REQUIRE(put({"新店二", "400-7", false}).ok());
    auto const refused = put({"x", "", false}, machine("s1"));
    REQUIRE_FALSE(refused.ok());
    CHECK(first_of(refused.error()) == "id shop_unknown");
    CHECK_FALSE(world.service->people.put_shop(machine(), "a b\n", {"x", "", false}).ok());
}

TEST_CASE("a shop's addresses stay when its host tells its name again") {
    Setting world;
    REQUIRE(world.service->people.put_shop(machine(), "s1", {"云杉服饰二", "400-9", false}).ok());
    auto const shop =
        world.store->read([](store::ReadTx& tx) { return store::find_shop(tx, {"mall"}, {"s1"}); });
    CHECK(shop->addresses.size() == 1);
}

TEST_CASE("staff are made with a first password, changed, and signed out when they lose something") {
    Setting world;
    auto const made = world.hire("h1", reviewer());
    REQUIRE(made.ok());
    CHECK_FALSE(made->password.empty());
    CHECK(world.hire("h1", reviewer())->password.empty());
    constexpr std::string_view own = "seven green boats";
    auto const inside = world.sign_in(made->password, own);
    REQUIRE(inside.ok());
    auto changed = reviewer();
    changed.role = "manager";
    CHECK(world.hire("h1", changed)->role == "manager");
    CHECK(world.holds(*inside));
    CHECK(world.hire("h1", reviewer()).ok());  // he may do less now
    CHECK_FALSE(world.holds(*inside));
    changed.disabled = true;
    REQUIRE(world.hire("h1", changed).ok());
    CHECK_FALSE(world.sign_in(std::string(own)).ok());
    changed.disabled = false;
    REQUIRE(world.hire("h1", changed).ok());
    auto const back = world.sign_in(std::string(own));
    REQUIRE(back.ok());
    changed.new_password = true;
    auto const again = world.hire("h1", changed);
    REQUIRE(again.ok());
    CHECK_FALSE(again->password.empty());
    CHECK_FALSE(world.holds(*back));
    CHECK_FALSE(world.sign_in(std::string(own)).ok());
    CHECK(world.sign_in(again->password, "eight green boats").ok());
}

TEST_CASE("what staff can not be is refused with its field") {
    Setting world;
    auto const refused = [&](wire::HostStaffBody const& body, HostCaller const& host = machine()) {
        auto const done = world.hire("h1", body, host);
        return done.ok() ? std::string() : first_of(done.error());
    };
    auto body = reviewer();
    body.role = "arbiter";
    CHECK(refused(body) == "role unknown_name");
    body = reviewer();
    body.login = "yunshan";
    CHECK(refused(body) == "login name_taken");
    body = reviewer();
    body.shop_id = "s9";
    CHECK(refused(body) == "shop_id shop_unknown");
    CHECK(refused(reviewer(), machine("s2")) == "shop_id shop_unknown");
    body = reviewer();
    body.shop_id.clear();
    body.role = "administrator";
    CHECK(refused(body, machine("s1")) == "shop_id shop_unknown");
    CHECK(refused(reviewer()).empty());
    body = reviewer();
    body.login = "other";
    CHECK(refused(body) == "login order_differs");
    body = reviewer();
    body.shop_id = "s2";
    CHECK(refused(body) == "shop_id order_differs");
    CHECK(refused(reviewer(), machine("s2")) == "shop_id shop_unknown");
}

TEST_CASE("a buyer is called as his host says, and keeps what it leaves out") {
    Setting world;
    auto const put = [&](wire::HostBuyerBody const& body) {
        return world.service->people.put_buyer(machine(), "b9", body);
    };
    REQUIRE(put({"王芳", "13800005678"}).ok());
    auto const again = put({"", ""});
    REQUIRE(again.ok());
    CHECK((again->name == "王芳" && again->phone_tail == "5678"));
    CHECK(put({"王芳芳", ""})->name == "王芳芳");
    CHECK(first_of(put({"", "12"}).error()) == "phone_tail bad_characters");
}

TEST_CASE("a launch key is good at once, beside others, and no more when it was dropped") {
    Setting world;
    std::string const folder = world.folder.path();
    auto const known = [&] { return load_launch_keys(folder)->size(); };
    std::size_t const before = known();
    auto const pair = crypto::signing_key(crypto::random_bytes(crypto::sign_seed_bytes));
    wire::LaunchJwk jwk;
    jwk.curve = "Ed25519";
    jwk.x = crypto::base64url(pair.public_key);
    auto const put = [&](std::string const& kid, HostCaller const& host = machine()) {
        auto const done = world.service->people.put_launch_key(host, kid, jwk);
        return done.ok() ? done->alg : first_of(done.error());
    };
    CHECK(put("k1") == "EdDSA");
    CHECK(put("k1") == "EdDSA");
    CHECK(known() == before + 1);
    CHECK(put("afterdesk") == "kid name_taken");
    CHECK(put("k2", machine("s1")) == "kid shop_unknown");
    jwk.x = "AAAA";
    CHECK(put("k2") == "x bad_characters");
    jwk.curve = "P-256";
    CHECK(put("k2") == "crv unknown_name");
    jwk = {};
    jwk.type = wire::JwkType::oct;
    jwk.k = crypto::base64url(std::string(31, 's'));
    CHECK(put("k2") == "k bad_characters");
    jwk.k = crypto::base64url(std::string(32, 's'));
    CHECK(put("k2") == "HS256");
    CHECK(known() == before + 2);
    CHECK(world.service->people.drop_launch_key(machine(), "k1").ok());
    CHECK_FALSE(world.service->people.drop_launch_key(machine(), "k1").ok());
    CHECK_FALSE(world.service->people.drop_launch_key(machine(), "afterdesk").ok());
    CHECK(known() == before + 1);
}

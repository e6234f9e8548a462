// The second step of signing in: the vectors of RFC 4226 and RFC 6238, each code once, recovery codes, and
// who takes it off.
#include "service/two_step.hpp"
#include <cctype>

#include "base/sha256.hpp"
#include "crypto/digest.hpp"
#include "crypto/one_time.hpp"
#include "files/small_file.hpp"
#include "server/site.hpp"
#include "store/staff.hpp"
#include "wire/staff_api.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::cookie_of;
using test::Fields;
using test::member;
using test::Site;
using wire::Audience;

TEST_CASE("SHA-256 is the core's own, whatever the length") {
    for (std::size_t bytes = 0; bytes < 300; ++bytes) {
        std::string const text(bytes, 'x');
        CHECK(crypto::sha256(text) == sha256_of(text));
    }
}

TEST_CASE("codes are those of RFC 4226 and RFC 6238") {
    std::string const secret = "12345678901234567890";
    char const* const by_counter[] = {"755224", "287082", "359152", "969429", "338314",
                                      "254676", "287922", "162583", "399871", "520489"};
    for (std::uint64_t i = 0; i < 10; ++i) CHECK(crypto::counter_code(secret, i) == by_counter[i]);
    struct Row {
        std::int64_t seconds;
        char const* code;
    };
    for (Row const& row :
         {Row{59, "94287082"}, Row{1'111'111'109, "07081804"}, Row{1'111'111'111, "14050471"},
          Row{1'234'567'890, "89005924"}, Row{2'000'000'000, "69279037"}, Row{20'000'000'000, "65353130"}}) {
        auto const step = static_cast<std::uint64_t>(crypto::step_of({row.seconds * 1'000}));
        CHECK(crypto::counter_code(secret, step, 8) == row.code);
    }
    CHECK(crypto::base32("foobar") == "MZXW6YTBOI");  // RFC 4648 §10
    CHECK(crypto::base32("foo") == "MZXW6");
    CHECK(crypto::hex(crypto::hmac_sha1(std::string(20, '\x0b'), "Hi There")) ==
          "b617318655057264e28bc0b6fb378c8ef146be00");  // RFC 2202
}

namespace {

struct Door {
    Site site;
    Fields reviewer = site.sign_in_staff(Audience::merchant, "shenhe", "right-4");
    std::string secret;

    Answer json(char const* method, std::string const& path, Fields who, std::string const& body) {
        who.emplace_back("Content-Type", "application/json");
        return site.call(method, "/api/v1/merchant/" + path, who, body);
    }
    std::string kept_secret() {
        return site.store->read([&](store::ReadTx& tx) {
            return store::find_two_step(tx, *store::find_staff(tx, {"mall"}, "m3"))->secret;
        });
    }
    std::string code_now(int steps = 0) {
        auto const step = crypto::step_of({site.now_ms.load()}) + steps;
        return crypto::counter_code(secret, static_cast<std::uint64_t>(step));
    }
    static std::string body(std::string const& code) { return R"({"code":")" + code + "\"}"; }
    std::vector<std::string> turn_on() {
        Answer const setup = json("POST", "two-step", reviewer, R"({"password":"right-4"})");
        REQUIRE(setup.status == 200);
        secret = kept_secret();
        CHECK(member(setup.body, "secret") == crypto::base32(secret));
        CHECK(member(setup.body, "link") ==
              "otpauth://totp/AfterDesk%3Ashenhe?secret=" + crypto::base32(secret) + "&issuer=AfterDesk");
        // A QR code: a square, with the finder in its corner.
        auto const rows = wire::read_two_step_setup(*wire::parse_json(setup.body))->code;
        REQUIRE(rows.size() >= 21);
        CHECK(rows[0].starts_with("11111110"));
        CHECK(rows[6].starts_with("11111110"));
        for (std::string const& row : rows) CHECK(row.size() == rows.size());
        Answer const on = json("PUT", "two-step", reviewer, body(code_now()));
        CAPTURE(on.body);
        REQUIRE(on.status == 200);
        // Who proved who he is goes on with another token.
        Fields const before = std::exchange(reviewer, cookie_of(on));
        CHECK(json("GET", "session", before, "").status == 401);
        CHECK(json("GET", "session", reviewer, "").status == 200);
        return wire::read_recovery_codes(*wire::parse_json(on.body))->codes;
    }
    Answer sign_in(std::string const& code, std::string const& password = "right-4") {
        return json("POST", "sessions", {},
                    R"({"login":"shenhe","password":")" + password + R"(","code":")" + code + "\"}");
    }
};

}  // namespace

TEST_CASE("set up, confirmed by a code, asked for at the door; each code is good once") {
    Door door;
    CHECK(code_of(door.json("POST", "two-step", door.reviewer, R"({"password":"wrong"})")) ==
          "old_password_wrong");
    CHECK(code_of(door.json("PUT", "two-step", door.reviewer, Door::body("123456"))) == "not_found");
    CHECK(door.turn_on().size() == 10);
    CHECK(code_of(door.json("POST", "two-step", door.reviewer, R"({"password":"right-4"})")) ==
          "two_step_is_on");
    CHECK(code_of(door.sign_in("")) == "code_required");
    CHECK(code_of(door.sign_in("", "wrong")) == "wrong_password");
    // The code that confirmed it is used up; so is what came before it.
    CHECK(code_of(door.sign_in(door.code_now())) == "code_wrong");
    CHECK(code_of(door.sign_in(door.code_now(-1))) == "code_wrong");
    door.site.pass(Duration{30'000});
    std::string const code = door.code_now();
    CHECK(door.sign_in(code.substr(0, 3) + " " + code.substr(3)).status == 200);
    CHECK(code_of(door.sign_in(code)) == "code_wrong");
    // A clock that runs half a minute ahead.
    CHECK(door.sign_in(door.code_now(1)).status == 200);
    CHECK(code_of(door.sign_in(door.code_now(2))) == "code_wrong");
}

TEST_CASE("wrong codes are limited by the account, from wherever they come; right ones are not counted") {
    Door door;
    door.turn_on();
    for (int i = 0; i < 12; ++i) {
        door.site.pass(Duration{30'000});
        CHECK(door.sign_in(door.code_now()).status == 200);
    }
    door.site.pass(minutes(16));
    for (int i = 0; i < 10; ++i) CHECK(code_of(door.sign_in("000000")) == "code_wrong");
    CHECK(code_of(door.sign_in(door.code_now())) == "too_many_requests");
    door.site.pass(minutes(16));
    CHECK(door.sign_in(door.code_now()).status == 200);
}

TEST_CASE("a recovery code opens once; only hashes are kept") {
    Door door;
    auto const codes = door.turn_on();
    std::string typed = codes[3];
    for (char& c : typed) c = c == '-' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    CHECK(door.sign_in(typed).status == 200);
    CHECK(code_of(door.sign_in(codes[3])) == "code_wrong");
    CHECK(door.sign_in(codes[4]).status == 200);
    Answer const view = door.json("GET", "two-step", door.reviewer, "");
    CHECK(view.body == R"({"on":true,"recovery_left":8})");
    std::string bare = codes[5];
    std::erase(bare, '-');
    for (auto const& entry : std::filesystem::recursive_directory_iterator(door.site.folder.path())) {
        if (!entry.is_regular_file()) continue;
        auto const bytes = files::read_small_file(entry.path().string());
        if (!bytes) continue;
        CHECK(bytes->find(codes[5]) == std::string::npos);
        CHECK(bytes->find(bare) == std::string::npos);
    }
}

TEST_CASE("other recovery codes come by a code, and those of before open nothing any more") {
    Door door;
    auto const codes = door.turn_on();
    auto const renew = [&](std::string const& code) {
        return door.json("POST", "two-step/recovery-codes", door.reviewer, Door::body(code));
    };
    CHECK(code_of(renew("000000")) == "code_wrong");
    Answer const done = renew(codes[0]);
    REQUIRE(done.status == 200);
    door.reviewer = cookie_of(done);
    auto const others = wire::read_recovery_codes(*wire::parse_json(done.body))->codes;
    CHECK(others.size() == codes.size());
    CHECK(door.json("GET", "two-step", door.reviewer, "").body == R"({"on":true,"recovery_left":10})");
    CHECK(code_of(door.sign_in(codes[1])) == "code_wrong");
    CHECK(door.sign_in(others[1]).status == 200);
    door.site.pass(Duration{30'000});
    CHECK(door.sign_in(door.code_now()).status == 200);  // the device's are the same as before
}

TEST_CASE("it is taken off by a code, or by who manages staff; what was set up before is worth nothing") {
    Door door;
    door.turn_on();
    CHECK(code_of(door.json("POST", "two-step/off", door.reviewer, Door::body("000000"))) == "code_wrong");
    door.site.pass(Duration{30'000});
    Answer const off = door.json("POST", "two-step/off", door.reviewer, Door::body(door.code_now()));
    CHECK(off.status == 204);
    door.reviewer = cookie_of(off);
    CHECK(door.sign_in("").status == 200);
    door.site.pass(Duration{30'000});
    auto const codes = door.turn_on();
    Fields const manager = door.site.sign_in_staff(Audience::merchant, "yunshan", "right-1");
    CHECK(door.site.call("DELETE", "/api/v1/merchant/staff/m3/two-step", door.reviewer).status == 403);
    CHECK(door.site.call("DELETE", "/api/v1/merchant/staff/m3/two-step", manager).status == 204);
    CHECK(code_of(door.site.call("DELETE", "/api/v1/merchant/staff/m3/two-step", manager)) == "not_found");
    CHECK(door.sign_in("").status == 200);
}

// Wrong tries to sign in are counted whatever happens to the server, and forgotten when they are over.

#include "store/sign_in_tries.hpp"
#include "crypto/one_time.hpp"
#include "server/tamper.hpp"
#include "store/staff.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

struct Guesses : World {
    std::string guess(char const* login, std::string const& address, char const* password = "wrong",
                      std::string_view code = {}) {
        Credentials shown = password;
        shown.code = code;
        auto const in =
            service->sessions.sign_in_by_password(wire::Audience::merchant, login, shown, {address, ""});
        return in.ok() ? std::string("in") : std::string(wire::name_of(in.error().front().rule));
    }
    std::vector<store::TriesRow> kept() {
        // Behind what was posted.
        store->write([](store::WriteTx&) { return true; });
        return store->read([](store::ReadTx& tx) { return store::kept_tries(tx, Instant{0}, 1'000); });
    }
};

}  // namespace

TEST_CASE("who had to wait before a restart has to wait after it; the right password stays uncounted") {
    Guesses w;
    for (int i = 0; i < 5; ++i) CHECK(w.guess("yunshan", "10.0.0.1") == "wrong_password");
    CHECK(w.guess("yunshan", "10.0.0.1") == "too_many_requests");
    CHECK(w.guess("shenlan", "10.0.0.9", "right-2") == "in");
    w.restart();
    CHECK(w.guess("yunshan", "10.0.0.1") == "too_many_requests");
    CHECK(w.guess("yunshan", "10.0.0.2") == "wrong_password");
    w.pass(minutes(1));
    CHECK(w.guess("yunshan", "10.0.0.1", "right-1") == "in");
    CHECK(w.guess("yunshan", "10.0.0.1") == "wrong_password");  // one of five is forgotten in five minutes
    CHECK(w.guess("yunshan", "10.0.0.1") == "too_many_requests");
}

TEST_CASE("one login guessed from many addresses over restarts is checked ten times") {
    Guesses w;
    int checked = 0;
    for (int i = 0; i < 30; ++i) {
        if (i % 6 == 5) w.restart();
        checked += w.guess("nobody", "10.1." + std::to_string(i) + ".1") == "wrong_password" ? 1 : 0;
    }
    CHECK(checked == 10);
}

TEST_CASE("wrong codes of the second step outlast a restart, too") {
    Guesses w;
    w.store->write([](store::WriteTx& tx) {
        store::put_two_step(tx, *store::find_staff(tx, {"mall"}, "m1"), {std::string(20, 's'), true, 0});
        return true;
    });
    for (int i = 0; i < 10; ++i) CHECK(w.guess("yunshan", "10.0.0.1", "right-1", "000000") == "code_wrong");
    w.restart();
    CHECK(w.guess("yunshan", "10.0.0.1", "right-1", "000000") == "too_many_requests");
    w.pass(minutes(16));
    CHECK(w.guess("yunshan", "10.0.0.1", "right-1", "000000") == "code_wrong");
}

TEST_CASE("of a try is kept neither login nor address, and nothing when it is over") {
    Guesses w;
    CHECK(w.guess("yunshan", "10.20.30.40") == "wrong_password");
    CHECK(w.guess("nobody", "10.20.30.40") == "wrong_password");
    auto const rows = w.kept();
    CHECK(rows.size() == 5);  // two logins, a network, both together twice
    for (store::TriesRow const& row : rows) CHECK(row.who.size() == 32);
    w.pass(hours(3));
    CHECK(w.guess("shenlan", "10.0.0.1") == "wrong_password");
    CHECK(w.kept().size() == 3);
    w.pass(hours(3));
    w.restart();
    for (int i = 0; i < 5; ++i) CHECK(w.guess("shenlan", "10.0.0.1") == "wrong_password");
}

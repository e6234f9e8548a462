// One client takes much, and the others do not notice: live streams, bodies on their way, pictures,
// passwords.
#include <atomic>
#include <thread>

#include "http/stream_book.hpp"
#include "server/person.hpp"
#include "server/raw_client.hpp"
#include "server/site.hpp"
#include "service/passwords.hpp"
#include "store/people.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::test;
using std::chrono::milliseconds;

namespace {

std::unique_ptr<RawClient> listen(Site& site, std::string const& audience, Fields const& cookie) {
    auto page = std::make_unique<RawClient>(site.server->port());
    page->send(request_text("GET", "/api/v1/" + audience + "/events", cookie));
    return page;
}

bool hears(RawClient& page) {
    return page.until("event: hello\ndata: ").find("event: hello") != std::string::npos;
}

/// The head of a large body of which nothing follows.
std::string head_of(std::string const& path, Fields const& fields, std::size_t bytes) {
    std::string text = "POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Type: image/png\r\n";
    for (auto const& [name, value] : fields) text += name + ": " + value + "\r\n";
    return text + "Content-Length: " + std::to_string(bytes) + "\r\n\r\n";
}

std::string login_body(std::string const& login, std::string const& password) {
    return R"({"login":")" + login + R"(","password":")" + password + "\"}";
}

/// A client whose address a proxy names.
Fields from(std::string const& address, Fields fields = {}) {
    return with(std::move(fields), "X-Real-Ip", address);
}

http::HttpOptions behind_proxy() {
    http::HttpOptions options = Site::hurried();
    options.address_header = "x-real-ip";
    return options;
}

}  // namespace

// ---- Live streams -----------------------------------------------------------------------------------------

TEST_CASE("a session that opens too many streams loses its oldest, which is told why and not to hurry back") {
    http::HttpOptions options = Site::hurried();
    options.streams.of_session = 3;
    Site site(std::move(options));
    Fields const buyer = site.sign_in_buyer("b1");
    auto const other = listen(site, "buyer", site.sign_in_buyer("b2"));
    CHECK(hears(*other));
    std::vector<std::unique_ptr<RawClient>> pages;
    for (int i = 0; i < 5; ++i) {
        pages.push_back(listen(site, "buyer", buyer));
        CHECK(hears(*pages.back()));
    }
    for (std::size_t i = 0; i < 2; ++i) {
        pages[i]->until("\n\n");
        CHECK(pages[i]->until("\n\n") ==
              "retry: 300000\nevent: bye\ndata: {\"why\":\"opened_elsewhere\"}\n\n");
        CHECK(pages[i]->ended());
    }
    CHECK(test::eventually([&] { return site.server->streams() == 4; }));
    std::string const no = site.return_one().ticket.no.value;
    for (std::size_t i = 2; i < 5; ++i) CHECK(pages[i]->until(no).find(no) != std::string::npos);
    CHECK(site.call("GET", "/metrics").body.find("afterdesk_live_replaced_total 2\n") != std::string::npos);
}

TEST_CASE("streams leave room for everybody else's requests, and for the other side's streams") {
    http::HttpOptions options = Site::hurried();
    options.limits.connections = 20;
    options.streams.of_audience = {10, 3, 1};
    options.streams.of_session = 1'000;
    Site site(std::move(options));
    Fields const buyer = site.sign_in_buyer("b1"), other = site.sign_in_buyer("b2");
    Fields const shop = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    std::vector<std::unique_ptr<RawClient>> pages;
    for (int i = 0; i < 15; ++i) pages.push_back(listen(site, "buyer", buyer));
    for (auto const& page : pages) page->until("\n\n");
    // A fifth of the connections for one address; who had to go is gone when he has been told why.
    CHECK(test::eventually([&] { return site.server->streams() <= 4; }));
    CHECK(site.call("GET", "/api/v1/meta").status == 200);
    auto const refused = listen(site, "buyer", other);
    Answer const answer = refused->answer();
    CHECK(answer.status == 503);
    CHECK(answer.header("Retry-After") == "1");
    pages.clear();
    CHECK(test::eventually([&] { return site.server->streams() == 0; }));
    auto const staff = listen(site, "merchant", shop);
    CHECK(hears(*staff));
}

TEST_CASE("the book of streams counts by session, network and audience") {
    http::StreamBook book({2, 3, {4, 1, 1}});
    auto const take = [&](http::ConnectionId id, char const* session, char const* address,
                          wire::Audience audience = wire::Audience::buyer) {
        return book.take(id, {session, address, audience});
    };
    CHECK(take(1, "s", "10.0.0.1").there);
    CHECK(take(2, "s", "10.0.0.1").there);
    CHECK(take(3, "s", "10.0.0.1").instead_of == http::ConnectionId{1});
    CHECK(take(4, "t", "10.0.0.1").there);
    CHECK(!take(5, "u", "10.0.0.1").there);  // the fourth of that address, and none of his own to give up
    CHECK(take(6, "u", "10.0.0.2").there);
    CHECK(!take(7, "v", "10.0.0.3").there);  // the fifth buyer
    CHECK(take(8, "m", "10.0.0.3", wire::Audience::merchant).there);
    book.leave(2);
    book.leave(2);
    CHECK(take(9, "v", "10.0.0.3").there);
    CHECK(book.replaced() == 1);
    CHECK(book.refused() == 2);
    CHECK(http::StreamLimits{}.within(1'000).of_audience == std::array<std::size_t, 3>{500, 150, 50});
}

TEST_CASE("one address does not get all connections") {
    http::HttpOptions options = Site::hurried();
    options.limits.connections_of_address = 5;
    Site site(std::move(options));
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 8; ++i) idle.push_back(std::make_unique<RawClient>(site.server->port()));
    CHECK(test::eventually([&] { return site.server->counts().turned_away == 3; }));
    CHECK(site.server->counts().open == 5);
    idle.resize(2);
    CHECK(test::eventually([&] { return site.server->counts().open == 2; }));
    CHECK(site.call("GET", "/api/v1/meta").status == 200);
}

TEST_CASE("when all connections are taken, those that ask nothing make room") {
    http::HttpOptions options = Site::hurried();
    options.limits.connections = 4;
    Site site(std::move(options));
    std::vector<std::unique_ptr<RawClient>> idle;
    for (int i = 0; i < 4; ++i) idle.push_back(std::make_unique<RawClient>(site.server->port()));
    CHECK(test::eventually([&] { return site.server->counts().open == 4; }));
    for (int i = 0; i < 8; ++i) CHECK(site.call("GET", "/api/v1/meta").status == 200);
    CHECK(site.server->counts().turned_away == 0);
    CHECK(idle.front()->ended());
}

// ---- Bodies -----------------------------------------------------------------------------------------------

TEST_CASE("session, right and quota are asked of the head: no byte of the body is waited for") {
    Site site(Site::hurried(), [](Site& prepared) { prepared.daily_evidence = {1, 10}; });
    std::size_t const large = 9u << 20;
    auto const answer_to = [&](std::string const& head) {
        RawClient client(site.server->port());
        client.send(head);
        Answer answer = client.answer();
        CHECK(answer.header("Connection") == "close");
        return answer;
    };
    CHECK(answer_to(head_of("/api/v1/buyer/evidence", {}, large)).status == 401);
    std::vector<std::unique_ptr<RawClient>> strangers;
    for (int i = 0; i < 40; ++i) {
        strangers.push_back(std::make_unique<RawClient>(site.server->port()));
        strangers.back()->send(head_of("/api/v1/buyer/evidence", {}, large) + std::string(5'000, 'x'));
    }
    for (auto const& stranger : strangers) CHECK(stranger->answer().status == 401);
    site.store->write([](store::WriteTx& tx) {
        store::put_staff(tx, {{"mall"},
                              {"p9"},
                              "shenji",
                              "审计",
                              wire::Audience::platform,
                              {},
                              hash_password("right-9"),
                              "auditor"});
        return true;
    });
    Fields const auditor = site.sign_in_staff(wire::Audience::platform, "shenji", "right-9");
    CHECK(answer_to(head_of("/api/v1/platform/evidence", auditor, large)).status == 403);
    Fields const buyer = site.sign_in_buyer("b1");
    CHECK(answer_to(head_of("/api/v1/buyer/evidence", buyer, 11u << 20)).status == 413);
    CHECK(code_of(site.post("/api/v1/buyer/uploads", R"({"name":"a.mp4","bytes":9})",
                            with(buyer, "Idempotency-Key", "k1"))) == "");
    Answer const quota = answer_to(head_of("/api/v1/buyer/evidence", buyer, large));
    CHECK(quota.status == 422);
    CHECK(code_of(quota) == "too_many_files_today");
    CHECK(site.server->body_bytes() == 0);
}

TEST_CASE("one person's large bodies on their way leave room for those of others") {
    http::HttpOptions options = behind_proxy();
    options.bodies = {60u << 20, 40u << 20, 20u << 20};
    Site site(std::move(options));
    std::size_t const large = 9u << 20;
    Fields const greedy = site.sign_in_buyer("b1"), other = site.sign_in_buyer("b2");
    std::vector<std::unique_ptr<RawClient>> halves;
    int refused = 0;
    for (int i = 0; i < 6; ++i) {
        auto client = std::make_unique<RawClient>(site.server->port());
        client->send(head_of("/api/v1/buyer/evidence",
                             with(from("10.0.0.1", greedy), "Expect", "100-continue"), large));
        std::string const said = client->until("\r\n\r\n");
        if (said.find("100 Continue") == std::string::npos) {
            CHECK(said.find("HTTP/1.1 429") == 0);
            ++refused;
        }
        halves.push_back(std::move(client));
    }
    CHECK(refused == 4);
    CHECK(site.server->body_bytes() == 2 * static_cast<std::int64_t>(large));
    std::string const picture(40'000, 'x');
    CHECK(code_of(site.call("POST", "/api/v1/buyer/evidence",
                            with(from("10.0.0.2", other), "Content-Type", "image/png"), picture)) ==
          "not_a_picture");
    halves.clear();
    CHECK(test::eventually([&] { return site.server->body_bytes() == 0; }));
}

// ---- Pictures ---------------------------------------------------------------------------------------------

TEST_CASE("bad pictures and the same one again count against the day's quota") {
    Site site(Site::hurried(), [](Site& prepared) { prepared.daily_evidence = {4, 10}; });
    Fields const buyer = with(site.sign_in_buyer("b1"), "Content-Type", "image/png");
    auto const send = [&](std::string const& bytes) {
        return code_of(site.call("POST", "/api/v1/buyer/evidence", buyer, bytes));
    };
    CHECK(send("no picture") == "not_a_picture");
    CHECK(send(small_png()) == "");
    CHECK(send(small_png()) == "");
    CHECK(send("no picture") == "not_a_picture");
    CHECK(send(small_png()) == "too_many_files_today");
    CHECK(send("no picture") == "too_many_files_today");
    site.pass(hours(25));
    Fields const again = with(site.sign_in_buyer("b1"), "Content-Type", "image/png");
    CHECK(site.call("POST", "/api/v1/buyer/evidence", again, small_png()).status == 201);
}

TEST_CASE("an upload that was given up counts as well") {
    Site site(Site::hurried(), [](Site& prepared) { prepared.daily_evidence = {2, 10}; });
    Fields const buyer = site.sign_in_buyer("b1");
    auto const begin = [&](char const* key) {
        return site.post("/api/v1/buyer/uploads", R"({"name":"a.mp4","bytes":9})",
                         with(buyer, "Idempotency-Key", key));
    };
    std::string const id = member(begin("k1").body, "id");
    CHECK(site.call("DELETE", "/api/v1/buyer/uploads/" + id, buyer).status == 204);
    CHECK(begin("k2").status == 201);
    CHECK(code_of(begin("k3")) == "too_many_files_today");
}

TEST_CASE("whoever brings much waits for himself: one of each in turn, the known ones first") {
    http::FairQueue queue({1, 3, 100});
    std::mutex mutex;
    std::string done;
    std::atomic<bool> go{false};
    auto const job = [&](char name) {
        return [&, name](int) {
            while (!go) std::this_thread::sleep_for(milliseconds(1));
            std::lock_guard const lock(mutex);
            done += name;
        };
    };
    using Entry = http::FairQueue::Entry;
    CHECK(queue.offer({"first"}, job('.')) == Entry::taken);
    CHECK(test::eventually([&] { return queue.waiting() == 0; }));
    for (int i = 0; i < 3; ++i) CHECK(queue.offer({"a"}, job('a')) == Entry::taken);
    CHECK(queue.offer({"a"}, job('a')) == Entry::too_many_of_his);
    CHECK(queue.offer({"b"}, job('b')) == Entry::taken);
    CHECK(queue.offer({"c"}, job('c')) == Entry::taken);
    CHECK(queue.offer({"k", true}, job('K')) == Entry::taken);
    go = true;
    queue.finish();
    CHECK(done == ".Kabcaa");
    CHECK(queue.offer({"a"}, job('a')) == Entry::full);
}

// ---- Passwords --------------------------------------------------------------------------------------------

TEST_CASE("one login guessed from sixty addresses is checked ten times, not sixty") {
    Site site(behind_proxy());
    for (char const* login : {"yunshan", "nobody"}) {
        CAPTURE(login);
        int checked = 0;
        Answer last;
        for (int i = 0; i < 60; ++i) {
            last = site.post("/api/v1/merchant/sessions", login_body(login, "guess"),
                             from("10.1." + std::to_string(i) + ".1"));
            checked += code_of(last) == "wrong_password" ? 1 : 0;
        }
        CHECK(checked == 10);
        CHECK(last.status == 429);
        CHECK(code_of(last) == "too_many_requests");
        CHECK(last.header("Retry-After") == "1");
    }
}

TEST_CASE("sixty at once are not checked more often than sixty one by one") {
    Site site(behind_proxy());
    std::atomic<int> checked{0}, held_back{0};
    std::vector<std::thread> guessing;
    for (int i = 0; i < 60; ++i) {
        guessing.emplace_back([&, i] {
            Answer const answer = site.post("/api/v1/merchant/sessions", login_body("yunshan", "guess"),
                                            from("10.1." + std::to_string(i) + ".1"));
            checked += answer.status == 401 || answer.status == 422 || answer.status == 400 ? 1 : 0;
            held_back += answer.status == 429 ? 1 : 0;
        });
    }
    for (std::thread& one : guessing) one.join();
    CHECK(checked == 10);
    CHECK(held_back == 50);
}

TEST_CASE("many logins guessed from one address are slowed down, longer each time") {
    Site site(behind_proxy());
    auto const guess = [&](int i) {
        return site.post("/api/v1/merchant/sessions", login_body("login" + std::to_string(i), "guess"),
                         from("10.0.0.1"));
    };
    int checked = 0;
    for (int i = 0; i < 40; ++i) checked += guess(i).status != 429 ? 1 : 0;
    CHECK(checked == 20);
    int later = 0;
    for (int i = 40; i < 100; ++i) {
        site.pass({1'000});
        later += guess(i).status != 429 ? 1 : 0;
    }
    CHECK(later <= 7);  // 1 + 2 + 4 + 8 + … seconds
    CHECK(site.post("/api/v1/merchant/sessions", login_body("yunshan", "right-1"), from("10.0.0.2")).status ==
          200);
}

TEST_CASE(
    "staff whose browser is known come in while their login is attacked; a mark is of one person only") {
    Site site(behind_proxy());
    Answer const first =
        site.post("/api/v1/merchant/sessions", login_body("yunshan", "right-1"), from("10.0.0.9"));
    REQUIRE(first.status == 200);
    REQUIRE(first.all("Set-Cookie").size() == 2);
    std::string const set = first.all("Set-Cookie")[1];
    CHECK(set.find("afterdesk-known=") == 0);
    CHECK(set.find("; HttpOnly; SameSite=Lax") != std::string::npos);
    Fields const known{{"Cookie", set.substr(0, set.find(';'))}};
    for (int i = 0; i < 30; ++i)
        site.post("/api/v1/merchant/sessions", login_body("yunshan", "guess"),
                  from("10.2.0." + std::to_string(i)));
    for (int i = 0; i < 30; ++i)
        site.post("/api/v1/merchant/sessions", login_body("shenlan", "guess"),
                  from("10.2.1." + std::to_string(i)));
    auto const sign_in = [&](char const* login, char const* password, Fields const& cookie) {
        return site.post("/api/v1/merchant/sessions", login_body(login, password), from("10.0.0.9", cookie))
            .status;
    };
    CHECK(sign_in("yunshan", "right-1", {}) == 429);
    CHECK(sign_in("yunshan", "right-1", known) == 200);
    CHECK(sign_in("shenlan", "right-2", known) == 429);
    std::string forged = known.front().second;
    forged.back() = forged.back() == 'A' ? 'B' : 'A';
    CHECK(sign_in("yunshan", "right-1", {{"Cookie", forged}}) == 429);
    // A mark is no way to guess without end.
    for (int i = 0; i < 5; ++i) CHECK(sign_in("yunshan", "guess", known) != 429);
    CHECK(sign_in("yunshan", "right-1", known) == 429);
    site.pass(minutes(2));
    CHECK(sign_in("yunshan", "right-1", known) == 200);
}

TEST_CASE("while passwords are guessed all the time, other requests do not wait, and the known come first") {
    http::HttpOptions options = behind_proxy();
    options.workers = 2;
    Site site(std::move(options));
    Answer const first =
        site.post("/api/v1/platform/sessions", login_body("admin", "right-3"), from("10.0.0.9"));
    std::string const set = first.all("Set-Cookie").back();
    Fields const known{{"Cookie", set.substr(0, set.find(';'))}};
    std::atomic<bool> stop{false};
    std::atomic<int> guesses{0};
    std::vector<std::thread> attackers;
    for (int i = 0; i < 8; ++i) {
        attackers.emplace_back([&, i] {
            for (int n = 0; !stop; ++n) {
                std::string const address =
                    "10." + std::to_string(i) + "." + std::to_string(n / 250) + "." + std::to_string(n % 250);
                site.post("/api/v1/platform/sessions", login_body("x" + std::to_string(n), "guess"),
                          from(address));
                ++guesses;
            }
        });
    }
    CHECK(test::eventually([&] { return guesses > 10; }));
    for (int i = 0; i < 5; ++i) {
        CHECK(site.call("GET", "/api/v1/meta").status == 200);
        CHECK(site.post("/api/v1/platform/sessions", login_body("admin", "right-3"), from("10.0.0.9", known))
                  .status == 200);
    }
    stop = true;
    for (std::thread& one : attackers) one.join();
}

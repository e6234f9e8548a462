// `afterdesk serve` as a newcomer starts it: what it refuses, and what it says of itself.

#include <filesystem>
#include <fstream>
#include <sstream>

#include "files/small_file.hpp"
#include "server/demo_folder.hpp"
#include "server/person.hpp"
#include "server/program.hpp"
#include "service/passwords.hpp"
#include "service/staff.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::Fields;
using test::member;
using test::Program;
using test::Site;
using world::World;

namespace {

world::Folder const demo_home;
std::string const demo = test::quiet_demo(demo_home.path());

/// Started with these words, it ends at once with that status, and says why.
std::string refusal(std::vector<std::string> words, int status = 2) {
    world::Folder const folder;
    words.insert(words.begin(), {"serve", "--port", "0", "--data", folder.path() + "/data"});
    Program program(std::move(words));
    std::string const said = program.until("\x01");
    CHECK(program.ended() == status);
    return said;
}

bool says(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

}  // namespace

// ---- Nothing is faked outside the demo ------------------------------------------------------------------

TEST_CASE("--refunds takes what exists, and says so of what does not") {
    CHECK(says(refusal({"--refunds", "simulated"}), "it is for the demo only"));
    CHECK(says(refusal({"--refunds", "bitcoin"}), "--refunds must be wechat, alipay, host, or simulated"));
    CHECK(says(refusal({"--refunds", "host", "--demo", demo}), "moves real money"));
    CHECK(says(refusal({"--refunds", "wechat", "--demo", demo}), "moves real money"));
    CHECK(says(refusal({"--refunds", "simulated,wechat", "--demo", demo}), "stands alone"));
}

TEST_CASE("a channel that lacks something is not connected, and the server does not start without it") {
    ::setenv("LC_ALL", "en_US.UTF-8", 1);
    std::string const said = refusal({"--refunds", "wechat,alipay", "--wechat-serial", "zz"});
    for (char const* flag :
         {"--wechat-mchid is missing.", "--wechat-serial must be", "--wechat-key is missing.",
          "--wechat-api-v3-key is missing.", "--wechat-certificates (certificate mode) is missing",
          "--alipay-app-id is missing.", "--alipay-key is missing.", "--alipay-public-key is missing."})
        CHECK(says(said, flag));
    world::Folder const folder;
    std::string const file = folder.path() + "/merchants.json";
    auto const with_file = [&](std::string const& text) {
        std::ofstream(file) << text;
        std::filesystem::permissions(
            file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        return refusal({"--refunds", "wechat", "--merchants", file});
    };
    std::string const of_file =
        with_file(R"({"merchants":[{"channel":"wechat","shops":"all","mchid":"12x","serial":"AB"},)"
                  R"({"channel":"alipay","shops":["s1"],"app_id":"2021"}]})");
    for (char const* words : {"merchants.json: merchants[0].mchid must be", "merchants[0].key is missing.",
                              "--merchants has accounts of alipay, and --refunds does not name it."})
        CHECK(says(of_file, words));
    CHECK(!says(of_file, "--wechat-mchid"));
    CHECK(says(with_file(R"({"merchants":[{"channel":"wechat","shops":[],"mchid":"1"}]})"),
               "merchants.json: merchants[0].shops (must_not_be_empty)"));
    CHECK(says(refusal({"--refunds", "wechat", "--merchants", "/nowhere"}), "--merchants: there is no file"));
    ::setenv("LC_ALL", "zh_CN.UTF-8", 1);
    CHECK(says(refusal({"--refunds", "wechat"}), "缺少 --wechat-mchid。"));
    CHECK(says(with_file("{}"), "merchants (missing_key)：缺少这一项"));
    ::unsetenv("LC_ALL");
}

TEST_CASE("what can not work is refused by the setting's name and rule, also when the environment says it") {
    CHECK(says(refusal({"--workers", "0"}), "--workers must be between 1 and 256."));
    CHECK(says(refusal({"--least-free-mb", "-1"}), "--least-free-mb must not be negative."));
    CHECK(says(refusal({"--retain-days", "-1"}), "--retain-days must be between 0 and 36500"));
    CHECK(says(refusal({"--port", "many"}), "--port"));
    CHECK(says(refusal({"--host", "0.0.0.0"}), "Others must come by https"));
    CHECK(says(refusal({"--public-url", "http://shop.example"}), "Others must come by https"));
    ::setenv("AFTERDESK_WORKERS", "0", 1);
    CHECK(says(refusal({}), "--workers must be between 1 and 256."));
    ::setenv("AFTERDESK_WORKERS", "many", 1);
    CHECK(says(refusal({}), "--workers"));
    ::unsetenv("AFTERDESK_WORKERS");
}

TEST_CASE("what does not fit is said in Chinese where the machine's language is Chinese, else in English") {
    struct Row {
        char const *variable, *value, *says;
    };
    Row const rows[] = {
        {"LC_ALL", "zh_CN.UTF-8", "--workers 应在 1 到 256 之间。"},
        {"LC_ALL", "zh_TW", "--workers 应在 1 到 256 之间。"},
        {"LC_ALL", "de_DE.UTF-8", "--workers must be between 1 and 256."},
        {"LC_ALL", "C", "--workers must be between 1 and 256."},
        {"LC_MESSAGES", "zh_CN.UTF-8", "--workers 应在 1 到 256 之间。"},
    };
    for (Row const& row : rows) {
        ::setenv(row.variable, row.value, 1);
        CHECK_MESSAGE(says(refusal({"--workers", "0"}), row.says), row.value);
        ::unsetenv(row.variable);
    }
}

TEST_CASE("every setting that can not work has a sentence in both languages") {
    std::vector<std::string> const wrong = {
        "--workers", "0",           "--senders",       "0",    "--evidence-files", "0",
        "--balance", "cash",        "--least-free-mb", "-1",   "--retain-days",    "-1",
        "--web",     "/nowhere",    "--public-url",    "shop", "--image-origins",  "cdn",
        "--refunds", "simulated,x", "--webhook-allow", "lan",  "--address-header", "a b",
        "--courier", "fedex",       "--log-level",     "loud", "--smtp-from",      "desk@mall.example",
        "--clock",   "soon",        "--notify-secret", "none", "--host",           "0.0.0.0"};
    auto const lines_in = [&](char const* language) {
        ::setenv("LC_ALL", language, 1);
        std::istringstream said(refusal(wrong));
        ::unsetenv("LC_ALL");
        std::vector<std::string> lines;
        for (std::string line; std::getline(said, line);) lines.push_back(line);
        return lines;
    };
    auto const chinese = lines_in("zh_CN.UTF-8"), english = lines_in("en_US.UTF-8");
    CHECK(chinese.size() >= 18);
    CHECK(chinese.size() == english.size());
    for (std::string const& line : chinese) CHECK_MESSAGE(line.ends_with("。"), line);
    for (std::string const& line : english) CHECK_MESSAGE(line.ends_with("."), line);
}

TEST_CASE("without a way to pay the log, the health pages, the numbers and the API say so") {
    Site site(Site::hurried(), [](Site& it) { it.has_way_to_pay = false; });
    std::string const no = site.refund_one().ticket.no.value;
    site.service->jobs.run_due();
    CHECK(site.call("GET", "/healthz").body == "ok\nrefunds: waiting_for_host\n");
    CHECK(site.call("GET", "/readyz").body == "ok\nrefunds: waiting_for_host (1 waiting)\n");
    CHECK(says(site.call("GET", "/metrics").body, "afterdesk_refunds_waiting 1\n"));
    CHECK(member(site.call("GET", "/api/v1/meta").body, "refunds") == "waiting_for_host");
    Fields const platform = site.sign_in_staff(wire::Audience::platform, "admin", "right-3");
    std::string const channel = site.call("GET", "/api/v1/platform/channel", platform).body;
    CHECK(member(channel, "refunds") == "waiting_for_host");
    CHECK(member(channel, "waiting") == "1");
    std::string const faults =
        R"({"delay_ms":0,"fail_next":0,"lose_answer_next":0,"duplicate_answers":false})";
    CHECK(code_of(site.post("/api/v1/platform/channel", faults, platform)) == "not_found");
    std::string const waiting = "[\"" + no + "-1\"]";
    Answer const buyers = site.call("GET", "/api/v1/buyer/tickets/" + no, site.sign_in_buyer("b1"));
    CHECK(member(buyers.body, "waiting_for_host") == waiting);
    Fields const merchant = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    Answer const merchants = site.call("GET", "/api/v1/merchant/tickets/" + no, merchant);
    CHECK(member(merchants.body, "waiting_for_host") == waiting);
}

TEST_CASE("the log says at the start that refunds wait, and nothing of a channel is made") {
    world::Folder const folder;
    Program server({"serve", "--port", "0", "--data", folder.path()});
    CHECK(says(server.until("started"), "waiting_for_host"));
    CHECK(server.stop() == 0);
    CHECK(!std::filesystem::exists(folder.path() + "/channel.db"));
    CHECK(!std::filesystem::exists(folder.path() + "/channel.key"));
}

// ---- The demo's password ----------------------------------------------------------------------------------

TEST_CASE("a folder of the demo is served outside of it only when its passwords were changed") {
    world::Folder const folder;
    std::string const data = folder.path() + "/data";
    {
        Program server({"serve", "--port", "0", "--data", data, "--demo", demo});
        REQUIRE(says(server.until("listens on"), "listens on"));
        CHECK(server.stop() == 0);
    }
    std::vector<std::string> const outside{"serve", "--port", "0", "--data", data};
    Program refused(outside);
    std::string said = refused.until("\x01");
    CHECK(refused.ended() == 2);
    CHECK(says(said, "admin, arbiter, huajian"));
    CHECK(says(said, "afterdesk password LOGIN --data " + data));

    std::string const file = folder.path() + "/password";
    auto const change = [&](std::string const& login, std::string const& to) {
        files::write_small_file(file, to + "\n");
        Program changing({"password", login, "--data", data}, file);
        changing.until("\x01");
        return changing.ended();
    };
    CHECK(change("admin", "short") == 2);
    CHECK(change("admin", "demo-pass-2026") == 2);
    CHECK(change("nobody", "another-good-one") == 2);
    for (char const* login :
         {"yunshan", "yunshan-manager", "shenlan", "qinghe", "xiaolu", "huajian", "admin"})
        CHECK(change(login, "another-good-one") == 0);
    Program still(outside);
    said = still.until("\x01");
    CHECK(still.ended() == 2);
    CHECK(says(said, "for arbiter. "));
    CHECK(change("arbiter", "another-good-one") == 0);
    Program served(outside);
    CHECK(says(served.until("listens on"), "listens on"));
    CHECK(change("arbiter", "yet-another-one") == 1);  // a server holds the folder
    CHECK(served.stop() == 0);
}

TEST_CASE("the password that is refused outside the demo is the demo's") {
    auto const text = files::read_small_file(demo + "/mall.json");
    REQUIRE(text);
    auto const mall = read_mall(*wire::parse_json(*text));
    REQUIRE(mall.ok());
    for (MallStaff const& one : mall->staff) CHECK(one.password == demo_password);
}

TEST_CASE("a new password ends the sessions that the old one opened") {
    Site site;
    Fields const before = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    CHECK(set_password(*site.store, "yunshan", "another-good-one").ok());
    CHECK(site.call("GET", "/api/v1/merchant/session", before).status == 401);
    Fields const after = site.sign_in_staff(wire::Audience::merchant, "yunshan", "another-good-one");
    CHECK(site.call("GET", "/api/v1/merchant/session", after).status == 200);
    CHECK(site.post("/api/v1/merchant/sessions", R"({"login":"yunshan","password":"right-1"})").status ==
          401);
}

// ---- Pictures of other sites ------------------------------------------------------------------------------

TEST_CASE("--image-origins lets the page show pictures of a site, and an import says which it does not") {
    for (char const* bad : {"cdn.example", "https://cdn.example/a", "https://a.example; script-src *",
                            "https://a.example 'unsafe-inline'", "*"})
        CHECK(says(refusal({"--image-origins", bad}), "--image-origins must be like"));
    World w;
    std::string const data = w.folder.path();
    w.service.reset();
    w.store.reset();
    std::string const web = data + "/page";
    std::filesystem::create_directories(web);
    files::write_small_file(web + "/index.html", "<html>");
    Program server({"serve", "--port", "0", "--data", data, "--web", web, "--image-origins",
                    "https://cdn.example,https://img.example"});
    int const port = server.port();
    REQUIRE(test::eventually([&] { return std::filesystem::exists(data + "/control.sock"); }));
    test::RawClient client(port);
    client.send(test::request_text("GET", "/?from=singlemessage"));
    std::string const policy = client.answer().header("Content-Security-Policy");
    CHECK(says(policy, "img-src 'self' blob: data: https://cdn.example https://img.example; connect-src"));

    Order order = world::unshipped_order("N1", "s1", "b1");
    order.lines[0].image = "https://cdn.example/coat.jpg";
    order.lines[1].image = "https://elsewhere.example/coat.jpg";
    std::string const file = data + "/orders.jsonl";
    files::write_small_file(file, world::orders_text({order}));
    Program import({"import", file, "--data", data, "--lang", "en"});
    std::string const report = import.until("\x01");
    CHECK(import.ended() == 0);
    CHECK(says(report, "1 orders imported"));
    CHECK(says(report, "line 1, order N1, lines[1].image: image_not_shown: "));
    CHECK(says(report, "serve --image-origins. (https://elsewhere.example)"));
    CHECK(!says(report, "cdn.example"));
    CHECK(server.stop() == 0);
    Program alone({"import", file, "--data", data, "--lang", "en", "--image-origins",
                   "https://cdn.example,https://elsewhere.example"});
    CHECK(!says(alone.until("\x01"), "image_not_shown"));
    CHECK(alone.ended() == 0);
}

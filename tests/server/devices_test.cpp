// Who is signed in where: what is listed for whom, and what the end of a session ends.
#include "server/site.hpp"
#include "service/device.hpp"

using namespace afterdesk;
using std::chrono::milliseconds;
using test::Answer;
using test::code_of;
using test::Fields;
using test::RawClient;
using test::request_text;
using test::Site;
using test::with;
using wire::Audience;

namespace {

using Items = std::vector<wire::DevicesView::Item>;

constexpr char const* chrome_on_windows =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
    "Safari/537.36";
constexpr char const* wechat_on_android =
    "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.50(0x2800325B) miniProgram/wx1";

std::string root_of(Audience audience) {
    return "/api/v1/" + std::string(wire::name_of(audience)) + "/devices";
}

Items listed(Site const& site, Audience audience, Fields const& who) {
    Answer const answer = site.call("GET", root_of(audience), who);
    CAPTURE(answer.body);
    REQUIRE(answer.status == 200);
    auto const document = wire::parse_json(answer.body);
    REQUIRE(document.ok());
    auto const view = wire::read_devices(*document);
    REQUIRE(view.ok());
    return view->items;
}

/// "name, name": whose the sessions are.
std::string names(Items const& items) {
    std::string out;
    for (auto const& item : items) out += (out.empty() ? "" : ", ") + item.name;
    return out;
}

bool is_in(Site const& site, Audience audience, Fields const& who) {
    std::string const path = "/api/v1/" + std::string(wire::name_of(audience)) + "/session";
    return site.call("GET", path, who).status == 200;
}

/// People of the small mall, each signed in once, a minute after the one before.
struct People {
    Site& site;
    Fields manager = staff(Audience::merchant, "yunshan", "right-1");
    Fields reviewer = staff(Audience::merchant, "shenhe", "right-4");
    Fields other_manager = staff(Audience::merchant, "shenlan", "right-2");
    Fields administrator = staff(Audience::platform, "admin", "right-3");
    Fields arbiter = staff(Audience::platform, "zhongcai", "right-5");

    Fields staff(Audience audience, char const* login, char const* password) const {
        site.pass(minutes(1));
        return site.sign_in_staff(audience, login, password);
    }
};

/// The same shop, staff and buyer ids under another mall.
void add_second_mall(Site& site) {
    Mall mall = world::small_mall();
    mall.tenant = {{"second"}, "另一商城", "second"};
    for (MallStaff& one : mall.staff) one.staff.login += "-2";
    load_mall(*site.store, mall);
}

}  // namespace

TEST_CASE("a buyer sees where he is signed in, this device first, and nobody else's") {
    Site site;
    std::string const token = "{\"token\":\"" + site.launch_token("b1") + "\"}";
    Answer const in = site.post("/api/v1/buyer/sessions", token, {{"User-Agent", wechat_on_android}});
    std::string const cookie = in.header("Set-Cookie");
    Fields const phone{{"Cookie", cookie.substr(0, cookie.find(';'))}, {"User-Agent", wechat_on_android}};
    site.pass(minutes(5));
    Fields const desk = site.sign_in_buyer("b1");
    site.sign_in_buyer("b2");

    Items const items = listed(site, Audience::buyer, phone);
    REQUIRE(items.size() == 2);
    CHECK(items[0].here);
    CHECK(items[0].own);
    CHECK(items[0].name == "林晓");
    CHECK(items[0].browser == "WeChat");
    CHECK(items[0].system == "Android");
    CHECK(items[0].address == "127.0.0.1");
    CHECK(items[0].way == wire::SignInWay::launch);
    CHECK(items[0].since_ms == world::noon.ms);
    CHECK_FALSE(items[1].here);
    CHECK(items[1].browser.empty());
    CHECK(items[1].since_ms == world::noon.ms + minutes(5).ms);
    CHECK(listed(site, Audience::buyer, desk)[0].id == items[1].id);
    for (auto const& item : items) CHECK(cookie.find(item.id) == std::string::npos);
}

TEST_CASE("managers see their people, others themselves; nobody sees another shop or another mall") {
    Site site;
    add_second_mall(site);
    People const people{site};
    people.staff(Audience::merchant, "yunshan-2", "right-1");
    people.staff(Audience::merchant, "shenhe-2", "right-4");
    people.staff(Audience::platform, "admin-2", "right-3");
    CHECK(names(listed(site, Audience::merchant, people.manager)) == "许蔓, 审核员");
    CHECK(names(listed(site, Audience::merchant, people.reviewer)) == "审核员");
    CHECK(names(listed(site, Audience::merchant, people.other_manager)) == "梁志强");
    CHECK(names(listed(site, Audience::platform, people.administrator)) == "小云, 仲裁员");
    CHECK(names(listed(site, Audience::platform, people.arbiter)) == "仲裁员");

    Items const items = listed(site, Audience::merchant, people.manager);
    CHECK(items[0].address == "127.0.0.1");
    CHECK(items[1].address == "127.0.*.*");
    CHECK_FALSE(items[1].own);
    CHECK(items[1].way == wire::SignInWay::password);
}

TEST_CASE(
    "a manager ends a colleague's session: he is out, and so is his stream; once more it is not there") {
    http::HttpOptions options = Site::hurried();
    options.live.heartbeat = milliseconds(50);
    Site site(std::move(options));
    People const people{site};
    RawClient page(site.server->port());
    page.send(request_text("GET", "/api/v1/merchant/events", people.reviewer));
    page.until("event: hello"), page.until("\n\n");

    std::string const path =
        root_of(Audience::merchant) + "/" + listed(site, Audience::merchant, people.manager)[1].id;
    Answer const ended = site.call("DELETE", path, people.manager);
    CHECK(ended.status == 204);
    CHECK(ended.header("Set-Cookie").empty());
    CHECK(page.ended());
    Answer const refused = site.call("GET", "/api/v1/merchant/tickets", people.reviewer);
    CHECK(refused.status == 401);
    CHECK(code_of(refused) == "not_signed_in");
    CHECK(code_of(site.call("DELETE", path, people.manager)) == "not_found");
    CHECK(names(listed(site, Audience::merchant, people.manager)) == "许蔓");
}

TEST_CASE("what is not in his list looks like what is not there, and is not ended") {
    Site site;
    add_second_mall(site);
    People const people{site};
    Fields const stranger = people.staff(Audience::merchant, "yunshan-2", "right-1");
    std::string const id = listed(site, Audience::merchant, people.manager)[0].id;
    std::string const path = root_of(Audience::merchant) + "/" + id;
    for (Fields const* who : {&people.reviewer, &people.other_manager, &stranger}) {
        CHECK(code_of(site.call("DELETE", path, *who)) == "not_found");
        CHECK(code_of(site.call("DELETE", root_of(Audience::merchant) + "/x", *who)) == "not_found");
    }
    CHECK(code_of(site.call("DELETE", root_of(Audience::platform) + "/" + id, people.administrator)) ==
          "not_found");
    CHECK(is_in(site, Audience::merchant, people.manager));
}

TEST_CASE("to end this session is to sign out") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    std::string const id = listed(site, Audience::buyer, buyer)[0].id;
    Answer const out = site.call("DELETE", root_of(Audience::buyer) + "/" + id, buyer);
    CHECK(out.status == 204);
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(site.call("DELETE", root_of(Audience::buyer) + "/" + id, buyer).status == 401);
}

TEST_CASE("all others of one's own end at once; colleagues, and oneself elsewhere in the desk, stay") {
    Site site;
    People const people{site};
    Fields const second = people.staff(Audience::merchant, "yunshan", "right-1");
    Fields const third = people.staff(Audience::merchant, "yunshan", "right-1");
    CHECK(site.call("DELETE", root_of(Audience::merchant), second).status == 204);
    CHECK(is_in(site, Audience::merchant, second));
    CHECK_FALSE(is_in(site, Audience::merchant, people.manager));
    CHECK_FALSE(is_in(site, Audience::merchant, third));
    CHECK(is_in(site, Audience::merchant, people.reviewer));
    CHECK(is_in(site, Audience::merchant, people.other_manager));
    CHECK(is_in(site, Audience::platform, people.administrator));
    CHECK(site.call("DELETE", root_of(Audience::merchant), second).status == 204);
}

TEST_CASE("that a session was seen, and where, is noted once a minute, not with each request") {
    http::HttpOptions options = Site::hurried();
    options.address_header = "x-client";
    Site site(std::move(options));
    Fields const buyer = site.sign_in_buyer("b1");
    Fields const elsewhere = with(with(buyer, "X-Client", "203.0.113.7"), "User-Agent", chrome_on_windows);
    auto const first = [&] {
        site.store->write([](store::WriteTx&) { return true; });  // behind the note
        return listed(site, Audience::buyer, buyer)[0];
    };
    site.pass({59'000});
    for (int i = 0; i < 3; ++i) CHECK(is_in(site, Audience::buyer, elsewhere));
    CHECK(first().seen_ms == world::noon.ms);
    CHECK(first().address == "127.0.0.1");
    site.pass({1'000});
    CHECK(is_in(site, Audience::buyer, elsewhere));
    CHECK(first().seen_ms == world::noon.ms + minutes(1).ms);
    CHECK(first().since_ms == world::noon.ms);
    CHECK(first().address == "203.0.113.7");
    CHECK(first().browser == "Chrome");
    CHECK(first().system == "Windows");
}

TEST_CASE("sessions that are over are not listed") {
    Site site;
    site.sign_in_buyer("b1");
    site.pass(minutes(90));
    Fields const buyer = site.sign_in_buyer("b1");
    CHECK(listed(site, Audience::buyer, buyer).size() == 2);
    site.pass(minutes(30));
    CHECK(listed(site, Audience::buyer, buyer).size() == 1);
}

TEST_CASE("a device by what its browser calls itself") {
    struct Row {
        char const* user_agent;
        char const* want;
    };
    for (Row const& row : {
             Row{chrome_on_windows, "Chrome Windows"},
             Row{wechat_on_android, "WeChat Android"},
             Row{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                 "Gecko) Mobile/15E148 MicroMessenger/8.0.49(0x18003131) NetType/WIFI Language/zh_CN",
                 "WeChat iOS"},
             Row{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                 "Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                 "Safari iOS"},
             Row{"Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
                 "Gecko) CriOS/131.0 Mobile/15E148 Safari/604.1",
                 "Chrome iOS"},
             Row{"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) "
                 "Version/17.5 Safari/605.1.15",
                 "Safari macOS"},
             Row{"Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox Linux"},
             Row{"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                 "Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                 "Edge Windows"},
             Row{"Mozilla/5.0 (Linux; Android 12; HarmonyOS; ALN-AL00) AppleWebKit/537.36 (KHTML, like "
                 "Gecko) Chrome/114.0 HuaweiBrowser/15.0 Mobile Safari/537.36",
                 "Huawei Browser HarmonyOS"},
             Row{"curl/8.5.0", " "},
             Row{"", " "},
         }) {
        CAPTURE(row.user_agent);
        store::Device const device = device_of({"", row.user_agent});
        CHECK(device.browser + " " + device.system == row.want);
    }
}

TEST_CASE("another's address is shown without its end") {
    CHECK(masked_address("203.0.113.7") == "203.0.*.*");
    CHECK(masked_address("2001:db8:85a3::8a2e:370:7334") == "2001:db8:*");
    CHECK(masked_address("::ffff:203.0.113.7") == "::ffff:203.0.*.*");
    CHECK(masked_address("::1") == "::*");
    CHECK(masked_address("localhost") == "");
    CHECK(masked_address("") == "");
}

// Signed-in devices, without a browser: what is shown of a session, and how it is ended.

#include "browser.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

wire::DevicesView two_devices() {
    return {{{"d1", "林晓", true, true, "Chrome", "Windows", "192.0.2.7", wire::SignInWay::launch,
              1'795'100'000'000, 1'795'100'060'000},
             {"d2", "林晓", true, false, "WeChat", "Android", "203.0.113.9", wire::SignInWay::launch,
              1'795'000'000'000, 1'795'090'000'000}}};
}

wire::DevicesView of_a_shop() {
    return {{{"d1", "许蔓", true, true, "Firefox", "Linux", "192.0.2.7", wire::SignInWay::password,
              1'795'100'000'000, 1'795'100'060'000},
             {"d3", "审核员", false, false, "", "", "203.0.*.*", wire::SignInWay::password, 1'795'000'000'000,
              1'795'090'000'000}}};
}

Browser at_devices(Audience audience, wire::DevicesView const& devices) {
    Browser browser;
    browser.on(started(audience == Audience::buyer ? "#/b/devices" : "#/m/devices", ""));
    browser.answer(browser.call(api_path(audience, "/session")), 200, wire::to_json(session(audience)));
    browser.answer(browser.call(api_path(audience, "/devices")), 200, wire::to_json(devices));
    browser.model.shell.effects.clear();
    return browser;
}

void refuse(Browser& browser, HttpCall const& call, int status, Rule rule) {
    browser.on(HttpDone{call.id, status, wire::write_api_error({{rule, ""}}, false, "r1")});
}

}  // namespace

TEST_CASE("each session says where it is, how it began and when it was used; this one is marked") {
    for (float width : {360.0f, 1280.0f}) {
        Browser browser = at_devices(Audience::buyer, two_devices());
        ui::Viewport viewport;
        viewport.w = width;
        drawn(
            browser,
            [](ui::Headless& page) {
                for (char const* words : {"Chrome · Windows", "本设备", "192.0.2.7", "商城链接",
                                          "微信内网页 · Android", "203.0.113.9"})
                    CHECK_MESSAGE(page.shows(words), words);
                CHECK(page.find(Role::list, "本设备")->set_size == 1);
                CHECK(page.find(Role::list, "其他设备")->set_size == 1);
                ui::Rect const here = page.find(Role::list, "本设备")->rect;
                ui::Rect const others = page.find(Role::list, "其他设备")->rect;
                CHECK((others.x > here.x + here.w) == (page.viewport().w > 1'000));
                CHECK(page.has(Role::button, "退出本设备"));
                CHECK(page.has(Role::button, "结束登录：微信内网页 · Android"));
                CHECK(page.has(Role::button, "结束我的其他登录"));
                bool const on_phone = page.viewport().phone();  // the way there: 我的, or the menu
                CHECK((on_phone ? page.has(Role::link, "我的") : page.has(Role::button, "林晓：买家")));
                for (ui::Node const& node : page.frame().nodes)
                    if (node.role != Role::button) CHECK(node.name.find("林晓") == std::string::npos);
            },
            viewport);
    }
}

TEST_CASE("a manager reads whose each session is; what is not known of a device is said so") {
    Browser browser = at_devices(Audience::merchant, of_a_shop());
    drawn(browser, [](ui::Headless& page) {
        CHECK(page.shows("许蔓"));
        CHECK(page.shows("审核员"));
        CHECK(page.shows("203.0.*.*"));
        CHECK(page.has(Role::button, "结束登录：审核员 · 未知设备"));
        CHECK(page.shows("没有其他登录"));  // of his own
    });
    browser.want(screens::ToggleLanguage{});
    drawn(browser, [](ui::Headless& page) {
        CHECK(page.has(Role::button, "Sign out 审核员 · Unknown device"));
        CHECK(page.shows("Password"));
        CHECK(page.shows("This device"));
    });
}

TEST_CASE("a session is ended by its dialog, which has an address; then the list is fetched again") {
    Browser browser = at_devices(Audience::buyer, two_devices());
    press(browser, "结束登录：微信内网页 · Android");
    REQUIRE(browser.take<Navigate>().size() == 1);
    CHECK(browser.take<Navigate>()[0].hash == "#/b/devices/d2");
    browser.on(HashChanged{"#/b/devices/d2", "#/b/devices"});
    CHECK(browser.shows("该设备需要重新登录才能继续使用。确定结束吗？"));
    browser.want(screens::Submit{});
    browser.want(screens::Submit{});
    HttpCall const sent = browser.take<HttpCall>().back();
    CHECK(browser.take<HttpCall>().size() == 1);
    CHECK(sent.method == "DELETE");
    CHECK(sent.path == "/api/v1/buyer/devices/d2");
    browser.answer(sent, 204, {});
    CHECK(browser.take<GoBack>().size() == 1);
    CHECK(browser.shell().toasts.back().text == "已结束登录");
    browser.on(HashChanged{"#/b/devices", ""});
    wire::DevicesView left = two_devices();
    left.items.pop_back();
    browser.answer(browser.call("/api/v1/buyer/devices"), 200, wire::to_json(left));
    CHECK_FALSE(browser.shows("微信内网页 · Android"));
}

TEST_CASE("the dialog goes away by its button and by Escape; nothing is ended") {
    Browser browser = at_devices(Audience::buyer, two_devices());
    browser.on(HashChanged{"#/b/devices/d2", "#/b/devices"});
    drawn(browser, [](ui::Headless& page) {
        CHECK(page.has(Role::dialog, "结束登录：微信内网页 · Android"));
        page.press("取消");
    });
    CHECK(browser.take<GoBack>().size() == 1);
    browser.on(HashChanged{"#/b/devices", ""});
    browser.on(HashChanged{"#/b/devices/others", "#/b/devices"});
    drawn(browser, [](ui::Headless& page) { page.escape(); });
    CHECK(browser.take<GoBack>().size() == 2);
    CHECK(browser.take<HttpCall>().empty());
    browser.on(HashChanged{"#/b/devices/nobody", "#/b/devices"});
    CHECK_FALSE(browser.shows("取消"));
}

TEST_CASE("all others end at once") {
    Browser browser = at_devices(Audience::buyer, two_devices());
    press(browser, "结束我的其他登录");
    browser.follow();
    browser.want(screens::Submit{});
    HttpCall const sent = browser.call("/api/v1/buyer/devices");
    CHECK(sent.method == "DELETE");
    browser.answer(sent, 204, {});
    CHECK(browser.call("/api/v1/buyer/devices").method == "GET");
}

TEST_CASE("to end this device's session is to sign out") {
    Browser browser = at_devices(Audience::buyer, two_devices());
    press(browser, "退出本设备");
    browser.follow();
    browser.want(screens::Submit{});
    HttpCall const sent = browser.call("/api/v1/buyer/session");
    CHECK(sent.method == "DELETE");
    browser.answer(sent, 204, {});
    CHECK(browser.take<Forget>().size() == 2);
    browser.follow();
    CHECK(browser.shell().route.screen == Screen::landing);
}

TEST_CASE("what had ended before counts as ended; a failure is said in the dialog and can be tried again") {
    Browser browser = at_devices(Audience::merchant, of_a_shop());
    browser.on(HashChanged{"#/m/devices/d3", "#/m/devices"});
    browser.want(screens::Submit{});
    browser.on(HttpDone{browser.call("/api/v1/merchant/devices/d3").id, 0, ""});
    CHECK(browser.shows("网络不通，请检查网络后重试。"));
    browser.want(screens::Submit{});
    refuse(browser, browser.call("/api/v1/merchant/devices/d3"), 503, Rule::busy);
    CHECK(browser.shows(wire::message_for({Rule::busy, ""}, wire::Language::zh_cn)));
    browser.want(screens::Submit{});
    refuse(browser, browser.call("/api/v1/merchant/devices/d3"), 404, Rule::not_found);
    CHECK(browser.shell().toasts.back().text == "该登录此前已结束");
    browser.call("/api/v1/merchant/devices");
}

TEST_CASE("a list that fails is asked for again; without a network it is shown as it was") {
    Browser browser;
    browser.on(started("#/b/devices", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    CHECK(browser.shows("正在加载"));
    refuse(browser, browser.call("/api/v1/buyer/devices"), 503, Rule::busy);
    CHECK(browser.shows("没有加载成功"));
    press(browser, "重试");
    HttpCall const again = browser.call("/api/v1/buyer/devices");
    browser.answer(again, 200, wire::to_json(two_devices()));
    std::vector<KeptItem> const kept = browser.kept("kept/buyer/b1/seen/");
    REQUIRE(kept.size() == 1);

    Browser offline;
    offline.on(started("#/b/devices", ""));
    offline.answer(offline.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    offline.on(HttpDone{offline.call("/api/v1/buyer/devices").id, 0, ""});
    REQUIRE(offline.take<Recall>().size() == 1);
    offline.on(Recalled{offline.take<Recall>()[0].prefix, kept});
    CHECK(offline.shows("Chrome · Windows"));
    CHECK(offline.shows("没有网络"));
    CHECK(Browser(at_devices(Audience::buyer, {})).shows("没有登录设备"));
}

}  // namespace afterdesk::app

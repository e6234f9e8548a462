// Keys of the mall's own systems, without a browser: what is shown, made once and ended.

#include "browser.hpp"
#include "wire/host_api.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

constexpr std::int64_t day_ms = 86'400'000;

Browser at_keys(std::string const& hash, Rights rights = rights_of_side(ActorKind::platform)) {
    Browser browser;
    browser.on(started(hash, ""));
    wire::SessionView view = session(Audience::platform);
    view.rights = list_of(rights);
    browser.answer(browser.call("/api/v1/platform/session"), 200, wire::to_json(view));
    return browser;
}

/// One for the mall that goes on for ever, one of a shop that is over.
Browser with_two(std::string const& hash) {
    Browser browser = at_keys(hash);
    std::int64_t const now = browser.shell().now.ms;
    wire::HostKeysView keys;
    using enum wire::HostScope;
    keys.items = {{"0a1b2c3d4e5f", "ERP", "", {orders_write, facts_write}, now - day_ms, "", {}, {}},
                  {"9a1b2c3d4e5f", "BI", "s1", {events_read}, now - 9 * day_ms, "p1", now - 1, now - 5'000}};
    std::vector<HttpCall> const asked = browser.take<HttpCall>();
    HttpCall const of_keys = browser.call("/api/v1/platform/keys");
    browser.answer(of_keys, 200, wire::to_json(keys));
    wire::ShopsView shops;
    shops.items.push_back({"s1", "云杉服饰"});
    for (HttpCall const& call : asked)
        if (call.path == "/api/v1/platform/shops") browser.answer(call, 200, wire::to_json(shops));
    return browser;
}

}  // namespace

TEST_CASE("keys with what they may do, for whom, and whether they are still good; cards on a phone") {
    Browser browser = with_two("#/p/keys");
    for (float const width : {390.0f, 1440.0f}) {
        drawn(
            browser,
            [&](ui::Headless& page) {
                for (char const* words : {"adk_0a1b2c3d4e5f", "同步订单 · 上报发货等事实", "整个商城",
                                          "从未使用", "不过期", "有效", "云杉服饰", "已过期"}) {
                    CAPTURE(words);
                    CHECK(page.shows(words));
                }
                CHECK(page.has(Role::link, "停用密钥 ERP"));
                CHECK(page.find(Role::link, "接口文档")->href == "/api");
            },
            ui::Viewport{width});
    }
}

TEST_CASE("each scope that there is has its words") {
    for (text::Language const language : {text::Language::zh_cn, text::Language::en}) {
        Browser browser = with_two("#/p/keys/add");
        browser.model.shell.language = language;
        browser.model.shell.revision += 1;
        for (std::string_view const scope : wire::all_names<wire::HostScope>()) {
            std::string const bare = language == text::Language::en
                                         ? std::string(scope) + " (" + std::string(scope)
                                         : std::string(scope) + "（";
            drawn(browser, [&](ui::Headless& page) {
                CHECK(page.shows(scope));
                CHECK_FALSE(page.shows(bare));
            });
        }
    }
}

TEST_CASE("a key is made, shown until it is noted down, and stands in no address") {
    Browser browser = with_two("#/p/keys/add");
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.shows("请先填写"));  // which the button needs
        page.type_into("用途", " ERP 2 ");
        page.press("读取售后事件（events:read）");
    });
    std::int64_t const ends = browser.shell().now.ms + 365 * day_ms;
    press(browser, "新建密钥");
    HttpCall const call = browser.call("/api/v1/platform/keys");
    CHECK(call.method == "POST");
    CHECK(call.body ==
          R"({"name":"ERP 2","scopes":["events:read"],"expires_at_ms":)" + std::to_string(ends) + "}");
    wire::HostKeyMade const made{
        {"1234567890ab", "ERP 2", "", {wire::HostScope::events_read}, 1, "p1", {}, {}},
        "adk_1234567890ab_secret"};
    browser.answer(call, 201, wire::to_json(made));
    browser.follow();
    CHECK(browser.shell().route.dialog.empty());
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.has(Role::dialog, "密钥已生成"));
        CHECK(page.find(Role::field, "密钥")->value == "adk_1234567890ab_secret");
        page.type_into("密钥", "typed");
    });
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.find(Role::field, "密钥")->value == "adk_1234567890ab_secret");
    });
    press(browser, "已记下");
    drawn(browser, [&](ui::Headless& page) { CHECK_FALSE(page.has(Role::dialog)); });
}

TEST_CASE("a key is ended after a question; one that had ended before is as good as ended") {
    for (int const status : {204, 404}) {
        Browser browser = with_two("#/p/keys/end-0a1b2c3d4e5f");
        CHECK(browser.shows("用它的系统会立即无法访问"));
        press(browser, "停用密钥");
        HttpCall const call = browser.call("/api/v1/platform/keys/0a1b2c3d4e5f");
        CHECK(call.method == "DELETE");
        browser.on(HttpDone{call.id, status, ""});
        CHECK(browser.take<HttpCall>().back().path == "/api/v1/platform/keys");  // the list anew
        browser.follow();
        CHECK(browser.shell().route.dialog.empty());
    }
}

TEST_CASE("who may not manage shops is told which right it takes, and asks for nothing") {
    Browser browser = at_keys("#/p/keys", row_of(StaffRole::arbiter).rights);
    CHECK(browser.shows("管理店铺"));
    for (HttpCall const& call : browser.take<HttpCall>()) CHECK(call.path != "/api/v1/platform/keys");
}

}  // namespace afterdesk::app

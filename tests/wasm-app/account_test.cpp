// Language, look, text size and the way out: one menu, one page, on every screen; what is kept for a person.
#include "app/shell/own_text.hpp"
#include "browser.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

Browser buyer_at(std::string hash) {
    Browser browser;
    browser.on(started(std::move(hash), ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.model.shell.effects.clear();
    return browser;
}

}  // namespace

TEST_CASE("a list ends with its last row; who is signed in has a menu on wide pages, a page on phones") {
    Browser browser = buyer_at("#/b/orders");
    for (float const width : {360.0f, 1280.0f}) {
        drawn(
            browser,
            [width](ui::Headless& page) {
                CHECK_FALSE(page.has(Role::button, "退出登录"));
                CHECK_FALSE(page.has(Role::button, "English"));
                CHECK(page.has(Role::link, "我的") == (width < 600));
                if (width < 600) return;
                page.press("林晓：买家");
                CHECK(page.has(Role::dialog, "林晓"));
                for (char const* setting : {"语言", "外观", "字号"}) CHECK(page.has(Role::group, setting));
                CHECK(page.find(Role::link, "登录设备")->href == "#/b/devices");
                CHECK(page.find(Role::link, "关于")->href == "#/about");
                page.press("退出登录");
            },
            ui::Viewport{width});
    }
    CHECK(browser.take<HttpCall>().back().method == "DELETE");
}

TEST_CASE("language, look and text size are chosen on a phone's own page, kept, and read back") {
    Browser browser = buyer_at("#/b/me");
    drawn(
        browser,
        [](ui::Headless& page) {
            CHECK(page.has(Role::heading, "我的"));
            CHECK(page.shows("林晓"));
            CHECK((page.find(Role::link, "我的")->state & ui::current) != 0);
            CHECK((page.find(Role::button, "跟随系统")->state & ui::selected) != 0);
            page.press("深色");
            page.press("特大");
            page.press("English");
        },
        ui::Viewport{360});
    std::vector<Store> const stored = browser.take<Store>();
    REQUIRE(!stored.empty());
    CHECK(stored.back().text == "en dark 130");
    SetAppearance const shown = browser.take<SetAppearance>().back();
    CHECK(shown.theme == "dark");
    CHECK(shown.language == "en");
    CHECK(shown.text_percent == 130);

    struct Row {
        char const* text;
        int percent;
    };
    for (Row const& row :
         {Row{"en dark 130", 130}, Row{"en dark", 100}, Row{"en dark 9999", 100}, Row{"en dark x", 100}}) {
        CAPTURE(row.text);
        Browser again = buyer_at("#/b/me");
        again.on(Stored{"settings", row.text});
        CHECK(again.shell().theme == "dark");
        CHECK(again.shell().language == text::Language::en);
        CHECK(again.shell().text_percent == row.percent);
    }
}

TEST_CASE("who is not signed in chooses language and look, too, and can not sign out") {
    Browser browser;
    browser.on(started("#/", ""));
    drawn(
        browser,
        [](ui::Headless& page) {
            page.press("设置");
            CHECK_FALSE(page.has(Role::button, "退出登录"));
            CHECK_FALSE(page.has(Role::link, "登录设备"));
            CHECK(page.has(Role::link, "关于"));
            page.press("English");
        },
        ui::Viewport{360});
    CHECK(browser.shell().language == text::Language::en);
}

TEST_CASE("what the browser keeps for one person is read back for that person alone") {
    Browser browser = buyer_at("#/b/orders");
    keep_own_text(browser.shell(), "views", "%E5%85%A8%E9%83%A8 risk=1");
    Store const stored = browser.take<Store>().back();
    CHECK(own_text(browser.shell(), "views") == stored.text);
    CHECK(own_text(browser.shell(), "borders").empty());

    Browser again = buyer_at("#/b/orders");
    load_own_text(again.shell(), "views");
    CHECK(again.take<Load>().back().key == stored.key);
    again.on(Stored{stored.key, stored.text});
    CHECK(own_text(again.shell(), "views") == stored.text);
    again.shell().effects.clear();
    load_own_text(again.shell(), "views");
    CHECK(again.take<Load>().empty());
    again.shell().session_of(Audience::buyer).value->actor_id = "somebody else";
    CHECK(own_text(again.shell(), "views").empty());
    again.shell().session_of(Audience::buyer).value.reset();
    keep_own_text(again.shell(), "views", "x");
    CHECK(again.take<Store>().empty());
}

}  // namespace afterdesk::app

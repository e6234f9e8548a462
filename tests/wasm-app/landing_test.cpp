// The first page, without a browser: the demo's doors, and that there are none elsewhere.

#include "browser.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

wire::DemoView three_doors() {
    return {{{Audience::buyer, "林晓", ""},
             {Audience::merchant, "许蔓", "云杉服饰"},
             {Audience::platform, "小云", ""}}};
}

Browser at_landing(wire::DemoView const& demo) {
    Browser browser;
    browser.on(started("#/", ""));
    browser.answer(browser.call("/api/v1/demo"), 200, wire::to_json(demo));
    browser.model.shell.effects.clear();
    return browser;
}

}  // namespace

TEST_CASE("outside of the demo the first page has the doors of staff, and tells buyers where to come from") {
    Browser browser = at_landing({});
    drawn(browser, [](ui::Headless& page) {
        CHECK(page.shows("买家请从商城的订单页进入，无需另外登录。"));
        CHECK(page.has(Role::link, "商家登录"));
        CHECK_FALSE(page.has(Role::button, "以买家身份体验"));
    });
}

TEST_CASE("in the demo it offers to be a buyer, a merchant or the platform, on any width") {
    for (float width : {360.0f, 768.0f, 1280.0f}) {
        Browser browser = at_landing(three_doors());
        drawn(
            browser,
            [](ui::Headless& page) {
                for (char const* name : {"以买家身份体验", "以商家身份体验", "以平台身份体验"})
                    CHECK_MESSAGE(page.has(Role::button, name), name);
                CHECK(page.shows("许蔓 · 云杉服饰"));
                CHECK(page.has(Role::link, "商家登录"));
            },
            ui::Viewport{width});
    }
}

TEST_CASE("one tap signs in without a password, and shows the person's first screen") {
    for (auto const& [name, audience, hash] :
         {std::tuple("以买家身份体验", Audience::buyer, "#/b/orders"),
          std::tuple("以商家身份体验", Audience::merchant, "#/m/work"),
          std::tuple("以平台身份体验", Audience::platform, "#/p/work")}) {
        Browser browser = at_landing(three_doors());
        drawn(browser, [&, door = name](ui::Headless& page) { page.press(door); });
        HttpCall const sent = browser.call(api_path(audience, "/demo-sessions"));
        CHECK(sent.method == "POST");
        CHECK(sent.body == "{}");
        browser.answer(sent, 200, wire::to_json(session(audience)));
        auto const gone = browser.take<Navigate>();
        REQUIRE(gone.size() == 1);
        CHECK(gone[0].hash == hash);
        CHECK(browser.shell().session_of(audience).ready());
    }
}

TEST_CASE("a door that does not open says why, and can be tried again") {
    Browser browser = at_landing(three_doors());
    browser.want(screens::TryAs{Audience::buyer});
    HttpCall const sent = browser.call("/api/v1/buyer/demo-sessions");
    browser.on(HttpDone{sent.id, 429, wire::write_api_error({{Rule::too_many_requests, ""}}, false, "r1")});
    std::string const why = wire::message_for({Rule::too_many_requests, ""}, wire::Language::zh_cn);
    drawn(browser, [&](ui::Headless& page) { CHECK(page.shows(why)); });
    browser.want(screens::TryAs{Audience::buyer});
    CHECK(browser.call("/api/v1/buyer/demo-sessions").method == "POST");
}

}  // namespace afterdesk::app

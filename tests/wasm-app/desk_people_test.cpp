// Staff, own sign-in, audit and health, without a browser: what is shown, what is dead and why, what is sent.

#include "browser.hpp"
#include "domain/ticket/edges.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

wire::StaffView two_people() {
    wire::StaffView view;
    view.items = {{"m1", "许蔓", "yunshan", "manager", false, true, true, 1, 1'795'100'000'000},
                  {"m3", "小包", "dabao", "r-1", false, true, false, 2, 1'795'000'000'000}};
    for (RoleRow const& row : role_rows()) {
        if (row.side == ActorKind::merchant)
            view.roles.push_back({std::string(wire::name_of(row.role)), "", list_of(row.rights), false});
    }
    view.roles.push_back({"r-1", "打包", {Right::handle_goods}, true});
    return view;
}

Browser door_open(Audience audience, std::string const& hash, Rights rights) {
    Browser browser;
    browser.on(started(hash, ""));
    wire::SessionView view = session(audience);
    view.rights = list_of(rights);
    view.demo = true;
    browser.answer(browser.call(api_path(audience, "/session")), 200, wire::to_json(view));
    return browser;
}

Browser at_staff(std::string const& hash, Rights rights = rights_of_side(ActorKind::merchant)) {
    Browser browser = door_open(Audience::merchant, hash, rights);
    browser.answer(browser.call("/api/v1/merchant/staff"), 200, wire::to_json(two_people()));
    browser.model.shell.effects.clear();
    return browser;
}

}  // namespace

TEST_CASE("people with their roles, and a table of who may do what; a phone has cards") {
    Browser browser = at_staff("#/m/staff");
    for (float width : {360.0f, 1280.0f}) {
        drawn(
            browser,
            [&](ui::Headless& page) {
                CHECK(page.has(Role::link, "小包 · 打包"));
                CHECK(page.has(Role::button, "修改角色：打包"));
                CHECK(page.has(Role::heading, "谁能做什么"));
                CHECK(page.has(width > 1000 ? Role::table : Role::list, "谁能做什么"));
                CHECK_FALSE(is_dead(page, "添加员工"));
            },
            ui::Viewport{width});
    }
}

TEST_CASE("whoever may not manage staff finds dead controls that name the right") {
    Browser browser = at_staff("#/m/staff", row_of(StaffRole::reviewer).rights);
    drawn(browser, [&](ui::Headless& page) {
        CHECK(is_dead(page, "添加员工"));
        CHECK(page.find(Role::button, "添加员工")->description.find("管理员工") != std::string::npos);
        CHECK(is_dead(page, "新建角色"));
        CHECK_FALSE(page.has(Role::link, "小包 · 打包"));
    });
}

TEST_CASE("somebody is added, and his password shown until it is noted down; it is in no address") {
    Browser browser = at_staff("#/m/staff/add");
    press(browser, "审核员");
    CHECK(browser.shows("请先填写"));
    drawn(browser, [&](ui::Headless& page) {
        page.type_into("登录账号", "xin");
        page.type_into("姓名", "小新");
        page.press("审核员");
    });
    press(browser, "添加员工");
    HttpCall const call = browser.call("/api/v1/merchant/staff");
    CHECK(call.method == "POST");
    CHECK(call.body == R"({"login":"xin","name":"小新","role":"reviewer"})");
    browser.on(
        HttpDone{call.id, 201, R"({"staff_id":"s-1","login":"xin","password":"abcd-efgh-ijkl-mnop"})"});
    browser.follow();
    CHECK(browser.shell().route.dialog.empty());
    drawn(browser, [&](ui::Headless& page) { CHECK(page.has(Role::dialog, "登录密码")); });
    press(browser, "已记下");
    drawn(browser, [&](ui::Headless& page) { CHECK_FALSE(page.has(Role::dialog)); });
}

TEST_CASE("a change begins with what is so; a refusal stands at its field") {
    Browser browser = at_staff("#/m/staff/edit-m3");
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.find(Role::field, "姓名")->value == "小包");
        CHECK(page.has(Role::button, "关闭两步验证"));
        CHECK(page.has(Role::button, "结束全部登录"));
    });
    press(browser, "保存");
    HttpCall const call = browser.call("/api/v1/merchant/staff/m3");
    CHECK(call.method == "PUT");
    CHECK(call.body == R"({"name":"小包","role":"r-1","disabled":false})");
    browser.on(HttpDone{call.id, 422, wire::write_api_error({{Rule::too_long, "name", 64}}, false, "r1")});
    drawn(browser, [&](ui::Headless& page) {
        CHECK((page.find(Role::field, "姓名")->state & ui::invalid) != 0);
        // Said once: at the field, not below again.
        CHECK_FALSE(
            page.has(Role::alert, wire::message_for({Rule::too_long, "name", 64}, wire::Language::zh_cn)));
    });
    CHECK(parse_route("#/m/staff/edit-m3").dialog == "edit-m3");
    CHECK(parse_route("#/m/staff/nonsense").dialog.empty());
}

TEST_CASE("what somebody did is one step from him, for who may read it") {
    Browser browser = at_staff("#/m/staff/edit-m3");
    press(browser, "查看操作记录");
    CHECK(browser.take<Navigate>().back().hash == "#/m/audit?who=m3");
    Browser other = at_staff("#/m/staff/edit-m3", {Right::manage_staff});
    drawn(other, [&](ui::Headless& page) { CHECK_FALSE(page.has(Role::button, "查看操作记录")); });
}

TEST_CASE("people and roles stand beside each other where there is room") {
    Browser browser = at_staff("#/m/staff");
    for (float const width : {1920.0f, 1024.0f}) {
        drawn(
            browser,
            [&](ui::Headless& page) {
                ui::Rect const people = page.find(Role::grid, "员工")->rect;
                ui::Rect const roles = page.find(Role::table, "谁能做什么")->rect;
                CHECK((roles.x > people.x + people.w) == (width > 1'240));
            },
            ui::Viewport{width});
    }
}

TEST_CASE("a ticket's buttons are dead for who lacks the right, and say which") {
    Browser browser = door_open(Audience::merchant, "#/m/tickets/AS2026112100000001", {Right::handle_goods});
    browser.answer(browser.call("/api/v1/merchant/tickets/AS2026112100000001"), 200,
                   wire::to_json(ticket_detail(State::awaiting_merchant, 1)));
    drawn(browser, [&](ui::Headless& page) {
        CHECK(is_dead(page, "拒绝"));
        CHECK(page.find(Role::button, "拒绝")->description.find("审核与协商") != std::string::npos);
    });
}

TEST_CASE("the door asks for the code when the server does") {
    Browser browser;
    browser.on(started("#/m/sign-in", ""));
    browser.model.shell.effects.clear();
    drawn(browser, [&](ui::Headless& page) {
        CHECK_FALSE(page.has(Role::field, "动态验证码"));
        page.type_into("账号", "yunshan");
        page.type_into("密码", "right-1");
    });
    press(browser, "登录");
    HttpCall const call = browser.call("/api/v1/merchant/sessions");
    CHECK(call.body == R"({"login":"yunshan","password":"right-1"})");
    browser.on(HttpDone{call.id, 401, wire::write_api_error({{Rule::code_required, "code"}}, false, "r1")});
    drawn(browser, [&](ui::Headless& page) { page.type_into("动态验证码", "123456"); });
    press(browser, "登录");
    CHECK(browser.call("/api/v1/merchant/sessions").body ==
          R"({"login":"yunshan","password":"right-1","code":"123456"})");
}

TEST_CASE("the door asks for a password of one's own when the other was somebody else's choice") {
    Browser browser;
    browser.on(started("#/m/sign-in", ""));
    browser.model.shell.effects.clear();
    drawn(browser, [&](ui::Headless& page) {
        page.type_into("账号", "xinren");
        page.type_into("密码", "k3zq-9xwd-k3zq-9xwd");
    });
    press(browser, "登录");
    HttpCall const call = browser.call("/api/v1/merchant/sessions");
    browser.on(HttpDone{call.id, 401,
                        wire::write_api_error({{Rule::new_password_required, "new_password"}}, false, "r1")});
    drawn(browser, [&](ui::Headless& page) {
        CHECK(is_dead(page, "登录"));
        CHECK(page.find(Role::field, "新密码")->autocomplete == "new-password");
        page.type_into("新密码", "seven green boats");
    });
    press(browser, "登录");
    std::string const both =
        R"({"login":"xinren","password":"k3zq-9xwd-k3zq-9xwd","new_password":"seven green boats"})";
    HttpCall const changes = browser.call("/api/v1/merchant/sessions");
    CHECK(changes.body == both);
    auto const refuse = [&](HttpCall const& asked, Rule rule) {
        browser.on(HttpDone{asked.id, 401, wire::write_api_error({{rule, "password"}}, false, "r1")});
    };
    SUBCASE("somebody else is not asked for it") {
        refuse(changes, Rule::code_required);
        drawn(browser, [&](ui::Headless& page) {
            CHECK(page.has(Role::field, "动态验证码"));
            page.type_into("账号", "yunshan");
        });
        drawn(browser, [&](ui::Headless& page) {
            CHECK_FALSE(page.has(Role::field, "动态验证码"));
            CHECK_FALSE(page.has(Role::field, "新密码"));
        });
        press(browser, "登录");
        CHECK(browser.call("/api/v1/merchant/sessions").body ==
              R"({"login":"yunshan","password":"k3zq-9xwd-k3zq-9xwd"})");
    }
    SUBCASE("at the other door it is not asked for") {
        browser.on(HttpDone{changes.id, 0, ""});
        browser.on(HashChanged{"#/p/sign-in"});
        drawn(browser, [&](ui::Headless& page) { CHECK_FALSE(page.has(Role::field, "新密码")); });
        CHECK(browser.model.features.of<sign_in::Model>().ui.new_password.empty());
    }
    SUBCASE("its answer was lost: it may hold already, and is tried once") {
        browser.on(HttpDone{changes.id, 0, ""});
        press(browser, "登录");
        HttpCall const again = browser.call("/api/v1/merchant/sessions");
        CHECK(again.body == both);
        refuse(again, Rule::wrong_password);
        HttpCall const as_set = browser.call("/api/v1/merchant/sessions");
        CHECK(as_set.body == R"({"login":"xinren","password":"seven green boats"})");
        refuse(as_set, Rule::wrong_password);
        CHECK(browser.take<HttpCall>().empty());
        press(browser, "登录");
        refuse(browser.call("/api/v1/merchant/sessions"), Rule::wrong_password);
        CHECK(browser.take<HttpCall>().empty());
    }
    SUBCASE("wrong without a lost answer: nothing is tried") {
        refuse(changes, Rule::wrong_password);
        CHECK(browser.take<HttpCall>().empty());
    }
}

TEST_CASE("the second step is set up, confirmed, and its recovery codes are shown once") {
    Browser browser = door_open(Audience::merchant, "#/m/security", {});
    browser.answer(browser.call("/api/v1/merchant/two-step"), 200, wire::to_json(wire::TwoStepView{}));
    press(browser, "开启两步验证");
    browser.follow();
    CHECK(browser.shell().route.dialog == "set-up");
    drawn(browser, [&](ui::Headless& page) { page.type_into("登录密码", "right-1"); });
    drawn(browser, [&](ui::Headless& page) { page.press("开启两步验证"); });
    HttpCall const setup = browser.call("/api/v1/merchant/two-step");
    CHECK(setup.method == "POST");
    browser.on(HttpDone{setup.id, 200, R"({"secret":"ABCD","link":"otpauth://totp/x"})"});
    browser.follow();
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.has(Role::link, "在验证器中打开"));
        page.type_into("动态验证码", "123456");
    });
    press(browser, "确认开启");
    HttpCall const confirm = browser.call("/api/v1/merchant/two-step");
    CHECK(confirm.body == R"({"code":"123456"})");
    browser.on(HttpDone{confirm.id, 200, R"({"codes":["AAAA-BBBB-CCCC-DDDD"]})"});
    CHECK(browser.shows("AAAA-BBBB-CCCC-DDDD"));
    press(browser, "已记下");
    CHECK_FALSE(browser.shows("AAAA-BBBB-CCCC-DDDD"));
}

TEST_CASE("whose recovery codes are nearly used is told how to get new ones") {
    for (int const left : {8, 2}) {
        Browser browser = door_open(Audience::merchant, "#/m/security", {});
        browser.answer(browser.call("/api/v1/merchant/two-step"), 200,
                       wire::to_json(wire::TwoStepView{true, left}));
        CHECK(browser.shows("恢复码快用完了") == (left == 2));
    }
}

TEST_CASE("other recovery codes come by a code, without taking the second step off") {
    Browser browser = door_open(Audience::merchant, "#/m/security", {});
    browser.answer(browser.call("/api/v1/merchant/two-step"), 200, wire::to_json(wire::TwoStepView{true, 1}));
    press(browser, "更换恢复码");
    browser.follow();
    drawn(browser, [&](ui::Headless& page) { page.type_into("动态验证码", "AAAA-BBBB"); });
    drawn(browser, [&](ui::Headless& page) { page.press("更换恢复码"); });
    HttpCall const asked = browser.call("/api/v1/merchant/two-step/recovery-codes");
    CHECK(asked.body == R"({"code":"AAAA-BBBB"})");
    browser.on(HttpDone{asked.id, 200, R"({"codes":["CCCC-DDDD-EEEE-FFFF"]})"});
    browser.answer(browser.call("/api/v1/merchant/two-step"), 200,
                   wire::to_json(wire::TwoStepView{true, 10}));
    browser.on(HashChanged{"#/m/security"});
    CHECK(browser.shows("CCCC-DDDD-EEEE-FFFF"));
    press(browser, "已记下");
    CHECK(browser.shows("剩余 10 个恢复码"));
}

TEST_CASE("the log is narrowed by its address, keeps what is half typed, and checks a ticket's history") {
    Browser browser = door_open(Audience::merchant, "#/m/audit?q=AS1&who=m1&days=2026-11-01..",
                                rights_of_side(ActorKind::merchant));
    wire::AuditPage page;
    page.items = {{1'795'100'000'000, ActorKind::merchant, "m1", "许蔓", "agreed", wire::AuditNoun::ticket,
                   "AS1", "", "s1"}};
    page.people = {{"m1", "许蔓"}};
    browser.answer(browser.call("/api/v1/merchant/audit?q=AS1&who=m1&from=2026-11-01"), 200,
                   wire::to_json(page));
    drawn(browser, [&](ui::Headless& shown) {
        CHECK(shown.has(Role::link, "许蔓 同意申请 AS1"));
        shown.type_into("售后单号、账号开头", "AS1 ");
    });
    drawn(browser, [&](ui::Headless& shown) {
        CHECK(shown.find(Role::field, "售后单号、账号开头")->value == "AS1 ");
    });
    drawn(browser, [&](ui::Headless& shown) {  // the same to take along
        CHECK(shown.find(Role::link, "下载凭证文件")->href == "/api/v1/merchant/tickets/AS1/proof");
    });
    press(browser, "核对历史：AS1");
    HttpCall const check = browser.call("/api/v1/merchant/tickets/AS1/chain");
    browser.answer(check, 200, wire::to_json(wire::ChainView{"AS1", 7, false, 3, ""}));
    CHECK(browser.shows("从第 3 条起对不上"));
}

TEST_CASE("each check says what it means and what to do, the wrong ones first; the demo's clock is there") {
    Browser browser = door_open(Audience::platform, "#/p/health", rights_of_side(ActorKind::platform));
    wire::HealthView view;
    view.now_ms = 1'795'100'000'000;
    for (std::string_view const name : wire::all_names<wire::HealthCheck>())
        view.checks.push_back({*wire::from_name<wire::HealthCheck>(name), wire::HealthLevel::good, 0, {}});
    view.checks[1].level = wire::HealthLevel::look;
    view.checks[1].count = 30;
    view.checks[1].tickets = {{"AS1", "REFUND_REFUSED", 1'795'000'000'000}};
    view.version = "7.8.9";
    view.queues = {{wire::HealthQueue::messages, 31}, {wire::HealthQueue::requests, 0}};
    browser.answer(browser.call("/api/v1/platform/health"), 200, wire::to_json(view));
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.find(Role::link, "AS1")->href == "#/p/tickets/AS1");
        CHECK(page.find(Role::link, "查看其余 29 项")->href == "#/p/tickets?work=refund_failed");
        CHECK(page.find(Role::list, "要处理的")->set_size == 1);
        CHECK(page.find(Role::list, "正常")->set_size == static_cast<int>(view.checks.size()) - 1);
        CHECK_FALSE(is_dead(page, "拨快时钟"));
        CHECK(page.has(Role::region, "服务器"));
        CHECK(page.shows("7.8.9"));
        CHECK(page.shows("发给支付通道和商城的消息"));
    });
    for (float const width : {390.0f, 1280.0f, 1920.0f}) {
        drawn(
            browser,
            [&](ui::Headless& page) {
                ui::Rect const wrong = page.find(Role::list, "要处理的")->rect;
                ui::Rect const fine = page.find(Role::list, "正常")->rect;
                CHECK((fine.x > wrong.x + wrong.w / 2) == (width > 1'000));
                CHECK((fine.y > wrong.y) == (width < 1'000));
            },
            ui::Viewport{width});
    }
    CHECK(browser.shows("重试、改退余额"));
    press(browser, "拨快时钟");
    CHECK(browser.call("/api/v1/platform/clock").body == R"({"advance_ms":86400000})");
}

TEST_CASE("when all is well its checks stand in two halves") {
    Browser browser = door_open(Audience::platform, "#/p/health", rights_of_side(ActorKind::platform));
    wire::HealthView view;
    view.now_ms = 1'795'100'000'000;
    for (std::string_view const name : wire::all_names<wire::HealthCheck>())
        view.checks.push_back({*wire::from_name<wire::HealthCheck>(name), wire::HealthLevel::good, 0, {}});
    browser.answer(browser.call("/api/v1/platform/health"), 200, wire::to_json(view));
    CHECK(browser.shows("账目相符"));
    drawn(
        browser,
        [&](ui::Headless& page) {
            CHECK(page.count(Role::list, "正常") == 2);
            CHECK(page.count(Role::heading, "正常") == 1);
            CHECK_FALSE(page.has(Role::region, "正常"));
            int const first_half = (static_cast<int>(view.checks.size()) + 1) / 2;
            CHECK(page.find(Role::list, "正常")->set_size == first_half);
        },
        ui::Viewport{1440});
}

}  // namespace afterdesk::app

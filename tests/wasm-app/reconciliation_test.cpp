// The health page's part about bills, without a browser: days, differences with what to do, what is sent.

#include <set>

#include "browser.hpp"
#include "text/bills.hpp"
#include "wire/bills_api.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

wire::ReconciliationView two_days() {
    wire::ReconciliationView view;
    view.served = {PaymentChannel::wechat};
    wire::BillDayView closed;
    closed.day = "2026-11-19";
    closed.state = wire::BillDayState::closed;
    closed.refunds = closed.ours = 12;
    closed.refunds_fen = closed.ours_fen = 345'600;
    wire::BillDayView differing = closed;
    differing.day = "2026-11-20";
    differing.state = wire::BillDayState::differing;
    differing.unsettled = 1;
    differing.ran_at_ms = 1'795'100'000'000;
    wire::BillDayView failed;
    failed.channel = PaymentChannel::alipay;
    failed.day = "2026-11-20";
    failed.problem = wire::BillProblem::out_of_reach;
    failed.problem_detail = "NO_AUTH";
    wire::BillDayView of_account = closed;
    of_account.account = "1900000200";
    view.days = {differing, failed, closed, of_account};
    wire::DifferenceView one;
    one.id = 17;
    one.day = "2026-11-20";
    one.kind = wire::DifferenceKind::amount;
    one.refund_no = "AS2026112000000001-1";
    one.ticket_no = "AS2026112000000001";
    one.ours_fen = 1'234;
    one.theirs_fen = 1'235;
    view.differences = {one};
    one.id = 3;
    one.kind = wire::DifferenceKind::fee;
    one.refund_no = "AS2026111900000009-1";
    one.settled = wire::Settlement{wire::SettleWay::explained, "活动费", "p1", "小云", 1'795'000'000'000};
    view.settled = {one};
    view.unsettled = 1;
    return view;
}

Browser at_health(std::string const& hash = "#/p/health",
                  Rights rights = rights_of_side(ActorKind::platform)) {
    Browser browser;
    browser.on(started(hash, ""));
    wire::SessionView view = session(Audience::platform);
    view.rights = list_of(rights);
    browser.answer(browser.call("/api/v1/platform/session"), 200, wire::to_json(view));
    wire::HealthView health;
    health.now_ms = 1'795'100'000'000;
    HttpCall asked;
    for (HttpCall const& call : browser.take<HttpCall>()) {
        if (call.path == "/api/v1/platform/reconciliation") asked = call;
    }
    REQUIRE(asked.id != 0);
    browser.answer(browser.call("/api/v1/platform/health"), 200, wire::to_json(health));
    browser.answer(asked, 200, wire::to_json(two_days()));
    browser.model.shell.effects.clear();
    return browser;
}

}  // namespace

TEST_CASE("what differs stands with both sides, what it means and what to do; days below it") {
    Browser browser = at_health();
    for (float const width : {390.0f, 1280.0f}) {
        drawn(
            browser,
            [&](ui::Headless& page) {
                CHECK(page.has(Role::region, "对账"));
                CHECK(page.find(Role::list, "待处理的差异")->set_size == 1);
                CHECK(page.find(Role::list, "已处理")->set_size == 1);
                CHECK(page.shows("金额不一致"));
                CHECK(page.shows("¥12.34"));
                CHECK(page.shows("¥12.35"));
                CHECK(page.shows("差额补退或追回"));
                CHECK(page.find(Role::link, "AS2026112000000001")->href == "#/p/tickets/AS2026112000000001");
                CHECK(page.shows("活动费"));
                CHECK(page.has(Role::link, "2026-11-20 · 微信支付"));
                CHECK_FALSE(is_dead(page, "处理：AS2026112000000001-1"));
                CHECK_FALSE(is_dead(page, "获取账单并对账"));
            },
            ui::Viewport{width});
    }
}

TEST_CASE(
    "each kind of difference says what it means and what to do, in both languages, and can be settled") {
    Browser browser = at_health();
    wire::ReconciliationView view = two_days();
    wire::DifferenceView const like = view.differences[0];
    view.differences.clear();
    for (int i = 0; i < wire::difference_kinds; ++i) {
        wire::DifferenceView one = like;
        one.id = 100 + i;
        one.kind = static_cast<wire::DifferenceKind>(i);
        one.refund_no = "R-" + std::to_string(i);
        one.ours = "E1";
        view.differences.push_back(one);
    }
    view.unsettled = wire::difference_kinds;
    std::set<std::string> said;
    for (auto const language : {text::Language::zh_cn, text::Language::en}) {
        for (wire::DifferenceView const& one : view.differences) {
            CAPTURE(std::string(wire::name_of(one.kind)));
            text::DifferenceTexts const& texts = text::texts_of(one.kind);
            // Each alone, so that no list leaves it out.
            wire::ReconciliationView alone = view;
            alone.differences = {one};
            browser.shell().language = language;
            browser.want(screens::Reload{});
            browser.answer(browser.call("/api/v1/platform/reconciliation"), 200, wire::to_json(alone));
            drawn(browser, [&](ui::Headless& page) {
                for (text::Text const* words : {&texts.title, &texts.means, &texts.to_do}) {
                    std::string const sentence(text::in(language, *words));
                    CHECK(page.shows(sentence));
                    CHECK(said.insert(sentence).second);
                }
                bool const zh = language == text::Language::zh_cn;
                CHECK_FALSE(is_dead(page, (zh ? "处理：" : "Settle: ") + one.refund_no));
            });
            browser.on(HashChanged{"#/p/health/settle-" + std::to_string(one.id)});
            drawn(browser, [&](ui::Headless& page) {
                CHECK(page.has(Role::dialog));
                for (wire::SettleWay const way :
                     {wire::SettleWay::explained, wire::SettleWay::corrected_here,
                      wire::SettleWay::corrected_there, wire::SettleWay::written_off})
                    CHECK(page.shows(text::in(language, text::name(way))));
            });
            browser.on(HashChanged{"#/p/health"});
            browser.model.shell.effects.clear();
        }
    }
}

TEST_CASE("a refund by others leads to its order, whose tickets must not pay it again") {
    Browser browser = at_health();
    wire::ReconciliationView view = two_days();
    view.differences[0].kind = wire::DifferenceKind::external_refund;
    view.differences[0].ticket_no.clear();
    view.differences[0].ours = "E1001";
    browser.want(screens::Reload{});
    browser.answer(browser.call("/api/v1/platform/reconciliation"), 200, wire::to_json(view));
    drawn(browser, [](ui::Headless& page) {
        ui::Node const* const link = page.find(Role::link, "订单 E1001");
        REQUIRE(link != nullptr);
        CHECK(link->href == "#/p/for-buyer?q=E1001");
        CHECK(page.shows("refund.external"));
    });
}

TEST_CASE("a difference is settled with a conclusion and a note, which are sent once") {
    Browser browser = at_health("#/p/health/settle-17");
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.has(Role::dialog, "处理差异"));
        CHECK(is_dead(page, "处理差异"));
        page.press("渠道已更正");
    });
    drawn(browser, [&](ui::Headless& page) { page.type_into("说明", "工单 88 "); });
    drawn(browser, [&](ui::Headless& page) { page.press("处理差异"); });
    auto const& call = browser.call("/api/v1/platform/differences/17");
    CHECK(call.body == R"({"way":"corrected_there","note":"工单 88"})");
    browser.answer(call, 200, wire::to_json(two_days().settled[0]));
    drawn(browser, [&](ui::Headless& page) { CHECK(page.shows("已处理")); });
    CHECK(browser.call("/api/v1/platform/reconciliation").method == "GET");
}

TEST_CASE("a day is compared again, or any other one is asked for") {
    Browser browser = at_health("#/p/health/day-wechat-2026-11-20");
    drawn(browser, [&](ui::Headless& page) {
        CHECK(page.has(Role::dialog, "重新对账"));
        CHECK(page.shows("1 条待处理"));
        page.press("重新对账");
    });
    CHECK(browser.call("/api/v1/platform/reconciliation").body ==
          R"({"channel":"wechat","day":"2026-11-20"})");

    Browser failed = at_health("#/p/health/day-alipay-2026-11-20");
    drawn(failed, [&](ui::Headless& page) {
        CHECK(page.shows("没有取到账单，会自动重试 · NO_AUTH"));
        CHECK(is_dead(page, "重新对账"));  // nobody serves Alipay here
    });

    Browser of_account = at_health("#/p/health/day-wechat-2026-11-19-1900000200");
    drawn(of_account, [&](ui::Headless& page) {
        CHECK(page.shows("2026-11-19 · 微信支付 1900000200"));
        page.press("重新对账");
    });
    CHECK(of_account.call("/api/v1/platform/reconciliation").body ==
          R"({"channel":"wechat","day":"2026-11-19","account":"1900000200"})");

    Browser other = at_health("#/p/health/reconcile");
    drawn(other, [&](ui::Headless& page) { page.press("微信支付"); });
    drawn(other, [&](ui::Headless& page) { page.type_into("日期", "2026-11-18"); });
    drawn(other, [&](ui::Headless& page) { page.press("获取账单并对账"); });
    CHECK(other.call("/api/v1/platform/reconciliation").body == R"({"channel":"wechat","day":"2026-11-18"})");
}

TEST_CASE("whoever only looks finds dead controls that name the right") {
    Browser browser = at_health("#/p/health", row_of(StaffRole::auditor).rights);
    drawn(browser, [&](ui::Headless& page) {
        CHECK(is_dead(page, "处理：AS2026112000000001-1"));
        CHECK(is_dead(page, "获取账单并对账"));
    });
}

}  // namespace afterdesk::app

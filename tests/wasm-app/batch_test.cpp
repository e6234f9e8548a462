// One decision about many tickets.

#include <algorithm>
#include <set>

#include "app/shell/say.hpp"
#include "desk_page.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

/// The tickets of a batch, from above.
std::vector<std::string> batch_rows(DeskPage const& desk) {
    std::vector<std::string> rows;
    bool inside = false;
    for (ui::Node const& node : desk.page->frame().nodes) {
        inside |= node.role == Role::dialog;
        if (inside && node.name.starts_with(DeskPage::number(1).substr(0, 2))) rows.push_back(node.name);
    }
    return rows;
}

}  // namespace

TEST_CASE("many at once: what would be left out is said before, what became of each afterwards") {
    DeskPage desk("#/m/tickets");
    desk.tickets[2].ticket.state = State::closed;  // it may stand in the list
    desk.refused = DeskPage::number(4);
    for (int i = 1; i <= 4; ++i) desk.page->press("选择 " + row_name(i));
    CHECK(desk.page->shows("已选 4 张，合计 ¥386.68"));
    desk.page->press("批量同意…");
    desk.page->draw();
    CHECK(desk.page->has(Role::dialog, "批量同意"));
    CHECK(desk.page->shows("3 张可以处理，合计 ¥290.01"));
    CHECK(desk.page->count(Role::text, "1 张不会被处理") == 0);  // it stands above those that it is about
    CHECK(desk.page->count(Role::heading, "1 张不会被处理") == 1);
    CHECK(desk.page->shows(DeskPage::number(3)));
    CHECK(desk.given.empty());
    desk.page->press("同意 3 张");
    desk.page->draw();
    REQUIRE(desk.given.size() == 3);
    CHECK(std::set<std::string>(desk.keys.begin(), desk.keys.end()).size() == 3);
    for (std::string const& body : desk.given) CHECK(body.find("云杉仓库") != std::string::npos);
    CHECK(desk.page->shows("2 张完成，2 张未完成"));
    CHECK(desk.page->count(Role::list_item) >= 4);
    std::vector<std::string> const rows = batch_rows(desk);
    // What is left to see to stands above what is done.
    CHECK(rows ==
          std::vector{DeskPage::number(3), DeskPage::number(4), DeskPage::number(1), DeskPage::number(2)});
    CHECK(desk.page->shows(wire::message_for({Rule::stale_version, "version"}, wire::Language::zh_cn)));
    desk.page->press("关闭");
    desk.page->draw();
    CHECK(!desk.page->has(Role::dialog, "批量同意"));
    CHECK(desk.queue().ui.table.chosen(4) == 2);  // what is done is not chosen any more
}

TEST_CASE("many at once: who may not review finds dead buttons that name the right") {
    DeskPage desk("#/m/tickets");
    desk.shell().session_of(wire::Audience::merchant).value->rights = {Right::handle_goods};
    desk.page->press("选择 " + row_name(1));
    for (char const* const name : {"批量同意…", "批量拒绝…"}) {
        ui::Node const* const button = desk.page->find(Role::button, name);
        REQUIRE(button != nullptr);
        CHECK((button->state & ui::disabled) != 0);
        CHECK(button->description.find("审核") != std::string::npos);
    }
}

TEST_CASE("many at once: rejecting asks for a reason, and what did not arrive goes again under its key") {
    DeskPage desk("#/m/tickets");
    desk.page->press("全选");
    desk.page->press("批量拒绝…");
    desk.page->draw();
    CHECK(desk.page->find(Role::button, "拒绝 4 张")->description == "请先选择拒绝原因");
    RejectReason const reason = default_policy().reject_reasons.front();
    desk.page->choose("拒绝原因", reason.zh);
    desk.page->type_into("给买家的说明", "请补充照片");
    desk.reachable = false;
    desk.page->press("拒绝 4 张");
    desk.page->draw();
    CHECK(desk.page->shows("0 张完成，4 张未完成"));
    desk.reachable = true;
    desk.page->press("重试未完成的");
    desk.page->draw();
    CHECK(desk.page->shows("4 张完成，0 张未完成"));
    CHECK(desk.given.size() == 4);
    CHECK(desk.given[0].find(reason.code) != std::string::npos);
}

TEST_CASE("many at once: what was too fast for the server goes again by itself, under its key") {
    DeskPage desk("#/m/tickets");
    desk.slowed = DeskPage::number(2);
    desk.slow_times = 3;
    desk.page->press("全选");
    desk.page->press("批量同意…");
    desk.page->draw();
    desk.page->press("同意 4 张");
    desk.page->draw();
    CHECK(desk.page->shows("服务器繁忙，1 秒后自动继续。"));
    CHECK(desk.page->shows("正在发送 3 / 4"));
    CHECK(desk.pauses == std::vector{1'000});
    desk.end_pause();
    desk.retry_after_s = 7;  // more than it would have waited by itself
    desk.end_pause();
    CHECK(desk.pauses == std::vector{1'000, 2'000, 7'000});
    CHECK(desk.page->shows("服务器繁忙，7 秒后自动继续。"));
    desk.end_pause();
    CHECK(desk.page->shows("4 张完成，0 张未完成"));
    CHECK(!desk.page->has(Role::button, "重试未完成的"));
    REQUIRE(desk.keys.size() == 7);
    CHECK(std::count(desk.keys.begin(), desk.keys.end(), desk.keys[1]) == 4);
}

TEST_CASE("many at once: it can be stopped while it waits; what was not sent can be sent later") {
    DeskPage desk("#/m/tickets");
    desk.slowed = DeskPage::number(2);
    desk.slow_times = 1;
    desk.page->press("全选");
    desk.page->press("批量同意…");
    desk.page->draw();
    desk.page->press("同意 4 张");
    desk.page->draw();
    CHECK(!desk.page->has(Role::button, "取消"));
    desk.page->press("停止发送");
    desk.page->draw();
    CHECK(desk.page->shows("3 张完成，1 张未完成"));
    CHECK(desk.page->shows("未发送"));
    CHECK(!desk.page->shows("服务器繁忙，1 秒后自动继续。"));
    desk.end_pause();  // nothing goes on by itself any more
    CHECK(desk.given.size() == 4);
    desk.page->press("重试未完成的");
    desk.page->draw();
    CHECK(desk.page->shows("4 张完成，0 张未完成"));
}

TEST_CASE("many at once: each row leads to its ticket, and back to the results") {
    DeskPage desk("#/m/tickets?status=reviewing");
    desk.refused = DeskPage::number(2);
    desk.page->press("全选");
    desk.page->press("批量同意…");
    desk.page->draw();
    desk.page->press("同意 4 张");
    desk.page->draw();
    ui::Node const* const row = desk.page->find(Role::link, DeskPage::number(2));
    REQUIRE(row != nullptr);
    CHECK(row->href == "#/m/tickets/" + DeskPage::number(2) + "?status=reviewing");
    CHECK((row->state & ui::covered) == 0);
    desk.follow(DeskPage::number(2));
    CHECK(!desk.page->has(Role::dialog, "批量同意"));
    CHECK(desk.page->has(Role::heading, "待商家处理"));
    // What is sent here is of the ticket alone.
    std::size_t const before = desk.given.size();
    desk.refused.clear();
    desk.press_key("A");
    desk.press_key("Control+Enter");
    CHECK(desk.given.size() == before + 1);
    desk.go("#/m/tickets?status=reviewing");
    desk.serve();
    desk.page->draw();
    CHECK(desk.page->shows("3 张完成，1 张未完成"));
    desk.go("#/m/work");
    desk.serve();
    desk.go("#/m/tickets?status=reviewing");
    desk.serve();
    desk.page->draw();
    CHECK(!desk.page->has(Role::dialog, "批量同意"));
}

}  // namespace afterdesk::app

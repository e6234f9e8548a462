// The desk's list: its address, its table, the ticket beside it, the workbench.

#include <algorithm>
#include <set>

#include "app/shell/say.hpp"
#include "app/shell/ticket_table.hpp"
#include "desk_page.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;

std::string day(int number, int later = 0) {
    return std::to_string((from_civil({2026, 11, number}, china_offset_minutes) + days(later)).ms);
}

/// The lines that were too long.
std::string cut_in(DeskPage const& desk) {
    std::string all;
    for (std::string const& line : desk.page->state().cut) all += line + "|";
    return all;
}

}  // namespace

TEST_CASE("what the list is narrowed by stands in its address, and the server is asked so") {
    DeskPage desk(
        "#/m/tickets?q=coat&status=reviewing&work=mine&due=half_day&type=return_refund~exchange"
        "&amount=100.00..200.00&days=2026-11-01..2026-11-02&arbitration=open&reason=quality&sort=amount");
    CHECK(desk.asked[1] ==
          "/tickets?status=reviewing&due=half_day&arbitration=open&q=coat&type=return_refund%2Cexchange"
          "&reason=quality&work=review%2Csecond%2Creceive%2Cinspect%2Csend%2Crefund_failed%2Cproof%2Cstrays"
          "&least_fen=10000&most_fen=20000&since_ms=" +
              day(1) + "&before_ms=" + day(2, 1) + "&sort=amount");
    CHECK(queue::query_of(desk.queue(), desk.shell()) == desk.hash().substr(desk.hash().find('?') + 1));
    CHECK(desk.page->shows("取消条件 原因：质量问题"));
    CHECK(((desk.page->find(Role::column_header, "金额")->state & ui::sorted_down) != 0));
    ui::Node const* const file = desk.page->find(Role::link, "导出 CSV");
    REQUIRE(file != nullptr);
    CHECK(file->href.starts_with("/api/v1/merchant/tickets.csv?status=reviewing"));
    CHECK(file->href.find("sort=") == std::string::npos);

    desk.page->press("取消条件 原因：质量问题");
    CHECK(desk.hash().find("reason=") == std::string::npos);
    CHECK(desk.asked.back().find("reason=") == std::string::npos);
    desk.page->press("全部清除");
    CHECK(desk.hash() == "#/m/tickets?sort=amount");
    desk.go("#/m/tickets?status=nonsense&type=exchange~nonsense&sort=deadline");
    desk.serve();
    CHECK(desk.asked.back() == "/tickets?type=exchange&sort=deadline");
}

TEST_CASE("the table tells its rows; a title sorts; columns that do not fit give way") {
    DeskPage desk("#/m/tickets");
    ui::Node const* const grid = desk.page->find(Role::grid, "售后工单");
    REQUIRE(grid != nullptr);
    CHECK(grid->set_size == 5);
    CHECK(grid->shortcut == "J K");
    CHECK(desk.page->count(Role::row) == 5);
    CHECK(desk.page->has(Role::checkbox, "全选"));
    CHECK(desk.page->has(Role::checkbox, "选择 " + row_name(1)));
    CHECK(desk.page->find(Role::link, row_name(2))->href == "#/m/tickets/" + DeskPage::number(2));
    CAPTURE(grid->rect.w);
    CHECK(desk.page->has(Role::column_header, "申请时间"));
    CHECK(desk.page->shows("质量问题"));
    CHECK(desk.page->shows("2 小时"));
    CHECK(desk.page->has(Role::tab, "待审核 4"));
    desk.page->press("还剩");
    CHECK(desk.hash() == "#/m/tickets?sort=deadline");
    desk.page->press("还剩");
    CHECK(desk.hash() == "#/m/tickets?sort=deadline_last");

    DeskPage small("#/m/tickets", 900);
    REQUIRE(small.page->has(Role::grid, "售后工单"));
    CAPTURE(small.page->find(Role::grid, "售后工单")->rect.w);
    CHECK(!small.page->has(Role::column_header, "申请时间"));
    CHECK(small.page->has(Role::column_header, "金额"));

    DeskPage phone("#/m/tickets", 390);
    CHECK(!phone.page->has(Role::grid));
    CHECK(!phone.page->has(Role::tab, "待审核 4"));
    phone.page->choose("状态", "待审核 4");
    CHECK(phone.hash() == "#/m/tickets?status=reviewing");
}

TEST_CASE("a dispute is marked in the list, an appeal with its round; both can be asked for, and a queue") {
    DeskPage desk("#/m/tickets");
    for (int const i : {0, 1, 2}) desk.tickets[static_cast<std::size_t>(i)].ticket.arbitration.emplace();
    desk.tickets[0].ticket.arbitration->appeal = Objection{ActorKind::buyer, "不服"};
    desk.tickets[1].ticket.arbitration->step = ArbitrationStep::evidence;
    desk.tickets[2].ticket.arbitration->step = ArbitrationStep::decided;
    desk.tickets[2].ticket.arbitration->appeal = Objection{ActorKind::merchant, "不服"};
    desk.go("#/m/tickets?appeal=open&queue=senior");
    desk.serve();
    desk.page->draw();
    CHECK(desk.asked.back() == "/tickets?appeal=open&queue=senior");
    CHECK(desk.page->has(Role::link, row_name(1) + " 申诉 · 第 2 轮 · 待裁决"));
    CHECK(desk.page->has(Role::link, row_name(2) + " 平台介入 · 举证中"));
    CHECK(desk.page->has(Role::link, row_name(3) + " 申诉 · 已终裁"));
    CHECK(desk.page->has(Role::link, row_name(4)));
    CHECK(desk.page->shows("取消条件 申诉：待终裁"));
    CHECK(desk.page->shows("取消条件 队列：senior"));
    desk.page->press("取消条件 申诉：待终裁");
    CHECK(desk.hash() == "#/m/tickets?queue=senior");
    desk.go("#/m/tickets?queue=gone");
    desk.serve();
    desk.page->draw();
    CHECK(desk.asked.back() == "/tickets?queue=gone");
    CHECK(desk.page->shows("取消条件 队列：gone"));
}

TEST_CASE("where nothing fits, all that it is narrowed by can be taken off; the order stays") {
    DeskPage desk("#/m/tickets?type=repair&sort=amount", 1280, 0);
    CHECK(desk.page->shows("没有符合全部条件的售后单。"));
    CHECK(!DeskPage("#/m/tickets", 1280, 0).page->has(Role::button, "清除筛选条件"));
    desk.page->press("清除筛选条件");
    CHECK(desk.hash() == "#/m/tickets?sort=amount");
}

TEST_CASE("of very many tickets the list looks through some at a time, until there is something to show") {
    DeskPage desk("#/m/tickets");
    desk.empty_pages = 2;
    desk.go("#/m/tickets?type=exchange");
    desk.serve();
    desk.page->draw();
    CHECK(desk.empty_pages == 0);
    CHECK(desk.asked.back() == "/tickets?type=exchange&cursor=1%3AAS1");
    CHECK(desk.page->count(Role::row) == 5);
    CHECK(desk.page->has(Role::tab, "待审核 1+"));
}

TEST_CASE(
    "from the list a request for a buyer begins, with what was searched for; only for who may open one") {
    DeskPage desk("#/m/tickets?q=E77");
    auto const leads_there = [](DeskPage const& page) {
        auto const& nodes = page.page->frame().nodes;
        return std::any_of(nodes.begin(), nodes.end(),
                           [](ui::Node const& node) { return node.href == "#/m/for-buyer?q=E77"; });
    };
    CHECK(leads_there(desk));
    DeskPage none("#/m/tickets?q=E77", 1280, 0);
    REQUIRE(none.page->has(Role::button, "代买家申请"));
    none.page->input().activations.push_back(none.page->find(Role::button, "代买家申请")->id);
    none.page->draw();
    CHECK(none.hash() == "#/m/for-buyer?q=E77");
    DeskPage onlooker("#/m/tickets?q=E77");
    onlooker.shell().session_of(wire::Audience::merchant).value->rights.clear();
    onlooker.browser.want(screens::Changed{});
    onlooker.page->draw();
    CHECK(!leads_there(onlooker));
}

TEST_CASE("columns and density are this person's in this browser, and come back") {
    DeskPage desk("#/m/tickets", 1600);
    CHECK(desk.page->has(Role::column_header, "更新时间"));
    desk.page->press("显示的列");
    desk.page->press("更新时间");
    desk.page->press("紧凑");
    CHECK(desk.stored.at("own/merchant/b1/columns") == "dense updated");
    desk.page->escape();
    CHECK(!desk.page->has(Role::column_header, "更新时间"));
    ui::TableUi& table = desk.queue().ui.table;
    CHECK(table.dense);
    table.hidden = {"reason"};
    table.dense = false;
    desk.page->draw();  // what is kept counts
    CHECK(table.hidden == std::vector<std::string>{"updated"});

    ui::TableUi read;
    ui::parse_columns("", read);
    CHECK(read.hidden.empty());
    ui::parse_columns("roomy  at  reason", read);
    CHECK(read.hidden == std::vector<std::string>{"at", "reason"});
    CHECK(ui::format_columns(read) == "roomy at reason");
}

TEST_CASE("a row says when its ticket was changed last; its kind stands in one line in both languages") {
    DeskPage desk("#/m/tickets", 1600);
    CHECK(desk.page->shows(near_minute(desk.shell(), {1'795'000'060'000})));
    CHECK(near_minute(desk.shell(), {1'795'000'060'000}).size() == 11);  // the year goes without saying
    CHECK(near_minute(desk.shell(), {1'700'000'000'000}) == "2023-11-15");
    for (bool const english : {false, true}) {
        if (english) desk.browser.want(screens::ToggleLanguage{});
        desk.page->draw();
        ui::Node const* const kind = desk.page->find(Role::text, english ? "Return and refund" : "退货退款");
        REQUIRE(kind != nullptr);
        CHECK(kind->rect.h < 1.5f * desk.page->find(Role::grid_cell, DeskPage::number(1))->rect.h);
    }
}

TEST_CASE("of a long list only the rows that are seen are made, whatever changes") {
    DeskPage desk("#/m/tickets", 1440);
    wire::TicketSummary const one = desk.queue().list.page.value->items.front();
    auto& items = desk.queue().list.page.value->items;
    for (int i = 0; i < 100'000; ++i) {
        items.push_back(one);
        items.back().ticket_no = "AS" + std::to_string(3'000'000'000'000'000 + i);
    }
    desk.page->draw();
    CHECK(desk.page->find(Role::grid, "售后工单")->set_size == 100'005);
    CHECK(desk.queue().view.rows.count() == 100'004);
    CHECK(desk.queue().view.rows.made() < 60);
    desk.page->scroll_to(2'000'000);
    CHECK(desk.queue().view.rows.made() < 60);
    CHECK(desk.page->count(Role::row) < 60);
}

TEST_CASE("a strip of chips that is cut off says so") {
    auto const looks = [](float width) {
        DeskPage desk("#/m/tickets", width);
        ui::Node const* const strip = desk.page->find(Role::tab_list, "状态");
        REQUIRE(strip != nullptr);
        return std::string(strip->look);
    };
    CHECK(looks(1920) == "strip");
    CHECK(looks(700) == "strip cut-end");
}

TEST_CASE("how many they are stands in the row of what can be done with them") {
    for (float const width : {360.0f, 1280.0f}) {
        DeskPage desk("#/m/tickets", width);
        ui::Node const* const count = desk.page->find(Role::status, "4 张");
        ui::Node const* const tools = desk.page->find(Role::link, "导出 CSV");
        REQUIRE((count != nullptr && tools != nullptr));
        CHECK(count->rect.x + count->rect.w < tools->rect.x);
        CHECK(count->rect.y < tools->rect.y + tools->rect.h);
        CHECK(tools->rect.y < count->rect.y + count->rect.h);
    }
}

TEST_CASE("beside a ticket the time that is left stands flush with the amount below it") {
    DeskPage desk("#/m/tickets/" + DeskPage::number(2));
    int seen = 0;
    auto const& nodes = desk.page->frame().nodes;
    for (std::size_t i = 0; i + 1 < nodes.size(); ++i) {
        if (nodes[i].place != "badge" || nodes[i + 1].parent != nodes[i].parent) continue;
        if (!nodes[i + 1].name.starts_with("¥")) continue;
        CHECK(nodes[i].rect.x + nodes[i].rect.w ==
              doctest::Approx(nodes[i + 1].rect.x + nodes[i + 1].rect.w).epsilon(0.002));
        ++seen;
    }
    CHECK(seen == 4);
}

TEST_CASE("a ticket that is not there has neither keys nor a buyer, but a way back to the list") {
    DeskPage there("#/m/tickets/" + DeskPage::number(2), 1440);
    CHECK(there.page->shows("这位买家"));
    DeskPage desk("#/m/tickets/" + DeskPage::number(9), 1440);
    CHECK_FALSE(desk.page->shows("这位买家"));
    CHECK(desk.page->has(Role::link, "返回列表"));
}

TEST_CASE("views: some to begin with; a person's own are kept for this person") {
    DeskPage desk("#/m/tickets?type=exchange");
    CHECK(desk.page->find(Role::link, "快到期")->href == "#/m/tickets?due=half_day&sort=deadline");
    desk.page->press("存为视图");
    desk.page->type_into("视图名称", "只看换货");
    desk.page->submit("视图名称");
    CHECK(desk.stored.at("own/merchant/b1/views").find("type=exchange") != std::string::npos);
    CHECK(desk.page->find(Role::link, "只看换货")->href == "#/m/tickets?type=exchange");
}

TEST_CASE("a normal ticket is decided in two keys, and the next of the view is shown") {
    DeskPage desk("#/m/tickets/" + DeskPage::number(2) + "?status=reviewing");
    CHECK(desk.page->shows("第 2 / 4 张"));
    int pressed = 0;
    CHECK(desk.press_key("A"));
    ++pressed;
    CHECK(desk.hash().find("/agree") != std::string::npos);
    CHECK(desk.press_key("Control+Enter"));
    ++pressed;
    CHECK(pressed <= 3);
    REQUIRE(desk.given.size() == 1);
    CHECK(desk.given[0].find("\"agree\"") != std::string::npos);
    CHECK(desk.hash() == "#/m/tickets/" + DeskPage::number(3) + "?status=reviewing");
    CHECK(desk.shell().route.id == DeskPage::number(3));
    CHECK(desk.page->shows("第 3 / 4 张"));
    CHECK(((desk.page->find(Role::link, row_name(3))->state & ui::current) != 0));
}

TEST_CASE("the next ticket begins at its top; the one before stands where it was left") {
    DeskPage desk("#/m/tickets/" + DeskPage::number(2) + "?status=reviewing", 1440);
    constexpr int main_part = 2;  // behind the page and the list
    auto const top = [&] { return desk.page->find(Role::link, "返回列表")->rect.y; };
    float const at_first = top();
    desk.page->scroll_to(120, main_part);
    desk.page->draw();
    CHECK(top() == doctest::Approx(at_first - 120));
    desk.press_key("A");
    desk.press_key("Control+Enter");
    desk.page->draw();
    REQUIRE(desk.shell().route.id == DeskPage::number(3));
    CHECK(top() == doctest::Approx(at_first));
    desk.go("#/m/tickets/" + DeskPage::number(2) + "?status=reviewing");
    desk.serve();
    desk.page->draw();
    CHECK(top() == doctest::Approx(at_first - 120));
}

TEST_CASE("the next is shown as well when the live event comes before the answer") {
    DeskPage desk("#/m/tickets/" + DeskPage::number(2) + "?status=reviewing");
    desk.told_first = true;
    desk.press_key("A");
    desk.press_key("Control+Enter");
    CHECK(desk.hash() == "#/m/tickets/" + DeskPage::number(3) + "?status=reviewing");
}

TEST_CASE("after the last of the view the first is next; with none left the ticket stays") {
    DeskPage desk("#/m/tickets/" + DeskPage::number(4) + "?sort=deadline");
    desk.press_key("A");
    desk.press_key("Control+Enter");
    CHECK(desk.shell().route.id == DeskPage::number(1));
    DeskPage linked("#/m/tickets/" + DeskPage::number(1));
    linked.press_key("A");
    linked.press_key("Control+Enter");
    CHECK(linked.shell().route.id == DeskPage::number(1));  // nobody came to it by a view
    DeskPage alone("#/m/tickets/" + DeskPage::number(1) + "?sort=deadline", 1280, 1);
    alone.press_key("A");
    alone.press_key("Control+Enter");
    CHECK(alone.given.size() == 1);
    CHECK(alone.hash() == "#/m/tickets/" + DeskPage::number(1) + "?sort=deadline");
}

TEST_CASE("list, ticket and what belongs to it stand beside each other as there is room") {
    auto const shown = [](float width) {
        DeskPage desk("#/m/tickets/" + DeskPage::number(1), width);
        bool const list = desk.page->has(Role::grid, "售后工单");
        bool const side = desk.page->has(Role::heading, "这位买家");
        CHECK(desk.page->has(Role::heading, "待商家处理"));
        return std::pair(list, side);
    };
    CHECK(shown(800) == std::pair(false, false));
    CHECK(shown(1280) == std::pair(true, false));
    CHECK(shown(1440) == std::pair(true, true));
    DeskPage desk("#/m/tickets/" + DeskPage::number(1), 1440);
    CHECK(desk.page->shows("订单 E1"));
    desk.follow(row_name(2));
    CHECK(*(desk.asked.end() - 2) == "/tickets/" + DeskPage::number(2));
    CHECK(desk.asked.back() == "/orders/E1");
    CHECK(((desk.page->find(Role::link, row_name(2))->state & ui::current) != 0));
}

TEST_CASE("beside a ticket the list is narrowed as well, and the ticket stays") {
    DeskPage desk("#/m/tickets/" + DeskPage::number(1) + "?sort=deadline", 1440);
    desk.page->type_into("搜索", "E1");
    CHECK(desk.hash() == "#/m/tickets/" + DeskPage::number(1) + "?q=E1&sort=deadline");
    desk.page->press("筛选");
    desk.page->press("退货退款");
    CHECK(desk.hash().find("type=return_refund") != std::string::npos);
    CHECK(desk.page->has(Role::heading, "待商家处理"));
}

TEST_CASE("nothing of the desk is cut off: any width, both languages, large text") {
    for (std::string const& hash :
         {std::string("#/m/work"), std::string("#/m/tickets?reason=quality&sort=amount"),
          "#/m/tickets/" + DeskPage::number(1) + "?sort=deadline"}) {
        for (float const width : {360.0f, 390.0f, 768.0f, 1024.0f, 1280.0f, 1440.0f, 1920.0f}) {
            for (float const scale : {1.0f, 1.3f, 2.0f}) {
                CAPTURE(hash);
                CAPTURE(width);
                CAPTURE(scale);
                DeskPage desk(hash, width, 4, scale);
                CHECK(cut_in(desk) == "");
                desk.browser.want(screens::ToggleLanguage{});
                desk.page->draw();
                CHECK(desk.page->shows(hash == "#/m/work" ? "Home" : "Tickets"));
                CHECK(cut_in(desk) == "");
            }
        }
    }
}

TEST_CASE("the workbench counts what waits, and each count leads to it") {
    DeskPage desk("#/m/work");
    CHECK(desk.page->find(Role::link, "待审核：3 张")->href == "#/m/tickets?work=review&sort=deadline");
    CHECK(desk.page->find(Role::link, "12 小时内到期：2 张")->href ==
          "#/m/tickets?due=half_day&sort=deadline");
    CHECK(desk.page->has(Role::link, "退款失败：1 张"));
    CHECK(desk.page->has(Role::link, "待收货：0 张"));
    CHECK(desk.page->shows("没有要处理的"));
    CHECK(desk.page->shows("先处理这些"));
    CHECK(desk.page->has(Role::link, row_name(1)));
    std::size_t const before = desk.asked.size();
    desk.browser.on(LiveMessage{R"({"ticket_no":"AS1","order_no":"E1","version":2,"state":"closed"})"});
    desk.serve();
    CHECK(desk.asked.size() == before + 2);
    desk.follow("待审核：3 张");
    CHECK(desk.page->has(Role::grid, "售后工单"));

    DeskPage packer("#/m/work");
    CHECK(packer.page->count(Role::link, "代买家申请") == 2);  // one in the navigation
    packer.shell().session_of(wire::Audience::merchant).value->rights = {Right::handle_goods};
    packer.page->draw();
    CHECK(packer.page->count(Role::link, "代买家申请") == 1);

    DeskPage phone("#/m/work", 390);
    CHECK(phone.page->has(Role::link, "平台等待举证：0 张"));
}

}  // namespace afterdesk::app

// The table of the desk: its rows, its head, its keyboard, what is chosen; cards where there is no room.
#include "widgets/table.hpp"

#include <string>
#include <vector>

#include "gallery_looks.hpp"
#include "screens/gallery_desk.hpp"
#include "testing.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

/// 5,000 tickets.
struct Tickets {
    TableUi state;
    int total = 5000;
    bool opens = true, chooses = true, tools = false;
    int changes = 0;

    void operator()(Ui& ui) {
        Column const columns[] = {{.key = "no",
                                   .title = "售后单号",
                                   .weight = 2,
                                   .sorts = true,
                                   .always = true,
                                   .on_card = OnCard::title},
                                  {.key = "status", .title = "状态", .on_card = OnCard::mark},
                                  {.key = "amount", .title = "金额", .number = true, .sorts = true}};
        TableOptions const options{
            .name = "售后单",
            .total = total,
            .opens = opens,
            .chooses = chooses,
            .words = {
                .choose = "选择", .choose_all = "全选", .sort = "排序", .columns = "列", .dense = "紧凑"}};
        begin_page(ui, {.title = "表"});
        if (tools) table_tools(ui, "tools", columns, state, options.words);
        Table table = begin_table(ui, "table", columns, state, options);
        for (int const i : table.rows) {
            std::string const no = "AS" + std::to_string(i + 1);
            table_row(ui, table, i,
                      {.key = no,
                       .href = opens ? "#/m/tickets/" + no : "",
                       .name = "退货 " + no,
                       .cells = {{no, "林晓"}, {.words = "待审核", .is_badge = true}, {"¥12.50"}}});
        }
        if (end_table(ui, table)) ++changes;
        end_page(ui);
    }
};

Node const& at(Headless const& page, Role role, std::string_view name) {
    Node const* const node = page.find(role, name);
    REQUIRE(node != nullptr);
    return *node;
}

/// The name of what has the focus.
std::string focused(Headless& page) {
    for (Node const& node : page.frame().nodes)
        if (node.id == page.input().focused) return node.name;
    return {};
}

int stops(Headless const& page) {
    int count = 0;
    for (Node const& node : page.frame().nodes)
        count += (node.state & takes_keys) != 0 && (node.state & off_tab) == 0 ? 1 : 0;
    return count;
}

}  // namespace

TEST_CASE("columns that do not fit give way, the least important first; one that may not makes cards") {
    TableUi state;
    int give = 1;
    auto const draw = [&](Ui& ui) {
        Column const columns[] = {{.key = "no", .title = "售后单号", .least_w = 300},
                                  {.key = "reason", .title = "原因", .least_w = 300, .gives_way = give},
                                  {.key = "at", .title = "申请时间", .least_w = 300, .gives_way = 2 * give}};
        TableOptions const options{.name = "售后单", .total = 1};
        begin_page(ui, {.title = "表"});
        Table table = begin_table(ui, "table", columns, state, options);
        for (int const i : table.rows)
            table_row(ui, table, i, {.key = "a", .cells = {{"AS1"}, {"质量"}, {"今天"}}});
        end_table(ui, table);
        end_page(ui);
    };
    Headless page(draw, of_width(1100));
    CHECK(page.count(Role::column_header) == 3);
    page.viewport().w = 800;
    page.draw();
    CHECK(page.has(Role::column_header, "原因"));
    CHECK(!page.has(Role::column_header, "申请时间"));
    page.viewport().w = 640;
    page.draw();
    CHECK(page.count(Role::column_header) == 1);
    give = 0;
    page.draw();
    CHECK(!page.has(Role::table));
    CHECK(page.shows("AS1"));
}

TEST_CASE("a table tells its rows with those that are not drawn, and its cells stand below their titles") {
    Tickets tickets;
    tickets.opens = tickets.chooses = false;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    CHECK(at(page, Role::table, "售后单").set_size == 5001);
    CHECK(page.count(Role::column_header) == 3);
    CHECK(page.count(Role::row) < 40);
    Rect const title = at(page, Role::column_header, "金额").rect, cell = at(page, Role::cell, "¥12.50").rect;
    CHECK(cell.x + cell.w < title.x + title.w);
    CHECK(cell.x > title.x);
    CHECK(at(page, Role::text, "AS1").rect.y > title.y);
    page.scroll_to(90'000);
    CHECK(page.count(Role::row) < 40);
    CHECK(page.count(Role::column_header) == 3);
    CHECK(!page.has(Role::text, "AS1"));
}

TEST_CASE("the head stays in sight while there are rows below it") {
    Tickets tickets;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    float const top = at(page, Role::scroller, {}).rect.y;
    CHECK(at(page, Role::column_header, "状态").rect.y > top);
    page.scroll_to(10'000);
    CHECK(at(page, Role::column_header, "状态").rect.y < top + 20);
    for (Node const& node : page.frame().nodes)  // no row is pressed through it
        if (node.role == Role::link) CHECK(node.clip.y >= top + 44);
    page.scroll_to(page.find(Role::scroller)->content_h - page.find(Role::scroller)->rect.h);
    CHECK(page.shows("AS5000"));
}

TEST_CASE("a title that sorts says by what and which way, and turns the order when it is pressed again") {
    Tickets tickets;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    CHECK(!page.has(Role::button, "状态"));
    page.press("金额");
    CHECK(tickets.state.sort == "amount");
    CHECK(!tickets.state.descending);
    CHECK((at(page, Role::column_header, "金额").state & sorted_up) != 0);
    page.tap("金额");
    CHECK(tickets.state.descending);
    CHECK((at(page, Role::column_header, "金额").state & sorted_down) != 0);
    CHECK((at(page, Role::column_header, "售后单号").state & (sorted_up | sorted_down)) == 0);
    page.press("售后单号");
    CHECK(tickets.state.sort == "no");
    CHECK(!tickets.state.descending);
    CHECK(tickets.changes == 3);
}

TEST_CASE("the keyboard goes from row to row, however far, and the table follows") {
    struct Step {
        char const* key;
        char const* row;
    };
    Tickets tickets;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    CHECK(stops(page) == 1);
    page.focus("退货 AS1");
    for (Step const& step :
         {Step{"ArrowDown", "退货 AS2"}, Step{"j", "退货 AS3"}, Step{"k", "退货 AS2"},
          Step{"ArrowUp", "退货 AS1"}, Step{"ArrowUp", "退货 AS1"}, Step{"End", "退货 AS5000"},
          Step{"ArrowDown", "退货 AS5000"}, Step{"Home", "退货 AS1"}}) {
        CAPTURE(step.key);
        page.key(step.key);
        CHECK(focused(page) == step.row);
        CHECK(stops(page) == 1);
        Node const& link = at(page, Role::link, step.row);
        CHECK(link.rect.y >= link.clip.y - 1);
        CHECK(link.rect.y + link.rect.h <= link.clip.y + link.clip.h + 1);
    }
    page.key("PageDown");
    int const page_down = tickets.state.at;
    CHECK(page_down > 5);
    CHECK(page_down < 30);
    page.key("PageUp");
    CHECK(tickets.state.at == 0);
}

TEST_CASE("the row that has the keyboard stays, however far it is scrolled away") {
    Tickets tickets;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    page.focus("退货 AS3");
    page.scroll_to(100'000);
    CHECK(page.has(Role::link, "退货 AS3"));
    CHECK(!page.has(Role::link, "退货 AS2"));
    page.key("j");
    CHECK(focused(page) == "退货 AS4");
    CHECK(page.find(Role::scroller)->scroll_y < 1000);
    page.input().focused = 0;
    page.scroll_to(100'000);
    CHECK(!page.has(Role::link, "退货 AS4"));
}

TEST_CASE("rows are chosen one by one, by Space and x, and all at once but for some") {
    Tickets tickets;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    page.tap("选择 退货 AS2");
    CHECK(tickets.state.has("AS2"));
    CHECK((at(page, Role::checkbox, "选择 退货 AS2").state & checked) != 0);
    page.focus("退货 AS1");
    page.key(" ");
    page.key("j");
    page.key("x");
    CHECK(tickets.state.has("AS1"));
    CHECK(!tickets.state.has("AS2"));
    CHECK(tickets.state.chosen(tickets.total) == 1);
    page.press("全选");
    CHECK(tickets.state.chosen(tickets.total) == 5000);
    page.press("选择 退货 AS3");
    CHECK(tickets.state.chosen(tickets.total) == 4999);
    CHECK(tickets.state.has("AS4999"));
    CHECK(!tickets.state.has("AS3"));
    CHECK((at(page, Role::checkbox, "全选").state & checked) == 0);
    page.press("全选");
    page.press("全选");
    CHECK(tickets.state.chosen(tickets.total) == 0);
}

TEST_CASE("a row that leads nowhere has its box as the stop of the keyboard") {
    Tickets tickets;
    tickets.opens = false;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    CHECK(page.count(Role::link) == 0);
    CHECK(stops(page) == 1);
    page.focus("选择 退货 AS1");
    page.key("j");
    CHECK(focused(page) == "选择 退货 AS2");
}

TEST_CASE("columns can be taken away but for those that must stay, and rows stand closer") {
    Tickets tickets;
    tickets.tools = true;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    float const row_h = at(page, Role::link, "退货 AS1").rect.h;
    page.press("列");
    CHECK(page.has(Role::dialog, "列"));
    CHECK(!page.has(Role::checkbox, "售后单号"));
    page.press("状态");
    page.press("紧凑");
    page.escape();
    CHECK(!page.has(Role::dialog, "列"));
    CHECK(!page.has(Role::column_header, "状态"));
    CHECK(at(page, Role::link, "退货 AS1").rect.h < row_h);
    CHECK(tickets.state.hidden == std::vector<std::string>{"status"});
    page.press("列");
    page.press("状态");
    CHECK(tickets.state.hidden.empty());
}

TEST_CASE("where there is no room each row is a card with the same choices") {
    Tickets tickets;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(390));
    CHECK(page.count(Role::row) == 0);
    CHECK(page.find(Role::list, "售后单")->level == 0);
    CHECK(page.find(Role::list_item)->set_size == 5000);
    CHECK(page.count(Role::list_item) < 20);
    CHECK(at(page, Role::link, "退货 AS1").href == "#/m/tickets/AS1");
    CHECK(page.shows("金额：¥12.50"));
    page.choose("排序", "金额 ↓");
    CHECK(tickets.state.sort == "amount");
    CHECK(tickets.state.descending);
    page.press("选择 AS1");
    CHECK(tickets.state.has("AS1"));
    page.press("全选");
    CHECK(tickets.state.has_all());
    page.viewport().w = 1280;
    page.draw();
    CHECK((at(page, Role::column_header, "金额").state & sorted_down) != 0);
}

TEST_CASE("a table without rows has its head, and no stop") {
    Tickets tickets;
    tickets.total = 0;
    Headless page([&](Ui& ui) { tickets(ui); }, of_width(1280));
    CHECK(page.count(Role::row) == 1);
    CHECK(stops(page) == 0);
}

TEST_CASE("the table of the gallery speaks both languages and does not stick out of the page") {
    in_all_looks("table", {360.0f, 768.0f, 1280.0f, 1920.0f}, 1,
                 [](Headless& page, screens::GalleryDeskUi const&, bool english) {
                     CHECK(page.shows(english ? "Chosen: 0" : "已选 0"));
                 });
}

}  // namespace afterdesk::ui

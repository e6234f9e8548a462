// What a list is narrowed by: as an address, as fields and chips; and the views that a reader keeps.
#include <string>
#include <vector>

#include "gallery_looks.hpp"
#include "screens/gallery_desk.hpp"
#include "testing.hpp"
#include "widgets/filter_bar.hpp"
#include "widgets/headless.hpp"
#include "widgets/saved_views.hpp"

namespace afterdesk::ui {
namespace {

std::vector<FilterField> fields() {
    return {{.key = "q", .label = "搜索", .kind = FilterKind::words},
            {.key = "type", .label = "类型", .items = {{"return", "退货退款"}, {"exchange", "换货"}}},
            {.key = "reason",
             .label = "原因",
             .kind = FilterKind::any_of,
             .items = {{"quality", "质量问题"}, {"broken", "破损"}}},
            {.key = "days", .label = "日期", .kind = FilterKind::days},
            {.key = "amount", .label = "金额", .kind = FilterKind::amount},
            {.key = "risk", .label = "有风险", .kind = FilterKind::flag}};
}

FilterWords const words{.more = "筛选",
                        .any = "全部",
                        .clear = "全部清除",
                        .remove = "取消条件",
                        .from = "从",
                        .to = "到",
                        .wrong_days = "结束早于开始",
                        .wrong_amount = "请填写金额",
                        .done = "完成"};

struct Bar {
    FilterState state;
    FiltersUi typed;
    int changes = 0;

    void operator()(Ui& ui) {
        begin_page(ui, {.title = "工单", .max_width = 1400});
        if (filter_bar(ui, "bar", fields(), state, typed, {.count = "42 张", .words = words})) ++changes;
        end_page(ui);
    }
    std::string query() const { return format_filters(fields(), state); }
};

}  // namespace

TEST_CASE("an address says what is set; what nobody knows is dropped without harm") {
    struct Row {
        char const* query;
        char const* said;
    };
    for (Row const& row : {
             Row{"", ""},
             Row{"type=return", "type=return"},
             Row{"risk=1&type=exchange", "type=exchange&risk=1"},
             Row{"type=return&type=exchange", "type=return"},
             Row{"reason=broken~quality~broken~nothing", "reason=quality~broken"},
             Row{"reason=quality%7Ebroken", "reason=quality~broken"},
             Row{"days=2026-11-01..2026-11-30", "days=2026-11-01..2026-11-30"},
             Row{"days=2026-11-01..", "days=2026-11-01.."},
             Row{"days=..2024-02-29", "days=..2024-02-29"},
             Row{"amount=100..200.5", "amount=100.00..200.50"},
             Row{"amount=1,000..", "amount=1000.00.."},
             Row{"amount=..0", "amount=..0.00"},
             Row{"q=%20coat%20", "q=coat"},
             Row{"q=%E8%BF%9E%E8%A1%A3%E8%A3%99", "q=%E8%BF%9E%E8%A1%A3%E8%A3%99"},
             // What nobody wrote.
             Row{"&&=&type&=x&type=", ""},
             Row{"type=nothing&colour=red", ""},
             Row{"reason=~~&risk=yes&risk=0", ""},
             Row{"days=2026-02-30..", ""},
             Row{"days=2026-11-30..2026-11-01", ""},
             Row{"days=yesterday..2026-11-01", "days=..2026-11-01"},
             Row{"days=2026-11-01", ""},
             Row{"days=1969-12-31..99999-01-01", ""},
             Row{"amount=200..100", ""},
             Row{"amount=-5..", ""},
             Row{"amount=1e9..99999999999999999999", ""},
             Row{"amount=...", ""},
             Row{"q=%00", ""},
             Row{"q=%ff%fe", ""},
             Row{"q=%", "q=%25"},
             Row{"q=%E3%80%80", ""},
         }) {
        CAPTURE(row.query);
        FilterState const state = parse_filters(fields(), row.query);
        CHECK(format_filters(fields(), state) == row.said);
        CHECK(parse_filters(fields(), row.said) == state);
    }
    CHECK(parse_filters(fields(), "q=" + std::string(500, 'a')).get("q").size() == 60);
}

TEST_CASE("a chip for each thing that is set takes it off; all go at once") {
    Bar bar;
    bar.state = parse_filters(fields(), "type=return&reason=quality~broken&amount=100..&risk=1");
    Headless page([&](Ui& ui) { bar(ui); }, of_width(1280));
    CHECK(page.shows("42 张"));
    CHECK(page.has(Role::button, "取消条件 原因：质量问题 / 破损"));
    CHECK(page.has(Role::button, "取消条件 金额：≥ ¥100.00"));
    page.press("类型：退货退款");  // the picker, whose name is not the chip's
    page.escape();
    page.press("取消条件 有风险");
    CHECK(bar.query() == "type=return&reason=quality~broken&amount=100.00..");
    page.press("取消条件 金额：≥ ¥100.00");
    CHECK(bar.query() == "type=return&reason=quality~broken");
    page.press("全部清除");
    CHECK(bar.query().empty());
    CHECK(!page.has(Role::button, "全部清除"));
    CHECK(bar.changes == 3);
}

TEST_CASE("what has no room in the bar stands behind a button, on phones all but the search") {
    Bar bar;
    Headless page([&](Ui& ui) { bar(ui); }, of_width(1280));
    page.choose("类型：", "换货");
    CHECK(bar.query() == "type=exchange");
    page.viewport().w = 390;
    page.draw();
    CHECK(!page.has(Role::button, "类型：类型：全部"));
    page.press("筛选");
    CHECK(page.has(Role::dialog, "筛选"));
    page.choose("类型：", "退货退款");
    page.press("破损");
    page.press("有风险");
    CHECK(bar.query() == "type=return&reason=broken&risk=1");
    page.press("完成");
    CHECK(!page.has(Role::dialog, "筛选"));
}

TEST_CASE("what is half typed stays and sets nothing yet; what is set elsewhere replaces it") {
    Bar bar;
    bar.typed.open = true;
    Headless page([&](Ui& ui) { bar(ui); }, of_width(1280));
    page.type_into("金额 从", "12.");
    CHECK(page.find(Role::field, "金额 从")->value == "12.");
    page.type_into("金额 从", "12.5");
    CHECK(bar.query() == "amount=12.50..");
    CHECK(page.find(Role::field, "金额 从")->value == "12.5");
    page.type_into("金额 到", "3");
    CHECK(bar.query().empty());
    CHECK(page.shows("请填写金额"));
    CHECK(page.find(Role::field, "金额 从")->value == "12.5");
    page.type_into("金额 到", "30");
    CHECK(bar.query() == "amount=12.50..30.00");
    CHECK(!page.shows("请填写金额"));
    CHECK(page.find(Role::field, "日期 从")->field == FieldKind::date);
    page.type_into("日期 到", "2026-11-28");
    CHECK(bar.state.get("days") == "..2026-11-28");
    bar.state.values.clear();
    page.draw();
    CHECK(page.find(Role::field, "金额 到")->value.empty());
    page.escape();
    page.type_into("搜索", "大衣 ");
    CHECK(page.find(Role::field, "搜索")->value == "大衣 ");
    CHECK(bar.state.get("q") == "大衣");
}

TEST_CASE("views are kept by name, and their text says them all again") {
    std::vector<SavedView> views;
    CHECK(keep_view(views, " 快到期 大额 ", "amount=100.00.."));
    CHECK(keep_view(views, "全部", ""));
    CHECK(views[0].name == "快到期 大额");
    CHECK(parse_views(format_views(views)) == views);
    CHECK(keep_view(views, "全部", "risk=1"));
    CHECK(views.size() == 2);
    CHECK(views[1].query == "risk=1");
    CHECK_FALSE(keep_view(views, "  ", "risk=1"));
    CHECK_FALSE(keep_view(views, std::string(25, 'x'), ""));
    CHECK_FALSE(rename_view(views, "全部", "快到期 大额"));
    CHECK_FALSE(rename_view(views, "没有", "别的"));
    CHECK(rename_view(views, "全部", "有风险"));
    remove_view(views, "快到期 大额");
    remove_view(views, "没有");
    CHECK(views == std::vector<SavedView>{{"有风险", "risk=1"}});
    for (std::size_t i = 0; i < 30; ++i) keep_view(views, "v" + std::to_string(i), "");
    CHECK(views.size() == max_views);
    for (char const* text : {"\n\n", "a", " b", "%00 q=1", "%ff q=1\n", "a q=1\na q=2"}) {
        CAPTURE(text);
        CHECK(parse_views(text).size() <= 1);
    }
    CHECK(parse_views("a q=1\na q=2")[0].query == "q=1");
}

TEST_CASE("a view is a link; it is saved, given another name and removed in one dialog") {
    screens::GalleryDeskUi state;
    Headless page([&](Ui& ui) { screens::draw_gallery_desk(ui, "filters", state); }, of_width(1280));
    state.filters.set("type", "exchange");
    page.draw();
    page.press("存为视图");
    page.type_into("视图名称", "换货");
    page.submit("视图名称");
    REQUIRE(state.views.size() == 1);
    CHECK(!page.has(Role::dialog));
    Node const* view = page.find(Role::link, "换货");
    REQUIRE(view != nullptr);
    CHECK(view->href == "#/gallery/filters?type=exchange");
    CHECK((view->state & current) != 0);
    page.press("存为视图");
    page.press("改名 换货");
    page.input().edits.push_back({0, {}});
    for (Node const& node : page.frame().nodes)
        if (node.role == Role::field && node.value == "换货")
            page.input().edits.push_back({node.id, "换货单"});
    page.draw();
    page.press("改名");
    CHECK(state.views[0].name == "换货单");
    page.press("删除 换货单");
    CHECK(state.views.empty());
}

}  // namespace afterdesk::ui

// The desk's page in parts with borders that move, and the way through it by typing.
#include <string>

#include "gallery_looks.hpp"
#include "screens/gallery_desk.hpp"
#include "testing.hpp"
#include "widgets/command_palette.hpp"
#include "widgets/headless.hpp"
#include "widgets/split.hpp"

namespace afterdesk::ui {
namespace {

struct Desk {
    SplitUi state;
    SplitPart wanted = SplitPart::list;
    int moved = 0;

    void operator()(Ui& ui) {
        begin_page(ui, {.title = "工单"});
        SplitOptions const options{.wanted = wanted,
                                   .list_name = "列表",
                                   .main_name = "工单",
                                   .side_name = "侧栏",
                                   .list_border = "列表宽度",
                                   .side_border = "侧栏宽度"};
        Split split = begin_split(ui, "desk", options, state);
        if (split_part(ui, split, SplitPart::list)) text(ui, "一张工单");
        if (split_part(ui, split, SplitPart::main)) text(ui, "这张工单");
        if (split_part(ui, split, SplitPart::side)) text(ui, "订单");
        if (end_split(ui, split)) ++moved;
        end_page(ui);
    }
};

/// Which parts are there: list, main, side.
std::string parts(Headless const& page) {
    std::string all;
    for (char const* words : {"一张工单", "这张工单", "订单"}) all += page.has(Role::text, words) ? '+' : '-';
    return all;
}

Rect border(Headless const& page, std::string_view name) {
    Node const* const node = page.find(Role::separator, name);
    REQUIRE(node != nullptr);
    return node->rect;
}

}  // namespace

TEST_CASE("as many parts stand side by side as there is room for") {
    struct Row {
        float w;
        SplitPart wanted;
        char const* parts;
    };
    for (Row const& row : {Row{390, SplitPart::list, "+--"}, Row{390, SplitPart::main, "-+-"},
                           Row{390, SplitPart::side, "--+"}, Row{1023, SplitPart::main, "-+-"},
                           Row{1024, SplitPart::list, "++-"}, Row{1024, SplitPart::main, "++-"},
                           Row{1280, SplitPart::side, "+-+"}, Row{1440, SplitPart::list, "+++"},
                           Row{1920, SplitPart::side, "+++"}}) {
        CAPTURE(row.w);
        Desk desk{{}, row.wanted};
        Headless page([&](Ui& ui) { desk(ui); }, of_width(row.w));
        CHECK(parts(page) == row.parts);
        CHECK(page.count(Role::separator) == (row.w < 1024 ? 0 : (row.w < 1440 ? 1 : 2)));
        CHECK(desk.moved == 0);
    }
    Viewport large = of_width(1440);
    large.text_scale = 2;
    Desk desk;
    Headless page([&](Ui& ui) { desk(ui); }, large);
    CHECK(parts(page) == "+--");
}

TEST_CASE("each part scrolls by itself and has a name") {
    Desk desk;
    Headless page([&](Ui& ui) { desk(ui); }, of_width(1600));
    for (char const* name : {"列表", "工单", "侧栏"}) CHECK(page.has(Role::scroller, name));
    Node const* const outer = page.find(Role::scroller);
    CHECK(outer->content_h == doctest::Approx(outer->rect.h));
}

TEST_CASE("a border follows the arrows within what each part needs, and says where it stands") {
    Desk desk;
    Headless page([&](Ui& ui) { desk(ui); }, of_width(1600));
    float const at = border(page, "列表宽度").x;
    page.focus("列表宽度");
    page.key("ArrowRight");
    CHECK(desk.state.list_w == 376);
    CHECK(border(page, "列表宽度").x == at + 16);
    page.key("ArrowLeft");
    page.key("Home");
    CHECK(desk.state.list_w == 240);
    CHECK(page.find(Role::separator, "列表宽度")->value == "15");
    page.key("ArrowLeft");
    CHECK(desk.state.list_w == 240);
    page.key("End");
    CHECK(desk.state.list_w == 1600 - 320 - 400);
    page.key("Home");
    page.focus("侧栏宽度");
    page.key("ArrowLeft");
    CHECK(desk.state.side_w == 336);
    page.key("ArrowRight");
    page.key("ArrowRight");
    CHECK(desk.state.side_w == 304);
    CHECK(desk.moved > 5);
}

TEST_CASE("a border follows the pointer") {
    Desk desk;
    Headless page([&](Ui& ui) { desk(ui); }, of_width(1600));
    Rect const at = border(page, "列表宽度");
    page.move_pointer(at.x + 4, 400);
    page.pointer_down(true);
    page.move_pointer(500, 400);
    CHECK(desk.state.list_w == 500);
    CHECK(border(page, "列表宽度").x == doctest::Approx(496).epsilon(0.01));
    page.move_pointer(10, 400);
    CHECK(desk.state.list_w == 240);
    page.pointer_down(false);
    page.move_pointer(700, 400);
    CHECK(desk.state.list_w == 240);
}

TEST_CASE("where the borders stand is a short text; a strange one means nothing") {
    CHECK(parse_split(format_split({360, 320})) == SplitUi{360, 320});
    CHECK(parse_split("400") == SplitUi{400, 0});
    for (char const* text : {"", "-5 3", "1 2 3", "99999 1", "999999999999999999999", "a b"}) {
        CAPTURE(text);
        CHECK(parse_split(text) == SplitUi{});
    }
    Desk desk{{3000, 3000}};
    Headless page([&](Ui& ui) { desk(ui); }, of_width(1440));
    CHECK(parts(page) == "+++");
    CHECK(border(page, "侧栏宽度").x > border(page, "列表宽度").x + 399);
}

TEST_CASE("typing finds what is called so, begins so first; Enter takes the first") {
    std::vector<Command> const all = {{"orders", "订单", "页面", "#/orders"},
                                      {"receive", "收货 · 验货", "页面", "#/receive"},
                                      {"queue", "售后工单", "页面 Tickets", "#/tickets"},
                                      {"typed", "打开 AS1", "", "#/tickets/AS1", true}};
    PaletteUi state;
    std::string went;
    KeyHelp const help[] = {{"J K", "上下"}};
    PaletteOptions const options{.label = "去往", .nothing = "没有", .keys = "快捷键", .help = help};
    std::size_t count = all.size();
    Headless page([&](Ui& ui) {
        Command const* const chosen =
            command_palette(ui, "go", std::span<Command const>(all).first(count), state, options);
        if (chosen != nullptr) went = chosen->href;
    });
    CHECK(page.find(Role::button, "去往")->shortcut == "Control+K Meta+K");
    CHECK(page.find(Role::button, "快捷键")->shortcut == "?");
    page.press("去往");
    CHECK(page.count(Role::option) == 4);
    CHECK((page.find(Role::field, "去往")->state & focus_me) != 0);
    count = 3;
    page.type_into("去往", "tick 售后");
    CHECK(page.count(Role::option) == 1);
    page.type_into("去往", "页面");
    CHECK(page.count(Role::option) == 3);
    page.type_into("去往", "什么都不是");
    CHECK(page.count(Role::option) == 0);
    CHECK(page.shows("没有"));
    page.type_into("去往", "货");
    page.submit("去往");
    CHECK(went == "#/receive");
    CHECK(!page.has(Role::dialog));
    CHECK(state.query.empty());
    count = 4;
    page.press("去往");
    page.type_into("去往", "as");
    page.press("打开 AS1");
    CHECK(went == "#/tickets/AS1");
    page.press("快捷键");
    CHECK(page.shows("上下：J K"));
    page.escape();
    CHECK(!page.has(Role::dialog));
}

TEST_CASE("the gallery's queue makes what is seen of 100,000 rows, also with a ticket beside it") {
    screens::GalleryQueueUi state;
    std::string which;
    Headless page([&](Ui& ui) { screens::draw_gallery_queue(ui, which, state); }, of_width(1440));
    CHECK(page.find(Role::grid, "售后工单")->set_size == 100'001);
    CHECK(state.view.rows.made() < 60);
    page.scroll_to(3'000'000);
    CHECK(page.count(Role::row) < 60);
    for (int const i : {0, 17, 18}) {
        which = "-" + std::to_string(i);
        page.draw();
        CHECK(page.has(Role::heading, "待商家处理 " + std::to_string(i)));
        CHECK(state.view.rows.made() < 60);
    }
}

TEST_CASE("the desk's page in the gallery speaks both languages at every width") {
    in_all_looks("work", {360.0f, 1100.0f, 1600.0f}, 5,
                 [](Headless& page, screens::GalleryDeskUi const& state, bool english) {
                     page.press(english ? "Go to a page, ticket or order" : "去往页面、工单、订单");
                     page.press(english ? "Charts: Page" : "图表：页面");
                     CHECK(state.went_to == "#/gallery/charts");
                 });
}

}  // namespace afterdesk::ui

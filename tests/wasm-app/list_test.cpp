// Lists whose items have any height: which ones are drawn, and when.
#include <string>

#include "testing.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

Viewport phone() {
    Viewport viewport;
    viewport.w = 390;
    viewport.h = 844;
    return viewport;
}

/// Items of one, two and three lines, each with a button.
struct Lines {
    int count = 0;
    bool skips = true, seeks = false;

    void operator()(Ui& ui) {
        begin_page(ui, {.title = "列表"});
        begin_list(ui, "list", "售后单", count);
        for (int i = 1; i <= count; ++i) {
            std::string const n = std::to_string(i);
            if (skips && skip_list_item(ui, n)) continue;
            begin_list_item(ui, n, i);
            for (int line = 0; line <= i % 3; ++line) text(ui, "第 " + n + " 张，" + std::to_string(line));
            button(ui, "open", "打开 " + n);
            end_list_item(ui);
        }
        end_list(ui);
        seeks = seeks_further(ui);
        end_page(ui);
    }
};

}  // namespace

TEST_CASE("items far out of sight keep their place without being drawn") {
    Lines lines{900};
    Headless page([&lines](Ui& ui) { lines(ui); }, phone());
    page.draw_once();
    CHECK(page.count(Role::list_item) < 300);
    float const content_h = page.find(Role::scroller)->content_h;
    page.scroll_to(content_h / 2);
    CHECK(page.count(Role::list_item) < 300);
    CHECK(!page.shows("第 1 张，0"));
    Rect const stands = page.find(Role::list_item)->rect;
    int const position = page.find(Role::list_item)->level;
    lines.skips = false;
    page.draw();
    CHECK(page.count(Role::list_item) == 900);
    CHECK(page.find(Role::scroller)->content_h == doctest::Approx(content_h));
    for (Node const& node : page.frame().nodes) {
        if (node.role == Role::list_item && node.level == position) CHECK(node.rect == stands);
    }
}

TEST_CASE("what is seen is drawn first; the rest follows, a few items in each animation frame") {
    Lines lines;
    Headless page([&lines](Ui& ui) { lines(ui); }, phone());
    lines.count = 40;
    auto const animation_frame = [&page](int new_items) {
        page.state().new_items_left = new_items;
        page.draw();
        return page.count(Role::list_item);
    };
    int const first = animation_frame(4);
    Node const* last = nullptr;
    for (Node const& node : page.frame().nodes) {
        if (node.role == Role::list_item && node.rect.y < 844) last = &node;
    }
    REQUIRE(last != nullptr);
    CHECK(last->rect.y + last->rect.h >= 844);  // the screen is full
    CHECK(first < last->level + 8);
    CHECK(page.state().new_items_wait);
    CHECK(animation_frame(4) == first + 4);
    CHECK(animation_frame(4) == first + 8);
    int frames = 0;
    for (; page.state().new_items_wait && frames < 20; ++frames) animation_frame(4);
    CHECK(frames < 12);
    CHECK(page.find(Role::list)->set_size == 40);

    Lines all{40, false};
    Headless at_once([&all](Ui& ui) { all(ui); }, phone());
    CHECK(page.find(Role::scroller)->content_h == doctest::Approx(at_once.find(Role::scroller)->content_h));
}

TEST_CASE("the item that has the keyboard is drawn however far it is scrolled away") {
    Lines lines{300};
    Headless page([&lines](Ui& ui) { lines(ui); }, phone());
    page.focus("打开 2");
    page.scroll_to(page.find(Role::scroller)->content_h / 2);
    CHECK(page.has(Role::button, "打开 2"));
    CHECK(!page.has(Role::button, "打开 1"));
    CHECK(!page.has(Role::button, "打开 3"));
    page.input().focused = 0;
    page.draw();
    page.draw();
    CHECK(!page.has(Role::button, "打开 2"));
}

TEST_CASE("a list that comes back shorter than it was left knows that it is to reach further") {
    Lines lines{60};
    bool shown = true;
    Headless page(
        [&](Ui& ui) {
            if (shown) lines(ui);
        },
        phone());
    float const left_at = page.find(Role::scroller)->content_h / 2;
    page.scroll_to(left_at);
    CHECK(!lines.seeks);
    shown = false;
    page.draw();
    page.draw();
    shown = true;
    lines.count = 10;
    page.draw();
    CHECK(lines.seeks);
    lines.count = 60;
    page.draw();
    CHECK(!lines.seeks);
    CHECK(page.find(Role::scroller)->scroll_y == doctest::Approx(left_at));
    page.scroll_to(0);
    lines.count = 10;
    page.draw();
    CHECK(!lines.seeks);
}

}  // namespace afterdesk::ui

// Countdown, timeline, icon buttons and settings: what they say, and when they ask to be drawn again.
#include <string>
#include <vector>

#include "testing.hpp"
#include "text/time_left.hpp"
#include "widgets/headless.hpp"
#include "widgets/stars.hpp"

namespace afterdesk::ui {
namespace {

constexpr std::int64_t minute_ms = 60'000, hour_ms = 60 * minute_ms, day_ms = 24 * hour_ms;

Viewport phone() {
    Viewport viewport;
    viewport.w = 360;
    viewport.h = 700;
    return viewport;
}

std::vector<TimelineEntry> entries(int count) {
    std::vector<TimelineEntry> list;
    for (int i = 1; i <= count; ++i) {
        TimelineEntry entry;
        entry.key = std::to_string(i);
        entry.day = i < count ? "11 月 27 日" : "11 月 28 日";
        entry.at = "16:20";
        entry.who = "周屿";
        entry.words = "第 " + std::to_string(i) + " 条";
        list.push_back(entry);
    }
    return list;
}

}  // namespace

TEST_CASE("the time left is said as people say it, until other words are due") {
    struct Row {
        std::int64_t left_ms;
        char const* words;
        std::int64_t changes_in_ms;
    };
    for (Row const& row :
         {Row{day_ms + 3 * hour_ms + 20 * minute_ms, "还剩 1 天 3 小时", 20 * minute_ms + 1},
          Row{day_ms, "还剩 1 天 0 小时", 1}, Row{day_ms - 1, "还剩 23 小时 59 分", minute_ms},
          Row{hour_ms, "还剩 1 小时 0 分", 1}, Row{23 * minute_ms + 500, "还剩 23 分钟", 501},
          Row{59'999, "还剩不到 1 分钟", 59'999}, Row{1, "还剩不到 1 分钟", 1}, Row{0, "已到期", 0},
          Row{-hour_ms, "已到期", 0}}) {
        text::TimeLeft const left = text::time_left(text::Language::zh_cn, row.left_ms);
        CHECK(left.words == row.words);
        CHECK(left.changes_in_ms == row.changes_in_ms);
        if (left.changes_in_ms == 0) continue;
        CHECK(text::time_left(text::Language::zh_cn, row.left_ms - left.changes_in_ms).words != left.words);
        CHECK(text::time_left(text::Language::zh_cn, row.left_ms - left.changes_in_ms + 1).words ==
              left.words);
    }
    CHECK(text::time_left(text::Language::en, 23 * minute_ms).words == "23 min left");
}

TEST_CASE("a countdown asks for a frame when its words change, and stands out from its threshold on") {
    std::string after;
    Headless page([&after](Ui& ui) {
        countdown(ui, {.deadline_ms = 10 * day_ms, .urgent_ms = 2 * hour_ms, .after = after});
    });
    auto const at = [&page](std::int64_t now_ms) {
        page.input().now_ms = now_ms;
        page.draw();
        return page.find(Role::text);
    };
    CHECK(at(8 * day_ms + minute_ms)->name == "还剩 1 天 23 小时");
    CHECK(page.find(Role::text)->look == "neutral");
    CHECK(page.state().next_wake_ms == 8 * day_ms + hour_ms + 1);
    CHECK(at(10 * day_ms - 3 * hour_ms - 1)->look == "warning");
    CHECK(page.state().next_wake_ms == 10 * day_ms - 3 * hour_ms + 1);
    CHECK(at(10 * day_ms - 2 * hour_ms - 1)->look == "warning");
    CHECK(page.state().next_wake_ms == 10 * day_ms - 2 * hour_ms + 1);
    CHECK(at(10 * day_ms - 2 * hour_ms + 1)->look == "bad");
    CHECK(at(10 * day_ms + 1)->name == "已到期");
    CHECK(page.state().next_wake_ms == 0);
    after = "，过期将关闭";
    CHECK(at(9 * day_ms)->name == "还剩 1 天 0 小时，过期将关闭");
}

TEST_CASE("a countdown out of sight asks for nothing, and none puts off a message's end") {
    bool say = false;
    Headless page([&say](Ui& ui) {
        begin_page(ui, {.title = "售后单"});
        space(ui, 2000);
        countdown(ui, {.deadline_ms = day_ms});
        if (say) toast(ui, "已提交", Tone::success);
        say = false;
        end_page(ui);
    });
    CHECK(page.state().next_wake_ms == 0);
    page.scroll_to(1600);
    CHECK(page.state().next_wake_ms == 1);
    page.input().now_ms = minute_ms;
    page.draw();
    CHECK(page.state().next_wake_ms == minute_ms + 1);
    page.input().now_ms = minute_ms + 1;
    say = true;
    page.draw();
    CHECK(page.state().next_wake_ms == minute_ms + 5001);
}

TEST_CASE("a timeline is one list, each day named once, each amount with what it was") {
    std::vector<TimelineEntry> list = entries(3);
    list[1].voice = Voice::own;
    list[1].at = "16:26 · 已读";
    list[2].before = "¥1,399.00";
    list[2].after = "¥1,299.00";
    list[2].files = {{"照片 1", "/media/a.jpg?size=thumb", "/media/a.jpg"}};
    list[2].voice = Voice::other;
    for (Viewport const& viewport : {phone(), Viewport{}}) {
        Headless page([&list](Ui& ui) { timeline(ui, "history", "协商历史", list); }, viewport);
        CHECK(page.find(Role::list, "协商历史")->set_size == 3);
        CHECK(page.count(Role::list_item) == 3);
        CHECK(page.count(Role::text, "11 月 27 日") == 1);
        CHECK(page.count(Role::text, "11 月 28 日") == 1);
        CHECK(page.has(Role::text, "周屿：第 1 条"));
        CHECK(page.has(Role::text, "第 2 条"));  // one's own name is not said
        CHECK(page.has(Role::text, "16:26 · 已读"));
        CHECK(page.has(Role::text, "¥1,399.00 → ¥1,299.00"));
        CHECK(page.find(Role::link, "照片 1")->href == "/media/a.jpg");
        CHECK(page.find(Role::link)->rect == page.find(Role::image)->rect);
        CHECK_FALSE(page.has(Role::button));
        Rect const own = page.find(Role::text, "第 2 条")->rect,
                   other = page.find(Role::text, "周屿：第 3 条")->rect;
        CHECK(own.x > other.x);
        CHECK(own.y < other.y);
    }
}

TEST_CASE("of a long timeline the newest are shown; the rest come at one press, and stay") {
    std::vector<TimelineEntry> const list = entries(30);
    Headless page([&list](Ui& ui) { timeline(ui, "history", "协商历史", list); });
    CHECK(page.count(Role::list_item) == 8);
    CHECK(page.find(Role::list_item)->level == 23);
    CHECK(page.find(Role::list_item)->set_size == 30);
    CHECK(page.has(Role::text, "周屿：第 30 条"));
    page.press("显示更早的 22 条");
    CHECK(page.count(Role::list_item) == 30);
    CHECK_FALSE(page.has(Role::button));
    page.draw();
    CHECK(page.count(Role::list_item) == 30);
}

TEST_CASE("an icon button is read by its name, and is a finger's size") {
    int pressed = 0;
    auto const draw = [&pressed](Ui& ui) {
        pressed += icon_button(ui, "remove", "移除照片 1", icons::close) ? 1 : 0;
    };
    Headless narrow(draw, phone());
    narrow.tap("移除照片 1");
    narrow.press("移除照片 1");
    CHECK(pressed == 2);
    CHECK(narrow.find(Role::button)->rect.w >= 44);
    CHECK(narrow.find(Role::button)->rect.h >= 44);
}

TEST_CASE("a setting is a named group of buttons, one of them pressed") {
    std::string theme = "auto";
    int changes = 0;
    Choice const items[] = {{"auto", "自动"}, {"light", "浅色"}, {"dark", "深色"}};
    Headless page([&](Ui& ui) { changes += segments(ui, "theme", "外观", items, theme) ? 1 : 0; }, phone());
    CHECK(page.has(Role::group, "外观"));
    CHECK((page.find(Role::button, "自动")->state & selected) != 0);
    page.tap("深色");
    CHECK(theme == "dark");
    page.press("深色");
    CHECK(changes == 1);
    CHECK((page.find(Role::button, "自动")->state & selected) == 0);
    CHECK((page.find(Role::button, "深色")->state & selected) != 0);
}

TEST_CASE(
    "stars are radios; one of them is chosen, its words stand below, and those before it are filled too") {
    std::string chosen;
    Choice const items[] = {{"1", "1 星 · 差"}, {"2", "2 星 · 一般"}, {"3", "3 星 · 好"}};
    int changes = 0;
    Headless page([&](Ui& ui) { changes += stars(ui, "stars", "评分", items, chosen) ? 1 : 0; }, phone());
    CHECK(page.has(Role::radio_group, "评分"));
    CHECK(page.find(Role::radio, "1 星 · 差")->look == "star");
    CHECK_FALSE(page.has(Role::text, "2 星 · 一般"));
    page.tap("2 星 · 一般");
    CHECK(chosen == "2");
    CHECK(page.has(Role::text, "2 星 · 一般"));
    CHECK(page.find(Role::radio, "1 星 · 差")->look == "star on");
    CHECK((page.find(Role::radio, "1 星 · 差")->state & checked) == 0);
    CHECK((page.find(Role::radio, "2 星 · 一般")->state & checked) != 0);
    CHECK(page.find(Role::radio, "3 星 · 好")->look == "star");
    page.press("2 星 · 一般");
    CHECK(changes == 1);
    CHECK(page.find(Role::radio, "3 星 · 好")->rect.w >= 44);
}

TEST_CASE("a radio card that can not be chosen says why, and does nothing") {
    std::string chosen = "a";
    Choice const items[] = {{"a", "保留赠品", ""}, {"b", "退回赠品", "", "赠品已用完"}};
    Headless page([&](Ui& ui) { choices(ui, "gift", "赠品", items, chosen); });
    Node const* const dead = page.find(Role::radio, "退回赠品");
    CHECK((dead->state & disabled) != 0);
    CHECK(dead->description == "赠品已用完");
    page.tap_at(dead->rect.x + 20, dead->rect.y + 20);
    CHECK(chosen == "a");
}

}  // namespace afterdesk::ui

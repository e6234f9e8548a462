// The larger building blocks of the gallery.

#include "screens/gallery_screen.hpp"
#include "widgets/stars.hpp"

namespace afterdesk::screens {
namespace {

void draw_pickers(ui::Ui& ui, GalleryUi& state) {
    ui::Choice const reasons[] = {{"unwanted", "不想要了", "您付运费 · 7 天内"},
                                  {"quality", "质量问题", "商家付运费 · 需照片"},
                                  {"fake", "假冒品牌", "", "已超过 15 天"},
                                  {"other", "Other", ""}};
    ui::picker(ui, "picked", "退货原因", reasons, state.picked, {.required = true});
    std::vector<ui::Choice> carriers;
    for (char const* name : {"顺丰速运", "EMS", "中通快递", "圆通速递", "韵达快递", "申通快递", "极兔速递",
                             "京东物流", "德邦快递", "百世快递"})
        carriers.push_back({name, name});
    ui::picker(ui, "carrier", "快递公司", carriers, state.carrier, {.error = "请选择快递公司"});
    std::string none;
    ui::picker(ui, "dead", "上门取件时间", carriers, none, {.why_not = "此地址不支持上门取件"});
}

void draw_settings(ui::Ui& ui, GalleryUi& state) {
    ui::Choice const themes[] = {{"auto", "跟随系统"}, {"light", "浅色"}, {"dark", "深色"}};
    ui::segments(ui, "theme", "外观", themes, state.theme);
    ui::Choice const grades[] = {
        {"1", "1 星 · 不满意", ""}, {"2", "2 星 · 一般", ""}, {"3", "3 星 · 满意", ""}};
    ui::stars(ui, "stars", "评分", grades, state.stars);
    ui::begin_row(ui, "photo", {72, 0}, {.gap = 4, .center = false});
    ui::image(ui, "picture", "", "", 72);
    ui::next_cell(ui);
    if (ui::icon_button(ui, "remove", "移除照片 1", ui::icons::close)) ++state.presses;
    ui::end_row(ui);
}

void draw_countdowns(ui::Ui& ui) {
    constexpr std::int64_t hour_ms = 3'600'000;
    std::int64_t const now_ms = ui.input().now_ms;
    std::int64_t const full_ms = now_ms - now_ms % hour_ms;  // so that it runs, and is full again each hour
    ui::begin_row(ui, "countdowns", {0, 0, 0, 0});
    for (std::int64_t const left_h : {150, 23, 6, -2}) {
        if (left_h != 150) ui::next_cell(ui);
        ui::countdown(ui, {.deadline_ms = full_ms + left_h * hour_ms});
    }
    ui::end_row(ui);
    ui::countdown(ui, {.deadline_ms = full_ms + 100 * hour_ms, .after = "，过期将关闭"});
}

void draw_timeline(ui::Ui& ui) {
    std::vector<ui::TimelineEntry> entries;
    for (int i = 0; i < 12; ++i)
        entries.push_back({.key = std::to_string(i),
                           .day = "11 月 26 日",
                           .at = "09:1" + std::to_string(i % 10),
                           .who = "系统",
                           .words = "提醒商家处理"});
    entries.push_back({.key = "ask",
                       .day = "11 月 27 日",
                       .at = "16:20",
                       .who = "周屿",
                       .words = "能直接退款吗？我不方便寄。",
                       .files = {{"照片 1", "/media/coat.svg", "/media/coat.svg"},
                                 {"照片 2", "/media/coat.svg", "/media/coat.svg"}},
                       .voice = ui::Voice::other});
    entries.push_back({.key = "answer",
                       .day = "11 月 27 日",
                       .at = "16:26 · 已读",
                       .who = "陈晨",
                       .words = "我们安排顺丰上门取件，运费我们出。",
                       .voice = ui::Voice::own});
    entries.push_back({.key = "offer",
                       .day = "11 月 28 日",
                       .at = "10:02",
                       .who = "商家",
                       .words = "提出协商金额",
                       .before = "¥1,399.00",
                       .after = "¥1,299.00"});
    ui::timeline(ui, "history", "协商历史", entries);
}

}  // namespace

void draw_gallery_blocks(ui::Ui& ui, GalleryUi& state) {
    if (ui::begin_page_menu(ui)) {
        ui::Choice const languages[] = {{"zh-CN", "中文"}, {"en", "English"}};
        ui::segments(ui, "language", "语言", languages, state.language);
        ui::link(ui, "about", "关于", "#/about");
        ui::end_dialog(ui);
    }
    ui::begin_section(ui, "blocks", "选择与时间");
    ui::begin_card(ui, "card");
    draw_pickers(ui, state);
    draw_settings(ui, state);
    draw_countdowns(ui);
    ui::end_card(ui);
    ui::end_section(ui);
    ui::begin_section(ui, "history", "协商历史");
    ui::begin_card(ui, "card");
    draw_timeline(ui);
    ui::end_card(ui);
    ui::end_section(ui);
}

}  // namespace afterdesk::screens

// Charts: their axis, what each mark says, the way through them by keyboard, the same numbers as a table.
#include "widgets/chart.hpp"

#include <string>
#include <vector>

#include "gallery_looks.hpp"
#include "screens/gallery_desk.hpp"
#include "testing.hpp"
#include "text/numbers.hpp"
#include "widgets/chart_axis.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

Chart refunds(ChartKind kind) {
    Chart chart;
    chart.name = "退款";
    chart.kind = kind;
    chart.categories = {"11-26", "11-27", "11-28"};
    chart.series = {{"退货", {{100'00, "#/m/tickets?day=26"}, {250'00, "#/m/tickets?day=27"}, {0, ""}}},
                    {"换货", {{50'00, ""}, {0, ""}, {75'50, ""}}}};
    chart.words = yuan_words;
    chart.axis = short_yuan;
    chart.category_title = "日期";
    chart.as_table = "表格";
    chart.as_picture = "图";
    return chart;
}

struct Page {
    Chart shown;
    ChartUi state;
    void operator()(Ui& ui) {
        begin_page(ui, {.title = "统计"});
        chart(ui, "refunds", shown, state);
        end_page(ui);
    }
};

std::string focused(Headless& page) {
    for (Node const& node : page.frame().nodes)
        if (node.id == page.input().focused) return node.name;
    return {};
}

Rect mark(Headless const& page, Role role, std::string_view name) {
    Node const* const node = page.find(role, name);
    REQUIRE_MESSAGE(node != nullptr, std::string(name));
    return node->rect;
}

}  // namespace

TEST_CASE("an axis has steps of 1, 2 or 5, holds all values and zero, and not too many lines") {
    struct Row {
        std::int64_t least, most, first, last, step;
    };
    for (Row const& row :
         {Row{0, 0, 0, 1, 1}, Row{0, 1, 0, 1, 1}, Row{0, 5, 0, 5, 1}, Row{0, 6, 0, 6, 2},
          Row{0, 11, 0, 15, 5}, Row{3, 47, 0, 50, 10}, Row{0, 101, 0, 150, 50}, Row{-3, 4, -4, 4, 2},
          Row{-10, 0, -10, 0, 2}, Row{0, 1'000'000, 0, 1'000'000, 200'000},
          Row{0, 1'000'000'000'000'000, 0, 1'000'000'000'000'000, 200'000'000'000'000}}) {
        CAPTURE(row.most);
        Axis const axis = nice_axis(row.least, row.most, 5);
        CHECK(axis.first == row.first);
        CHECK(axis.last == row.last);
        CHECK(axis.step == row.step);
        CHECK(axis.ticks().size() <= 6);
        CHECK(axis.ticks().back() == axis.last);
    }
}

TEST_CASE("numbers are short on the axis and whole in words, in the reader's language") {
    using text::Language;
    CHECK(short_count(Language::zh_cn, 9'999) == "9999");
    CHECK(short_count(Language::zh_cn, 12'000) == "1.2万");
    CHECK(short_count(Language::zh_cn, 300'000'000) == "3亿");
    CHECK(short_count(Language::en, 950) == "950");
    CHECK(short_count(Language::en, 12'000) == "12K");
    CHECK(short_count(Language::en, 1'250'000) == "1.25M");
    CHECK(short_count(Language::en, -2'500) == "-2.5K");
    CHECK(count_words(Language::en, 1'234'567) == "1,234,567");
    CHECK(count_words(Language::zh_cn, -999) == "-999");
    CHECK(yuan_words(Language::zh_cn, 123'456) == "¥1,234.56");
    CHECK(yuan_words(Language::zh_cn, -5) == "−¥0.05");
    CHECK(short_yuan(Language::zh_cn, 2'000'000) == "¥2万");
    CHECK(short_yuan(Language::en, 50) == "¥0.50");
}

TEST_CASE("each mark says its value; one that is made of tickets leads there") {
    for (ChartKind const kind : {ChartKind::line, ChartKind::bar, ChartKind::stacked}) {
        Page shown{refunds(kind), {}};
        Headless page([&](Ui& ui) { shown(ui); });
        CHECK(page.find(Role::link, "11-26 · 退货：¥100.00")->href == "#/m/tickets?day=26");
        CHECK(page.has(Role::mark, "11-28 · 换货：¥75.50"));
        CHECK(page.count(Role::mark) + page.count(Role::link) == 6);
        CHECK(page.has(Role::group, "退款"));
        CHECK(page.has(Role::text, "¥0"));
        CHECK(page.find(Role::image)->value.starts_with("data:image/svg+xml,<svg "));
        int stops = 0;
        for (Node const& node : page.frame().nodes)
            stops += (node.state & takes_keys) != 0 && (node.state & off_tab) == 0 ? 1 : 0;
        CHECK(stops == 1);
    }
}

TEST_CASE("the higher the value, the higher its mark; what is stacked stands on what is below") {
    Page line{refunds(ChartKind::line), {}};
    Headless lines([&](Ui& ui) { line(ui); });
    CHECK(mark(lines, Role::link, "11-27 · 退货：¥250.00").y <
          mark(lines, Role::link, "11-26 · 退货：¥100.00").y);
    Page stack{refunds(ChartKind::stacked), {}};
    Headless stacked([&](Ui& ui) { stack(ui); });
    Rect const below = mark(stacked, Role::link, "11-26 · 退货：¥100.00");
    Rect const above = mark(stacked, Role::mark, "11-26 · 换货：¥50.00");
    CHECK(above.x == below.x);
    CHECK(above.y + above.h == doctest::Approx(below.y).epsilon(0.01));
    Page bar{refunds(ChartKind::bar), {}};
    Headless bars([&](Ui& ui) { bar(ui); });
    CHECK(mark(bars, Role::mark, "11-26 · 换货：¥50.00").x >
          mark(bars, Role::link, "11-26 · 退货：¥100.00").x);
}

TEST_CASE("the keyboard goes from mark to mark, and t shows the table and back") {
    Page shown{refunds(ChartKind::line), {}};
    Headless page([&](Ui& ui) { shown(ui); });
    page.focus("11-26 · 退货：¥100.00");
    struct Step {
        char const* key;
        char const* mark;
    };
    for (Step const& step :
         {Step{"ArrowRight", "11-27 · 退货：¥250.00"}, Step{"ArrowUp", "11-27 · 换货：¥0.00"},
          Step{"ArrowUp", "11-27 · 换货：¥0.00"}, Step{"ArrowLeft", "11-26 · 换货：¥50.00"},
          Step{"ArrowLeft", "11-26 · 换货：¥50.00"}, Step{"ArrowDown", "11-26 · 退货：¥100.00"},
          Step{"End", "11-28 · 换货：¥75.50"}, Step{"ArrowRight", "11-28 · 换货：¥75.50"},
          Step{"Home", "11-26 · 退货：¥100.00"}}) {
        CAPTURE(step.key);
        page.key(step.key);
        CHECK(focused(page) == step.mark);
    }
    page.key("t");
    CHECK(shown.state.as_table);
    CHECK(focused(page) == "图");
    CHECK(page.find(Role::button, "图")->shortcut == "T");
    CHECK(page.find(Role::table, "退款")->set_size == 4);
    CHECK(page.has(Role::cell, "¥250.00"));
    CHECK(page.has(Role::column_header, "换货"));
    page.press("图");
    CHECK(page.has(Role::mark, "11-28 · 换货：¥75.50"));
}

TEST_CASE("words of a chart do not touch one another, at any width, size and language") {
    in_all_looks(
        "charts", {320.0f, 768.0f, 1280.0f}, 1, [](Headless& page, screens::GalleryDeskUi const&, bool) {
            std::vector<Rect> words;
            for (Node const& node : page.frame().nodes)
                if (node.role == Role::text) words.push_back(node.rect);
            for (std::size_t i = 0; i < words.size(); ++i)
                for (std::size_t j = 0; j < i; ++j) {
                    Rect const &a = words[i], &b = words[j];
                    CHECK((a.x >= b.x + b.w || b.x >= a.x + a.w || a.y >= b.y + b.h || b.y >= a.y + a.h));
                }
        });
}

TEST_CASE("a chart without days has its axis and no marks") {
    Page shown{refunds(ChartKind::bar), {}};
    shown.shown.categories.clear();
    for (ChartSeries& series : shown.shown.series) series.values.clear();
    Headless page([&](Ui& ui) { shown(ui); });
    CHECK(page.count(Role::mark) == 0);
    page.press("表格");
    CHECK(page.count(Role::row) == 1);
}

}  // namespace afterdesk::ui

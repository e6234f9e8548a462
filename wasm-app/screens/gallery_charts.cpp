// The charts of the gallery.

#include "screens/gallery_desk.hpp"

namespace afterdesk::screens {
namespace {

constexpr int days = 14;

ui::Chart made_of(ui::Ui& ui, std::string name, std::vector<std::string> series, std::int64_t unit) {
    ui::Chart chart;
    chart.name = std::move(name);
    chart.category_title = gallery_say(ui, "日期", "Day");
    chart.as_table = gallery_say(ui, "表格", "Table");
    chart.as_picture = gallery_say(ui, "图", "Chart");
    for (int day = 1; day <= days; ++day) chart.categories.push_back("11-" + std::to_string(14 + day));
    for (std::size_t nth = 0; nth < series.size(); ++nth) {
        ui::ChartSeries one{std::move(series[nth])};
        for (int day = 0; day < days; ++day)
            one.values.push_back({.value = (3 + (day * 5 + static_cast<int>(nth) * 3) % 11) * unit});
        chart.series.push_back(std::move(one));
    }
    return chart;
}

}  // namespace

void draw_gallery_charts(ui::Ui& ui, GalleryDeskUi& state) {
    ui::Chart line =
        made_of(ui, gallery_say(ui, "每日退款", "Refunds by day"),
                {gallery_say(ui, "本期", "This period"), gallery_say(ui, "上期", "The one before")}, 123'456);
    line.words = ui::yuan_words;
    line.axis = ui::short_yuan;
    for (ui::ChartValue& value : line.series[0].values) value.href = "#/gallery/filters";
    ui::Chart bars =
        made_of(ui, gallery_say(ui, "每日申请", "Requests by day"), {gallery_say(ui, "申请", "Requests")}, 1);
    bars.kind = ui::ChartKind::bar;
    ui::Chart stacked =
        made_of(ui, gallery_say(ui, "按类型", "By type"),
                {gallery_say(ui, "退货退款", "Return and refund"), gallery_say(ui, "仅退款", "Refund only"),
                 gallery_say(ui, "换货", "Exchange"), gallery_say(ui, "维修", "Repair")},
                1000);
    stacked.kind = ui::ChartKind::stacked;
    ui::begin_card(ui, "line");
    ui::chart(ui, "chart", line, state.line);
    ui::end_card(ui);
    ui::begin_row(ui, "two", {-1, -1}, {.gap = 16, .stack_below = 800, .center = false});
    ui::begin_card(ui, "bars");
    ui::chart(ui, "chart", bars, state.bars);
    ui::end_card(ui);
    ui::next_cell(ui);
    ui::begin_card(ui, "stacked");
    ui::chart(ui, "chart", stacked, state.stacked);
    ui::end_card(ui);
    ui::end_row(ui);
}

}  // namespace afterdesk::screens

#include "screens/gallery_desk.hpp"

#include <string>
#include <vector>

namespace afterdesk::screens {
namespace {

// ---- Table ------------------------------------------------------------------------------------------------

constexpr int all_tickets = 100'000;

std::vector<ui::Column> ticket_columns(ui::Ui& ui) {
    return {{.key = "left",
             .title = gallery_say(ui, "还剩", "Time left"),
             .weight = 0.2f,
             .least_w = 104,
             .sorts = true,
             .on_card = ui::OnCard::mark},
            {.key = "ticket",
             .title = gallery_say(ui, "售后单", "Ticket"),
             .weight = 1.2f,
             .least_w = 176,
             .always = true,
             .on_card = ui::OnCard::title},
            {.key = "item", .title = gallery_say(ui, "商品", "Item"), .weight = 2, .least_w = 180},
            {.key = "reason", .title = gallery_say(ui, "原因", "Reason"), .least_w = 110},
            {.key = "amount",
             .title = gallery_say(ui, "金额", "Amount"),
             .least_w = 116,
             .number = true,
             .sorts = true},
            {.key = "at", .title = gallery_say(ui, "申请时间", "Requested"), .least_w = 116, .sorts = true}};
}

/// The nth in the order that the table asks for.
ui::TableRow nth_ticket(ui::Ui& ui, int n, ui::TableUi const& order) {
    int const i = order.descending ? all_tickets - 1 - n : n;
    std::string const number = "AS" + std::to_string(2026112200000000 + i);
    bool const urgent = i % 7 == 0;
    ui::TableRow row;
    row.key = number;
    row.href = "#/gallery/table";
    row.name = gallery_say(ui, "退货退款 ", "Return and refund ") + number;
    std::string const left = std::to_string(1 + i % 23) + gallery_say(ui, " 小时", " h");
    ui::TextStyle const price = ui::TextStyle::price;
    row.cells = {
        {.words = left, .is_badge = true, .tone = urgent ? ui::Tone::danger : ui::Tone::info},
        {.words = number, .note = gallery_say(ui, "退货退款 · 林晓", "Return and refund · Lin Xiao")},
        {.words = gallery_say(ui, "羊绒混纺双排扣风衣", "Wool coat"),
         .note = gallery_say(ui, "驼色 / M ×1", "camel / M ×1"),
         .picture = "/media/coat.svg",
         .has_picture = true},
        {.words = gallery_say(ui, "质量问题", "Poor quality")},
        {.words = i % 5 == 0 ? "—" : "¥" + std::to_string(100 + i % 900) + ".00", .style = price},
        {.words = "11-28 16:00", .style = ui::TextStyle::muted}};
    return row;
}

void draw_table_page(ui::Ui& ui, GalleryDeskUi& desk) {
    ui::TableUi& state = desk.table;
    std::vector<ui::Column> const columns = ticket_columns(ui);
    ui::TableOptions const options{.name = gallery_say(ui, "售后单", "Tickets"),
                                   .total = all_tickets,
                                   .opens = true,
                                   .chooses = true,
                                   .words = {.choose = gallery_say(ui, "选择", "Choose"),
                                             .choose_all = gallery_say(ui, "全选", "Choose all"),
                                             .sort = gallery_say(ui, "排序", "Order"),
                                             .columns = gallery_say(ui, "显示的列", "Columns"),
                                             .dense = gallery_say(ui, "紧凑", "Dense")}};
    ui::begin_row(ui, "above", {-1, 0});
    ui::text(ui, gallery_say(ui, "已选 ", "Chosen: ") + std::to_string(state.chosen(all_tickets)),
             ui::TextStyle::muted);
    ui::next_cell(ui);
    ui::table_tools(ui, "columns", columns, state, options.words);
    ui::end_row(ui);
    ui::Table table = ui::begin_table(ui, "tickets", columns, state, options);
    for (int const i : table.rows) ui::table_row(ui, table, i, nth_ticket(ui, i, state));
    ui::end_table(ui, table);
}

// ---- Filters ----------------------------------------------------------------------------------------------

std::vector<ui::FilterField> ticket_filters(ui::Ui& ui) {
    return {{.key = "q",
             .label = gallery_say(ui, "搜索单号、买家", "Number or buyer"),
             .kind = ui::FilterKind::words},
            {.key = "type",
             .label = gallery_say(ui, "类型", "Type"),
             .items = {{"return", gallery_say(ui, "退货退款", "Return and refund")},
                       {"exchange", gallery_say(ui, "换货", "Exchange")}}},
            {.key = "reason",
             .label = gallery_say(ui, "原因", "Reason"),
             .kind = ui::FilterKind::any_of,
             .items = {{"quality", gallery_say(ui, "质量问题", "Poor quality")},
                       {"broken", gallery_say(ui, "运输破损", "Broken on the way")},
                       {"size", gallery_say(ui, "尺码不合适", "Wrong size")}}},
            {.key = "days", .label = gallery_say(ui, "申请日期", "Requested"), .kind = ui::FilterKind::days},
            {.key = "amount", .label = gallery_say(ui, "金额", "Amount"), .kind = ui::FilterKind::amount},
            {.key = "risk",
             .label = gallery_say(ui, "有风险提示", "With a risk signal"),
             .kind = ui::FilterKind::flag}};
}

void draw_filters_page(ui::Ui& ui, GalleryDeskUi& state) {
    std::vector<ui::FilterField> const fields = ticket_filters(ui);
    ui::ViewOptions views;
    views.query = ui::format_filters(fields, state.filters);
    views.href = "#/gallery/filters";
    views.words = {
        .label = gallery_say(ui, "我的视图", "My views"),
        .save = gallery_say(ui, "存为视图", "Save as a view"),
        .name = gallery_say(ui, "视图名称", "Name of the view"),
        .rename = gallery_say(ui, "改名", "Rename"),
        .remove = gallery_say(ui, "删除", "Remove"),
        .refused = gallery_say(ui, "名称已被使用，或视图已满", "The name is taken, or there are too many")};
    ui::saved_views(ui, "views", state.views, state.views_ui, views);
    ui::FilterOptions options;
    options.count = gallery_say(ui, "42 张", "42 tickets");
    options.words = {.more = gallery_say(ui, "筛选", "Filter"),
                     .any = gallery_say(ui, "全部", "All"),
                     .clear = gallery_say(ui, "全部清除", "Clear all"),
                     .remove = gallery_say(ui, "取消条件", "Take off"),
                     .from = gallery_say(ui, "从", "from"),
                     .to = gallery_say(ui, "到", "to"),
                     .wrong_days = gallery_say(ui, "结束早于开始", "It ends before it begins"),
                     .wrong_amount = gallery_say(ui, "请填写金额，前者不大于后者",
                                                 "An amount, the first not above the second"),
                     .done = gallery_say(ui, "完成", "Done")};
    ui::filter_bar(ui, "filters", fields, state.filters, state.filters_ui, options);
    ui::begin_card(ui, "address");
    ui::text(ui, "?" + views.query, ui::TextStyle::muted);
    ui::end_card(ui);
}

}  // namespace

std::string gallery_say(ui::Ui& ui, std::string_view chinese, std::string_view english) {
    return std::string(ui.frame().language == "en" ? english : chinese);
}

bool draw_gallery_desk(ui::Ui& ui, std::string_view name, GalleryDeskUi& state) {
    struct Part {
        std::string_view name, chinese, english;
        void (*draw)(ui::Ui& ui, GalleryDeskUi& state);
    };
    constexpr Part parts[] = {{"table", "十万行的表", "A table of 100,000 rows", draw_table_page},
                              {"filters", "筛选与视图", "Filters and views", draw_filters_page},
                              {"charts", "图表", "Charts", draw_gallery_charts},
                              {"work", "工单台", "The desk", draw_gallery_work}};
    for (Part const& part : parts) {
        if (part.name != name) continue;
        ui::PageOptions page;
        page.title = gallery_say(ui, part.chinese, part.english);
        page.back_href = "#/gallery";
        page.max_width = 1400;
        page.key = "gallery " + std::string(name);
        ui::begin_page(ui, page);
        part.draw(ui, state);
        ui::end_page(ui);
        return true;
    }
    return false;
}

}  // namespace afterdesk::screens

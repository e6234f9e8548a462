#include "screens/gallery_desk.hpp"

#include <string>
#include <vector>

namespace afterdesk::screens {
namespace {

std::string say(ui::Ui& ui, std::string_view chinese, std::string_view english) {
    return std::string(ui.frame().language == "en" ? english : chinese);
}

// ---- Table ------------------------------------------------------------------------------------------------

constexpr int all_tickets = 100'000;

std::vector<ui::Column> ticket_columns(ui::Ui& ui) {
    return {
        {.key = "left",
         .title = say(ui, "还剩", "Time left"),
         .weight = 0.2f,
         .least_w = 104,
         .sorts = true,
         .on_card = ui::OnCard::mark},
        {.key = "ticket",
         .title = say(ui, "售后单", "Ticket"),
         .weight = 1.2f,
         .least_w = 176,
         .always = true,
         .on_card = ui::OnCard::title},
        {.key = "item", .title = say(ui, "商品", "Item"), .weight = 2, .least_w = 180},
        {.key = "reason", .title = say(ui, "原因", "Reason"), .least_w = 110},
        {.key = "amount", .title = say(ui, "金额", "Amount"), .least_w = 116, .number = true, .sorts = true},
        {.key = "at", .title = say(ui, "申请时间", "Requested"), .least_w = 116, .sorts = true}};
}

/// The nth in the order that the table asks for.
ui::TableRow nth_ticket(ui::Ui& ui, int n, ui::TableUi const& order) {
    int const i = order.descending ? all_tickets - 1 - n : n;
    std::string const number = "AS" + std::to_string(2026112200000000 + i);
    bool const urgent = i % 7 == 0;
    ui::TableRow row;
    row.key = number;
    row.href = "#/gallery/table";
    row.name = say(ui, "退货退款 ", "Return and refund ") + number;
    std::string const left = std::to_string(1 + i % 23) + say(ui, " 小时", " h");
    ui::TextStyle const price = ui::TextStyle::price;
    row.cells = {{.words = left, .is_badge = true, .tone = urgent ? ui::Tone::danger : ui::Tone::info},
                 {.words = number, .note = say(ui, "退货退款 · 林晓", "Return and refund · Lin Xiao")},
                 {.words = say(ui, "羊绒混纺双排扣风衣", "Wool coat"),
                  .note = say(ui, "驼色 / M ×1", "camel / M ×1"),
                  .picture = "/media/coat.svg",
                  .has_picture = true},
                 {.words = say(ui, "质量问题", "Poor quality")},
                 {.words = i % 5 == 0 ? "—" : "¥" + std::to_string(100 + i % 900) + ".00", .style = price},
                 {.words = "11-28 16:00", .style = ui::TextStyle::muted}};
    return row;
}

void draw_table_page(ui::Ui& ui, ui::TableUi& state) {
    std::vector<ui::Column> const columns = ticket_columns(ui);
    ui::TableOptions const options{.name = say(ui, "售后单", "Tickets"),
                                   .total = all_tickets,
                                   .opens = true,
                                   .chooses = true,
                                   .words = {.choose = say(ui, "选择", "Choose"),
                                             .choose_all = say(ui, "全选", "Choose all"),
                                             .sort = say(ui, "排序", "Order"),
                                             .columns = say(ui, "显示的列", "Columns"),
                                             .dense = say(ui, "紧凑", "Dense")}};
    ui::begin_row(ui, "above", {-1, 0});
    ui::text(ui, say(ui, "已选 ", "Chosen: ") + std::to_string(state.chosen(all_tickets)),
             ui::TextStyle::muted);
    ui::next_cell(ui);
    ui::table_tools(ui, "columns", columns, state, options.words);
    ui::end_row(ui);
    ui::Table table = ui::begin_table(ui, "tickets", columns, state, options);
    for (int const i : table.rows) ui::table_row(ui, table, i, nth_ticket(ui, i, state));
    ui::end_table(ui, table);
}

}  // namespace

bool draw_gallery_desk(ui::Ui& ui, std::string_view name, GalleryDeskUi& state) {
    if (name != "table") return false;
    ui::PageOptions page;
    page.title = say(ui, "十万行的表", "A table of 100,000 rows");
    page.back_href = "#/gallery";
    page.max_width = 1400;
    page.key = "gallery " + std::string(name);
    ui::begin_page(ui, page);
    draw_table_page(ui, state.table);
    ui::end_page(ui);
    return true;
}

}  // namespace afterdesk::screens

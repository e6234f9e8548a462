// The gallery's page in parts, and the way through it by typing.

#include "base/money.hpp"
#include "screens/gallery_desk.hpp"
#include "widgets/slider.hpp"

namespace afterdesk::screens {
namespace {

std::string no_of(int i) { return "AS" + std::to_string(2026112200000000 + i); }

std::vector<ui::Command> commands(ui::Ui& ui, std::string const& typed) {
    std::vector<ui::Command> all = {
        {"table", gallery_say(ui, "十万行的表", "A table of 100,000 rows"), gallery_say(ui, "页面", "Page"),
         "#/gallery/table"},
        {"filters", gallery_say(ui, "筛选与视图", "Filters and views"), gallery_say(ui, "页面", "Page"),
         "#/gallery/filters"},
        {"charts", gallery_say(ui, "图表", "Charts"), gallery_say(ui, "页面", "Page"), "#/gallery/charts"}};
    if (!typed.empty())
        all.push_back({.key = "typed",
                       .label = gallery_say(ui, "打开工单 ", "Open ticket ") + typed,
                       .href = "#/gallery/work",
                       .always = true});
    return all;
}

void draw_palette(ui::Ui& ui, GalleryDeskUi& state) {
    std::string const list = gallery_say(ui, "列表", "In the list"),
                      anywhere = gallery_say(ui, "随处", "Anywhere");
    ui::KeyHelp const help[] = {
        {"J K ↑ ↓", gallery_say(ui, "下一张、上一张", "Next and previous ticket"), list},
        {"Enter", gallery_say(ui, "打开", "Open"), list},
        {"Ctrl K", gallery_say(ui, "去往", "Go to"), anywhere}};
    ui::PaletteOptions options;
    options.label = gallery_say(ui, "去往页面、工单、订单", "Go to a page, ticket or order");
    options.nothing = gallery_say(ui, "没有符合的", "Nothing fits");
    options.keys = gallery_say(ui, "快捷键", "Keys");
    options.help = help;
    std::vector<ui::Command> const all = commands(ui, state.palette.query);
    ui::Command const* const chosen = ui::command_palette(ui, "go", all, state.palette, options);
    if (chosen != nullptr) state.went_to = chosen->href;
    ui::text(ui, gallery_say(ui, "去往：", "Went to: ") + state.went_to, ui::TextStyle::muted);
}

void draw_slider(ui::Ui& ui, std::int64_t& gets_fen) {
    constexpr Fen all_fen = 139'900, step_fen = 100;
    std::string const gets = "¥" + format_fen(gets_fen), keeps = "¥" + format_fen(all_fen - gets_fen);
    std::string const buyer = gallery_say(ui, "买家得到", "The buyer gets"),
                      shop = gallery_say(ui, "店铺留下", "The shop keeps");
    ui::slider(ui, "share", gallery_say(ui, "双方各得多少", "How much each side has"), gets_fen,
               {.most = all_fen, .step = step_fen, .said = buyer + " " + gets + " " + shop + " " + keeps});
    ui::label_value(ui, buyer, gets, ui::TextStyle::price);
    ui::label_value(ui, shop, keeps);
}

void draw_list(ui::Ui& ui, ui::TableUi& state) {
    ui::Column const columns[] = {
        {.key = "no",
         .title = gallery_say(ui, "售后单", "Ticket"),
         .least_w = 160,
         .on_card = ui::OnCard::title},
        {.key = "amount", .title = gallery_say(ui, "金额", "Amount"), .least_w = 110, .number = true}};
    ui::TableOptions const options{.name = gallery_say(ui, "售后单", "Tickets"), .total = 200, .opens = true};
    ui::Table table = ui::begin_table(ui, "tickets", columns, state, options);
    for (int const i : table.rows)
        ui::table_row(ui, table, i,
                      {.key = no_of(i),
                       .href = "#/gallery/work",
                       .name = no_of(i),
                       .current = i == 2,
                       .cells = {{no_of(i)}, {.words = "¥1,399.00", .style = ui::TextStyle::price}}});
    ui::end_table(ui, table);
}

void draw_ticket(ui::Ui& ui, std::string const& title, std::int64_t* share_fen) {
    ui::begin_card(ui, "ticket");
    ui::heading(ui, 2, title);
    ui::label_value(ui, gallery_say(ui, "应退", "To refund"), "¥1,399.00", ui::TextStyle::price);
    if (share_fen != nullptr) draw_slider(ui, *share_fen);
    ui::end_card(ui);
}

}  // namespace

void draw_gallery_work(ui::Ui& ui, GalleryDeskUi& state) {
    draw_palette(ui, state);
    ui::SplitOptions const options{.wanted = ui::SplitPart::list,
                                   .list_name = gallery_say(ui, "列表", "List"),
                                   .main_name = gallery_say(ui, "工单", "Ticket"),
                                   .side_name = gallery_say(ui, "订单与买家", "Order and buyer"),
                                   .list_border = gallery_say(ui, "列表宽度", "Width of the list"),
                                   .side_border = gallery_say(ui, "侧栏宽度", "Width of the side")};
    ui::Split split = ui::begin_split(ui, "work", options, state.split);
    if (ui::split_part(ui, split, ui::SplitPart::list)) draw_list(ui, state.work);
    if (ui::split_part(ui, split, ui::SplitPart::main))
        draw_ticket(ui, gallery_say(ui, "退货退款 · 周屿", "Return · Zhou Yu"), &state.share_fen);
    if (ui::split_part(ui, split, ui::SplitPart::side))
        draw_ticket(ui, gallery_say(ui, "订单 E1020", "Order E1020"), nullptr);
    ui::end_split(ui, split);
}

}  // namespace afterdesk::screens

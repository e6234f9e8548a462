#include "screens/stock_screen.hpp"

#include "text/shop.hpp"

namespace afterdesk::screens {
namespace {

void draw_uses(ui::Ui& ui, std::string_view key, std::string_view title, std::string_view none,
               std::vector<StockView::Use> const& uses) {
    ui::begin_section(ui, key, title);
    if (uses.empty()) {
        ui::text(ui, none, ui::TextStyle::muted);
    } else {
        ui::begin_list(ui, "list", title, static_cast<int>(uses.size()));
        int position = 0;
        for (StockView::Use const& use : uses) {
            ui::begin_list_item(ui, use.key, ++position);
            ui::begin_card(ui, "card", {.href = use.href, .name = use.words + " · " + use.note});
            ui::begin_row(ui, "row", {-1, 0}, {.stack_below = 420});
            ui::text(ui, use.words);
            ui::next_cell(ui);
            ui::badge(ui, use.note, use.tone);
            ui::end_row(ui);
            ui::end_card(ui);
            ui::end_list_item(ui);
        }
        ui::end_list(ui);
    }
    ui::end_section(ui);
}

void draw_search(ui::Ui& ui, StockView const& view, StockUi& state, Intents& out) {
    auto const typed = ui::field(ui, "words", say(view.page, t::shelf_search), state.words,
                                 {.kind = ui::FieldKind::search, .max_chars = wire::max_search_chars});
    if (typed.changed) out.emplace_back(Changed{});
}

void draw_content(ui::Ui& ui, StockView const& view, StockUi& state, Intents& out) {
    if (!view.ready.empty()) ui::notice(ui, "ready", view.ready, ui::Tone::success);
    if (view.searches) draw_search(ui, view, state, out);
    if (view.rows.empty()) {
        ui::empty_state(ui, "empty", ui::icons::box, view.none, view.none_note);
    } else {
        ui::Table table = ui::begin_table(ui, "shelf", view.columns, state.table, view.table);
        for (int const i : table.rows) ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
        ui::end_table(ui, table);
    }
    ui::space(ui, 16);
    ui::begin_row(ui, "below", {-1, -1}, {.gap = 24, .stack_below = 760, .center = false});
    draw_uses(ui, "uses", say(view.page, t::shelf_uses), say(view.page, t::shelf_uses_none), view.uses);
    ui::next_cell(ui);
    draw_uses(ui, "back", say(view.page, t::shelf_back), say(view.page, t::shelf_back_none), view.back);
    if (!view.back.empty()) ui::text(ui, say(view.page, t::shelf_back_note), ui::TextStyle::muted);
    ui::end_row(ui);
}

}  // namespace

void draw_stock(ui::Ui& ui, StockView const& view, StockUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) draw_content(ui, view, state, out);
    draw_form_dialog(ui, view.page, view.form, state.form, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

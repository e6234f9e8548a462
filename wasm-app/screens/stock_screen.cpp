#include "screens/stock_screen.hpp"

#include <algorithm>

#include "text/shop.hpp"

namespace afterdesk::screens {
namespace {

constexpr float find_w = 520;

void draw_uses(ui::Ui& ui, std::string_view key, std::string_view none, StockView::Uses const& uses,
               ui::TableUi& state) {
    ui::begin_section(ui, key, uses.table.name);
    if (uses.rows.empty()) {
        ui::text(ui, none, ui::TextStyle::muted);
    } else {
        ui::Table table = ui::begin_table(ui, "table", uses.columns, state, uses.table);
        for (int const i : table.rows) ui::table_row(ui, table, i, uses.rows[static_cast<std::size_t>(i)]);
        ui::end_table(ui, table);
    }
    ui::end_section(ui);
}

void draw_search(ui::Ui& ui, StockView const& view, StockUi& state, Intents& out) {
    bool const roomy = ui.viewport().w >= 900 * std::max(1.0f, ui.viewport().text_scale);
    ui::begin_row(ui, "find", {roomy ? find_w : -1.0f});
    auto const typed = ui::field(ui, "words", say(view.page, t::shelf_search), state.words,
                                 {.kind = ui::FieldKind::search, .max_chars = wire::max_search_chars});
    ui::end_row(ui);
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
    draw_uses(ui, "uses", say(view.page, t::shelf_uses_none), view.uses, state.uses);
    draw_uses(ui, "back", say(view.page, t::shelf_back_none), view.back, state.back);
    if (!view.back.rows.empty()) ui::text(ui, say(view.page, t::shelf_back_note), ui::TextStyle::muted);
}

}  // namespace

void draw_stock(ui::Ui& ui, StockView const& view, StockUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) draw_content(ui, view, state, out);
    draw_form_dialog(ui, view.page, view.form, state.form, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

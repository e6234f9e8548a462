#include "screens/for_buyer_screen.hpp"

#include <algorithm>

#include "text/shop.hpp"

namespace afterdesk::screens {
namespace {

constexpr float search_w = 520;

void draw_field(ui::Ui& ui, ForBuyerView const& view, ForBuyerUi& state, Intents& out) {
    bool const roomy = ui.viewport().w >= 900 * std::max(1.0f, ui.viewport().text_scale);
    ui::begin_row(ui, "find", {roomy ? search_w : -1.0f, 0});
    auto const typed = ui::field(ui, "words", say(view.page, t::for_buyer_field), state.words,
                                 {.kind = ui::FieldKind::search,
                                  .hint = std::string(say(view.page, t::for_buyer_hint)),
                                  .max_chars = wire::max_search_chars});
    std::vector<ui::Node>& nodes = ui.frame().nodes;
    for (auto node = nodes.rbegin(); !view.asked && node != nodes.rend(); ++node) {
        if (node->role != ui::Role::field) continue;
        node->state |= ui::focus_me;  // who comes here types
        break;
    }
    ui::next_cell(ui);
    bool const pressed = ui::button(ui, "go", say(view.page, t::search),
                                    {.kind = ui::ButtonKind::primary, .why_not = view.why_not});
    ui::end_row(ui);
    if (pressed || (typed.submitted && view.why_not.empty())) out.emplace_back(FilterChanged{});
}

}  // namespace

void draw_for_buyer_orders(ui::Ui& ui, ForBuyerView const& view, ForBuyerUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    draw_field(ui, view, state, out);
    if (!view.asked) {
        ui::empty_state(ui, "start", ui::icons::search, view.empty_title, view.empty_note);
    } else if (draw_load(ui, view.page, view.load, out)) {
        if (view.rows.empty()) {
            ui::empty_state(ui, "empty", ui::icons::search, view.empty_title, view.empty_note);
        } else {
            if (!view.more.empty()) ui::notice(ui, "more", view.more, ui::Tone::info);
            ui::Table table = ui::begin_table(ui, "orders", view.columns, state.table, view.table);
            for (int const i : table.rows)
                ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
            ui::end_table(ui, table);
        }
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

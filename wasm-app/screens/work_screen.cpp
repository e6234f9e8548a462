#include "screens/work_screen.hpp"

#include <algorithm>

#include "widgets/desk_parts.hpp"

namespace afterdesk::screens {
namespace {

std::size_t tiles_in_a_row(ui::Ui& ui) {
    float const w = ui.viewport().w / std::max(1.0f, ui.viewport().text_scale);
    if (w < 600) return 2;
    return w < 1000 ? 3 : 5;
}

void draw_tile(ui::Ui& ui, TileView const& tile) {
    ui::begin_card(ui, tile.key, {.href = tile.href, .name = tile.name});
    ui::text(ui, tile.label, ui::TextStyle::muted);
    ui::figure(ui, tile.count, tile.urgent ? ui::FigureTone::urgent : ui::FigureTone::plain);
    ui::text(ui, tile.note, ui::TextStyle::muted);
    ui::end_card(ui);
}

void draw_tiles(ui::Ui& ui, std::vector<TileView> const& tiles) {
    std::size_t const per_row = tiles_in_a_row(ui);
    std::vector<float> const widths(per_row, -1.0f);
    for (std::size_t i = 0; i < tiles.size(); i += per_row) {
        ui::begin_row(ui, "tiles" + std::to_string(i), widths, {.center = false});
        for (std::size_t n = i; n < i + per_row; ++n) {
            if (n > i) ui::next_cell(ui);
            if (n < tiles.size()) draw_tile(ui, tiles[n]);
        }
        ui::end_row(ui);
    }
}

/// What the list is called, and where else one may go from it.
void draw_first_head(ui::Ui& ui, WorkView const& view) {
    ui::begin_row(ui, "head", {-1, 0, 0}, {.gap = 4});
    ui::heading(ui, 2, view.first_title);
    ui::next_cell(ui);
    if (!view.for_buyer.empty()) {
        ui::quiet_link(ui, "for-buyer", view.for_buyer, view.for_buyer_href);
        ui.frame().nodes.back().shortcut = "N";
    }
    ui::next_cell(ui);
    if (!view.rows.empty()) ui::quiet_link(ui, "all", view.all_label, view.all_href);
    ui::end_row(ui);
}

void draw_first(ui::Ui& ui, WorkView const& view, WorkUi& state, Intents& out) {
    ui::begin_section(ui, "first", {});
    ui.frame().nodes.back().name = view.first_title;
    draw_first_head(ui, view);
    if (draw_load(ui, view.page, view.list_load, out)) {
        if (view.rows.empty())
            ui::empty_state(ui, "empty", ui::icons::success, view.empty_title, view.empty_note);
        if (!view.rows.empty()) {
            ui::Table table = ui::begin_table(ui, "tickets", view.columns, state.table, view.table);
            for (int const i : table.rows)
                ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
            ui::end_table(ui, table);
        }
    }
    ui::end_section(ui);
}

}  // namespace

void draw_work(ui::Ui& ui, WorkView const& view, WorkUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) {
        draw_tiles(ui, view.tiles);
        draw_first(ui, view, state, out);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

#include "widgets/table_cards.hpp"

#include <algorithm>

#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/overlay.hpp"

namespace afterdesk::ui {
namespace {

/// Both ways of each column that the rows can stand by: "amount", and "-amount" the greatest first.
std::vector<Choice> orders(Table const& table) {
    std::vector<Choice> items;
    for (Column const& column : table.columns) {
        if (!column.sorts) continue;
        items.push_back({column.key, column.title + " ↑"});
        items.push_back({"-" + column.key, column.title + " ↓"});
    }
    return items;
}

void draw_order(Ui& ui, std::string_view key, Table& table) {
    std::vector<Choice> const items = orders(table);
    if (items.empty()) return;
    TableUi& state = *table.state;
    std::string chosen = (state.descending ? "-" : "") + state.sort;
    PickerOptions options;
    options.placeholder = table.options->words.sort;
    options.hide_label = true;
    if (!picker(ui, std::string(key) + " order", table.options->words.sort, items, chosen, options)) return;
    state.descending = chosen.starts_with('-');
    state.sort = chosen.substr(state.descending ? 1 : 0);
    table.changed = true;
}

void draw_choose_all(Ui& ui, std::string_view key, Table& table) {
    bool on = table.state->has_all();
    if (!checkbox(ui, std::string(key) + " all", table.options->words.choose_all, on)) return;
    table.state->choose_all(on);
    table.changed = true;
}

TableCell const* cell_of(Table const& table, TableRow const& row, OnCard place) {
    for (std::size_t i : table.shown)
        if (table.columns[i].on_card == place) return &row.cells[i];
    return nullptr;
}

void draw_mark(Ui& ui, TableCell const& cell) {
    if (cell.is_badge) {
        badge(ui, cell.words, cell.tone);
    } else {
        text(ui, cell.words, cell.style);
    }
}

void draw_title(Ui& ui, TableCell const& cell) {
    text(ui, cell.words, TextStyle::strong);
    if (cell.note.empty()) return;
    if (cell.note_is_badge) return badge(ui, cell.note, cell.tone);
    text(ui, cell.note, TextStyle::muted);
}

float needed_w(Ui& ui, Table const& table) {
    float needed = table.choose_w;
    for (std::size_t const i : table.shown) needed += table.columns[i].least_w * ui.viewport().text_scale;
    return needed;
}

}  // namespace

bool make_room(Ui& ui, Table& table) {
    std::vector<std::size_t> const all = table.shown;
    auto const way = [&](std::size_t a, std::size_t b) {
        return table.columns[a].gives_way < table.columns[b].gives_way;
    };
    while (needed_w(ui, table) > level(ui).w) {
        auto const next = std::max_element(table.shown.begin(), table.shown.end(), way);
        bool const gives_way = next != table.shown.end() && table.columns[*next].gives_way > 0;
        if (!gives_way) {
            table.shown = all;
            return false;
        }
        table.shown.erase(next);
    }
    return true;
}

void begin_table_cards(Ui& ui, std::string_view key, Table& table) {
    draw_order(ui, key, table);
    if (table.options->chooses) draw_choose_all(ui, key, table);
    Window const seen = begin_long_list(ui, key, table.options->name, table.options->total, 160);
    for (int i = seen.first; i < seen.end; ++i) table.rows.push_back(i);
}

void draw_table_card(Ui& ui, Table& table, int index, TableRow const& row) {
    begin_long_item(ui, row.key, index + 1);
    bool const chosen = table.options->chooses && table.state->has(row.key);
    begin_card(ui, "card", {.href = row.href, .name = row.name, .selected = chosen || row.current});
    TableCell const* const title = cell_of(table, row, OnCard::title);
    TableCell const* const mark = cell_of(table, row, OnCard::mark);
    if (title != nullptr && mark != nullptr) {
        begin_row(ui, "first", {-1, 0});
        draw_title(ui, *title);
        next_cell(ui);
        draw_mark(ui, *mark);
        end_row(ui);
    } else if (title != nullptr) {
        draw_title(ui, *title);
    }
    for (std::size_t i : table.shown) {
        Column const& column = table.columns[i];
        TableCell const& cell = row.cells[i];
        if (column.on_card != OnCard::line) continue;
        std::string const words = cell.note.empty() ? cell.words : cell.words + " " + cell.note;
        label_value(ui, column.title, words, cell.style);
    }
    bool on = chosen;
    std::string const& short_name = title != nullptr ? title->words : row.name;  // its title stands above
    if (table.options->chooses &&
        checkbox(ui, "choose", table.options->words.choose + " " + short_name, on)) {
        table.state->toggle(row.key);
        table.changed = true;
    }
    end_card(ui);
    end_long_item(ui);
}

// ---- Columns and density ----------------------------------------------------------------------------------

bool table_tools(Ui& ui, std::string_view key, std::span<Column const> columns, TableUi& state,
                 TableWords const& words) {
    std::uint32_t const id = key_id(ui, key);
    ButtonOptions options;
    options.kind = ButtonKind::quiet;
    options.icon = icons::list;
    if (button(ui, key, words.columns, options)) state.columns_open = true;
    Node& node = ui.frame().nodes.back();
    node.state |= popup;
    if (!state.columns_open) return false;
    Rect const anchor = node.rect;
    bool changed = false;
    state.columns_open = begin_overlay(ui, {make_id(id, "columns"), words.columns, &anchor});
    begin_overlay_content(ui, ui.theme().space_4);
    changed |= checkbox(ui, "dense", words.dense, state.dense);
    divider(ui);
    for (Column const& column : columns) {
        if (column.always) continue;
        auto const found = std::find(state.hidden.begin(), state.hidden.end(), column.key);
        bool shown = found == state.hidden.end();
        if (!checkbox(ui, column.key, column.title, shown)) continue;
        if (shown) state.hidden.erase(found);
        if (!shown) state.hidden.push_back(column.key);
        changed = true;
    }
    end_dialog(ui);
    return changed;
}

}  // namespace afterdesk::ui

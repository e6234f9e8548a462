#include "widgets/table.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/long_lists.hpp"
#include "widgets/paint.hpp"
#include "widgets/table_cards.hpp"

namespace afterdesk::ui {
namespace {

constexpr float picture_w = 40, choose_w = 48, tick_w = 22;

float side(Ui& ui) { return ui.theme().space_3; }

float arrow_w(Ui& ui) { return 18 * std::max(1.0f, ui.viewport().text_scale); }

float least_column_w(Ui& ui, Column const& column) { return column.least_w * ui.viewport().text_scale; }

bool is_hidden(TableUi const& state, Column const& column) {
    std::vector<std::string> const& hidden = state.hidden;
    return !column.always && std::find(hidden.begin(), hidden.end(), column.key) != hidden.end();
}

/// The words of a desktop's table are small.
Type cell_type(Theme const& theme, TextStyle style) {
    Type type = styled(theme, style);
    type.px = theme.font_small;
    type.line_h = small_type(theme).line_h;
    return type;
}

/// Where the nth column that is shown stands in a row.
Rect cell_rect(Ui& ui, Table const& table, Rect const& row, std::size_t nth) {
    float weights = 0, taken = table.choose_w;
    for (std::size_t const i : table.shown) {
        weights += table.columns[i].weight;
        taken += least_column_w(ui, table.columns[i]);
    }
    float const unit = std::max(0.0f, row.w - taken) / std::max(0.01f, weights);
    Rect at{row.x + table.choose_w, row.y, 0, row.h};
    for (std::size_t n = 0; n <= nth; ++n) {
        Column const& column = table.columns[table.shown[n]];
        at.x += at.w;
        at.w = least_column_w(ui, column) + unit * column.weight;
    }
    return at;
}

/// What follows hangs in the node that was added last.
void enter_node(Ui& ui, std::uint32_t id, Rect const& at) {
    push_level(ui, {Kind::cell, id, last_node(ui), at.x, at.w, at.y, at.y});
}

// ---- Boxes to tick ----------------------------------------------------------------------------------------

struct Tick {
    std::uint32_t id = 0;
    std::string name;
    bool on = false;
};

/// A check box with nothing beside it. The reference is good until the next node.
Node& draw_tick(Ui& ui, Tick const& tick, Rect const& at, bool hovered) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    Rect const box{at.x + (at.w - tick_w) / 2, at.y + (at.h - tick_w) / 2, tick_w, tick_w};
    fill(ui, box, tick.on ? color.accent : color.field, theme.radius_small);
    if (!tick.on) outline(ui, box, hovered ? color.accent : color.line_strong, theme.radius_small, 1.5f);
    if (tick.on) draw_icon(ui, icons::check, box, 18, color.text_on_accent);
    focus_ring(ui, tick.id, box, theme.radius_small);
    Node& node = add_node(ui, Role::checkbox, tick.id, tick.name, at);
    node.look = tick.on ? "check lone on" : "check lone";
    node.icon = icons::check;
    if (tick.on) node.state |= checked;
    return node;
}

// ---- The head ---------------------------------------------------------------------------------------------

Paragraph const& title_lines(Ui& ui, Column const& column, float cell_w) {
    float const room = cell_w - 2 * side(ui) - (column.sorts ? arrow_w(ui) : 0);
    return paragraph(ui, column.title, muted_type(ui.theme()), room);
}

float head_height(Ui& ui, Table const& table, float w) {
    float most = 0;
    for (std::size_t n = 0; n < table.shown.size(); ++n) {
        float const cell_w = cell_rect(ui, table, {0, 0, w, 0}, n).w;
        Column const& column = table.columns[table.shown[n]];
        most = std::max(most, height_of(title_lines(ui, column, cell_w), muted_type(ui.theme())));
    }
    return std::max(ui.theme().touch_min, most + 2 * ui.theme().space_2);
}

/// The button over the whole cell of a title; true when it is pressed.
bool draw_sorter(Ui& ui, Column const& column, Rect const& at) {
    std::uint32_t const id = key_id(ui, "sort");
    Node& node = add_node(ui, Role::button, id, column.title, at);
    node.font_px = muted_type(ui.theme()).px;
    node.look = "sorter";
    node.place = place_of(column.number ? Align::right : Align::left);
    Press const pressed = press(ui, id, at);
    if (pressed.hovered || pressed.held)
        fill(ui, inset(at, 4, 4), ui.theme().color.accent_soft, ui.theme().radius_small);
    focus_ring(ui, id, inset(at, 6, 6), ui.theme().radius_small);
    return pressed.pressed;
}

void draw_title(Ui& ui, Table& table, Column const& column, Rect const& at) {
    TableUi& state = *table.state;
    bool const by_it = column.sorts && state.sort == column.key;
    Type type = muted_type(ui.theme());
    Paragraph const& lines = title_lines(ui, column, at.w);
    float const h = height_of(lines, type);
    Rect const words_at{at.x + side(ui), at.y + (at.h - h) / 2, at.w - 2 * side(ui), h};
    std::uint32_t const id = key_id(ui, column.key);
    Align const align = column.number ? Align::right : Align::left;
    Node& node = add_node(ui, Role::column_header, id, column.title, column.sorts ? at : words_at);
    node.font_px = type.px;
    node.look = "muted";
    node.place = place_of(align);
    if (by_it) node.state |= state.descending ? sorted_down : sorted_up;
    enter_node(ui, id, at);
    bool const pressed = column.sorts && draw_sorter(ui, column, at);
    pop_level(ui, Kind::cell);
    if (by_it) {
        type.color = ui.theme().color.text;
        float const x = column.number ? words_at.x + words_at.w - lines.width - arrow_w(ui)
                                      : words_at.x + lines.width + arrow_w(ui) / 4;
        draw_line(ui, state.descending ? "↓" : "↑", type, {x, at.y, arrow_w(ui), at.h});
    }
    draw_paragraph(ui, lines, column.title, type, words_at, align);
    if (!pressed) return;
    state.descending = by_it && !state.descending;
    state.sort = column.key;
    table.changed = true;
}

void draw_choose_all(Ui& ui, Table& table, Rect const& row) {
    std::uint32_t const id = key_id(ui, "choose cell");
    Rect const at{row.x, row.y, table.choose_w, row.h};
    add_node(ui, Role::grid_cell, id, {}, at);
    enter_node(ui, id, at);
    Tick const tick{key_id(ui, "all"), table.options->words.choose_all, table.state->has_all()};
    Press const pressed = press(ui, tick.id, at);
    draw_tick(ui, tick, at, pressed.hovered);
    pop_level(ui, Kind::cell);
    if (!pressed.pressed) return;
    table.state->choose_all(!tick.on);
    table.changed = true;
}

/// Stays at the upper edge of what is seen, as long as there are rows below it.
void draw_head(Ui& ui, Table& table, Rect const& at) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, "head");
    fill(ui, inset(at, 1, 1), theme.color.surface, theme.radius);
    Node& node = add_node(ui, Role::row, id, {}, at);
    node.level = 1;
    node.look = "head";
    push_level(ui, {Kind::item, id, last_node(ui), at.x, at.w, at.y, at.y});
    if (table.choose_w > 0) draw_choose_all(ui, table, at);
    for (std::size_t n = 0; n < table.shown.size(); ++n)
        draw_title(ui, table, table.columns[table.shown[n]], cell_rect(ui, table, at, n));
    pop_level(ui, Kind::item);
    fill(ui, {at.x, at.y + at.h - theme.line_width, at.w, theme.line_width}, theme.color.line, 0);
}

// ---- Rows -------------------------------------------------------------------------------------------------

struct CellSize {
    float words_h = 0, note_h = 0, picture = 0;
    float height() const { return std::max(picture, words_h + note_h); }
};

constexpr float badge_gap = 2;  ///< to the words above it

float badge_w(Ui& ui, std::string_view words) {  // both as `badge` draws it
    Type type = small_type(ui.theme());
    type.face = Face::strong;
    return std::ceil(width_of(ui, words, type)) + 20;
}

float badge_h(Ui& ui, std::string_view words, float w) {
    Type type = small_type(ui.theme());
    type.face = Face::strong;
    return height_of(paragraph(ui, words, type, w - 20), type) + 5;
}

CellSize size_of(Ui& ui, TableCell const& cell, float room, bool dense) {
    Theme const& theme = ui.theme();
    Type const type = cell_type(theme, cell.style), note = muted_type(theme);
    CellSize size;
    size.picture = cell.has_picture && !dense ? picture_w * std::max(1.0f, ui.viewport().text_scale) : 0;
    float const w = room - (size.picture > 0 ? size.picture + theme.space_2 : 0);
    size.words_h =
        cell.is_badge ? badge_h(ui, cell.words, w) : height_of(paragraph(ui, cell.words, type, w), type);
    if (cell.note.empty()) return size;
    if (cell.note_is_badge) size.note_h = badge_gap + badge_h(ui, cell.note, w);
    if (!cell.note_is_badge && !dense) size.note_h = height_of(paragraph(ui, cell.note, note, w), note);
    return size;
}

/// The parts of a cell: a picture, words or a badge, a note below.
void draw_parts(Ui& ui, TableCell const& cell, Rect at, CellSize const& size, Align align) {
    Theme const& theme = ui.theme();
    Type const type = cell_type(theme, cell.style), note = muted_type(theme);
    Level& box = level(ui);
    if (size.picture > 0) {
        box.x = at.x, box.w = size.picture, box.y = at.y + (at.h - size.picture) / 2;
        image(ui, "picture", cell.picture, {}, picture_w);
        at.x += size.picture + theme.space_2;
        at.w -= size.picture + theme.space_2;
    }
    float const y = at.y + (at.h - size.words_h - size.note_h) / 2;
    if (cell.is_badge) {
        box.x = at.x, box.w = at.w, box.y = y, box.last = Flow::start;
        if (align == Align::right) box.w = std::min(at.w, badge_w(ui, cell.words)), box.x += at.w - box.w;
        badge(ui, cell.words, cell.tone);
    } else {
        Rect const words_at{at.x, y, at.w, size.words_h};
        add_text(ui, key_id(ui, "words"), cell.words, words_at, type.px, look_of(cell.style)).place =
            place_of(align);
        draw_paragraph(ui, paragraph(ui, cell.words, type, at.w), cell.words, type, words_at, align);
    }
    if (size.note_h == 0) return;
    if (cell.note_is_badge) {
        box.x = at.x, box.w = at.w, box.y = y + size.words_h + badge_gap, box.last = Flow::start;
        return badge(ui, cell.note, cell.tone);
    }
    Rect const note_at{at.x, y + size.words_h, at.w, size.note_h};
    add_text(ui, key_id(ui, "note"), cell.note, note_at, note.px, "muted").place = place_of(align);
    draw_paragraph(ui, paragraph(ui, cell.note, note, at.w), cell.note, note, note_at, align);
}

/// Where the keyboard goes from the row that has it.
void follow_key(Ui& ui, Table& table, TableRow const& row, std::string_view key) {
    TableUi& state = *table.state;
    if (key == " " || key == "x") {
        if (!table.options->chooses) return;
        state.toggle(row.key);
        table.changed = true;
        show_outcome(ui);
        return;
    }
    OpenLong const& list = ui.state().long_lists.back();
    int const page = std::max(1, static_cast<int>(ui.state().clips.back().h / list.row_h) - 1);
    if (key == "ArrowDown" || key == "j") ++state.at;
    if (key == "ArrowUp" || key == "k") --state.at;
    if (key == "PageDown") state.at += page;
    if (key == "PageUp") state.at -= page;
    if (key == "Home") state.at = 0;
    if (key == "End") state.at = list.total - 1;
    state.at = std::clamp(state.at, 0, list.total - 1);
    state.asks_for_focus = true;
    float const top = list.top + static_cast<float>(state.at) * list.row_h;
    bring_into_view(ui, top, top + list.row_h);
    show_outcome(ui);
}

/// The node of a row that has the keyboard: one stop for Tab in the whole table.
void keep_keyboard(Ui& ui, Table& table, int index, Node& node) {
    TableUi& state = *table.state;
    node.state |= takes_keys;
    if (index != table.stop) node.state |= off_tab;
    bool const focused = ui.input().focused == node.id;
    if (focused && (index == state.at || !state.asks_for_focus)) {
        state.at = index;
        state.asks_for_focus = false;
    }
    if (index != state.at) return;
    state.at_id = node.id;
    if (state.asks_for_focus) node.state |= focus_me;
}

/// What a row is while it is drawn.
struct DrawnRow {
    Table& table;
    TableRow const& row;
    int index = 0;
    Rect at;
};

/// Over the whole row; its node hangs in the first cell.
void draw_link(Ui& ui, DrawnRow const& open, std::uint32_t id) {
    Node& node = add_node(ui, Role::link, id, open.row.name, open.at);
    node.href = open.row.href;
    node.look = "bare";
    if (open.row.current) node.state |= current;
    keep_keyboard(ui, open.table, open.index, node);
    focus_ring(ui, id, inset(open.at, 5, 5), ui.theme().radius_small);
}

/// A cell that is only words is named by them; another one holds its parts.
void draw_cell(Ui& ui, DrawnRow const& open, std::size_t nth, std::uint32_t link_id) {
    Table const& table = open.table;
    Column const& column = table.columns[table.shown[nth]];
    TableCell const& cell = open.row.cells[table.shown[nth]];
    Rect const at = cell_rect(ui, table, open.at, nth);
    Rect const inner = inset(at, side(ui), 0);
    CellSize const size = size_of(ui, cell, inner.w, table.state->dense);
    Align const align = column.number ? Align::right : Align::left;
    std::uint32_t const id = key_id(ui, column.key);
    Role const role = table.grid ? Role::grid_cell : Role::cell;
    if (cell.is_badge || size.note_h > 0 || size.picture > 0 || link_id != 0) {
        add_node(ui, role, id, {}, at);
        enter_node(ui, id, at);
        if (link_id != 0) draw_link(ui, open, link_id);
        draw_parts(ui, cell, inner, size, align);
        pop_level(ui, Kind::cell);
        return;
    }
    Type const type = cell_type(ui.theme(), cell.style);
    Rect const words_at{inner.x, at.y + (at.h - size.words_h) / 2, inner.w, size.words_h};
    Node& node = add_node(ui, role, id, cell.words, words_at);
    node.font_px = type.px;
    node.look = look_of(cell.style);
    node.place = place_of(align);
    draw_paragraph(ui, paragraph(ui, cell.words, type, words_at.w), cell.words, type, words_at, align);
}

void draw_choose(Ui& ui, DrawnRow const& open, std::uint32_t id, bool hovered) {
    Table& table = open.table;
    Rect const at{open.at.x, open.at.y, table.choose_w, open.at.h};
    std::uint32_t const cell = key_id(ui, "choose cell");
    add_node(ui, Role::grid_cell, cell, {}, at);
    enter_node(ui, cell, at);
    std::string const name = table.options->words.choose + " " + open.row.name;
    Node& node = draw_tick(ui, {id, name, table.state->has(open.row.key)}, at, hovered);
    if (open.row.href.empty()) {
        keep_keyboard(ui, table, open.index, node);
    } else {
        node.state |= off_tab;
    }
    pop_level(ui, Kind::cell);
}

float row_height(Ui& ui, Table const& table, TableRow const& row, float w) {
    bool const dense = table.state->dense;
    float most = 0;
    for (std::size_t n = 0; n < table.shown.size(); ++n) {
        float const room = cell_rect(ui, table, {0, 0, w, 0}, n).w - 2 * side(ui);
        most = std::max(most, size_of(ui, row.cells[table.shown[n]], room, dense).height());
    }
    return std::ceil(most + 2 * (dense ? ui.theme().space_1 : ui.theme().space_2));
}

}  // namespace

// ---- Tables -----------------------------------------------------------------------------------------------

namespace {

/// As high as the highest row that was seen at this width and density.
void measure_rows(Ui& ui, Table const& table, float head_h, float w) {
    OpenLong& list = ui.state().long_lists.back();
    Theme const& theme = ui.theme();
    int const way = static_cast<int>(std::lround(w) * 8) + (table.state->dense ? 1 : 0);
    list.id = numbered_id(list.id, way + static_cast<int>(ui.viewport().text_scale * 64) * 131072);
    list.guess_h =
        table.state->dense ? small_type(theme).line_h + theme.space_2 : theme.touch_min + theme.space_1;
    list.highest = list.row_h = recall(ui, make_id(list.id, "row height"), list.guess_h);
    list.top += head_h;
}

void choose_rows(Ui& ui, Table& table) {
    OpenLong const& list = ui.state().long_lists.back();
    TableUi& state = *table.state;
    state.at = std::clamp(state.at, 0, std::max(0, list.total - 1));
    Window const seen = window_of(ui, list.total, list.top, list.row_h);
    // The row that has the keyboard may not vanish under it.
    bool const held = state.asks_for_focus || (state.at_id != 0 && ui.input().focused == state.at_id);
    bool const stays = held && state.at < list.total;
    if (stays && state.at < seen.first) table.rows.push_back(state.at);
    for (int i = seen.first; i < seen.end; ++i) table.rows.push_back(i);
    if (stays && state.at >= seen.end) table.rows.push_back(state.at);
    bool const has_it = std::find(table.rows.begin(), table.rows.end(), state.at) != table.rows.end();
    table.stop = has_it || table.rows.empty() ? state.at : table.rows.front();
}

/// The part of it that is seen, and its edge.
void draw_back(Ui& ui, Rect const& whole) {
    Theme const& theme = ui.theme();
    Rect const clip = ui.state().clips.back();
    Rect const seen = intersect(whole, {clip.x - 20, clip.y - 20, clip.w + 40, clip.h + 40});
    fill(ui, seen, theme.color.surface, theme.radius);
    outline(ui, seen, theme.color.line, theme.radius, theme.line_width);
}

}  // namespace

Table begin_table(Ui& ui, std::string_view key, std::span<Column const> columns, TableUi& state,
                  TableOptions const& options) {
    Table table;
    table.columns = columns;
    table.state = &state;
    table.options = &options;
    table.grid = options.opens || options.chooses;
    table.choose_w = options.chooses ? choose_w : 0;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!is_hidden(state, columns[i])) table.shown.push_back(i);
    table.cards = ui.viewport().phone() || !make_room(ui, table);
    if (table.cards) {
        begin_table_cards(ui, key, table);
        return table;
    }
    open_long(ui, key_id(ui, key), table.grid ? Role::grid : Role::table, options.name, options.total, 1);
    Node& node = ui.frame().nodes.back();
    node.set_size = options.total + 1;
    node.look = "table";
    if (options.chooses) node.state |= multiple;
    if (table.grid) node.shortcut = "J K";
    Level const box = level(ui);
    float const head_h = head_height(ui, table, box.w);
    measure_rows(ui, table, head_h, box.w);
    OpenLong const& list = ui.state().long_lists.back();
    float const rows_h = static_cast<float>(list.total) * list.row_h;
    draw_back(ui, {box.x, box.y, box.w, head_h + rows_h});
    Rect const clip = ui.state().clips.back();
    float const head_y = std::clamp(clip.y, box.y, std::max(box.y, box.y + rows_h - list.row_h));
    draw_head(ui, table, {box.x, head_y, box.w, head_h});
    float const rows_y = head_y + head_h;
    push_clip(ui, intersect(clip, {clip.x, rows_y, clip.w, std::max(0.0f, clip.y + clip.h - rows_y)}));
    choose_rows(ui, table);
    return table;
}

void table_row(Ui& ui, Table& table, int index, TableRow const& row) {
    CHECK(row.cells.size() == table.columns.size());
    if (table.cards) {
        draw_table_card(ui, table, index, row);
        return;
    }
    Palette const& color = ui.theme().color;
    TableUi& state = *table.state;
    Level const box = open_row(ui, Role::row, row.key, index + 1);
    push_level(ui, box);
    DrawnRow const open{table, row, index, {box.x, box.y, box.w, ui.state().long_lists.back().row_h}};
    std::uint32_t const choose_id = key_id(ui, "choose");
    std::uint32_t const link_id = row.href.empty() ? 0 : key_id(ui, "open");
    Rect const choose_at{open.at.x, open.at.y, table.choose_w, open.at.h};
    Press const ticked = table.choose_w > 0 ? press(ui, choose_id, choose_at) : Press{};
    Press const opened = link_id != 0 ? press(ui, link_id, open.at) : Press{};
    if (ticked.pressed) state.toggle(row.key), table.changed = true;
    bool const chosen = table.choose_w > 0 && state.has(row.key);
    bool const on = chosen || row.current;
    if (on || opened.hovered || opened.held)
        fill(ui, inset(open.at, 1, 0), on ? color.accent_soft : color.page, 0);

    Node& node = ui.frame().nodes.back();
    node.level = index + 2;  // the head is the first
    node.set_size = 0;
    node.look = on ? "on" : std::string_view();
    if (chosen) node.state |= selected;
    if (table.choose_w > 0) draw_choose(ui, open, choose_id, ticked.hovered);
    for (std::size_t n = 0; n < table.shown.size(); ++n) draw_cell(ui, open, n, n == 0 ? link_id : 0);
    std::string_view const key = key_taken(ui, link_id != 0 ? link_id : choose_id);
    if (table.grid && !key.empty()) follow_key(ui, table, row, key);
    float const line_w = ui.theme().line_width;
    bool const last = index + 1 == ui.state().long_lists.back().total;  // the table's own edge is there
    if (!last) fill(ui, {open.at.x, open.at.y + open.at.h - line_w, open.at.w, line_w}, color.line, 0);
    Level closed = pop_level(ui, Kind::item);
    closed.y = closed.top + row_height(ui, table, row, open.at.w);
    close_row(ui, closed, 0);
}

bool end_table(Ui& ui, Table& table) {
    if (table.cards) {
        end_long_list(ui);
    } else {
        pop_clip(ui);
        close_long(ui);
    }
    if (table.changed) show_outcome(ui);
    return table.changed;
}

}  // namespace afterdesk::ui

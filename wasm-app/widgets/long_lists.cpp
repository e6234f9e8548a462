// Lists and tables so long that only the part that is seen is drawn; the rest is counted and told.

#include <algorithm>
#include <cmath>
#include <string>

#include "base/check.hpp"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

/// Rows beyond each edge, so that Tab finds a next one.
constexpr int spare_rows = 2;

/// Which rows of a list that begins at `top` are seen.
Window window_of(Ui& ui, int total, float top, float row_h) {
    Rect const clip = ui.state().clips.back();
    Window rows;
    rows.first = static_cast<int>(std::floor((clip.y - top) / row_h)) - spare_rows;
    int const end = static_cast<int>(std::ceil((clip.y + clip.h - top) / row_h)) + spare_rows;
    rows.first = std::clamp(rows.first, 0, total);
    rows.end = std::clamp(end, rows.first, total);
    return rows;
}

/// A level inside the current box; its rows stand at multiples of one height.
OpenLong open_long(Ui& ui, std::uint32_t id, Role role, std::string_view name, int total, float guess_h) {
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    add_node(ui, role, id, name, {box.x, box.y, box.w, 0}).set_size = total;
    push_level(ui, {Kind::list, id, last_node(ui), box.x, box.w, box.y, box.y});
    OpenLong list;
    list.id = id;
    list.total = total;
    list.guess_h = guess_h;
    list.row_h = std::max(1.0f, recall(ui, make_id(id, "row height"), guess_h));
    list.top = box.y;
    return list;
}

void close_long(Ui& ui) {
    OpenLong const list = ui.state().long_lists.back();
    ui.state().long_lists.pop_back();
    Level const closed = pop_level(ui, Kind::list);
    if (list.highest > 0) learn(ui, make_id(list.id, "row height"), list.highest, list.guess_h);
    float const bottom = list.top + static_cast<float>(list.total) * list.row_h;
    ui.frame().nodes[static_cast<std::size_t>(closed.node)].rect.h = bottom - closed.top;
    level(ui).y = bottom;
    placed(ui, closed.want, Flow::block);
}

/// Where a row stands; they are told apart by their position.
Level open_row(Ui& ui, Role role, std::string_view key, int position) {
    OpenLong const& list = ui.state().long_lists.back();
    Level const box = level(ui);
    float const y = list.top + static_cast<float>(position - 1) * list.row_h;
    std::uint32_t const id = key_id(ui, key);
    Node& node = add_node(ui, role, id, {}, {box.x, y, box.w, list.row_h});
    node.level = position;
    node.set_size = list.total;
    return {Kind::item, id, last_node(ui), box.x, box.w, y, y};
}

void close_row(Ui& ui, Level const& closed, float gap) {
    OpenLong& list = ui.state().long_lists.back();
    list.highest = std::max(list.highest, std::ceil(closed.y - closed.top) + gap);
    level(ui).want = std::max(level(ui).want, closed.want);
}

}  // namespace

Window begin_long_list(Ui& ui, std::string_view key, std::string_view name, int total, float guess_h) {
    OpenLong const list = open_long(ui, key_id(ui, key), Role::list, name, total, guess_h);
    ui.state().long_lists.push_back(list);
    return window_of(ui, total, list.top, list.row_h);
}

void begin_long_item(Ui& ui, std::string_view key, int position) {
    push_level(ui, open_row(ui, Role::list_item, key, position));
}

void end_long_item(Ui& ui) { close_row(ui, pop_level(ui, Kind::item), ui.theme().space_3); }

void end_long_list(Ui& ui) { close_long(ui); }

// ---- Tables -----------------------------------------------------------------------------------------------

namespace {

Rect cell_rect(OpenLong const& list, Level const& row, std::size_t column) {
    float weights = 0, before = 0;
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
        if (i < column) before += list.columns[i].weight;
        weights += list.columns[i].weight;
    }
    float const unit = row.w / std::max(1.0f, weights);
    return {row.x + before * unit, row.top, list.columns[column].weight * unit, list.row_h};
}

/// The words of a cell, broken; the row becomes as high as its highest one.
void draw_cell(Ui& ui, Role role, std::string_view words, Type const& type) {
    OpenLong& list = ui.state().long_lists.back();
    CHECK(list.column < list.columns.size());
    Level& row = level(ui);
    Column const& column = list.columns[list.column];
    Rect const at = inset(cell_rect(list, row, list.column), ui.theme().space_2, ui.theme().space_2);
    Align const align = column.number ? Align::right : Align::left;
    Paragraph const& lines = paragraph(ui, words, type, at.w);
    float const h = height_of(lines, type);
    Node& node =
        add_node(ui, role, numbered_id(row.id, static_cast<int>(list.column)), words, {at.x, at.y, at.w, h});
    node.font_px = type.px;
    node.look = role == Role::column_header ? "muted strong" : std::string_view();
    node.place = place_of(align);
    draw_paragraph(ui, lines, words, type, {at.x, at.y, at.w, h}, align);
    row.y = std::max(row.y, at.y + h + ui.theme().space_2);
    ++list.column;
}

}  // namespace

Window begin_table(Ui& ui, std::string_view key, std::string_view name, std::span<Column const> columns,
                   int total) {
    Theme const& theme = ui.theme();
    Type head = muted_type(theme);
    head.face = Face::strong;
    OpenLong list =
        open_long(ui, key_id(ui, key), Role::table, name, total + 1, body_type(theme).line_h + theme.space_4);
    list.columns.assign(columns.begin(), columns.end());
    ui.state().long_lists.push_back(list);
    begin_table_row(ui, "head", 0);
    for (Column const& column : columns) draw_cell(ui, Role::column_header, column.title, head);
    end_table_row(ui);
    Window rows = window_of(ui, total, list.top + list.row_h, list.row_h);
    return rows;
}

void begin_table_row(Ui& ui, std::string_view key, int position) {
    ui.state().long_lists.back().column = 0;
    push_level(ui, open_row(ui, Role::row, key, position + 1));
}

void table_cell(Ui& ui, std::string_view words) { draw_cell(ui, Role::cell, words, body_type(ui.theme())); }

void end_table_row(Ui& ui) {
    Level const closed = pop_level(ui, Kind::item);
    OpenLong const& list = ui.state().long_lists.back();
    CHECK(list.column == list.columns.size());
    float const edge = closed.top + list.row_h - ui.theme().line_width;
    fill(ui, {closed.x, edge, closed.w, ui.theme().line_width}, ui.theme().color.line, 0);
    close_row(ui, closed, 0);
}

void end_table(Ui& ui) { close_long(ui); }

}  // namespace afterdesk::ui

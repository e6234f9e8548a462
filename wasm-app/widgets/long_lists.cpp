#include "widgets/long_lists.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "widgets/flow.hpp"

namespace afterdesk::ui {
namespace {

/// Rows beyond each edge, so that Tab finds a next one.
constexpr int spare_rows = 2;

}  // namespace

Window window_of(Ui& ui, int total, float top, float row_h) {
    Rect const clip = ui.state().clips.back();
    Window rows;
    rows.first = static_cast<int>(std::floor((clip.y - top) / row_h)) - spare_rows;
    int const end = static_cast<int>(std::ceil((clip.y + clip.h - top) / row_h)) + spare_rows;
    rows.first = std::clamp(rows.first, 0, total);
    rows.end = std::clamp(end, rows.first, total);
    return rows;
}

void open_long(Ui& ui, std::uint32_t id, Role role, std::string_view name, int total, float guess_h) {
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
    ui.state().long_lists.push_back(list);
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

Window begin_long_list(Ui& ui, std::string_view key, std::string_view name, int total, float guess_h) {
    open_long(ui, key_id(ui, key), Role::list, name, total, guess_h);
    OpenLong const& list = ui.state().long_lists.back();
    return window_of(ui, total, list.top, list.row_h);
}

void begin_long_item(Ui& ui, std::string_view key, int position) {
    push_level(ui, open_row(ui, Role::list_item, key, position));
}

void end_long_item(Ui& ui) { close_row(ui, pop_level(ui, Kind::item), ui.theme().space_3); }

void end_long_list(Ui& ui) { close_long(ui); }

}  // namespace afterdesk::ui

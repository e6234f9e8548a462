// Boxes inside a page: cards, sections, rows of cells, lists.

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "base/check.hpp"
#include "imgui.h"
#include "imgui_internal.h"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

float card_padding(Ui& ui) { return ui.viewport().phone() ? ui.theme().space_4 : 20.0f; }

/// Under the pointer in the frame before this one (this frame's answer comes after the card is drawn).
bool was_hovered(std::uint32_t id) {
    ImGuiContext const& g = *ImGui::GetCurrentContext();
    bool const finger = g.IO.MouseSource == ImGuiMouseSource_TouchScreen;
    return g.ActiveIdPreviousFrame == id || (g.HoveredIdPreviousFrame == id && !finger);
}

}  // namespace

// ---- Cards ------------------------------------------------------------------------------------------------

void begin_card(Ui& ui, std::string_view key, CardOptions const& options) {
    open_gap(ui, Flow::block);
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    Level const box = level(ui);
    std::uint32_t const id = key_id(ui, key);
    OpenCard card;
    card.rect = {box.x, box.y, box.w, 0};
    card.node = ui.frame().nodes.size();
    add_node(ui, Role::group, id, options.href.empty() ? std::string_view(options.name) : std::string_view{},
             card.rect);
    int const node = last_node(ui);
    ui.frame().nodes.back().look = options.selected ? "card on" : (options.flat ? "card flat" : "card");

    card.has_link = !options.href.empty();
    card.link_id = make_id(id, "link");
    card.drawn_hovered = card.has_link && was_hovered(card.link_id);
    Color const back = options.selected ? color.accent_soft : (options.flat ? color.page : color.surface);
    Color const border =
        options.selected ? color.accent : (card.drawn_hovered ? color.line_strong : color.line);
    float const thickness = options.selected ? 2.0f : theme.line_width;
    card.surface = begin_surface(ui, box.x, box.y, box.w, back, border, theme.radius,
                                 options.flat && !options.selected ? 0.0f : thickness);

    float const padding = card_padding(ui);
    push_level(ui, {Kind::card, id, node, box.x + padding, std::max(0.0f, box.w - 2 * padding), box.y,
                    box.y + padding});
    if (card.has_link) {
        card.link_node = ui.frame().nodes.size();
        Node& link = add_node(ui, Role::link, card.link_id, options.name, card.rect);
        link.href = options.href;
        link.look = "bare";
        if (options.selected) link.state |= current;
    }
    ui.state().cards.push_back(card);
}

void end_card(Ui& ui) {
    Level const closed = pop_level(ui, Kind::card);
    OpenCard card = ui.state().cards.back();
    ui.state().cards.pop_back();
    float const padding = card_padding(ui);
    card.rect.h = closed.y + padding - closed.top;
    end_surface(ui, card.surface, card.rect.h);
    ui.frame().nodes[card.node].rect = card.rect;
    if (card.has_link) {
        ui.frame().nodes[card.link_node].rect = card.rect;
        // Last of all, so that buttons inside the card come before it under the pointer.
        Press const pressed = press(ui, card.link_id, card.rect);
        if ((pressed.hovered || pressed.held) != card.drawn_hovered) ui.state().needs_frame = true;
        focus_ring(ui, card.link_id, card.rect, ui.theme().radius);
    }
    level(ui).y = card.rect.y + card.rect.h;
    placed(ui, closed.want + 2 * padding, Flow::block);
}

// ---- Sections and lists -----------------------------------------------------------------------------------

namespace {

/// A level inside the current one that only names things: same place, same width.
void begin_named(Ui& ui, Kind kind, std::uint32_t id, Role role, std::string_view name, Flow flow) {
    open_gap(ui, flow);
    Level const box = level(ui);
    add_node(ui, role, id, name, {box.x, box.y, box.w, 0});
    push_level(ui, {kind, id, last_node(ui), box.x, box.w, box.y, box.y});
}

constexpr float screens_in_reach = 4;  ///< of keyboard, screen reader and search in the page

void end_named(Ui& ui, Kind kind, Flow flow) {
    Level const closed = pop_level(ui, kind);
    ui.frame().nodes[static_cast<std::size_t>(closed.node)].rect.h = closed.y - closed.top;
    level(ui).y = closed.y;
    placed(ui, closed.want, flow);
}

}  // namespace

void begin_section(Ui& ui, std::string_view key, std::string_view title) {
    begin_named(ui, Kind::section, key_id(ui, key), Role::region, title, Flow::section);
    if (!title.empty()) heading(ui, 2, title);
}

void end_section(Ui& ui) { end_named(ui, Kind::section, Flow::section); }

void begin_list(Ui& ui, std::string_view key, std::string_view name, int total) {
    begin_named(ui, Kind::list, key_id(ui, key), Role::list, name, Flow::block);
    ui.frame().nodes.back().set_size = total;
}

void begin_list_item(Ui& ui, std::string_view key, int position) {
    CHECK(level(ui).kind == Kind::list);
    int const total = ui.frame().nodes[static_cast<std::size_t>(level(ui).node)].set_size;
    begin_named(ui, Kind::item, key_id(ui, key), Role::list_item, {}, Flow::block);
    ui.frame().nodes.back().level = position;
    ui.frame().nodes.back().set_size = total;
}

bool skip_list_item(Ui& ui, std::string_view key) {
    UiState& state = ui.state();
    std::uint32_t const id = key_id(ui, key);
    if (id == state.focused_item) return false;  // it may not vanish under the keyboard
    Rect const seen = state.clips.back();
    float const reach = screens_in_reach * seen.h;
    float const y = level(ui).y;
    float h = recall(ui, make_id(id, "height"), 0);
    if (h == 0) {
        h = recall(ui, make_id(level(ui).id, "newest height"), 0);
        if (h == 0 || y < seen.y + seen.h || state.new_items_left > 0) return false;
        state.new_items_wait = true;
    } else if (y + h > seen.y - reach && y < seen.y + seen.h + reach) {
        return false;
    }
    open_gap(ui, Flow::block);
    level(ui).y += h;
    placed(ui, 0, Flow::block);
    return true;
}

void end_list_item(Ui& ui) {
    UiState& state = ui.state();
    Level const item = level(ui);
    float const h = item.y - item.top;
    std::uint32_t const height_id = make_id(item.id, "height");
    if (recall(ui, height_id, 0) == 0 && item.top > state.clips.back().y + state.clips.back().h)
        --state.new_items_left;
    learn(ui, height_id, h, h);
    auto const& nodes = ui.frame().nodes;
    bool const focused = std::any_of(nodes.begin() + item.node, nodes.end(), [&ui](Node const& node) {
        return node.id != 0 && node.id == ui.input().focused;
    });
    if (focused || state.focused_item == item.id) state.focused_item = focused ? item.id : 0;
    end_named(ui, Kind::item, Flow::block);
    state.sizes[make_id(level(ui).id, "newest height")] = {h, state.frame_no};  // a guess, nothing to settle
}

void end_list(Ui& ui) { end_named(ui, Kind::list, Flow::block); }

// ---- Rows -------------------------------------------------------------------------------------------------

namespace {

constexpr float unknown_cell_w = 96, least_cell_w = 24;

/// The widths of all cells: fixed ones, then those that follow their content, then shares of the rest.
std::vector<float> cell_widths(Ui& ui, std::uint32_t row_id, OpenRow const& row, float room) {
    float const scale = ui.viewport().text_scale;
    std::size_t const count = row.asked.size();
    std::vector<float> widths(count, 0);
    float taken = row.options.gap * static_cast<float>(count > 0 ? count - 1 : 0);
    float by_content = 0, weights = 0;
    for (std::size_t i = 0; i < count; ++i) {
        float const asked = row.asked[i];
        if (asked < 0) {
            weights -= asked;
        } else if (asked > 0) {
            taken += widths[i] = asked * scale;
        } else {
            std::uint32_t const id = numbered_id(row_id, static_cast<int>(i));
            by_content += widths[i] = std::min(room, recall(ui, id, unknown_cell_w));
        }
    }
    float const left = std::max(0.0f, room - taken);
    float const share_at_least = weights > 0 ? std::min(left, least_cell_w) : 0;
    float const shrink = by_content > left - share_at_least && !row.wraps && by_content > 0
                             ? std::max(0.0f, left - share_at_least) / by_content
                             : 1.0f;
    float const rest = std::max(0.0f, left - by_content * shrink);
    for (std::size_t i = 0; i < count; ++i) {
        if (row.asked[i] < 0) widths[i] = rest * (-row.asked[i] / weights);
        if (row.asked[i] == 0 && !row.wraps) widths[i] = std::max(least_cell_w, widths[i] * shrink);
    }
    return widths;
}

/// True when badges or buttons leave a text so little room that it is better read above them.
bool squeezed(Ui& ui, std::uint32_t row_id, OpenRow const& row, std::vector<float> const& widths,
              float room) {
    constexpr float least_share = 0.38f;
    bool const has_content = std::any_of(row.asked.begin(), row.asked.end(), [](float w) { return w == 0; });
    if (!has_content) return false;
    float shared = 0, wanted = 0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (row.asked[i] > 0) room -= widths[i] + row.options.gap;
        if (row.asked[i] >= 0) continue;
        shared += widths[i];
        wanted += recall(ui, numbered_id(row_id, static_cast<int>(i)), 0);
    }
    float const least = std::max(least_share * room, 7 * ui.theme().font_body);
    return shared < least && wanted > shared;
}

/// True when a picture leaves the other cells of a stacked row room enough beside it.
bool fits_beside(Ui& ui, std::uint32_t row_id, OpenRow const& row, std::vector<float> const& widths,
                 float room) {
    if (row.asked[0] <= 0 || row.asked.size() < 2) return false;
    float const left = room - widths[0] - row.options.gap;
    for (std::size_t i = 1; i < row.asked.size(); ++i) {
        bool const text = row.asked[i] < 0;
        float const want =
            row.asked[i] > 0 ? widths[i] : recall(ui, numbered_id(row_id, static_cast<int>(i)), 0);
        if (text ? left < 4 * ui.theme().font_body : want > left) return false;
    }
    return true;
}

std::uint32_t lowered_id(std::uint32_t row_id, std::size_t cell) {
    return numbered_id(row_id, -1 - static_cast<int>(cell));
}

/// Stands in the cell `index` of the row; its place was computed, how far it is lowered is remembered.
void enter_cell(Ui& ui, std::size_t index) {
    OpenRow& row = ui.state().rows.back();
    Level& box = level(ui);
    Cell& cell = row.cells[index];
    std::uint32_t const row_id = box.id;
    bool const centred = row.options.center && !row.stacked;
    cell.lowered = centred ? recall(ui, lowered_id(row_id, index), 0) : 0;
    cell.begin = mark(ui);
    Level inside{Kind::cell,
                 numbered_id(row_id, 1000 + static_cast<int>(index)),
                 box.node,
                 cell.x,
                 cell.w,
                 cell.top,
                 cell.top + cell.lowered};
    auto const first = row.asked.begin();
    auto const here = first + static_cast<std::ptrdiff_t>(index);
    inside.trailing = !row.stacked && *here == 0 && std::any_of(first, here, [](float w) { return w < 0; });
    push_level(ui, inside);
}

void leave_cell(Ui& ui, std::size_t index) {
    Level const closed = pop_level(ui, Kind::cell);
    OpenRow& row = ui.state().rows.back();
    Cell& cell = row.cells[index];
    cell.height = closed.y - cell.lowered - closed.top;
    cell.want = closed.want;
    cell.below = closed.below;
    cell.end = mark(ui);
    if (row.asked[index] <= 0) {
        learn(ui, numbered_id(level(ui).id, static_cast<int>(index)), std::ceil(closed.want), unknown_cell_w);
    }
}

/// Centres the cells [first, last) in the line they stand in; returns its lower edge.
float finish_line(Ui& ui, std::size_t first, std::size_t last) {
    OpenRow& row = ui.state().rows.back();
    float centred = 0;
    for (std::size_t i = first; i < last; ++i)
        centred = std::max(centred, row.cells[i].height - row.cells[i].below);
    float height = 0;
    for (std::size_t i = first; i < last; ++i) {
        Cell const& cell = row.cells[i];
        float const lowered = row.options.center ? std::round((centred - cell.height + cell.below) / 2) : 0;
        height = std::max(height, lowered + cell.height);
        if (lowered != cell.lowered) move_down(ui, cell.begin, cell.end, lowered - cell.lowered);
        learn(ui, lowered_id(level(ui).id, i), lowered, 0);
    }
    return (first < last ? row.cells[first].top : row.top) + height;
}

}  // namespace

void begin_row(Ui& ui, std::string_view key, std::span<float const> widths, RowOptions const& options) {
    CHECK(!widths.empty());
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    OpenRow row;
    row.asked.assign(widths.begin(), widths.end());
    row.options = options;
    row.top = box.y;
    row.stacked = box.w < options.stack_below * ui.viewport().text_scale;
    row.wraps = std::all_of(widths.begin(), widths.end(), [](float w) { return w == 0; }) ||
                std::all_of(widths.begin(), widths.end(), [](float w) { return w > 0; });
    row.cells.resize(widths.size());
    std::uint32_t const id = key_id(ui, key);
    std::vector<float> const measured = cell_widths(ui, id, row, box.w);
    row.stacked = row.stacked || squeezed(ui, id, row, measured, box.w);
    row.beside = row.stacked && fits_beside(ui, id, row, measured, box.w);
    float x = box.x;
    float const indent = row.beside ? measured[0] + options.gap : 0;
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        float const own = i > 0 ? indent : 0;
        row.cells[i].x = row.stacked ? box.x + own : x;
        row.cells[i].w = row.stacked ? box.w - own : measured[i];
        row.cells[i].top = box.y;
        x += measured[i] + options.gap;
    }
    ui.state().rows.push_back(std::move(row));
    push_level(ui, {Kind::row, id, box.node, box.x, box.w, box.y, box.y});
    enter_cell(ui, 0);
}

void next_cell(Ui& ui) {
    OpenRow& row = ui.state().rows.back();
    leave_cell(ui, row.at);
    Level const outer = level(ui);
    std::size_t const done = row.at;
    std::size_t const next = ++row.at;
    CHECK(next < row.cells.size());
    Cell& cell = row.cells[next];
    if (row.stacked) {
        Cell const& before = row.cells[done];
        bool const first_beside = row.beside && next == 1;
        cell.top = first_beside ? before.top
                                : before.top + before.height + (before.height > 0 ? row.options.gap : 0);
    } else if (row.wraps && next > row.line_first) {
        Cell const& before = row.cells[done];
        cell.x = before.x + before.w + (before.w > 0 ? row.options.gap : 0);
        cell.top = before.top;
        if (cell.x + cell.w > outer.x + outer.w + 0.5f) {
            float const line_end = finish_line(ui, row.line_first, next);
            row.line_first = next;
            cell.x = outer.x;
            cell.top = line_end + ui.theme().space_2;
        }
    }
    enter_cell(ui, next);
}

void end_row(Ui& ui) {
    OpenRow& row = ui.state().rows.back();
    leave_cell(ui, row.at);
    std::size_t const last = row.at + 1;
    float bottom = row.cells[last - 1].top + row.cells[last - 1].height;
    if (row.beside) bottom = std::max(bottom, row.top + row.cells[0].height);
    if (!row.stacked) bottom = finish_line(ui, row.line_first, last);
    float want = 0;
    float const scale = ui.viewport().text_scale;
    for (std::size_t i = 0; i < last; ++i) {
        want += (row.asked[i] > 0 ? row.asked[i] * scale : row.cells[i].want) + (i > 0 ? row.options.gap : 0);
    }
    ui.state().rows.pop_back();
    pop_level(ui, Kind::row);
    level(ui).y = bottom;
    placed(ui, want, Flow::block);
}

}  // namespace afterdesk::ui

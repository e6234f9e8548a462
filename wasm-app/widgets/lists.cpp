// One out of several: radio cards, strips of chips, settings.

#include <algorithm>
#include <cmath>
#include <string>

#include "imgui.h"
#include "imgui_internal.h"
#include "widgets/cut_strip.hpp"
#include "widgets/field.hpp"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {

// ---- Radio cards ------------------------------------------------------------------------------------------

namespace {

constexpr float two_columns_from = 520, radio_w = 22;

struct ChoiceSize {
    float text_h = 0, note_h = 0;
    float height(Theme const& theme) const {
        return std::max(theme.touch_min, text_h + note_h) + 2 * theme.space_2;
    }
};

float choice_text_w(Theme const& theme, float card_w) {
    return card_w - 2 * theme.space_4 - radio_w - theme.space_3;
}

ChoiceSize choice_size(Ui& ui, Choice const& item, float card_w) {
    Theme const& theme = ui.theme();
    float const w = choice_text_w(theme, card_w);
    Type const type = body_type(theme);
    Type const note = muted_type(theme);
    std::string_view const below = note_of(item);
    return {height_of(paragraph(ui, item.label, type, w), type),
            below.empty() ? 0 : height_of(paragraph(ui, below, note, w), note)};
}

bool draw_choice(Ui& ui, Choice const& item, Rect const& at, bool on) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    std::uint32_t const id = key_id(ui, item.key);
    bool const live = item.why_not.empty();
    std::string_view const below = note_of(item);
    Press const pressed = press(ui, id, at, live);
    bool const lit = pressed.hovered || pressed.held;
    Node& node = add_node(ui, Role::radio, id, item.label, at);
    node.description = below;
    if (!live) node.state |= disabled;
    node.look = on || pressed.pressed ? "choice on" : "choice";
    if (on || pressed.pressed) node.state |= checked;
    fill(ui, at, on ? color.accent_soft : color.surface, theme.radius);
    outline(ui, at, on ? color.accent : (lit ? color.line_strong : color.line), theme.radius,
            on ? 2.0f : theme.line_width);
    float const x = at.x + theme.space_4 + radio_w / 2;
    ring(ui, x, at.y + at.h / 2, radio_w / 2, on ? color.accent : color.line_strong, on ? 2.0f : 1.5f);
    if (on) circle(ui, x, at.y + at.h / 2, 6, color.accent);

    float const w = choice_text_w(theme, at.w);
    ChoiceSize const size = choice_size(ui, item, at.w);
    float const text_x = at.x + theme.space_4 + radio_w + theme.space_3;
    float const text_y = at.y + (at.h - size.text_h - size.note_h) / 2;
    Type const type = live ? body_type(theme) : colored(body_type(theme), color.text_muted);
    draw_paragraph(ui, paragraph(ui, item.label, type, w), item.label, type,
                   {text_x, text_y, w, size.text_h});
    Type const note = muted_type(theme);
    if (!below.empty()) {
        draw_paragraph(ui, paragraph(ui, below, note, w), below, note,
                       {text_x, text_y + size.text_h, w, size.note_h});
    }
    focus_ring(ui, id, at, theme.radius);
    return pressed.pressed;
}

}  // namespace

bool choices(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
             std::string& selected_key) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    if (!label.empty()) {
        Type type = small_type(theme);
        type.face = Face::strong;
        Paragraph const& lines = paragraph(ui, label, type, level(ui).w);
        Rect const at = place(ui, height_of(lines, type), lines.natural, Flow::block);
        add_text(ui, make_id(id, "label"), label, at, type.px, "strong");
        draw_paragraph(ui, lines, label, type, at);
        space(ui, theme.space_2);
    }
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    float const gap = theme.space_2;
    std::size_t const columns =
        items.size() > 1 && box.w >= two_columns_from * ui.viewport().text_scale ? 2 : 1;
    float const card_w = columns == 2 ? (box.w - gap) / 2 : box.w;
    add_node(ui, Role::radio_group, id, label, {box.x, box.y, box.w, 0});
    int const group = last_node(ui);
    push_level(ui, {Kind::bar, id, group, box.x, box.w, box.y, box.y});
    bool changed = false;
    float y = box.y;
    for (std::size_t i = 0; i < items.size(); i += columns) {
        float h = choice_size(ui, items[i], card_w).height(theme);
        if (columns == 2 && i + 1 < items.size())
            h = std::max(h, choice_size(ui, items[i + 1], card_w).height(theme));
        for (std::size_t column = 0; column < columns && i + column < items.size(); ++column) {
            Choice const& item = items[i + column];
            float const x = box.x + static_cast<float>(column) * (card_w + gap);
            bool const pressed = draw_choice(ui, item, {x, y, card_w, h}, item.key == selected_key);
            if (!pressed || item.key == selected_key) continue;
            selected_key = item.key;
            changed = true;
        }
        y += h + gap;
    }
    pop_level(ui, Kind::bar);
    level(ui).y = items.empty() ? y : y - gap;
    ui.frame().nodes[static_cast<std::size_t>(group)].rect.h = level(ui).y - box.y;
    placed(ui, 320, Flow::block);
    return changed;
}

// ---- Chips ------------------------------------------------------------------------------------------------

namespace {

constexpr float chip_gap = 8, drag_from = 6;

std::string chip_text(Tab const& tab) {
    return tab.count < 0 ? tab.label : tab.label + " " + std::to_string(tab.count);
}

/// A strip wider than its place follows the finger or the mouse.
float dragged_strip(Ui& ui, std::uint32_t id, Rect const& at, float content_w) {
    UiState& state = ui.state();
    ImGuiIO const& io = ImGui::GetIO();
    float x = recall(ui, id, 0);
    float const most = std::max(0.0f, content_w - at.w);
    bool const down = ImGui::IsMouseDown(ImGuiMouseButton_Left) && takes_input(ui);
    auto const inside = [&at](ImVec2 p) {
        return p.x >= at.x && p.x < at.x + at.w && p.y >= at.y && p.y < at.y + at.h;
    };
    if (down && most > 0 && state.dragged == 0 && inside(io.MouseClickedPos[0]) &&
        std::abs(io.MousePos.x - io.MouseClickedPos[0].x) > drag_from) {
        state.dragged = id;
        ImGui::GetCurrentContext()->ActiveId = 0;  // what lies under the finger is not pressed
    }
    if (state.dragged == id) {
        if (down) x -= io.MouseDelta.x;
        if (!down) state.dragged = 0;
    }
    if (inside(io.MousePos) && io.MouseWheelH != 0) x -= io.MouseWheelH * 40;
    return std::clamp(x, 0.0f, most);
}

struct ChipLook {
    bool on = false, is_link = false;
    int position = 0, total = 0;
};

bool draw_chip(Ui& ui, Tab const& tab, Rect const& at, ChipLook const& look) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    std::uint32_t const id = key_id(ui, tab.key);
    std::string const shown = chip_text(tab);
    Node& node = add_node(ui, look.is_link ? Role::link : Role::tab, id, shown, at);
    node.href = tab.href;
    node.look = look.on ? "chip on" : "chip";
    node.level = look.position;
    node.set_size = look.total;
    if (look.on) node.state |= look.is_link ? current : selected;
    Press const pressed = press(ui, id, at);
    bool const lit = pressed.hovered || pressed.held;
    Rect const chip = inset(at, 0, (at.h - std::max(36.0f, theme.font_body * 2.25f)) / 2);
    fill(ui, chip, look.on ? color.accent : (lit ? color.accent_soft : color.surface), chip.h / 2);
    if (!look.on) outline(ui, chip, lit ? color.accent : color.line, chip.h / 2, theme.line_width);
    Type type = look.on ? strong_type(theme) : body_type(theme);
    type.color = look.on ? color.text_on_accent : color.text;
    draw_line(ui, shown, type, chip, Align::center);
    focus_ring(ui, id, inset(chip, 4, 4), chip.h / 2 - 4);
    return pressed.pressed;
}

float chip_width(Ui& ui, Tab const& tab) {
    // The strong face is the wider one: a chip keeps its width when it is chosen.
    return std::round(std::max(44.0f, width_of(ui, chip_text(tab), strong_type(ui.theme())) + 32));
}

}  // namespace

Rect strip_clip(Ui& ui, Rect const& strip) {
    Theme const& theme = ui.theme();
    float const right = strip.x + strip.w, least = theme.space_1;
    bool const phone = ui.viewport().phone();
    float const before = phone && strip.x <= theme.space_4 + 1 ? theme.space_4 : least;
    float const behind = phone && right >= ui.viewport().w - theme.space_4 - 1 ? theme.space_4 : least;
    return {strip.x - before, strip.y - 4, strip.w + before + behind, strip.h + 8};
}

bool tabs(Ui& ui, std::string_view key, std::string_view label, std::span<Tab const> items,
          std::string& selected_key) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    bool const links =
        std::any_of(items.begin(), items.end(), [](Tab const& tab) { return !tab.href.empty(); });
    float content_w = -chip_gap;
    for (Tab const& tab : items) content_w += chip_width(ui, tab) + chip_gap;
    Rect const at = place(ui, theme.control_h, content_w);
    add_node(ui, links ? Role::navigation : Role::tab_list, id, label, at).look = "strip";
    push_level(ui, {Kind::bar, id, last_node(ui), at.x, at.w, at.y, at.y});

    std::uint32_t const strip = make_id(id, "strip");
    float scroll = dragged_strip(ui, strip, at, content_w);
    std::uint32_t const shown_id = make_id(id, "shown");
    float x = at.x - scroll;
    bool changed = false;
    float reveal = scroll;
    std::uint32_t revealed = 0;
    push_clip(ui, intersect(strip_clip(ui, at), ui.state().clips.back()));
    int position = 0;
    for (Tab const& tab : items) {
        float const w = chip_width(ui, tab);
        Rect const chip{std::round(x), at.y, w, at.h};
        bool const on = tab.key == selected_key;
        bool const pressed =
            draw_chip(ui, tab, chip, {on, !tab.href.empty(), ++position, static_cast<int>(items.size())});
        std::uint32_t const chip_id = make_id(id, tab.key);
        bool const sought = (on && revealed == 0) || ui.input().focused == chip_id;
        if (sought) {
            revealed = chip_id;
            float const left = x + scroll - at.x;
            reveal = std::clamp(scroll, left + w - at.w, left);
        }
        if (pressed && tab.href.empty() && !on) {
            selected_key = tab.key;
            changed = true;
        }
        x += w + chip_gap;
    }
    pop_clip(ui);
    pop_level(ui, Kind::bar);
    // The chosen chip comes into view once, when it is chosen; then the strip is the finger's. What is being
    // pressed stays where it is until it is let go.
    float const revealed_before = recall(ui, shown_id, 0);
    bool const held = ImGui::IsMouseDown(ImGuiMouseButton_Left);
    float const revealed_now = held ? revealed_before : static_cast<float>(revealed & 0xFFFFFF);
    if (revealed_now != revealed_before) scroll = std::clamp(reveal, 0.0f, std::max(0.0f, content_w - at.w));
    learn(ui, shown_id, revealed_now, 0);
    learn(ui, strip, scroll, 0);
    return changed;
}

// ---- Settings ---------------------------------------------------------------------------------------------

namespace {

bool draw_segment(Ui& ui, Choice const& item, Rect const& at, bool on) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    std::uint32_t const id = key_id(ui, item.key);
    Node& node = add_node(ui, Role::button, id, item.label, at);
    node.look = on ? "segment on" : "segment";
    if (on) node.state |= selected;
    Press const pressed = press(ui, id, at);
    if (on || pressed.hovered || pressed.held)
        fill(ui, inset(at, 3, 3), on ? color.accent : color.accent_soft, theme.radius_small);
    Type const type = on ? strong_type(theme) : body_type(theme);
    draw_line(ui, item.label, colored(type, on ? color.text_on_accent : color.text), at, Align::center);
    focus_ring(ui, id, inset(at, 5, 5), theme.radius_small);
    return pressed.pressed;
}

}  // namespace

bool segments(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
              std::string& selected_key) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    draw_field_label(ui, id, label, false);
    auto const count = static_cast<float>(items.size());
    auto const own_w = [&](Choice const& item) {
        return std::max(theme.touch_min, width_of(ui, item.label, strong_type(theme)) + theme.space_4);
    };
    float want = 0;
    for (Choice const& item : items) want += own_w(item);
    bool const across = want <= level(ui).w;  // else one below the other
    Rect const at = place(ui, theme.control_h * (across ? 1 : count), want);
    add_node(ui, Role::group, id, label, at).look = "stepper";
    push_level(ui, {Kind::bar, id, last_node(ui), at.x, at.w, at.y, at.y});
    fill(ui, at, theme.color.field, theme.radius);
    outline(ui, at, theme.color.line_strong, theme.radius, theme.line_width);
    Rect part{at.x, at.y, at.w, theme.control_h};
    std::string const before = selected_key;
    for (Choice const& item : items) {
        if (across) part.w = own_w(item) + (at.w - want) / count;
        if (draw_segment(ui, item, part, item.key == before)) selected_key = item.key;
        (across ? part.x : part.y) += across ? part.w : part.h;
    }
    pop_level(ui, Kind::bar);
    return selected_key != before;
}

}  // namespace afterdesk::ui

// What is pressed: buttons, links, check boxes, steppers, file pickers.

#include <algorithm>
#include <string>

#include "text/catalogue.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

struct ButtonColors {
    Color back, ink, border;
};

ButtonColors button_colors(Palette const& color, ButtonKind kind, Press const& press) {
    bool const on = press.hovered || press.held;
    switch (kind) {
        case ButtonKind::primary:
            return {press.held ? color.accent_pressed : (on ? color.accent_hover : color.accent),
                    color.text_on_accent, 0};
        case ButtonKind::danger: return {color.danger, color.text_on_accent, on ? color.text : 0};
        case ButtonKind::secondary:
            return {on ? color.accent_soft : color.surface, color.text,
                    on ? color.accent : color.line_strong};
        case ButtonKind::quiet: return {on ? color.accent_soft : 0, color.accent, 0};
    }
    return {};
}

void draw_button_back(Ui& ui, Rect const& at, ButtonColors const& colors) {
    Theme const& theme = ui.theme();
    if ((colors.back & 0xFF) != 0) fill(ui, at, colors.back, theme.radius);
    if (colors.border != 0) outline(ui, at, colors.border, theme.radius, theme.line_width);
    if (colors.border == 0 && ui.viewport().forced_colors) outline(ui, at, colors.ink, theme.radius, 2);
}

std::string_view look_of(ButtonKind kind) {
    switch (kind) {
        case ButtonKind::primary: return "primary";
        case ButtonKind::secondary: return "secondary";
        case ButtonKind::danger: return "danger";
        case ButtonKind::quiet: return "quiet";
    }
    return {};
}

Align reason_align(Ui& ui, bool full_width) {
    if (full_width) return Align::center;
    return level(ui).trailing ? Align::right : Align::left;
}

/// The reason below a control that can not be used.
void draw_reason(Ui& ui, std::string_view why_not, Align align, float indent = 0) {
    Theme const& theme = ui.theme();
    Type const type = muted_type(theme);
    Paragraph const& lines = paragraph(ui, why_not, type, level(ui).w - indent);
    level(ui).y += indent > 0 ? 0 : theme.space_1;
    level(ui).last = Flow::exact;
    // A long one breaks rather than push away what stands beside the control.
    float const want = std::min(lines.natural + indent, 11 * theme.font_small);
    Rect at = place(ui, height_of(lines, type), want, Flow::block);
    at.x += indent;
    at.w -= indent;
    add_text(ui, unnamed_id(ui), why_not, at, type.px, "muted").place = place_of(align);
    draw_paragraph(ui, lines, why_not, type, at, align);
    level(ui).below = at.h + (indent > 0 ? 0 : theme.space_1);
}

}  // namespace

bool button(Ui& ui, std::string_view key, std::string_view label, ButtonOptions const& options) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    bool const live = options.why_not.empty() && !options.busy;
    std::string_view const icon = options.busy ? icons::clock : options.icon;
    float const side = options.kind == ButtonKind::quiet ? theme.space_3 : 20.0f;
    float const icon_w = icon.empty() ? 0.0f : (label.empty() ? 20.0f : 28.0f);
    Type type = strong_type(theme);
    Paragraph const& lines = paragraph(ui, label, type, level(ui).w - 2 * side - icon_w);
    float const want = std::max(theme.touch_min, lines.natural + 2 * side + icon_w);
    float const h = std::max(theme.control_h, height_of(lines, type) + 2 * theme.space_2);
    Rect at = place(ui, h, want);
    if (!options.full_width) at = narrowed(ui, at, want);
    // Without a border its words begin where those above it do.
    Kind const inside = level(ui).kind;
    bool const borderless = options.kind == ButtonKind::quiet && !options.full_width;
    if (borderless && inside != Kind::cell && inside != Kind::bar) at.x -= side;

    Node& node = add_node(ui, Role::button, id, label, at);
    if (!live) node.state |= disabled;
    if (options.busy) node.state |= busy;
    node.description = options.why_not;
    node.look = look_of(options.kind);
    node.icon = icon;
    Press const pressed = press(ui, id, at, live);
    ButtonColors colors = button_colors(theme.color, options.kind, pressed);
    if (!live)
        colors = {options.kind == ButtonKind::quiet ? 0 : theme.color.disabled, theme.color.text_muted, 0};
    draw_button_back(ui, at, colors);
    type.color = colors.ink;
    float const content_w = lines.width + icon_w;
    float const x = at.x + (at.w - content_w) / 2;
    if (!icon.empty()) draw_icon(ui, icon, {x, at.y, 20, at.h}, 20, colors.ink);
    float const text_h = height_of(lines, type);
    draw_paragraph(ui, lines, label, type, {x + icon_w, at.y + (at.h - text_h) / 2, lines.width, text_h},
                   Align::center);
    focus_ring(ui, id, at, theme.radius);
    if (!options.why_not.empty() && !options.told)
        draw_reason(ui, options.why_not, reason_align(ui, options.full_width));
    return pressed.pressed;
}

void link(Ui& ui, std::string_view key, std::string_view label, std::string_view href) {
    Theme const& theme = ui.theme();
    Type const type = colored(body_type(theme), theme.color.accent);
    Paragraph const& lines = paragraph(ui, label, type, level(ui).w);
    float const text_h = height_of(lines, type);
    float const h = std::max(theme.touch_min, text_h);
    Rect at = place(ui, h, lines.natural, Flow::block);
    at = narrowed(ui, at, lines.width);
    std::uint32_t const id = key_id(ui, key);
    Node& node = add_node(ui, Role::link, id, label, at);
    node.href = href;
    node.look = "link";
    Press const pressed = press(ui, id, at);
    Rect const text_at{at.x, at.y + (h - text_h) / 2, at.w, text_h};
    draw_paragraph(ui, lines, label, type, text_at);
    float const under = pressed.hovered || pressed.held ? 2.0f : 1.0f;
    float y = text_at.y + type.line_h - 3;
    for (TextLine const& shown : lines.lines) {
        line(ui, at.x, y, at.x + shown.width, y, theme.color.accent, under);
        y += type.line_h;
    }
    focus_ring(ui, id, text_at, theme.radius_small);
}

bool checkbox(Ui& ui, std::string_view key, std::string_view label, bool& value, std::string_view why_not) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    std::uint32_t const id = key_id(ui, key);
    bool const live = why_not.empty();
    Type const type = colored(body_type(theme), live ? color.text : color.text_muted);
    float const box = 22, left = box + theme.space_3;
    Paragraph const& lines = paragraph(ui, label, type, level(ui).w - left);
    float const text_h = height_of(lines, type);
    Rect at = place(ui, std::max(theme.touch_min, text_h + theme.space_2), lines.natural + left);
    at.w = std::min(at.w, lines.width + left);

    Press const pressed = press(ui, id, at, live);
    if (pressed.pressed) value = !value;
    Node& node = add_node(ui, Role::checkbox, id, label, at);
    node.description = why_not;
    node.look = value ? "check on" : "check";
    node.icon = icons::check;
    if (value) node.state |= checked;
    if (!live) node.state |= disabled;
    float const text_y = at.y + (at.h - text_h) / 2;
    Rect const mark_at{at.x, text_y + (type.line_h - box) / 2, box, box};
    Color const tick_back = live ? color.accent : color.text_muted;
    fill(ui, mark_at, value ? tick_back : (live ? color.field : color.disabled), theme.radius_small);
    if (!value) {
        Color const edge = pressed.hovered || pressed.held ? color.accent : color.line_strong;
        outline(ui, mark_at, edge, theme.radius_small, 1.5f);
    } else {
        draw_icon(ui, icons::check, mark_at, 18, live ? color.text_on_accent : color.surface);
    }
    draw_paragraph(ui, lines, label, type, {at.x + left, text_y, lines.width, text_h});
    focus_ring(ui, id, mark_at, theme.radius_small);
    if (!live) draw_reason(ui, why_not, Align::left, left);
    return pressed.pressed;
}

namespace {

/// An icon that is pressed: − and + of a stepper, or alone.
bool square_button(Ui& ui, std::string_view key, std::string_view name, std::string_view icon, Rect const& at,
                   bool live) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    Node& node = add_node(ui, Role::button, id, name, at);
    if (!live) node.state |= disabled;
    node.look = "bare";
    node.icon = icon;
    Press const pressed = press(ui, id, at, live);
    if (pressed.hovered || pressed.held)
        fill(ui, inset(at, 3, 3), theme.color.accent_soft, theme.radius_small);
    draw_icon(ui, icon, at, 20, live ? theme.color.text : theme.color.line_strong);
    focus_ring(ui, id, inset(at, 5, 5), theme.radius_small);
    return pressed.pressed;
}

}  // namespace

bool stepper(Ui& ui, std::string_view key, std::string_view label, int& value, int min, int max) {
    Theme const& theme = ui.theme();
    Type const type = strong_type(theme);
    float const number_w = std::max(40.0f, width_of(ui, std::to_string(std::max(value, max)), type) + 16);
    float const side = theme.control_h;
    float const want = 2 * side + number_w;
    Rect const at = narrowed(ui, place(ui, side, want), want);
    std::uint32_t const id = key_id(ui, key);
    add_node(ui, Role::group, id, label, at).look = "stepper";
    push_level(ui, {Kind::bar, id, last_node(ui), at.x, at.w, at.y, at.y});
    fill(ui, at, theme.color.field, theme.radius);
    outline(ui, at, theme.color.line_strong, theme.radius, theme.line_width);
    text::Language const lang = language(ui);
    int const before = value;
    if (square_button(ui, "less", text::fill(lang, t::decrease, {label}), icons::minus,
                      {at.x, at.y, side, side}, value > min)) {
        value = std::max(min, value - 1);
    }
    Rect const number_at{at.x + side, at.y, number_w, side};
    Node& shown = add_node(ui, Role::status, make_id(id, "number"), {}, number_at);
    shown.font_px = type.px;
    shown.look = "strong center";
    std::size_t const number_node = static_cast<std::size_t>(last_node(ui));
    if (square_button(ui, "more", text::fill(lang, t::increase, {label}), icons::plus,
                      {at.x + at.w - side, at.y, side, side}, value < max)) {
        value = std::min(max, value + 1);
    }
    std::string const number = std::to_string(value);
    ui.frame().nodes[number_node].name = number;
    draw_line(ui, number, type, number_at, Align::center);
    pop_level(ui, Kind::bar);
    return value != before;
}

bool icon_button(Ui& ui, std::string_view key, std::string_view name, std::string_view icon) {
    float const side = ui.theme().touch_min;
    return square_button(ui, key, name, icon, narrowed(ui, place(ui, side, side), side), true);
}

std::vector<PickedFile> file_picker(Ui& ui, std::string_view key, std::string_view label,
                                    std::string_view accept, bool multiple_files) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    Type const type = colored(small_type(theme), theme.color.text_muted);
    float const tile = 96 * std::max(1.0f, ui.viewport().text_scale);
    float const w = std::min(level(ui).w, std::max(tile, width_of(ui, label, type) + 24));
    Rect at = place(ui, tile, w);
    at.w = w;
    Node& node = add_node(ui, Role::file_picker, id, label, at);
    node.accept = accept;
    node.font_px = type.px;
    node.look = "drop";
    std::string_view const icon = accept.starts_with("image/") ? icons::camera : icons::file;
    node.icon = icon;
    if (multiple_files) node.state |= multiple;
    Press const pressed = press(ui, id, at);
    bool const on = pressed.hovered || pressed.held;
    fill(ui, at, on ? theme.color.accent_soft : theme.color.field, theme.radius);
    dashed_outline(ui, inset(at, 1, 1), on ? theme.color.accent : theme.color.line_strong);
    float const top = at.y + (at.h - 28 - theme.space_1 - type.line_h) / 2;
    draw_icon(ui, icon, {at.x, top, at.w, 28}, 26, on ? theme.color.accent : theme.color.text_muted);
    draw_line(ui, label, type, {at.x + 8, top + 28 + theme.space_1, at.w - 16, type.line_h}, Align::center);
    focus_ring(ui, id, at, theme.radius);

    std::vector<PickedFile> files;
    for (FilesPicked const& picked : ui.input().picked) {
        if (picked.id == id) files.insert(files.end(), picked.files.begin(), picked.files.end());
    }
    return files;
}

}  // namespace afterdesk::ui

#include "widgets/field.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "imgui.h"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr int most_lines = 10;
constexpr float side_w = 14;

/// A text without what does not fit, cut behind a whole character.
std::string_view first_chars(std::string_view text, int max_chars) {
    std::size_t at = 0;
    for (int i = 0; i < max_chars && at < text.size(); ++i) next_char(text, at);
    return text.substr(0, at);
}

FieldResult apply_input(Ui& ui, std::uint32_t id, std::string& value, FieldOptions const& options) {
    FieldResult result;
    if (!takes_input(ui)) return result;
    for (FieldEdit const& edit : ui.input().edits) {
        if (edit.id != id) continue;
        std::string_view const kept = first_chars(edit.text, options.max_chars);
        if (kept == value) continue;
        value = kept;
        result.changed = true;
    }
    result.submitted = options.kind != FieldKind::multiline && activated(ui, id);
    if (result.changed || result.submitted) show_outcome(ui);
    return result;
}

std::string_view lead_icon(FieldKind kind) {
    return kind == FieldKind::search ? icons::search : std::string_view();
}

/// What stands before the text: ¥ for amounts, a magnifier for searches.
float lead_width(Ui& ui, FieldKind kind, Type const& type) {
    if (kind == FieldKind::amount) return width_of(ui, "¥", type) + 6;
    return lead_icon(kind).empty() ? 0 : 28.0f;
}

void describe(Ui& ui, std::uint32_t id, std::string_view label, std::string const& value,
              FieldOptions const& options, Rect const& text_at, Type const& type) {
    Node& node = add_node(ui, Role::field, id, label, text_at);
    node.value = value;
    node.description = options.error.empty() ? options.hint : options.error;
    node.placeholder = options.placeholder;
    node.autocomplete = options.autocomplete;
    node.field = options.kind;
    node.max_chars = options.max_chars;
    node.font_px = type.px;
    node.lead = lead_width(ui, options.kind, type);
    node.icon = lead_icon(options.kind);
    node.look = options.kind == FieldKind::amount ? "yuan" : std::string_view();
    if (options.required) node.state |= required;
    if (!options.error.empty()) node.state |= invalid;
}

void draw_dots(Ui& ui, Rect const& text_at, int count, Type const& type) {
    float const radius = type.px * 0.22f;
    for (int i = 0; i < count; ++i) {
        float const x = text_at.x + radius + static_cast<float>(i) * 3 * radius;
        circle(ui, x, text_at.y + text_at.h / 2, radius, type.color);
    }
}

/// The text, or the placeholder, while the browser's own field is not shown.
void draw_value(Ui& ui, Rect const& text_at, std::string_view value, FieldOptions const& options) {
    Type type = body_type(ui.theme());
    if (value.empty()) type.color = ui.theme().color.text_muted;
    std::string_view const shown = value.empty() ? std::string_view(options.placeholder) : value;
    push_clip(ui, intersect(text_at, ui.state().clips.back()));
    if (options.kind == FieldKind::password && !value.empty()) {
        draw_dots(ui, text_at, count_chars(value), type);
    } else if (options.kind == FieldKind::multiline) {
        draw_paragraph(ui, paragraph(ui, shown, type, text_at.w), shown, type, text_at);
    } else {
        draw_line(ui, shown, type, text_at);
    }
    pop_clip(ui);
}

void draw_lead(Ui& ui, Rect const& box, FieldKind kind, Type const& type) {
    Palette const& color = ui.theme().color;
    Rect const at{box.x + side_w, box.y, 20, box.h};
    if (kind == FieldKind::amount) draw_line(ui, "¥", colored(type, color.text_muted), at);
    draw_icon(ui, lead_icon(kind), at, 20, color.text_muted);
}

}  // namespace

void draw_field_label(Ui& ui, std::uint32_t id, std::string_view label, bool is_required) {
    Theme const& theme = ui.theme();
    Type type = small_type(theme);
    type.face = Face::strong;
    Paragraph const& lines = paragraph(ui, label, type, level(ui).w - 16);
    Rect const at = place(ui, height_of(lines, type), lines.natural + 16, Flow::block);
    add_text(ui, make_id(id, "label"), label, at, type.px, is_required ? "strong must" : "strong");
    draw_paragraph(ui, lines, label, type, at);
    if (is_required && !lines.lines.empty()) {
        float const y = at.y + at.h - type.line_h;
        draw_line(ui, "*", colored(type, theme.color.danger),
                  {at.x + lines.lines.back().width + 4, y, type.px, type.line_h});
    }
    space(ui, 6);
}

void draw_field_box(Ui& ui, Rect const& box, bool focused, bool has_error) {
    Palette const& color = ui.theme().color;
    fill(ui, box, color.field, ui.theme().radius);
    Color const edge = has_error ? color.danger : (focused ? color.accent : color.line_strong);
    outline(ui, box, edge, ui.theme().radius, focused || has_error ? 2.0f : ui.theme().line_width);
    if (focused && has_error) outline(ui, inset(box, -3, -3), color.focus, ui.theme().radius + 3, 2);
}

void draw_below_field(Ui& ui, std::uint32_t id, BelowField const& below) {
    Theme const& theme = ui.theme();
    bool const has_error = !below.error.empty();
    std::string_view const said = has_error ? below.error : below.hint;
    std::string_view const used = below.used;
    if (said.empty() && used.empty()) return;
    Type const type = colored(muted_type(theme), has_error ? theme.color.danger : theme.color.text_muted);
    float const used_w = used.empty() ? 0 : width_of(ui, used, type);
    float const icon_w = has_error ? 22.0f : 0.0f;
    Paragraph const& lines = paragraph(ui, said, type, level(ui).w - used_w - theme.space_3 - icon_w);
    level(ui).y += theme.space_1;
    level(ui).last = Flow::exact;
    Rect const at = place(ui, height_of(lines, type), 0, Flow::block);
    if (has_error) draw_icon(ui, icons::error, {at.x, at.y, 18, type.line_h}, 16, theme.color.danger);
    float const beside_w = used.empty() ? 0 : used_w + theme.space_3;
    Rect const said_at{at.x + icon_w, at.y, at.w - icon_w - beside_w, at.h};
    if (!said.empty()) {
        add_text(ui, make_id(id, "said"), said, said_at, type.px, has_error ? "ink bad" : "muted");
        draw_paragraph(ui, lines, said, type, said_at);
    }
    if (used.empty()) return;
    Rect const used_at{at.x + at.w - used_w, at.y, used_w, type.line_h};
    add_text(ui, make_id(id, "used"), used, used_at, type.px, "muted").place = "end";
    draw_line(ui, used, muted_type(theme), used_at, Align::right);
}

FieldResult field(Ui& ui, std::string_view key, std::string_view label, std::string& value,
                  FieldOptions const& options) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    FieldResult const result = apply_input(ui, id, value, options);
    bool const multiline = options.kind == FieldKind::multiline;
    Type const type = body_type(theme);
    if (!options.hide_label) draw_field_label(ui, id, label, options.required);

    float const lead_w = lead_width(ui, options.kind, type);
    float const text_w = std::max(1.0f, level(ui).w - 2 * side_w - lead_w);
    float h = theme.control_h;
    if (multiline) {
        int const used = static_cast<int>(paragraph(ui, value, type, text_w).lines.size());
        h = static_cast<float>(std::clamp(used, options.lines, std::max(options.lines, most_lines))) *
                type.line_h +
            20;
    }
    Rect const box = place(ui, h, 260);
    float const text_x = box.x + side_w + lead_w;
    Rect const text_at =
        multiline ? Rect{text_x, box.y + 10, text_w, box.h - 20} : Rect{text_x, box.y, text_w, box.h};
    describe(ui, id, label, value, options, text_at, type);
    draw_field_box(ui, box, ui.input().focused == id, !options.error.empty());
    draw_lead(ui, box, options.kind, type);
    if (ui.input().focused != id) draw_value(ui, text_at, value, options);
    std::string const used =
        multiline ? std::to_string(count_chars(value)) + "/" + std::to_string(options.max_chars)
                  : std::string();
    draw_below_field(ui, id, {options.hint, options.error, used});
    return result;
}

}  // namespace afterdesk::ui

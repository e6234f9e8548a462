// Text that stands in the flow: headings, paragraphs, label-value lines, badges, notices.

#include <algorithm>
#include <string>

#include "text/time_left.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

Align own_align(Ui& ui) { return level(ui).trailing ? Align::right : Align::left; }

}  // namespace

void heading(Ui& ui, int level_no, std::string_view text) {
    Type const type = heading_type(ui.theme(), level_no);
    Paragraph const& lines = paragraph(ui, text, type, level(ui).w);
    Rect const at = place(ui, height_of(lines, type), lines.natural, Flow::heading);
    Node& node = add_node(ui, Role::heading, unnamed_id(ui), text, at);
    node.level = level_no;
    node.font_px = type.px;
    node.place = place_of(own_align(ui));
    draw_paragraph(ui, lines, text, type, at, own_align(ui));
}

void text(Ui& ui, std::string_view text, TextStyle style) {
    if (text.empty()) return;
    Type const type = styled(ui.theme(), style);
    Paragraph const& lines = paragraph(ui, text, type, level(ui).w);
    Rect const at = place(ui, height_of(lines, type), lines.natural, Flow::text);
    add_text(ui, unnamed_id(ui), text, at, type.px, look_of(style)).place = place_of(own_align(ui));
    draw_paragraph(ui, lines, text, type, at, own_align(ui));
}

void label_value(Ui& ui, std::string_view label, std::string_view value, TextStyle style) {
    Theme const& theme = ui.theme();
    Type const value_type = styled(theme, style);
    bool const small = style == TextStyle::small || style == TextStyle::muted || style == TextStyle::danger ||
                       style == TextStyle::success;
    Type const label_type = colored(small ? small_type(theme) : body_type(theme), theme.color.text_muted);
    float const room = level(ui).w;
    float const label_w = width_of(ui, label, label_type);
    float const gap = theme.space_4;
    Paragraph const* shown = &paragraph(ui, value, value_type, room);
    float const want = label_w + gap + shown->natural;
    // A long value is broken beside its label where a few words fit there; a number never is.
    float const beside = room - label_w - gap;
    // A short value keeps its place at the edge, and its label is broken beside it.
    bool const short_value = shown->natural <= room * 0.35f;
    bool const side_by_side =
        want <= room || short_value || (label_w <= room * 0.4f && beside >= 9 * value_type.px);
    float const name_w = short_value ? std::min(label_w, room - shown->natural - gap) : label_w;
    if (side_by_side) shown = &paragraph(ui, value, value_type, room - name_w - gap);
    Paragraph const& name = paragraph(ui, label, label_type, side_by_side ? name_w : room);
    float const name_h = height_of(name, label_type);
    float const value_h = height_of(*shown, value_type);
    float const h = side_by_side ? std::max(name_h, value_h) : name_h + value_h;
    Rect const at = place(ui, h, want, Flow::text);
    Node& node =
        add_text(ui, unnamed_id(ui), spoken_pair(ui, label, value), at, value_type.px, look_of(style));
    node.value = value;
    node.place = !side_by_side ? "pair stacked" : name_w < label_w ? "pair held" : "pair";
    // Both stand on one base line when their sizes differ.
    float const drop = side_by_side ? std::max(0.0f, (value_type.line_h - label_type.line_h) / 2) : 0.0f;
    draw_paragraph(ui, name, label, label_type, {at.x, at.y + drop, at.w, name_h});
    bool const one_line = side_by_side && shown->lines.size() <= 1;
    float const value_x = side_by_side ? at.x + at.w - shown->width : at.x;
    draw_paragraph(ui, *shown, value, value_type,
                   {value_x, at.y + (side_by_side ? 0 : name_h), at.x + at.w - value_x, value_h},
                   one_line ? Align::right : Align::left);
}

void badge(Ui& ui, std::string_view text, Tone tone) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    Type type = colored(small_type(theme), strong_color(color, tone));
    type.face = Face::strong;
    Paragraph const& lines = paragraph(ui, text, type, std::max(1.0f, level(ui).w - 20));
    float const h = height_of(lines, type) + 5;
    Rect const at = place(ui, h, lines.natural + 20, Flow::block);
    Rect const pill = narrowed(ui, at, lines.width + 20);
    float const round = (type.line_h + 5) / 2;
    add_text(ui, unnamed_id(ui), text, pill, type.px, look_of(tone)).place = "badge";
    fill(ui, pill, soft_color(color, tone), round);
    if (ui.viewport().forced_colors) outline(ui, pill, color.line, round, 1);
    draw_paragraph(ui, lines, text, type, inset(pill, 10, 2.5f), Align::center);
}

void notice(Ui& ui, std::string_view key, std::string_view text, Tone tone) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    Type const type = body_type(theme);
    float const left = 44;
    Paragraph const& lines = paragraph(ui, text, type, level(ui).w - left - theme.space_4);
    Rect const at =
        place(ui, height_of(lines, type) + 2 * theme.space_3, lines.natural + left + theme.space_4);
    Node& node = add_node(ui, tone == Tone::danger ? Role::alert : Role::status, key_id(ui, key), text, at);
    node.look = look_of(tone);
    node.place = "notice";
    node.icon = tone_icon(tone);
    fill(ui, at, soft_color(color, tone), theme.radius);
    if (ui.viewport().forced_colors) outline(ui, at, color.line, theme.radius, 2);
    draw_icon(ui, tone_icon(tone), {at.x + 12, at.y + theme.space_3, 24, type.line_h}, 20,
              strong_color(color, tone));
    draw_paragraph(ui, lines, text, type, {at.x + left, at.y + theme.space_3, lines.width, 0});
}

void countdown(Ui& ui, CountdownOptions const& options) {
    std::int64_t const left_ms = options.deadline_ms - ui.input().now_ms;
    text::TimeLeft const left = text::time_left(language(ui), left_ms);
    bool const urgent = left_ms < options.urgent_ms;
    if (options.after.empty()) {
        Tone const soon = left_ms < 24 * 60 * 60'000 ? Tone::warning : Tone::neutral;
        badge(ui, left.words, urgent ? Tone::danger : soon);
    } else {
        text(ui, left.words + options.after, urgent ? TextStyle::danger : TextStyle::body);
    }
    if (left_ms <= 0 || !visible(ui, ui.frame().nodes.back().rect)) return;
    std::int64_t const until_urgent_ms = left_ms - options.urgent_ms + 1;
    wake_at(ui, ui.input().now_ms +
                    (urgent ? left.changes_in_ms : std::min(left.changes_in_ms, until_urgent_ms)));
}

void space(Ui& ui, float css_px) {
    Level& box = level(ui);
    box.y += css_px;
    box.last = Flow::exact;
}

void divider(Ui& ui) {
    Theme const& theme = ui.theme();
    Rect const at = place(ui, theme.line_width, 0);
    add_text(ui, unnamed_id(ui), {}, at, theme.font_body, "rule");
    fill(ui, at, theme.color.line, 0);
}

}  // namespace afterdesk::ui

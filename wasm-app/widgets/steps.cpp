// Pictures, progress, and what stands in place of content that is not there.

#include <algorithm>
#include <string>

#include "text/catalogue.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {

void image(Ui& ui, std::string_view key, std::string_view url, std::string_view alt, float size,
           std::string_view icon) {
    Theme const& theme = ui.theme();
    float const wanted = size * std::max(1.0f, ui.viewport().text_scale);
    float const side = std::min(wanted, std::max(1.0f, level(ui).w));
    Rect at = place(ui, side, wanted);
    at.w = side;
    std::uint32_t const id = key_id(ui, key);
    // Without a picture there is nothing for the browser to show; what it would have shown can still be read.
    if (!url.empty()) add_node(ui, Role::image, id, alt, at).value = url;
    if (url.empty() && !alt.empty()) add_node(ui, Role::text, id, alt, at);
    float const radius = std::min(theme.radius_small, side / 8);
    fill(ui, at, theme.color.disabled, radius);
    draw_icon(ui, icon, at, std::min(28.0f, side / 2), theme.color.line_strong);
}

// ---- The way of a ticket ----------------------------------------------------------------------------------

namespace {

constexpr float dot_radius = 12, least_step_w = 96;
constexpr float least_step_w_of_desk = 80;  ///< a date in two lines

void describe_step(Ui& ui, StepItem const& step, std::size_t index, std::size_t count, Rect const& at,
                   std::string_view place) {
    std::string name = spoken_pair(ui, step.label, step.note);
    Node& node = add_node(ui, Role::list_item, numbered_id(level(ui).id, static_cast<int>(index)), name, at);
    node.level = static_cast<int>(index) + 1;
    node.set_size = static_cast<int>(count);
    node.value = step.note;
    node.look = step.done ? "step done" : (step.current ? "step now" : "step");
    node.place = place;
    if (step.done) node.icon = icons::check;
    if (step.current) node.state |= current;
    text::Language const lang = language(ui);
    if (step.done) node.description = text::in(lang, t::step_is_done);
    if (step.current) node.description = text::in(lang, t::step_is_current);
}

void draw_dot(Ui& ui, StepItem const& step, float x, float y) {
    Palette const& color = ui.theme().color;
    if (step.done) {
        circle(ui, x, y, dot_radius, color.accent);
        draw_icon(ui, icons::check, {x - dot_radius, y - dot_radius, 2 * dot_radius, 2 * dot_radius}, 16,
                  color.text_on_accent);
    } else if (step.current) {
        circle(ui, x, y, dot_radius, color.accent_soft);
        ring(ui, x, y, dot_radius, color.accent, 2);
        circle(ui, x, y, 5, color.accent);
    } else {
        circle(ui, x, y, dot_radius, color.surface);
        ring(ui, x, y, dot_radius, color.line_strong, 1.5f);
    }
}

Type step_type(Theme const& theme, StepItem const& step) {
    Type type = step.current ? strong_type(theme) : body_type(theme);
    type.color = step.done || step.current ? theme.color.text : theme.color.text_muted;
    return type;
}

void draw_steps_across(Ui& ui, std::span<StepItem const> items) {
    Theme const& theme = ui.theme();
    Type const note = muted_type(theme);
    float const step_w = level(ui).w / static_cast<float>(items.size());
    float const text_w = step_w - theme.space_2;
    float text_h = 0;
    for (StepItem const& step : items) {
        Type const type = step_type(theme, step);
        float h = height_of(paragraph(ui, step.label, type, text_w), type);
        if (!step.note.empty()) h += height_of(paragraph(ui, step.note, note, text_w), note);
        text_h = std::max(text_h, h);
    }
    Rect const at =
        place(ui, 2 * dot_radius + theme.space_2 + text_h, least_step_w * static_cast<float>(items.size()));
    float const y = at.y + dot_radius;
    for (std::size_t i = 0; i < items.size(); ++i) {
        StepItem const& step = items[i];
        float const left = at.x + step_w * static_cast<float>(i);
        float const x = left + step_w / 2;
        if (i + 1 < items.size()) {
            line(ui, x + dot_radius + 4, y, x + step_w - dot_radius - 4, y,
                 step.done ? theme.color.accent : theme.color.line, 2);
        }
        describe_step(ui, step, i, items.size(), {left, at.y, step_w, at.h}, "across");
        draw_dot(ui, step, x, y);
        Type const type = step_type(theme, step);
        Paragraph const& label = paragraph(ui, step.label, type, text_w);
        Rect text_at{left + theme.space_1, y + dot_radius + theme.space_2, text_w, 0};
        draw_paragraph(ui, label, step.label, type, text_at, Align::center);
        text_at.y += height_of(label, type);
        if (!step.note.empty()) {
            draw_paragraph(ui, paragraph(ui, step.note, note, text_w), step.note, note, text_at,
                           Align::center);
        }
    }
}

void draw_steps_down(Ui& ui, std::span<StepItem const> items) {
    Theme const& theme = ui.theme();
    Type const note = muted_type(theme);
    float const left = 2 * dot_radius + theme.space_3;
    for (std::size_t i = 0; i < items.size(); ++i) {
        StepItem const& step = items[i];
        bool const last = i + 1 == items.size();
        float const text_w = level(ui).w - left;
        Type const type = step_type(theme, step);
        Paragraph const& label = paragraph(ui, step.label, type, text_w);
        float const label_h = height_of(label, type);
        Paragraph const& below = paragraph(ui, step.note, note, text_w);
        float const note_h = step.note.empty() ? 0 : height_of(below, note);
        float const h = std::max(2 * dot_radius, label_h + note_h) + (last ? 0 : theme.space_4);
        level(ui).last = Flow::exact;
        Rect const at = place(ui, h, left + std::max(label.natural, below.natural));
        float const x = at.x + dot_radius;
        float const y = at.y + dot_radius;
        if (!last) {
            line(ui, x, y + dot_radius + 3, x, at.y + h - 3,
                 step.done ? theme.color.accent : theme.color.line, 2);
        }
        describe_step(ui, step, i, items.size(), at, {});
        draw_dot(ui, step, x, y);
        draw_paragraph(ui, label, step.label, type, {at.x + left, at.y, text_w, 0});
        if (!step.note.empty())
            draw_paragraph(ui, below, step.note, note, {at.x + left, at.y + label_h, text_w, 0});
    }
}

}  // namespace

void steps(Ui& ui, std::string_view key, std::string_view name, std::span<StepItem const> items) {
    if (items.empty()) return;
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    std::uint32_t const id = key_id(ui, key);
    Node& node = add_node(ui, Role::list, id, name, {box.x, box.y, box.w, 0});
    node.set_size = static_cast<int>(items.size());
    int const list_node = last_node(ui);
    push_level(ui, {Kind::bar, id, list_node, box.x, box.w, box.y, box.y});
    float const least = ui.viewport().phone() ? least_step_w : least_step_w_of_desk;
    float const room_needed = least * ui.viewport().text_scale * static_cast<float>(items.size());
    if (box.w >= room_needed) {
        draw_steps_across(ui, items);
    } else {
        draw_steps_down(ui, items);
    }
    Level const closed = pop_level(ui, Kind::bar);
    ui.frame().nodes[static_cast<std::size_t>(list_node)].rect.h = closed.y - closed.top;
    level(ui).y = closed.y;
    placed(ui, closed.want, Flow::block);
}

// ---- Progress and placeholders ----------------------------------------------------------------------------

void progress(Ui& ui, std::string_view key, std::string_view label, int percent) {
    Theme const& theme = ui.theme();
    int const shown = std::clamp(percent, 0, 100);
    Type const type = muted_type(theme);
    Rect const at = place(ui, type.line_h + theme.space_1 + 8, 160);
    Node& node = add_node(ui, Role::progress, key_id(ui, key), label, at);
    std::string const number = std::to_string(shown) + "%";
    node.value = number;
    node.font_px = type.px;
    float const number_w = width_of(ui, number, type);
    draw_line(ui, label, type, {at.x, at.y, at.w - number_w - theme.space_2, type.line_h});
    if (!label.ends_with(number)) draw_line(ui, number, type, {at.x, at.y, at.w, type.line_h}, Align::right);
    Rect const bar{at.x, at.y + at.h - 8, at.w, 8};
    fill(ui, bar, theme.color.line, 4);
    float const done_w = std::max(8.0f, bar.w * static_cast<float>(shown) / 100);
    if (shown > 0) fill(ui, {bar.x, bar.y, done_w, bar.h}, theme.color.accent, 4);
}

void skeleton(Ui& ui, std::string_view key, std::string_view loading_name, int cards) {
    Theme const& theme = ui.theme();
    float const card_h = 104, gap = 16, bone_h = 16;  // as web/style.css has it before the program is there
    Rect const at = place(ui, static_cast<float>(cards) * (card_h + gap) - gap, 240);
    Node& node = add_node(ui, Role::status, key_id(ui, key), loading_name, at);
    node.state |= busy;
    for (int i = 0; i < cards; ++i) {
        float const y = at.y + static_cast<float>(i) * (card_h + gap);
        fill(ui, {at.x, y, at.w, card_h}, theme.color.surface, theme.radius);
        fill(ui, {at.x + 16, y + 24, at.w * 0.4f, bone_h}, theme.color.disabled, bone_h / 2);
        fill(ui, {at.x + 16, y + 60, at.w * 0.7f, bone_h}, theme.color.disabled, bone_h / 2);
    }
}

bool empty_state(Ui& ui, std::string_view key, std::string_view icon, std::string_view title,
                 std::string_view note, std::string_view action) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    std::uint32_t const id = key_id(ui, key);
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    add_node(ui, Role::group, id, {}, {box.x, box.y, box.w, 0});
    int const group = last_node(ui);
    push_level(ui, {Kind::bar, id, group, box.x, box.w, box.y, box.y});
    space(ui, theme.space_6);
    Rect const disc = place(ui, 72, 200, Flow::exact);
    circle(ui, disc.x + disc.w / 2, disc.y + 36, 36, color.accent_soft);
    draw_icon(ui, icon, disc, 32, color.accent);
    space(ui, theme.space_4);

    float const text_w = std::min(box.w, 440.0f);
    Type const strong = strong_type(theme);
    Paragraph const& title_lines = paragraph(ui, title, strong, text_w);
    Rect const title_at = place(ui, height_of(title_lines, strong), title_lines.natural, Flow::exact);
    Node& title_node = add_text(ui, make_id(id, "title"), title, title_at, strong.px, "strong empty");
    title_node.place = "center";
    title_node.icon = icon;
    draw_paragraph(ui, title_lines, title, strong, title_at, Align::center);
    if (!note.empty()) {
        space(ui, theme.space_1);
        Type const muted = muted_type(theme);
        Paragraph const& note_lines = paragraph(ui, note, muted, text_w);
        Rect const note_at = place(ui, height_of(note_lines, muted), note_lines.natural, Flow::exact);
        add_text(ui, make_id(id, "note"), note, note_at, muted.px, "muted").place = "center";
        draw_paragraph(ui, note_lines, note, muted, note_at, Align::center);
    }
    bool pressed = false;
    if (!action.empty()) {
        space(ui, theme.space_4);
        float const w = std::min(box.w, width_of(ui, action, strong) + 40);
        Level& inner = level(ui);
        inner.x = box.x + (box.w - w) / 2;
        inner.w = w;
        pressed = button(ui, "action", action);
    }
    space(ui, theme.space_6);
    Level const closed = pop_level(ui, Kind::bar);
    ui.frame().nodes[static_cast<std::size_t>(group)].rect.h = closed.y - closed.top;
    level(ui).y = closed.y;
    placed(ui, closed.want, Flow::block);
    return pressed;
}

}  // namespace afterdesk::ui

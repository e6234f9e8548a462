#include "widgets/slider.hpp"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float thumb_r = 11, track_h = 6;

/// The multiple of a step that is nearest, but for the ends.
std::int64_t stop_at(float part, SliderOptions const& options) {
    if (part <= 0) return options.least;
    if (part >= 1) return options.most;
    auto const all = static_cast<double>(options.most - options.least);
    double const asked = static_cast<double>(options.least) + all * static_cast<double>(part);
    return std::llround(asked / static_cast<double>(options.step)) * options.step;
}

std::int64_t after_key(std::string_view key, std::int64_t value, SliderOptions const& options) {
    std::int64_t const tenth = (options.most - options.least) / 10;
    std::int64_t const page = std::max(options.step, tenth / options.step * options.step);
    if (key == "ArrowRight" || key == "ArrowUp") return value + options.step;
    if (key == "ArrowLeft" || key == "ArrowDown") return value - options.step;
    if (key == "PageUp") return value + page;
    if (key == "PageDown") return value - page;
    if (key == "Home") return options.least;
    return key == "End" ? options.most : value;
}

/// How far along the line it stands.
float part_of(std::int64_t value, SliderOptions const& options) {
    if (options.most <= options.least) return 0;
    return static_cast<float>(value - options.least) / static_cast<float>(options.most - options.least);
}

void draw_line_and_thumb(Ui& ui, Rect const& at, float part, bool lit) {
    Palette const& color = ui.theme().color;
    float const from = at.x + thumb_r, w = std::max(0.0f, at.w - 2 * thumb_r), y = at.y + at.h / 2;
    fill(ui, {from, y - track_h / 2, w, track_h}, color.line_strong, track_h / 2);
    fill(ui, {from, y - track_h / 2, w * part, track_h}, color.accent, track_h / 2);
    circle(ui, from + w * part, y, thumb_r, lit ? color.accent_hover : color.accent);
    circle(ui, from + w * part, y, thumb_r - 3, color.surface);
}

}  // namespace

bool slider(Ui& ui, std::string_view key, std::string_view label, std::int64_t& value,
            SliderOptions const& options) {
    Theme const& theme = ui.theme();
    Rect const at = place(ui, theme.touch_min, 0);
    std::uint32_t const id = key_id(ui, key);
    std::int64_t const before = value;
    Press const pressed = press(ui, id, at);
    // Where the finger is while it is down, and where it was when it left.
    if (pressed.held || (pressed.pressed && !activated(ui, id))) {
        float const w = std::max(1.0f, at.w - 2 * thumb_r);
        value = stop_at((ImGui::GetIO().MousePos.x - at.x - thumb_r) / w, options);
    }
    value = after_key(key_taken(ui, id), value, options);
    value = std::clamp(value, options.least, std::max(options.least, options.most));
    float const part = part_of(value, options);
    Node& node = add_node(ui, Role::slider, id, label, at);
    node.value =
        std::to_string(std::lround(part * 100)) + "%" + (options.said.empty() ? "" : " ") + options.said;
    node.state |= takes_keys;
    node.look = "slider";
    if (visible(ui, at)) draw_line_and_thumb(ui, at, part, pressed.hovered || pressed.held);
    focus_ring(ui, id, at, theme.radius_small);
    if (value == before) return false;
    show_outcome(ui);
    return true;
}

}  // namespace afterdesk::ui

#include "widgets/stars.hpp"

#include <algorithm>

#include "widgets/field.hpp"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float star_px = 30;

}  // namespace

bool stars(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
           std::string& selected) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    draw_field_label(ui, id, label, true);
    open_gap(ui, Flow::block);
    Level const box = level(ui);
    float const size = std::min(std::max(theme.touch_min, 48.0f), box.w / static_cast<float>(items.size()));
    add_node(ui, Role::radio_group, id, label, {box.x, box.y, box.w, 0});
    int const group = last_node(ui);
    push_level(ui, {Kind::bar, id, group, box.x, box.w, box.y, box.y});
    auto const chosen =
        std::find_if(items.begin(), items.end(), [&](Choice const& it) { return it.key == selected; });
    Choice const* words = chosen == items.end() ? nullptr : &*chosen;
    std::size_t filled = words == nullptr ? 0 : static_cast<std::size_t>(words - items.data()) + 1;
    bool changed = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
        Rect const at{box.x + static_cast<float>(i) * size, box.y, size, size};
        std::uint32_t const one = key_id(ui, items[i].key);
        Press const pressed = press(ui, one, at);
        if (pressed.pressed && filled != i + 1) {
            selected = items[i].key;
            changed = true;
        }
        bool const is_it = selected == items[i].key;
        Node& node = add_node(ui, Role::radio, one, items[i].label, at);
        node.look = i < filled ? "star on" : "star";
        if (is_it) node.state |= checked;
        bool const lit = pressed.hovered || pressed.held;
        star(ui, at, star_px, i < filled, i < filled || lit ? theme.color.warning : theme.color.line_strong);
        focus_ring(ui, one, at, theme.radius);
    }
    pop_level(ui, Kind::bar);
    level(ui).y = box.y + size;
    ui.frame().nodes[static_cast<std::size_t>(group)].rect.h = size;
    placed(ui, size * static_cast<float>(items.size()), Flow::block);
    if (words != nullptr) text(ui, words->label, TextStyle::small);
    return changed;
}

}  // namespace afterdesk::ui

#include "widgets/picture_link.hpp"

#include <algorithm>
#include <string>

#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {

void picture_link(Ui& ui, std::string_view key, PictureLink const& link, float size) {
    float const side = size * std::max(1.0f, ui.viewport().text_scale);
    open_gap(ui, Flow::block);
    Rect const at{level(ui).x, level(ui).y, std::min(side, level(ui).w), side};
    level(ui).last = Flow::exact;
    image(ui, std::string(key) + " picture", link.url, link.name, size, link.icon);
    if (link.href.empty()) return;
    std::uint32_t const id = key_id(ui, key);
    Node& node = add_node(ui, Role::link, id, link.name, at);
    node.href = link.href;
    node.look = "bare";
    press(ui, id, at);
    focus_ring(ui, id, inset(at, -2, -2), ui.theme().radius_small);
}

}  // namespace afterdesk::ui

#include "widgets/desk_parts.hpp"

#include <algorithm>

#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {

void figure(Ui& ui, std::string_view words, FigureTone tone) {
    Type type = styled(ui.theme(), TextStyle::price_large);
    bool const urgent = tone == FigureTone::urgent;
    if (!urgent) type.color = ui.theme().color.text;
    Paragraph const& lines = paragraph(ui, words, type, level(ui).w);
    Rect const at = place(ui, height_of(lines, type), lines.natural, Flow::text);
    add_text(ui, unnamed_id(ui), words, at, type.px, urgent ? "price large" : "strong large");
    draw_paragraph(ui, lines, words, type, at);
}

void quiet_link(Ui& ui, std::string_view key, std::string_view label, std::string_view href) {
    Theme const& theme = ui.theme();
    Type const type = colored(strong_type(theme), theme.color.accent);
    Paragraph const& lines = paragraph(ui, label, type, level(ui).w - 2 * theme.space_3);
    float const text_h = height_of(lines, type), want = lines.natural + 2 * theme.space_3;
    Rect const at =
        narrowed(ui, place(ui, std::max(theme.control_h, text_h + 2 * theme.space_2), want), want);
    std::uint32_t const id = key_id(ui, key);
    Node& node = add_node(ui, Role::link, id, label, at);
    node.href = href;
    node.look = "quiet";
    Press const pressed = press(ui, id, at);
    if (pressed.hovered || pressed.held) fill(ui, at, theme.color.accent_soft, theme.radius);
    draw_paragraph(ui, lines, label, type,
                   {at.x + theme.space_3, at.y + (at.h - text_h) / 2, lines.width, text_h}, Align::center);
    focus_ring(ui, id, at, theme.radius);
}

}  // namespace afterdesk::ui

#include "widgets/cut_strip.hpp"

#include <algorithm>

#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float cut_sign_w = 28, fades = 4;

/// The page's colour over the cut edge, thinner towards the chips.
void draw_sign(Ui& ui, Rect const& strip, bool at_end) {
    Color const page = ui.theme().color.page;
    Rect const seen = strip_clip(ui, strip);
    float const x = at_end ? seen.x + seen.w - cut_sign_w : seen.x, step = cut_sign_w / fades;
    for (int i = 0; i < static_cast<int>(fades); ++i) {
        float const nth = static_cast<float>(at_end ? i : 3 - i);
        Color const thin = (page & 0xFFFFFF00u) | static_cast<Color>(64 + 60 * static_cast<int>(nth));
        fill(ui, {x + static_cast<float>(i) * step, strip.y, step, strip.h}, thin, 0);
    }
    draw_icon(ui, at_end ? icons::chevron : icons::back, {x, strip.y, cut_sign_w, strip.h}, 18,
              ui.theme().color.text_muted);
}

}  // namespace

void mark_cut_strip(Ui& ui) {
    std::vector<Node>& nodes = ui.frame().nodes;
    auto const strip =
        std::find_if(nodes.rbegin(), nodes.rend(), [](Node const& node) { return node.look == "strip"; });
    if (strip == nodes.rend() || !visible(ui, strip->rect)) return;
    int const parent = static_cast<int>(nodes.rend() - strip) - 1;
    Rect const at = strip->rect;
    bool before = false, behind = false;
    for (Node const& node : nodes) {
        if (node.parent != parent) continue;
        before |= node.rect.x < at.x - 1;
        behind |= node.rect.x + node.rect.w > at.x + at.w + 1;
    }
    if (before) draw_sign(ui, at, false);
    if (behind) draw_sign(ui, at, true);
    if (before || behind)
        strip->look = before && behind ? "strip cut-both" : behind ? "strip cut-end" : "strip cut-start";
}

}  // namespace afterdesk::ui

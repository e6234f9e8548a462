#include "widgets/split.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "imgui.h"
#include "widgets/flow.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float three_from = 1440, two_from = 1024;
constexpr int least_w = 240, least_main_w = 400, step = 16, most_w = 4000;
constexpr float border_w = 9;

int parts_of(Viewport const& viewport) {
    float const w = viewport.w / std::max(1.0f, viewport.text_scale);
    return w >= three_from ? 3 : (w >= two_from ? 2 : 1);
}

float scale(Ui& ui) { return std::max(1.0f, ui.viewport().text_scale); }

/// The most that one part may take of what there is, so that the middle one keeps its own.
int most_of(Ui& ui, Split const& split, int other) {
    return std::max(least_w, static_cast<int>(split.area_w / scale(ui)) - other - least_main_w);
}

/// The remembered width, or the screen's.
int width_of_part(Ui& ui, Split const& split, int kept, int given, int other) {
    return std::clamp(kept > 0 ? kept : given, least_w, most_of(ui, split, other));
}

struct Widths {
    int list = 0, side = 0;
};

Widths widths_of(Ui& ui, Split const& split) {
    SplitOptions const& options = *split.options;
    Widths widths;
    if (split.parts == 3)
        widths.side = width_of_part(ui, split, split.state->side_w, options.side_w, least_w);
    widths.list = width_of_part(ui, split, split.state->list_w, options.list_w, widths.side);
    return widths;
}

void place_parts(Ui& ui, Split& split) {
    Widths const widths = widths_of(ui, split);
    float const list = std::round(static_cast<float>(widths.list) * scale(ui));
    float const side = std::round(static_cast<float>(widths.side) * scale(ui));
    float const left = ui.state().page_frame.area.x;
    float const middle = std::max(0.0f, split.area_w - list - side);
    split.x[0] = left, split.w[0] = list;
    split.x[1] = split.x[2] = left + list;
    split.w[1] = split.w[2] = middle;
    if (split.parts == 3) split.x[2] = left + list + middle, split.w[2] = side;
}

/// Follows the pointer or the arrows. `from_right`: the part beside it is on its right.
void move_border(Ui& ui, Split& split, std::uint32_t id, Rect const& at, bool from_right) {
    Widths const widths = widths_of(ui, split);
    int const most = most_of(ui, split, from_right ? widths.list : widths.side);
    int& kept = from_right ? split.state->side_w : split.state->list_w;
    int w = from_right ? widths.side : widths.list;
    Press const pressed = press(ui, id, at);
    if (pressed.hovered || pressed.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    float const left = ui.state().page_frame.area.x;
    float const pointer = ImGui::GetIO().MousePos.x - left;
    int const asked =
        static_cast<int>(std::lround((from_right ? split.area_w - pointer : pointer) / scale(ui)));
    bool const dragged = pressed.held && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 2);
    if (dragged) w = asked;
    std::string_view const key = key_taken(ui, id);
    if (key == "ArrowRight") w += from_right ? -step : step;
    if (key == "ArrowLeft") w += from_right ? step : -step;
    if (key == "Home") w = from_right ? most : least_w;
    if (key == "End") w = from_right ? least_w : most;
    w = std::clamp(w, least_w, most);
    if ((dragged || !key.empty()) && w != kept) {
        kept = w;
        show_outcome(ui);
    }
    Palette const& color = ui.theme().color;
    bool const lit = pressed.hovered || pressed.held;
    float const x = at.x + at.w / 2;
    line(ui, x, at.y, x, at.y + at.h, lit ? color.accent : color.line, lit ? 3.0f : ui.theme().line_width);
    focus_ring(ui, id, inset(at, 4, 5), 2);
}

void draw_border(Ui& ui, Split& split, float x, std::string const& name, bool from_right) {
    std::uint32_t const id = numbered_id(split.id, from_right ? 2 : 1);
    Rect const at{x - border_w / 2, split.top, border_w, split.h};
    Node& node = add_node(ui, Role::separator, id, name, at);
    node.value = std::to_string(std::lround((x - ui.state().page_frame.area.x) / split.area_w * 100));
    node.state |= takes_keys;
    node.look = "border";
    move_border(ui, split, id, at, from_right);
}

void close_part(Ui& ui, Split& split) {
    if (split.open < 0) return;
    if (split.parts > 1) end_scroller(ui, Kind::panes, 24);
    split.open = -1;
}

}  // namespace

std::string format_split(SplitUi const& state) {
    return std::to_string(state.list_w) + " " + std::to_string(state.side_w);
}

SplitUi parse_split(std::string_view text) {
    int read[2] = {};
    std::size_t at = 0;
    for (char const c : text) {
        if (c == ' ' && at == 0) {
            at = 1;
        } else if (c < '0' || c > '9' || read[at] > most_w) {
            return {};
        } else {
            read[at] = read[at] * 10 + (c - '0');
        }
    }
    bool const sane = read[0] <= most_w && read[1] <= most_w;
    return sane ? SplitUi{read[0], read[1]} : SplitUi{};
}

Split begin_split(Ui& ui, std::string_view key, SplitOptions const& options, SplitUi& state) {
    OpenPage& page = ui.state().page_frame;
    CHECK(page.scrolling);
    Split split;
    split.options = &options;
    split.state = &state;
    split.before = state;
    split.id = key_id(ui, key);
    split.parts = parts_of(ui.viewport());
    Level const box = level(ui);
    push_level(ui, {Kind::panes, split.id, box.node, box.x, box.w, box.y, box.y, 0, box.last, 0});
    bool const two = split.parts == 2, side = options.wanted == SplitPart::side;
    split.shown[0] = split.parts > 1 || options.wanted == SplitPart::list;
    split.shown[1] = split.parts == 3 || (two ? !side : options.wanted == SplitPart::main);
    split.shown[2] = split.parts == 3 || side;
    if (split.parts == 1) return split;
    page.fills_height = true;
    split.top = box.last == Flow::start ? page.area.y : box.y + ui.theme().space_4;
    split.h = std::max(0.0f, page.area.y + page.area.h - split.top);
    split.area_w = page.area.w;
    place_parts(ui, split);
    return split;
}

bool split_part(Ui& ui, Split& split, SplitPart part) {
    int const nth = static_cast<int>(part);
    if (!split.shown[nth]) return false;
    bool const first = split.open < 0;
    close_part(ui, split);
    split.open = nth;
    if (split.parts == 1) return true;
    SplitOptions const& options = *split.options;
    bool const is_last = split.parts == 3 && part == SplitPart::side;
    if (!first)
        draw_border(ui, split, split.x[nth], is_last ? options.side_border : options.list_border, is_last);
    Rect const view{split.x[nth] + (first ? 0.0f : 1.0f), split.top, split.w[nth] - (first ? 0.0f : 1.0f),
                    split.h};
    float const air = part == SplitPart::main ? ui.theme().space_5 : ui.theme().space_4;
    std::uint32_t const id = numbered_id(split.id, 10 + nth);
    bool const keyed = part == SplitPart::main && !options.main_key.empty();
    begin_scroller(ui, keyed ? make_id(id, options.main_key) : id, view, Kind::panes, view.x + air,
                   std::max(1.0f, view.w - 2 * air), ui.theme().space_4);
    level(ui).id = id;  // what is in it is known by the same names, so that sizes are remembered
    std::string const* const names[] = {&options.list_name, &options.main_name, &options.side_name};
    ui.frame().nodes.back().name = *names[nth];
    return true;
}

bool end_split(Ui& ui, Split& split) {
    close_part(ui, split);
    Level const closed = pop_level(ui, Kind::panes);
    bool const filled = split.parts > 1;
    // The page itself does not scroll: its content is exactly as high as what is seen of it.
    level(ui).y = filled ? level(ui).top + ui.state().page_frame.area.h : closed.y;
    placed(ui, filled ? split.area_w : closed.want, closed.last);
    return *split.state != split.before;
}

}  // namespace afterdesk::ui

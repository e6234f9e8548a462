#include "widgets/flow.hpp"

#include <algorithm>
#include <cmath>

#include "base/check.hpp"
#include "base/hash.hpp"
#include "imgui.h"
#include "imgui_internal.h"

namespace afterdesk::ui {
namespace {

/// Half of the bits, well stirred: ids that differ in one digit must not come near each other.
std::uint32_t folded(std::uint64_t hash) {
    hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdu;
    hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53u;
    std::uint32_t const id = static_cast<std::uint32_t>(hash >> 32);
    return id == 0 ? 1 : id;
}

float gap_between(Theme const& theme, Flow last, Flow next) {
    if (last == Flow::start || last == Flow::exact) return 0;
    if (last == Flow::section || next == Flow::section) return theme.space_5;
    if (last == Flow::heading) return theme.space_2;
    if (next == Flow::heading) return theme.space_4;
    if (last == Flow::text && next == Flow::text) return theme.space_1;
    return theme.space_3;
}

/// Nodes of a dialog that was begun in between do not belong to the box around its call.
bool in_dialog(UiState const& state, std::size_t node) {
    return std::any_of(state.dialogs.begin(), state.dialogs.end(), [node](OpenDialog const& dialog) {
        return node >= dialog.begin && node < dialog.end;
    });
}

}  // namespace

std::uint32_t make_id(std::uint32_t seed, std::string_view key) {
    return folded(fnv1a(key, 0xcbf29ce484222325u ^ (seed * 0x9e3779b97f4a7c15u)));
}

std::uint32_t numbered_id(std::uint32_t seed, int number) {
    return folded((static_cast<std::uint64_t>(seed) << 32 | static_cast<std::uint32_t>(number)) + 1);
}

std::uint32_t key_id(Ui& ui, std::string_view key) { return make_id(level(ui).id, key); }

std::uint32_t unnamed_id(Ui& ui) { return numbered_id(level(ui).id, level(ui).unnamed++); }

Node& add_node(Ui& ui, Role role, std::uint32_t id, std::string_view name, Rect const& rect) {
    UiState& state = ui.state();
    Node& node = ui.frame().nodes.emplace_back();
    node.id = id;
    node.parent = level(ui).node;
    node.role = role;
    node.name = name;
    node.rect = rect;
    node.clip = state.clips.back();
    node.font_px = ui.theme().font_body;
    return node;
}

Node& add_text(Ui& ui, std::uint32_t id, std::string_view text, Rect const& rect, float font_px,
               std::string_view look) {
    Node& node = add_node(ui, Role::text, id, text, rect);
    node.font_px = font_px;
    node.look = look;
    return node;
}

int last_node(Ui& ui) { return static_cast<int>(ui.frame().nodes.size()) - 1; }

Level& level(Ui& ui) { return ui.state().levels.back(); }

void push_level(Ui& ui, Level const& opened) { ui.state().levels.push_back(opened); }

Level pop_level(Ui& ui, Kind kind) {
    std::vector<Level>& levels = ui.state().levels;
    CHECK(!levels.empty() && levels.back().kind == kind);
    Level const closed = levels.back();
    levels.pop_back();
    return closed;
}

void open_gap(Ui& ui, Flow next) {
    Level& box = level(ui);
    box.y += gap_between(ui.theme(), box.last, next);
    box.last = Flow::exact;
}

Rect place(Ui& ui, float h, float want, Flow flow) {
    open_gap(ui, flow);
    Level& box = level(ui);
    Rect const rect{box.x, box.y, box.w, h};
    box.y += h;
    placed(ui, want, flow);
    return rect;
}

Rect narrowed(Ui& ui, Rect const& rect, float w) {
    float const taken = std::min(rect.w, w);
    return {level(ui).trailing ? rect.x + rect.w - taken : rect.x, rect.y, taken, rect.h};
}

void placed(Ui& ui, float want, Flow flow) {
    Level& box = level(ui);
    box.last = flow;
    box.want = std::max(box.want, want);
    box.below = 0;
}

float recall(Ui& ui, std::uint32_t id, float guess) {
    UiState& state = ui.state();
    auto const found = state.sizes.find(id);
    if (found == state.sizes.end()) return guess;
    found->second.second = state.frame_no;
    return found->second.first;
}

void learn(Ui& ui, std::uint32_t id, float size, float guess) {
    UiState& state = ui.state();
    auto const entry = state.sizes.try_emplace(id, guess, state.frame_no).first;
    if (std::abs(entry->second.first - size) > 0.5f) state.needs_frame = true;
    entry->second = {size, state.frame_no};
}

Mark mark(Ui& ui) { return {ui.state().draw->VtxBuffer.Size, ui.frame().nodes.size()}; }

void move_down(Ui& ui, Mark from, Mark to, float dy) {
    UiState& state = ui.state();
    for (int i = from.vertex; i < to.vertex; ++i) state.draw->VtxBuffer[i].pos.y += dy;
    for (std::size_t i = from.node; i < to.node; ++i) {
        if (!in_dialog(state, i)) ui.frame().nodes[i].rect.y += dy;
    }
}

Rect intersect(Rect const& a, Rect const& b) {
    float const x = std::max(a.x, b.x);
    float const y = std::max(a.y, b.y);
    return {x, y, std::max(0.0f, std::min(a.x + a.w, b.x + b.w) - x),
            std::max(0.0f, std::min(a.y + a.h, b.y + b.h) - y)};
}

bool visible(Ui& ui, Rect const& rect) {
    Rect const& clip = ui.state().clips.back();
    return rect.x < clip.x + clip.w && rect.x + rect.w > clip.x && rect.y < clip.y + clip.h &&
           rect.y + rect.h > clip.y;
}

void push_clip(Ui& ui, Rect const& rect) {
    UiState& state = ui.state();
    state.clips.push_back(rect);
    ImVec2 const from(rect.x, rect.y);
    ImVec2 const to(rect.x + rect.w, rect.y + rect.h);
    state.draw->PushClipRect(from, to, false);
}

void pop_clip(Ui& ui) {
    UiState& state = ui.state();
    state.clips.pop_back();
    state.draw->PopClipRect();
}

namespace {

/// Where the region stands now: what the native scroller said, else what we remember.
ScrollMemory& scrolled_to(Ui& ui, std::uint32_t id, float view_h) {
    UiState& state = ui.state();
    ScrollMemory& memory = state.scrolls[id];
    bool const appears = memory.frame == 0 || memory.frame + 1 < state.frame_no;
    if (appears) {
        memory.restoring = memory.y > 0;
        memory.wanted = memory.y;
    }
    memory.frame = state.frame_no;
    bool told = false;
    for (Scrolled const& scrolled : ui.input().scrolls) {
        bool const is_echo =
            memory.restoring && std::abs(scrolled.y - memory.y) < 2 && memory.y + 1 < memory.wanted;
        if (scrolled.id != id || is_echo) continue;
        memory.y = scrolled.y;
        memory.restoring = false;
        told = true;
    }
    // A native scroller may stand beyond its ends while it bounces; what we remember may not.
    float const most = std::max(0.0f, memory.content_h - view_h);
    if (memory.restoring) memory.y = std::min(memory.wanted, most);
    if (!memory.restoring && !told) memory.y = std::clamp(memory.y, 0.0f, most);
    return memory;
}

}  // namespace

void begin_scroller(Ui& ui, std::uint32_t id, Rect const& view, Kind kind, float content_x, float content_w,
                    float padding_top) {
    ScrollMemory const& memory = scrolled_to(ui, id, view.h);
    float const top = view.y - std::round(memory.y);
    Node& node = add_node(ui, Role::scroller, id, {}, view);
    node.scroll_to = memory.restoring;
    node.scroll_y = memory.y;
    std::size_t const index = ui.frame().nodes.size() - 1;
    ui.state().scrollers.push_back({id, index, view});
    push_clip(ui, intersect(view, ui.state().clips.back()));
    push_level(ui, {kind, id, static_cast<int>(index), content_x, content_w, top, top + padding_top});
}

float end_scroller(Ui& ui, Kind kind, float padding_bottom) {
    Level const closed = pop_level(ui, kind);
    pop_clip(ui);
    UiState& state = ui.state();
    OpenScroller const scroller = state.scrollers.back();
    state.scrollers.pop_back();
    float const content_h = std::max(0.0f, std::ceil(closed.y + padding_bottom - closed.top));
    ui.frame().nodes[scroller.node].content_h = content_h;
    ScrollMemory& memory = state.scrolls[scroller.id];
    bool const ends_earlier = memory.content_h > content_h && memory.y > content_h - scroller.view.h;
    bool const reaches_further = memory.content_h < content_h && memory.restoring && memory.y < memory.wanted;
    if (ends_earlier || reaches_further) state.needs_frame = true;
    memory.content_h = content_h;
    return content_h;
}

void bring_into_view(Ui& ui, float top, float bottom) {
    UiState& state = ui.state();
    if (state.scrollers.empty()) return;
    Rect const seen = state.clips.back();
    float const above = top - seen.y, below = bottom - seen.y - seen.h;
    if (above >= 0 && below <= 0) return;
    ScrollMemory& memory = state.scrolls[state.scrollers.back().id];
    memory.wanted = std::max(0.0f, std::round(memory.y + (above < 0 ? above : below)));
    memory.restoring = true;
    state.needs_frame = true;
}

bool seeks_further(Ui& ui) {
    UiState& state = ui.state();
    if (state.scrollers.empty()) return false;
    OpenScroller const& open = state.scrollers.back();
    ScrollMemory const& memory = state.scrolls[open.id];
    // The height is of the frame before, which may have had no rows; what is drawn leaves out the end.
    float const drawn = level(ui).y - open.view.y + memory.y;
    float const sought = memory.wanted + open.view.h - 1;
    return memory.restoring && memory.content_h > 0 && sought > memory.content_h && sought > drawn;
}

bool takes_input(Ui& ui) {
    UiState const& state = ui.state();
    return state.modal == (state.open_dialogs.empty() ? 0 : state.open_dialogs.back().id);
}

void wake_at(Ui& ui, std::int64_t at_ms) {
    std::int64_t& next = ui.state().next_wake_ms;
    next = next == 0 ? at_ms : std::min(next, at_ms);
}

bool activated(Ui& ui, std::uint32_t id) {
    std::vector<std::uint32_t> const& ids = ui.input().activations;
    return takes_input(ui) && std::find(ids.begin(), ids.end(), id) != ids.end();
}

std::string_view key_taken(Ui& ui, std::uint32_t id) {
    if (!takes_input(ui)) return {};
    for (KeyPress const& pressed : ui.input().keys)
        if (pressed.id == id) return pressed.key;
    return {};
}

void show_outcome(Ui& ui) { ui.state().needs_frame = true; }

namespace {

/// In debug builds ~Ui checks that each item that takes input is described.
void watch_item([[maybe_unused]] Ui& ui, [[maybe_unused]] std::uint32_t id) {
#ifdef IMGUI_ENABLE_TEST_ENGINE
    ui.state().item_ids.push_back(id);
#endif
}

/// As ImGui's buttons have it, without the window that they need: what came first lies above, what is pressed
/// keeps the pointer, and it is pressed when it is let go over it.
Press press_by_pointer(std::uint32_t id, Rect const& seen) {
    ImGuiContext& g = *ImGui::GetCurrentContext();
    ImVec2 const at = g.IO.MousePos;
    bool const over = at.x >= seen.x && at.y >= seen.y && at.x < seen.x + seen.w && at.y < seen.y + seen.h;
    bool const free = (g.HoveredId == 0 || g.HoveredId == id) && (g.ActiveId == 0 || g.ActiveId == id);
    Press result;
    result.hovered = over && free;
    if (result.hovered) g.HoveredId = id;
    if (result.hovered && g.IO.MouseClicked[0]) g.ActiveId = id;
    if (g.ActiveId != id) return result;
    g.ActiveIdIsAlive = id;  // else it would be let go before the next frame
    result.held = g.IO.MouseDown[0];
    result.pressed = result.hovered && !result.held;
    if (!result.held) g.ActiveId = 0;
    return result;
}

}  // namespace

Press press(Ui& ui, std::uint32_t id, Rect const& rect, bool live) {
    if (!live || !takes_input(ui)) return {};
    Press result;
    if (visible(ui, rect) || ImGui::GetCurrentContext()->ActiveId == id) {
        watch_item(ui, id);
        result = press_by_pointer(id, intersect(rect, ui.state().clips.back()));
        // A finger leaves no pointer behind that could hover.
        if (ImGui::GetIO().MouseSource == ImGuiMouseSource_TouchScreen) result.hovered = result.held;
    }
    result.pressed = result.pressed || activated(ui, id);
    if (result.pressed) show_outcome(ui);
    return result;
}

text::Language language(Ui& ui) {
    return ui.frame().language.starts_with("en") ? text::Language::en : text::Language::zh_cn;
}

std::string spoken_pair(Ui& ui, std::string_view label, std::string_view value) {
    std::string pair(label);
    if (!label.empty() && !value.empty()) pair += language(ui) == text::Language::en ? ": " : "：";
    pair += value;
    return pair;
}

}  // namespace afterdesk::ui

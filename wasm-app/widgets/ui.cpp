// The frame of a Ui, without any window of ImGui: the outermost box, and what is settled when all is drawn.

#include "widgets/ui.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "imgui.h"
#include "imgui_internal.h"
#include "widgets/flow.hpp"
#include "widgets/overlay.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr std::size_t kept_sizes = 2000, kept_paragraphs = 1500, kept_scrolls = 64, kept_pieces = 150;

/// Edges are smoothed over one device pixel, and curves are as fine as the device shows.
void sharpen(ImDrawList& list, Viewport const& viewport) {
    float const ratio = std::max(1.0f, viewport.pixel_ratio);
    list._FringeScale = 1.0f / ratio;
    ImGuiStyle& style = ImGui::GetStyle();
    style.CircleTessellationMaxError = 0.3f / ratio;
    style.CurveTessellationTol = 1.25f / ratio;
}

/// ImGui says so to its fonts when a window begins, and there is none.
void use_density(ImFont* font, Viewport const& viewport) {
    font->CurrentRasterizerDensity = viewport.pixel_ratio;
}

template <class Map, class LastUse>
void forget_unused(Map& map, std::size_t kept, std::int64_t now, LastUse last_use) {
    if (map.size() <= kept) return;
    for (auto at = map.begin(); at != map.end();)
        at = last_use(at->second) < now ? map.erase(at) : std::next(at);
}

/// Their places in the font atlas become free.
void forget_pieces(UiState& state) {
    if (state.pieces.size() <= kept_pieces) return;
    std::erase_if(state.pieces, [&](LinePiece const& piece) {
        bool const unused = piece.frame < state.frame_no;
        if (unused) ImGui::GetIO().Fonts->RemoveCustomRect(piece.rect);
        return unused;
    });
}

void forget_unused(UiState& state) {
    std::int64_t const now = state.frame_no;
    forget_pieces(state);
    forget_unused(state.sizes, kept_sizes, now, [](auto const& entry) { return entry.second; });
    forget_unused(state.paragraphs, kept_paragraphs, now, [](Paragraph const& entry) { return entry.frame; });
    if (state.scrolls.size() <= kept_scrolls) return;
    auto const oldest =
        std::min_element(state.scrolls.begin(), state.scrolls.end(),
                         [](auto const& a, auto const& b) { return a.second.frame < b.second.frame; });
    state.scrolls.erase(oldest);
}

/// Only the uppermost dialog can be reached; the line of messages above it stays audible.
void cover_behind(Ui& ui) {
    UiState& state = ui.state();
    std::uint32_t const before = state.modal;
    auto const top_at =
        std::max_element(state.dialogs.begin(), state.dialogs.end(),
                         [](OpenDialog const& a, OpenDialog const& b) { return a.begin < b.begin; });
    state.modal = top_at == state.dialogs.end() ? 0 : top_at->id;
    if (state.modal != before) state.needs_frame = true;
    if (state.dialogs.empty()) return;
    OpenDialog const& top = *top_at;
    std::vector<Node>& nodes = ui.frame().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (i < top.begin || i >= top.end) nodes[i].state |= covered;
    }
}

bool says(Node const& node, std::string const& text) {
    for (std::string const* said : {&node.name, &node.value, &node.description, &node.placeholder})
        if (said->find(text) != std::string::npos) return true;
    return false;
}

void begin_state(UiState& state, Viewport const& viewport) {
    state.needs_frame = state.new_items_wait = false;
    state.next_wake_ms = 0;
    ++state.frame_no;
    if (state.text_scale != viewport.text_scale || state.pixel_ratio != viewport.pixel_ratio) {
        state.paragraphs.clear();
        state.text_scale = viewport.text_scale;
        state.pixel_ratio = viewport.pixel_ratio;
    }
    state.levels.clear();
    state.clips.clear();
    state.dialogs_before.swap(state.dialogs);
    state.dialogs.clear();
    state.cut.clear();
    state.page_frame = {};
}

}  // namespace

std::string undescribed(UiState const& state, SemanticFrame const& frame) {
    auto const some = [&frame](auto const& fits) {
        return std::any_of(frame.nodes.begin(), frame.nodes.end(), fits);
    };
    for (std::uint32_t const id : state.item_ids)
        if (!some([id](Node const& node) { return node.id == id; })) return "item " + std::to_string(id);
    for (std::string const& text : state.drawn)
        if (!some([&text](Node const& node) { return says(node, text); })) return "text " + text;
    return {};
}

Ui::Ui(UiState& state, Viewport const& viewport, Input const& input, SemanticFrame& frame)
    : state_(state), viewport_(viewport), input_(input), frame_(frame), theme_(make_theme(viewport)) {
    CHECK(state.regular != nullptr && state.strong != nullptr && state.setter.width != nullptr);
    begin_state(state, viewport);
    frame.nodes.clear();
    frame.title.clear();
    use_density(state.regular, viewport);
    use_density(state.strong, viewport);
    state.draw = ImGui::GetBackgroundDrawList();
    sharpen(*state.draw, viewport);
    sharpen(*ImGui::GetForegroundDrawList(), viewport);
    push_clip(*this, {0, 0, viewport.w, viewport.h});
    float const side = viewport.phone() ? theme_.space_4 : theme_.space_5;
    float const x = viewport.safe_left + side;
    push_level(*this, {Kind::root, make_id(0, "root"), -1, x,
                       std::max(0.0f, viewport.w - x - viewport.safe_right - side), side, side});
}

Ui::~Ui() {
    draw_picker_list(*this);
    cover_behind(*this);
    draw_toast(*this);
    pop_level(*this, Kind::root);
    CHECK(state_.levels.empty() && state_.open_dialogs.empty() && state_.rows.empty() &&
          state_.cards.empty());
    pop_clip(*this);
    bool const everything_is_described = undescribed(state_, frame_).empty();
    CHECK(everything_is_described);
    state_.item_ids.clear();
    state_.drawn.clear();
    forget_unused(state_);
}

}  // namespace afterdesk::ui

#pragma once
// For the widgets only: where things stand, what they are called, and how input reaches them.

#include <cstdint>
#include <string_view>

#include "text/text.hpp"
#include "widgets/ui_state.hpp"

namespace afterdesk::ui {

// ---- Ids and nodes ----------------------------------------------------------------------------------------

/// The id of a key inside a parent. Promise: never 0, the same in every frame.
std::uint32_t make_id(std::uint32_t seed, std::string_view key);
/// The id of a key, or of a number, in the current box.
std::uint32_t key_id(Ui& ui, std::string_view key);
std::uint32_t numbered_id(std::uint32_t seed, int number);
/// The id of a node without a key: its place among the others without one in this box.
std::uint32_t unnamed_id(Ui& ui);

/// Appends a node under the current box, with the current clip. The reference is good until the next node.
Node& add_node(Ui& ui, Role role, std::uint32_t id, std::string_view name, Rect const& rect);
/// Appends the node of a text that is drawn at `rect` in this size and look.
Node& add_text(Ui& ui, std::uint32_t id, std::string_view text, Rect const& rect, float font_px,
               std::string_view look = {});
/// The index of the node added last.
int last_node(Ui& ui);

// ---- Boxes ------------------------------------------------------------------------------------------------

Level& level(Ui& ui);
void push_level(Ui& ui, Level const& opened);
/// Promise: CHECK fails when a begin_… has another end_… than its own.
Level pop_level(Ui& ui, Kind kind);

/// Moves the cursor by the distance that belongs between the last thing and a `next` one.
void open_gap(Ui& ui, Flow next);
/// Takes `h` pixels of the flow over the full width; `want`: the width it would take if it could choose.
Rect place(Ui& ui, float h, float want, Flow flow = Flow::block);
/// The part of a placed rectangle that a thing of width `w` takes: at the left, or at the right edge of a
/// row.
Rect narrowed(Ui& ui, Rect const& rect, float w);
/// For things that moved the cursor themselves.
void placed(Ui& ui, float want, Flow flow);

/// A size known from an earlier frame, or the guess. Learning that the frame was drawn with another one asks
/// for one more frame.
float recall(Ui& ui, std::uint32_t id, float guess);
void learn(Ui& ui, std::uint32_t id, float size, float guess);

Mark mark(Ui& ui);
/// Moves what was drawn and described between two marks.
void move_down(Ui& ui, Mark from, Mark to, float dy);

// ---- Clipping and scrolling -------------------------------------------------------------------------------

Rect intersect(Rect const& a, Rect const& b);
bool visible(Ui& ui, Rect const& rect);
void push_clip(Ui& ui, Rect const& rect);
void pop_clip(Ui& ui);

/// A region that scrolls. Inside, the level's cursor starts at the scrolled position.
void begin_scroller(Ui& ui, std::uint32_t id, Rect const& view, Kind kind, float content_x, float content_w,
                    float padding_top);
/// Scrolls the open region so far that what stands from `top` to `bottom` is seen.
void bring_into_view(Ui& ui, float top, float bottom);
/// Returns the height of the content.
float end_scroller(Ui& ui, Kind kind, float padding_bottom);

// ---- Input ------------------------------------------------------------------------------------------------

struct Press {
    bool hovered = false, held = false, pressed = false;
};
/// An item that reacts to a press. `live`: false for disabled ones, which react to nothing.
Press press(Ui& ui, std::uint32_t id, Rect const& rect, bool live = true);
/// True when the browser reported an activation (keyboard, screen reader, Enter in a field) of this node.
bool activated(Ui& ui, std::uint32_t id);
/// The key that this node took in this frame; empty when there was none.
std::string_view key_taken(Ui& ui, std::uint32_t id);
/// Something was pressed or typed: what the screen makes of it is drawn in one more frame.
void show_outcome(Ui& ui);
/// False behind a dialog.
bool takes_input(Ui& ui);
/// Draw again when the clock of Input::now_ms shows this, or earlier.
void wake_at(Ui& ui, std::int64_t at_ms);

/// What ImGui was told of, or what was drawn, and no node describes; empty when there is none.
std::string undescribed(UiState const& state, SemanticFrame const& frame);

/// The language of the page, for the few words that the widgets say themselves.
text::Language language(Ui& ui);
/// "label: value" in the page's language, as it is read aloud.
std::string spoken_pair(Ui& ui, std::string_view label, std::string_view value);

}  // namespace afterdesk::ui

#pragma once
// What the widgets keep between frames, and the layout of the frame being drawn. The platform (or a test)
// owns one, sets the two fonts, and reads `needs_frame` and `next_wake_ms` after each frame.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "widgets/text_wrap.hpp"
#include "widgets/ui.hpp"

struct ImDrawList;
struct ImFont;

namespace afterdesk::ui {

/// What came last in a box; decides the distance to what comes next.
enum class Flow : std::uint8_t { start, text, heading, block, section, exact };

/// What a level of the layout is, to find a begin without its end.
enum class Kind : std::uint8_t { root, page, bar, section, card, row, cell, list, item, dialog, panes };

/// One box of the vertical flow. Units: CSS pixels.
struct Level {
    Kind kind = Kind::root;
    std::uint32_t id = 0;  ///< seed of the ids inside
    int node = -1;         ///< parent of the nodes inside
    float x = 0, w = 0;    ///< where content stands
    float top = 0, y = 0;  ///< where it began, and the cursor
    float want = 0;        ///< the width it would take if no line were broken
    Flow last = Flow::start;
    int unnamed = 0;        ///< counts nodes without a key, for their ids
    float below = 0;        ///< height of an explanation under the last thing; it is not centred with it
    bool trailing = false;  ///< at the end of a row: texts and badges stand at the right edge
};

/// How far the drawing and the description had come; what follows can be moved as one.
struct Mark {
    int vertex = 0;
    std::size_t node = 0;
};

/// A filled box whose height is known only when its content is drawn.
struct Surface {
    int first = 0, last = 0;  ///< its vertices
    float y = 0, h = 0;       ///< as drawn first
};

struct Cell {
    float x = 0, w = 0, top = 0, height = 0, want = 0;
    float below = 0;
    float lowered = 0;  ///< how far it was put down to be centred
    Mark begin, end;
};

struct OpenRow {
    std::vector<float> asked;
    std::vector<Cell> cells;
    RowOptions options;
    float top = 0;
    bool stacked = false, wraps = false;
    bool beside = false;         ///< stacked, but for the first cell: the others stand in a column beside it
    std::size_t at = 0;          ///< the open cell
    std::size_t line_first = 0;  ///< first cell of the line that is being filled
};

struct OpenCard {
    Rect rect;
    Surface surface;
    std::uint32_t link_id = 0;
    std::size_t link_node = 0;
    bool has_link = false, drawn_hovered = false;
    std::size_t node = 0;
};

/// A region with a native scroller. `restoring`: it was left at `wanted`, and is on its way back there.
struct ScrollMemory {
    float y = 0, wanted = 0, content_h = 0;
    std::int64_t frame = 0;
    bool restoring = false;
};

struct OpenScroller {
    std::uint32_t id = 0;
    std::size_t node = 0;
    Rect view;
};

/// A list or table of which only a part is drawn.
struct OpenLong {
    std::uint32_t id = 0;
    int total = 0;
    float top = 0;  ///< of its first row
    float row_h = 0, guess_h = 0;
    float highest = 0;  ///< of the rows drawn in this frame
};

struct OpenPage {
    std::vector<NavItem> bottom_nav;
    std::string nav_name;
    Rect area;  ///< between the bars
    float column_x = 0, column_w = 0;
    float bar_bottom = 0;
    int main_node = -1;
    std::uint32_t id = 0;
    std::uint32_t scroller_id = 0;
    Mark bar_begin;
    Surface bar_surface;
    bool scrolling = false, has_bar = false, fills_height = false;
    std::string menu;
    Rect menu_at;  ///< its button; empty: none
};

struct OpenPanes {
    bool both = false;
    float left_w = 0;
    Rect area;
};

struct OpenDialog {
    std::uint32_t id = 0;
    std::size_t begin = 0, end = 0;  ///< nodes; end 0 while it is open
    ImDrawList* draw_before = nullptr;
    std::size_t levels_before = 0;
    Rect sheet;
    float content_y = 0;  ///< where what scrolls begins
    float content_h = 0;  ///< its height, known when it has ended
    float bar_h = 0;      ///< of the actions below what scrolls, as they were in the last frame
    bool has_bar = false;
    bool anchored = false;    ///< stands at what opened it
    std::uint32_t focus = 0;  ///< the node that has the focus when it opens; 0: the first that answers
    int frames = 0;           ///< that it has been shown for
};

/// The picker that was opened last: what its list shows, and what was chosen there until its button hears it.
struct OpenPicker {
    std::uint32_t id = 0;
    std::int64_t frame = 0;  ///< when its button was drawn
    bool open = false, picked = false, focus_back = false, focus_is_back = false;
    std::string label, value, query;
    std::vector<Choice> items;
};

/// A text broken into lines. Units: `natural` is the width when only its own newlines break it.
struct Paragraph {
    std::vector<TextLine> lines;
    float width = 0, natural = 0;
    std::int64_t frame = 0;
    std::vector<std::string> alone;  ///< of a text from right to left: lines to be set whole; others empty
};

/// A part of a line's picture: a rectangle of the font atlas. Units: CSS pixels from where the text stands.
struct LinePiece {
    int rect = 0;
    Rect at;
    std::uint64_t line = 0;  ///< which line it is of
    std::int64_t frame = 0;
};

/// Who sets a line whole: its letters in the order in which they are seen, and joined.
struct LineSetter {
    float (*width)(ImFont& font, float px, std::string const& line) = nullptr;
    /// Appends its pieces, from left to right; none where nothing is drawn.
    void (*draw)(ImFont& font, float px, std::string const& line, Color color,
                 std::vector<LinePiece>& pieces) = nullptr;
};

struct ToastMemory {
    std::string text;
    Tone tone = Tone::neutral;
    std::int64_t until_ms = 0;
};

/// Everything that outlives a frame. One per page; not copied.
class UiState {
  public:
    UiState() = default;
    UiState(UiState const&) = delete;
    UiState& operator=(UiState const&) = delete;

    // ---- set by the platform once -------------------------------------------------------------------------
    ImFont* regular = nullptr;
    ImFont* strong = nullptr;
    LineSetter setter;

    // ---- read by the platform after each frame ------------------------------------------------------------
    bool new_items_wait = false;    ///< some were put off: draw again in the next animation frame
    bool needs_frame = false;       ///< sizes were learned: draw again before showing this frame
    std::int64_t next_wake_ms = 0;  ///< draw again when the clock shows this; 0: nothing is waiting

    // ---- set by the platform before each animation frame --------------------------------------------------
    /// List items out of sight that may be drawn for the first time: what is seen need not wait for them.
    int new_items_left = std::numeric_limits<int>::max();

    // ---- kept between frames by the widgets ---------------------------------------------------------------
    std::int64_t frame_no = 0;
    std::unordered_map<std::uint32_t, std::pair<float, std::int64_t>>
        sizes;  ///< remembered size, frame of last use
    std::unordered_map<std::uint32_t, ScrollMemory> scrolls;
    std::unordered_map<std::uint64_t, Paragraph> paragraphs;
    std::vector<LinePiece> pieces;
    ToastMemory toast, next_toast;
    std::uint32_t modal = 0;         ///< the dialog that took all input in the last frame
    std::uint32_t page = 0;          ///< the page of the last frame
    std::uint32_t page_focus = 0;    ///< the page whose heading asks for the focus, after a change of page
    std::uint32_t focused_item = 0;  ///< the list item that has the keyboard
    std::uint32_t dragged = 0;       ///< the chip strip that follows the pointer
    OpenPicker picker;
    std::uint32_t menu_of = 0;               ///< the page whose menu is open
    std::vector<OpenDialog> dialogs_before;  ///< of the last frame, for what had the focus in them
    float text_scale = 1, pixel_ratio = 1;

    // ---- the frame that is being drawn --------------------------------------------------------------------
    ImDrawList* draw = nullptr;
    std::vector<Level> levels;
    std::vector<OpenRow> rows;
    std::vector<OpenCard> cards;
    std::vector<OpenScroller> scrollers;
    std::vector<OpenLong> long_lists;
    std::vector<OpenPanes> panes;
    std::vector<OpenDialog> open_dialogs;  ///< begun and not ended
    std::vector<OpenDialog> dialogs;       ///< all of this frame, for what they cover
    std::vector<Rect> clips;
    std::vector<std::uint32_t> item_ids;  ///< ids that ImGui was told of; each must have a node
    std::vector<std::string> cut;         ///< lines of the last frame that were too long, in debug builds
    std::vector<std::string> drawn;       ///< texts on the canvas, in debug builds; each must be in a node
    OpenPage page_frame;
};

}  // namespace afterdesk::ui

#pragma once
// The widgets. Each draws with Dear ImGui and describes itself in the semantic frame, in one call. A screen
// calls them in reading order; layout is a vertical flow inside the current box (page, card, cell), wrapping
// to its width. Keys are stable ids inside their parent ("submit", an order number), never translated text.

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "widgets/icons.hpp"
#include "widgets/semantic.hpp"
#include "widgets/theme.hpp"

namespace afterdesk::ui {

/// What the platform gathered since the last frame, by node id.
struct FieldEdit {
    std::uint32_t id = 0;
    std::string text{};
};
struct Scrolled {
    std::uint32_t id = 0;
    float y = 0;
};
struct PickedFile {
    int handle = 0;  ///< the browser's File, kept by the platform
    std::string name{};
    std::string type{};  ///< MIME type as the browser guesses it
    std::int64_t bytes = 0;
    std::string preview_url{};  ///< blob: URL for a thumbnail
};
struct FilesPicked {
    std::uint32_t id = 0;
    std::vector<PickedFile> files;
};
/// A key that a node took: "ArrowDown", "Home", " ", "j", as the browser calls it.
struct KeyPress {
    std::uint32_t id = 0;
    std::string key{};
};
struct Input {
    std::vector<FieldEdit> edits;
    std::vector<KeyPress> keys;
    std::vector<std::uint32_t> activations;  ///< clicks without coordinates (keyboard, screen reader), Enter
    std::vector<Scrolled> scrolls;
    std::vector<FilesPicked> picked;
    std::uint32_t focused = 0;   ///< the node that has DOM focus, 0 for none
    bool focus_visible = false;  ///< focus came from the keyboard: draw a ring
    bool escape = false;
    std::int64_t now_ms = 0;  ///< a clock for messages that go away; any epoch
};

/// The size of the page and what the host wants.
struct Viewport {
    float w = 1280, h = 800;  ///< CSS pixels (the visual viewport while a keyboard is up)
    float pixel_ratio = 1;
    float text_scale = 1;  ///< host text size ÷ 16 px
    float safe_top = 0, safe_right = 0, safe_bottom = 0, safe_left = 0;
    bool dark = false;
    bool reduced_motion = false;
    bool forced_colors = false;
    /// Page, text and what can be pressed, as the user chose them; used with forced_colors.
    Color user_page = 0xFFFFFFFF, user_text = 0x000000FF, user_link = 0x0000C8FF;
    bool phone() const { return w < 600; }
    bool wide() const { return w >= 1000; }
};

class UiState;  // widgets/ui_state.hpp: ids, layout stack, scroll offsets; kept over frames

/// One frame being drawn. Created by the platform or by a headless test; passed to every draw function.
class Ui {
  public:
    Ui(UiState& state, Viewport const& viewport, Input const& input, SemanticFrame& frame);
    ~Ui();
    Ui(Ui const&) = delete;
    Ui& operator=(Ui const&) = delete;

    Viewport const& viewport() const { return viewport_; }
    Theme const& theme() const { return theme_; }
    Input const& input() const { return input_; }
    SemanticFrame& frame() { return frame_; }
    UiState& state() { return state_; }

  private:
    UiState& state_;
    Viewport const& viewport_;
    Input const& input_;
    SemanticFrame& frame_;
    Theme theme_;
};

// ---- Page and boxes ---------------------------------------------------------------------------------------

/// The frame of every screen: top bar (title, back link, actions), content scroller, optional bottom bar on
/// phones.
struct NavItem {
    std::string key{}, label{}, href{};
    std::string_view icon{};
    bool current = false;
    int count = 0;         ///< badge when > 0
    bool in_menu = false;  ///< beside a rail its place is the menu at the foot
};
struct PageOptions {
    std::string title{};      ///< h1 and document title
    std::string back_href{};  ///< empty: no back link
    std::string back_label{};
    std::vector<NavItem> nav{};  ///< side rail on wide pages, bottom bar on phones
    std::string brand{};         ///< product or mall name at the top
    float max_width = 960;       ///< of the content column
    std::string key{};  ///< which screen it is: its scroll position is kept under it; empty: the title
    /// Who is signed in, and as what: the button that opens the page's menu, at the foot of the rail; without
    /// a navigation at the end of the top bar.
    std::string menu{}, menu_note{};
};
void begin_page(Ui& ui, PageOptions const& options);
/// Fixed area above the bottom edge for the main action of the screen; once inside begin_page/end_page.
void begin_action_bar(Ui& ui);
void end_action_bar(Ui& ui);
void end_page(Ui& ui);
/// The page's menu, inside begin_page/end_page. When it is true, its content follows, and end_dialog.
bool begin_page_menu(Ui& ui);
void close_page_menu(Ui& ui);

/// Surface with padding. With `href` the whole card is a link named `name`.
struct CardOptions {
    std::string href{};
    std::string name{};
    bool selected = false;
    bool flat = false;
};
void begin_card(Ui& ui, std::string_view key, CardOptions const& options = {});
void end_card(Ui& ui);

/// A named section without a surface (role region), with an h2 when `title` is not empty.
void begin_section(Ui& ui, std::string_view key, std::string_view title);
void end_section(Ui& ui);

/// Cells side by side. Width of a cell: > 0 fixed in CSS px × text scale; < 0 shares what is left by weight;
/// 0 takes what its content needs (buttons, badges). Cells stack vertically when the row is narrower than
/// `stack_below`. When all are fixed, or all follow their content, those that do not fit begin another line.
struct RowOptions {
    float gap = 12;
    float stack_below = 0;
    bool center = true;  ///< vertically
};
void begin_row(Ui& ui, std::string_view key, std::span<float const> widths, RowOptions const& options = {});
inline void begin_row(Ui& ui, std::string_view key, std::initializer_list<float> widths,
                      RowOptions const& options = {}) {
    begin_row(ui, key, std::span<float const>(widths.begin(), widths.size()), options);
}
void next_cell(Ui& ui);
void end_row(Ui& ui);

/// A list whose items are announced with their position; `total` counts the clipped or unloaded ones too.
void begin_list(Ui& ui, std::string_view key, std::string_view name, int total);
void begin_list_item(Ui& ui, std::string_view key, int position);
/// True when the next item stands screens away from what is seen, or out of sight and is put off: its place
/// is kept, and it is not to be drawn.
bool skip_list_item(Ui& ui, std::string_view key);
void end_list_item(Ui& ui);
/// True when the region is to stand where it was left, and does not reach as far yet.
bool seeks_further(Ui& ui);
void end_list(Ui& ui);

/// A list of any length, all of whose items are as high as the highest that was seen: only those near what is
/// seen are to be drawn. Each item stands between begin_long_item and end_long_item; positions count from 1.
struct Window {
    int first = 0, end = 0;  ///< indices, from 0
};
Window begin_long_list(Ui& ui, std::string_view key, std::string_view name, int total, float guess_h = 120);
void begin_long_item(Ui& ui, std::string_view key, int position);
void end_long_item(Ui& ui);
void end_long_list(Ui& ui);

/// Modal: sheet from below on phones, centred otherwise; everything else becomes inert. Returns false when
/// the user asked to close it (Escape, scrim, ×) in this frame. Draw its content in any case, then
/// end_dialog.
bool begin_dialog(Ui& ui, std::string_view key, std::string_view title);
/// What follows stays in sight below what scrolls; where it would take too much of the room it scrolls too.
void begin_dialog_actions(Ui& ui);
void end_dialog(Ui& ui);

/// Two panes on wide pages (list | detail), only the second or the first on narrow ones.
struct PanesOptions {
    float left_width = 400;
    bool show_right_when_narrow = false;
};
/// Returns which panes are drawn.
struct PanesShown {
    bool left = true, right = true;
};
PanesShown begin_panes(Ui& ui, std::string_view key, PanesOptions const& options);
void next_pane(Ui& ui);  ///< between the two, only when both are shown
void end_panes(Ui& ui);

// ---- Text -------------------------------------------------------------------------------------------------

enum class TextStyle : std::uint8_t { body, strong, small, muted, price, price_large, danger, success, mono };
void heading(Ui& ui, int level, std::string_view text);
/// Wrapped text; Chinese line breaking rules apply.
void text(Ui& ui, std::string_view text, TextStyle style = TextStyle::body);
/// "label    value" on one line, as in a receipt; the value right-aligned. Read as "label: value".
void label_value(Ui& ui, std::string_view label, std::string_view value, TextStyle style = TextStyle::body);
enum class Tone : std::uint8_t { neutral, info, success, warning, danger };
void badge(Ui& ui, std::string_view text, Tone tone);
/// A box with an icon: errors (role alert), notices (role status).
void notice(Ui& ui, std::string_view key, std::string_view text, Tone tone);
struct CountdownOptions {
    std::int64_t deadline_ms = 0;               ///< by the clock of Input::now_ms
    std::int64_t urgent_ms = 12 * 60 * 60'000;  ///< from so long before it on it stands out
    std::string after{};                        ///< the rest of its sentence; empty: a badge
};
/// The time until a deadline as people say it: "还剩 1 天 3 小时". While it is seen it asks for a frame when its
/// text changes, once a minute or an hour, and for no other.
void countdown(Ui& ui, CountdownOptions const& options);
void space(Ui& ui, float css_px);
void divider(Ui& ui);

// ---- Controls ---------------------------------------------------------------------------------------------

enum class ButtonKind : std::uint8_t { primary, secondary, danger, quiet };
struct ButtonOptions {
    ButtonKind kind = ButtonKind::secondary;
    std::string why_not{};  ///< not empty: disabled, and this sentence is shown and read
    bool busy = false;
    bool full_width = false;
    bool told = false;  ///< the screen shows the sentence itself, where there is more room
    std::string_view icon{};
};
/// True in the frame in which it was pressed, by pointer, keyboard or screen reader: exactly once per press.
bool button(Ui& ui, std::string_view key, std::string_view label, ButtonOptions const& options = {});
/// A quiet button that is only an icon: "remove photo", "more". `name` is read, not shown.
bool icon_button(Ui& ui, std::string_view key, std::string_view name, std::string_view icon);
void link(Ui& ui, std::string_view key, std::string_view label, std::string_view href);

struct FieldOptions {
    FieldKind kind = FieldKind::text;
    std::string hint{};   ///< below the field
    std::string error{};  ///< replaces the hint; marks the field invalid
    std::string placeholder{};
    int max_chars = 200;
    bool required = false;
    bool hide_label = false;          ///< name for assistive technology only
    int lines = 3;                    ///< multiline
    std::string_view autocomplete{};  ///< what the browser fills in, when not the kind's own: a DOM token
};
struct FieldResult {
    bool changed = false;
    bool submitted = false;  ///< Enter outside a composition (not in multiline fields)
};
FieldResult field(Ui& ui, std::string_view key, std::string_view label, std::string& value,
                  FieldOptions const& options = {});

bool checkbox(Ui& ui, std::string_view key, std::string_view label, bool& value,
              std::string_view why_not = {});
/// Number with − and + buttons; `label` is read, not shown. Returns true when it changed.
bool stepper(Ui& ui, std::string_view key, std::string_view label, int& value, int min, int max);
struct Choice {
    std::string key{}, label{}, note{};
    std::string
        why_not{};  ///< not empty: it can not be chosen, and this sentence stands in place of the note
};
/// Radio group. Returns true when `selected` (a Choice key) changed.
bool choices(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
             std::string& selected);
struct PickerOptions {
    std::string hint{};   ///< below the field; empty: the note of what is chosen
    std::string error{};  ///< replaces the hint
    std::string placeholder{};
    std::string why_not{};  ///< not empty: it opens nothing, and this sentence is shown and read
    bool required = false;
    bool hide_label = false;  ///< part of its name all the same
};
/// One of many: a field that shows what is chosen and opens the list, from below on phones, at the field
/// elsewhere; of ten and more one can be searched for. Returns true when `value` (a Choice key) changed. Read
/// as a button "label: what is chosen" and a list of options, which arrows, Home, End and letters go through.
bool picker(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
            std::string& value, PickerOptions const& options = {});
/// Chips in one line that scrolls when needed, one of them on: filters and tabs. Each is a link when it has
/// an href.
struct Tab {
    std::string key{}, label{}, href{};
    int count = -1;  ///< shown when ≥ 0
};
bool tabs(Ui& ui, std::string_view key, std::string_view label, std::span<Tab const> items,
          std::string& selected);
/// Opens the browser's file dialog; the files arrive in Input::picked and are returned here.
std::vector<PickedFile> file_picker(Ui& ui, std::string_view key, std::string_view label,
                                    std::string_view accept, bool multiple);

/// A few short choices side by side, one of them on: a setting. Each is a button that is pressed or not.
bool segments(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
              std::string& selected);

// ---- Pictures and progress --------------------------------------------------------------------------------

/// A picture in a square of `size` CSS px, cropped to fill; `alt` empty for decoration. `icon` stands in its
/// place as long as it is not there.
void image(Ui& ui, std::string_view key, std::string_view url, std::string_view alt, float size,
           std::string_view icon = icons::photo);
struct StepItem {
    std::string label{}, note{};  ///< note: the time, or what it waits for
    bool done = false, current = false;
};
/// The way of a ticket: horizontal when there is room, vertical on phones.
void steps(Ui& ui, std::string_view key, std::string_view name, std::span<StepItem const> items);
/// Who said or did something. A message stands in a bubble, at the right edge when it is the reader's own.
enum class Voice : std::uint8_t { event, other, own };
struct TimelineEntry {
    std::string key{};
    std::string day{};  ///< stands above the first entry of each day
    std::string at{};   ///< the time of the day, and what is to be said of it: "16:26 · 已读"
    std::string who{}, words{}, said{};  ///< said: what was written with an event
    std::string before{}, after{};       ///< an amount that changed; `after` alone: one that was named
    struct File {
        std::string name{};
        std::string url{};   ///< of a small picture; empty: the icon stands in its place
        std::string href{};  ///< where it is shown whole
        std::string_view icon = icons::photo;
    };
    std::vector<File> files{};
    Voice voice = Voice::event;
};
/// What happened and what was said, newest last. Of many the newest are shown, and a button for the rest.
void timeline(Ui& ui, std::string_view key, std::string_view name, std::span<TimelineEntry const> entries);
/// A bar that fills from left to right: an upload. Units: percent 0-100.
void progress(Ui& ui, std::string_view key, std::string_view label, int percent);
/// Grey bars in place of content that is being loaded, `lines` high; read as "loading".
void skeleton(Ui& ui, std::string_view key, std::string_view loading_name, int cards);
/// Icon, sentence and an optional action for an empty or failed region. Returns true when the action was
/// pressed.
bool empty_state(Ui& ui, std::string_view key, std::string_view icon, std::string_view title,
                 std::string_view note, std::string_view action = {});
/// A sentence spoken by screen readers and shown for some seconds at the bottom. Call it once, not in each
/// frame.
void toast(Ui& ui, std::string_view text, Tone tone);

}  // namespace afterdesk::ui

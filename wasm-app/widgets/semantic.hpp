#pragma once
// The semantic frame: while a widget draws, it appends what it is. The platform mirrors the frame into DOM
// nodes over the canvas (screen readers, native text fields, links, scrolling, automation); tests read it
// directly.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::ui {

/// A rectangle in CSS pixels from the page's top left corner.
struct Rect {
    float x = 0, y = 0, w = 0, h = 0;
    bool operator==(Rect const&) const = default;
};

/// What a node is. Each maps to one DOM element (platform/mirror): real <button>, <a href>, <input>, h1-h3,
/// table rows…
enum class Role : std::uint8_t {
    text,     ///< static text: <p>/<span>
    heading,  ///< h1-h3 by `level`
    button,   ///< <button>
    link,     ///< <a href>
    field,    ///< <input>/<textarea> by `field`
    checkbox,
    radio,
    radio_group,  ///< named group
    tab,
    tab_list,
    list,
    list_item,
    table,  ///< row_count = all rows, also those that are clipped
    row,
    cell,
    column_header,
    image,        ///< shown <img src> with alt = name
    file_picker,  ///< <input type=file>
    dialog,       ///< modal; everything outside it is inert
    region,       ///< named section
    navigation,   ///< <nav>
    main,         ///< <main>
    banner,       ///< <header>
    scroller,     ///< native scroller of height `content_h`; its scrollTop drives the region
    status,       ///< polite live region
    alert,        ///< assertive live region
    progress,
    group,
    listbox,  ///< named; its options are one stop for Tab, the arrow keys go from one to the next
    option,
    grid,       ///< a table whose rows have the keyboard, one at a time; row_count as there
    grid_cell,  ///< of a grid
    separator,  ///< a border that can be moved; its value is where it stands, in percent
    mark,       ///< a named point of a picture that can have the focus
    slider,     ///< its value: percent, and what that means
};

/// What is typed into a field: decides keyboard, autofill and password manager.
enum class FieldKind : std::uint8_t {
    none,
    text,
    multiline,
    amount,
    search,
    username,
    password,
    tel,
    code,
    number,
    date  ///< "2026-11-28"; the browser has a calendar for it
};

/// State bits of a node.
enum StateBits : std::uint32_t {
    disabled = 1u << 0,
    checked = 1u << 1,
    selected = 1u << 2,
    required = 1u << 3,
    invalid = 1u << 4,
    busy = 1u << 5,
    current = 1u << 6,       ///< aria-current (page or step)
    focus_me = 1u << 7,      ///< moves DOM focus here when the bit appears on a node; it stays set after that
    multiple = 1u << 8,      ///< file picker: several files
    covered = 1u << 9,       ///< behind a dialog: inert and not shown
    popup = 1u << 10,        ///< button: opens a dialog
    takes_keys = 1u << 11,   ///< while it has the focus, arrows and the like arrive as Input::keys
    off_tab = 1u << 12,      ///< no stop for Tab: the arrows come to it
    sorted_up = 1u << 13,    ///< column header: the rows stand by it
    sorted_down = 1u << 14,  ///< … the greatest first
};

/// One thing on the screen. Units: rect and clip in CSS pixels; parent is an index into the frame, -1 at the
/// root. Inside a scroller `rect` is where the thing stands after scrolling, also when that is out of sight,
/// and `clip` is the visible part of the scroller. A field's `rect` is where its text stands, without the
/// frame around it; lines of a multiline one are 1.5 × font_px high.
struct Node {
    std::uint32_t id = 0;  ///< stable over frames: hash of the key path (ImGuiID for items that take input)
    int parent = -1;
    Role role = Role::text;
    std::string name;   ///< accessible name
    std::string value;  ///< field text, progress, src of an image; of a text: the end of `name` that stands
                        ///< apart from its beginning
    std::string description;  ///< hint, error, or why it is disabled
    std::string href;
    std::string placeholder;
    std::string autocomplete;  ///< DOM autocomplete token when not the kind's default
    std::string accept;        ///< file picker
    FieldKind field = FieldKind::none;
    std::uint32_t state = 0;
    int level = 0;      ///< heading level, or position in set
    int set_size = 0;   ///< rows of a table or items of a list, with the clipped ones
    int max_chars = 0;  ///< fields
    float font_px = 16;
    float lead = 0;  ///< field: width of the sign before its text, inside the frame
    /// How the mirror shows it when it is the page: classes of web/style.css, and an icon's path. Literals.
    std::string_view look, place, icon;
    std::string_view shortcut;  ///< keys that activate it from wherever they are pressed: aria-keyshortcuts
    float content_h = 0;        ///< scroller: height of what it holds
    float scroll_y = 0;         ///< scroller: where it stood when this frame was drawn
    bool scroll_to =
        false;  ///< scroller: move the native one to `scroll_y`; set until Input::scrolls names it
    Rect rect;
    Rect clip;
    bool operator==(Node const&) const = default;
};

/// A whole frame in drawing order, which is reading and Tab order.
struct SemanticFrame {
    std::vector<Node> nodes;
    std::string title;     ///< document title
    std::string language;  ///< "zh-CN" or "en"
};

}  // namespace afterdesk::ui

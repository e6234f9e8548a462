#include "widgets/command_palette.hpp"

#include <algorithm>
#include <vector>

#include "base/fold_text.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr std::size_t most_shown = 30;
constexpr std::string_view open_keys = "Control+K Meta+K";

/// Each word that was typed stands in it.
bool fits(std::string_view sought, std::string_view folded) {
    while (!sought.empty()) {
        std::string_view const word = sought.substr(0, sought.find(' '));
        sought.remove_prefix(std::min(sought.size(), word.size() + 1));
        if (folded.find(word) == std::string_view::npos) return false;
    }
    return true;
}

/// Those that begin so stand before the others.
std::vector<Command const*> found_in(std::span<Command const> commands, std::string const& query) {
    std::string const sought = fold_text(query);
    std::vector<Command const*> first, then;
    for (Command const& command : commands) {
        std::string const label = fold_text(command.label);
        if (command.always || label.starts_with(sought)) {
            first.push_back(&command);
        } else if (fits(sought, label + " " + fold_text(command.note))) {
            then.push_back(&command);
        }
    }
    first.insert(first.end(), then.begin(), then.end());
    if (first.size() > most_shown) first.resize(most_shown);
    return first;
}

bool draw_command(Ui& ui, Command const& command, bool next) {
    Theme const& theme = ui.theme();
    Type const type = body_type(theme), small = muted_type(theme);
    Level& box = level(ui);
    float const w = box.w - 2 * theme.space_3;
    Paragraph const& words = paragraph(ui, command.label, type, w);
    float const words_h = height_of(words, type);
    float const note_h = command.note.empty() ? 0 : height_of(paragraph(ui, command.note, small, w), small);
    Rect const at{box.x, box.y, box.w, std::max(theme.touch_min, words_h + note_h + theme.space_3)};
    box.y += at.h;
    std::uint32_t const id = key_id(ui, command.key);
    Node& node = add_node(ui, Role::option, id, spoken_pair(ui, command.label, command.note), at);
    node.value = command.note;
    node.look = next ? "option next" : "option";
    if (next) node.state |= selected;
    Press const pressed = press(ui, id, at);
    if (!visible(ui, at)) return pressed.pressed;
    if (next || pressed.hovered || pressed.held) fill(ui, at, theme.color.accent_soft, theme.radius_small);
    float const x = at.x + theme.space_3, y = at.y + (at.h - words_h - note_h) / 2;
    draw_paragraph(ui, words, command.label, type, {x, y, w, words_h});
    if (note_h > 0)
        draw_paragraph(ui, paragraph(ui, command.note, small, w), command.note, small,
                       {x, y + words_h, w, note_h});
    focus_ring(ui, id, inset(at, 4, 4), theme.radius_small);
    return pressed.pressed;
}

Command const* draw_commands(Ui& ui, std::vector<Command const*> const& found, std::string_view name) {
    Level const box = level(ui);
    std::uint32_t const id = key_id(ui, "list");
    add_node(ui, Role::listbox, id, name, {box.x, box.y, box.w, 0});
    int const list = last_node(ui);
    push_level(ui, {Kind::bar, id, list, box.x, box.w, box.y, box.y});
    Command const* chosen = nullptr;
    for (Command const* command : found)
        if (draw_command(ui, *command, command == found.front())) chosen = command;
    float const bottom = pop_level(ui, Kind::bar).y;
    ui.frame().nodes[static_cast<std::size_t>(list)].rect.h = bottom - box.y;
    level(ui).y = bottom;
    return chosen;
}

Command const* draw_palette(Ui& ui, std::string_view key, std::span<Command const> commands, PaletteUi& state,
                            PaletteOptions const& options) {
    bool open = begin_dialog(ui, std::string(key) + " palette", options.label);
    FieldOptions search;
    search.kind = FieldKind::search;
    search.placeholder = options.label;
    search.hide_label = true;
    std::size_t const first = ui.frame().nodes.size();
    bool const entered = field(ui, "query", options.label, state.query, search).submitted;
    ui.frame().nodes[first].shortcut = open_keys;  // pressed again it is back in the field
    space(ui, ui.theme().space_2);
    std::vector<Command const*> const found = found_in(commands, state.query);
    Command const* chosen = nullptr;
    if (found.empty()) {
        text(ui, options.nothing, TextStyle::muted);
    } else {
        chosen = draw_commands(ui, found, options.label);
        if (entered) chosen = found.front();
    }
    end_dialog(ui);
    if (chosen != nullptr) open = false;
    if (!open) state = {};
    return chosen;
}

void draw_help(Ui& ui, std::string_view key, PaletteUi& state, PaletteOptions const& options) {
    state.help_open = begin_dialog(ui, std::string(key) + " help", options.keys);
    std::string_view group;
    for (KeyHelp const& help : options.help) {
        if (!group.empty() && group != help.group) end_section(ui);
        if (group != help.group) begin_section(ui, help.group, help.group);
        group = help.group;
        label_value(ui, help.what, help.keys);
    }
    if (!group.empty()) end_section(ui);
    end_dialog(ui);
}

Command const* draw_dialogs(Ui& ui, std::string_view key, std::span<Command const> commands, PaletteUi& state,
                            PaletteOptions const& options) {
    if (state.help_open) draw_help(ui, key, state, options);
    return state.open ? draw_palette(ui, key, commands, state, options) : nullptr;
}

// ---- At the end of a page's top bar -----------------------------------------------------------------------

constexpr float bar_h = 40, sign_w = 38;
constexpr std::string_view most_know = "Ctrl K";  ///< the keys that open it, as they stand on its button

/// What the top bar's title leaves of it, before what stands at its end; and which nodes these two are.
struct FreeEnd {
    Rect at;
    int banner = -1, title = -1;
};

FreeEnd free_end_of(Ui& ui) {
    OpenPage const& page = ui.state().page_frame;
    std::vector<Node> const& nodes = ui.frame().nodes;
    FreeEnd free;
    float from = page.column_x, end = page.column_x + page.column_w;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        Node const& node = nodes[i];
        if (node.role == Role::banner) {
            free.banner = static_cast<int>(i);
            free.at = node.rect;
        }
        if (free.banner < 0 || node.parent != free.banner) continue;
        bool const title = node.role == Role::heading;
        if (title) {
            free.title = static_cast<int>(i);
            from = node.rect.x + std::min(node.rect.w, width_of(ui, node.name, heading_type(ui.theme(), 1)));
        }
        if (!title && node.rect.x > from) end = std::min(end, node.rect.x - ui.theme().space_3);
    }
    from += ui.theme().space_5;
    float const top = ui.viewport().safe_top;
    free.at = {from, top, std::max(0.0f, end - from), std::max(0.0f, free.at.y + free.at.h - top)};
    return free;
}

struct BarButton {
    std::string_view key, label, shortcut;
    bool wide = false;  ///< its words are shown
};

/// "🔍 去往页面、售后单…  Ctrl K", or a sign alone.
bool bar_button(Ui& ui, BarButton const& button, Rect const& at) {
    Theme const& theme = ui.theme();
    Palette const& color = theme.color;
    std::uint32_t const id = key_id(ui, button.key);
    Node& node = add_node(ui, Role::button, id, button.label, at);
    node.look = button.wide ? "secondary" : "bare";
    node.icon = button.wide ? icons::search : icons::info;
    if (button.wide) node.description = most_know;
    node.shortcut = button.shortcut;
    node.state |= popup;
    Press const pressed = press(ui, id, at);
    bool const lit = pressed.hovered || pressed.held;
    Type const type = muted_type(theme);
    if (button.wide) {
        fill(ui, at, lit ? color.accent_soft : color.field, theme.radius);
        outline(ui, at, color.line, theme.radius, theme.line_width);
        draw_icon(ui, icons::search, {at.x + 8, at.y, 24, at.h}, 18, color.text_muted);
        float const keys_w = width_of(ui, most_know, type) + theme.space_3;
        draw_line(ui, button.label, type, {at.x + sign_w, at.y, at.w - sign_w - keys_w, at.h});
        draw_line(ui, most_know, type, {at.x + at.w - keys_w, at.y, keys_w, at.h});
    } else {
        if (lit) fill(ui, at, color.accent_soft, theme.radius);
        draw_icon(ui, icons::info, at, 22, color.text_muted);
    }
    focus_ring(ui, id, inset(at, 4, 4), theme.radius_small);
    return pressed.pressed;
}

void draw_bar_buttons(Ui& ui, PaletteUi& state, PaletteOptions const& options) {
    FreeEnd const free = free_end_of(ui);
    float const scale = std::max(1.0f, ui.viewport().text_scale), side = bar_h * scale;
    Type const type = muted_type(ui.theme());
    float const gap = ui.theme().space_2, words = width_of(ui, options.label, type) + ui.theme().space_5;
    float const search = sign_w + words + width_of(ui, most_know, type) + ui.theme().space_3;
    if (free.banner < 0 || ui.viewport().phone() || free.at.w < search + gap + side) return;
    // The title has no more of the bar than it needs.
    if (free.title >= 0) {
        Rect& title = ui.frame().nodes[static_cast<std::size_t>(free.title)].rect;
        title.w = std::min(title.w, free.at.x - title.x);
    }
    float const y = free.at.y + (free.at.h - side) / 2, end = free.at.x + free.at.w;
    push_level(ui, {Kind::bar, key_id(ui, "palette"), free.banner, free.at.x, free.at.w, y, y});
    Rect const search_at{end - side - gap - search, y, search, side};
    if (bar_button(ui, {"open", options.label, open_keys, true}, search_at)) state.open = true;
    if (bar_button(ui, {"keys", options.keys, "?"}, {end - side, y, side, side})) state.help_open = true;
    pop_level(ui, Kind::bar);
}

}  // namespace

Command const* command_palette(Ui& ui, std::string_view key, std::span<Command const> commands,
                               PaletteUi& state, PaletteOptions const& options) {
    begin_row(ui, key, {0, 0}, {.gap = 4});
    if (button(ui, "open", options.label, {.icon = icons::search})) state.open = true;
    ui.frame().nodes.back().shortcut = open_keys;
    ui.frame().nodes.back().state |= popup;
    next_cell(ui);
    if (button(ui, "keys", options.keys, {.kind = ButtonKind::quiet})) state.help_open = true;
    ui.frame().nodes.back().shortcut = "?";
    ui.frame().nodes.back().state |= popup;
    end_row(ui);
    return draw_dialogs(ui, key, commands, state, options);
}

Command const* page_palette(Ui& ui, std::span<Command const> commands, PaletteUi& state,
                            PaletteOptions const& options) {
    draw_bar_buttons(ui, state, options);
    return draw_dialogs(ui, "page", commands, state, options);
}

}  // namespace afterdesk::ui

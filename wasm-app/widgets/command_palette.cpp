#include "widgets/command_palette.hpp"

#include <algorithm>
#include <vector>

#include "base/fold_text.hpp"
#include "widgets/flow.hpp"
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
    for (KeyHelp const& help : options.help) label_value(ui, help.what, help.keys);
    end_dialog(ui);
}

}  // namespace

Command const* command_palette(Ui& ui, std::string_view key, std::span<Command const> commands,
                               PaletteUi& state, PaletteOptions const& options) {
    begin_row(ui, key, {0, 0}, {.gap = 4});
    if (button(ui, "open", options.label, {.icon = "search"})) state.open = true;
    ui.frame().nodes.back().shortcut = open_keys;
    ui.frame().nodes.back().state |= popup;
    next_cell(ui);
    if (button(ui, "keys", options.keys, {.kind = ButtonKind::quiet})) state.help_open = true;
    ui.frame().nodes.back().shortcut = "?";
    ui.frame().nodes.back().state |= popup;
    end_row(ui);
    if (state.help_open) draw_help(ui, key, state, options);
    return state.open ? draw_palette(ui, key, commands, state, options) : nullptr;
}

}  // namespace afterdesk::ui

#include "screens/palette_screen.hpp"

#include "text/keys.hpp"

namespace afterdesk::screens {
namespace {

/// "Control+Enter" as it stands on keys.
std::string on_keys(std::string_view shortcut) {
    std::string keys;
    for (std::size_t at = 0; at < shortcut.size();) {
        std::string_view const rest = shortcut.substr(at);
        bool const control = rest.starts_with("Control"), meta = rest.starts_with("Meta");
        keys += control ? "Ctrl" : meta ? "⌘" : std::string(1, rest.front());
        at += control ? 7 : meta ? 4 : 1;
    }
    return keys;
}

/// What each control of the page says of its own keys.
std::vector<ui::KeyHelp> keys_of(ui::SemanticFrame const& frame, text::Language language) {
    auto const said = [language](text::Text const& words) { return std::string(text::in(language, words)); };
    std::string const here = said(t::keys_here), list = said(t::keys_list), anywhere = said(t::keys_anywhere);
    std::vector<ui::KeyHelp> keys, of_list;
    bool borders = false;
    for (ui::Node const& node : frame.nodes) {
        borders |= node.role == ui::Role::separator;
        if (node.shortcut.empty() || (node.state & ui::disabled) != 0) continue;
        if (node.role != ui::Role::grid) {
            keys.push_back({on_keys(node.shortcut), node.name, here});
            continue;
        }
        of_list = {{"J K ↓ ↑", said(t::keys_row), list},
                   {"Home End", said(t::keys_ends), list},
                   {"PageUp PageDown", said(t::keys_pages), list},
                   {"Enter", said(t::keys_open), list}};
        if ((node.state & ui::multiple) != 0) of_list.push_back({"X Space", said(t::keys_choose), list});
    }
    if (borders) of_list.push_back({"← →", said(t::keys_border), list});
    keys.insert(keys.end(), of_list.begin(), of_list.end());
    keys.push_back({"Ctrl+K ⌘+K", said(t::palette_label), anywhere});
    keys.push_back({"?", said(t::keys_title), anywhere});
    keys.push_back({"Ctrl+Enter", said(t::keys_send), anywhere});
    keys.push_back({"Esc", said(t::keys_close), anywhere});
    return keys;
}

}  // namespace

void draw_palette(ui::Ui& ui, PaletteView const& view, ui::PaletteUi& state, Intents& out) {
    if (!view.shown) return;
    ui::PaletteUi const before = state;
    ui::PaletteOptions options = view.options;
    std::vector<ui::KeyHelp> const help =
        state.help_open ? keys_of(ui.frame(), view.language) : std::vector<ui::KeyHelp>();
    options.help = help;
    ui::Command const* const chosen = ui::page_palette(ui, view.commands, state, options);
    if (chosen != nullptr) out.emplace_back(GoTo{chosen->href});
    if (state != before) out.emplace_back(PaletteChanged{});
}

void draw_keys_entry(ui::Ui& ui, PageView const& page, Intents& out) {
    if (!ui::button(ui, "keys", say(page, t::keys_title), {.full_width = true})) return;
    ui::close_page_menu(ui);
    out.emplace_back(PaletteChanged{true});
}

}  // namespace afterdesk::screens

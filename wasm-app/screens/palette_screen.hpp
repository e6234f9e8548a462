#pragma once
// Over every page of the desk: the way to another one by typing, and the keys of the one that is shown.

#include "screens/page_view.hpp"
#include "widgets/command_palette.hpp"

namespace afterdesk::screens {

struct PaletteView {
    text::Language language = text::Language::zh_cn;
    bool shown = false;  ///< somebody of the desk is here
    std::vector<ui::Command> commands;
    ui::PaletteOptions options;
};
/// Behind a page that was drawn: its keys are those that its nodes have.
void draw_palette(ui::Ui& ui, PaletteView const& view, ui::PaletteUi& state, Intents& out);
/// In the account's menu: opens the keys of the page.
void draw_keys_entry(ui::Ui& ui, PageView const& page, Intents& out);

}  // namespace afterdesk::screens

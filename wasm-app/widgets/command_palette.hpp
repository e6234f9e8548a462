#pragma once
// Go anywhere by typing (Ctrl or ⌘ K), and the keys of this screen (?).
//
//     ui::Command const* chosen = ui::command_palette(ui, "go", commands, state.palette, options);
//     if (chosen != nullptr) out.emplace_back(GoTo{chosen->href});

#include <span>
#include <string>
#include <string_view>

#include "widgets/ui.hpp"

namespace afterdesk::ui {

/// A page, a ticket, an order, or something to do.
struct Command {
    std::string key{};
    std::string label{}, note{};  ///< both are searched
    std::string href{};           ///< where it leads, for the screen
    bool always = false;          ///< shown whatever is typed: made of what is typed
};

/// What a key does on this screen.
struct KeyHelp {
    std::string keys{}, what{};
    std::string group{};  ///< those of one stand together, below its name
};

/// What the screen keeps. `query`: so that what is typed can become a command: a ticket by its number.
struct PaletteUi {
    bool open = false, help_open = false;
    std::string query{};
    bool operator==(PaletteUi const&) const = default;
};

struct PaletteOptions {
    std::string label{};    ///< of the button, and of the field: "去往页面、工单、订单"
    std::string nothing{};  ///< "没有符合的"
    std::string keys{};     ///< "快捷键": the button of the other dialog, and its title
    std::span<KeyHelp const> help{};
};

/// Two buttons, and the dialogs they open. Returns what was chosen in this frame, or null; it is one of
/// `commands`.
Command const* command_palette(Ui& ui, std::string_view key, std::span<Command const> commands,
                               PaletteUi& state, PaletteOptions const& options);

/// The same for a whole page, behind end_page: the buttons stand at the end of its top bar, as far as its
/// title leaves room; on phones there are none.
Command const* page_palette(Ui& ui, std::span<Command const> commands, PaletteUi& state,
                            PaletteOptions const& options);

}  // namespace afterdesk::ui

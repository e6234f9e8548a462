#pragma once
// What a person wants, as the screens report it. Screens decide nothing; their features do.

#include <string>
#include <variant>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "widgets/ui.hpp"
#include "wire/api.hpp"

namespace afterdesk::screens {

struct GoTo {
    std::string hash;
    bool replace = false;
};
/// The failed load of the current screen is tried again.
struct Reload {};
struct ToggleLanguage {};
/// "auto", "light" or "dark".
struct ChooseTheme {
    std::string theme;
};
/// Of the host's text size.
struct ChooseTextSize {
    int percent = 100;
};
struct SignOut {};
struct LoadMore {};
/// Something was typed or chosen in the screen's form or its dialog.
struct Changed {};
/// The form or the dialog is complete: its main button.
struct Submit {};
struct AddPhotos {
    std::vector<ui::PickedFile> files;
    std::string field{};  ///< of a form that has several lists of files
};
/// The one file that the screen is about.
struct ChooseFile {
    ui::PickedFile file;
};
struct RemovePhoto {
    std::size_t index = 0;
    std::string field{};
};
struct RetryPhoto {
    std::size_t index = 0;
    std::string field{};
};
/// Does not send what waits for the network.
struct CancelQueued {
    std::string key;
};
/// Another version of the page is there: load it.
struct UpdatePage {};
/// The words or the filter of a list changed.
struct FilterChanged {};
/// Give this command as it is, without a dialog.
struct Give {
    CommandKind command = CommandKind::agree;
};

/// Be the demo's own person of the audience.
struct TryAs {
    wire::Audience audience = wire::Audience::buyer;
};

/// The way by typing was opened, closed or typed into; `keys`: the keys of the page are wanted.
struct PaletteChanged {
    bool keys = false;
};

/// What is altered on the rules' page. `path`: of a field or a list; `value`: what was typed or chosen, an
/// item's number, a version.
struct ChangeRules {
    enum class What : std::uint8_t {
        typed,
        choose,
        unchoose,
        less,  ///< an amount, by a step
        more,
        reset,
        add,
        remove,
        up,
        down,
        restore,
        go_on,  ///< the dry run has tickets left
        all,    ///< show all that would be different
    };
    What what = What::typed;
    std::string path, value;
};

// The shell carries out the first row, the screen that is shown the others.
using Intent = std::variant<GoTo, Reload, ToggleLanguage, ChooseTheme, ChooseTextSize, SignOut, CancelQueued,
                            UpdatePage, LoadMore, FilterChanged, Changed, Submit, Give, AddPhotos,
                            RemovePhoto, RetryPhoto, TryAs, ChooseFile, ChangeRules, PaletteChanged>;
using Intents = std::vector<Intent>;

}  // namespace afterdesk::screens

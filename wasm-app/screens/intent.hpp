#pragma once
// What a person wants, as the screens report it. Screens decide nothing; app/update does.

#include <string>
#include <variant>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "widgets/ui.hpp"

namespace afterdesk::screens {

struct GoTo {
    std::string hash;
    bool replace = false;
};
/// The failed load of the current screen is tried again.
struct Reload {};
struct ToggleLanguage {};
struct ToggleTheme {};
struct SignOut {};
/// The fields of SignInUi are complete.
struct SignIn {};
struct SearchOrders {};
struct LoadMore {};
/// Something in ApplyUi changed: quote again, keep the draft.
struct RequestChanged {};
struct AddPhotos {
    std::vector<ui::PickedFile> files;
};
struct RemovePhoto {
    std::size_t index = 0;
};
struct RetryPhoto {
    std::size_t index = 0;
};
struct SubmitRequest {};
/// Does not send what waits for the network.
struct CancelQueued {
    std::string key;
};
/// Another version of the page is there: load it.
struct UpdatePage {};
/// The filter fields of TicketsUi changed.
struct FilterChanged {};
/// A field of a ticket dialog changed (the view says whether it may be sent).
struct DialogChanged {};
/// Give this command with the fields of TicketUi.
struct Give {
    CommandKind command = CommandKind::agree;
};
struct SaveChannel {};

using Intent = std::variant<GoTo, Reload, ToggleLanguage, ToggleTheme, SignOut, SignIn, SearchOrders,
                            LoadMore, RequestChanged, AddPhotos, RemovePhoto, RetryPhoto, SubmitRequest,
                            CancelQueued, UpdatePage, FilterChanged, DialogChanged, Give, SaveChannel>;
using Intents = std::vector<Intent>;

}  // namespace afterdesk::screens

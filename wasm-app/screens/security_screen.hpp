#pragma once
// One's own password and the second step of signing in.

#include "screens/form.hpp"

namespace afterdesk::screens {

struct SecurityView {
    PageView page;
    LoadView load;
    std::string password_href;
    bool on = false;
    std::string two_step;  ///< how it stands
    std::string few_left;  ///< what to do when nearly all recovery codes are used
    std::string set_up_href, renew_href, off_href;
    /// Being set up: to be put into an app and confirmed by a code.
    std::string secret, link, code_error;
    std::vector<std::string> code;      ///< rows of "1" and "0": the link as a QR code
    std::vector<std::string> recovery;  ///< shown once
    FormView form;                      ///< the open dialog
    std::string error;
    bool sending = false;
};
struct SecurityUi {
    FormUi form;
    std::string code;
};
/// Submit: the dialog, or the code; RemovePhoto: the recovery codes are noted down.
void draw_security(ui::Ui& ui, SecurityView const& view, SecurityUi& state, Intents& out);

}  // namespace afterdesk::screens

#pragma once
// Who is signed in, and which screen is entered.

#include "app/calls/features.hpp"
#include "app/shell/shell.hpp"

namespace afterdesk::app {

/// The address is shown now: asks who this is where that is not known, then the screen fetches what it needs.
/// Where another target has the screen, the page goes as soon as it may.
void enter(Features& features, Shell& shell, Route const& before);
/// Fetches the shown data again, keeping what is shown meanwhile.
void reload(Features& features, Shell& shell);

/// A launch link is exchanged for a session.
void launch(Shell& shell, std::string const& token);
void on_signed_in(Shell& shell, wire::SessionView const& view);
/// A session ended: the door of its audience is shown; what was typed stays, in the browser.
void on_signed_out(Features& features, Shell& shell, wire::Audience audience);
/// Somebody who signs out leaves nothing behind in this browser.
void sign_out(Shell& shell);

}  // namespace afterdesk::app

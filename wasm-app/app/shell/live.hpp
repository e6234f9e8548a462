#pragma once
// Live events: what others do is seen without asking, and what waits goes on when the network is back.

#include "app/calls/features.hpp"
#include "app/shell/shell.hpp"

namespace afterdesk::app {

void open_live(Shell& shell, wire::Audience audience);
/// Somebody changed a ticket: what is shown of it is fetched again.
void on_live_message(Features& features, Shell& shell, LiveMessage const& message);
void on_live_state(Features& features, Shell& shell, LiveState const& state);
void on_online(Features& features, Shell& shell);
/// Another tab may have got it: of one session the server keeps so many streams, and ends the oldest.
void take_live_back(Shell& shell);
/// Asks whether another version of the page is there.
void check_version(Shell& shell);
/// The stream was refused a while ago: whether for want of a session is asked.
void check_live(Shell& shell);

}  // namespace afterdesk::app

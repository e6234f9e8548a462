#pragma once
// One ticket: what is known of it, the words of its dialogs, and the command on its way.

#include <map>

#include "app/calls/remote.hpp"
#include "screens/ticket_screen.hpp"
#include "wire/command_forms.hpp"

namespace afterdesk::app::ticket {

/// A command that was given on the shown ticket.
struct Sending {
    int call = 0;
    std::string key;
    Mistakes mistakes;
    bool stale = false;  ///< the ticket has moved meanwhile
};

struct Model {
    std::string no;
    wire::Audience audience = wire::Audience::buyer;
    Remote<wire::TicketDetail> ticket;
    std::map<std::string, screens::FormUi, std::less<>> forms;  ///< half-typed, by dialog
    bool touched = false;                                       ///< a draft that comes later is too late
    Sending sending;
    screens::TicketView view;
};

void enter(Model& model, Shell& shell, Route const& before);
void act(Model& model, Shell& shell, screens::Intent const& intent);
/// The ticket with this number was changed; it is fetched unless that version is known already.
void refresh(Model& model, Shell& shell, std::string const& ticket_no, int version);
/// What became of a command: heard at once, or when it has waited for the network.
void on_given(Model& model, Shell& shell, Answer const& answer);
screens::TicketView make_view(Model const& model, Shell const& shell);

// ---- Inside of the feature --------------------------------------------------------------------------------

/// What happened to the ticket, the newest first. (history.cpp)
std::vector<screens::TicketView::Event> make_history(Shell const& shell, wire::TicketDetail const& detail);

}  // namespace afterdesk::app::ticket

#pragma once
// The buyer's record: a list of tickets.

#include "app/calls/remote.hpp"
#include "screens/tickets_screen.hpp"

namespace afterdesk::app::ticket_list {

struct Model {
    screens::TicketsUi ui;
    std::optional<TicketFilter> filter;  ///< that `list` answers
    bool stale = false;                  ///< `list` still shows what was asked for before
    int seen_change = 0;                 ///< Shell::tickets_changed when it was asked for
    PagedList<wire::TicketPage> list;
    screens::TicketsView view;
};

void enter(Model& model, Shell& shell, Route const& before);
void act(Model& model, Shell& shell, screens::Intent const& intent);
/// Some ticket was changed.
void refresh(Model& model, Shell& shell);
screens::TicketsView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::ticket_list

#pragma once
// The list of tickets: the buyer's record, the merchant's queue, the platform's list.

#include "app/calls/remote.hpp"
#include "screens/tickets_screen.hpp"

namespace afterdesk::app::ticket_list {

struct Model {
    screens::TicketsUi ui;
    wire::Audience audience = wire::Audience::buyer;
    std::optional<TicketFilter> filter;  ///< that `list` answers
    int seen_change = 0;                 ///< Shell::tickets_changed when it was asked for
    PagedList<wire::TicketPage> list;
    screens::TicketsView view;
};

/// The address is that of the list, or of a ticket beside it.
void enter(Model& model, Shell& shell, Route const& before);
void act(Model& model, Shell& shell, screens::Intent const& intent);
/// Some ticket was changed.
void refresh(Model& model, Shell& shell);
screens::TicketsView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::ticket_list

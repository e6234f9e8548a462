#pragma once
// Tickets: the buyer's record, the merchant's queue and the platform's list; on wide pages the ticket stands
// beside.

#include "screens/ticket_row.hpp"
#include "screens/ticket_screen.hpp"

namespace afterdesk::screens {

struct TicketsView {
    PageView page;
    LoadView load;
    std::vector<ui::Tab> statuses;
    std::vector<ui::Tab> types;  ///< empty: no type filter (buyers)
    bool searchable = false;
    std::vector<TicketRowView> rows;
    int total = 0;  ///< rows that the filter matches, loaded or not
    std::string empty_title, empty_note;
    MoreView more;
    bool panes = false;        ///< master-detail: the ticket is drawn beside the list
    bool ticket_open = false;  ///< a ticket is chosen
};
struct TicketsUi {
    std::string status, type, q;  ///< wire names, empty for all
    bool by_deadline = false;
};
/// Draws the list, and with panes the ticket beside it.
void draw_tickets(ui::Ui& ui, TicketsView const& view, TicketsUi& state, TicketView const& ticket,
                  FormUi& form, Intents& out);

}  // namespace afterdesk::screens

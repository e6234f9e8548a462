#pragma once
// The buyer's record: his tickets, by their status.

#include "screens/ticket_row.hpp"

namespace afterdesk::screens {

struct TicketsView {
    PageView page;
    LoadView load;
    std::vector<ui::Tab> statuses;
    std::vector<TicketRowView> rows;
    int total = 0;  ///< rows that the filter matches, loaded or not
    std::string empty_title, empty_note;
    std::string empty_href;  ///< where one can ask for some; empty: they are only not among those that match
    MoreView more;
};
struct TicketsUi {
    std::string status, q;  ///< the status by its wire name, empty for all
};
void draw_tickets(ui::Ui& ui, TicketsView const& view, TicketsUi& state, Intents& out);

}  // namespace afterdesk::screens

#pragma once
// One ticket in a list, as buyers, merchants and the platform see it.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

struct TicketRowView {
    std::string ticket_no, href, name;
    std::string title, spec, image, more;
    std::string type, status, amount, quantity;
    std::string shop_or_buyer, applied_at, deadline;
    std::string mark;  ///< what staff have to see to although the ticket is over
    ui::Tone tone = ui::Tone::neutral;
    bool urgent = false;  ///< the deadline is near
    bool selected = false;
};
void draw_ticket_row(ui::Ui& ui, TicketRowView const& row);

}  // namespace afterdesk::screens

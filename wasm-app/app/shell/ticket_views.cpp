#include "app/shell/ticket_views.hpp"

#include "app/shell/own_text.hpp"
#include "app/shell/say.hpp"
#include "text/queue.hpp"

namespace afterdesk::app {

std::vector<ui::SavedView> ticket_views(Shell const& shell) {
    std::string const own = own_text(shell, "views");
    if (!own.empty()) return ui::parse_views(own);
    return {{say(shell, t::view_mine), "work=mine&sort=deadline"},
            {say(shell, t::view_soon), "due=half_day&sort=deadline"},
            {say(shell, t::view_large), "work=review&amount=500.00..&sort=amount"}};
}

}  // namespace afterdesk::app

#pragma once
// The workbench: what is known of the work that waits.

#include "app/calls/remote.hpp"
#include "screens/work_screen.hpp"
#include "wire/work_api.hpp"

namespace afterdesk::app::work {

struct Model {
    wire::Audience audience = wire::Audience::buyer;
    int seen_change = 0;  ///< Shell::tickets_changed when it was asked for
    Remote<wire::WorkView> work;
    Remote<wire::TicketPage> first;  ///< what is to be done first
    screens::WorkUi ui;
    screens::WorkView view;
};

}  // namespace afterdesk::app::work

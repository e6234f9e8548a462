#pragma once
// The views of staff's tickets: a person's own, or those that everybody begins with.

#include "app/shell/shell.hpp"
#include "widgets/saved_views.hpp"

namespace afterdesk::app {

std::vector<ui::SavedView> ticket_views(Shell const& shell);

}  // namespace afterdesk::app

#pragma once
// In place of an order or a ticket that is not there, or not for this reader: why, and the way back.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

void draw_missing(ui::Ui& ui, PageView const& page, LoadView const& load, Intents& out);

}  // namespace afterdesk::screens

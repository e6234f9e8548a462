#pragma once
// What staff say at the head of a request that they make for a buyer.

#include "screens/apply_screen.hpp"

namespace afterdesk::screens {

void draw_for_buyer(ui::Ui& ui, ApplyView const& view, ApplyUi& state, Intents& out);

}  // namespace afterdesk::screens

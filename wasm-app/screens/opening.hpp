#pragma once
// What is tried out while the program is on its way: what a first screen is made of, so that its functions
// are compiled and its words are in the texture when it comes. Nobody sees it.

#include "widgets/ui.hpp"

namespace afterdesk::screens {

/// A list of orders, as buyers see it.
void draw_opening_orders(ui::Ui& ui);
/// A page that loads.
void draw_opening_page(ui::Ui& ui);

}  // namespace afterdesk::screens

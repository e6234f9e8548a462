#pragma once
// For the table only: what there is room for, and its rows as cards.

#include <string_view>

#include "widgets/table.hpp"

namespace afterdesk::ui {

/// Takes the least important columns away until the others fit. False, and all stay, when they never do.
bool make_room(Ui& ui, Table& table);
/// What the head offers elsewhere, and the list, which end_long_list ends.
void begin_table_cards(Ui& ui, std::string_view key, Table& table);
void draw_table_card(Ui& ui, Table& table, int index, TableRow const& row);

}  // namespace afterdesk::ui

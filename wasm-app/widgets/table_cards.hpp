#pragma once
// For the table only: its rows as cards.

#include <string_view>

#include "widgets/table.hpp"

namespace afterdesk::ui {

/// What the head offers elsewhere, and the list, which end_long_list ends.
void begin_table_cards(Ui& ui, std::string_view key, Table& table);
void draw_table_card(Ui& ui, Table& table, int index, TableRow const& row);

}  // namespace afterdesk::ui

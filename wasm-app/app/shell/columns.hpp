#pragma once
// The columns of a screen's table, from one row each.

#include <span>

#include "app/shell/shell.hpp"
#include "text/text.hpp"
#include "widgets/table.hpp"

namespace afterdesk::app {

/// As ui::Column has them; its title in both languages.
struct ColumnRow {
    char const* key;
    text::Text const* title;
    float weight, least_w;
    ui::OnCard on_card = ui::OnCard::line;
    bool number = false;
};
/// None of them can be taken away.
std::vector<ui::Column> columns_of(Shell const& shell, std::span<ColumnRow const> rows);

}  // namespace afterdesk::app

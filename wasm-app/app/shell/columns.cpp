#include "app/shell/columns.hpp"

#include "app/shell/say.hpp"

namespace afterdesk::app {

std::vector<ui::Column> columns_of(Shell const& shell, std::span<ColumnRow const> rows) {
    std::vector<ui::Column> columns;
    for (ColumnRow const& row : rows) {
        ui::Column& column = columns.emplace_back();
        column.key = row.key;
        column.title = say(shell, *row.title);
        column.weight = row.weight;
        column.least_w = row.least_w;
        column.number = row.number;
        column.always = true;
        column.on_card = row.on_card;
    }
    return columns;
}

}  // namespace afterdesk::app

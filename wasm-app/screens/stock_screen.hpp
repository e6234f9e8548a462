#pragma once
// The shelf: how many pieces there are of each SKU, which exchanges hold or want them, and what came back.

#include "screens/form.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct StockView {
    PageView page;
    LoadView load;
    std::vector<ui::Column> columns;
    ui::TableOptions table;
    std::vector<ui::TableRow> rows;
    std::string none, none_note;  ///< why there are no rows
    bool searches = false;        ///< there are so many that one is looked for
    /// Tickets, as links.
    struct Uses {
        std::vector<ui::Column> columns;
        ui::TableOptions table;
        std::vector<ui::TableRow> rows;
    };
    Uses uses, back;
    std::string ready;  ///< so many exchanges can go on now that more is there; empty: none was counted
    FormView form;      ///< the open dialog
    std::string error;
    bool sending = false;
};
struct StockUi {
    ui::TableUi table, uses, back;
    FormUi form;
    std::string words;  ///< that are looked for: of a name, or a SKU
};
/// Changed: other words are looked for.
void draw_stock(ui::Ui& ui, StockView const& view, StockUi& state, Intents& out);

}  // namespace afterdesk::screens

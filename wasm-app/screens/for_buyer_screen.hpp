#pragma once
// The order of a buyer who is on the telephone: one field finds it, a row leads to the form.

#include "screens/page_view.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct ForBuyerView {
    PageView page;
    std::string why_not;  ///< he may not open tickets
    bool asked = false;   ///< something is looked for
    LoadView load;
    std::string empty_title, empty_note;
    std::string more;  ///< not all are listed
    std::vector<ui::Column> columns;
    ui::TableOptions table;
    std::vector<ui::TableRow> rows;
};
struct ForBuyerUi {
    std::string words;
    ui::TableUi table;
};
/// FilterChanged: look for the words.
void draw_for_buyer_orders(ui::Ui& ui, ForBuyerView const& view, ForBuyerUi& state, Intents& out);

}  // namespace afterdesk::screens

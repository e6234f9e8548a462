#pragma once
// The disputes that the platform has to decide, whose time is over first at the top, and those decided.

#include "screens/page_view.hpp"
#include "widgets/filter_bar.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct DisputesView {
    PageView page;
    std::vector<ui::Tab> steps;
    std::string step;
    std::vector<ui::FilterField> fields;
    ui::FilterOptions filters;
    LoadView load;
    std::vector<ui::Column> columns;
    ui::TableOptions table;
    std::vector<ui::TableRow> rows;
    MoreView more;
    std::string empty_note, empty_action, empty_href;  ///< what can be done where nothing is
};
struct DisputesUi {
    ui::FilterState filters;
    ui::FiltersUi filters_ui;
    ui::TableUi table;
};
/// FilterChanged: the list is narrowed otherwise.
void draw_disputes(ui::Ui& ui, DisputesView const& view, DisputesUi& state, Intents& out);

}  // namespace afterdesk::screens

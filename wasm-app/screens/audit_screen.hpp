#pragma once
// Who did what, narrowed by its address; and whether a ticket's history is as it was written.

#include "screens/page_view.hpp"
#include "widgets/filter_bar.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct AuditView {
    PageView page;
    LoadView load;
    std::vector<ui::FilterField> fields;
    ui::FilterOptions filters;
    std::vector<ui::Column> columns;
    ui::TableOptions table;
    std::vector<ui::TableRow> rows;
    MoreView more;
    std::string check_label;  ///< of the one ticket that is looked for; empty: none is
    std::string checked;      ///< what the check said
    bool sound = false, checking = false;
    std::string proof_href;  ///< of that ticket: the signed file
};
struct AuditUi {
    ui::FilterState filters;
    ui::FiltersUi filters_ui;
    ui::TableUi table;
};
/// Submit: the history is checked.
void draw_audit(ui::Ui& ui, AuditView const& view, AuditUi& state, Intents& out);

}  // namespace afterdesk::screens

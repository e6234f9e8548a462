#pragma once
// The health page's part about bills: the last days, and what differs, with what it means and what to do.

#include "screens/form.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct ReconciliationView {
    LoadView load;
    std::string ask_href, ask_why_not, note;
    std::vector<ui::Column> columns;
    ui::TableOptions days;
    std::vector<ui::TableRow> rows;
    struct Difference {
        std::string key, title, number, about, ticket_label, ticket_href, means, to_do;
        std::vector<ReceiptRow> sides;  ///< what both say
        std::string settle, settle_href, why_not;
        std::string settled;  ///< how, by whom and when; empty: it is open
    };
    std::vector<Difference> open, settled;
    std::string more;
    FormView form;
    std::string error;
    bool sending = false;
};
struct ReconciliationUi {
    ui::TableUi days;
    FormUi form;
};
void draw_reconciliation(ui::Ui& ui, PageView const& page, ReconciliationView const& view,
                         ReconciliationUi& state, Intents& out);
/// The open dialog, if any; drawn last.
void draw_reconciliation_dialog(ui::Ui& ui, PageView const& page, ReconciliationView const& view,
                                ReconciliationUi& state, Intents& out);

}  // namespace afterdesk::screens

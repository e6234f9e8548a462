#pragma once
// Keys of the mall's own systems. Each dialog has its own address; a new key's secret is in none.

#include "screens/form.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct KeysView {
    PageView page;
    LoadView load;
    std::string why_not;  ///< he lacks the right to see them
    std::vector<ui::Column> columns;
    std::vector<ui::TableRow> rows;
    ui::TableOptions table;
    std::string add_href, add_why_not;
    std::string made;  ///< the new key, shown once
    FormView form;     ///< the open dialog
    std::string error;
    bool sending = false;
};
struct KeysUi {
    ui::TableUi table;
    FormUi form;
};
void draw_keys(ui::Ui& ui, KeysView const& view, KeysUi& state, Intents& out);

/// For fields of a form: one of a few, as a list that opens; and a line above what belongs together.
bool draw_as_picker(ui::Ui& ui, FormFieldView const& field, std::string& value);
bool draw_as_heading(ui::Ui& ui, FormFieldView const& field, std::string& value);

}  // namespace afterdesk::screens

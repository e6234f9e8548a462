#pragma once
// A shop's return addresses in the order in which they are tried, and the dialogs that change them.

#include "screens/form.hpp"

namespace afterdesk::screens {

struct AddressesView {
    PageView page;
    LoadView load;
    std::string why_not;  ///< nothing can be changed
    struct Row {
        std::string key, title, text, used_for;
        bool is_default = false;
        std::string edit_href;
    };
    std::vector<Row> rows;
    std::string no_default;  ///< what becomes of returns that no address is for; empty: one is for all
    std::string add_href;
    FormView form;  ///< the open dialog
    std::string error;
    bool sending = false;
};
struct AddressesUi {
    FormUi form;
    int moved = -1;  ///< the row that is to go up or down
    bool up = false;
};
/// Submit: the dialog. Changed: the dialog's fields, or a row is to move.
void draw_addresses(ui::Ui& ui, AddressesView const& view, AddressesUi& state, Intents& out);

}  // namespace afterdesk::screens

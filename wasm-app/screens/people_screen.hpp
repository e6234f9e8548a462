#pragma once
// Who works here, what each may do, and the dialogs that change it. Each dialog has its own address.

#include "screens/form.hpp"
#include "widgets/table.hpp"

namespace afterdesk::screens {

struct PeopleView {
    PageView page;
    LoadView load;
    /// The platform: whose people are shown.
    std::vector<ui::Choice> shops;
    std::vector<std::string> shop_hrefs;
    std::string shop_add_href, shop_add_why_not;
    std::string shop_change, shop_change_href;  ///< disable or enable it; empty: it is the platform
    std::string add_href, why_not;              ///< why nothing can be changed
    std::vector<ui::Column> columns;
    ui::TableOptions people;
    std::vector<ui::TableRow> rows;
    /// Rights against roles.
    std::vector<ui::Column> role_columns;
    ui::TableOptions rights;
    std::vector<ui::TableRow> right_rows;
    struct Role {
        std::string id, label, href;
    };
    std::vector<Role> own_roles;  ///< that can be changed
    std::string role_add_href;
    FormView form;  ///< the open dialog
    std::string error;
    bool sending = false;
    /// A password that is shown once.
    std::string given_login, given_password;
};
struct PeopleUi {
    FormUi form;
    ui::TableUi people, rights;
    std::string shop;
};
/// Submit: the dialog. RemovePhoto: the password that was shown is noted down.
void draw_people(ui::Ui& ui, PeopleView const& view, PeopleUi& state, Intents& out);

}  // namespace afterdesk::screens

#pragma once
// Staff of a shop or of the platform, and their roles.

#include "app/shell/shell.hpp"
#include "screens/people_screen.hpp"
#include "wire/right_names.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app::people {

struct Model {
    Remote<wire::StaffView> list;
    Remote<wire::ShopsView> shops;
    wire::Audience audience = wire::Audience::buyer;
    std::string query;  ///< whose people: "shop=s1"
    int call = 0;       ///< of the change that is being sent
    Mistakes mistakes;
    bool unreachable = false;
    std::string filled;  ///< the dialog whose fields were filled in
    std::optional<wire::GivenPassword> given;
    screens::PeopleUi ui;
    screens::PeopleView view;
};

/// What a dialog does, and with whom or which role. Its name is that of the kind and an id: "edit-s-12ab".
enum class Task : std::uint8_t {
    none,
    add,
    edit,
    reset,
    end,
    drop_two_step,
    role_add,
    role_edit,
    role_drop,
    shop_add,
    shop_off,
    shop_on
};
struct Dialog {
    Task task = Task::none;
    std::string id;
};
Dialog dialog_of(std::string_view name);
std::string dialog_href(Shell const& shell, Task task, std::string_view id = {});

/// Of whom people are shown; null: of the platform, or it is not known yet.
wire::ShopsView::Item const* shop_shown(Model const& model);
wire::StaffView::Item const* person_of(Model const& model, std::string_view id);
wire::StaffView::RoleItem const* role_of(Model const& model, std::string_view id);

screens::PeopleView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::people

#pragma once
// The staff's door: name and password.

#include "app/shell/shell.hpp"
#include "screens/sign_in_screen.hpp"

namespace afterdesk::app::sign_in {

struct Model {
    screens::SignInUi ui;
    Remote<wire::SessionView> session;
    bool wants_code = false, wants_new = false;
    screens::SignInView view;
};

screens::SignInView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::sign_in

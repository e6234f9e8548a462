#pragma once
// The staff's door: name and password.

#include "app/shell/shell.hpp"
#include "screens/sign_in_screen.hpp"

namespace afterdesk::app::sign_in {

struct Model {
    screens::SignInUi ui;
    Remote<wire::SessionView> session;
    bool wants_code = false, wants_new = false;
    /// Who was named last, and at which door: what the server wants, it wants of him alone.
    std::string asked_login;
    wire::Audience asked_at = wire::Audience::merchant;
    std::string sent_new;    ///< the new password of the question that is on its way
    std::string unanswered;  ///< one of which no answer came: it may hold already
    screens::SignInView view;
};

screens::SignInView make_view(Model const& model, Shell const& shell);

}  // namespace afterdesk::app::sign_in

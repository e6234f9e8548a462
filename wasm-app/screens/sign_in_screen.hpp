#pragma once
// Password sign-in for merchants and the platform, and the about page.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

struct SignInView {
    PageView page;
    std::string error;
    std::string other_door, other_href;  ///< for whoever came to the wrong one
    bool wants_code = false;             ///< of the second step
    bool wants_new = false;              ///< the password is somebody else's choice: one of his own
    bool sending = false;
};
struct SignInUi {
    std::string login, password, code, new_password;
};
void draw_sign_in(ui::Ui& ui, SignInView const& view, SignInUi& state, Intents& out);

struct AboutView {
    PageView page;
    struct Licence {
        std::string name, licence, url;
    };
    std::vector<Licence> licences;
};
void draw_about(ui::Ui& ui, AboutView const& view, Intents& out);

}  // namespace afterdesk::screens

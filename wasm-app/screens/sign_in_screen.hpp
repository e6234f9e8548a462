#pragma once
// The doors: landing for everybody, password sign-in for merchants and the platform, and the about page.

#include "screens/page_view.hpp"

namespace afterdesk::screens {

struct LandingView {
    PageView page;
    std::string error;  ///< e.g. the launch link is no longer valid
    bool busy = false;  ///< a launch link is being exchanged, or another target is being loaded
};
void draw_landing(ui::Ui& ui, LandingView const& view, Intents& out);

struct SignInView {
    PageView page;
    std::string error;
    bool sending = false;
};
struct SignInUi {
    std::string login, password;
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

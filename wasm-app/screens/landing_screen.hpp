#pragma once
// The door for everybody: whom a visitor of the demo may be, and where staff sign in.

#include "screens/page_view.hpp"
#include "wire/api.hpp"

namespace afterdesk::screens {

struct LandingView {
    PageView page;
    std::string error;  ///< e.g. the launch link is no longer valid
    bool busy = false;  ///< a launch link is being exchanged, or another target is being loaded
    /// One way into the demo.
    struct Door {
        wire::Audience audience = wire::Audience::buyer;
        std::string who;  ///< "许蔓 · 云杉服饰"
        std::string about, button;
        bool opening = false;
    };
    std::vector<Door> doors;  ///< none outside of the demo
};
void draw_landing(ui::Ui& ui, LandingView const& view, Intents& out);

}  // namespace afterdesk::screens

// Who is signed in, and how the page looks to him: on phones, where no side bar has a menu.

#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"

namespace afterdesk::app::me {
namespace {

struct Model {
    screens::PageView page;
};

void show(Model& model, Shell& shell) {
    model.page = make_page_view(shell);
    model.page.options.title = say(shell, t::me);
    model.page.options.max_width = 560;
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) { screens::draw_me(ui, model.page, out); }

}  // namespace

ScreenParts const screen{.show = in_feature<&show>, .draw = in_feature<&draw>};

}  // namespace afterdesk::app::me

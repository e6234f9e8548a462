// The door for everybody.

#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "screens/sign_in_screen.hpp"

namespace afterdesk::app::landing {
namespace {

struct Model {
    screens::LandingView view;
};

void show(Model& model, Shell& shell) {
    screens::LandingView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::landing_title);
    view.busy = shell.launch.running || shell.elsewhere;
    if (shell.launch.unreachable) view.error = say(shell, t::failed_network);
    if (!shell.launch.mistakes.empty()) view.error = message_of(shell, shell.launch.mistakes, false);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_landing(ui, model.view, out);
}

}  // namespace

ScreenParts const screen{.show = in_feature<&show>, .draw = in_feature<&draw>};

}  // namespace afterdesk::app::landing

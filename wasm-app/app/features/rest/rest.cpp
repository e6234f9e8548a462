// Stands for a screen whose part of the program is on its way, or could not be fetched.

#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"

namespace afterdesk::app::rest {
namespace {

struct Model {
    screens::PageView page;
    screens::LoadView load;
};

void show(Model& model, Shell& shell) {
    model.page = make_page_view(shell);
    text::Text const* const title =
        nav_of(row_of(shell.route.screen).under).label[static_cast<std::size_t>(shell.route.audience)];
    if (title != nullptr) model.page.options.title = say(shell, *title);
    bool const missing = shell.rest == Rest::missing;
    model.load = {missing ? screens::Phase::failed : screens::Phase::loading,
                  missing ? say(shell, t::failed_network) : std::string()};
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::begin_screen(ui, model.page, out);
    screens::draw_load(ui, model.page, model.load, out);
    screens::end_screen(ui, model.page, out);
}

}  // namespace

ScreenParts const screen{.show = in_feature<&show>, .draw = in_feature<&draw>};

}  // namespace afterdesk::app::rest

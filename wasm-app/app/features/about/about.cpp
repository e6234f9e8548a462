// What the page is made of.

#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "screens/sign_in_screen.hpp"

namespace afterdesk::app::about {
namespace {

struct Model {
    screens::AboutView view;
};

void show(Model& model, Shell& shell) {
    screens::AboutView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::about);
    view.page.options.back_href = "#/";
    view.licences = {
        {"AfterDesk", "MIT", ""},
        {"Dear ImGui", "MIT", ""},
        {"Emscripten runtime, musl, libc++", "MIT / Apache-2.0 with LLVM exception", ""},
        {"cpp-httplib", "MIT", ""},
        {"SQLite", "Public domain", ""},
        {"libsodium", "ISC", ""},
        {"libqrencode", "LGPL-2.1-or-later", ""},
        {"OpenSSL libcrypto", "Apache-2.0", ""},
        {"libcurl", "curl", ""},
        {"libjpeg-turbo", "IJG / BSD-3-Clause", ""},
        {"libpng", "PNG Reference Library License 2.0", ""},
        {"libwebp", "BSD-3-Clause", ""},
        {"Little CMS", "MIT", ""},
        {"libzip", "BSD-3-Clause", ""},
        {"CLI11", "BSD-3-Clause", ""},
    };
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_about(ui, model.view, out);
}

}  // namespace

ScreenParts const screen{.show = in_feature<&show>, .draw = in_feature<&draw>};

}  // namespace afterdesk::app::about

// The door for everybody: in the demo one tap lets a visitor in.

#include "app/calls/remote.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/session.hpp"
#include "screens/landing_screen.hpp"

namespace afterdesk::app::landing {
namespace {

using wire::Audience;

struct Model {
    Remote<wire::DemoView> demo;
    Remote<wire::SessionView> session;  ///< of the door that was tapped
    Audience tapped = Audience::buyer;
    screens::LandingView view;
};

struct Said {
    text::Text const &button, &about;
};

Said said_of(Audience audience) {
    switch (audience) {
        case Audience::buyer: return {t::try_as_buyer, t::try_buyer_about};
        case Audience::merchant: return {t::try_as_merchant, t::try_merchant_about};
        case Audience::platform: return {t::try_as_platform, t::try_platform_about};
    }
    CHECK(false);
}

void on_demo(Model& model, Shell&, Answer const& answer) { settle(model.demo, answer, wire::read_demo); }

void enter(Model& model, Shell& shell, Route const&) {
    if (shell.launch.running) return;
    Ask question = get(Audience::buyer, "");
    question.path = std::string(wire::api_root) + "/demo";
    question.at_door = true;
    load(shell, model.demo, std::move(question), in_feature<&on_demo>);
}

void on_session(Features& features, Shell& shell, Answer const& answer) {
    Model& model = features.of<Model>();
    settle(model.session, answer, wire::read_session);
    if (!model.session.ready()) return;
    wire::SessionView const view = *model.session.value;
    // Somebody else may have been here before.
    features.clear();
    on_signed_in(shell, view);
    Route route;
    route.audience = view.audience;
    route.screen = view.audience == Audience::buyer ? Screen::orders : Screen::work;
    go(shell, route, false);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    auto const* const as = std::get_if<screens::TryAs>(&intent);
    if (as == nullptr || model.session.call != 0) return;
    model.tapped = as->audience;
    model.session = {};
    Ask question = post(as->audience, "/demo-sessions", wire::Object{});
    question.at_door = true;
    load(shell, model.session, std::move(question), &on_session);
}

void show(Model& model, Shell& shell) {
    screens::LandingView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::landing_title);
    view.busy = shell.launch.running || shell.elsewhere;
    if (shell.launch.unreachable) view.error = say(shell, t::failed_network);
    if (!shell.launch.mistakes.empty()) view.error = message_of(shell, shell.launch.mistakes, false);
    if (model.session.state == screens::Phase::failed) {
        view.error = message_of(shell, model.session.mistakes, model.session.mistakes.empty());
    }
    if (!model.demo.value) return;
    for (wire::DemoView::Door const& door : model.demo.value->doors) {
        Said const said = said_of(door.audience);
        std::string const of = door.shop_name.empty() ? "" : " · " + door.shop_name;
        bool const opening = model.session.call != 0 && model.tapped == door.audience;
        view.doors.push_back({door.audience, door.name + of, std::string(say(shell, said.about)),
                              std::string(say(shell, said.button)), opening});
    }
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_landing(ui, model.view, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>};

}  // namespace afterdesk::app::landing

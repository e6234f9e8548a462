#include <utility>

#include "app/calls/remote.hpp"
#include "app/features/sign_in/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/session.hpp"

namespace afterdesk::app::sign_in {
namespace {

using screens::Phase;

void on_session(Model& model, Shell& shell, Answer const& answer) {
    settle(model.session, answer, wire::read_session);
    for (Mistake const& mistake : model.session.mistakes) {
        model.wants_code |= mistake.rule == Rule::code_required;
        model.wants_new |= mistake.rule == Rule::new_password_required;
    }
    if (!model.session.ready()) return;
    on_signed_in(shell, *model.session.value);
    model = {};
    Route route = std::exchange(shell.wanted, {});
    if (route.audience != shell.route.audience || !row_of(route.screen).needs_session) {
        route = {};
        route.audience = shell.route.audience;
        route.screen = Screen::work;
    }
    go(shell, route, true);
}

void submit(Model& model, Shell& shell) {
    if (model.session.call != 0 || model.ui.login.empty() || model.ui.password.empty()) return;
    wire::Object body{{"login", model.ui.login}, {"password", model.ui.password}};
    if (model.wants_code) body.emplace_back("code", model.ui.code);
    if (model.wants_new) body.emplace_back("new_password", model.ui.new_password);
    Ask question = post(shell.route.audience, "/sessions", std::move(body));
    question.at_door = true;
    model.session = {};
    load(shell, model.session, std::move(question), in_feature<&on_session>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) submit(model, shell);
}

void show(Model& model, Shell& shell) { model.view = make_view(model, shell); }

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_sign_in(ui, model.view, model.ui, out);
}

}  // namespace

screens::SignInView make_view(Model const& model, Shell const& shell) {
    screens::SignInView view;
    view.page = make_page_view(shell);
    bool const merchant = shell.route.audience == wire::Audience::merchant;
    view.page.options.title = say(shell, merchant ? t::landing_merchant : t::landing_platform);
    view.page.options.back_href = "#/";
    view.sending = model.session.call != 0;
    view.wants_code = model.wants_code;
    view.wants_new = model.wants_new;
    if (model.session.state == Phase::failed) {
        view.error = message_of(shell, model.session.mistakes, model.session.mistakes.empty());
    }
    return view;
}

ScreenParts const screen{.show = in_feature<&show>, .draw = in_feature<&draw>, .act = in_feature<&act>};

}  // namespace afterdesk::app::sign_in

#include <algorithm>
#include <utility>

#include "app/calls/remote.hpp"
#include "app/features/sign_in/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/session.hpp"
#include "text/platform.hpp"

namespace afterdesk::app::sign_in {
namespace {

using screens::Phase;

bool is_refused(Model const& model, Rule rule) {
    auto const& mistakes = model.session.mistakes;
    return std::any_of(mistakes.begin(), mistakes.end(), [&](Mistake const& it) { return it.rule == rule; });
}

void on_session(Model& model, Shell& shell, Answer const& answer);

/// `fresh`: the password to be from now on; empty: it stays.
void send(Model& model, Shell& shell, std::string const& password, std::string const& fresh) {
    wire::Object body{{"login", model.ui.login}, {"password", password}};
    if (model.wants_code) body.emplace_back("code", model.ui.code);
    if (!fresh.empty()) body.emplace_back("new_password", fresh);
    Ask question = post(shell.route.audience, "/sessions", std::move(body));
    question.at_door = true;
    model.asked_login = model.ui.login;
    model.asked_at = shell.route.audience;
    model.sent_new = fresh;
    model.session = {};
    load(shell, model.session, std::move(question), in_feature<&on_session>);
}

bool asks_as_before(Model const& model, Shell const& shell) {
    return model.asked_login == model.ui.login && model.asked_at == shell.route.audience;
}

/// What the server wanted of somebody else, or at the other door, is not asked here.
void take_back_demands(Model& model, Shell const& shell) {
    if (asks_as_before(model, shell) || !(model.wants_code || model.wants_new)) return;
    model.wants_code = model.wants_new = false;
    model.ui.code.clear();
    model.ui.new_password.clear();
    model.unanswered.clear();
    if (model.session.call == 0) model.session = {};
}

/// The answer that a new password holds was lost, and now the one before is wrong: tries the new one.
bool tries_new(Model& model, Shell& shell, Answer const& answer) {
    std::string const fresh = std::exchange(model.sent_new, {});
    if (answer.status == 0 && !fresh.empty()) model.unanswered = fresh;
    if (!is_refused(model, Rule::wrong_password)) return false;
    bool const tries = asks_as_before(model, shell) && !fresh.empty() && fresh == model.unanswered;
    if (tries) send(model, shell, fresh, {});
    if (!tries) model.unanswered.clear();
    return tries;
}

void on_session(Model& model, Shell& shell, Answer const& answer) {
    if (!settle(model.session, answer, wire::read_session) || tries_new(model, shell, answer)) return;
    model.wants_code |= is_refused(model, Rule::code_required);
    model.wants_new |= is_refused(model, Rule::new_password_required);
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
    take_back_demands(model, shell);
    send(model, shell, model.ui.password, model.wants_new ? model.ui.new_password : std::string());
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) submit(model, shell);
}

void show(Model& model, Shell& shell) {
    take_back_demands(model, shell);
    model.view = make_view(model, shell);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_sign_in(ui, model.view, model.ui, out);
}

}  // namespace

screens::SignInView make_view(Model const& model, Shell const& shell) {
    screens::SignInView view;
    view.page = make_page_view(shell);
    bool const merchant = shell.route.audience == wire::Audience::merchant;
    view.page.options.title = say(shell, merchant ? t::landing_merchant : t::landing_platform);
    view.other_door = say(shell, merchant ? t::door_other : t::door_shop);
    view.other_href = merchant ? "#/p/sign-in" : "#/m/sign-in";
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

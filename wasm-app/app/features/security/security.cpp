// One's own password and the second step of signing in. What is shown once is kept in no address.

#include "app/calls/remote.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "screens/security_screen.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app::security {
namespace {

using screens::FormFieldKind;

constexpr int few_codes = 2;

constexpr std::string_view change_password = "password", set_up = "set-up", renew = "renew", take_off = "off";

struct Model {
    Remote<wire::TwoStepView> two_step;
    wire::Audience audience = wire::Audience::buyer;
    int call = 0;
    Mistakes mistakes;
    bool unreachable = false;
    std::optional<wire::TwoStepSetup> setup;
    std::vector<std::string> recovery;
    screens::SecurityUi ui;
    screens::SecurityView view;
};

void on_two_step(Model& model, Shell&, Answer const& answer) {
    settle(model.two_step, answer, wire::read_two_step);
}

void fetch(Model& model, Shell& shell) {
    load(shell, model.two_step, get(model.audience, "/two-step"), in_feature<&on_two_step>);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const came = before.screen != Screen::security || model.audience != shell.route.audience;
    if (came) {
        if (model.two_step.call != 0) shell.effects.push_back(CancelCall{model.two_step.call});
        model = {};
        model.audience = shell.route.audience;
        fetch(model, shell);
    }
    if (before.dialog == shell.route.dialog) return;
    model.mistakes.clear();
    model.unreachable = false;
    model.ui.form = {};
}

void on_password(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) return;
    toast(shell, t::password_changed, ui::Tone::success);
    close_dialog(shell);
}

void on_setup(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) return;
    auto setup = read_body(answer.body, wire::read_two_step_setup);
    if (setup) model.setup = std::move(setup).value();
    model.ui.code.clear();
    close_dialog(shell);
}

void on_confirmed(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) return;
    auto codes = read_body(answer.body, wire::read_recovery_codes);
    if (codes) model.recovery = std::move(codes).value().codes;
    model.setup.reset();
    toast(shell, t::two_step_now_on, ui::Tone::success);
    fetch(model, shell);
}

void on_renewed(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) return;
    auto codes = read_body(answer.body, wire::read_recovery_codes);
    if (codes) model.recovery = std::move(codes).value().codes;
    close_dialog(shell);
    fetch(model, shell);
}

void on_off(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) return;
    toast(shell, t::two_step_now_off, ui::Tone::success);
    close_dialog(shell);
    fetch(model, shell);
}

void submit(Model& model, Shell& shell) {
    if (model.call != 0) return;
    model.mistakes.clear();
    auto const typed = [&](char const* path) { return std::string(model.ui.form.value_of(path)); };
    auto const send = [&](char const* method, char const* path, wire::Object body, Then then) {
        Ask question = post(model.audience, path, std::move(body));
        question.method = method;
        model.call = ask(shell, std::move(question), then);
    };
    std::string const& dialog = shell.route.dialog;
    if (dialog == change_password)
        return send("PUT", "/password", {{"old", typed("old")}, {"password", typed("password")}},
                    in_feature<&on_password>);
    if (dialog == set_up)
        return send("POST", "/two-step", {{"password", typed("password")}}, in_feature<&on_setup>);
    if (dialog == renew)
        return send("POST", "/two-step/recovery-codes", {{"code", typed("code")}}, in_feature<&on_renewed>);
    if (dialog == take_off)
        return send("POST", "/two-step/off", {{"code", typed("code")}}, in_feature<&on_off>);
    if (model.setup) send("PUT", "/two-step", {{"code", model.ui.code}}, in_feature<&on_confirmed>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) submit(model, shell);
    if (std::holds_alternative<screens::RemovePhoto>(intent)) model.recovery.clear();
}

std::string href_of(Shell const& shell, std::string_view dialog) {
    Route route = shell.route;
    route.dialog = dialog;
    return to_hash(route);
}

screens::FormView make_form(Model const& model, Shell const& shell) {
    screens::FormView form;
    form.key = shell.route.dialog;
    form.close_href = href_of(shell, "");
    auto const field = [&](char const* path, text::Text const& label, FormFieldKind kind,
                           text::Text const* hint = nullptr) {
        form.fields.push_back({path, say(shell, label), kind, true, 64,
                               hint == nullptr ? std::string() : say(shell, *hint),
                               message_at(shell, model.mistakes, path)});
    };
    if (form.key == change_password) {
        form.title = say(shell, t::password_change);
        field("old", t::password_old, FormFieldKind::secret);
        field("password", t::password_new, FormFieldKind::new_secret, &t::password_new_hint);
    } else if (form.key == set_up) {
        form.title = say(shell, t::two_step_set_up);
        form.note = say(shell, t::two_step_note);
        field("password", t::two_step_password, FormFieldKind::secret);
    } else if (form.key == renew) {
        form.title = say(shell, t::recovery_renew);
        form.note = say(shell, t::recovery_renew_note);
        field("code", t::two_step_code, FormFieldKind::text, &t::two_step_code_hint);
    } else if (form.key == take_off) {
        form.title = say(shell, t::two_step_take_off);
        form.harsh = true;
        field("code", t::two_step_code, FormFieldKind::text, &t::two_step_code_hint);
    }
    for (screens::FormFieldView const& one : form.fields) {
        if (model.ui.form.value_of(one.path).empty()) form.why_not = say(shell, t::fill_in_first);
    }
    return form;
}

void show(Model& model, Shell& shell) {
    screens::SecurityView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::security_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.two_step);
    view.password_href = href_of(shell, change_password);
    view.set_up_href = href_of(shell, set_up);
    view.renew_href = href_of(shell, renew);
    view.off_href = href_of(shell, take_off);
    view.sending = model.call != 0;
    view.form = make_form(model, shell);
    Mistakes rest = model.mistakes;
    for (screens::FormFieldView const& field : view.form.fields)
        std::erase_if(rest, [&](Mistake const& mistake) { return mistake.path == field.path; });
    if (view.form.key.empty()) {
        view.code_error = message_of(shell, rest, model.unreachable);
    } else {
        view.error = message_of(shell, rest, model.unreachable);
    }
    if (!model.two_step.value) return;
    wire::TwoStepView const& now = *model.two_step.value;
    view.on = now.on;
    view.two_step =
        now.on ? text::fill(shell.language, t::two_step_is_on_note, {std::to_string(now.recovery_left)})
               : say(shell, t::two_step_note);
    if (now.on && now.recovery_left <= few_codes) view.few_left = say(shell, t::recovery_few);
    view.recovery = model.recovery;
    if (!model.setup) return;
    view.secret = model.setup->secret;
    view.link = model.setup->link;
    view.code = model.setup->code;
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_security(ui, model.view, model.ui, out);
}

bool is_dialog(std::string_view name) {
    return name == change_password || name == set_up || name == renew || name == take_off;
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::security

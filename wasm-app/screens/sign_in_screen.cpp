#include "screens/sign_in_screen.hpp"

#include <algorithm>

#include "text/access.hpp"
#include "text/platform.hpp"

namespace afterdesk::screens {

namespace {

constexpr float form_w = 440, content_h = 460;

void draw_door(ui::Ui& ui, SignInView const& view, SignInUi& state, Intents& out) {
    ui::begin_card(ui, "form");
    ui::text(ui, say(view.page, t::door_note), ui::TextStyle::muted);
    auto const login = ui::field(ui, "login", say(view.page, t::login_name), state.login,
                                 {.kind = ui::FieldKind::username, .max_chars = 64, .required = true});
    auto const password = ui::field(ui, "password", say(view.page, t::password), state.password,
                                    {.kind = ui::FieldKind::password, .max_chars = 128, .required = true});
    ui::FieldResult code, chosen;
    if (view.wants_new) {
        chosen = ui::field(ui, "new-password", say(view.page, t::password_new), state.new_password,
                           {.kind = ui::FieldKind::password,
                            .hint = std::string(say(view.page, t::password_first_hint)),
                            .max_chars = 128,
                            .required = true,
                            .autocomplete = "new-password"});
    }
    if (view.wants_code) {
        code = ui::field(
            ui, "code", say(view.page, t::two_step_code), state.code,
            {.hint = std::string(say(view.page, t::two_step_code_hint)), .max_chars = 32, .required = true});
    }
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    bool const complete = !state.login.empty() && !state.password.empty() &&
                          (!view.wants_code || !state.code.empty()) &&
                          (!view.wants_new || !state.new_password.empty());
    bool const pressed =
        ui::button(ui, "sign-in", say(view.page, t::sign_in),
                   {.kind = ui::ButtonKind::primary,
                    .why_not = complete ? std::string() : std::string(say(view.page, t::fill_in_first)),
                    .busy = view.sending,
                    .full_width = true});
    if (pressed || login.submitted || password.submitted || code.submitted || chosen.submitted)
        out.emplace_back(Submit{});
    ui::end_card(ui);
    ui::link(ui, "other", view.other_door, view.other_href);
}

}  // namespace

void draw_sign_in(ui::Ui& ui, SignInView const& view, SignInUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    float const room_at_sides = 96;
    bool const wide = !ui.viewport().phone() &&
                      ui.viewport().w >= form_w * std::max(1.0f, ui.viewport().text_scale) + room_at_sides;
    if (wide) ui::space(ui, std::max(0.0f, (ui.viewport().h - content_h) / 4));
    if (wide) ui::begin_row(ui, "middle", {-1, form_w, -1}, {.center = false});
    if (wide) ui::next_cell(ui);
    draw_door(ui, view, state, out);
    if (wide) ui::next_cell(ui);
    if (wide) ui::end_row(ui);
    end_screen(ui, view.page, out);
}

void draw_about(ui::Ui& ui, AboutView const& view, Intents& out) {
    begin_screen(ui, view.page, out);
    ui::begin_row(ui, "columns", {-1, -1}, {.gap = 24, .stack_below = 720, .center = false});
    ui::begin_card(ui, "intro");
    ui::text(ui, say(view.page, t::about_intro));
    ui::text(ui, say(view.page, t::about_more), ui::TextStyle::muted);
    ui::link(ui, "verify", say(view.page, t::verify_title), "#/verify");
    ui::link(ui, "api", say(view.page, t::about_api), "/api");
    ui::end_card(ui);
    ui::next_cell(ui);
    ui::begin_section(ui, "licences", say(view.page, t::licences));
    ui::begin_card(ui, "card");
    for (AboutView::Licence const& licence : view.licences)
        ui::label_value(ui, licence.name, licence.licence);
    ui::end_card(ui);
    ui::end_section(ui);
    ui::end_row(ui);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

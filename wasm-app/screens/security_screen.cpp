#include "screens/security_screen.hpp"

#include "text/access.hpp"
#include "text/platform.hpp"
#include "text/shop.hpp"
#include "widgets/qr_code.hpp"

namespace afterdesk::screens {
namespace {

void draw_setup(ui::Ui& ui, SecurityView const& view, SecurityUi& state, Intents& out) {
    ui::text(ui, say(view.page, t::two_step_secret_note));
    ui::qr_code(ui, "qr", say(view.page, t::two_step_code_image), view.code);
    ui::label_value(ui, say(view.page, t::two_step_secret), view.secret, ui::TextStyle::mono);
    ui::link(ui, "link", say(view.page, t::two_step_link), view.link);
    auto const code = ui::field(ui, "code", say(view.page, t::two_step_code), state.code,
                                {.kind = ui::FieldKind::number, .error = view.code_error, .max_chars = 8});
    std::string const why_not = state.code.empty() ? std::string(say(view.page, t::fill_in_first)) : "";
    bool const pressed =
        ui::button(ui, "confirm", say(view.page, t::two_step_confirm),
                   {.kind = ui::ButtonKind::primary, .why_not = why_not, .busy = view.sending});
    if (pressed || (code.submitted && why_not.empty())) out.emplace_back(Submit{});
}

void draw_recovery(ui::Ui& ui, SecurityView const& view, Intents& out) {
    ui::heading(ui, 3, say(view.page, t::recovery_title));
    ui::text(ui, say(view.page, t::recovery_note));
    for (std::string const& code : view.recovery) ui::text(ui, code, ui::TextStyle::mono);
    if (ui::button(ui, "noted", say(view.page, t::noted_down), {.kind = ui::ButtonKind::primary}))
        out.emplace_back(RemovePhoto{});
}

/// How it stands, and what can be done about it.
void draw_settled(ui::Ui& ui, SecurityView const& view, Intents& out) {
    ui::begin_row(ui, "head", {-1, 0});
    ui::text(ui, view.two_step);
    ui::next_cell(ui);
    ui::badge(ui, say(view.page, view.on ? t::staff_yes : t::staff_no),
              view.on ? ui::Tone::success : ui::Tone::neutral);
    ui::end_row(ui);
    if (!view.few_left.empty()) ui::notice(ui, "few", view.few_left, ui::Tone::warning);
    ui::begin_row(ui, "buttons", {0, 0});
    text::Text const& label = view.on ? t::two_step_take_off : t::two_step_set_up;
    if (ui::button(ui, "change", say(view.page, label)))
        out.emplace_back(GoTo{view.on ? view.off_href : view.set_up_href});
    ui::next_cell(ui);
    if (view.on && ui::button(ui, "renew", say(view.page, t::recovery_renew)))
        out.emplace_back(GoTo{view.renew_href});
    ui::end_row(ui);
}

void draw_two_step(ui::Ui& ui, SecurityView const& view, SecurityUi& state, Intents& out) {
    ui::begin_section(ui, "two-step", say(view.page, t::staff_two_step));
    ui::begin_card(ui, "card");
    if (!view.recovery.empty()) {
        draw_recovery(ui, view, out);
    } else if (!view.secret.empty()) {
        draw_setup(ui, view, state, out);
    } else {
        draw_settled(ui, view, out);
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

}  // namespace

void draw_security(ui::Ui& ui, SecurityView const& view, SecurityUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    ui::begin_row(ui, "columns", {-1, -1}, {.gap = 24, .stack_below = 720, .center = false});
    ui::begin_section(ui, "password", say(view.page, t::two_step_password));
    ui::begin_card(ui, "card");
    ui::text(ui, say(view.page, t::password_note));
    if (ui::button(ui, "new-password", say(view.page, t::password_change)))
        out.emplace_back(GoTo{view.password_href});
    ui::end_card(ui);
    ui::end_section(ui);
    ui::next_cell(ui);
    if (draw_load(ui, view.page, view.load, out)) draw_two_step(ui, view, state, out);
    ui::end_row(ui);
    draw_form_dialog(ui, view.page, view.form, state.form, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

#include "screens/pickup_screen.hpp"

#include "screens/missing.hpp"
#include "text/pickup.hpp"

namespace afterdesk::screens {
namespace {

bool draw_typed(ui::Ui& ui, FormFieldView const& field, std::string& value, ui::FieldKind kind,
                std::string_view autocomplete) {
    return ui::field(ui, field.path, field.label, value,
                     {.kind = kind,
                      .hint = field.hint,
                      .error = field.error,
                      .max_chars = field.max_chars,
                      .required = field.required,
                      .autocomplete = autocomplete})
        .changed;
}

void draw_booking(ui::Ui& ui, PickupScreenView const& view, Intents& out) {
    if (view.state.empty()) return;
    ui::begin_card(ui, "booking");
    ui::begin_row(ui, "head", {-1, 0});
    ui::heading(ui, 2, say(view.page, t::pickup_title));
    ui::next_cell(ui);
    ui::badge(ui, view.state, view.tone);
    ui::end_row(ui);
    draw_receipt_rows(ui, view.booking);
    if (!view.reason.empty()) ui::notice(ui, "reason", view.reason, ui::Tone::warning);
    if (!view.note.empty()) ui::text(ui, view.note, ui::TextStyle::muted);
    ui::begin_row(ui, "buttons", {0, 0});
    if (!view.change_href.empty() && ui::button(ui, "change", say(view.page, t::pickup_change)))
        out.emplace_back(GoTo{view.change_href, false});
    ui::next_cell(ui);
    if (!view.cancel_href.empty() && ui::button(ui, "cancel", say(view.page, t::pickup_cancel)))
        out.emplace_back(GoTo{view.cancel_href, false});
    ui::end_row(ui);
    ui::end_card(ui);
}

void draw_form(ui::Ui& ui, PickupScreenView const& view, FormUi& state, Intents& out) {
    if (view.fields.empty()) return;
    ui::begin_section(ui, "book", say(view.page, t::pickup_book));
    ui::begin_card(ui, "form");
    ui::text(ui, view.intro);
    if (draw_form_fields(ui, view.fields, state)) out.emplace_back(Changed{});
    ui::text(ui, view.privacy, ui::TextStyle::muted);
    bool const of_form = view.form.key.empty();
    if (of_form && !view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    if (ui::button(ui, "book", say(view.page, t::pickup_book),
                   {.kind = ui::ButtonKind::primary,
                    .why_not = view.why_not,
                    .busy = view.sending,
                    .full_width = ui.viewport().phone()}))
        out.emplace_back(Submit{});
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_content(ui::Ui& ui, PickupScreenView const& view, FormUi& state, Intents& out) {
    draw_booking(ui, view, out);
    draw_form(ui, view, state, out);
    if (!view.not_now.empty()) ui::text(ui, view.not_now, ui::TextStyle::muted);
    ui::link(ui, "ticket", say(view.page, t::pickup_back), view.ticket_href);
}

}  // namespace

bool draw_sender_name(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    return draw_typed(ui, field, value, ui::FieldKind::text, "name");
}
bool draw_sender_phone(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    return draw_typed(ui, field, value, ui::FieldKind::tel, "tel");
}
bool draw_sender_address(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    return draw_typed(ui, field, value, ui::FieldKind::multiline, "street-address");
}

void draw_pickup(ui::Ui& ui, PickupScreenView const& view, FormUi& state, FormUi& dialog, Intents& out) {
    begin_screen(ui, view.page, out);
    if (view.missing) {
        draw_missing(ui, view.page, view.load, out);
    } else if (draw_load(ui, view.page, view.load, out)) {
        draw_content(ui, view, state, out);
    }
    draw_form_dialog(ui, view.page, view.form, dialog, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

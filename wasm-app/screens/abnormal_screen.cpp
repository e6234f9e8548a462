#include "screens/abnormal_screen.hpp"

namespace afterdesk::screens {
namespace {

bool draw_of_person(ui::Ui& ui, FormFieldView const& field, std::string& value, ui::FieldKind kind) {
    return ui::field(ui, field.path, field.label, value,
                     {.kind = kind,
                      .hint = field.hint,
                      .error = field.error,
                      .max_chars = field.max_chars,
                      .required = field.required,
                      .autocomplete = "off"})
        .changed;
}

void draw_page(ui::Ui& ui, AbnormalView const& view) {
    ui::begin_card(ui, "about");
    ui::text(ui, view.happened);
    draw_receipt_rows(ui, view.facts);
    ui::link(ui, "ticket", view.ticket_label, view.ticket_href);
    ui::end_card(ui);
}

void draw_empty(ui::Ui& ui, std::string_view key, std::string_view icon, std::string_view title,
                std::string_view note, AbnormalView const& view, Intents& out) {
    if (ui::empty_state(ui, key, icon, title, note, view.ticket_label))
        out.emplace_back(GoTo{view.ticket_href, false});
}

}  // namespace

bool draw_card_number(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    return draw_of_person(ui, field, value, ui::FieldKind::number);
}

bool draw_card_holder(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    return draw_of_person(ui, field, value, ui::FieldKind::text);
}

void draw_abnormal(ui::Ui& ui, AbnormalView const& view, AbnormalUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (!view.why_not.empty()) {
        draw_empty(ui, "denied", ui::icons::shield, view.why_not, "", view, out);
    } else if (draw_load(ui, view.page, view.load, out)) {
        if (view.nothing.empty()) {
            draw_page(ui, view);
        } else {
            draw_empty(ui, "none", ui::icons::check, view.nothing, view.nothing_note, view, out);
        }
    }
    draw_form_dialog(ui, view.page, view.form, state.form, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

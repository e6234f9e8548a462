#include "screens/form.hpp"

#include "widgets/stars.hpp"

namespace afterdesk::screens {
namespace {

constexpr std::size_t most_in_sight = 5;  ///< choices; of more, only the chosen one is

bool draw_field(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    auto const typed = [&](ui::FieldKind kind, int max_chars, std::string_view autocomplete = {}) {
        return ui::field(ui, field.path, field.label, value,
                         {.kind = kind,
                          .hint = field.hint,
                          .error = field.error,
                          .max_chars = max_chars,
                          .required = field.required,
                          .autocomplete = autocomplete})
            .changed;
    };
    if (field.draw != nullptr) return field.draw(ui, field, value);
    switch (field.kind) {
        case FormFieldKind::text: return typed(ui::FieldKind::text, field.max_chars);
        case FormFieldKind::long_text: return typed(ui::FieldKind::multiline, field.max_chars);
        case FormFieldKind::amount: return typed(ui::FieldKind::amount, 20);
        case FormFieldKind::number: return typed(ui::FieldKind::number, 9);
        case FormFieldKind::secret: return typed(ui::FieldKind::password, 256);
        case FormFieldKind::new_secret: return typed(ui::FieldKind::password, 256, "new-password");
        case FormFieldKind::flag: {
            bool on = value == "1";
            bool const changed = ui::checkbox(ui, field.path, field.label, on);
            if (changed) value.assign(on ? 1 : 0, '1');
            return changed;
        }
        case FormFieldKind::choice:
            if (field.choices.empty()) return false;
            if (field.choices.size() <= most_in_sight)
                return ui::choices(ui, field.path, field.label, field.choices, value);
            return ui::picker(ui, field.path, field.label, field.choices, value,
                              {.hint = field.hint, .error = field.error, .required = field.required});
        case FormFieldKind::stars: return ui::stars(ui, field.path, field.label, field.choices, value);
        case FormFieldKind::files: return false;
    }
    return false;
}

}  // namespace

bool draw_form_fields(ui::Ui& ui, std::vector<FormFieldView> const& fields, FormUi& state) {
    bool changed = false;
    for (FormFieldView const& field : fields) changed |= draw_field(ui, field, state.values[field.path]);
    return changed;
}

void draw_form_dialog(ui::Ui& ui, PageView const& page, FormView const& form, FormUi& state,
                      std::string const& error, bool sending, Intents& out) {
    if (form.key.empty()) return;
    bool open = ui::begin_dialog(ui, form.key, form.title);
    if (!form.note.empty()) ui::text(ui, form.note);
    for (FormFieldView const& field : form.fields) {
        if (field.kind == FormFieldKind::files) {
            draw_proof(ui, page.language, field.proof, out);
        } else if (draw_field(ui, field, state.values[field.path])) {
            out.emplace_back(Changed{});
        }
    }
    if (!form.follows.empty()) {
        ui::begin_section(ui, "follows", form.follows_title);
        draw_receipt(ui, "card", form.follows);
        ui::end_section(ui);
    }
    if (!error.empty()) ui::notice(ui, "error", error, ui::Tone::danger);
    for (FormView::More const& other : form.more) {
        if (ui::button(ui, other.href, other.label, {.kind = ui::ButtonKind::quiet, .full_width = true}))
            out.emplace_back(GoTo{other.href, true});
    }
    ui::begin_dialog_actions(ui);
    ui::begin_row(ui, "buttons", {-1, -2});
    std::string_view const leave = form.stay.empty() ? say(page, t::cancel) : std::string_view(form.stay);
    if (ui::button(ui, "cancel", leave, {.full_width = true})) open = false;
    ui::next_cell(ui);
    if (ui::button(ui, "send", form.title,
                   {.kind = form.harsh ? ui::ButtonKind::danger : ui::ButtonKind::primary,
                    .why_not = form.why_not,
                    .busy = sending,
                    .full_width = true})) {
        out.emplace_back(Submit{});
    }
    ui::end_row(ui);
    ui::end_dialog(ui);
    if (!open) out.emplace_back(GoTo{form.close_href, true});
}

}  // namespace afterdesk::screens

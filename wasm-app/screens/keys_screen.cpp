#include "screens/keys_screen.hpp"

#include "text/access.hpp"
#include "text/host_keys.hpp"

namespace afterdesk::screens {
namespace {

void draw_top(ui::Ui& ui, KeysView const& view, Intents& out) {
    ui::text(ui, say(view.page, t::host_keys_intro), ui::TextStyle::muted);
    ui::begin_row(ui, "top", {0, 0});
    if (ui::button(ui, "add", say(view.page, t::host_key_add),
                   {.kind = ui::ButtonKind::primary, .why_not = view.add_why_not, .icon = ui::icons::plus}))
        out.emplace_back(GoTo{view.add_href});
    ui::next_cell(ui);
    ui::link(ui, "document", say(view.page, t::host_keys_document), "/api");
    ui::end_row(ui);
}

void draw_table(ui::Ui& ui, KeysView const& view, KeysUi& state) {
    if (view.rows.empty()) {
        ui::empty_state(ui, "empty", ui::icons::shield, say(view.page, t::host_keys_empty),
                        say(view.page, t::host_keys_empty_note));
        return;
    }
    ui::Table table = ui::begin_table(ui, "keys", view.columns, state.table, view.table);
    for (int const i : table.rows) ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
    ui::end_table(ui, table);
}

void draw_made(ui::Ui& ui, KeysView const& view, Intents& out) {
    if (view.made.empty()) return;
    bool open = ui::begin_dialog(ui, "made", say(view.page, t::host_key_made));
    ui::text(ui, say(view.page, t::host_key_made_note));
    std::string shown =
        view.made;  // the browser's own field, so that it can be copied; typing changes nothing
    ui::field(ui, "key", say(view.page, t::host_key_itself), shown,
              {.hint = std::string(say(view.page, t::host_key_copy_hint))});
    if (ui::button(ui, "noted", say(view.page, t::noted_down),
                   {.kind = ui::ButtonKind::primary, .full_width = true}))
        open = false;
    ui::end_dialog(ui);
    if (!open) out.emplace_back(RemovePhoto{});
}

}  // namespace

bool draw_as_picker(ui::Ui& ui, FormFieldView const& field, std::string& value) {
    return ui::picker(ui, field.path, field.label, field.choices, value,
                      {.hint = field.hint, .error = field.error});
}

bool draw_as_heading(ui::Ui& ui, FormFieldView const& field, std::string&) {
    ui::text(ui, field.label, ui::TextStyle::strong);
    if (!field.error.empty()) ui::text(ui, field.error, ui::TextStyle::danger);
    return false;
}

void draw_keys(ui::Ui& ui, KeysView const& view, KeysUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (!view.why_not.empty()) {
        ui::empty_state(ui, "denied", ui::icons::shield, view.why_not, "");
    } else if (draw_load(ui, view.page, view.load, out)) {
        draw_top(ui, view, out);
        draw_table(ui, view, state);
    }
    draw_made(ui, view, out);
    draw_form_dialog(ui, view.page, view.form, state.form, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

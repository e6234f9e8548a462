#include "screens/devices_screen.hpp"

#include "text/sessions.hpp"

namespace afterdesk::screens {
namespace {

void draw_row(ui::Ui& ui, DeviceRowView const& row, Intents& out) {
    ui::begin_card(ui, "card");
    ui::begin_row(ui, "head", {-1, 0});
    ui::text(ui, row.title, ui::TextStyle::strong);
    ui::next_cell(ui);
    if (!row.here.empty()) ui::badge(ui, row.here, ui::Tone::success);
    ui::end_row(ui);
    if (!row.who.empty()) ui::text(ui, row.who);
    for (ReceiptRow const& fact : row.facts)
        ui::label_value(ui, fact.label, fact.value, ui::TextStyle::muted);
    if (ui::button(ui, "end", row.end_label)) out.emplace_back(GoTo{row.end_href, false});
    ui::end_card(ui);
}

void draw_list(ui::Ui& ui, DevicesView const& view, Intents& out) {
    if (view.rows.empty()) {
        if (ui::empty_state(ui, "empty", ui::icons::shield, say(view.page, t::devices_empty), "",
                            say(view.page, t::try_again)))
            out.emplace_back(Reload{});
        return;
    }
    ui::text(ui, view.intro, ui::TextStyle::muted);
    ui::begin_list(ui, "devices", say(view.page, t::devices_title), static_cast<int>(view.rows.size()));
    int position = 0;
    for (DeviceRowView const& row : view.rows) {
        ++position;
        if (ui::skip_list_item(ui, row.id)) continue;
        ui::begin_list_item(ui, row.id, position);
        draw_row(ui, row, out);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
    if (ui::button(ui, "end-others", say(view.page, t::device_end_others),
                   {.kind = ui::ButtonKind::danger, .why_not = view.others_why_not}))
        out.emplace_back(GoTo{view.others_href, false});
}

}  // namespace

void draw_devices(ui::Ui& ui, DevicesView const& view, FormUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) draw_list(ui, view, out);
    draw_form_dialog(ui, view.page, view.form, state, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

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

void draw_group(ui::Ui& ui, DevicesView const& view, DevicesView::Group const& group, Intents& out) {
    ui::begin_section(ui, group.key, group.title);
    if (group.rows.empty()) ui::text(ui, say(view.page, t::device_no_others), ui::TextStyle::muted);
    if (!group.rows.empty()) {
        ui::begin_list(ui, "devices", group.title, static_cast<int>(group.rows.size()));
        int position = 0;
        for (DeviceRowView const& row : group.rows) {
            ++position;
            if (ui::skip_list_item(ui, row.id)) continue;
            ui::begin_list_item(ui, row.id, position);
            draw_row(ui, row, out);
            ui::end_list_item(ui);
        }
        ui::end_list(ui);
    }
    ui::end_section(ui);
}

/// Behind those that it ends.
void draw_end_others(ui::Ui& ui, DevicesView const& view, Intents& out) {
    if (ui::button(ui, "end-others", say(view.page, t::device_end_others), {.why_not = view.others_why_not}))
        out.emplace_back(GoTo{view.others_href, false});
}

void draw_groups(ui::Ui& ui, DevicesView const& view, Intents& out) {
    if (view.groups.empty()) {
        if (ui::empty_state(ui, "empty", ui::icons::shield, say(view.page, t::devices_empty), "",
                            say(view.page, t::try_again)))
            out.emplace_back(Reload{});
        return;
    }
    ui::text(ui, view.intro, ui::TextStyle::muted);
    ui::begin_row(ui, "groups", {-1, -1}, {.gap = 24, .stack_below = 720, .center = false});
    draw_group(ui, view, view.groups.front(), out);
    if (view.of_people) draw_end_others(ui, view, out);
    ui::next_cell(ui);
    draw_group(ui, view, view.groups.back(), out);
    bool const others = !view.of_people && !view.groups.back().rows.empty();
    if (others) draw_end_others(ui, view, out);
    ui::end_row(ui);
}

}  // namespace

void draw_devices(ui::Ui& ui, DevicesView const& view, FormUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) draw_groups(ui, view, out);
    draw_form_dialog(ui, view.page, view.form, state, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

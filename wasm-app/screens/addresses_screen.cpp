#include "screens/addresses_screen.hpp"

#include "text/rules.hpp"
#include "text/shop.hpp"

namespace afterdesk::screens {
namespace {

void draw_move(ui::Ui& ui, AddressesView const& view, AddressesUi& state, int row, bool up, Intents& out) {
    bool const last = static_cast<std::size_t>(row) + 1 == view.rows.size();
    if ((up ? row == 0 : last) || !view.why_not.empty()) return;
    if (!ui::button(ui, up ? "up" : "down", say(view.page, up ? t::rules_up : t::rules_down),
                    {.kind = ui::ButtonKind::quiet, .busy = view.sending}))
        return;
    state.moved = row;
    state.up = up;
    out.emplace_back(Changed{});
}

void draw_row(ui::Ui& ui, AddressesView const& view, AddressesUi& state, int row, Intents& out) {
    AddressesView::Row const& one = view.rows[static_cast<std::size_t>(row)];
    ui::begin_card(ui, "card");
    ui::begin_row(ui, "row", {-1, 0}, {.stack_below = 720});
    ui::text(ui, one.title, ui::TextStyle::strong);
    ui::text(ui, one.text);
    if (one.is_default) {
        ui::badge(ui, one.used_for, ui::Tone::info);
    } else {
        ui::text(ui, one.used_for, ui::TextStyle::muted);
    }
    ui::next_cell(ui);
    ui::begin_row(ui, "acts", {0, 0, 0}, {.gap = 4});
    if (ui::button(ui, "edit", say(view.page, t::address_edit),
                   {.kind = ui::ButtonKind::quiet, .why_not = view.why_not}))
        out.emplace_back(GoTo{one.edit_href});
    ui::next_cell(ui);
    draw_move(ui, view, state, row, true, out);
    ui::next_cell(ui);
    draw_move(ui, view, state, row, false, out);
    ui::end_row(ui);
    ui::end_row(ui);
    ui::end_card(ui);
}

}  // namespace

void draw_addresses(ui::Ui& ui, AddressesView const& view, AddressesUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) {
        ui::text(ui, say(view.page, t::addresses_note), ui::TextStyle::muted);
        if (view.rows.empty())
            ui::empty_state(ui, "empty", ui::icons::box, say(view.page, t::addresses_none),
                            say(view.page, t::addresses_none_note));
        if (!view.no_default.empty()) ui::notice(ui, "no-default", view.no_default, ui::Tone::warning);
        int const count = static_cast<int>(view.rows.size());
        if (count > 0) ui::begin_list(ui, "addresses", say(view.page, t::addresses_title), count);
        for (int i = 0; i < count; ++i) {
            ui::begin_list_item(ui, view.rows[static_cast<std::size_t>(i)].key, i + 1);
            draw_row(ui, view, state, i, out);
            ui::end_list_item(ui);
        }
        if (count > 0) ui::end_list(ui);
        if (view.form.key.empty() && !view.error.empty())
            ui::notice(ui, "error", view.error, ui::Tone::danger);
        if (ui::button(ui, "new", say(view.page, t::address_add),
                       {.kind = ui::ButtonKind::primary, .why_not = view.why_not, .icon = ui::icons::plus}))
            out.emplace_back(GoTo{view.add_href});
    }
    draw_form_dialog(ui, view.page, view.form, state.form, view.error, view.sending, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

#include "screens/reconciliation_part.hpp"

#include "text/bills.hpp"

namespace afterdesk::screens {
namespace {

using Difference = ReconciliationView::Difference;

void draw_difference(ui::Ui& ui, PageView const& page, Difference const& one, Intents& out) {
    ui::begin_card(ui, "card");
    ui::begin_row(ui, "head", {-1, 0});
    ui::heading(ui, 3, one.title);
    ui::next_cell(ui);
    ui::badge(ui, one.settled.empty() ? one.about : say(page, t::bills_settled),
              one.settled.empty() ? ui::Tone::danger : ui::Tone::neutral);
    ui::end_row(ui);
    ui::text(ui, one.number, ui::TextStyle::mono);
    if (!one.ticket_href.empty()) ui::link(ui, "ticket", one.ticket_label, one.ticket_href);
    draw_receipt_rows(ui, one.sides);
    if (one.settled.empty()) {
        ui::text(ui, one.means, ui::TextStyle::muted);
        ui::text(ui, one.to_do);
        if (ui::button(ui, "settle", one.settle, {.why_not = one.why_not}))
            out.emplace_back(GoTo{one.settle_href});
    } else {
        ui::text(ui, one.settled, ui::TextStyle::muted);
    }
    ui::end_card(ui);
}

void draw_differences(ui::Ui& ui, PageView const& page, std::string_view key, text::Text const& name,
                      std::vector<Difference> const& all, Intents& out) {
    if (all.empty()) return;
    ui::heading(ui, 3, say(page, name));
    ui::begin_list(ui, key, say(page, name), static_cast<int>(all.size()));
    int position = 0;
    for (Difference const& one : all) {
        ++position;
        if (ui::skip_list_item(ui, one.key)) continue;
        ui::begin_list_item(ui, one.key, position);
        draw_difference(ui, page, one, out);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
}

void draw_days(ui::Ui& ui, PageView const& page, ReconciliationView const& view, ReconciliationUi& state) {
    if (view.rows.empty()) return ui::text(ui, say(page, t::bills_none), ui::TextStyle::muted);
    ui::Table table = ui::begin_table(ui, "days", view.columns, state.days, view.days);
    for (int const i : table.rows) ui::table_row(ui, table, i, view.rows[static_cast<std::size_t>(i)]);
    ui::end_table(ui, table);
}

}  // namespace

void draw_reconciliation(ui::Ui& ui, PageView const& page, ReconciliationView const& view,
                         ReconciliationUi& state, Intents& out) {
    ui::begin_section(ui, "bills", say(page, t::bills_title));
    if (draw_load(ui, page, view.load, out)) {
        ui::begin_row(ui, "ask", {-1, 0}, {.stack_below = 420});
        ui::text(ui, view.note, ui::TextStyle::muted);
        ui::next_cell(ui);
        if (ui::button(ui, "ask", say(page, t::bills_ask), {.why_not = view.ask_why_not}))
            out.emplace_back(GoTo{view.ask_href});
        ui::end_row(ui);
        draw_differences(ui, page, "differences", t::bills_differences, view.open, out);
        if (!view.more.empty()) ui::text(ui, view.more, ui::TextStyle::muted);
        draw_days(ui, page, view, state);
        draw_differences(ui, page, "settled", t::bills_settled, view.settled, out);
    }
    ui::end_section(ui);
}

void draw_reconciliation_dialog(ui::Ui& ui, PageView const& page, ReconciliationView const& view,
                                ReconciliationUi& state, Intents& out) {
    draw_form_dialog(ui, page, view.form, state.form, view.error, view.sending, out);
}

}  // namespace afterdesk::screens

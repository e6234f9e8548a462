#include "screens/tickets_screen.hpp"

#include "wire/api.hpp"

namespace afterdesk::screens {
namespace {

void draw_filter(ui::Ui& ui, TicketsView const& view, TicketsUi& state, Intents& out) {
    if (view.searchable) {
        auto const typed = ui::field(ui, "q", say(view.page, t::search), state.q,
                                     {.kind = ui::FieldKind::search,
                                      .placeholder = std::string(say(view.page, t::tickets_search)),
                                      .max_chars = wire::max_search_chars,
                                      .hide_label = true});
        if (typed.changed || typed.submitted) out.emplace_back(FilterChanged{});
    }
    bool changed = ui::tabs(ui, "status", say(view.page, t::filter_status), view.statuses, state.status);
    if (!view.types.empty()) {
        changed |= ui::tabs(ui, "type", say(view.page, t::filter_type), view.types, state.type);
        changed |= ui::checkbox(ui, "deadline", say(view.page, t::sort_by_deadline), state.by_deadline);
    }
    if (changed) out.emplace_back(FilterChanged{});
}

void draw_list(ui::Ui& ui, TicketsView const& view, TicketsUi& state, Intents& out) {
    draw_filter(ui, view, state, out);
    if (!draw_load(ui, view.page, view.load, out)) return;
    if (view.rows.empty()) ui::empty_state(ui, "empty", "list", view.empty_title, view.empty_note);
    ui::begin_list(ui, "tickets", view.page.options.title, view.total);
    int position = 0;
    for (TicketRowView const& row : view.rows) {
        ++position;
        if (ui::skip_list_item(ui, row.ticket_no)) continue;
        ui::begin_list_item(ui, row.ticket_no, position);
        draw_ticket_row(ui, row);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
    draw_more(ui, view.page, view.more, out);
}

}  // namespace

void draw_tickets(ui::Ui& ui, TicketsView const& view, TicketsUi& state, TicketView const& ticket,
                  FormUi& form, Intents& out) {
    bool const narrow_ticket = view.ticket_open && !ui.viewport().wide();
    PageView const& page = narrow_ticket ? ticket.page : view.page;
    begin_screen(ui, page, out);
    if (!view.panes) {
        draw_list(ui, view, state, out);
        end_screen(ui, page, out);
        return;
    }
    ui::PanesShown const shown =
        ui::begin_panes(ui, "panes", {.left_width = 420, .show_right_when_narrow = view.ticket_open});
    if (shown.left) draw_list(ui, view, state, out);
    if (shown.left && shown.right) ui::next_pane(ui);
    if (shown.right) {
        if (view.ticket_open) {
            draw_ticket_content(ui, ticket, out);
        } else {
            ui::empty_state(ui, "none", "list", say(view.page, t::choose_ticket), "");
        }
    }
    ui::end_panes(ui);
    if (view.ticket_open) draw_ticket_dialog(ui, ticket, form, out);
    ui::end_page(ui);
}

}  // namespace afterdesk::screens

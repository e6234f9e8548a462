#include "screens/tickets_screen.hpp"

#include "widgets/cut_strip.hpp"
#include "wire/api.hpp"

namespace afterdesk::screens {
namespace {

void draw_filter(ui::Ui& ui, TicketsView const& view, TicketsUi& state, Intents& out) {
    auto const typed = ui::field(ui, "q", say(view.page, t::search), state.q,
                                 {.kind = ui::FieldKind::search,
                                  .placeholder = std::string(say(view.page, t::tickets_search)),
                                  .max_chars = wire::max_search_chars,
                                  .hide_label = true});
    if (typed.changed || typed.submitted) out.emplace_back(FilterChanged{});
    if (ui::tabs(ui, "status", say(view.page, t::filter_status), view.statuses, state.status))
        out.emplace_back(FilterChanged{});
    if (!ui.viewport().phone()) ui::mark_cut_strip(ui);  // there it goes to the edge of the screen
}

void draw_empty(ui::Ui& ui, TicketsView const& view, Intents& out) {
    std::string_view const action =
        view.empty_href.empty() ? std::string_view() : say(view.page, t::my_orders);
    if (ui::empty_state(ui, "empty", ui::icons::list, view.empty_title, view.empty_note, action))
        out.emplace_back(GoTo{view.empty_href, false});
}

}  // namespace

void draw_tickets(ui::Ui& ui, TicketsView const& view, TicketsUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    draw_filter(ui, view, state, out);
    if (draw_load(ui, view.page, view.load, out)) {
        if (view.rows.empty()) draw_empty(ui, view, out);
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
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

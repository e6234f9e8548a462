// The list of tickets: filtered by its address, fetched page by page.

#include "app/features/ticket_list/model.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"

namespace afterdesk::app::ticket_list {
namespace {

void on_tickets(Model& model, Shell&, Answer const& answer) {
    bool const beginning = model.list.page.call == answer.id;
    // Without an answer, what was found before is no answer to what is asked now.
    if (beginning && model.stale) model.list.page.value.reset();
    if (beginning) model.stale = false;
    hear_list(model.list, answer, wire::read_ticket_page);
}

void fetch_tickets(Model& model, Shell& shell, std::size_t rows) {
    Query query;
    query.add("status", shell.route.filter.status);
    query.add("q", shell.route.filter.q);
    model.seen_change = shell.tickets_changed;
    fetch(shell, model.list, {"/tickets" + query.text, rows}, in_feature<&on_tickets>);
}

}  // namespace

void enter(Model& model, Shell& shell, Route const&) {
    TicketFilter const& filter = shell.route.filter;
    bool const same = model.filter == filter && model.list.page.value;
    model.stale |= model.list.page.value.has_value() && model.filter != filter;
    model.filter = filter;
    std::string words = std::move(model.ui.q);
    if (trim(words) != filter.q) words = filter.q;  // a blank that was just typed stays
    model.ui = {filter.status, std::move(words)};
    if (!same) fetch_tickets(model, shell, 0);
    if (same && model.seen_change != shell.tickets_changed) fetch_tickets(model, shell, model.list.rows());
}

void refresh(Model& model, Shell& shell) { fetch_tickets(model, shell, model.list.rows()); }

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::FilterChanged>(intent)) {
        Route route = shell.route;
        route.filter = {model.ui.status, std::string(trim(model.ui.q))};
        go(shell, route, true);
    }
    if (std::holds_alternative<screens::LoadMore>(intent))
        fetch_more(shell, model.list, in_feature<&on_tickets>);
}

}  // namespace afterdesk::app::ticket_list

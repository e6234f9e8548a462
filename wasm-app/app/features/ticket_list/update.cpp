// The list of tickets: filtered by its address, fetched page by page.

#include "app/features/ticket_list/model.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"

namespace afterdesk::app::ticket_list {
namespace {

void on_tickets(Model& model, Shell&, Answer const& answer) {
    settle(model.list.page, answer, wire::read_ticket_page);
}

void on_more(Model& model, Shell&, Answer const& answer) {
    append(model.list, answer, wire::read_ticket_page);
}

Query query_of(TicketFilter const& filter) {
    Query query;
    query.add("status", filter.status);
    query.add("q", filter.q);
    return query;
}

/// `rows`: as many as the list shows already, so that it does not become shorter.
void fetch(Model& model, Shell& shell, std::size_t rows) {
    Query query = query_of(shell.route.filter);
    query.add_count(rows);
    model.seen_change = shell.tickets_changed;
    Ask question = get(shell, "/tickets" + query.text);
    question.seen = Seen::list;
    load(shell, model.list.page, std::move(question), in_feature<&on_tickets>);
}

void fetch_more(Model& model, Shell& shell) {
    std::string const cursor = model.list.next_cursor();
    if (cursor.empty()) return;
    model.list.more_failed = false;
    Query query = query_of(shell.route.filter);
    query.add("cursor", cursor);
    model.list.more_call = ask(shell, get(shell, "/tickets" + query.text), in_feature<&on_more>);
}

}  // namespace

void enter(Model& model, Shell& shell, Route const&) {
    TicketFilter const& filter = shell.route.filter;
    bool const same = model.filter == filter && model.list.page.value;
    model.filter = filter;
    std::string words = std::move(model.ui.q);
    if (trim(words) != filter.q) words = filter.q;  // a blank that was just typed stays
    model.ui = {filter.status, std::move(words)};
    if (!same) fetch(model, shell, 0);
    if (same && model.seen_change != shell.tickets_changed) fetch(model, shell, model.list.rows());
}

void refresh(Model& model, Shell& shell) { fetch(model, shell, model.list.rows()); }

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::FilterChanged>(intent)) {
        Route route = shell.route;
        route.filter = {model.ui.status, std::string(trim(model.ui.q))};
        go(shell, route, true);
    }
    if (std::holds_alternative<screens::LoadMore>(intent)) fetch_more(model, shell);
}

}  // namespace afterdesk::app::ticket_list

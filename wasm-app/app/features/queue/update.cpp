// The queue: fetched page by page as its address says, and the way from one ticket to the next.

#include <algorithm>
#include <utility>

#include "app/features/queue/model.hpp"
#include "app/shell/own_text.hpp"
#include "app/shell/screen_table.hpp"

namespace afterdesk::app::queue {
namespace {

constexpr int side_rows = 6;

/// Where the open ticket stands; one that is no longer there stood where it was.
void note_place(Model& model) {
    if (model.open.empty() || !model.list.page.value) return;
    auto const& items = model.list.page.value->items;
    auto const found = std::find_if(items.begin(), items.end(), [&](wire::TicketSummary const& one) {
        return one.ticket_no == model.open;
    });
    if (found != items.end()) model.at = static_cast<std::size_t>(found - items.begin());
}

void on_tickets(Model& model, Shell& shell, Answer const& answer);

/// Of very many tickets the server looks through some at a time: what fits may come later.
void look_further(Model& model, Shell& shell) {
    note_place(model);
    if (model.list.rows() == 0 && !model.list.calls.more_failed)
        fetch_more(shell, model.list, in_feature<&on_tickets>);
}

void on_tickets(Model& model, Shell& shell, Answer const& answer) {
    hear_list(model.list, answer, wire::read_ticket_page);
    look_further(model, shell);
}

void on_names(Model& model, Shell&, Answer const& answer) { settle(model.names, answer, wire::read_work); }

void on_others(Model& model, Shell&, Answer const& answer) {
    settle(model.others, answer, wire::read_ticket_page);
}

void fetch_tickets(Model& model, Shell& shell, std::size_t rows) {
    model.seen_change = shell.tickets_changed;
    fetch(shell, model.list, {"/tickets" + api_query(model, shell).text, rows}, in_feature<&on_tickets>);
}

void fetch_names(Model& model, Shell& shell) {
    if (model.names.value || model.names.call != 0) return;
    Ask question = get(shell, "/work");
    question.seen = Seen::list;
    load(shell, model.names, std::move(question), in_feature<&on_names>);
}

void open_ticket(Model& model, Shell& shell, std::string const& no) {
    if (model.open == no) return;
    model.open = no;
    note_place(model);
    model.others.value.reset();
    Query query;
    query.add("same_buyer", no);
    query.add("count", std::to_string(side_rows));
    load(shell, model.others, get(shell, "/tickets" + query.text), in_feature<&on_others>);
}

void keep_own(Model& model, Shell& shell) {
    if (std::exchange(model.ui.views_changed, false)) {
        std::string const kept = ui::format_views(model.ui.views);
        keep_own_text(shell, "views", kept.empty() ? "\n" : kept);  // none of them is also kept
    }
    if (std::exchange(model.ui.split_moved, false))
        keep_own_text(shell, "split", ui::format_split(model.ui.split));
    if (std::exchange(model.ui.columns_changed, false))
        keep_own_text(shell, "columns", ui::format_columns(model.ui.table));
}

}  // namespace

void enter(Model& model, Shell& shell, Route const& before) {
    Route const& route = shell.route;
    // One of its tickets is looked at beside the list, and then the others.
    if (before.screen != Screen::tickets && before.screen != Screen::ticket) leave_batch(model, shell);
    if (model.audience != route.audience) {
        model = {};
        model.audience = route.audience;
    }
    load_own_text(shell, "views");
    load_own_text(shell, "split");
    load_own_text(shell, "columns");
    bool const same = model.query == route.query && model.list.page.value;
    if (model.query != route.query) {
        take_query(model, shell);
        model.ui.table.choose_all(false);
        model.query = route.query;
    }
    if (!same) fetch_tickets(model, shell, 0);
    if (same && model.seen_change != shell.tickets_changed) fetch_tickets(model, shell, model.list.rows());
    fetch_names(model, shell);
    if (route.screen == Screen::ticket) open_ticket(model, shell, route.id);
    if (route.screen != Screen::ticket) model.open.clear();
}

void refresh(Model& model, Shell& shell) {
    if (!is_sending(model)) fetch_tickets(model, shell, model.list.rows());
}

bool open_next(Model& model, Shell& shell, bool replace) {
    if (!model.list.page.value) return false;
    auto const& items = model.list.page.value->items;
    bool const there = model.at < items.size() && items[model.at].ticket_no == model.open;
    std::size_t next = model.at + (there ? 1 : 0);
    if (next >= items.size()) next = 0;
    if (next >= items.size() || items[next].ticket_no == model.open) return false;
    model.ui.table.at = static_cast<int>(next);
    model.ui.table.asks_for_focus = true;  // there the keys go on, and it comes into sight
    Route route = shell.route;
    route.id = items[next].ticket_no;
    route.dialog.clear();
    go(shell, route, replace);
    return true;
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::FilterChanged>(intent)) {
        Route route = shell.route;
        route.query = query_of(model, shell);
        go(shell, route, true);
    }
    if (std::holds_alternative<screens::LoadMore>(intent))
        fetch_more(shell, model.list, in_feature<&on_tickets>);
    if (std::holds_alternative<screens::Changed>(intent)) keep_own(model, shell);
    act_on_batch(model, shell, intent);
}

}  // namespace afterdesk::app::queue

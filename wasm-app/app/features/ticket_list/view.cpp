#include "app/features/ticket_list/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/buyer.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::ticket_list {
namespace {

constexpr ShortStatus shown_statuses[] = {
    ShortStatus::reviewing,  ShortStatus::to_return,       ShortStatus::to_refund, ShortStatus::to_exchange,
    ShortStatus::exchanging, ShortStatus::review_rejected, ShortStatus::done,      ShortStatus::shut};

std::vector<ui::Tab> make_statuses(Model const& model, Shell const& shell) {
    std::vector<ui::Tab> tabs;
    auto const* counts = model.list.page.value ? &model.list.page.value->counts : nullptr;
    int all = 0;
    if (counts != nullptr) {
        for (auto const& [status, count] : *counts) all += count;
    }
    tabs.push_back({"", say(shell, t::status_all), "", all == 0 ? -1 : all});
    for (ShortStatus status : shown_statuses) {
        int count = counts == nullptr ? -1 : 0;
        if (counts != nullptr && counts->contains(status)) count = counts->at(status);
        // Few shops exchange: a tab while there is something in it, and where it is seen.
        bool const seldom = status == ShortStatus::to_exchange || status == ShortStatus::exchanging;
        if (seldom && count <= 0 && shell.route.filter.status != wire::name_of(status)) continue;
        // Nothing in it is no number that somebody looks for.
        tabs.push_back({std::string(wire::name_of(status)), say(shell, text::name(status)), "",
                        count == 0 ? -1 : count});
    }
    return tabs;
}

}  // namespace

screens::TicketsView make_view(Model const& model, Shell const& shell) {
    screens::TicketsView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::my_tickets);
    view.load = load_view(shell, model.list.page);
    view.statuses = make_statuses(model, shell);
    view.empty_title = say(shell, t::tickets_empty);
    bool const all = shell.route.filter == TicketFilter{};
    if (all || !shell.route.filter.q.empty())
        view.empty_note = say(shell, all ? t::record_empty_note : t::none_found_note);
    Route orders;
    orders.screen = Screen::orders;
    if (all) view.empty_href = to_hash(orders);
    if (!model.list.page.value) return view;
    note_seen(shell, model.list.page, view.page);
    for (wire::TicketSummary const& ticket : model.list.page.value->items) {
        view.rows.push_back(make_ticket_row(shell, ticket));
    }
    view.more = model.list.more();
    auto const& counts = model.list.page.value->counts;
    for (auto const& [status, count] : counts) {
        bool const counted =
            shell.route.filter.status.empty() || shell.route.filter.status == wire::name_of(status);
        if (counted) view.total += count;
    }
    return view;
}

}  // namespace afterdesk::app::ticket_list

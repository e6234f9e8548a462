#include "app/features/ticket_list/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::ticket_list {
namespace {

using wire::Audience;

constexpr ShortStatus shown_statuses[] = {
    ShortStatus::reviewing,  ShortStatus::to_return,       ShortStatus::to_refund, ShortStatus::to_exchange,
    ShortStatus::exchanging, ShortStatus::review_rejected, ShortStatus::done,      ShortStatus::shut};
constexpr TicketType shown_types[] = {TicketType::refund_unshipped, TicketType::return_refund};

std::vector<ui::Tab> make_statuses(Model const& model, Shell const& shell) {
    std::vector<ui::Tab> tabs;
    auto const* counts = model.list.page.value ? &model.list.page.value->counts : nullptr;
    int all = 0;
    if (counts != nullptr) {
        for (auto const& [status, count] : *counts) all += count;
    }
    tabs.push_back({"", say(shell, t::status_all), "", counts == nullptr ? -1 : all});
    // A task that no status tells of: there while there is one, and where it is seen.
    int const strays = model.list.page.value ? model.list.page.value->with_strays : 0;
    bool const chosen = shell.route.filter.status == strays_queue;
    if (strays > 0 || chosen) {
        tabs.push_back({std::string(strays_queue), say(shell, t::strays_mark), "", strays});
    }
    for (ShortStatus status : shown_statuses) {
        int count = counts == nullptr ? -1 : 0;
        if (counts != nullptr && counts->contains(status)) count = counts->at(status);
        // Few shops exchange: a tab while there is something in it, and where it is seen.
        bool const seldom = status == ShortStatus::to_exchange || status == ShortStatus::exchanging;
        if (seldom && count <= 0 && shell.route.filter.status != wire::name_of(status)) continue;
        tabs.push_back({std::string(wire::name_of(status)), say(shell, text::name(status)), "", count});
    }
    return tabs;
}

std::vector<ui::Tab> make_types(Shell const& shell) {
    std::vector<ui::Tab> tabs{{"", say(shell, t::status_all), "", -1}};
    for (TicketType type : shown_types) {
        tabs.push_back({std::string(wire::name_of(type)), say(shell, text::name(type)), "", -1});
    }
    return tabs;
}

}  // namespace

screens::TicketsView make_view(Model const& model, Shell const& shell) {
    screens::TicketsView view;
    view.page = make_page_view(shell);
    Audience const audience = shell.route.audience;
    view.page.options.title = say(shell, audience == Audience::buyer      ? t::my_tickets
                                         : audience == Audience::merchant ? t::merchant_queue
                                                                          : t::platform_queue);
    view.panes = audience != Audience::buyer;
    view.page.options.max_width = view.panes ? 1400 : 960;
    if (view.panes) view.page.options.key = "queue";
    view.ticket_open = view.panes && shell.route.screen == Screen::ticket;
    view.load = load_view(shell, model.list.page);
    view.statuses = make_statuses(model, shell);
    if (audience != Audience::buyer) view.types = make_types(shell);
    view.searchable = true;
    view.empty_title = say(shell, t::tickets_empty);
    view.empty_note =
        say(shell, shell.route.filter == TicketFilter{} ? t::tickets_empty_note : t::none_found_note);
    if (!model.list.page.value) return view;
    note_seen(shell, model.list.page, view.page);
    for (wire::TicketSummary const& ticket : model.list.page.value->items) {
        view.rows.push_back(make_ticket_row(shell, ticket));
    }
    view.more = model.list.more();
    if (shell.route.filter.status == strays_queue) view.total = model.list.page.value->with_strays;
    auto const& counts = model.list.page.value->counts;
    for (auto const& [status, count] : counts) {
        bool const counted =
            shell.route.filter.status.empty() || shell.route.filter.status == wire::name_of(status);
        if (counted) view.total += count;
    }
    return view;
}

}  // namespace afterdesk::app::ticket_list

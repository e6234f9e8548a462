#include "app/views.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

constexpr ShortStatus shown_statuses[] = {ShortStatus::reviewing, ShortStatus::to_return,
                                          ShortStatus::to_refund, ShortStatus::review_rejected,
                                          ShortStatus::done,      ShortStatus::shut};
constexpr TicketType shown_types[] = {TicketType::refund_unshipped, TicketType::return_refund};

std::vector<ui::Tab> make_statuses(Model const& model) {
    std::vector<ui::Tab> tabs;
    auto const* counts = model.tickets.value ? &model.tickets.value->counts : nullptr;
    int all = 0;
    if (counts != nullptr) {
        for (auto const& [status, count] : *counts) all += count;
    }
    tabs.push_back({"", say(model, t::status_all), "", counts == nullptr ? -1 : all});
    for (ShortStatus status : shown_statuses) {
        int count = counts == nullptr ? -1 : 0;
        if (counts != nullptr && counts->contains(status)) count = counts->at(status);
        tabs.push_back({std::string(wire::name_of(status)), say(model, text::name(status)), "", count});
    }
    return tabs;
}

std::vector<ui::Tab> make_types(Model const& model) {
    std::vector<ui::Tab> tabs{{"", say(model, t::status_all), "", -1}};
    for (TicketType type : shown_types) {
        tabs.push_back({std::string(wire::name_of(type)), say(model, text::name(type)), "", -1});
    }
    return tabs;
}

}  // namespace

ui::Tone tone_of(ShortStatus status) {
    switch (status) {
        case ShortStatus::reviewing: return ui::Tone::warning;
        case ShortStatus::to_return:
        case ShortStatus::to_refund:
        case ShortStatus::to_exchange:
        case ShortStatus::exchanging: return ui::Tone::info;
        case ShortStatus::review_rejected: return ui::Tone::danger;
        case ShortStatus::done: return ui::Tone::success;
        case ShortStatus::shut: return ui::Tone::neutral;
    }
    return ui::Tone::neutral;
}

std::string time_left(Model const& model, Instant deadline) {
    std::int64_t const left_ms = (deadline - model.server_now()).ms;
    if (left_ms <= 0) return say(model, t::time_left_none);
    std::int64_t const whole_hours = left_ms / hours(1).ms;
    if (whole_hours >= 24) {
        return text::fill(model.language, t::time_left_days,
                          {std::to_string(whole_hours / 24), std::to_string(whole_hours % 24)});
    }
    std::int64_t const whole_minutes = left_ms % hours(1).ms / minutes(1).ms;
    return text::fill(model.language, t::time_left_hours,
                      {std::to_string(whole_hours), std::to_string(whole_minutes)});
}

bool is_urgent(Model const& model, Instant deadline) { return deadline - model.server_now() < hours(12); }

screens::TicketRowView make_ticket_row(Model const& model, wire::TicketSummary const& ticket) {
    screens::TicketRowView row;
    Route route;
    route.screen = Screen::ticket;
    route.audience = model.route.audience;
    route.id = ticket.ticket_no;
    if (model.route.screen == Screen::tickets || model.route.screen == Screen::ticket)
        route.filter = model.route.filter;
    row.ticket_no = ticket.ticket_no;
    row.href = to_hash(route);
    row.title = ticket.title;
    row.spec = ticket.spec;
    row.image = ticket.image;
    if (ticket.line_count > 1) {
        row.more = text::fill(model.language, t::and_more_lines, {std::to_string(ticket.line_count)});
    }
    row.type = say(model, text::name(ticket.type));
    row.status = say(model, text::name(ticket.state));
    row.tone = tone_of(ticket.status);
    row.amount = pays_back(ticket.type) ? yuan(ticket.refund_fen) : std::string();
    row.quantity = text::fill(model.language, t::pieces, {std::to_string(ticket.quantity)});
    row.shop_or_buyer = model.route.audience == Audience::buyer ? ticket.shop_name
                        : model.route.audience == Audience::merchant
                            ? ticket.buyer_name
                            : ticket.shop_name + " · " + ticket.buyer_name;
    row.applied_at = minute(model, {ticket.applied_at_ms});
    if (ticket.deadline_ms) {
        row.deadline = time_left(model, {*ticket.deadline_ms});
        row.urgent = is_urgent(model, {*ticket.deadline_ms});
    }
    row.selected = model.route.screen == Screen::ticket && model.ticket_key == ticket.ticket_no;
    row.name = row.type + " " + row.title + " " + row.amount + " " + row.status + " " + ticket.ticket_no;
    return row;
}

screens::TicketsView make_tickets_view(Model const& model) {
    screens::TicketsView view;
    view.page = make_page_view(model);
    Audience const audience = model.route.audience;
    view.page.options.title = say(model, audience == Audience::buyer      ? t::my_tickets
                                         : audience == Audience::merchant ? t::merchant_queue
                                                                          : t::platform_queue);
    view.panes = audience != Audience::buyer;
    view.page.options.max_width = view.panes ? 1400 : 960;
    if (view.panes) view.page.options.key = "queue";
    view.ticket_open = view.panes && model.route.screen == Screen::ticket;
    view.load = load_view(model, model.tickets);
    view.statuses = make_statuses(model);
    if (audience != Audience::buyer) view.types = make_types(model);
    view.searchable = true;
    view.empty_title = say(model, t::tickets_empty);
    view.empty_note =
        say(model, model.route.filter == TicketFilter{} ? t::tickets_empty_note : t::none_found_note);
    if (!model.tickets.value) return view;
    note_seen(model, model.tickets, view.page);
    for (wire::TicketSummary const& ticket : model.tickets.value->items) {
        view.rows.push_back(make_ticket_row(model, ticket));
    }
    view.more = {!model.tickets.value->next_cursor.empty(), model.more_call != 0, model.more_failed};
    auto const& counts = model.tickets.value->counts;
    for (auto const& [status, count] : counts) {
        bool const counted =
            model.route.filter.status.empty() || model.route.filter.status == wire::name_of(status);
        if (counted) view.total += count;
    }
    return view;
}

}  // namespace afterdesk::app

#include "app/features/orders/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/buyer.hpp"
#include "text/names.hpp"

namespace afterdesk::app::orders {
namespace {

ui::Tone tone_of(wire::Shipping shipping) {
    switch (shipping) {
        case wire::Shipping::unshipped: return ui::Tone::warning;
        case wire::Shipping::partly_shipped: return ui::Tone::info;
        case wire::Shipping::shipped: return ui::Tone::info;
        case wire::Shipping::received: return ui::Tone::success;
    }
    return ui::Tone::neutral;
}

std::string times(Shell const& shell, int quantity) {
    return text::fill(shell.language, t::times_quantity, {std::to_string(quantity)});
}

/// "退货退款：待买家退货 · 还剩 6 天 3 小时".
std::string what_waits(Shell const& shell, wire::TicketSummary const& ticket) {
    std::string said =
        text::fill(shell.language, t::field_says,
                   {say(shell, text::name(ticket.type)), say(shell, text::name(ticket.state))});
    if (ticket.deadline_ms) said += " · " + time_left(shell, {*ticket.deadline_ms});
    return said;
}

screens::OrderRowView make_row(Shell const& shell, wire::OrderSummary const& order) {
    screens::OrderRowView row;
    Route route;
    route.screen = Screen::order;
    route.id = order.order_no;
    row.order_no = order.order_no;
    row.href = to_hash(route);
    row.shop = order.shop_name;
    row.status = say(shell, text::name(order.shipping));
    row.status_tone = tone_of(order.shipping);
    row.paid_at = minute(shell, {order.paid_at_ms});
    row.total = yuan(order.paid_fen);
    for (wire::TicketSummary const& ticket : order.tickets) row.waits.push_back(what_waits(shell, ticket));
    for (std::size_t i = 0; i < order.lines.size() && i < 3; ++i) {
        wire::OrderLineView const& line = order.lines[i];
        row.lines.push_back(
            {line.title, line.spec, line.image, times(shell, line.quantity), yuan(line.unit_price_fen)});
    }
    if (order.lines.size() > 3) {
        row.more = text::fill(shell.language, t::and_more_lines, {std::to_string(order.lines.size())});
    }
    row.name = order.shop_name + " " + (order.lines.empty() ? std::string() : order.lines[0].title) + " " +
               row.total + " " + row.status + " " + order.order_no;
    return row;
}

}  // namespace

screens::OrdersView make_view(Model const& model, Shell const& shell) {
    screens::OrdersView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::my_orders);
    view.load = load_view(shell, model.list.page);
    view.tabs = {{"", say(shell, t::status_all)},
                 {std::string(wire::name_of(wire::AfterSales::applicable)), say(shell, t::orders_applicable)},
                 {std::string(wire::name_of(wire::AfterSales::open)), say(shell, t::orders_open)}};
    bool const by_words = !model.ui.q.empty(), searched = by_words || !model.ui.tab.empty();
    text::Text const& of_tab = model.ui.tab == wire::name_of(wire::AfterSales::open)
                                   ? t::orders_none_open
                                   : t::orders_none_applicable;
    view.empty_title = say(shell, by_words ? t::orders_none_found : searched ? of_tab : t::orders_empty);
    if (by_words || !searched)
        view.empty_note = say(shell, by_words ? t::none_found_note : t::orders_empty_note);
    if (!model.list.page.value) return view;
    note_seen(shell, model.list.page, view.page);
    for (wire::OrderSummary const& order : model.list.page.value->items)
        view.rows.push_back(make_row(shell, order));
    view.more = model.list.more();
    return view;
}

}  // namespace afterdesk::app::orders

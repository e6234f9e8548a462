#include "screens/opening.hpp"

#include "screens/orders_screen.hpp"

namespace afterdesk::screens {
namespace {

std::string words(text::Text const& sentence) { return std::string(text::in({}, sentence)); }

PageView opening_page(text::Text const& title) {
    PageView page;
    page.options.title = words(title);
    page.options.brand = words(t::product);
    page.options.menu = words(t::settings);
    page.options.nav = {{"orders", words(t::my_orders), "#", ui::icons::orders, true, 0, false},
                        {"tickets", words(t::my_tickets), "#", ui::icons::list, false, 0, false},
                        {"me", words(t::me), "#", ui::icons::user, false, 0, true}};
    return page;
}

OrderRowView opening_row(std::string key, text::Text const& status, ui::Tone tone) {
    OrderRowView row;
    row.order_no = std::move(key);
    row.href = "#";
    row.shop = words(t::orders_open);
    row.status = words(status);
    row.status_tone = tone;
    row.paid_at = "2026-01-23 14:58";
    row.total = "¥1,234.56";
    row.lines = {{words(t::orders_empty_note), words(t::orders_applicable), "", "×1", "¥789.00"}};
    row.name = row.order_no;
    return row;
}

}  // namespace

void draw_opening_orders(ui::Ui& ui) {
    OrdersView view;
    view.page = opening_page(t::my_orders);
    view.load.state = Phase::ready;
    view.tabs = {
        {"", words(t::status_all)}, {"a", words(t::orders_applicable)}, {"o", words(t::orders_open)}};
    view.rows = {opening_row("E1", t::shipping_unshipped, ui::Tone::warning),
                 opening_row("E2", t::shipping_shipped, ui::Tone::info)};
    OrdersUi typed;
    Intents none;
    draw_orders(ui, view, typed, none);
}

void draw_opening_page(ui::Ui& ui) {
    PageView const page = opening_page(t::product);
    Intents none;
    begin_screen(ui, page, none);
    draw_load(ui, page, {Phase::loading, {}}, none);
    end_screen(ui, page, none);
}

}  // namespace afterdesk::screens

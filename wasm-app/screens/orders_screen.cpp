#include "screens/orders_screen.hpp"

#include "wire/api.hpp"

namespace afterdesk::screens {
namespace {

void draw_row(ui::Ui& ui, OrderRowView const& row) {
    ui::begin_card(ui, row.order_no, {.href = row.href, .name = row.name});
    ui::begin_row(ui, "head", {-1, 0});
    ui::text(ui, row.shop, ui::TextStyle::strong);
    ui::next_cell(ui);
    ui::badge(ui, row.status, row.status_tone);
    ui::end_row(ui);
    for (std::size_t i = 0; i < row.lines.size(); ++i) {
        OrderRowView::Line const& line = row.lines[i];
        ui::begin_row(ui, "line" + std::to_string(i), {56, -1, 0}, {.center = false});
        ui::image(ui, "picture", line.image, "", 56);
        ui::next_cell(ui);
        ui::text(ui, line.title);
        if (!line.spec.empty()) ui::text(ui, line.spec, ui::TextStyle::muted);
        ui::next_cell(ui);
        ui::text(ui, line.price);
        ui::text(ui, line.quantity, ui::TextStyle::muted);
        ui::end_row(ui);
    }
    if (!row.more.empty()) ui::text(ui, row.more, ui::TextStyle::muted);
    ui::begin_row(ui, "foot", {-1, 0});
    ui::text(ui, row.order_no + "  " + row.paid_at, ui::TextStyle::muted);
    ui::next_cell(ui);
    ui::text(ui, row.total, ui::TextStyle::price);
    ui::end_row(ui);
    for (std::string const& waits : row.waits) ui::badge(ui, waits, ui::Tone::info);
    ui::end_card(ui);
}

}  // namespace

void draw_orders(ui::Ui& ui, OrdersView const& view, OrdersUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    auto const typed = ui::field(ui, "q", say(view.page, t::search), state.q,
                                 {.kind = ui::FieldKind::search,
                                  .placeholder = std::string(say(view.page, t::orders_search)),
                                  .max_chars = wire::max_search_chars,
                                  .hide_label = true});
    bool const other_tab = ui::tabs(ui, "tabs", say(view.page, t::after_sales), view.tabs, state.tab);
    if (typed.changed || typed.submitted || other_tab) out.emplace_back(FilterChanged{});
    if (draw_load(ui, view.page, view.load, out)) {
        if (view.rows.empty())
            ui::empty_state(ui, "empty", ui::icons::orders, view.empty_title, view.empty_note);
        ui::begin_list(ui, "orders", say(view.page, t::my_orders), static_cast<int>(view.rows.size()));
        int position = 0;
        for (OrderRowView const& row : view.rows) {
            ++position;
            if (ui::skip_list_item(ui, row.order_no)) continue;
            ui::begin_list_item(ui, row.order_no, position);
            draw_row(ui, row);
            ui::end_list_item(ui);
        }
        ui::end_list(ui);
        draw_more(ui, view.page, view.more, out);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

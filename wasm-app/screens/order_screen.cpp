#include "screens/order_screen.hpp"

#include "screens/missing.hpp"
#include "text/buyer.hpp"

namespace afterdesk::screens {
namespace {

void draw_line(ui::Ui& ui, PageView const& page, OrderView::Line const& line, std::size_t index) {
    ui::begin_row(ui, "line" + std::to_string(index), {64, -1, 0}, {.center = false});
    ui::image(ui, "picture", line.image, "", 64);
    ui::next_cell(ui);
    ui::text(ui, line.title);
    if (!line.spec.empty()) ui::text(ui, line.spec, ui::TextStyle::muted);
    for (std::string const& badge : line.badges) ui::badge(ui, badge, ui::Tone::info);
    if (!line.strays.empty()) ui::badge(ui, line.strays, ui::Tone::warning);
    if (!line.status.empty()) ui::text(ui, line.status, ui::TextStyle::small);
    for (std::string const& delivery : line.deliveries) ui::text(ui, delivery, ui::TextStyle::small);
    ui::next_cell(ui);
    ui::text(ui, line.price);
    ui::text(ui, line.quantity, ui::TextStyle::muted);
    ui::end_row(ui);
    ui::begin_row(ui, "ask" + std::to_string(index), {-1, 0});
    if (!line.how.empty()) ui::text(ui, line.how, ui::TextStyle::muted);
    ui::next_cell(ui);
    if (!line.apply_href.empty()) ui::link(ui, "ask", say(page, t::apply_title), line.apply_href);
    ui::end_row(ui);
}

void draw_option(ui::Ui& ui, OrderView::Option const& option) {
    ui::begin_card(ui, option.key, {.href = option.href, .name = option.label});
    ui::text(ui, option.label, ui::TextStyle::strong);
    ui::text(ui, option.note, ui::TextStyle::muted);
    ui::end_card(ui);
}

/// Those that can be asked for; then the others, with the reason.
void draw_options(ui::Ui& ui, OrderView const& view) {
    ui::begin_section(ui, "apply", say(view.page, t::apply_title));
    for (OrderView::Option const& option : view.options) draw_option(ui, option);
    if (!view.not_now.empty()) {
        ui::begin_card(ui, "not-now", {.flat = true});
        ui::text(ui, say(view.page, t::not_now), ui::TextStyle::strong);
        for (OrderView::Option const& option : view.not_now) {
            ui::divider(ui);
            ui::text(ui, option.label, ui::TextStyle::muted);
            ui::text(ui, option.why_not, ui::TextStyle::small);
        }
        ui::end_card(ui);
    }
    ui::end_section(ui);
}

void draw_goods(ui::Ui& ui, OrderView const& view) {
    ui::begin_section(ui, "goods", say(view.page, t::goods));
    ui::begin_card(ui, "goods-card");
    ui::label_value(ui, view.shop, view.paid_at, ui::TextStyle::muted);
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        ui::divider(ui);
        draw_line(ui, view.page, view.lines[i], i);
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_tickets_of_order(ui::Ui& ui, OrderView const& view) {
    if (view.tickets.empty()) return;
    ui::begin_section(ui, "tickets", say(view.page, t::tickets_of_order));
    ui::begin_list(ui, "list", say(view.page, t::tickets_of_order), static_cast<int>(view.tickets.size()));
    int position = 0;
    for (TicketRowView const& row : view.tickets) {
        ui::begin_list_item(ui, row.ticket_no, ++position);
        draw_ticket_row(ui, row);
        ui::end_list_item(ui);
    }
    ui::end_list(ui);
    ui::end_section(ui);
}

}  // namespace

void draw_order(ui::Ui& ui, OrderView const& view, Intents& out) {
    begin_screen(ui, view.page, out);
    if (view.missing) {
        draw_missing(ui, view.page, view.load, out);
    } else if (draw_load(ui, view.page, view.load, out)) {
        ui::begin_row(ui, "columns", {-3, -2}, {.gap = 24, .stack_below = 760, .center = false});
        draw_goods(ui, view);
        draw_tickets_of_order(ui, view);
        ui::next_cell(ui);
        draw_options(ui, view);
        ui::begin_section(ui, "paid", say(view.page, t::paid_section));
        draw_receipt(ui, "receipt", view.receipt);
        ui::end_section(ui);
        ui::end_row(ui);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens

#include <algorithm>

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/names.hpp"
#include "wire/shipping.hpp"

namespace afterdesk::app::order {
namespace {

std::string times(Shell const& shell, int quantity) {
    return text::fill(shell.language, t::times_quantity, {std::to_string(quantity)});
}

std::vector<screens::ReceiptRow> payment_rows(Shell const& shell, Order const& order) {
    std::vector<screens::ReceiptRow> rows;
    Fen gross_fen = 0, paid_fen = 0, discount_fen = 0, unpaid_fen = 0;
    for (PricedLine const& line : price_order(order).lines) {
        gross_fen += line.gross_fen;
        discount_fen += line.gross_fen - line.unpaid_fen - line.paid_fen;
        unpaid_fen += line.unpaid_fen;
    }
    for (Payment const& payment : order.payments) paid_fen += payment.amount_fen;
    rows.push_back({say(shell, t::goods), yuan(gross_fen)});
    if (discount_fen > 0) rows.push_back({say(shell, t::discounts), "−" + yuan(discount_fen)});
    if (unpaid_fen > 0) rows.push_back({say(shell, t::receipt_unpaid), "−" + yuan(unpaid_fen)});
    rows.push_back({say(shell, t::freight), yuan(order.freight_fen)});
    rows.push_back({say(shell, t::paid_total), yuan(paid_fen), true, false});
    for (Payment const& payment : order.payments) {
        rows.push_back({say(shell, text::name(payment.channel)), yuan(payment.amount_fen), false, true});
    }
    return rows;
}

/// "包裹 1：1 件，已签收 11-20 10:00 · 顺丰 SF1234567".
std::string delivery_row(Shell const& shell, Delivery const& delivery, std::size_t index) {
    std::string const where = delivery.received_at ? text::fill(shell.language, t::delivery_signed,
                                                                {minute(shell, *delivery.received_at)})
                                                   : say(shell, t::delivery_under_way);
    std::string row = text::fill(shell.language, t::delivery_of,
                                 {std::to_string(index + 1), std::to_string(delivery.quantity), where});
    if (delivery.tracking_no.empty()) return row;
    row += " · " + text::carrier_name(shell.language, delivery.carrier);
    return row + " " + delivery.tracking_no;
}

screens::OrderView::Line make_line(Shell const& shell, Line const& line, std::vector<Claim> const& claims) {
    screens::OrderView::Line view{
        line.title, line.spec, line.image, times(shell, line.quantity), yuan(line.unit_price_fen), "",
        {},         {},        {}};
    if (line.kind == LineKind::physical) {
        view.status = say(shell, text::name(wire::shipping_of(line, claims)));
    }
    bool const in_parts = !says_all_in_short(line.deliveries) || line.shipped_quantity() < line.quantity;
    for (std::size_t i = 0; in_parts && i < line.deliveries.size(); ++i) {
        view.deliveries.push_back(delivery_row(shell, line.deliveries[i], i));
    }
    if (line.kind == LineKind::virtual_) view.badges.push_back(say(shell, t::virtual_badge));
    if (line.gift) view.badges.push_back(say(shell, t::gift_badge));
    if (line.presale) view.badges.push_back(say(shell, t::presale_badge));
    return view;
}

/// "已退款后又发货：×2", beside what the line is.
void mark_strays(Shell const& shell, wire::OrderDetail const& detail, screens::OrderView& view) {
    for (Strays const& strays : strays_of(detail.order, detail.claims)) {
        Line const* const line = find_line(detail.order, strays.line_no);
        auto const place = static_cast<std::size_t>(line - detail.order.lines.data());
        text::Text const& mark = line->kind == LineKind::virtual_ ? t::used_notice : t::strays_notice;
        view.lines[place].strays = text::fill(shell.language, mark, {times(shell, strays.quantity)});
    }
}

screens::OrderView::Option make_option(Shell const& shell, wire::OrderDetail const& detail, TicketType type,
                                       text::Text const& note, text::Text const& none) {
    Route route;
    route.screen = Screen::apply;
    route.id = detail.order.order_no.value;
    route.type = type;
    auto const left = units_left(detail.order, detail.claims, type);
    bool const any = std::any_of(left.begin(), left.end(), [](int n) { return n > 0; });
    return {std::string(to_hash(route)), say(shell, text::name(type)), say(shell, note), to_hash(route),
            any ? std::string() : say(shell, none)};
}

}  // namespace

screens::OrderView make_view(Model const& model, Shell const& shell) {
    screens::OrderView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::order_no) + " " + model.order_no;
    view.page.options.back_href = "#/b/orders";
    view.load = load_view(shell, model.order);
    if (!model.order.value) return view;
    note_seen(shell, model.order, view.page);
    wire::OrderDetail const& detail = *model.order.value;
    view.shop = detail.shop.name;
    view.paid_at = minute(shell, detail.order.paid_at);
    for (Line const& line : detail.order.lines) view.lines.push_back(make_line(shell, line, detail.claims));
    mark_strays(shell, detail, view);
    view.receipt = payment_rows(shell, detail.order);
    view.options.push_back(make_option(shell, detail, TicketType::refund_unshipped, t::refund_unshipped_note,
                                       t::nothing_unshipped));
    view.options.push_back(
        make_option(shell, detail, TicketType::return_refund, t::return_refund_note, t::nothing_shipped));
    for (wire::TicketSummary const& ticket : detail.tickets)
        view.tickets.push_back(make_ticket_row(shell, ticket));
    return view;
}

}  // namespace afterdesk::app::order

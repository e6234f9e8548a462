#include <array>
#include <utility>

#include "app/features/order/model.hpp"
#include "app/shell/missing.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "domain/money/applicable.hpp"
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
    if (discount_fen > 0) rows.push_back({say(shell, t::discounts), minus_yuan(discount_fen)});
    if (unpaid_fen > 0) rows.push_back({say(shell, t::receipt_unpaid), minus_yuan(unpaid_fen)});
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
    screens::OrderView::Line view{line.title, line.spec, line.image, times(shell, line.quantity),
                                  yuan(line.unit_price_fen)};
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

/// What may be asked for, by type; an entry per line in each.
using Applicables = std::array<std::vector<Applicable>, ticket_type_count>;

Applicables applicables_of(Shell const& shell, wire::OrderDetail const& detail) {
    QuoteInput input;
    input.now = shell.server_now();
    input.order = detail.order;
    input.claims = detail.claims;
    input.policy = detail.policy;
    Applicables all;
    for (int i = 0; i < ticket_type_count; ++i) {
        input.request.type = static_cast<TicketType>(i);
        all[static_cast<std::size_t>(i)] = applicable(input);
    }
    return all;
}

std::string form_of(wire::OrderDetail const& detail, TicketType type, std::string line = {}) {
    Route route;
    route.screen = Screen::apply;
    route.id = detail.order.order_no.value;
    route.type = type;
    route.dialog = std::move(line);
    return to_hash(route);
}

/// "Nothing of this" says more where it is said what there is nothing of.
/// Nothing for a type that is not for goods of these kinds.
std::optional<screens::OrderView::Option> make_option(Shell const& shell, wire::OrderDetail const& detail,
                                                      TicketType type, std::vector<Applicable> const& lines) {
    bool any_kind = false, open = false;
    Mistake const* against = nullptr;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto const& why_not = lines[i].why_not;
        // What is not shipped at all has a type of its own.
        bool const fits =
            type != TicketType::refund_unshipped || detail.order.lines[i].kind == LineKind::physical;
        any_kind |= fits && !(why_not && why_not->rule == Rule::kind_not_for_type);
        open |= fits && !why_not;
        if (fits && why_not && why_not->rule != Rule::kind_not_for_type && against == nullptr)
            against = &*why_not;
    }
    if (!any_kind) return std::nullopt;
    screens::OrderView::Option option;
    option.key = option.href = form_of(detail, type);
    option.label = say(shell, text::name(type));
    option.note = say(shell, text::note(type));
    if (!open && against != nullptr) option.why_not = refusal_of(shell, type, *against);
    return option;
}

/// The types in the order in which a line is asked for by one tap.
std::array<TicketType, ticket_type_count> by_nearness(Line const& line) {
    using enum TicketType;
    bool const came = line.received_quantity() > 0;
    TicketType const first = came ? return_refund : refund_shipped;
    TicketType const second = came ? refund_shipped : return_refund;
    return {virtual_refund, refund_unshipped, first, second, exchange, repair, reship, price_protect};
}

/// "还可申请 4 天", or why it can not be asked for.
void fill_how(Shell const& shell, wire::OrderDetail const& detail, Applicables const& all, std::size_t index,
              screens::OrderView::Line& view) {
    Line const& line = detail.order.lines[index];
    for (TicketType const type : by_nearness(line)) {
        Applicable const& here = all[static_cast<std::size_t>(type)][index];
        if (here.why_not) continue;
        view.apply_href = form_of(detail, type, std::to_string(line.line_no));
        if (here.until && *here.until > shell.server_now()) {
            std::int64_t const left_ms = (*here.until - shell.server_now()).ms;
            std::int64_t const whole_days = (left_ms + days(1).ms - 1) / days(1).ms;
            view.how = text::fill(shell.language, t::days_to_apply, {std::to_string(whole_days)});
        }
        return;
    }
    TicketType const nearest = line.kind == LineKind::virtual_ ? TicketType::virtual_refund
                               : line.shipped_quantity() > 0   ? TicketType::return_refund
                                                               : TicketType::refund_unshipped;
    if (auto const& why_not = all[static_cast<std::size_t>(nearest)][index].why_not)
        view.how = refusal_of(shell, nearest, *why_not);
}

}  // namespace

std::string refusal_of(Shell const& shell, TicketType type, Mistake const& mistake) {
    if (mistake.rule != Rule::nothing_left) return message_of(shell, mistake);
    if (type == TicketType::refund_unshipped) return say(shell, t::nothing_unshipped);
    return concerns_shipped(type) ? say(shell, t::nothing_shipped) : message_of(shell, mistake);
}

screens::OrderView make_view(Model const& model, Shell const& shell) {
    screens::OrderView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::order_no) + " " + model.order_no;
    view.page.options.back_href = "#/b/orders";
    view.load = load_view(shell, model.order);
    view.missing = is_missing(model.order);
    if (!model.order.value) return view;
    note_seen(shell, model.order, view.page);
    wire::OrderDetail const& detail = *model.order.value;
    view.shop = detail.shop.name;
    view.paid_at = minute(shell, detail.order.paid_at);
    for (Line const& line : detail.order.lines) view.lines.push_back(make_line(shell, line, detail.claims));
    mark_strays(shell, detail, view);
    view.receipt = payment_rows(shell, detail.order);
    Applicables const all = applicables_of(shell, detail);
    for (std::size_t i = 0; i < view.lines.size(); ++i) fill_how(shell, detail, all, i, view.lines[i]);
    for (int i = 0; i < ticket_type_count; ++i) {
        auto option =
            make_option(shell, detail, static_cast<TicketType>(i), all[static_cast<std::size_t>(i)]);
        if (!option) continue;
        auto& place = option->why_not.empty() ? view.options : view.not_now;
        place.push_back(std::move(*option));
    }
    for (wire::TicketSummary const& ticket : detail.tickets)
        view.tickets.push_back(make_ticket_row(shell, ticket));
    return view;
}

}  // namespace afterdesk::app::order

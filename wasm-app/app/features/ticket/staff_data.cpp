// What only staff see of a ticket: who is at fault by its reason, where the goods are, its queue, the parcels
// that the order came in, and how each part of a refund is paid.

#include <algorithm>
#include <utility>

#include "app/features/ticket/commands.hpp"
#include "app/shell/mall_rows.hpp"
#include "domain/ticket/personal.hpp"
#include "text/desk.hpp"
#include "text/names.hpp"
#include "text/queue.hpp"
#include "text/staff.hpp"
#include "text/ticket.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::TicketView;

text::Text const& name_of(Fault fault) {
    constexpr text::Text const* names[] = {&t::fault_buyer, &t::fault_shop, &t::fault_carrier};
    return *names[static_cast<std::size_t>(fault)];
}

text::Text const& name_of(Goods goods) {
    constexpr text::Text const* names[] = {&t::goods_not_received, &t::goods_received, &t::goods_returned};
    return *names[static_cast<std::size_t>(goods)];
}

/// "商家 · 寄回运费由商家承担".
std::string fault_words(Shell const& shell, wire::TicketDetail const& detail, Reason const& reason) {
    std::string words = say(shell, name_of(reason.fault));
    if (!returns_goods(detail.ticket.request.type)) return words;
    bool const shop_pays = reason.return_freight_payer == FreightPayer::shop;
    std::string const payer = say(shell, text::name(shop_pays ? ActorKind::merchant : ActorKind::buyer));
    return words + " · " + text::fill(shell.language, t::parcel_back_paid, {payer});
}

bool is_requested(Ticket const& ticket, Line const& line) {
    auto const& asked = ticket.request.lines;
    return std::any_of(asked.begin(), asked.end(),
                       [&](LineRequest const& one) { return one.line_no == line.line_no; });
}

bool is_listed(TicketView const& view, std::string const& tracking_no) {
    if (tracking_no == erased_mark) return false;  // they are all alike
    return std::any_of(view.sent.begin(), view.sent.end(),
                       [&](screens::ReceiptRow const& row) { return row.value == tracking_no; });
}

/// What there is to stop, or to ask the carrier about.
void fill_sent(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    view.sent_title = say(shell, t::sent_parcels);
    for (Line const& line : detail.order.lines) {
        if (!is_requested(detail.ticket, line)) continue;
        for (Delivery const& sent : line.deliveries) {
            if (sent.tracking_no.empty() || is_listed(view, sent.tracking_no)) continue;
            view.sent.push_back({said(shell, text::carrier_name(shell.language, sent.carrier)),
                                 said(shell, sent.tracking_no)});
            if (sent.shipped_at)
                view.sent.push_back(
                    {say(shell, t::parcel_sent_at), minute(shell, *sent.shipped_at), false, true});
            view.sent.push_back(
                {say(shell, t::parcel_signed_at),
                 sent.received_at ? minute(shell, *sent.received_at) : say(shell, t::parcel_under_way), false,
                 true});
        }
    }
}

/// Why a channel did not pay.
std::string said_failure(Shell const& shell, Ticket const& ticket) {
    for (RefundPart const& part : ticket.refunds) {
        if (part.failure.empty()) continue;
        bool const balance = part.failure.find("NOT_ENOUGH") != std::string::npos;  // WeChat Pay, Alipay
        if (balance) return say(shell, t::failure_balance);
        if (part.failure == "ABNORMAL") return say(shell, t::failure_abnormal);
        if (part.failure == "KEY_CHANGED") return say(shell, t::failure_key);
        if (part.failure == "RETURNED_TO_MERCHANT") return say(shell, t::failure_returned);
        return part.failure == "USER_ACCOUNT_ABNORMAL" ? say(shell, t::failure_account) : part.failure;
    }
    return say(shell, t::failure_unknown);
}

}  // namespace

void fill_staff_data(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    if (Reason const* const reason = find_reason(detail.policy, ticket.request.reason))
        view.data.push_back({say(shell, t::reason_fault), fault_words(shell, detail, *reason)});
    if (concerns_shipped(ticket.request.type))
        view.data.push_back({say(shell, t::goods_position), say(shell, name_of(ticket.goods))});
    if (!ticket.queue.empty() && ticket.queue != strays_queue)
        view.data.push_back({say(shell, t::filter_queue), ticket.queue});
    fill_sent(shell, detail, view);
    view.others_title = say(shell, t::refunds_by_others);
    view.others = rows_of_others(shell, detail.order);
    view.mall_title = say(shell, t::mall_fields);
    view.mall = rows_of_mall(shell, detail.order);
}

/// The mall says otherwise than the ticket, which runs: looked at before anything is decided.
void fill_contradictions(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    if (is_end(ticket.state)) return;
    if (detail.order.cancelled_at)
        view.signals.push_back(
            text::fill(shell.language, t::signal_cancelled, {minute(shell, *detail.order.cancelled_at)}));
    auto const& quoted = ticket.quote.lines;
    bool const unsent = std::any_of(quoted.begin(), quoted.end(), [&](QuotedLine const& asked) {
        Line const* const line = find_line(detail.order, asked.line_no);
        return line != nullptr && asked.quantity > line->shipped_quantity();
    });
    if (unsent && concerns_shipped(ticket.request.type)) view.signals.push_back(say(shell, t::signal_unsent));
}

std::string paid_by(Shell const& shell, wire::TicketDetail const& detail, RefundPart const& part) {
    if (part.via == Via::offline) return say(shell, t::via_offline);
    if (part.via == Via::balance) return say(shell, t::via_balance);
    for (Payment const& payment : detail.order.payments)
        if (payment.payment_id == part.payment_id) return say(shell, text::name(payment.channel));
    return {};
}

void say_for_staff(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    view.claim = say(shell, t::claim);
    view.claim_words = std::exchange(view.remark, {});
    view.claim_files = std::exchange(view.evidence, {});
    State const state = detail.ticket.state;
    if (state == State::awaiting_return) view.next = say(shell, t::staff_next_return);
    if (state == State::rejected && !in_arbitration(detail.ticket))
        view.next = say(shell, t::staff_next_rejected);
    if (state == State::refund_failed)
        view.next = text::fill(shell.language, t::staff_next_failed, {said_failure(shell, detail.ticket)});
}

}  // namespace afterdesk::app::ticket

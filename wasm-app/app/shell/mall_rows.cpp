#include "app/shell/mall_rows.hpp"

#include <algorithm>

#include "domain/ticket/personal.hpp"
#include "text/desk.hpp"
#include "text/history.hpp"
#include "text/names.hpp"

namespace afterdesk::app {
namespace {

/// "微信支付 · 商城或渠道后台".
std::string channel_of(Shell const& shell, Order const& order, OutsideRefund const& refund) {
    auto const paid = std::find_if(order.payments.begin(), order.payments.end(),
                                   [&](Payment const& one) { return one.payment_id == refund.payment_id; });
    std::string const channel =
        paid == order.payments.end() ? refund.payment_id.value : say(shell, text::name(paid->channel));
    return text::fill(shell.language, t::refund_by_others, {channel});
}

/// "MALL-1 · 2026-11-20 10:00 · 羊绒衫 ×2".
std::string details_of(Shell const& shell, Order const& order, OutsideRefund const& refund) {
    std::string words = refund.refund_no;
    if (refund.at) words += " · " + minute(shell, *refund.at);
    for (OutsideRefund::OfLine const& part : refund.lines) {
        Line const* const line = find_line(order, part.line_no);
        words += " · " + (line == nullptr ? "#" + std::to_string(part.line_no) : line->title) + " " +
                 text::fill(shell.language, t::times_quantity, {std::to_string(part.quantity)});
    }
    return words;
}

}  // namespace

std::vector<screens::ReceiptRow> rows_of_others(Shell const& shell, Order const& order) {
    std::vector<screens::ReceiptRow> rows;
    for (OutsideRefund const& refund : order.prior) {
        rows.push_back({channel_of(shell, order, refund), yuan(refund.amount_fen)});
        rows.push_back({details_of(shell, order, refund), "", false, true});
    }
    return rows;
}

std::vector<screens::ReceiptRow> rows_of_mall(Shell const& shell, Order const& order) {
    std::vector<screens::ReceiptRow> rows;
    for (ExternalField const& field : order.external)
        rows.push_back({field.name, field.value == erased_mark ? say(shell, t::words_erased) : field.value});
    return rows;
}

}  // namespace afterdesk::app

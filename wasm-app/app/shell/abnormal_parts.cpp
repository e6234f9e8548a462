#include "app/shell/abnormal_parts.hpp"

#include <algorithm>

namespace afterdesk::app {
namespace {

/// The channel's words for it. Rule: WeChat Pay, doc 4012791865, status.
constexpr std::string_view abnormal = "ABNORMAL", returned = "RETURNED_TO_MERCHANT";

bool is_by_wechat(Order const& order, RefundPart const& part) {
    return std::any_of(order.payments.begin(), order.payments.end(), [&](Payment const& payment) {
        return payment.payment_id == part.payment_id && payment.channel == PaymentChannel::wechat;
    });
}

/// It is, or was before somebody said where it goes.
bool was_abnormal(wire::TicketDetail const& detail, RefundPart const& part) {
    if (part.failure == abnormal) return true;
    if (part.failure == returned) return false;
    return std::any_of(detail.history.begin(), detail.history.end(), [&](EventRecord const& record) {
        auto const* const failed = std::get_if<RefundPartFailed>(&record.event);
        return failed != nullptr && failed->refund_no == part.refund_no && failed->failure == abnormal;
    });
}

}  // namespace

std::vector<RefundPart const*> abnormal_parts(wire::TicketDetail const& detail) {
    std::vector<RefundPart const*> found;
    if (detail.ticket.state != State::refund_failed) return found;
    for (RefundPart const& part : detail.ticket.refunds) {
        bool const failed = part.status == PartStatus::failed && part.via == Via::original;
        if (failed && is_by_wechat(detail.order, part) && was_abnormal(detail, part)) found.push_back(&part);
    }
    return found;
}

}  // namespace afterdesk::app

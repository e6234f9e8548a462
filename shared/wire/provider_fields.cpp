#include "wire/provider_fields.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

void provider_fields(FieldIo& io, ProviderPayment& provider) {
    io.internal().outside_id_or_empty(if_said("transaction_id"), provider.transaction_id);
    io.internal().outside_id_or_empty(if_said("out_trade_no"), provider.out_trade_no);
    io.internal().outside_id_or_empty(if_said("mchid"), provider.mchid);
    io.internal().outside_id_or_empty(if_said("sub_mchid"), provider.sub_mchid);
    io.internal().fen(if_said("provider_total_fen"), provider.total_fen);
    io.internal().instant(if_said("paid_at_ms"), provider.paid_at);
}

void coupon_fields(FieldIo& io, Discount& discount) {
    io.internal().outside_id_or_empty(if_said("coupon_id"), discount.coupon_id);
}

void fields(FieldIo& io, OutsideRefund::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("quantity", line.quantity, quantity_range);
}

void fields(FieldIo& io, OutsideRefund& refund) {
    io.outside_id("refund_no", refund.refund_no);
    io.outside_id("payment_id", refund.payment_id.value);
    io.fen("amount_fen", refund.amount_fen, Range{1, max_fen});
    io.instant(if_said("refunded_at_ms"), refund.at);
    io.list(if_said("lines"), refund.lines, max_lines);
}

void fields(FieldIo& io, ExternalField& field) {
    io.filled("name", field.name, max_short_chars);
    io.text("value", field.value, max_title_chars);
}

void mall_fields(FieldIo& io, Order& order) {
    io.internal().list(if_said("prior"), order.prior, max_outside_refunds);
    io.internal().instant(if_said("cancelled_at_ms"), order.cancelled_at);
    io.internal().list(if_said("external"), order.external, max_external_fields);
}

}  // namespace afterdesk::wire

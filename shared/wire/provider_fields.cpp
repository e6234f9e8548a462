#include "wire/provider_fields.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

// In a file of their own (mall_fields.cpp), so that who asks for them alone gets none of these.
void fields(FieldIo& io, OutsideRefund& refund);
void fields(FieldIo& io, ExternalField& field);

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

void mall_fields(FieldIo& io, Order& order) {
    io.internal().list(if_said("prior"), order.prior, max_outside_refunds);
    io.internal().instant(if_said("cancelled_at_ms"), order.cancelled_at);
    io.internal().list(if_said("external"), order.external, max_external_fields);
}

}  // namespace afterdesk::wire

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

}  // namespace afterdesk::wire

// The same quote with a larger service fee.

#include <algorithm>

#include "domain/money/quote.hpp"
#include "domain/money/quote_gifts.hpp"

namespace afterdesk {

Result<Quote, Mistakes> with_fee(Quote const& quote, Fen fee_fen, PaymentsPolicy policy) {
    if (fee_fen < quote.fee_fen) return Err{Mistakes{{Rule::offer_not_lower, "fee_fen", quote.fee_fen}}};
    if (fee_fen > quote.goods_fen)
        return Err{Mistakes{{Rule::fee_exceeds_goods, "fee_fen", quote.goods_fen}}};
    Quote lowered = quote;
    lowered.fee_fen = fee_fen;
    lowered.gift_deduct_fen = 0;
    deduct_gifts(lowered);
    lowered.refund_fen = lowered.goods_fen - fee_fen - lowered.gift_deduct_fen + lowered.freight_fen;
    switch (policy) {
        case PaymentsPolicy::cash_first: {
            // The payments stand in the order in which they are drawn on: the last ones give less.
            Fen too_much = quote.refund_fen - lowered.refund_fen;
            for (auto share = lowered.payments.rbegin(); share != lowered.payments.rend(); ++share) {
                Fen const less = std::min(too_much, share->amount_fen);
                share->amount_fen -= less;
                too_much -= less;
            }
            break;
        }
        case PaymentsPolicy::proportional: {
            std::vector<Fen> shares;
            for (PaymentShare const& share : quote.payments) shares.push_back(share.amount_fen);
            shares = allocate(lowered.refund_fen, shares);
            for (std::size_t i = 0; i < shares.size(); ++i) lowered.payments[i].amount_fen = shares[i];
            break;
        }
    }
    std::erase_if(lowered.payments, [](PaymentShare const& share) { return share.amount_fen == 0; });
    return lowered;
}

}  // namespace afterdesk

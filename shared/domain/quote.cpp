#include "domain/quote.hpp"

#include <algorithm>
#include <numeric>

#include "base/check.hpp"
#include "domain/holdings.hpp"
#include "domain/quote_gifts.hpp"
#include "domain/settlement.hpp"

namespace afterdesk {

namespace {

bool gives_money(TicketType type) {
    // What a price difference is, the request does not say: it is quoted as nothing.
    return pays_back(type) && type != TicketType::price_protect;
}

/// The reason asked for, or null and a mistake.
Reason const* check_reason(QuoteInput const& input, Mistakes& mistakes) {
    Reason const* const reason = find_reason(input.policy, input.request.reason);
    if (reason == nullptr) {
        mistakes.push_back({Rule::reason_unknown, "request.reason"});
    } else if (std::find(reason->types.begin(), reason->types.end(), input.request.type) ==
               reason->types.end()) {
        mistakes.push_back({Rule::reason_not_for_type, "request.reason"});
    }
    return reason;
}

QuotedLine quoted_line(Line const& line, Taking const& taking) {
    QuotedLine quoted;
    quoted.line_no = line.line_no;
    if (line.entitlements.empty()) {
        quoted.quantity = static_cast<int>(taking.pieces.size());
        for (std::size_t piece : taking.pieces) quoted.units.push_back(static_cast<int>(piece) + 1);
    } else {
        quoted.quantity = 1;
        for (std::size_t piece : taking.pieces) quoted.entitlements.push_back(line.entitlements[piece].id);
    }
    return quoted;
}

ExplainedUnit explained(Line const& line, PricedLine const& priced, std::size_t index, Fault fault) {
    PricedUnit const& piece = priced.pieces()[index];
    ExplainedUnit unit;
    unit.line_no = line.line_no;
    if (line.entitlements.empty()) {
        unit.unit = piece.unit;
    } else {
        unit.entitlement = line.entitlements[index].id;
    }
    unit.price_fen = piece.price_fen;
    unit.discounts = priced.discounts;
    for (std::size_t i = 0; i < unit.discounts.size(); ++i) {
        unit.discounts[i].amount_fen = piece.discount_fen[i];
        unit.discounts[i].points = piece.points[i];
    }
    unit.rounding_fen = piece.rounding_fen;
    unit.deposit_kept_fen = fault == Fault::shop ? 0 : piece.deposit_fen;
    unit.paid_fen = piece.paid_fen - unit.deposit_kept_fen;
    return unit;
}

/// Goods of the whole refund, and their part of each line. Rule: DOMAIN §5.3, §5.8.
void quote_goods(Quote& quote, Settlement& settlement, SettlementRules const& rules, TicketType type,
                 std::vector<Taking> const& takings) {
    bool const broken_before = settlement.promotion_broken();
    std::vector<Fen> line_fen;
    Fen payable_fen = 0;
    for (Taking const& taking : takings) {
        leave(settlement, rules, taking, type);
        line_fen.push_back(payable_of(rules, taking).paid_fen);
        payable_fen += line_fen.back();
        for (std::size_t piece : taking.pieces) {
            quote.explain.push_back(explained(rules.order.lines[taking.line],
                                              rules.pricing.lines[taking.line], piece, rules.fault));
        }
    }
    settlement.payable_fen += payable_fen;
    quote.goods_fen = goods_due(settlement, rules, payable_fen);
    quote.claw_back_fen = payable_fen - quote.goods_fen;
    quote.merchant_must_decide =
        rules.policy.threshold == ThresholdPolicy::ask && !broken_before && settlement.promotion_broken();
    if (quote.claw_back_fen != 0) line_fen = allocate(quote.goods_fen, line_fen);
    for (std::size_t i = 0; i < takings.size(); ++i) quote.lines[i].goods_fen = line_fen[i];
}

/// The value of gifts that stay, as far as goods and fee leave something to take it from. Rule: DOMAIN §5.5.
void deduct_gifts(Quote& quote) {
    for (QuotedGift& gift : quote.gifts) {
        gift.deduct_fen = std::min(gift.deduct_fen, quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen);
        quote.gift_deduct_fen += gift.deduct_fen;
    }
}

/// True when nothing of the order but gifts stays with the buyer.
bool whole_order_gone(Order const& order, Holdings const& holdings) {
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        LineHold const& hold = holdings.lines[i];
        if (!order.lines[i].gift && hold.gone < static_cast<int>(hold.taken.size())) return false;
    }
    return true;
}

/// Rule: DOMAIN §5.3.
Returned returned_beside_money(QuoteInput const& input, std::vector<ExplainedUnit> const& explain,
                               Holdings const& holdings) {
    Returned returned;
    if (input.policy.points == PointsPolicy::by_unit_share) {
        for (ExplainedUnit const& unit : explain) {
            for (DiscountShare const& share : unit.discounts) {
                if (share.kind == DiscountKind::points) returned.points += share.points;
            }
        }
    }
    if (input.policy.coupons == CouponPolicy::when_whole_order && whole_order_gone(input.order, holdings)) {
        for (std::size_t j = 0; j < input.order.discounts.size(); ++j) {
            DiscountKind const kind = input.order.discounts[j].kind;
            bool const coupon = kind == DiscountKind::shop_coupon || kind == DiscountKind::platform_coupon;
            if (coupon) returned.coupons.push_back(static_cast<int>(j));
        }
    }
    return returned;
}

/// Rule: DOMAIN §5.9. Errors: payments_exhausted.
void quote_payments(Quote& quote, Settlement const& settlement, QuoteInput const& input, Mistakes& mistakes) {
    auto const& left = settlement.payments_left_fen;
    Fen const held = std::accumulate(left.begin(), left.end(), Fen{0});
    if (quote.refund_fen > held) {
        mistakes.push_back({Rule::payments_exhausted, "request.lines", held});
        return;
    }
    std::vector<Fen> const shares =
        spread_over_payments(quote.refund_fen, input.order, left, input.policy.payments);
    for (std::size_t i : payment_sequence(input.order)) {
        if (shares[i] > 0) quote.payments.push_back({input.order.payments[i].payment_id, shares[i]});
    }
}

/// The money of a request whose pieces are taken. Errors: fee_exceeds_goods, payments_exhausted.
Mistakes quote_money(Quote& quote, QuoteInput const& input, Settlement& settlement,
                     SettlementRules const& rules, std::vector<Taking> const& takings, Holdings& holdings) {
    Mistakes mistakes;
    int const goods_free_before = settlement.goods_free;
    TicketType const type = input.request.type;
    if (gives_money(type)) {
        quote_goods(quote, settlement, rules, type, takings);
        quote.gifts = take_broken_gifts(input.order, input.request, takings, holdings);
        quote.returned = returned_beside_money(input, quote.explain, holdings);
    }
    Freight const freight = freight_due(settlement, rules, type, goods_free_before);
    quote.freight_fen = freight.amount_fen;
    quote.freight_rule = freight.rule;
    quote.fee_fen = input.request.fee_fen;
    if (quote.fee_fen > quote.goods_fen) {
        mistakes.push_back({Rule::fee_exceeds_goods, "request.fee_fen", quote.goods_fen});
        return mistakes;
    }
    deduct_gifts(quote);
    quote.refund_fen = quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen + quote.freight_fen;
    quote_payments(quote, settlement, input, mistakes);
    return mistakes;
}

}  // namespace

Result<Quote, Mistakes> quote(QuoteInput const& input) {
    Mistakes mistakes;
    Holdings holdings(input.order);
    std::vector<Taking> const priors = take_priors(input, holdings, mistakes);
    std::vector<Fen> payments_left = left_by_named_payments(input.order, input.prior, mistakes);
    Reason const* const reason = check_reason(input, mistakes);
    std::vector<Taking> const takings = take_request(input, holdings, mistakes);
    if (input.request.fee_fen < 0) mistakes.push_back({Rule::must_not_be_negative, "request.fee_fen"});
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    Quote quote;
    for (Taking const& taking : takings) {
        quote.lines.push_back(quoted_line(input.order.lines[taking.line], taking));
    }
    Pricing const pricing = price_order(input.order);
    SettlementRules const rules{input.order, pricing, input.policy, reason->fault};
    Settlement settlement(input.order, pricing, std::move(payments_left));
    settle_priors(settlement, rules, input, priors);
    mistakes = quote_money(quote, input, settlement, rules, takings, holdings);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return quote;
}

std::vector<int> units_left(Order const& order, std::vector<Prior> const& prior, TicketType type) {
    QuoteInput input;
    input.order = order;
    input.prior = prior;
    input.request.type = type;
    Holdings holdings(order);
    Mistakes of_prior;  // a wrong prior holds nothing; `quote` says so
    take_priors(input, holdings, of_prior);
    std::vector<int> left;
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        Line const& line = order.lines[i];
        bool const may_ask = !needs_receipt(type) || (line.kind == LineKind::physical && line.received_at);
        left.push_back(may_ask ? quantity_left(line, holdings.lines[i], type) : 0);
    }
    return left;
}

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

// What follows from a quote once it stands: a larger fee, and what it holds from the order.

#include <algorithm>

#include "domain/quote.hpp"
#include "domain/quote_gifts.hpp"

namespace afterdesk {

namespace {

Fen deposit_kept(Quote const& quote, int line_no) {
    Fen kept = 0;
    for (ExplainedUnit const& unit : quote.explain) {
        if (unit.line_no == line_no) kept += unit.deposit_kept_fen;
    }
    return kept;
}

/// A gift counts among the shipped or the unshipped units by what happens to it, whatever its main line does.
TicketType type_of(QuotedGift const& gift, TicketType of_ticket) {
    switch (gift.action) {
        case GiftAction::cancel: return TicketType::refund_unshipped;
        case GiftAction::return_: return concerns_shipped(of_ticket) ? of_ticket : TicketType::return_refund;
        case GiftAction::deduct: return of_ticket;
    }
    CHECK(false);
}

Prior prior_of(int line_no, int quantity, TicketType type, HoldState state) {
    Prior prior;
    prior.line_no = line_no;
    prior.quantity = quantity;
    prior.state = state;
    prior.type = type;
    return prior;
}

/// Each unit on its own: their differences need not be the same.
void add_protected_units(Quote const& quote, HoldState state, std::vector<Prior>& holdings) {
    for (ExplainedUnit const& unit : quote.explain) {
        Prior prior = prior_of(unit.line_no, 1, TicketType::price_protect, state);
        if (unit.entitlement.empty()) {
            prior.units = {unit.unit};
        } else {
            prior.entitlements = {unit.entitlement};
        }
        prior.granted = Granted{unit.paid_fen, 0, 0};
        holdings.push_back(std::move(prior));
    }
}

}  // namespace

std::vector<Prior> held_by(Quote const& quote, TicketType type, HoldState state) {
    std::vector<Prior> holdings;
    if (type == TicketType::price_protect) {
        add_protected_units(quote, state, holdings);
    } else {
        for (QuotedLine const& line : quote.lines) {
            Prior prior = prior_of(line.line_no, line.quantity, type, state);
            prior.units = line.units;
            prior.entitlements = line.entitlements;
            prior.granted = Granted{line.goods_fen, deposit_kept(quote, line.line_no), 0};
            holdings.push_back(std::move(prior));
        }
    }
    for (QuotedGift const& gift : quote.gifts) {
        Prior prior = prior_of(gift.line_no, gift.quantity, type_of(gift, type), state);
        prior.units = gift.units;
        prior.granted = Granted{};
        holdings.push_back(std::move(prior));
    }
    if (holdings.empty()) return holdings;
    holdings.front().payments = quote.payments;
    holdings.front().granted->freight_fen = quote.freight_fen;
    return holdings;
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

// What a quote keeps from the quotes of others.

#include "base/check.hpp"
#include "domain/money/quote.hpp"

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

Claim claim_of(int line_no, int quantity, TicketType type, ClaimState state) {
    Claim claim;
    claim.line_no = line_no;
    claim.quantity = quantity;
    claim.state = state;
    claim.type = type;
    return claim;
}

/// Each unit on its own: their differences need not be the same.
void add_protected_units(Quote const& quote, ClaimState state, std::vector<Claim>& claims) {
    for (ExplainedUnit const& unit : quote.explain) {
        Claim claim = claim_of(unit.line_no, 1, TicketType::price_protect, state);
        if (unit.entitlement.empty()) {
            claim.units = {unit.unit};
        } else {
            claim.entitlements = {unit.entitlement};
        }
        claim.granted = Granted{unit.paid_fen, 0, 0};
        claims.push_back(std::move(claim));
    }
}

}  // namespace

std::vector<Claim> claims_of(Quote const& quote, TicketType type, ClaimState state) {
    std::vector<Claim> claims;
    if (type == TicketType::price_protect) {
        add_protected_units(quote, state, claims);
    } else {
        for (QuotedLine const& line : quote.lines) {
            Claim claim = claim_of(line.line_no, line.quantity, type, state);
            claim.units = line.units;
            claim.entitlements = line.entitlements;
            claim.deliveries = line.deliveries;
            claim.granted = Granted{line.goods_fen, deposit_kept(quote, line.line_no), 0};
            claims.push_back(std::move(claim));
        }
    }
    for (QuotedGift const& gift : quote.gifts) {
        Claim claim = claim_of(gift.line_no, gift.quantity, type_of(gift, type), state);
        claim.units = gift.units;
        // What is paid for is the buyer's, and may be shipped.
        if (gift.action == GiftAction::deduct) claim.settled = gift.quantity;
        claim.granted = Granted{};
        claims.push_back(std::move(claim));
    }
    if (claims.empty()) return claims;
    claims.front().payments = quote.payments;
    claims.front().granted->freight_fen = quote.freight_fen;
    return claims;
}

}  // namespace afterdesk

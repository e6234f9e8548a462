#include "domain/money/paid_outside.hpp"

#include <algorithm>
#include <numeric>
#include <span>

#include "domain/order/pricing.hpp"

namespace afterdesk {

namespace {

/// Counted among the pieces that were never shipped as far as there are some.
TicketType type_of(Line const& line, LineOccupied const& hold, int count) {
    if (line.kind == LineKind::virtual_) return TicketType::virtual_refund;
    bool const here = count <= quantity_left(line, hold, TicketType::refund_unshipped);
    return here ? TicketType::refund_unshipped : TicketType::return_refund;
}

/// The free pieces that go with one line of a refund; what is not free is somebody else's already.
Claim claim_of(Line const& line, LineOccupied const& hold, int quantity) {
    Claim claim;
    claim.line_no = line.line_no;
    if (line.entitlements.empty()) {
        for (std::size_t const piece : hold.lowest_free(quantity))
            claim.units.push_back(static_cast<int>(piece) + 1);
        claim.quantity = static_cast<int>(claim.units.size());
    } else {
        for (std::size_t const piece : free_unused(line, hold))
            claim.entitlements.push_back(line.entitlements[piece].id);
        claim.quantity = static_cast<int>(claim.entitlements.size());
    }
    claim.type = type_of(line, hold, claim.quantity);
    return claim;
}

Pieces pieces_of(Claim const& claim, Line const& line, std::size_t index) {
    Pieces out{index, {}, {}};
    for (int const unit : claim.units) out.pieces.push_back(static_cast<std::size_t>(unit) - 1);
    for (std::string const& id : claim.entitlements) out.pieces.push_back(*find_entitlement(line, id));
    return out;
}

Fen paid_for(PricedLine const& line, Pieces const& pieces) {
    return std::accumulate(pieces.pieces.begin(), pieces.pieces.end(), Fen{0},
                           [&](Fen sum, std::size_t piece) { return sum + line.pieces()[piece].paid_fen; });
}

/// What was paid goes to the goods first, the rest to the freight.
void grant(Order const& order, Fen amount_fen, std::vector<Fen> const& paid_fen, std::span<Claim> claims) {
    Fen const all = std::accumulate(paid_fen.begin(), paid_fen.end(), Fen{0});
    Fen const goods = std::min(amount_fen, all);
    std::vector<Fen> const shares = goods > 0 ? allocate(goods, paid_fen) : std::vector<Fen>(paid_fen.size());
    for (std::size_t i = 0; i < claims.size(); ++i) claims[i].granted = Granted{shares[i], 0, 0};
    claims.front().granted->freight_fen = std::min(amount_fen - goods, order.freight_fen);
}

/// What the payment has left beside the claims.
Fen left_of(Order const& order, PaymentId const& id, std::vector<Claim> const& claims) {
    Fen left = 0;
    for (Payment const& payment : order.payments) left += payment.payment_id == id ? payment.amount_fen : 0;
    for (Claim const& claim : claims) {
        for (PaymentShare const& share : claim.payments)
            if (share.payment_id == id) left -= std::min(left, share.amount_fen);
    }
    return left;
}

Claim money_alone(Order const& order) {
    Claim claim;
    claim.line_no = order.lines.front().line_no;
    claim.quantity = 0;
    claim.type = TicketType::return_refund;
    claim.granted = Granted{};
    return claim;
}

}  // namespace

std::vector<Claim> with_outside_refunds(Order const& order, std::vector<Claim> claims) {
    if (order.prior.empty()) return claims;
    Occupied occupied(order);
    Mistakes of_claim;  // a wrong claim holds nothing; `quote` says so
    occupy({order, claims, TicketType::refund_unshipped}, occupied, of_claim);
    Pricing const pricing = price_order(order);
    for (OutsideRefund const& refund : order.prior) {
        std::size_t const first = claims.size();
        std::vector<Fen> paid_fen;
        for (OutsideRefund::OfLine const& asked : refund.lines) {
            Line const* const line = find_line(order, asked.line_no);
            if (line == nullptr) continue;
            auto const index = static_cast<std::size_t>(line - order.lines.data());
            Claim claim = claim_of(*line, occupied.lines[index], asked.quantity);
            if (claim.quantity == 0) continue;
            Pieces const pieces = pieces_of(claim, *line, index);
            occupied.take(pieces, *claim.type);
            paid_fen.push_back(paid_for(pricing.lines[index], pieces));
            claims.push_back(std::move(claim));
        }
        Fen const share = std::min(refund.amount_fen, left_of(order, refund.payment_id, claims));
        if (claims.size() > first) {
            grant(order, refund.amount_fen, paid_fen, std::span(claims).subspan(first));
        } else if (share > 0 && !order.lines.empty()) {
            claims.push_back(money_alone(order));
        }
        if (share > 0 && claims.size() > first) claims[first].payments = {{refund.payment_id, share}};
    }
    return claims;
}

}  // namespace afterdesk

#include "service/shipping.hpp"

#include "domain/ticket/shipping.hpp"
#include "service/carry_out.hpp"
#include "store/shipping_claims.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

KeptPieces load_shipping(store::ReadTx& tx, TenantId const& tenant, OrderNo const& order_no,
                         TicketNo const& except, Instant now) {
    KeptPieces shipping;
    shipping.claims = store::shipping_claims_of(tx, tenant, order_no, now);
    if (shipping.claims.empty()) return shipping;
    for (Ticket const& ticket : store::tickets_of_order(tx, tenant, order_no)) {
        if (ticket.no == except) continue;
        for (LinePieces const& pieces : refunded_unsent(ticket)) shipping.refunded.push_back(pieces);
    }
    return shipping;
}

void use_shipping_claims(store::WriteTx& tx, TenantId const& tenant, Order const& before, Order const& after,
                         Instant now) {
    auto claims = store::shipping_claims_of(tx, tenant, after.order_no, now);
    if (claims.empty()) return;
    std::vector<ShippingClaim> const held = claims;
    for (Line const& line : after.lines) {
        Line const* const was = find_line(before, line.line_no);
        int const sent = line.shipped_quantity() - (was == nullptr ? 0 : was->shipped_quantity());
        if (sent > 0) use_claims(claims, {line.line_no, sent});
    }
    for (std::size_t i = 0; i < claims.size(); ++i) {
        if (claims[i] == held[i]) continue;
        auto row = store::find_shipping_claim(tx, tenant, after.order_no, claims[i].claim_id);
        CHECK(row);
        row->claim = claims[i];
        row->over = claims[i].lines.empty();
        store::put_shipping_claim(tx, tenant, after.order_no, *row);
    }
}

std::vector<Ticket> tell_held(store::WriteTx& tx, PolicyCache& policies, TenantId const& tenant,
                              Order const& order, Instant now) {
    std::vector<Ticket> moved;
    for (Ticket const& ticket : store::tickets_of_order(tx, tenant, order.order_no)) {
        if (!ticket.held) continue;
        Command const changed = OrderChanged{};
        auto told = carry_out_as_system(tx, policies, {tenant, ticket, order, Actor{}, changed, now});
        if (told && told->ok()) moved.push_back(std::move(*told).value());
    }
    return moved;
}

}  // namespace afterdesk

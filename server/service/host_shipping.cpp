// What a host keeps for sending: decided by the core, in the transaction that keeps it.
#include "domain/ticket/shipping.hpp"
#include "service/ground.hpp"
#include "service/host_room.hpp"
#include "service/shipping.hpp"
#include "service/told_tracks.hpp"
#include "store/orders.hpp"
#include "store/shipping_claims.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using wire::ShippingClaimBody;
using wire::ShippingClaimTaken;

/// Errors: not_found.
Result<Order, Mistakes> order_of(store::ReadTx& tx, HostCaller const& host, OrderNo const& no) {
    auto order = store::find_order(tx, host.tenant, no);
    if (!order || !host.sees(order->shop_id)) return Err{one_mistake(Rule::not_found, "order_no")};
    return std::move(*order);
}

ShippingClaimTaken kept(store::ShippingClaimRow const& row) {
    return {row.claim.claim_id, true, row.claim.until, {}};
}

/// The same claim once more: for longer, or shorter, when that is asked for. What waits for it waits until
/// its new end, and goes on when that is over already.
/// Errors: fact_told_otherwise for other pieces; shipping_claim_over.
Result<ShippingClaimTaken, Mistakes> claim_again(store::WriteTx& tx, Ground& ground, HostCaller const& host,
                                                 Order const& order, store::ShippingClaimRow row,
                                                 ShippingClaimBody const& body, Instant now) {
    if (row.asked != body.lines) return Err{one_mistake(Rule::fact_told_otherwise, "claim_id")};
    if (row.over || row.claim.until <= now) return Err{one_mistake(Rule::shipping_claim_over, "claim_id")};
    if (row.minutes == body.minutes) return kept(row);
    Instant const before = row.claim.until;
    row.minutes = body.minutes;
    row.claim.until = now + minutes(body.minutes);
    store::put_shipping_claim(tx, host.tenant, order.order_no, row);
    if (row.claim.until < before) tell_held(tx, ground.policies, host.tenant, order, now);
    return kept(row);
}

}  // namespace

Result<ShippingClaimTaken, Mistakes> HostRoom::claim_shipment(HostCaller const& host,
                                                              std::string_view order_no,
                                                              ShippingClaimBody const& body) {
    using Taken = Result<ShippingClaimTaken, Mistakes>;
    OrderNo const no{std::string(order_no)};
    return ground_.store.write([&](store::WriteTx& tx) -> Taken {
        Instant const now = ground_.now();
        TRY(order, order_of(tx, host, no));
        if (auto known = store::find_shipping_claim(tx, host.tenant, no, body.claim_id))
            return claim_again(tx, ground_, host, order, std::move(*known), body, now);
        auto const claims = store::shipping_claims_of(tx, host.tenant, no, now);
        TRY(blocked, why_not_sent(order, store::tickets_of_order(tx, host.tenant, no), claims, body.lines));
        if (!blocked.empty()) return ShippingClaimTaken{body.claim_id, false, {}, std::move(blocked)};
        store::ShippingClaimRow const row{
            {body.claim_id, body.lines, now + minutes(body.minutes)}, body.lines, body.minutes, false};
        store::put_shipping_claim(tx, host.tenant, no, row);
        return kept(row);
    });
}

Result<wire::ShippingReleased, Mistakes> HostRoom::release_shipment(HostCaller const& host,
                                                                    std::string_view order_no,
                                                                    std::string_view claim_id) {
    using Released = Result<wire::ShippingReleased, Mistakes>;
    OrderNo const no{std::string(order_no)};
    return ground_.store.write([&](store::WriteTx& tx) -> Released {
        Instant const now = ground_.now();
        TRY(order, order_of(tx, host, no));
        auto row = store::find_shipping_claim(tx, host.tenant, no, claim_id);
        if (!row) return Err{one_mistake(Rule::not_found, "claim_id")};
        wire::ShippingReleased released{std::string(claim_id), {}};
        if (row->over || row->claim.until <= now) return released;
        row->over = true;
        store::put_shipping_claim(tx, host.tenant, no, *row);
        for (Ticket const& ticket : tell_held(tx, ground_.policies, host.tenant, order, now))
            released.tickets.push_back(moved_view(ticket));
        return released;
    });
}

}  // namespace afterdesk

// What a decision needs to know beside the ticket, read in the transaction that decides.

#include "domain/ticket/needs.hpp"
#include "service/impl.hpp"
#include "store/orders.hpp"
#include "store/stock.hpp"

namespace afterdesk {

namespace {

constexpr Duration buyers_history = days(30);

Instant start_of_day(Instant now, int offset_minutes) {
    return start_of_next_day(now, offset_minutes) + Duration{-days(1).ms};
}

}  // namespace

std::vector<Ware> load_shelf(store::ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    std::vector<Ware> shelf;
    for (store::StockRow& row : store::stock_of(tx, tenant, shop)) shelf.push_back(std::move(row.ware));
    return shelf;
}

Context load_context(store::ReadTx& tx, Policies& policies, ContextFor const& wanted) {
    Ticket const& ticket = wanted.ticket;
    Context context;
    context.now = wanted.now;
    context.actor = wanted.actor;
    context.order = wanted.order;
    TenantId const& tenant = wanted.tenant;
    ShopId const& shop = wanted.order.shop_id;
    context.policy = ticket.version == 0 ? *policies.newest(tx, tenant, shop)
                                         : *policies.get(tx, tenant, ticket.policy_version, shop);
    Needs const needs = needs_of(ticket, wanted.command, wanted.actor.kind, context.policy);
    Request const* const asked = request_in(wanted.command);
    if (needs.claims || needs.applications) {
        OrderClaims others = load_order_claims(tx, tenant, wanted.order.order_no, ticket.no);
        if (needs.applications) context.applications = most_applications(others, asked->lines);
        context.other_claims = std::move(others.claims);
    }
    if (needs.return_address) {
        auto const place = store::find_shop(tx, tenant, shop);
        if (place && !place->addresses.empty()) context.default_return_address = place->addresses.front();
    }
    if (needs.stock) context.stock = shelf_for(ticket, load_shelf(tx, tenant, shop));
    if (needs.buyer_history) {
        Instant const since{wanted.now.ms - buyers_history.ms};
        context.buyer_tickets_30d =
            store::count_tickets_of_buyer(tx, tenant, wanted.order.buyer_id, since, ticket.no);
    }
    if (needs.approved_today) {
        Instant const today = start_of_day(wanted.now, context.policy.utc_offset_minutes);
        context.approved_today_fen = store::approved_since(tx, tenant, wanted.actor.id, today);
    }
    return context;
}

std::optional<Result<Ticket, Mistakes>> decide_as_system(store::WriteTx& tx, Policies& policies,
                                                         ContextFor const& wanted) {
    CHECK(wanted.actor.kind == ActorKind::system);
    // What no longer concerns the ticket is not an error of who tells it.
    if (!find_edge(wanted.ticket, ActorKind::system, kind_of(wanted.command)).ok()) return std::nullopt;
    Context const context = load_context(tx, policies, wanted);
    auto const decided = decide(wanted.ticket, wanted.command, context);
    if (!decided.ok()) return Result<Ticket, Mistakes>(Err{decided.error()});
    if (decided->empty()) return std::nullopt;
    store::Buyer const buyer = load_buyer(tx, wanted.tenant, wanted.ticket.buyer_id);
    return Result<Ticket, Mistakes>(
        persist(tx, {wanted.tenant, wanted.ticket, *decided, wanted.actor, wanted.now, wanted.order, buyer}));
}

}  // namespace afterdesk

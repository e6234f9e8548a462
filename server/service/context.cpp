#include "service/context.hpp"

#include "domain/ticket/needs.hpp"
#include "domain/ticket/return_address.hpp"
#include "service/load.hpp"
#include "service/shipping.hpp"
#include "store/orders.hpp"
#include "store/stock.hpp"

namespace afterdesk {

namespace {

constexpr Duration buyers_history = days(30);

Instant start_of_day(Instant now, int offset_minutes) {
    return start_of_next_day(now, offset_minutes) + Duration{-days(1).ms};
}

}  // namespace

Context load_context(store::ReadTx& tx, PolicyCache& policies, ContextFor const& wanted) {
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
        OrderClaims others = load_order_claims(tx, tenant, wanted.order, ticket.no);
        if (needs.applications) context.applications = most_applications(others, asked->lines);
        context.other_claims = std::move(others.claims);
    }
    if (needs.return_address) {
        auto const place = store::find_shop(tx, tenant, shop);
        Request const& request = asked ? *asked : ticket.request;
        auto const chosen = place ? choose_address(place->addresses, wanted.order, request) : std::nullopt;
        if (chosen) context.default_return_address = whole_address(place->addresses[chosen->place]);
    }
    if (needs.stock) context.stock = shelf_for(ticket, load_shelf(tx, tenant, shop));
    if (needs.buyer_history) {
        Instant const since{wanted.now.ms - buyers_history.ms};
        context.buyer_tickets_30d =
            store::count_tickets_of_buyer(tx, tenant, wanted.order.buyer_id, since, ticket.no);
    }
    if (needs.shipping)
        context.shipping = load_shipping(tx, tenant, wanted.order.order_no, ticket.no, wanted.now);
    if (needs.approved_today) {
        context.approved_today_fen =
            approved_today(tx, tenant, wanted.actor.id, wanted.now, context.policy.utc_offset_minutes);
    }
    return context;
}

Fen approved_today(store::ReadTx& tx, TenantId const& tenant, std::string_view staff_id, Instant now,
                   int utc_offset_minutes) {
    return store::approved_since(tx, tenant, staff_id, start_of_day(now, utc_offset_minutes));
}

QuoteInput quote_input(store::ReadTx& tx, PolicyCache& policies, QuoteFor const& wanted) {
    TenantId const& tenant = wanted.tenant;
    ShopId const& shop = wanted.order.shop_id;
    Ticket const& ticket = wanted.ticket;
    auto const policy = ticket.version == 0 ? policies.newest(tx, tenant, shop)
                                            : policies.get(tx, tenant, ticket.policy_version, shop);
    auto others = load_order_claims(tx, tenant, wanted.order, ticket.no);
    QuoteInput input{wanted.now, wanted.order, std::move(others.claims), wanted.request, *policy};
    bool const exchanges = wanted.request.type == TicketType::exchange;
    if (exchanges) input.stock = load_shelf(tx, tenant, shop);
    return to_change(ticket, std::move(input));
}

}  // namespace afterdesk

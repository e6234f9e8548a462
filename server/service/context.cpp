#include "service/context.hpp"

#include "service/load.hpp"
#include "store/orders.hpp"
#include "store/stock.hpp"

namespace afterdesk {

namespace {

constexpr Duration buyers_history = days(30);

/// Whether what other tickets hold may matter: the request may be quoted (again).
bool quotes(CommandKind kind) {
    switch (kind) {
        case CommandKind::apply:
        case CommandKind::modify:
        case CommandKind::agree:
        case CommandKind::make_offer:
        case CommandKind::accept_offer:
        case CommandKind::inspect:
        case CommandKind::fall_back:
        case CommandKind::escalate:
        case CommandKind::step_in:
        case CommandKind::verdict:
        case CommandKind::order_changed:
        case CommandKind::time_out: return true;
        case CommandKind::withdraw:
        case CommandKind::reject:
        case CommandKind::counter_offer:
        case CommandKind::decline_offer:
        case CommandKind::intercept:
        case CommandKind::intercept_result:
        case CommandKind::ship_back:
        case CommandKind::parcel_signed:
        case CommandKind::receive:
        case CommandKind::reship:
        case CommandKind::confirm_receipt:
        case CommandKind::retry_refund:
        case CommandKind::record_offline:
        case CommandKind::record_refund:
        case CommandKind::record_collection:
        case CommandKind::add_evidence:
        case CommandKind::ask_evidence:
        case CommandKind::freeze:
        case CommandKind::resume:
        case CommandKind::close:
        case CommandKind::rate: return false;
    }
    CHECK(false);
}

Request const* request_in(Command const& command) {
    if (auto const* apply = std::get_if<Apply>(&command)) return &apply->request;
    if (auto const* modify = std::get_if<Modify>(&command)) return &modify->apply.request;
    return nullptr;
}

/// Whether goods may have to be kept back: only an exchange sends others.
bool may_exchange(Ticket const& ticket, Command const& command) {
    if (Request const* asked = request_in(command)) return asked->type == TicketType::exchange;
    if (auto const* offer = std::get_if<MakeOffer>(&command)) {
        if (offer->type == TicketType::exchange) return true;
    }
    if (auto const* given = std::get_if<GiveVerdict>(&command)) {
        if (given->verdict.outcome == Outcome::exchange) return true;
    }
    bool const offered = ticket.offer && ticket.offer->request.type == TicketType::exchange;
    return offered || ticket.request.type == TicketType::exchange;
}

Instant start_of_day(Instant now, int offset_minutes) {
    return start_of_next_day(now, offset_minutes) + Duration{-days(1).ms};
}

}  // namespace

Context load_context(store::ReadTx& tx, PolicyCache& policies, ContextFor const& wanted) {
    Ticket const& ticket = wanted.ticket;
    CommandKind const kind = kind_of(wanted.command);
    Context context;
    context.now = wanted.now;
    context.actor = wanted.actor;
    context.order = wanted.order;
    TenantId const& tenant = wanted.tenant;
    ShopId const& shop = wanted.order.shop_id;
    context.policy = ticket.version == 0 ? *policies.newest(tx, tenant, shop)
                                         : *policies.get(tx, tenant, ticket.policy_version, shop);
    if (quotes(kind)) {
        OrderClaims use = load_order_claims(tx, tenant, wanted.order.order_no, ticket.no);
        if (Request const* asked = request_in(wanted.command)) {
            context.applications = most_applications(use, asked->lines);
        }
        context.other_claims = std::move(use.claims);
    }
    auto const place = store::find_shop(tx, tenant, shop);
    if (place && !place->addresses.empty()) context.default_return_address = place->addresses.front();
    if (may_exchange(ticket, wanted.command)) {
        context.stock = shelf_for(ticket, load_shelf(tx, tenant, shop));
    }
    if (request_in(wanted.command) != nullptr) {
        Instant const since{wanted.now.ms - buyers_history.ms};
        context.buyer_tickets_30d =
            store::count_tickets_of_buyer(tx, tenant, wanted.order.buyer_id, since, ticket.no);
    }
    if (wanted.actor.kind == ActorKind::merchant && context.policy.daily_limit_fen > 0) {
        Instant const today = start_of_day(wanted.now, context.policy.utc_offset_minutes);
        context.approved_today_fen = store::approved_since(tx, tenant, wanted.actor.id, today);
    }
    return context;
}

}  // namespace afterdesk

#include "service/load.hpp"

#include <algorithm>

#include "domain/money/paid_outside.hpp"
#include "service/buyer_names.hpp"
#include "store/evidence.hpp"
#include "store/orders.hpp"
#include "store/stock.hpp"

namespace afterdesk {

store::Scope scope_of(Caller const& caller) {
    switch (caller.audience) {
        case wire::Audience::buyer: return {caller.tenant, store::Scope::Of::buyer, caller.actor_id};
        case wire::Audience::merchant: return {caller.tenant, store::Scope::Of::shop, caller.shop.value};
        case wire::Audience::platform: return {caller.tenant, store::Scope::Of::tenant, {}};
    }
    CHECK(false);
}

wire::TicketSummary summary_of(store::ListedTicket const& ticket) {
    wire::TicketSummary out;
    out.ticket_no = ticket.no.value;
    out.order_no = ticket.order_no.value;
    out.shop_id = ticket.shop_id.value;
    out.shop_name = ticket.shop_name;
    out.buyer_name = masked_name(ticket.buyer_name);
    out.type = ticket.type;
    out.state = ticket.state;
    out.status = ticket.status;
    out.title = ticket.title;
    out.spec = ticket.spec;
    out.image = ticket.image;
    out.line_count = ticket.line_count;
    out.quantity = ticket.quantity;
    out.refund_fen = ticket.refund_fen;
    out.reason = ticket.reason;
    out.applied_at_ms = ticket.applied_at.ms;
    if (ticket.deadline) out.deadline_ms = ticket.deadline->ms;
    out.version = ticket.version;
    out.has_strays = ticket.has_strays;
    return out;
}

Actor actor_of(Caller const& caller) {
    switch (caller.audience) {
        case wire::Audience::buyer: return {ActorKind::buyer, caller.actor_id};
        case wire::Audience::merchant: return {ActorKind::merchant, caller.actor_id};
        case wire::Audience::platform: return {ActorKind::platform, caller.actor_id};
    }
    CHECK(false);
}

std::optional<Order> load_order(store::ReadTx& tx, store::Scope const& scope, OrderNo const& order_no) {
    auto order = store::find_order(tx, scope.tenant, order_no);
    if (!order || !store::sees(scope, order->shop_id, order->buyer_id)) return std::nullopt;
    return order;
}

store::Buyer load_buyer(store::ReadTx& tx, TenantId const& tenant, BuyerId const& id) {
    return store::find_buyer(tx, tenant, id).value_or(store::Buyer{id, "", ""});
}

wire::ShopView load_shop_view(store::ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                              ShopId const& id) {
    return shop_view_of(store::find_shop(tx, tenant, id), audience, id);
}

wire::ShopView shop_view_of(std::optional<store::Shop> const& shop, wire::Audience audience,
                            ShopId const& id) {
    if (!shop) return {id.value, "", "", {}};
    wire::ShopView view{id.value, shop->name, shop->phone, {}};
    if (audience == wire::Audience::buyer) return view;
    for (ReturnAddress const& one : shop->addresses) view.addresses.push_back(whole_address(one));
    return view;
}

namespace {

/// Other open tickets to which the same parcel comes back.
std::vector<wire::Signal> signals_of(store::ReadTx& tx, Caller const& caller, Ticket const& ticket) {
    std::vector<wire::Signal> signals;
    if (caller.audience == wire::Audience::buyer || is_end(ticket.state) || !ticket.return_parcel)
        return signals;
    Parcel const& parcel = *ticket.return_parcel;
    for (Ticket const& other :
         store::open_tickets_with_parcel(tx, caller.tenant, parcel.tracking_no, ticket.no)) {
        if (!is_same_parcel(parcel, *other.return_parcel)) continue;
        bool const seen = store::sees(scope_of(caller), other.shop_id, other.buyer_id);
        wire::Signal signal{wire::SignalKind::parcel_on_other_ticket, seen ? other.no.value : std::string()};
        // Of another shop's it is enough to know that there is one.
        if (std::find(signals.begin(), signals.end(), signal) == signals.end())
            signals.push_back(std::move(signal));
    }
    return signals;
}

}  // namespace

wire::TicketDetail plain_detail(wire::Audience audience, Shown shown) {
    wire::TicketDetail detail;
    detail.audience = audience;
    detail.history = std::move(shown.history);
    detail.shop = shop_view_of(shown.shop, audience, shown.ticket.shop_id);
    if (detail.shop.addresses.size() > 1)
        detail.shop.addresses = addresses_for(shown.shop->addresses, shown.order, shown.ticket.request);
    detail.buyer_name = std::move(shown.buyer_name);
    detail.order = std::move(shown.order);
    detail.ticket = std::move(shown.ticket);
    return detail;
}

wire::TicketDetail load_detail(store::ReadTx& tx, Caller const& caller, Ticket ticket, Order order,
                               std::vector<EventRecord> const& coming, std::string* history_text) {
    TenantId const& tenant = caller.tenant;
    Shown shown;
    bool const as_text = history_text != nullptr && caller.audience != wire::Audience::buyer;
    if (as_text) {
        *history_text = store::history_text(tx, tenant, ticket.no);
    } else if (ticket.version > std::ssize(coming)) {
        shown.history = store::history_of(tx, tenant, ticket.no);
    }
    shown.history.insert(shown.history.end(), coming.begin(), coming.end());
    shown.shop = store::find_shop(tx, tenant, ticket.shop_id);
    shown.buyer_name = load_buyer(tx, tenant, ticket.buyer_id).name;
    shown.order = std::move(order);
    shown.ticket = std::move(ticket);
    wire::TicketDetail detail = plain_detail(caller.audience, std::move(shown));

    Ticket const& now = detail.ticket;
    detail.signals = signals_of(tx, caller, now);
    if (!now.first_approval.empty() && caller.audience != wire::Audience::buyer) {
        auto const staff = store::find_staff(tx, tenant, now.first_approval);
        detail.first_approval_by = staff ? staff->name : now.first_approval;
    }
    std::vector<EvidenceId> added;
    for (EventRecord const& record : coming) {
        for (EvidenceId& id : evidence_of(record.event)) added.push_back(std::move(id));
    }
    for (store::EvidenceRow const& row : store::files_of_ticket(tx, tenant, now.no, added))
        detail.files.push_back(store::view_of(row));
    return detail;
}

OrderClaims load_order_claims(store::ReadTx& tx, TenantId const& tenant, Order const& order,
                              TicketNo const& except) {
    OrderClaims use;
    for (Ticket const& ticket : store::tickets_of_order(tx, tenant, order.order_no)) {
        if (ticket.no == except) continue;
        for (Claim& claim : claims_of(ticket)) use.claims.push_back(std::move(claim));
        for (LineRequest const& line : ticket.request.lines) ++use.applications[line.line_no];
    }
    use.claims = with_outside_refunds(order, std::move(use.claims));
    return use;
}

int most_applications(OrderClaims const& use, std::vector<LineRequest> const& lines) {
    int most = 0;
    for (LineRequest const& line : lines) {
        auto const found = use.applications.find(line.line_no);
        if (found != use.applications.end()) most = std::max(most, found->second);
    }
    return most;
}

std::vector<Ware> load_shelf(store::ReadTx& tx, TenantId const& tenant, ShopId const& shop) {
    std::vector<Ware> shelf;
    for (store::StockRow& row : store::stock_of(tx, tenant, shop)) shelf.push_back(std::move(row.ware));
    return shelf;
}

}  // namespace afterdesk

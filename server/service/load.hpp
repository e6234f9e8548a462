#pragma once
// What several parts of the service read together.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "service/caller.hpp"
#include "store/people.hpp"
#include "store/tickets.hpp"
#include "wire/api.hpp"

namespace afterdesk {

store::Scope scope_of(Caller const& caller);
Actor actor_of(Caller const& caller);
wire::TicketSummary summary_of(store::ListedTicket const& ticket);

/// The order, when the scope may see it.
std::optional<Order> load_order(store::ReadTx& tx, store::Scope const& scope, OrderNo const& order_no);
store::Buyer load_buyer(store::ReadTx& tx, TenantId const& tenant, BuyerId const& id);
/// Return addresses are left out for buyers.
wire::ShopView load_shop_view(store::ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                              ShopId const& id);
/// The shop as an audience sees it. Units: nothing where there is no such shop.
wire::ShopView shop_view_of(std::optional<store::Shop> const& shop, wire::Audience audience,
                            ShopId const& id);

/// What a ticket is shown by.
struct Shown {
    Ticket ticket;
    std::vector<EventRecord> history;
    Order order;
    std::optional<store::Shop> shop;
    std::string buyer_name;
};
/// As an audience sees it: of the return addresses first the one that goods go to. What may be otherwise each
/// time it is asked (signals, files, who agreed first) is left out, and so is the policy.
wire::TicketDetail plain_detail(wire::Audience audience, Shown shown);

/// As this caller's audience sees it: of the signals' other tickets those within its scope by their number.
/// Without its policy. Units: `coming` are events that are not written yet; `ticket` is as it is after them;
/// the history is left out where its text is wanted beside it.
wire::TicketDetail load_detail(store::ReadTx& tx, Caller const& caller, Ticket ticket, Order order,
                               std::vector<EventRecord> const& coming = {},
                               std::string* history_text = nullptr);

/// What the order's tickets hold, and refunds that others made, and how often each line was applied for.
struct OrderClaims {
    std::vector<Claim> claims;
    std::map<int, int> applications;  ///< by line number
};
/// Units: the ticket `except` is left out; empty: none is.
OrderClaims load_order_claims(store::ReadTx& tx, TenantId const& tenant, Order const& order,
                              TicketNo const& except = {});
/// The largest number of applications on any of the lines. Rule: Context::applications.
int most_applications(OrderClaims const& use, std::vector<LineRequest> const& lines);

std::vector<Ware> load_shelf(store::ReadTx& tx, TenantId const& tenant, ShopId const& shop);

}  // namespace afterdesk

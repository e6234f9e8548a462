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
/// As this caller's audience sees it: of the return addresses first the one that goods go to, of the signals'
/// other tickets those within its scope by their number.
wire::TicketDetail load_detail(store::ReadTx& tx, Caller const& caller, Ticket ticket, Order order,
                               Policy const& policy);

/// What the order's tickets hold, and how often each line was applied for.
struct OrderClaims {
    std::vector<Claim> claims;
    std::map<int, int> applications;  ///< by line number
};
/// Units: the ticket `except` is left out; empty: none is.
OrderClaims load_order_claims(store::ReadTx& tx, TenantId const& tenant, OrderNo const& order_no,
                              TicketNo const& except = {});
/// The largest number of applications on any of the lines. Rule: Context::applications.
int most_applications(OrderClaims const& use, std::vector<LineRequest> const& lines);

std::vector<Ware> load_shelf(store::ReadTx& tx, TenantId const& tenant, ShopId const& shop);

}  // namespace afterdesk

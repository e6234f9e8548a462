#pragma once
// The orders of search_rows.hpp in a small mall, each with a ticket.

#include <algorithm>

#include "search_rows.hpp"
#include "server/world.hpp"

namespace afterdesk::search {

inline constexpr char const* seeker = "seeker";  ///< the orders' buyer
inline Caller seeker_of() { return world::World::caller(wire::Audience::buyer, seeker, ""); }

/// Imports the orders, and asks for one piece of each back.
inline void fill(world::World& w) {
    std::vector<Order> orders;
    for (std::size_t i = 0; i < goods_count; ++i) {
        orders.push_back(world::received_order(order_no(i), "s1", seeker));
        orders.back().lines = {orders.back().lines[0]};
        orders.back().lines[0].title = titles[i];
        orders.back().payments = {{{"w1"}, PaymentChannel::wechat, 21'000}};
    }
    w.import(orders);
    Caller const who = seeker_of();
    for (Order const& order : orders) {
        auto const asked = world::World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
        auto body = w.application(who, order.order_no.value, asked);
        body.apply.evidence = {w.picture(who)};
        w.read(w.apply(who, body, w.next_key()));
    }
}

/// The last digits of the orders found, in their order.
template <class Items>
std::string ends_of(Items const& items) {
    std::string ends;
    for (auto const& item : items) ends += item.order_no.back();
    std::sort(ends.begin(), ends.end());
    return ends;
}

}  // namespace afterdesk::search

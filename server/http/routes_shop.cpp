// What a shop's people do beside tickets: orders found for buyers, return addresses, the shelf; and shops as
// the platform sees to them.
#include "http/routes.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::http {

Response find_orders(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.orders.find(request.caller, field(request.query, "q")));
}

Response apply_for_buyer(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_apply_for_buyer, [&](auto const& body) {
        Idempotency const idempotency = idempotency_of(request);
        auto const& [application, contact] = body;
        if (request.waits)
            return kept(request, rooms.tickets.apply(request.caller, application, idempotency, contact));
        return kept(request, rooms.tickets.apply_soon(request.caller, application, idempotency, contact));
    });
}

Response show_tracks(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.tracks.of_ticket(request.caller, field(request.path, "ticket_no")));
}

Response show_contact(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.tickets.contact(request.caller, field(request.path, "ticket_no")));
}

Response show_addresses(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.addresses.show(request.caller, field(request.query, "shop")));
}

Response put_addresses(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_address_body, [&](auto const& book) {
        return reply(request, rooms.addresses.put(request.caller, book));
    });
}

Response look_at_shelf(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.shelf.look(request.caller));
}

Response count_ware(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_shelf_body, [&](auto const& body) {
        return reply(request, rooms.shelf.count(request.caller, field(request.path, "sku"), body));
    });
}

Response change_shop(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_shop_change, [&](auto const& change) {
        return reply(request, rooms.staff.change_shop(request.caller, field(request.path, "id"), change));
    });
}

}  // namespace afterdesk::http

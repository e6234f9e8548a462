// Couriers who come for what goes back.
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

std::string_view ticket_of(Request const& request) { return field(request.path, "ticket_no"); }

/// The courier is told as soon as the answer is written.
Response told(Rooms const& rooms, Request const& request, Pickups::View const& view) {
    if (view.ok()) rooms.jobs.tell_courier();
    return reply(request, view);
}

}  // namespace

Response show_pickup(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.pickups.show(request.caller, ticket_of(request)));
}

Response book_pickup(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_pickup_body, [&](auto const& body) {
        return told(rooms, request, rooms.pickups.book(request.caller, ticket_of(request), body));
    });
}

Response change_pickup(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_pickup_change, [&](auto const& body) {
        return told(rooms, request, rooms.pickups.change(request.caller, ticket_of(request), body));
    });
}

Response cancel_pickup(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_pickup_cancel, [&](auto const& body) {
        return told(rooms, request, rooms.pickups.cancel(request.caller, ticket_of(request), body));
    });
}

bool is_pickups_courier(Rooms const& rooms, Request const& request) {
    return rooms.jobs.pickups().is_push(field(request.path, "token"), request.body);
}

/// Only a hint: what it says is not kept, but asked for.
Response take_pickup_push(Rooms const& rooms, Request const& request) {
    rooms.jobs.take_pickup_push(field(request.path, "token"), request.body);
    Response response;
    response.content_type = "application/json";
    response.body = rooms.jobs.parcels().thanks();
    return response;
}

void add_pickups(std::vector<Route>& routes) {
    std::string const root(wire::api_root);
    for (wire::Audience const audience :
         {wire::Audience::buyer, wire::Audience::merchant, wire::Audience::platform}) {
        std::string const path = root + "/" + std::string(wire::name_of(audience));
        routes.push_back({Method::get, path + "/tickets/:ticket_no/pickup", Session{audience, {}},
                          BodyKind::none, false, show_pickup});
    }
    std::string const one = root + "/buyer/tickets/:ticket_no/pickup";
    Session const buyer{wire::Audience::buyer, {}};
    routes.push_back({Method::post, one, buyer, BodyKind::json, false, book_pickup});
    routes.push_back({Method::post, one + ":change", buyer, BodyKind::json, false, change_pickup});
    routes.push_back({Method::post, one + ":cancel", buyer, BodyKind::json, false, cancel_pickup});
    routes.push_back({Method::post, root + "/notify/pickup/:token", Signed{is_pickups_courier},
                      BodyKind::notice, false, take_pickup_push});
}

}  // namespace afterdesk::http

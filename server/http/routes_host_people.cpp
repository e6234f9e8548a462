// What a host sets up: shops, staff, buyers, and the keys of its launch links.
#include "http/routes.hpp"

namespace afterdesk::http {

Response put_host_shop(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_shop, [&](auto const& body) {
        return reply(request, rooms.people.put_shop(request.host, field(request.path, "id"), body));
    });
}

Response put_host_staff(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_staff, [&](auto const& body) {
        return reply(request, rooms.people.put_staff(request.host, field(request.path, "id"), body));
    });
}

Response put_host_buyer(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_buyer, [&](auto const& body) {
        return reply(request, rooms.people.put_buyer(request.host, field(request.path, "id"), body));
    });
}

Response put_launch_key(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_launch_jwk, [&](auto const& key) {
        return reply(request, rooms.people.put_launch_key(request.host, field(request.path, "kid"), key));
    });
}

Response drop_launch_key(Rooms const& rooms, Request const& request) {
    auto const done = rooms.people.drop_launch_key(request.host, field(request.path, "kid"));
    if (!done.ok()) return refuse(request, done.error());
    Response response;
    response.status = 204;
    return response;
}

}  // namespace afterdesk::http

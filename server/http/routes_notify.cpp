// What parties outside tell by themselves: they sign instead of signing in.
#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

/// Units: the request outlives it.
outside::Message message_of(Request const& request) {
    return {[&request](std::string_view name) { return request.header(name); }, request.body};
}

}  // namespace

bool is_channels(Rooms const& rooms, Request const& request) {
    return rooms.jobs.is_signed(field(request.path, "channel"), message_of(request));
}

/// Told again it is answered the same way, so that the channel stops telling.
Response take_notice(Rooms const& rooms, Request const& request) {
    auto const channel = field(request.path, "channel");
    auto const refused = rooms.jobs.take_notice(channel, message_of(request));
    if (refused) return refuse(request, *refused);
    std::string_view const thanks = rooms.jobs.thanks(channel);
    return thanks.empty() ? json(200, wire::Object{{"taken", true}}) : text(200, std::string(thanks));
}

bool is_couriers(Rooms const& rooms, Request const& request) {
    return rooms.jobs.parcels().is_push(field(request.path, "token"), request.body);
}

/// Only a hint: what it says is not kept, but asked for.
Response take_push(Rooms const& rooms, Request const& request) {
    rooms.jobs.take_push(field(request.path, "token"));
    Response response;
    response.content_type = "application/json";
    response.body = rooms.jobs.parcels().thanks();
    return response;
}

}  // namespace afterdesk::http

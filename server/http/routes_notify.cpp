// What parties outside tell by themselves: they sign instead of signing in.
#include "http/routes.hpp"

namespace afterdesk::http {

bool is_channels(Rooms const& rooms, Request const& request) {
    outside::Message const message{[&](std::string_view name) { return request.header(name); }, request.body};
    return rooms.jobs.is_signed(field(request.path, "channel"), message);
}

/// Told again it is answered the same way, so that the channel stops telling.
Response take_notice(Rooms const& rooms, Request const& request) {
    auto const refused = rooms.jobs.take_notice(field(request.path, "channel"), request.body);
    return refused ? refuse(request, *refused) : json(200, wire::Object{{"taken", true}});
}

}  // namespace afterdesk::http

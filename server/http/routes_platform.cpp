// How refunds are paid, and the simulated payment channel of the demo.
#include "http/routes.hpp"

namespace afterdesk::http {

Response show_channel(Rooms const& rooms, Request const&) { return json(200, to_json(rooms.jobs.channel())); }

Response set_channel(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_channel_body, [&](auto const& settings) {
        return reply(request, rooms.jobs.set_channel_settings(request.caller, settings));
    });
}

}  // namespace afterdesk::http

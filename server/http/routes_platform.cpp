// The simulated payment channel of the demo.
#include "http/routes.hpp"

namespace afterdesk::http {

Response show_channel(Desk const& desk, Request const&) {
    return json(200, to_json(desk.service.channel_settings()));
}

Response set_channel(Desk const& desk, Request const& request) {
    auto const document = wire::parse_json(request.body);
    if (!document.ok()) return refuse(request, document.error());
    auto const settings = wire::read_channel_body(*document);
    if (!settings.ok()) return refuse(request, settings.error());
    auto const kept = desk.service.set_channel_settings(request.caller, *settings);
    return kept.ok() ? json(200, to_json(*kept)) : refuse(request, kept.error());
}

}  // namespace afterdesk::http

// Who did what, whether a history is whole, and what is not as it should be.
#include "http/routes.hpp"

namespace afterdesk::http {

Response list_audit(Rooms const& rooms, Request const& request) {
    auto const asked = [&](char const* key) { return std::string(field(request.query, key)); };
    AuditSearch const search{asked("who"),  asked("action"), asked("noun"),  asked("q"),
                             asked("from"), asked("to"),     asked("cursor")};
    return reply(request, rooms.audit.list(request.caller, search));
}

Response show_chain(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.audit.chain(request.caller, field(request.path, "ticket_no")));
}

Response show_desk_health(Rooms const& rooms, Request const& request) {
    wire::HealthView view = rooms.health.look(request.caller);
    view.version = rooms.version;
    Rooms::Lines const lines = rooms.lines();
    view.queues.push_back({wire::HealthQueue::requests, static_cast<int>(lines.requests)});
    view.queues.push_back({wire::HealthQueue::passwords, static_cast<int>(lines.passwords)});
    view.queues.push_back({wire::HealthQueue::pictures, static_cast<int>(lines.pictures)});
    return json(200, to_json(view));
}

}  // namespace afterdesk::http

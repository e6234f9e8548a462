// Hosts' endpoints, and what became of the events that were sent to them.
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

/// There may be something to send now.
Response poked(Rooms const& rooms, Response response) {
    if (response.status < 300) rooms.jobs.poke();
    return response;
}

Response no_content() {
    Response response;
    response.status = 204;
    return response;
}

std::string_view id_of(Request const& request) { return field(request.path, "id"); }

}  // namespace

Response list_webhooks(Rooms const& rooms, Request const& request) {
    return json(200, to_json(rooms.webhooks.list(request.host)));
}

Response show_webhook(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.webhooks.show(request.host, id_of(request)));
}

Response put_webhook(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_webhook_body, [&](auto const& body) {
        return poked(rooms, reply(request, rooms.webhooks.put(request.host, id_of(request), body)));
    });
}

Response drop_webhook(Rooms const& rooms, Request const& request) {
    auto const done = rooms.webhooks.drop(request.host, id_of(request));
    return done.ok() ? no_content() : refuse(request, done.error());
}

Response ping_webhook(Rooms const& rooms, Request const& request) {
    return poked(rooms, reply(request, rooms.webhooks.ping(request.host, id_of(request))));
}

Response redeliver(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_redeliver_body, [&](auto const& body) {
        return poked(rooms, reply(request, rooms.webhooks.redeliver(request.host, id_of(request), body)));
    });
}

Response list_deliveries(Rooms const& rooms, Request const& request) {
    Mistakes mistakes;
    DeliveriesAsked asked;
    asked.cursor = std::string(field(request.query, "cursor"));
    asked.count = count_of(request, mistakes);
    std::string_view const state = field(request.query, "state");
    asked.state = wire::from_name<wire::DeliveryState>(state);
    if (!state.empty() && !asked.state) mistakes.push_back({Rule::unknown_name, "state", -1});
    if (!mistakes.empty()) return refuse(request, mistakes);
    return reply(request, rooms.webhooks.deliveries(request.host, id_of(request), asked));
}

}  // namespace afterdesk::http

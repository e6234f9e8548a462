// Tickets: apply, look, act.
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

/// An answer as it is kept beside the idempotency key: the same bytes each time.
Response kept(Request const& request, Result<Kept, Refusal> const& result) {
    if (!result.ok()) return refuse(request, result.error());
    Response response;
    response.status = result->created ? 201 : 200;
    response.content_type = "application/json";
    response.body = result->body;
    return response;
}

Idempotency idempotency_of(Request const& request) {
    return {std::string(request.header("idempotency-key")), request.body};
}

/// A name in the query; unknown ones are a mistake, a missing one is nothing.
template <class Enum>
std::optional<Enum> named(Request const& request, std::string_view key, Mistakes& mistakes) {
    std::string_view const name = field(request.query, key);
    if (name.empty()) return std::nullopt;
    auto const value = wire::from_name<Enum>(name);
    if (!value) mistakes.push_back({Rule::unknown_name, std::string(key), -1});
    return value;
}

TicketQuery query_of(Request const& request, Mistakes& mistakes) {
    TicketQuery query;
    query.status = named<ShortStatus>(request, "status", mistakes);
    query.type = named<TicketType>(request, "type", mistakes);
    query.q = field(request.query, "q");
    query.cursor = field(request.query, "cursor");
    query.count = count_of(request, mistakes);
    query.arbitration = field(request.query, "arbitration");
    query.queue = field(request.query, "queue");
    std::string_view const sort = field(request.query, "sort");
    query.by_deadline = sort == "deadline";
    bool const known = sort.empty() || query.by_deadline || sort == "newest";
    if (!known) mistakes.push_back({Rule::unknown_name, "sort", -1});
    return query;
}

}  // namespace

Response apply_for_ticket(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_apply, [&](auto const& body) {
        return kept(request, rooms.tickets.apply(request.caller, body, idempotency_of(request)));
    });
}

Response list_tickets(Rooms const& rooms, Request const& request) {
    Mistakes mistakes;
    TicketQuery const query = query_of(request, mistakes);
    if (!mistakes.empty()) return refuse(request, mistakes);
    return reply(request, rooms.tickets.list(request.caller, query));
}

Response show_ticket(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.tickets.show(request.caller, field(request.path, "ticket_no")));
}

Response command_ticket(Rooms const& rooms, Request const& request) {
    auto const ticket_no = field(request.path, "ticket_no");
    return with_body(request, wire::read_command, [&](auto const& body) {
        return kept(request, rooms.tickets.command(request.caller, ticket_no, body, idempotency_of(request)));
    });
}

}  // namespace afterdesk::http

// Tickets: apply, look, act.
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

/// An answer as the service keeps it beside the idempotency key: the same bytes each time.
Response reply(Request const& request, Result<Reply, Refusal> const& result) {
    if (!result.ok()) return refuse(request, result.error());
    Response response;
    response.status = result->status;
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

}  // namespace

Response apply_for_ticket(Desk const& desk, Request const& request) {
    auto const document = wire::parse_json(request.body);
    if (!document.ok()) return refuse(request, document.error());
    auto const body = wire::read_apply(*document);
    if (!body.ok()) return refuse(request, body.error());
    return reply(request, desk.service.apply(request.caller, *body, idempotency_of(request)));
}

Response list_tickets(Desk const& desk, Request const& request) {
    Mistakes mistakes;
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
    if (!sort.empty() && !query.by_deadline && sort != "newest")
        mistakes.push_back({Rule::unknown_name, "sort", -1});
    if (!mistakes.empty()) return refuse(request, mistakes);
    auto const page = desk.service.tickets(request.caller, query);
    return page.ok() ? json(200, to_json(*page)) : refuse(request, page.error());
}

Response show_ticket(Desk const& desk, Request const& request) {
    auto const ticket = desk.service.ticket(request.caller, field(request.path, "ticket_no"));
    return ticket.ok() ? json(200, to_json(*ticket)) : refuse(request, ticket.error());
}

Response command_ticket(Desk const& desk, Request const& request) {
    auto const document = wire::parse_json(request.body);
    if (!document.ok()) return refuse(request, document.error());
    auto const body = wire::read_command(*document);
    if (!body.ok()) return refuse(request, body.error());
    auto const ticket_no = field(request.path, "ticket_no");
    return reply(request, desk.service.command(request.caller, ticket_no, *body, idempotency_of(request)));
}

}  // namespace afterdesk::http

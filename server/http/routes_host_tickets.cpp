// Tickets and shelves for a host's machine.
#include <charconv>

#include "http/routes.hpp"
#include "wire/host_tickets_api.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

Result<HostTicketsWanted, Mistakes> wanted_in(Request const& request) {
    Mistakes mistakes;
    HostTicketsWanted wanted;
    wanted.order_no = std::string(field(request.query, "order_no"));
    wanted.cursor = std::string(field(request.query, "cursor"));
    wanted.count = count_of(request, mistakes);
    std::string_view const state = field(request.query, "state");
    wanted.state = wire::from_name<State>(state);
    if (!state.empty() && !wanted.state) mistakes.push_back({Rule::unknown_name, "state", -1});
    std::string_view const seq = field(request.query, "updated_after_seq");
    if (!seq.empty()) {
        std::int64_t number = 0;
        auto const [end, error] = std::from_chars(seq.data(), seq.data() + seq.size(), number);
        bool const whole = error == std::errc() && end == seq.data() + seq.size() && number >= 0;
        if (!whole) mistakes.push_back({Rule::not_an_integer, "updated_after_seq", -1});
        wanted.updated_after = number;
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return wanted;
}

}  // namespace

Response list_host_tickets(Rooms const& rooms, Request const& request) {
    auto const wanted = wanted_in(request);
    if (!wanted.ok()) return refuse(request, wanted.error());
    return reply(request, rooms.host_tickets.list(request.host, *wanted));
}

Response show_host_ticket(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.host_tickets.show(request.host, field(request.path, "ticket_no")));
}

Response command_host_ticket(Rooms const& rooms, Request const& request) {
    auto const ticket_no = field(request.path, "ticket_no");
    return with_body(request, wire::read_command, [&](auto const& body) {
        auto const key = rooms.host_tickets.of_ticket(request.host, ticket_no);
        if (!key.ok()) return refuse(request, key.error());
        return kept(request, rooms.tickets.command(*key, ticket_no, body, idempotency_of(request)));
    });
}

Response put_host_stock(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_stock_body, [&](auto const& wares) {
        auto const key = rooms.host_tickets.of_shop(request.host, field(request.path, "id"));
        if (!key.ok()) return refuse(request, key.error());
        return reply(request, rooms.shelf.put(*key, wares));
    });
}

}  // namespace afterdesk::http

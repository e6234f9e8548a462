// What hosts are asked to do, and their answers.
#include "http/routes.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

namespace {

/// A name in the query, where there is one. Errors: unknown_name.
template <class Enum>
std::optional<Enum> name_in(Request const& request, std::string_view key, Mistakes& mistakes) {
    std::string_view const text = field(request.query, key);
    auto const named = wire::from_name<Enum>(text);
    if (!text.empty() && !named) mistakes.push_back({Rule::unknown_name, std::string(key), -1});
    return named;
}

}  // namespace

Response list_host_tasks(Rooms const& rooms, Request const& request) {
    Mistakes mistakes;
    TasksAsked asked;
    asked.state = name_in<wire::HostTaskState>(request, "state", mistakes);
    asked.kind = name_in<wire::HostTaskKind>(request, "kind", mistakes);
    asked.order_no = std::string(field(request.query, "order_no"));
    asked.ticket_no = std::string(field(request.query, "ticket_no"));
    asked.cursor = std::string(field(request.query, "cursor"));
    asked.count = count_of(request, mistakes);
    if (!mistakes.empty()) return refuse(request, mistakes);
    return reply(request, rooms.tasks.list(request.host, asked));
}

Response answer_host_task(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_host_task_result, [&](auto const& result) {
        return reply(request, rooms.tasks.answer(request.host, field(request.path, "id"), result));
    });
}

}  // namespace afterdesk::http

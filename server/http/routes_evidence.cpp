// Pictures that show what is wrong.
#include "http/form.hpp"
#include "http/routes.hpp"

namespace afterdesk::http {

Response add_evidence(Rooms const& rooms, Request const& request) {
    std::string_view const type = request.header("content-type");
    if (!is_form(type)) return reply(request, rooms.evidence.add(request.caller, request.body), 201);
    auto const file = file_of_form(type, request.body);
    if (!file.ok()) return refuse(request, one_mistake(file.error()));
    return reply(request, rooms.evidence.add(request.caller, *file), 201);
}

/// The name of a picture is the hash of its content, so the answer never changes; only the caller may keep
/// it.
Response show_evidence(Rooms const& rooms, Request const& request) {
    std::string_view const size = field(request.query, "size");
    bool const thumbnail = size == "thumb";
    bool const known = thumbnail || size.empty() || size == "full";
    if (!known) return refuse(request, one_mistake(Rule::unknown_name, "size"));
    auto file = rooms.evidence.file(request.caller, field(request.path, "id"), thumbnail);
    if (!file.ok()) return refuse(request, file.error());
    Response response;
    response.content_type = file->content_type;
    response.body = std::move(file.value().bytes);
    response.headers.emplace_back("Cache-Control", "private, max-age=31536000, immutable");
    response.headers.emplace_back("Content-Security-Policy",
                                  "default-src 'none'; sandbox; frame-ancestors 'none'");
    response.headers.emplace_back("Content-Disposition", "inline; filename=\"evidence.jpg\"");
    return response;
}

}  // namespace afterdesk::http

// The page's files, and what monitors ask.
#include "http/cookies.hpp"
#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

Response file_of(StaticFiles const& files, Request const& request, std::string_view program = {}) {
    auto response = files.serve(field(request.path, "*"), request.header("accept-encoding"),
                                request.header("if-none-match"), program);
    return response ? std::move(*response) : refuse(request, Mistakes{{Rule::not_found, "", -1}});
}

/// It is well; and what does not work all the same, on a line of its own. Units: refunds that wait, where
/// they were counted.
std::string well(Rooms const& rooms, std::optional<int> waiting = std::nullopt) {
    wire::RefundWay const way = rooms.jobs.refund_way();
    bool const none = way == wire::RefundWay::waiting_for_host || way == wire::RefundWay::dry_run;
    if (!none && waiting.value_or(0) == 0) return "ok";
    std::string const more = waiting ? " (" + std::to_string(*waiting) + " waiting)" : "";
    return "ok\nrefunds: " + std::string(wire::name_of(way)) + more + "\n";
}

}  // namespace

Response show_meta(Rooms const& rooms, Request const&) {
    return json(200, wire::Object{{"name", "AfterDesk"},
                                  {"version", rooms.version},
                                  {"demo", rooms.demo},
                                  {"refunds", wire::name_of(rooms.jobs.refund_way())}});
}

/// The process answers.
Response show_health(Rooms const& rooms, Request const&) { return text(200, well(rooms)); }

/// The store answers too and has room, and the server is not about to stop.
Response show_ready(Rooms const& rooms, Request const& request) {
    if (!rooms.ready()) return refuse(request, Mistakes{{Rule::busy, "", -1}});
    Health::Storage const storage = rooms.health.storage();
    if (!storage.has_room)
        return text(503, "disk: full (" + std::to_string(storage.free_bytes >> 20) + " MB free)\n");
    return text(200, well(rooms, rooms.jobs.refunds_waiting()));
}

/// Numbers for the operator's own monitor: only for this machine itself, not through a proxy.
Response show_metrics(Rooms const& rooms, Request const& request) {
    if (!request.local) return refuse(request, Mistakes{{Rule::not_found, "", -1}});
    return text(200, rooms.metrics.text());
}

Response show_media(Rooms const& rooms, Request const& request) {
    Response response = file_of(rooms.media, request);
    response.headers.emplace_back(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; base-uri 'none'; frame-ancestors 'none'");
    return response;
}

/// Where in the page somebody goes, only it is told. Staff were here before; who comes first is a buyer.
Response show_page(Rooms const& rooms, Request const& request) {
    auto const has_session = [&](wire::Audience audience) {
        return !cookie_value(request.header("cookie"), cookie_name(audience, rooms.address)).empty();
    };
    bool const staff = has_session(wire::Audience::merchant) || has_session(wire::Audience::platform);
    return file_of(rooms.page, request, staff ? "desk" : "buyer");
}

}  // namespace afterdesk::http

// The demo's doors: whom a visitor may be, and in he goes.
#include "http/routes.hpp"
#include "wire/reader.hpp"

namespace afterdesk::http {

namespace {

Response enter_demo(Rooms const& rooms, Request const& request, wire::Audience audience) {
    return with_body(request, read_nothing, [&](Done) {
        return signed_in(rooms, request, rooms.sessions.sign_in_to_demo(audience, origin_of(request)));
    });
}

}  // namespace

Response show_demo(Rooms const& rooms, Request const&) { return json(200, to_json(rooms.sessions.demo())); }

Response enter_demo_buyer(Rooms const& rooms, Request const& request) {
    return enter_demo(rooms, request, wire::Audience::buyer);
}

Response enter_demo_merchant(Rooms const& rooms, Request const& request) {
    return enter_demo(rooms, request, wire::Audience::merchant);
}

Response enter_demo_platform(Rooms const& rooms, Request const& request) {
    return enter_demo(rooms, request, wire::Audience::platform);
}

}  // namespace afterdesk::http

// Signing in and out, who is signed in where, and the stream of live events.
#include "http/cookies.hpp"
#include "http/rate_limit.hpp"
#include "http/routes.hpp"
#include "service/cursor.hpp"
#include "wire/reader.hpp"

namespace afterdesk::http {

namespace {

constexpr int max_token_chars = 8'192;
constexpr int max_login_chars = 128;
constexpr int max_password_chars = 256;

/// The session that this browser has for the audience.
std::string_view session_here(Rooms const& rooms, Request const& request, wire::Audience audience) {
    return cookie_value(request.header("cookie"), cookie_name(audience, rooms.address));
}

/// For the log, where whoever builds the links looks for the claim.
std::string why_refused(Mistake const& mistake) {
    return std::string(wire::name_of(mistake.rule)) + " at " + mistake.path;
}

struct Login {
    std::string login, password, code, new_password;
};

Result<Login, Mistakes> read_login(wire::Value const& body) {
    Mistakes mistakes;
    wire::ObjectReader reader(body, "", mistakes);
    Login out;
    out.login = reader.text("login", max_login_chars);
    out.password = reader.text("password", max_password_chars);
    out.code = reader.text_or("code", max_code_chars);
    out.new_password = reader.text_or("new_password", max_password_chars);
    reader.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return out;
}

Result<std::string, Mistakes> read_token(wire::Value const& body) {
    Mistakes mistakes;
    wire::ObjectReader reader(body, "", mistakes);
    std::string token = reader.text("token", max_token_chars);
    reader.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return token;
}

/// Whether he may try is said at once; the password is looked at in its turn, of whoever is known here first.
Response sign_in_staff(Rooms const& rooms, Request const& request, wire::Audience audience) {
    return with_body(request, read_login, [&](Login const& who) {
        std::string const network = network_of(request.client);
        Origin from = origin_of(request);
        from.network = network;
        from.marks = cookie_value(request.header("cookie"), known_browser_cookie(rooms.address));
        auto const tried = rooms.sessions.begin_sign_in(audience, who.login, from);
        if (!tried.ok()) return refuse(request, tried.error());
        FairQueue::Turn const turn{tried->known() ? tried->mark : network, tried->known()};
        return later(Lane::passwords, turn, [&rooms, who, tried = *tried](Request const& again) {
            Origin here = origin_of(again);
            here.marks = cookie_value(again.header("cookie"), known_browser_cookie(rooms.address));
            Credentials shown = who.password;
            shown.code = who.code;
            shown.new_password = who.new_password;
            return signed_in(rooms, again, rooms.sessions.finish_sign_in(tried, shown, here));
        });
    });
}

Response nothing() {
    Response response;
    response.status = 204;
    return response;
}

}  // namespace

Response signed_in(Rooms const& rooms, Request const& request, Result<SignedIn, Mistakes> const& result) {
    if (!result.ok()) return refuse(request, result.error());
    wire::Audience const audience = result->view.audience;
    Response response = json(200, to_json(result->view));
    if (result->session_token.empty()) return response;
    auto const old = session_here(rooms, request, audience);
    if (!old.empty()) rooms.sessions.sign_out(old);
    response.headers.emplace_back(
        "Set-Cookie", set_cookie(audience, rooms.address, result->session_token, result->max_age_s));
    if (!result->marks.empty())
        response.headers.emplace_back(
            "Set-Cookie",
            set_known_browser(rooms.address, result->marks, KnownBrowsers::mark_is_good.ms / 1'000));
    response.event = "signed_in";
    response.session = session_name(result->session_token);
    return response;
}

Response renewed(Rooms const& rooms, Request const& request, Response response, std::string event) {
    if (response.status >= 300) return response;
    response.event = std::move(event);
    auto const fresh = rooms.sessions.renew(request.session_token);
    if (!fresh) return response;
    response.headers.emplace_back(
        "Set-Cookie", set_cookie(request.caller.audience, rooms.address, fresh->token, fresh->max_age_s));
    response.session = session_name(fresh->token);
    return response;
}

Response sign_in_buyer(Rooms const& rooms, Request const& request) {
    return with_body(request, read_token, [&](std::string const& token) {
        BrowserSession const has{session_here(rooms, request, wire::Audience::buyer)};
        auto const in = rooms.sessions.sign_in_by_launch(token, origin_of(request), has);
        Response response = signed_in(rooms, request, in);
        if (!in.ok()) response.why = why_refused(in.error().front());
        return response;
    });
}

Response sign_in_merchant(Rooms const& rooms, Request const& request) {
    return sign_in_staff(rooms, request, wire::Audience::merchant);
}

Response sign_in_platform(Rooms const& rooms, Request const& request) {
    return sign_in_staff(rooms, request, wire::Audience::platform);
}

Response show_session(Rooms const& rooms, Request const& request) {
    return json(200, to_json(rooms.sessions.view(request.caller)));
}

Response sign_out(Rooms const& rooms, Request const& request) {
    rooms.sessions.sign_out(request.session_token);
    Response response = nothing();
    response.headers.emplace_back("Set-Cookie", set_cookie(request.caller.audience, rooms.address, "", 0));
    response.event = "signed_out";
    return response;
}

Response open_events(Rooms const&, Request const& request) {
    // Last-Event-ID is what a browser sends when it comes back: then it knows better.
    std::string_view const again = request.header("last-event-id");
    std::string_view const after = field(request.query, "after");
    auto const asked = read_event_number(after);
    if (!after.empty() && !asked) return refuse(request, one_mistake(Rule::not_an_integer, "after"));
    auto const seen = again.empty() ? asked : read_event_number(again).value_or(LiveStart::not_ours);
    Response response;
    response.content_type = "text/event-stream";
    response.headers.emplace_back("X-Accel-Buffering", "no");
    response.live = LiveStart{request.caller, request.session_token, seen};
    return response;
}

Response show_devices(Rooms const& rooms, Request const& request) {
    return json(200, to_json(rooms.sessions.devices(request.caller, request.session_token)));
}

Response end_device(Rooms const& rooms, Request const& request) {
    auto const ended = rooms.sessions.end_device(request.caller, field(request.path, "id"));
    if (!ended.ok()) return refuse(request, ended.error());
    bool const still_here = rooms.sessions.holds(request.caller.audience, request.session_token);
    return still_here ? nothing() : sign_out(rooms, request);
}

Response end_other_devices(Rooms const& rooms, Request const& request) {
    rooms.sessions.end_other_devices(request.caller, request.session_token);
    return nothing();
}

}  // namespace afterdesk::http

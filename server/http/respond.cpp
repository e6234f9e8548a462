#include "http/respond.hpp"

#include <algorithm>
#include <array>

#include "wire/reader.hpp"

namespace afterdesk::http {

std::string page_policy(std::vector<std::string> const& image_origins) {
    std::string images = "img-src 'self' blob: data:";
    for (std::string const& origin : image_origins) images += " " + origin;
    return "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " + images +
           "; connect-src 'self'; media-src blob:; font-src 'self'; worker-src 'self'; manifest-src 'self'; "
           "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
}

namespace {

struct UsualField {
    std::string_view name, value;
    bool of_https = false;
};
constexpr std::array<UsualField, 8> usual_fields{{
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy",
     "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()"},
    {"Strict-Transport-Security", "max-age=31536000; includeSubDomains", true},
}};

/// Those that the route has not set.
template <class Give>
void each_usual_field(Fields const& set, bool https, Give give) {
    for (UsualField const& usual : usual_fields) {
        if (usual.of_https && !https) continue;
        if (set.empty() || field(set, usual.name).empty()) give(usual.name, usual.value);
    }
}

}  // namespace

Addressee addressee_of(Head const& head, std::string request_id) {
    return {wire::language_from(head.header("accept-language")), std::move(request_id)};
}

Response refuse(Addressee const& to, Mistakes const& mistakes, wire::TicketDetail const* current) {
    CHECK(!mistakes.empty());
    Response response;
    response.status = wire::http_status(mistakes.front().rule);
    response.content_type = "application/json";
    response.why = wire::name_of(mistakes.front().rule);
    bool const english = to.language == wire::Language::en;
    response.body = wire::write_api_error(mistakes, english, to.request_id, current);
    std::int64_t const seconds = std::max<std::int64_t>(mistakes.front().limit, 1);
    bool const later = response.status == 429 || response.status == 503;
    if (later) response.headers.emplace_back("Retry-After", std::to_string(seconds));
    return response;
}

Response refuse(Request const& to, Mistakes const& mistakes) {
    return refuse({to.language, to.request_id}, mistakes);
}

Response refuse(Request const& to, Refusal const& refusal) {
    return refuse({to.language, to.request_id}, refusal.mistakes,
                  refusal.current ? &*refusal.current : nullptr);
}

Response json(int status, wire::Value const& value) { return json(status, wire::write_json(value)); }

Response json(int status, std::string text) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = std::move(text);
    return response;
}

Result<Done, Mistakes> read_nothing(wire::Value const& body) {
    Mistakes mistakes;
    wire::ObjectReader(body, "", mistakes).finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return Done{};
}

Response text(int status, std::string body) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response;
}

void complete(Response& response, std::string_view request_id, PublicAddress const& address) {
    response.headers.emplace_back("X-Request-Id", request_id);
    each_usual_field(response.headers, address.https, [&](std::string_view name, std::string_view value) {
        response.headers.emplace_back(name, value);
    });
}

void add_usual_fields(std::string& text, Fields const& set, bool https) {
    each_usual_field(set, https, [&](std::string_view name, std::string_view value) {
        text.append(name).append(": ").append(value).append("\r\n");
    });
}

}  // namespace afterdesk::http

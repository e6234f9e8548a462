// Beside tickets: facts from the mall, stock, policy, the demo's clock, and what this API is.
#include <charconv>

#include "http/openapi.hpp"
#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

/// Reads a body and hands what is sound to the service.
template <class Read, class Serve>
Response with_body(Request const& request, Read read, Serve serve) {
    auto const document = wire::parse_json(request.body);
    if (!document.ok()) return refuse(request, document.error());
    auto const body = read(*document);
    if (!body.ok()) return refuse(request, body.error());
    auto const answer = serve(*body);
    return answer.ok() ? json(200, to_json(*answer)) : refuse(request, answer.error());
}

/// A number in the query. Errors: not_an_integer.
Result<std::optional<int>, Mistakes> number_in_query(Request const& request, std::string_view key) {
    std::string_view const text = field(request.query, key);
    if (text.empty()) return std::optional<int>();
    int number = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), number);
    bool const whole = read.ec == std::errc() && read.ptr == text.data() + text.size();
    if (!whole) return Err{Mistakes{{Rule::not_an_integer, std::string(key), -1}}};
    return std::optional(number);
}

}  // namespace

Response note_facts(Desk const& desk, Request const& request) {
    return with_body(request, wire::read_facts,
                     [&](auto const& body) { return desk.service.note_facts(request.caller, body); });
}

Response show_stock(Desk const& desk, Request const& request) {
    auto const stock = desk.service.stock(request.caller);
    return stock.ok() ? json(200, to_json(*stock)) : refuse(request, stock.error());
}

Response put_stock(Desk const& desk, Request const& request) {
    return with_body(request, wire::read_stock_body,
                     [&](auto const& wares) { return desk.service.put_stock(request.caller, wares); });
}

Response show_policy(Desk const& desk, Request const& request) {
    auto const version = number_in_query(request, "version");
    if (!version.ok()) return refuse(request, version.error());
    auto const policy = desk.service.policy(request.caller, *version);
    return policy.ok() ? json(200, to_json(*policy)) : refuse(request, policy.error());
}

Response put_policy(Desk const& desk, Request const& request) {
    auto const read = [&](wire::Value const& value) {
        return wire::read_policy_body(value, request.caller.audience);
    };
    return with_body(request, read,
                     [&](auto const& body) { return desk.service.put_policy(request.caller, body); });
}

Response dry_run_policy(Desk const& desk, Request const& request) {
    auto const read = [&](wire::Value const& value) {
        return wire::read_dry_run_body(value, request.caller.audience);
    };
    return with_body(request, read,
                     [&](auto const& body) { return desk.service.dry_run_policy(request.caller, body); });
}

Response show_clock(Desk const& desk, Request const&) { return json(200, to_json(desk.service.clock())); }

Response advance_clock(Desk const& desk, Request const& request) {
    return with_body(request, wire::read_advance,
                     [&](Duration by) { return desk.service.advance_clock(request.caller, by); });
}

Response show_openapi(Desk const& desk, Request const&) { return json(200, openapi(desk.version)); }

}  // namespace afterdesk::http

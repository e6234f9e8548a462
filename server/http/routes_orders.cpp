// The buyer's orders, and what a request about one would give back.
#include <array>
#include <cinttypes>
#include <cstdio>

#include "http/routes.hpp"
#include "wire/reader.hpp"

namespace afterdesk::http {

namespace {

std::string digest_text(std::uint64_t digest) {
    std::array<char, 17> hex{};
    std::snprintf(hex.data(), hex.size(), "%016" PRIx64, digest);
    return hex.data();
}

}  // namespace

Response list_orders(Desk const& desk, Request const& request) {
    auto const page =
        desk.service.orders(request.caller, field(request.query, "q"), field(request.query, "cursor"));
    return page.ok() ? json(200, to_json(*page)) : refuse(request, page.error());
}

Response show_order(Desk const& desk, Request const& request) {
    auto const order = desk.service.order(request.caller, field(request.path, "order_no"));
    return order.ok() ? json(200, to_json(*order)) : refuse(request, order.error());
}

Response quote_request(Desk const& desk, Request const& request) {
    auto const body = wire::parse_json(request.body);
    if (!body.ok()) return refuse(request, body.error());
    Mistakes mistakes;
    wire::ObjectReader reader(*body, "", mistakes);
    std::string const order_no = reader.id("order_no");
    wire::Value const* wanted = reader.required("request");
    afterdesk::Request const asked =
        wanted ? wire::read_request(*wanted, "request", mistakes) : afterdesk::Request{};
    TicketNo const changing{reader.id_or("ticket_no")};
    reader.finish();
    if (!mistakes.empty()) return refuse(request, mistakes);
    auto const quote = desk.service.quote_for(request.caller, order_no, asked, changing);
    if (!quote.ok()) return refuse(request, quote.error());
    return json(
        200, wire::Object{{"quote", wire::to_json(*quote)}, {"digest", digest_text(quote_digest(*quote))}});
}

}  // namespace afterdesk::http

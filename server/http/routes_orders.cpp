// The buyer's orders, and what a request about one would give back.
#include <array>
#include <charconv>
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

int count_of(Request const& request, Mistakes& mistakes) {
    std::string_view const text = field(request.query, "count");
    if (text.empty()) return wire::page_size;
    int count = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error == std::errc::result_out_of_range || count > wire::max_page_size) {
        mistakes.push_back({Rule::too_large, "count", wire::max_page_size});
    } else if (error != std::errc() || end != text.data() + text.size()) {
        mistakes.push_back({Rule::not_an_integer, "count", -1});
    } else if (count < 1) {
        mistakes.push_back({Rule::must_be_positive, "count", -1});
    }
    return mistakes.empty() ? count : wire::page_size;
}

Response list_orders(Desk const& desk, Request const& request) {
    Mistakes mistakes;
    int const count = count_of(request, mistakes);
    if (!mistakes.empty()) return refuse(request, mistakes);
    auto const page =
        desk.service.orders(request.caller, field(request.query, "q"), field(request.query, "cursor"), count);
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

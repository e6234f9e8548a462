// The buyer's orders, and what a request about one would give back.
#include <array>
#include <charconv>
#include <cinttypes>
#include <cstdio>

#include "http/routes.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::http {

namespace {

std::string digest_text(std::uint64_t digest) {
    std::array<char, 17> hex{};
    std::snprintf(hex.data(), hex.size(), "%016" PRIx64, digest);
    return hex.data();
}

/// What would a request give back?
struct Question {
    std::string order_no;
    afterdesk::Request request;
    TicketNo changing;
};

Result<Question, Mistakes> read_question(wire::Value const& body) {
    Mistakes mistakes;
    wire::ObjectReader reader(body, "", mistakes);
    Question asked;
    asked.order_no = reader.outside_id("order_no");
    wire::Value const* const wanted = reader.required("request");
    if (wanted != nullptr) asked.request = wire::read_request(*wanted, "request", mistakes);
    asked.changing = {reader.id_or("ticket_no")};
    reader.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return asked;
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

Response list_orders(Rooms const& rooms, Request const& request) {
    Mistakes mistakes;
    int const count = count_of(request, mistakes);
    std::string_view const wanted = field(request.query, "after_sales");
    auto const after_sales = wire::from_name<wire::AfterSales>(wanted);
    if (!wanted.empty() && !after_sales) mistakes.push_back({Rule::unknown_name, "after_sales", -1});
    if (!mistakes.empty()) return refuse(request, mistakes);
    return reply(request, rooms.orders.list(request.caller, field(request.query, "q"),
                                            field(request.query, "cursor"), count, after_sales));
}

Response show_order(Rooms const& rooms, Request const& request) {
    return reply(request, rooms.orders.show(request.caller, field(request.path, "order_no")));
}

Response quote_request(Rooms const& rooms, Request const& request) {
    return with_body(request, read_question, [&](Question const& asked) {
        auto const quote =
            rooms.orders.quote_for(request.caller, asked.order_no, asked.request, asked.changing);
        if (!quote.ok()) return refuse(request, quote.error());
        wire::Object answer{{"quote", wire::to_json(*quote)}, {"digest", digest_text(quote_digest(*quote))}};
        auto const held = rooms.orders.refund_waits_until(request.caller, asked.order_no, asked.request,
                                                          *quote, asked.changing);
        if (held) answer.emplace_back("held_until_ms", held->ms);
        return json(200, answer);
    });
}

}  // namespace afterdesk::http

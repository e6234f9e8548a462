// Other rules for tickets of the past: an exchange is quoted against the goods and prices of then.

#include "domain/ticket/what_if.hpp"

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

/// Two sweaters at 100.00, of which one is exchanged for another one that is on the shelf.
QuoteInput exchange(std::string sku, Fen price_fen) {
    LineRequest asked{1, 1, {}};
    asked.want_sku = std::move(sku);
    QuoteInput made =
        input_of(order_of({shipped_line(1, 2, 10'000, 2)}, {}, 0), TicketType::exchange, {asked});
    made.request.reason = "size_unfit";
    made.policy.exchange_difference = ExchangePolicy::settle;
    made.stock = {{asked.want_sku, "P1", "羊绒衫", "", price_fen, 3}};
    return made;
}

PastTicket past_of(QuoteInput const& input, Quote const& quote) {
    PastTicket past;
    past.applied_at = input.now;
    past.request = input.request;
    past.claims = input.claims;
    past.wanted = wanted_in(quote);
    past.quoted_fen = past.came_to_fen = quote.refund_fen;
    return past;
}

}  // namespace

TEST_CASE("an exchange comes out as it was, for the same goods, other ones, cheaper and dearer ones") {
    struct Row {
        char const* sku;
        Fen price_fen;
        Fen refund_fen;
    };
    for (Row const& row :
         {Row{"K1", 10'000, 0}, Row{"RED", 10'000, 0}, Row{"PLAIN", 9'300, 700}, Row{"SILK", 10'800, 0}}) {
        CAPTURE(row.sku);
        QuoteInput const input = exchange(row.sku, row.price_fen);
        Quote const quote = quoted(input);
        CHECK(quote.refund_fen == row.refund_fen);
        PastTicket const past = past_of(input, quote);
        CHECK(can_be_quoted_again(past, {input.order, input.policy}));
        CHECK(what_if(past, &input.order, input.policy).end == WhatIfEnd::same);
        PastTicket unknown = past;
        unknown.wanted.clear();
        bool const same_goods = std::string_view(row.sku) == "K1";
        CHECK(can_be_quoted_again(unknown, {input.order, input.policy}) == same_goods);
    }
}

TEST_CASE("other rules for exchanges refuse what was dearer then, and leave what cost the same") {
    QuoteInput const dearer = exchange("SILK", 10'800), equal = exchange("RED", 10'000);
    Policy strict = dearer.policy;
    strict.exchange_difference = ExchangePolicy::refuse;
    CHECK(what_if(past_of(dearer, quoted(dearer)), &dearer.order, strict).end == WhatIfEnd::refused);
    CHECK(what_if(past_of(equal, quoted(equal)), &equal.order, strict).end == WhatIfEnd::same);
}

TEST_CASE("lines that want the same goods share what was on the shelf") {
    Quote quote;
    quote.exchanges = {{1, 2, "RED", "P1", "羊绒衫", "红", 10'000, 0},
                       {2, 1, "RED", "P1", "羊绒衫", "红", 10'000, 0},
                       {3, 1, "BLUE", "P1", "羊绒衫", "蓝", 10'000, 0}};
    std::vector<Ware> const wares = wanted_in(quote);
    REQUIRE(wares.size() == 2);
    CHECK(wares[0] == Ware{"RED", "P1", "羊绒衫", "红", 10'000, 3});
    CHECK(wares[1].available == 1);
}

}  // namespace afterdesk

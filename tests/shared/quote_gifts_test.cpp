// Gifts follow the line that earned them: cancelled, returned, or kept and paid for. Rule: DOMAIN §5.7.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

/// Seven units at 10.00; one gift worth 3.00 for every two, three in all.
Order order() { return order_of({line(1, 7, 1'000), gift_line(2, 3, {1, 2, 300})}); }

QuoteInput ask(Order of, int quantity, std::vector<Claim> claims = {}) {
    QuoteInput made = input_of(std::move(of), TicketType::refund_unshipped, {{1, quantity, {}}});
    made.claims = std::move(claims);
    return made;
}

TEST_CASE("What the kept units no longer earn is cancelled") {
    struct Row {
        char const* name;
        int returned;
        std::vector<QuotedGift> gifts;
    };
    std::vector<Row> const rows = {
        {"six still earn three", 1, {}},
        {"five earn two", 2, {{2, 1, GiftAction::cancel, 0, {1}}}},
        {"four earn two", 3, {{2, 1, GiftAction::cancel, 0, {1}}}},
        {"one earns none", 6, {{2, 3, GiftAction::cancel, 0, {1, 2, 3}}}},
        {"none earn none", 7, {{2, 3, GiftAction::cancel, 0, {1, 2, 3}}}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Quote const quote = quoted(ask(order(), row.returned));
        CHECK(quote.gifts == row.gifts);
        CHECK(quote.refund_fen == 1'000 * row.returned);
    }
}

TEST_CASE("A gift quantity that does not divide is rounded down") {
    // Five gifts for two times three: kept once earns five halves, so two.
    Order const odd = order_of({line(1, 6, 1'000), gift_line(2, 5, {1, 3, 300})});
    CHECK(quoted(ask(odd, 1)).gifts == std::vector<QuotedGift>{{2, 3, GiftAction::cancel, 0, {1, 2, 3}}});
    // Five gifts for three times three: kept twice earns ten thirds, so three.
    Order const odder = order_of({line(1, 9, 1'000), gift_line(2, 5, {1, 3, 300})});
    CHECK(quoted(ask(odder, 1)).gifts == std::vector<QuotedGift>{{2, 2, GiftAction::cancel, 0, {1, 2}}});
}

TEST_CASE("What was given up before is not asked for again") {
    QuoteInput input = ask(order(), 2);
    input.claims = held(quoted(input), TicketType::refund_unshipped);
    CHECK(quoted(input).gifts == std::vector<QuotedGift>{{2, 1, GiftAction::cancel, 0, {2}}});
    append(input.claims, held(quoted(input), TicketType::refund_unshipped));
    input.request.lines = {{1, 3, {}}};
    CHECK(quoted(input).gifts == std::vector<QuotedGift>{{2, 1, GiftAction::cancel, 0, {3}}});
}

TEST_CASE("A shipped gift is returned, an unshipped one cancelled first") {
    struct Row {
        char const* name;
        int shipped;
        std::vector<QuotedGift> gifts;
    };
    std::vector<Row> const rows = {
        {"all shipped", 3, {{2, 2, GiftAction::return_, 0, {1, 2}}}},
        {"one not shipped", 2, {{2, 1, GiftAction::cancel, 0, {1}}, {2, 1, GiftAction::return_, 0, {2}}}},
        {"two not shipped", 1, {{2, 2, GiftAction::cancel, 0, {1, 2}}}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Order shipped = order();
        ship(shipped.lines[1], row.shipped);
        CHECK(quoted(ask(shipped, 4)).gifts == row.gifts);
    }
}

TEST_CASE("Kept gifts are paid for") {
    QuoteInput input = ask(order(), 4);
    input.request.keep_gifts = true;
    Quote const quote = quoted(input);
    CHECK(quote.gifts == std::vector<QuotedGift>{{2, 2, GiftAction::deduct, 600, {1, 2}}});
    CHECK(quote.gift_deduct_fen == 600);
    CHECK(quote.goods_fen == 4'000);
    CHECK(quote.refund_fen == 3'400);

    // Paid for once, they are the buyer's.
    input.claims = held(quote, TicketType::refund_unshipped);
    input.request.lines = {{1, 3, {}}};
    CHECK(quoted(input).gifts == std::vector<QuotedGift>{{2, 1, GiftAction::deduct, 300, {3}}});
}

TEST_CASE("A gift that is still earned is neither listed nor paid for") {
    QuoteInput input = input_of(order_of({line(1, 3, 1'000), gift_line(2, 1, {1, 2, 50})}),
                                TicketType::refund_unshipped, {{1, 1, {}}});
    input.request.keep_gifts = true;
    Quote const quote = quoted(input);
    CHECK(quote.gifts.empty());
    CHECK(quote.refund_fen == 1'000);
}

TEST_CASE("Kept gifts take no more than goods and fee leave, and nothing of the freight") {
    Order const dear = order_of(
        {line(1, 2, 1'000), gift_line(2, 1, {1, 2, 1'500}), gift_line(3, 1, {1, 2, 1'500})}, {}, 800);
    QuoteInput input = ask(dear, 2);
    input.request.keep_gifts = true;
    input.request.fee_fen = 100;
    Quote const quote = quoted(input);
    CHECK(quote.gifts[0].deduct_fen == 1'500);
    CHECK(quote.gifts[1].deduct_fen == 400);
    CHECK(quote.gift_deduct_fen == 1'900);
    CHECK(quote.refund_fen == 800);
}

TEST_CASE("A gift that is asked for by itself is goods for nothing, and not listed twice") {
    QuoteInput input = ask(order(), 4);
    input.request.lines.push_back({2, 1, {}});
    Quote const quote = quoted(input);
    CHECK(quote.lines[1] == QuotedLine{2, 1, {1}, {}, 0});
    CHECK(quote.gifts == std::vector<QuotedGift>{{2, 1, GiftAction::cancel, 0, {2}}});
    input.request.lines = {{2, 3, {}}};
    CHECK(quoted(input).refund_fen == 0);
    CHECK(quoted(input).gifts.empty());
}

TEST_CASE("Another line's return does not ask for the gift") {
    Order two = order();
    two.lines.push_back(line(3, 1, 500));
    two.payments[0].amount_fen += 500;
    Claim broken;
    broken.line_no = 1;
    broken.quantity = 7;
    QuoteInput input = ask(two, 1, {broken});
    input.request.lines = {{3, 1, {}}};
    CHECK(quoted(input).gifts.empty());
}

TEST_CASE("An exchange of the main line leaves the gift") {
    Claim exchanged;
    exchanged.line_no = 1;
    exchanged.quantity = 4;
    exchanged.type = TicketType::exchange;
    CHECK(quoted(ask(order(), 1, {exchanged})).gifts.empty());
}

TEST_CASE("A gift with a course goes when the whole course goes") {
    Order const with_book = order_of({course(1, 1'000, {1, 1}), gift_line(2, 1, {1, 1, 300})});
    QuoteInput input = input_of(with_book, TicketType::virtual_refund, {{1, 1, {"L1"}}});
    CHECK(quoted(input).gifts.empty());
    input.claims = held(quoted(input), TicketType::virtual_refund);
    input.request.lines = {{1, 1, {}}};
    CHECK(quoted(input).gifts == std::vector<QuotedGift>{{2, 1, GiftAction::cancel, 0, {1}}});
}

TEST_CASE("A given course is reclaimed unused, and paid for once it was used") {
    Order with_course = order_of({line(1, 2, 1'000), course(2, 0, {1, 1, 1})});
    with_course.lines[1].gift = Gift{1, 2, 300};
    QuoteInput input = ask(with_course, 1);
    Quote const quote = quoted(input);
    CHECK(quote.gifts == std::vector<QuotedGift>{{2, 1, GiftAction::cancel, 0, {1}}});
    input.claims = held(quote, TicketType::refund_unshipped);
    CHECK(quoted(input).gifts.empty());

    with_course.lines[1].entitlements[1].used = true;
    CHECK(quoted(ask(with_course, 1)).gifts == std::vector<QuotedGift>{{2, 1, GiftAction::deduct, 300, {1}}});
}

}  // namespace
}  // namespace afterdesk

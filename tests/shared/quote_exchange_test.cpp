// Exchange: what may be had instead, and who pays the difference.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

LineRequest instead(int line_no, int quantity, std::string sku) {
    LineRequest asked{line_no, quantity, {}};
    asked.want_sku = std::move(sku);
    return asked;
}

/// Line 1: two sweaters at 100.00, 10.00 off. Line 2: another size of them, full price. On the shelf: three
/// red ones at the same price, two dearer, two cheaper, and something else.
QuoteInput ask(std::vector<LineRequest> lines) {
    Line other_size = shipped_line(2, 1, 10'000, 1);
    other_size.spu = "P1";
    QuoteInput made =
        input_of(order_of({shipped_line(1, 2, 10'000, 2), other_size}, {discount(1'000, {1})}, 500),
                 TicketType::exchange, std::move(lines));
    made.request.reason = "size_unfit";
    made.stock = {{"RED", "P1", "羊绒衫", "红", 10'000, 3},  {"SILK", "P1", "羊绒衫", "丝", 10'800, 2},
                  {"PLAIN", "P1", "羊绒衫", "素", 9'300, 2}, {"SOCK", "P7", "袜子", "", 10'000, 9},
                  {"K1", "P1", "羊绒衫", "灰", 12'000, 1},   {"BARE", "", "", "", 10'000, 9}};
    return made;
}

QuoteInput settled(QuoteInput input) {
    input.policy.exchange_difference = ExchangePolicy::settle;
    return input;
}

TEST_CASE("The same goods in another size or colour, for the same price") {
    Quote const quote = quoted(ask({instead(1, 2, "RED")}));
    CHECK(quote.refund_fen == 0);
    CHECK(quote.collect_fen == 0);
    CHECK(quote.exchanges == std::vector<QuotedExchange>{{1, 2, "RED", "P1", "羊绒衫", "红", 10'000, 0}});
    CHECK(quote.lines == std::vector<QuotedLine>{{1, 2, {1, 2}, {}, 0}});
    CHECK(quote.explain.empty());
    CHECK(quote.gifts.empty());
    CHECK(quote.freight_rule == FreightRule::kept_type);
}

TEST_CASE("The very same goods, whatever they cost by now") {
    CHECK(quoted(ask({{1, 1, {}}})).exchanges ==
          std::vector<QuotedExchange>{{1, 1, "K1", "P1", "羊绒衫", "", 10'000, 0}});
    QuoteInput unknown_stock = ask({instead(1, 2, "K1")});
    unknown_stock.stock.clear();
    CHECK(quoted(unknown_stock).exchanges[0].quantity == 2);
}

TEST_CASE("What may not be had instead") {
    struct Row {
        char const* name;
        QuoteInput input;
        Mistakes want;
    };
    QuoteInput no_stock = ask({instead(1, 1, "RED")});
    no_stock.stock.clear();
    QuoteInput gone = ask({{2, 1, {}}});
    for (Row const& row : std::vector<Row>{
             {"unknown",
              ask({instead(1, 1, "BLUE")}),
              {{Rule::sku_unknown, "request.lines[0].want_sku", -1}}},
             {"nothing is known of the shelf",
              no_stock,
              {{Rule::sku_unknown, "request.lines[0].want_sku", -1}}},
             {"other goods",
              ask({instead(1, 1, "SOCK")}),
              {{Rule::exchange_other_goods, "request.lines[0].want_sku", -1}}},
             {"goods of no kind",
              ask({instead(1, 1, "BARE")}),
              {{Rule::exchange_other_goods, "request.lines[0].want_sku", -1}}},
             {"dearer",
              ask({instead(1, 1, "SILK")}),
              {{Rule::exchange_price_differs, "request.lines[0].want_sku", 10'000}}},
             {"cheaper",
              ask({instead(1, 1, "PLAIN")}),
              {{Rule::exchange_price_differs, "request.lines[0].want_sku", 10'000}}},
             {"too few of the same",
              ask({{1, 2, {}}}),
              {{Rule::out_of_stock, "request.lines[0].want_sku", 1}}},
             {"no longer sold", gone, {{Rule::out_of_stock, "request.lines[0].want_sku", 0}}},
             {"too few for both lines",
              settled(ask({instead(1, 2, "SILK"), instead(2, 1, "SILK")})),
              {{Rule::out_of_stock, "request.lines[1].want_sku", 2}}},
             {"all at once",
              ask({instead(1, 3, "PLAIN")}),
              {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 2},
               {Rule::exchange_price_differs, "request.lines[0].want_sku", 10'000},
               {Rule::out_of_stock, "request.lines[0].want_sku", 2}}},
         }) {
        CAPTURE(row.name);
        CHECK(refused(row.input) == row.want);
    }
}

TEST_CASE("By policy the difference is settled: the shop pays back, or the buyer owes") {
    struct Row {
        char const* name;
        std::vector<LineRequest> lines;
        Fen refund_fen;
        Fen collect_fen;
        std::vector<Fen> line_fen;
    };
    for (Row const& row : std::vector<Row>{
             {"cheaper", {instead(1, 2, "PLAIN")}, 1'400, 0, {1'400}},
             {"dearer", {instead(1, 2, "SILK")}, 0, 1'600, {0}},
             {"one of each: the shop pays the rest",
              {instead(1, 2, "PLAIN"), instead(2, 1, "SILK")},
              600,
              0,
              {600, 0}},
             {"one of each: the buyer owes the rest",
              {instead(1, 2, "SILK"), instead(2, 1, "PLAIN")},
              0,
              900,
              {0, 0}},
         }) {
        CAPTURE(row.name);
        Quote const quote = quoted(settled(ask(row.lines)));
        CHECK(quote.refund_fen == row.refund_fen);
        CHECK(quote.collect_fen == row.collect_fen);
        std::vector<Fen> line_fen;
        for (QuotedLine const& line : quote.lines) line_fen.push_back(line.goods_fen);
        CHECK(line_fen == row.line_fen);
        CHECK(sum(line_fen) == quote.goods_fen);
    }
}

TEST_CASE("The shop pays back no more than is left of what was paid") {
    QuoteInput input = settled(ask({instead(1, 2, "GIVEAWAY")}));
    input.stock.push_back({"GIVEAWAY", "P1", "羊绒衫", "样品", 0, 2});
    CHECK(quoted(input).refund_fen == 19'000);
    Claim protected_unit;
    protected_unit.line_no = 1;
    protected_unit.units = {2};
    protected_unit.type = TicketType::price_protect;
    protected_unit.granted = Granted{500, 0, 0};
    protected_unit.payments = {{{"w1"}, 500}};
    input.claims = {protected_unit};
    CHECK(quoted(input).refund_fen == 18'500);
    input.claims[0].units = {1};
    input.request.lines[0].quantity = 1;
    CHECK(quoted(input).refund_fen == 9'000);
}

TEST_CASE("What is paid back in an exchange is gone from the payments") {
    QuoteInput input = settled(ask({instead(1, 2, "PLAIN")}));
    Quote const quote = quoted(input);
    CHECK(quote.payments == std::vector<PaymentShare>{{{"w1"}, 1'400}});
    input.claims = held(quote, TicketType::exchange);
    input.request.type = TicketType::return_refund;
    input.request.reason = "agreed";
    input.request.lines = {{2, 1, {}}};
    CHECK(quoted(input).refund_fen == 10'000);
    input.request.lines = {{1, 1, {}}};
    CHECK(refused(input) == Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0}});
}

TEST_CASE("Differences that can not be added up are refused") {
    QuoteInput input =
        input_of(order_of({shipped_line(1, 9'999, 1, 9'999), shipped_line(2, 9'999, 1, 9'999)}),
                 TicketType::exchange, {instead(1, 9'999, "GOLD")});
    input.request.reason = "agreed";
    input.policy.exchange_difference = ExchangePolicy::settle;
    input.stock = {{"GOLD", "P1", "", "", max_fen, 9'999}};
    CHECK(refused(input) == Mistakes{{Rule::amount_overflows, "request.lines[0].want_sku", -1}});
}

TEST_CASE("What an exchange names means nothing to other types") {
    QuoteInput input = ask({instead(1, 1, "SOCK")});
    input.request.type = TicketType::return_refund;
    Quote const quote = quoted(input);
    CHECK(quote.exchanges.empty());
    CHECK(quote.refund_fen == 9'500);
}

}  // namespace
}  // namespace afterdesk

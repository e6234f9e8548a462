// Price protection: what a unit has become cheaper by is paid back once, and never twice with the unit
// itself.

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

LineRequest at_price(int line_no, int quantity, Fen now_price_fen) {
    LineRequest asked{line_no, quantity, {}};
    asked.now_price_fen = now_price_fen;
    return asked;
}

QuoteInput protect(Order order, std::vector<LineRequest> lines) {
    QuoteInput made = input_of(std::move(order), TicketType::price_protect, std::move(lines));
    made.request.reason = "price_drop";
    return made;
}

/// Asks one thing after the other; each sees what was granted before.
struct Story {
    QuoteInput input;

    Quote protect(int quantity, Fen now_price_fen) {
        input.request.type = TicketType::price_protect;
        input.request.reason = "price_drop";
        return ask({at_price(1, quantity, now_price_fen)});
    }
    Quote refund(int quantity, char const* reason = "not_wanted") {
        input.request.type = TicketType::refund_unshipped;
        input.request.reason = reason;
        return ask({{1, quantity, {}}});
    }
    Quote ask(std::vector<LineRequest> lines) {
        input.request.lines = std::move(lines);
        Quote quote = quoted(input);
        append(input.claims, held(quote, input.request.type));
        return quote;
    }
};

Story story(Order order) { return {input_of(std::move(order), TicketType::price_protect, {})}; }

TEST_CASE("The difference is paid for each unit, and takes none of them") {
    Story parts = story(order_of({line(1, 3, 10'000)}, {}, 500));
    Quote const quote = parts.protect(2, 9'000);
    CHECK(quote.refund_fen == 2'000);
    CHECK(quote.freight_fen == 0);
    CHECK(quote.freight_rule == FreightRule::kept_type);
    CHECK(quote.lines == std::vector<QuotedLine>{{1, 2, {1, 2}, {}, 2'000}});
    CHECK(quote.explain[1].paid_fen == 1'000);
    CHECK(quote.explain[1].protected_fen == 0);
    CHECK(units_left(parts.input.order, parts.input.claims, TicketType::refund_unshipped) ==
          std::vector<int>{3});
}

TEST_CASE("A unit that was protected gives back what is left of its paid") {
    Story parts = story(order_of({line(1, 3, 10'000)}));
    parts.protect(2, 9'000);
    Quote const quote = parts.refund(3);
    CHECK(quote.refund_fen == 28'000);
    CHECK(quote.explain[0].protected_fen == 1'000);
    CHECK(quote.explain[0].paid_fen == 9'000);
    CHECK(quote.explain[2].protected_fen == 0);
}

TEST_CASE("Prices that drop again are protected by the new difference alone") {
    Story parts = story(order_of({line(1, 2, 10'000)}));
    CHECK(parts.protect(1, 9'000).refund_fen == 1'000);
    // The lowest unit that has become cheaper since: unit 1 was paid for already.
    Quote const same_price = parts.protect(1, 9'000);
    CHECK(same_price.lines[0].units == std::vector<int>{2});
    Quote const lower = parts.protect(2, 8'500);
    CHECK(lower.refund_fen == 1'000);
    CHECK(lower.explain[0].protected_fen == 1'000);
    CHECK(parts.refund(2).refund_fen == 17'000);
}

TEST_CASE("No unit gives back more than was paid for it") {
    // 40.00 paid for 100.00: a price of 10.00 would make a difference of 90.00.
    Story parts = story(order_of({line(1, 1, 10'000)}, {discount(6'000)}));
    CHECK(parts.protect(1, 1'000).refund_fen == 4'000);
    CHECK(parts.refund(1).refund_fen == 0);
}

TEST_CASE("The deposit comes last: a protection is taken from the balance first") {
    struct Row {
        char const* name;
        Fen now_price_fen;
        char const* reason;
        Fen goods_fen;
        Fen deposit_kept_fen;
    };
    for (Row const& row :
         std::vector<Row>{{"the buyer's fault", 9'000, "not_wanted", 7'000, 2'000},
                          {"the shop's fault", 9'000, "out_of_stock", 9'000, 0},
                          {"more than the balance was protected", 500, "not_wanted", 0, 500}}) {
        CAPTURE(row.name);
        Story parts = story(order_of({presale_line(1, 1, 10'000, 2'000)}));
        parts.protect(1, row.now_price_fen);
        Quote const quote = parts.refund(1, row.reason);
        CHECK(quote.goods_fen == row.goods_fen);
        CHECK(quote.explain[0].deposit_kept_fen == row.deposit_kept_fen);
    }
}

TEST_CASE("What was protected counts as not paid when a promotion is clawed back") {
    // 100.00 each, 30.00 off from 150.00: 85.00 paid.
    Story parts = story(order_of({line(1, 2, 10'000)}, {full_reduction(3'000, 15'000)}));
    parts.input.policy.threshold = ThresholdPolicy::claw_back;
    CHECK(parts.protect(1, 9'500).refund_fen == 500);
    CHECK(parts.refund(1).refund_fen == 6'500);   // 85.00 − 5.00 − 15.00 on what remains
    CHECK(parts.refund(1).refund_fen == 10'000);  // 85.00 + 15.00 made good
}

TEST_CASE("Hours are protected by their part of the price") {
    Order order = order_of({course(1, 9'000, {1, 2})});
    QuoteInput input = protect(order, {at_price(1, 1, 6'000)});
    Quote const both = quoted(input);
    CHECK(both.refund_fen == 3'000);
    CHECK(both.explain[0].paid_fen == 1'000);
    CHECK(both.lines[0].entitlements == std::vector<std::string>{"L1", "L2"});
    input.claims = held(both, TicketType::price_protect);
    input.request.type = TicketType::virtual_refund;
    input.request.reason = "not_wanted";
    input.request.lines = {{1, 1, {"L2"}}};
    CHECK(quoted(input).refund_fen == 4'000);
}

TEST_CASE("A price difference is asked for with a price that is lower, in time") {
    Order const order = order_of({shipped_line(1, 2, 10'000, 1), gift_line(2, 1, {1, 2, 50})});
    QuoteInput const fine = protect(order, {at_price(1, 2, 9'000)});
    struct Row {
        char const* name;
        void (*change)(QuoteInput&);
        Mistakes want;
    };
    for (Row const& row : std::vector<Row>{
             {"no price",
              [](QuoteInput& i) { i.request.lines[0].now_price_fen = std::nullopt; },
              {{Rule::price_required, "request.lines[0].now_price_fen", -1}}},
             {"the same price",
              [](QuoteInput& i) { i.request.lines[0].now_price_fen = 10'000; },
              {{Rule::price_not_lower, "request.lines[0].now_price_fen", 10'000}}},
             {"less than nothing",
              [](QuoteInput& i) { i.request.lines[0].now_price_fen = -1; },
              {{Rule::must_not_be_negative, "request.lines[0].now_price_fen", -1}}},
             {"a gift cost nothing",
              [](QuoteInput& i) { i.request.lines = {at_price(2, 1, 0)}; },
              {{Rule::price_not_lower, "request.lines[0].now_price_fen", 0}}},
             {"one unit was paid for already",
              [](QuoteInput& i) {
                  Claim before;
                  before.line_no = 1;
                  before.units = {2};
                  before.type = TicketType::price_protect;
                  before.granted = Granted{1'000, 0, 0};
                  i.claims = {before};
              },
              {{Rule::quantity_exceeds_left, "request.lines[0].quantity", 1}}},
             {"the shop knows a higher price",
              [](QuoteInput& i) {
                  i.stock = {{"K1", "P1", "羊绒衫", "", 10'500, 3}};
              },
              {{Rule::price_not_lower, "request.lines[0].now_price_fen", 10'000}}},
             {"eight days after the payment",
              [](QuoteInput& i) {
                  i.now = start_of_next_day(i.order.paid_at, china_offset_minutes) + days(7);
              },
              {{Rule::window_over, "request.lines[0].line_no", 7}}},
             {"other days by policy",
              [](QuoteInput& i) {
                  i.policy.price_protect_days = 2;
                  i.now = start_of_next_day(i.order.paid_at, china_offset_minutes) + days(2);
              },
              {{Rule::window_over, "request.lines[0].line_no", 2}}},
         }) {
        CAPTURE(row.name);
        QuoteInput input = fine;
        row.change(input);
        CHECK(refused(input) == row.want);
    }
    QuoteInput last_moment = fine;
    last_moment.now = {start_of_next_day(order.paid_at, china_offset_minutes).ms + days(7).ms - 1};
    CHECK(quoted(last_moment).refund_fen == 2'000);
    last_moment.now = last_moment.now + days(300);
    last_moment.policy.price_protect_days = 0;
    CHECK(quoted(last_moment).refund_fen == 2'000);
}

TEST_CASE("Where the shop's price is known it need not be given, and nobody can claim a lower one") {
    QuoteInput input = protect(order_of({line(1, 1, 10'000)}), {{1, 1, {}}});
    input.stock = {{"K1", "P1", "羊绒衫", "", 9'400, 3}};
    CHECK(quoted(input).refund_fen == 600);
    input.request.lines[0].now_price_fen = 1;
    CHECK(quoted(input).refund_fen == 600);
    input.request.lines[0].now_price_fen = 9'700;
    CHECK(quoted(input).refund_fen == 300);
}

TEST_CASE("Earlier differences count for their units, evenly where they do not say") {
    QuoteInput input = input_of(order_of({line(1, 3, 1'000)}), TicketType::refund_unshipped, {{1, 3, {}}});
    Claim before;
    before.line_no = 1;
    before.quantity = 2;
    before.type = TicketType::price_protect;
    auto const protected_units = [&] {
        std::vector<Fen> fen;
        for (ExplainedUnit const& unit : quoted(input).explain) fen.push_back(unit.protected_fen);
        return fen;
    };
    before.payments = {{{"w1"}, 101}};
    input.claims = {before};
    CHECK(protected_units() == std::vector<Fen>{51, 50, 0});
    before.granted = Granted{301, 0, 0};
    before.units = {1, 3};
    input.claims = {before};
    CHECK(protected_units() == std::vector<Fen>{151, 0, 150});
    // The units may have been refunded since.
    Claim refunded;
    refunded.line_no = 1;
    refunded.units = {3};
    input.claims = {before, refunded};
    input.request.lines[0].quantity = 2;
    CHECK(protected_units() == std::vector<Fen>{151, 0});
    // Those that are free, where there are enough of them.
    refunded.units = {1};
    before.units.clear();
    input.claims = {before, refunded};
    CHECK(protected_units() == std::vector<Fen>{151, 150});
    // One that says neither units nor amount says nothing.
    before = Claim{1, 3, ClaimState::refunded, TicketType::price_protect, {}, {}, {}};
    refunded.units = {3};
    input.claims = {before, refunded};
    CHECK(protected_units() == std::vector<Fen>{0, 0});
}

TEST_CASE("Hours whose difference was paid may all have been refunded since") {
    QuoteInput input = input_of(order_of({course(1, 900, {1, 2}), line(2, 1, 100)}),
                                TicketType::refund_unshipped, {{2, 1, {}}});
    Claim refunded{1, 2, ClaimState::refunded, TicketType::virtual_refund, {}, {"L1", "L2"}, {}};
    Claim before{1, 1, ClaimState::refunded, TicketType::price_protect, {}, {}, {}};
    before.granted = Granted{300, 0, 0};
    input.claims = {refunded, before};
    CHECK(quoted(input).refund_fen == 100);
}

TEST_CASE("Earlier differences are not more than was paid") {
    QuoteInput input = input_of(order_of({line(1, 2, 1'000)}), TicketType::refund_unshipped, {{1, 1, {}}});
    Claim before;
    before.line_no = 1;
    before.units = {1};
    before.type = TicketType::price_protect;
    before.granted = Granted{600, 0, 0};
    input.claims = {before, before};
    CHECK(refused(input) == Mistakes{{Rule::prior_exceeds_paid, "prior[1].granted.goods_fen", 400}});
    before.granted = std::nullopt;
    before.payments = {{{"w1"}, 1'001}};
    input.claims = {before};
    CHECK(refused(input) == Mistakes{{Rule::prior_exceeds_paid, "prior[0].payments", 1'000}});
    before.units = {3};
    input.claims = {before};
    CHECK(refused(input) == Mistakes{{Rule::units_not_in_line, "prior[0].units[0]", 2}});
}

TEST_CASE("What other tickets hold is not protected") {
    QuoteInput input = protect(order_of({line(1, 2, 1'000)}), {at_price(1, 1, 900)});
    Claim refunded;
    refunded.line_no = 1;
    refunded.units = {1};
    refunded.type = TicketType::refund_unshipped;
    input.claims = {refunded};
    CHECK(quoted(input).lines[0].units == std::vector<int>{2});
    refunded.units = {1, 2};
    refunded.quantity = 2;
    input.claims = {refunded};
    CHECK(refused(input) == Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0}});
}

}  // namespace
}  // namespace afterdesk

// What is read off a ticket: the amounts it pays, what it holds, its short status, its steps, its number.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

constexpr TicketType unshipped = TicketType::refund_unshipped;
constexpr TicketType returned = TicketType::return_refund;

/// "applied@0 review@0* refund": minutes after the application, `*` where the ticket stands.
std::string told(Given const& at) {
    static constexpr std::array names = {"applied", "review", "return_goods", "receipt",
                                         "refund",  "done",   "closed"};
    std::string text;
    for (Step const& step : steps(at.ticket, at.history)) {
        text += text.empty() ? "" : " ";
        text += names[static_cast<std::size_t>(step.kind)];
        if (step.at) text += "@" + std::to_string((*step.at - start).ms / minutes(1).ms);
        if (step.current) text += "*";
    }
    return text;
}

Fen sum(std::vector<RefundPart> const& parts) {
    Fen total = 0;
    for (RefundPart const& part : parts) total += part.amount_fen;
    return total;
}

std::vector<Move> const to_the_end = {agree(), ship_back(), receive(), paid(1), paid(2)};

}  // namespace

TEST_CASE("a refund goes to each payment under a number of its own, fixed when it starts") {
    Given const at = given(unshipped, {});
    std::vector<RefundPart> const want = {{{"w1"}, "AS2026112100000001-1", 20'000, PartStatus::pending, ""},
                                          {{"y1"}, "AS2026112100000001-2", 5'500, PartStatus::pending, ""}};
    CHECK(at.ticket.refunds == want);
    Given const retried = given(unshipped, {failed(1), paid(2), retry()});
    CHECK(retried.ticket.refunds[0] == want[0]);
    CHECK(retried.ticket.refunds[1].status == PartStatus::succeeded);
}

TEST_CASE("the channel's code of a failure is kept until the retry") {
    CHECK(given(unshipped, {failed(1)}).ticket.refunds[0].failure == "LIMIT");
    CHECK(given(unshipped, {failed(1), paid(1)}).ticket.refunds[0].failure.empty());
    CHECK(given(unshipped, {failed(1), failed(2), retry()}).ticket.refunds[0].failure.empty());
}

TEST_CASE("a payment that gives nothing gets no part") {
    Context const at = context(order(0, 0), ActorKind::buyer, start);
    Given const one = given(at, request(unshipped, {{1, 1, {}}}), {});
    REQUIRE(one.ticket.refunds.size() == 1);
    CHECK(one.ticket.refunds[0].payment_id.value == "w1");
    CHECK(one.ticket.refunds[0].amount_fen == 10'000);
}

TEST_CASE("a refund of nothing is complete at once") {
    Context at = context(order(0, 0), ActorKind::buyer, start);
    at.order.lines[1].unit_price_fen = 0;
    at.order.payments = {{{"w1"}, PaymentChannel::wechat, 20'500}};
    Given const free = given(at, request(unshipped, {{2, 1, {}}}), {});
    CHECK(free.ticket.refunds.empty());
    CHECK(free.ticket.state == State::completed);
    CHECK(free.ticket.version == 3);
}

TEST_CASE("an accepted offer is what is paid; a declined one is forgotten") {
    Given const accepted = given(returned, {offer(20'000), accept(), ship_back(), receive()});
    CHECK(accepted.ticket.quote.refund_fen == 20'000);
    CHECK(accepted.ticket.quote.fee_fen == 5'000);
    CHECK(accepted.ticket.request.fee_fen == 5'000);
    CHECK(sum(accepted.ticket.refunds) == 20'000);
    CHECK(accepted.ticket.return_address == shop_address);
    Given const declined = given(returned, {offer(20'000), decline(), agree(), ship_back(), receive()});
    CHECK(declined.ticket.request.fee_fen == 0);
    CHECK(!declined.ticket.offer);
    CHECK(sum(declined.ticket.refunds) == 25'000);
}

TEST_CASE("a second offer lowers what the first left") {
    Given const at = given(returned, {offer(20'000), accept(), ship_back(), offer(12'345), accept()});
    CHECK(at.ticket.quote.refund_fen == 12'345);
    CHECK(at.ticket.quote.fee_fen == 12'655);
    CHECK(at.ticket.quote.goods_fen == 25'000);
    CHECK(sum(at.ticket.refunds) == 12'345);
}

TEST_CASE("silence sends the goods to the shop's default address when there is one") {
    Context at = context(order(2, 1), ActorKind::buyer, start);
    Request const wanted = request(returned, {{1, 1, {}}});
    SUBCASE("known from the start") {
        at.default_return_address = default_address;
        Given const agreed = given(at, wanted, {time_out()});
        CHECK(agreed.ticket.return_address == default_address);
        CHECK(*agreed.ticket.deadline - agreed.context.now == days(7));
    }
    SUBCASE("set while the ticket waited for it") {
        Given open = given(at, wanted, {time_out()});
        CHECK(!open.ticket.return_address);
        open.context.default_return_address = default_address;
        open.context = open.next(time_out());
        open.take(*decide(open.ticket, TimeOut{}, open.context));
        CHECK(open.ticket.return_address == default_address);
        CHECK(*open.ticket.deadline - open.context.now == days(7));
    }
}

TEST_CASE("a promotion that the merchant must decide about sends an unshipped refund to review") {
    Given const asked = given_asked({});
    CHECK(asked.ticket.state == State::awaiting_merchant);
    CHECK(*asked.ticket.deadline - asked.context.now == hours(48));
    CHECK(told(asked) == "applied@0 review@0* refund done");
    Move const plain_agree{ActorKind::merchant, Agree{}};
    for (Move const& consent : {plain_agree, agree(), time_out()}) {
        Given const agreed = given_asked({consent});
        CHECK(agreed.ticket.state == State::refunding);
        CHECK(!agreed.ticket.return_address);
        CHECK(sum(agreed.ticket.refunds) == asked.ticket.quote.refund_fen);
    }
    Move const less{ActorKind::merchant, MakeOffer{9'000, "不满 200", {}}};
    Given const accepted = given_asked({less, accept()});
    CHECK(accepted.ticket.state == State::refunding);
    CHECK(sum(accepted.ticket.refunds) == 9'000);
    CHECK(holdings_of(given_asked({reject()}).ticket).empty());
}

TEST_CASE("a ticket holds its exact units and payments until it is rejected or closed") {
    Given const open = given(returned, {agree()});
    std::vector<Prior> const held = holdings_of(open.ticket);
    REQUIRE(held.size() == 2);
    CHECK(held[0].line_no == 1);
    CHECK(held[0].quantity == 2);
    CHECK(held[0].units == std::vector<int>{1, 2});
    CHECK(held[0].type == returned);
    CHECK(held[0].state == HoldState::reserved);
    CHECK(held[0].payments == open.ticket.quote.payments);
    CHECK(held[0].granted == Granted{20'000, 0, 0});
    CHECK(held[1].line_no == 2);
    CHECK(held[1].units == std::vector<int>{1});
    CHECK(held[1].payments.empty());
    CHECK(held[1].granted == Granted{5'000, 0, 0});
    CHECK(holdings_of(given(unshipped, {}).ticket)[0].granted == Granted{20'000, 0, 500});

    for (Prior const& prior : holdings_of(given(returned, to_the_end).ticket)) {
        CHECK(prior.state == HoldState::refunded);
    }
    CHECK(holdings_of(Ticket{}).empty());
    CHECK(holdings_of(given(returned, {withdraw()}).ticket).empty());
    CHECK(holdings_of(given(returned, {reject()}).ticket).empty());
    CHECK(holdings_of(given(returned, {reject(), time_out()}).ticket).empty());
    CHECK(holdings_of(given(returned, {agree(), time_out()}).ticket).empty());
    CHECK(holdings_of(given(returned, {offer(1), withdraw()}).ticket).empty());
}

TEST_CASE("what a ticket holds is exactly what another one cannot have") {
    Context at = context(order(2, 1), ActorKind::buyer, start);
    Given const first = given(at, request(returned, {{1, 1, {}}, {2, 1, {}}}), {offer(11'111), accept()});
    at.others = holdings_of(first.ticket);
    Given const second = given(at, request(returned, {{1, 1, {}}}), {});
    CHECK(second.ticket.quote.lines[0].units == std::vector<int>{2});
    CHECK(second.ticket.quote.refund_fen == 10'000);
    CHECK(units_left(at.order, at.others, returned) == std::vector<int>{1, 0});
}

TEST_CASE("a gift counts among the shipped or unshipped units by what happens to it") {
    auto const gift_of = [](int gift_shipped, bool keep) {
        Order of = order(2, gift_shipped);
        of.lines[1].unit_price_fen = 0;
        of.lines[1].gift = Gift{1, 2, 3'000};
        of.payments[0].amount_fen -= 5'000;
        Request wanted = request(returned, {{1, 1, {}}});
        wanted.keep_gifts = keep;
        std::vector<Prior> held = holdings_of(given(context(of, ActorKind::buyer, start), wanted, {}).ticket);
        REQUIRE(held.size() == 2);
        CHECK(held[1].line_no == 2);
        CHECK(held[1].units == std::vector<int>{1});
        CHECK(held[1].granted == Granted{});
        return *held[1].type;
    };
    CHECK(gift_of(0, false) == unshipped);
    CHECK(gift_of(1, false) == returned);
    CHECK(gift_of(1, true) == returned);
}

TEST_CASE("what a closed or rejected ticket held can be asked for again") {
    for (Move const& end : {withdraw(), reject()}) {
        Given const over = given(returned, {end});
        Context again = over.context;
        again.actor = actor_of(ActorKind::buyer);
        again.others = holdings_of(over.ticket);
        CHECK(given(again, over.ticket.request, {}).ticket.quote == given(returned, {}).ticket.quote);
    }
}

TEST_CASE("lists show the words of the seed systems") {
    auto const shown = [](TicketType type, std::vector<Move> const& moves) {
        return short_status(given(type, moves).ticket);
    };
    CHECK(shown(returned, {}) == ShortStatus::reviewing);
    CHECK(shown(returned, {offer(1)}) == ShortStatus::reviewing);
    CHECK(shown(returned, {agree()}) == ShortStatus::to_return);
    CHECK(shown(returned, {agree(), ship_back()}) == ShortStatus::to_refund);
    CHECK(shown(returned, {agree(), ship_back(), receive()}) == ShortStatus::to_refund);
    CHECK(shown(unshipped, {}) == ShortStatus::to_refund);
    CHECK(shown(unshipped, {failed(1), failed(2)}) == ShortStatus::to_refund);
    CHECK(shown(returned, {reject()}) == ShortStatus::review_rejected);
    CHECK(shown(returned, to_the_end) == ShortStatus::done);
    CHECK(shown(returned, {withdraw()}) == ShortStatus::shut);

    Ticket exchange;
    exchange.request.type = TicketType::exchange;
    exchange.state = State::awaiting_receipt;
    CHECK(short_status(exchange) == ShortStatus::to_exchange);
}

TEST_CASE("the steps tell when each part of the way was reached and where the ticket stands") {
    CHECK(told(given(unshipped, {})) == "applied@0 refund@0* done");
    CHECK(told(given(unshipped, {paid(1), failed(2)})) == "applied@0 refund@0* done");
    CHECK(told(given(unshipped, {paid(1), paid(2)})) == "applied@0 refund@0 done@2*");

    CHECK(told(given(returned, {})) == "applied@0 review@0* return_goods receipt refund done");
    CHECK(told(given(returned, {offer(1)})) == "applied@0 review@0* return_goods receipt refund done");
    CHECK(told(given(returned, {reject()})) == "applied@0 review@0* return_goods receipt refund done");
    CHECK(told(given(returned, {agree()})) == "applied@0 review@0 return_goods@1* receipt refund done");
    CHECK(told(given(returned, {offer(1), accept()})) ==
          "applied@0 review@0 return_goods@2* receipt refund done");
    CHECK(told(given(returned, {agree(), ship_back(), offer(1)})) ==
          "applied@0 review@0 return_goods@1 receipt@2* refund done");
    CHECK(told(given(returned, {agree(), ship_back(), offer(1), decline()})) ==
          "applied@0 review@0 return_goods@1 receipt@2* refund done");
    CHECK(told(given(returned, {agree(), ship_back(), offer(1), accept()})) ==
          "applied@0 review@0 return_goods@1 receipt@2 refund@4* done");
    CHECK(told(given(returned, to_the_end)) ==
          "applied@0 review@0 return_goods@1 receipt@2 refund@3 done@5*");
}

TEST_CASE("the steps of a closed ticket end where it was closed") {
    CHECK(told(given(returned, {withdraw()})) == "applied@0 review@0 closed@1*");
    CHECK(told(given(returned, {reject(), withdraw()})) == "applied@0 review@0 closed@2*");
    CHECK(told(given(returned, {agree(), withdraw()})) == "applied@0 review@0 return_goods@1 closed@2*");
}

TEST_CASE("a ticket number reads AS, the shop's date and eight digits") {
    Instant const late_evening{1'795'017'600'000 - 1};  // 2026-11-18 23:59:59.999 in China
    CHECK(make_ticket_no(late_evening, china_offset_minutes, 42).value == "AS2026111800000042");
    CHECK(make_ticket_no(late_evening + Duration{1}, china_offset_minutes, 42).value == "AS2026111900000042");
    CHECK(make_ticket_no(late_evening, china_offset_minutes, 99'999'999).value == "AS2026111899999999");
    CHECK(make_ticket_no(late_evening, china_offset_minutes, 12'345'678'901).value == "AS2026111845678901");
}

// What is read off a ticket: the amounts it pays, what it holds, its short status, its steps, its number.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

/// "applied@0 review@0* refund": minutes after the application, `*` where the ticket stands.
std::string steps_of(Given const& at) {
    static constexpr std::array names = {"applied", "review",        "return_goods", "receipt", "refund",
                                         "send",    "buyer_receipt", "done",         "closed"};
    std::string text;
    for (Step const& step : steps(at.ticket, at.history)) {
        text += text.empty() ? "" : " ";
        text += names[static_cast<std::size_t>(step.kind)];
        if (step.at) text += "@" + std::to_string((*step.at - now).ms / minutes(1).ms);
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

TEST_CASE("one parcel is known whoever wrote it, with small letters, hyphens or an unknown carrier") {
    Parcel const sent{"SF", "JDVA1234567-1"};
    CHECK(is_same_parcel(sent, {"sf", "jdva12345671"}));
    CHECK(is_same_parcel(sent, {"green van", "JDVA1234567-1"}));
    CHECK_FALSE(is_same_parcel(sent, {"ZTO", "JDVA1234567-1"}));
    CHECK_FALSE(is_same_parcel(sent, {"SF", "JDVA1234567-2"}));
    CHECK(is_same_parcel({"other", "X123456", "甲"}, {"other", "X123456", "乙"}));
}

TEST_CASE("a refund goes to each payment under a number of its own, fixed when it starts") {
    Given const at = given(unshipped(), {});
    std::vector<RefundPart> const want = {
        {{"w1"}, "AS2026112100000001-1", 20'000, PartStatus::pending, "", Via::original},
        {{"y1"}, "AS2026112100000001-2", 5'500, PartStatus::pending, "", Via::original}};
    CHECK(at.ticket.refunds == want);
    Given const retried = given(unshipped(), {failed(1), paid(2), retry()});
    CHECK(retried.ticket.refunds[0] == want[0]);
    CHECK(retried.ticket.refunds[1].status == PartStatus::succeeded);
}

TEST_CASE("the channel's code of a failure is kept until the retry") {
    CHECK(given(unshipped(), {failed(1)}).ticket.refunds[0].failure == "LIMIT");
    CHECK(given(unshipped(), {failed(1), paid(1)}).ticket.refunds[0].failure.empty());
    CHECK(given(unshipped(), {failed(1), failed(2), retry()}).ticket.refunds[0].failure.empty());
}

TEST_CASE("a payment that gives nothing gets no part") {
    Given const one = given({context(order(0, 0)), request(TicketType::refund_unshipped, {{1, 1, {}}})}, {});
    REQUIRE(one.ticket.refunds.size() == 1);
    CHECK(one.ticket.refunds[0].payment_id.value == "w1");
    CHECK(one.ticket.refunds[0].amount_fen == 10'000);
}

TEST_CASE("a refund of nothing is complete at once") {
    Start free{context(order(0, 0)), request(TicketType::refund_unshipped, {{2, 1, {}}})};
    free.context.order.lines[1].unit_price_fen = 0;
    free.context.order.payments = {{{"w1"}, PaymentChannel::wechat, 20'500}};
    Given const at = given(free, {});
    CHECK(at.ticket.refunds.empty());
    CHECK(at.ticket.state == State::completed);
    CHECK(at.ticket.version == 4);
}

TEST_CASE("an accepted offer is what is paid; a declined one is forgotten") {
    Given const accepted = given(returned(), {offer(20'000), accept(), ship_back(), receive()});
    CHECK(accepted.ticket.quote.refund_fen == 20'000);
    CHECK(accepted.ticket.quote.fee_fen == 5'000);
    CHECK(accepted.ticket.request.fee_fen == 5'000);
    CHECK(sum(accepted.ticket.refunds) == 20'000);
    CHECK(accepted.ticket.return_address == shop_address);
    Given const declined = given(returned(), {offer(20'000), decline(), agree(), ship_back(), receive()});
    CHECK(declined.ticket.request.fee_fen == 0);
    CHECK(!declined.ticket.offer);
    CHECK(sum(declined.ticket.refunds) == 25'000);
}

TEST_CASE("a second offer lowers what the first left") {
    Given const at = given(returned(), {offer(20'000), accept(), ship_back(), offer(12'345), accept()});
    CHECK(at.ticket.quote.refund_fen == 12'345);
    CHECK(at.ticket.quote.fee_fen == 12'655);
    CHECK(at.ticket.quote.goods_fen == 25'000);
    CHECK(sum(at.ticket.refunds) == 12'345);
}

TEST_CASE("silence sends the goods to the shop's default address when there is one") {
    Start from = returned();
    SUBCASE("known from the start") {
        from.context.default_return_address = default_address;
        Given const agreed = given(from, {time_out()});
        CHECK(agreed.ticket.return_address == default_address);
        CHECK(clock_of(agreed) == "runs 168h");
    }
    SUBCASE("set while the ticket waited for it") {
        auto const set = [](Context& at) { at.default_return_address = default_address; };
        Given const agreed = given(from, {time_out(), when(set, time_out())});
        CHECK(agreed.ticket.return_address == default_address);
        CHECK(clock_of(agreed) == "runs 168h");
    }
}

TEST_CASE("a promotion that the merchant must decide about sends an unshipped refund to review") {
    Given const at = given(asked(), {});
    CHECK(steps_of(at) == "applied@0 review@0* refund done");
    for (Move const& consent : {merchant(Agree{}), agree(), time_out()}) {
        Given const agreed = given(asked(), {consent});
        CHECK(agreed.ticket.state == State::refunding);
        CHECK(!agreed.ticket.return_address);
        CHECK(sum(agreed.ticket.refunds) == at.ticket.quote.refund_fen);
    }
    Move const less = merchant(MakeOffer{9'000, "不满 200", {}, {}});
    Given const accepted = given(asked(), {less, accept()});
    CHECK(accepted.ticket.state == State::refunding);
    CHECK(sum(accepted.ticket.refunds) == 9'000);
    CHECK(claims_of(given(asked(), {reject()}).ticket).empty());
}

TEST_CASE("a ticket holds its exact units and payments until it is rejected or closed") {
    Given const open = given(returned(), {agree()});
    std::vector<Claim> const held = claims_of(open.ticket);
    REQUIRE(held.size() == 2);
    CHECK(held[0].line_no == 1);
    CHECK(held[0].quantity == 2);
    CHECK(held[0].units == std::vector<int>{1, 2});
    CHECK(held[0].type == TicketType::return_refund);
    CHECK(held[0].state == ClaimState::reserved);
    CHECK(held[0].payments == open.ticket.quote.payments);
    CHECK(held[0].granted == Granted{20'000, 0, 0});
    CHECK(held[1].line_no == 2);
    CHECK(held[1].units == std::vector<int>{1});
    CHECK(held[1].payments.empty());
    CHECK(held[1].granted == Granted{5'000, 0, 0});
    CHECK(claims_of(given(unshipped(), {}).ticket)[0].granted == Granted{20'000, 0, 500});

    for (Claim const& claim : claims_of(given(returned(), to_the_end).ticket)) {
        CHECK(claim.state == ClaimState::refunded);
    }
    CHECK(claims_of(Ticket{}).empty());
    CHECK(claims_of(given(returned(), {withdraw()}).ticket).empty());
    CHECK(claims_of(given(returned(), {reject()}).ticket).empty());
    CHECK(claims_of(given(returned(), {reject(), time_out()}).ticket).empty());
    CHECK(claims_of(given(returned(), {agree(), time_out()}).ticket).empty());
    CHECK(claims_of(given(returned(), {offer(1), withdraw()}).ticket).empty());
}

TEST_CASE("what a ticket holds is exactly what another one cannot have") {
    Start from = returned();
    from.request.lines = {{1, 1, {}}, {2, 1, {}}};
    Given const first = given(from, {offer(11'111), accept()});
    from.context.other_claims = claims_of(first.ticket);
    from.request.lines = {{1, 1, {}}};
    Given const second = given(from, {});
    CHECK(second.ticket.quote.lines[0].units == std::vector<int>{2});
    CHECK(second.ticket.quote.refund_fen == 10'000);
    CHECK(units_left(from.context.order, from.context.other_claims, TicketType::return_refund) ==
          std::vector<int>{1, 0});
}

TEST_CASE("a gift counts among the shipped or unshipped units by what happens to it") {
    auto const gift_of = [](int gift_shipped, bool keep) {
        Order of = order(2, gift_shipped);
        of.lines[1].unit_price_fen = 0;
        of.lines[1].gift = Gift{1, 2, 3'000};
        of.payments[0].amount_fen -= 5'000;
        Request wanted = request(TicketType::return_refund, {{1, 1, {}}});
        wanted.keep_gifts = keep;
        std::vector<Claim> held = claims_of(given({context(of), wanted}, {}).ticket);
        REQUIRE(held.size() == 2);
        CHECK(held[1].line_no == 2);
        CHECK(held[1].units == std::vector<int>{1});
        CHECK(held[1].granted == Granted{});
        return *held[1].type;
    };
    CHECK(gift_of(0, false) == TicketType::refund_unshipped);
    CHECK(gift_of(1, false) == TicketType::return_refund);
    CHECK(gift_of(1, true) == TicketType::return_refund);
}

TEST_CASE("what a closed or rejected ticket held can be asked for again") {
    for (Move const& end : {withdraw(), reject()}) {
        Given const over = given(returned(), {end});
        Context again = over.context;
        again.actor = actor_of(ActorKind::buyer);
        again.other_claims = claims_of(over.ticket);
        CHECK(given({again, over.ticket.request}, {}).ticket.quote == given(returned(), {}).ticket.quote);
    }
}

TEST_CASE("lists show the words of the seed systems") {
    auto const shown = [](Start (*start)(), std::vector<Move> const& moves) {
        return short_status(given(start(), moves).ticket);
    };
    std::vector<Move> const here = {agree(), ship_back(), look_at()};
    CHECK(shown(returned, {}) == ShortStatus::reviewing);
    CHECK(shown(returned, {offer(1)}) == ShortStatus::reviewing);
    CHECK(shown(under_way, {intercept()}) == ShortStatus::reviewing);
    CHECK(shown(returned, {agree()}) == ShortStatus::to_return);
    CHECK(shown(returned, {agree(), ship_back()}) == ShortStatus::to_refund);
    CHECK(shown(returned, here) == ShortStatus::to_refund);
    CHECK(shown(returned, {agree(), ship_back(), receive()}) == ShortStatus::to_refund);
    CHECK(shown(unshipped, {}) == ShortStatus::to_refund);
    CHECK(shown(unshipped, {failed(1), failed(2)}) == ShortStatus::to_refund);
    CHECK(shown(exchange, {agree(), ship_back()}) == ShortStatus::to_exchange);
    CHECK(shown(exchange, here) == ShortStatus::to_exchange);
    CHECK(shown(exchange, {agree(), ship_back(), receive()}) == ShortStatus::to_exchange);
    CHECK(shown(reship_missing, {agree(), reship()}) == ShortStatus::exchanging);
    CHECK(shown(returned, {reject()}) == ShortStatus::review_rejected);
    CHECK(shown(returned, {agree(), ship_back(), look_at(), inspect({{1, 0, 2}, {2, 0, 1}})}) ==
          ShortStatus::review_rejected);
    CHECK(shown(returned, to_the_end) == ShortStatus::done);
    CHECK(shown(returned, {withdraw()}) == ShortStatus::shut);
}

TEST_CASE("the steps tell when each part of the way was reached and where the ticket stands") {
    CHECK(steps_of(given(unshipped(), {})) == "applied@0 refund@0* done");
    CHECK(steps_of(given(unshipped(), {paid(1), failed(2)})) == "applied@0 refund@0* done");
    CHECK(steps_of(given(unshipped(), {paid(1), paid(2)})) == "applied@0 refund@0 done@2*");

    CHECK(steps_of(given(returned(), {})) == "applied@0 review@0* return_goods receipt refund done");
    CHECK(steps_of(given(returned(), {offer(1)})) == "applied@0 review@0* return_goods receipt refund done");
    CHECK(steps_of(given(returned(), {reject()})) == "applied@0 review@0* return_goods receipt refund done");
    CHECK(steps_of(given(returned(), {agree()})) == "applied@0 review@0 return_goods@1* receipt refund done");
    CHECK(steps_of(given(returned(), {offer(1), accept()})) ==
          "applied@0 review@0 return_goods@2* receipt refund done");
    CHECK(steps_of(given(returned(), {agree(), ship_back(), offer(1)})) ==
          "applied@0 review@0 return_goods@1 receipt@2* refund done");
    CHECK(steps_of(given(returned(), {agree(), ship_back(), offer(1), decline()})) ==
          "applied@0 review@0 return_goods@1 receipt@2* refund done");
    CHECK(steps_of(given(returned(), {agree(), ship_back(), offer(1), accept()})) ==
          "applied@0 review@0 return_goods@1 receipt@2 refund@4* done");
    CHECK(steps_of(given(returned(), to_the_end)) ==
          "applied@0 review@0 return_goods@1 receipt@2 refund@3 done@5*");
}

TEST_CASE("goods that are sent have steps of their own, and offers stand where they were made") {
    CHECK(steps_of(given(exchange(), {agree(), ship_back(), receive(), reship()})) ==
          "applied@0 review@0 return_goods@1 receipt@2 send@3 buyer_receipt@4* done");
    CHECK(steps_of(given(reship_missing(), {agree(), reship(), confirm()})) ==
          "applied@0 review@0 send@1 buyer_receipt@2 done@3*");
    CHECK(steps_of(given(lessons(), {paid(1)})) == "applied@0 refund@0 done@1*");
    CHECK(steps_of(given(under_way(), {intercept()})) == "applied@0 review@0* refund done");
    CHECK(steps_of(given(returned(), {agree(), ship_back(), look_at(), offer(1)})) ==
          "applied@0 review@0 return_goods@1 receipt@2* refund done");
    CHECK(steps_of(given(returned(), {agree(), ship_back(), look_at(), inspect({{1, 0, 2}, {2, 0, 1}})})) ==
          "applied@0 review@0 return_goods@1 receipt@2* refund done");
}

TEST_CASE(
    "an exchange, once complete, holds only what was paid back for it, and says what replaced the goods") {
    std::vector<Move> const sent = {agree(), ship_back(), receive(), reship(), confirm()};
    std::vector<Claim> const replaced = claims_of(given(exchange(), sent).ticket);
    REQUIRE(replaced.size() == 1);
    CHECK(replaced[0].replacement.has_value());
    CHECK(replaced[0].units.empty());
    std::vector<Move> refunded = sent;
    refunded.push_back(paid(1));
    Given const at = given(cheaper(), refunded);
    REQUIRE(at.ticket.state == State::completed);
    std::vector<Claim> const held = claims_of(at.ticket);
    REQUIRE(held.size() == 2);
    CHECK(held[1].replacement.has_value());
    CHECK(held[0].type == TicketType::price_protect);
    CHECK(held[0].state == ClaimState::refunded);
    CHECK(held[0].units == std::vector<int>{1, 2});
    CHECK(held[0].granted == Granted{4'000, 0, 0});
    CHECK(held[0].payments == std::vector<PaymentShare>{{{"w1"}, 4'000}});
    Start next = returned();
    next.context.other_claims = held;
    CHECK(given(next, {}).ticket.quote.refund_fen == 21'000);
    CHECK(claims_of(given(cheaper(), sent).ticket)[0].type == TicketType::exchange);
}

TEST_CASE("a price protection of lessons holds each lesson's part") {
    Start of = lessons();
    of.request = request(TicketType::price_protect, {{2, 1, {}, {}, 6'000}});
    Given const at = given(of, {agree(), paid(1)});
    std::vector<Claim> const held = claims_of(at.ticket);
    REQUIRE(held.size() == 3);
    CHECK(held[2].entitlements == std::vector<std::string>{"L3"});
    Start next = lessons();
    next.context.other_claims = held;
    CHECK(given(next, {}).ticket.quote.refund_fen == 6'000);
}

TEST_CASE("the steps of a closed ticket end where it was closed") {
    CHECK(steps_of(given(returned(), {withdraw()})) == "applied@0 review@0 closed@1*");
    CHECK(steps_of(given(returned(), {reject(), withdraw()})) == "applied@0 review@0 closed@2*");
    CHECK(steps_of(given(returned(), {agree(), withdraw()})) ==
          "applied@0 review@0 return_goods@1 closed@2*");
}

TEST_CASE("a ticket number reads AS, the shop's date and eight digits") {
    Instant const late_evening{1'795'017'600'000 - 1};  // 2026-11-18 23:59:59.999 in China
    CHECK(make_ticket_no(late_evening, china_offset_minutes, 42).value == "AS2026111800000042");
    CHECK(make_ticket_no(late_evening + Duration{1}, china_offset_minutes, 42).value == "AS2026111900000042");
    CHECK(make_ticket_no(late_evening, china_offset_minutes, 99'999'999).value == "AS2026111899999999");
    CHECK(make_ticket_no(late_evening, china_offset_minutes, 12'345'678'901).value == "AS2026111845678901");
}

// What an event leaves on a ticket and what it takes away; which edges go on while the platform decides;
// and that a quote's digest covers every field.

#include <functional>
#include <set>

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

std::vector<Move> const sent = {agree(), ship_back()};
std::vector<Move> const here = {agree(), ship_back(), look_at()};

/// A quote with something in every field.
Quote full_quote() {
    Quote made;
    made.lines = {{1, 2, {1, 2}, {"L1"}, 30}};
    made.payments = {{{"w1"}, 40}};
    made.returned.coupons = {1};
    made.gifts = {{2, 1, GiftAction::return_, 5, {1}}};
    made.exchanges = {{1, 2, "K1", "P1", "衣", "L", 100, 7}};
    ExplainedUnit unit;
    unit.line_no = 1;
    unit.unit = 1;
    unit.entitlement = "L1";
    unit.discounts = {{}};
    made.explain = {unit};
    return made;
}

}  // namespace

TEST_CASE("couriers are kept by their code; one that is not listed by its name") {
    struct Row {
        char const* name;
        Parcel sent, kept;
    };
    std::string const number = "SF1234567890";
    for (Row const& row : {
             Row{"small letters", {"sf", number}, {"SF", number}},
             Row{"the code of before", {"jt", number}, {"JTSD", number}},
             Row{"a listed one needs no name", {"ZTO", number, "中通"}, {"ZTO", number}},
             Row{"another one", {"OTHER", number, " 顺路带 "}, {"other", number, "顺路带"}},
         }) {
        CAPTURE(row.name);
        Given const at = given(returned(), {agree(), buyer(ShipBack{row.sent})});
        CHECK(at.ticket.return_parcel == row.kept);
    }
    Given before = given(returned(), {agree(), ship_back()});
    before.ticket.return_parcel = Parcel{"sf", number};
    Move const again = buyer(ShipBack{{"SF", number}});
    auto const decided = decide(before.ticket, again.command, before.next(again));
    CHECK((decided.ok() && decided->empty()));
}

TEST_CASE("an application is kept as it was made") {
    Start from = returned();
    from.context.policy.version = 7;
    Apply apply = application(from.request, from.context);
    apply.remark = "有线头";
    apply.evidence = {{"e7"}, {"e8"}};
    Given at;
    at.context = from.context;
    at.take(*decide(Ticket{}, apply, from.context));
    Ticket const& ticket = at.ticket;
    CHECK(ticket.no.value == "AS2026112100000001");
    CHECK(ticket.order_no.value == "E1");
    CHECK(ticket.shop_id.value == "s1");
    CHECK(ticket.buyer_id.value == "b1");
    CHECK(ticket.opened_by == ActorKind::buyer);
    CHECK(ticket.policy_version == 7);
    CHECK(ticket.request == from.request);
    CHECK(ticket.quote.refund_fen == 25'000);
    CHECK(ticket.remark == "有线头");
    CHECK(ticket.evidence == std::vector<EvidenceId>{{"e7"}, {"e8"}});
    CHECK(ticket.goods == Goods::received);
    CHECK(ticket.applied_at == now);
    CHECK(ticket.state_since == now);
}

TEST_CASE("a change replaces the whole application") {
    Given at = given(returned(), {});
    Apply anew = application(request(TicketType::return_refund, {{1, 1, {}}}), at.context);
    anew.remark = "只退一件";
    anew.evidence = {{"e9"}};
    REQUIRE(try_move(at, buyer(Modify{anew})).ok());
    CHECK(at.ticket.request == anew.request);
    CHECK(at.ticket.quote.refund_fen == 10'000);
    CHECK(at.ticket.remark == "只退一件");
    CHECK(at.ticket.evidence == anew.evidence);
    CHECK(at.ticket.modifications == 1);
    CHECK(at.ticket.applied_at == now);
}

TEST_CASE("what is over is not left on the ticket") {
    CHECK(!given(returned(), {reject(), agree()}).ticket.rejection);
    CHECK(given(returned(), {reject(), escalate()}).ticket.rejection->reason == "evidence_insufficient");
    std::vector<Move> const countered = {offer(1), counter(2)};
    CHECK(!given(under_way(), with(countered, {intercept()})).ticket.offer);
    CHECK(!given(returned(), with(countered, {reject()})).ticket.offer);
    CHECK(!given(returned(), {offer(1), withdraw()}).ticket.offer);
    CHECK(!given(returned(), {offer(1), shut()}).ticket.offer);
    CHECK(!given(returned(), {offer(1), decline()}).ticket.offer);
}

TEST_CASE("goods that have to come again come with a parcel of their own") {
    Parcel const second{"ZTO", "ZTO000009"};
    std::vector<Move> const again = {agree(),    ship_back(),       signed_for(parcel, now),
                                     receive(),  reship(),          signed_for(out_parcel, now),
                                     escalate(), send_another(true)};
    Ticket const ticket = given(exchange(), again).ticket;
    CHECK(ticket.state == State::awaiting_return);
    CHECK(!ticket.return_parcel);
    CHECK(!ticket.return_signed_at);
    CHECK(!ticket.out_parcel);
    CHECK(!ticket.out_signed_at);
    CHECK(given(exchange(), with(again, {buyer(ShipBack{second})})).ticket.return_parcel == second);
    // Naming the address later leaves a parcel as it is.
    CHECK(given(returned(), with(sent, {})).ticket.return_parcel == parcel);
}

TEST_CASE("a corrected number has not been signed for yet") {
    Parcel const other{"ZTO", "ZTO000009"};
    Move const arrived = signed_for(parcel, now);
    CHECK(given(returned(), with(sent, {arrived})).ticket.return_signed_at == now);
    CHECK(!given(returned(), with(sent, {arrived, buyer(ShipBack{other})})).ticket.return_signed_at);
    std::vector<Move> const out = {agree(), reship(), signed_for(out_parcel, now)};
    CHECK(given(reship_missing(), out).ticket.out_signed_at == now);
    CHECK(!given(reship_missing(), with(out, {reship(other)})).ticket.out_signed_at);
    CHECK(!given(reship_missing(), out).ticket.return_signed_at);
}

TEST_CASE("the goods are where the last event says") {
    CHECK(given(returned(), sent).ticket.goods == Goods::received);
    CHECK(given(returned(), with(sent, {receive()})).ticket.goods == Goods::returned);
    CHECK(given(under_way(), {}).ticket.goods == Goods::not_received);
    CHECK(given(under_way(), {intercept(), stopped()}).ticket.goods == Goods::returned);
    CHECK(given(exchange(), with(sent, {receive(), reship()})).ticket.goods == Goods::received);
    Given const kept = given(returned(), with(sent, {step_in(), refund_none()}));
    CHECK(kept.ticket.goods == Goods::returned);
    CHECK(refused(kept, shut()) == Mistakes{{Rule::not_in_this_state, "command"}});
}

TEST_CASE("a state that is entered anew has no reminder and no first approval of the one before") {
    std::vector<Move> const late = with(sent, {receive(), time_out()});
    CHECK(given(exchange(), late).ticket.reminded);
    CHECK(!given(exchange(), with(late, {reship()})).ticket.reminded);
    CHECK(!given(exchange(), with(late, {escalate(), send_another()})).ticket.reminded);
    auto const two_persons = [](Context& at) { at.policy.four_eyes_above_fen = 1; };
    CHECK(given(returned(), {when(two_persons, agree()), reject()}).ticket.first_approval.empty());
    CHECK(given(returned(), {when(two_persons, agree()), offer(1)}).ticket.first_approval.empty());
}

TEST_CASE("an inspection by silence accepts the goods, not the lessons beside them") {
    Given const at = given(mixed(), with(here, {time_out()}));
    CHECK(at.ticket.inspection->lines == std::vector<InspectedLine>{{1, 2, 0}});
    CHECK(at.ticket.state == State::refunding);
}

TEST_CASE("what the buyer paid for dearer goods is paid for goods or goes back") {
    std::vector<Move> const paid_for = with(sent, {receive(), collected(4'000)});
    std::vector<Move> const called = with(paid_for, {time_out(), escalate()});
    CHECK(refused(given(dearer(), called), refund_none()) ==
          Mistakes{{Rule::verdict_not_possible, "verdict.outcome"}});
    CHECK(refused(given(dearer(), called), refund_all()).empty());
    CHECK(refused(given(dearer(), called), send_another()).empty());
    CHECK(refused(given(dearer(), with(paid_for, {reship(), escalate()})), refund_none()).empty());
    CHECK(refused(given(exchange(), with(sent, {receive(), time_out(), escalate()})), refund_none()).empty());
    auto const pays = [](std::vector<Move> const& moves) {
        Fen all = 0;
        for (RefundPart const& part : given(dearer(), moves).ticket.refunds) all += part.amount_fen;
        return all;
    };
    CHECK(pays(with(paid_for, {fall_back()})) == 24'000);
    CHECK(pays(with(called, {refund_all()})) == 24'500);
    CHECK(pays(with(paid_for, {reship(), escalate(), refund_all()})) == 20'500);
    CHECK(pays(with(paid_for, {reship(), escalate(), refund_all(true), ship_back(), receive()})) == 24'500);
    Given const open = given(dearer(), with(sent, {receive()}));
    CHECK(refused(open, desk(RecordCollection{"no good ", 4'000})) ==
          Mistakes{{Rule::bad_characters, "payment_no"}});
    CHECK(refused(open, desk(RecordCollection{"w1", 4'000})) ==
          Mistakes{{Rule::payment_id_twice, "payment_no"}});
}

TEST_CASE("who has neither the dearer goods nor their parcel gets the difference back") {
    std::vector<Move> const again = with(sent, {receive(), collected(4'000), reship(), escalate(),
                                                send_another(true), step_in(), refund_all()});
    Fen all = 0;
    for (RefundPart const& part : given(dearer(), again).ticket.refunds) all += part.amount_fen;
    CHECK(all == 24'500);
}

TEST_CASE("an exchange of two lines goes on when one of them is refused") {
    Start two = exchange();
    two.request.lines.push_back({2, 1, {}, "K2"});
    Given const at = given(with_inspection(two), with(here, {inspect({{1, 2, 0}, {2, 0, 1}})}));
    CHECK(at.ticket.state == State::awaiting_reship);
}

TEST_CASE("a verdict leaves no clock standing") {
    CHECK(!given(returned(), {step_in(), refund_none()}).ticket.paused);
    CHECK(!given(returned(), {step_in(), refund_all()}).ticket.paused);
    CHECK(!given(returned(), with(sent, {step_in(), refund_none()})).ticket.paused);
}

TEST_CASE("an answer about a number that was never the ticket's is refused beside a replaced one, too") {
    Given const at = given(unshipped(), {paid(1), failed(2), retry(Via::balance)});
    CHECK(!refused(at, paid(9)).empty());
    CHECK(!refused(at, failed(9)).empty());
}

TEST_CASE("what is not sent yet can not be signed for") {
    Given const at = given(inspected(), with(here, {inspect({{1, 0, 2}, {2, 0, 1}})}));
    REQUIRE(at.ticket.state == State::sending_back);
    CHECK(refused(at, signed_for(out_parcel, now)) == Mistakes{{Rule::not_in_this_state, "command"}});
}

TEST_CASE("the first of two persons who fall back leaves the second what is left of the time") {
    auto const two_persons = [](Context& context) { context.policy.four_eyes_above_fen = 1; };
    Given const at =
        given(exchange(), with(sent, {receive(), after(hours(5), when(two_persons, fall_back()))}));
    CHECK(at.ticket.state == State::awaiting_reship);
    CHECK(clock_of(at) == "runs 145h");
    Given const split =
        given(with_inspection(exchange()), with(here, {inspect({{1, 1, 1}}), after(hours(5), fall_back())}));
    CHECK(split.ticket.state == State::refunding);
    CHECK(clock_of(split) == "");
    Given const none =
        given(with_inspection(repair()), with(here, {inspect({{1, 1, 0}}), after(hours(5), fall_back())}));
    CHECK(none.ticket.state == State::refunding);
    CHECK(clock_of(none) == "");
}

TEST_CASE("goods that were refused and sent back close the ticket for that cause, or for the verdict's") {
    std::vector<Move> const refusing = with(here, {inspect({{1, 0, 2}, {2, 0, 1}})});
    CHECK(given(inspected(), with(refusing, {reship(), confirm()})).ticket.cause ==
          Cause::inspection_refused);
    CHECK(given(inspected(), with(refusing, {step_in(), refund_none(), reship(), confirm()})).ticket.cause ==
          Cause::verdict);
}

TEST_CASE("only what amounts to money can be lowered once the goods are on their way") {
    for (auto const& moves : {sent, here}) {
        CHECK(refused(given(exchange(), moves), offer(0)) == Mistakes{{Rule::not_in_this_state, "command"}});
        CHECK(refused(given(cheaper(), moves), offer(0)).empty());
    }
}

TEST_CASE("while the platform decides only evidence, news, withdrawing, verdict and closing go on") {
    using enum CommandKind;
    std::set<CommandKind> const go_on = {withdraw,     parcel_signed, record_collection, record_refund,
                                         add_evidence, ask_evidence,  verdict,           resume,
                                         close,        order_changed};
    for (Edge const& edge : edges()) {
        bool const wanted = go_on.contains(edge.command) || edge.guard == Guard::evidence_round;
        CAPTURE(static_cast<int>(edge.from.value_or(State::closed)));
        CAPTURE(static_cast<int>(edge.command));
        CHECK(edge.during_arbitration == wanted);
    }
}

TEST_CASE("a quote's digest covers every field") {
    using Change = std::function<void(Quote&)>;
    std::vector<Change> const changes = {
        [](Quote& of) { ++of.refund_fen; },
        [](Quote& of) { ++of.goods_fen; },
        [](Quote& of) { ++of.freight_fen; },
        [](Quote& of) { ++of.fee_fen; },
        [](Quote& of) { ++of.gift_deduct_fen; },
        [](Quote& of) { ++of.claw_back_fen; },
        [](Quote& of) { ++of.collect_fen; },
        [](Quote& of) { of.merchant_must_decide = true; },
        [](Quote& of) { of.freight_rule = FreightRule::kept_part; },
        [](Quote& of) { of.lines.clear(); },
        [](Quote& of) { ++of.lines[0].line_no; },
        [](Quote& of) { ++of.lines[0].quantity; },
        [](Quote& of) { ++of.lines[0].units[1]; },
        [](Quote& of) { of.lines[0].entitlements[0] = "L2"; },
        [](Quote& of) { of.lines[0].entitlements.clear(); },
        [](Quote& of) { ++of.lines[0].goods_fen; },
        [](Quote& of) { of.payments.clear(); },
        [](Quote& of) { of.payments[0].payment_id = {"w2"}; },
        [](Quote& of) { ++of.payments[0].amount_fen; },
        [](Quote& of) { ++of.returned.points; },
        [](Quote& of) { of.returned.coupons = {2}; },
        [](Quote& of) { ++of.returned.points_earned; },
        [](Quote& of) { of.gifts.clear(); },
        [](Quote& of) { ++of.gifts[0].line_no; },
        [](Quote& of) { ++of.gifts[0].quantity; },
        [](Quote& of) { of.gifts[0].action = GiftAction::cancel; },
        [](Quote& of) { ++of.gifts[0].deduct_fen; },
        [](Quote& of) { of.gifts[0].units = {2}; },
        [](Quote& of) { of.exchanges.clear(); },
        [](Quote& of) { ++of.exchanges[0].line_no; },
        [](Quote& of) { ++of.exchanges[0].quantity; },
        [](Quote& of) { of.exchanges[0].sku = "K2"; },
        [](Quote& of) { of.exchanges[0].spu = "P2"; },
        [](Quote& of) { of.exchanges[0].title = "裤"; },
        [](Quote& of) { of.exchanges[0].spec = "M"; },
        [](Quote& of) { ++of.exchanges[0].unit_price_fen; },
        [](Quote& of) { ++of.exchanges[0].difference_fen; },
        [](Quote& of) { of.explain.clear(); },
        [](Quote& of) { ++of.explain[0].line_no; },
        [](Quote& of) { ++of.explain[0].unit; },
        [](Quote& of) { of.explain[0].entitlement = "L2"; },
        [](Quote& of) { ++of.explain[0].price_fen; },
        [](Quote& of) { of.explain[0].discounts.clear(); },
        [](Quote& of) { ++of.explain[0].discounts[0].order_discount; },
        [](Quote& of) { ++of.explain[0].discounts[0].own_discount; },
        [](Quote& of) { of.explain[0].discounts[0].kind = DiscountKind::manual; },
        [](Quote& of) { ++of.explain[0].discounts[0].amount_fen; },
        [](Quote& of) { ++of.explain[0].discounts[0].points; },
        [](Quote& of) { ++of.explain[0].rounding_fen; },
        [](Quote& of) { ++of.explain[0].deposit_kept_fen; },
        [](Quote& of) { ++of.explain[0].unpaid_fen; },
        [](Quote& of) { ++of.explain[0].protected_fen; },
        [](Quote& of) { ++of.explain[0].paid_fen; },
    };
    std::set<std::uint64_t> digests = {quote_digest(full_quote())};
    for (Change const& change : changes) {
        Quote changed = full_quote();
        change(changed);
        CHECK(digests.insert(quote_digest(changed)).second);
    }
}

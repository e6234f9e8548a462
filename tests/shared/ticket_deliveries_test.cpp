// Tickets about goods that came in several deliveries, were replaced, or were asked for just in time.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

using enum State;

constexpr Instant ago(Duration time) { return {now.ms - time.ms}; }

/// One piece of line 1 has come, the other is on its way.
Order in_parts() {
    Order made = order(2, 1);
    made.lines[0].deliveries = {{"d1", 1, {}, ago(days(1)), {}, {}}, {"d2", 1, {}, {}, "sf", "SF7654321"}};
    return made;
}

Start late_piece() {
    return {context(in_parts()), request(TicketType::refund_shipped, {{1, 1, {}}}, "not_received")};
}

/// A return for no reason on the last day of its window.
Start last_day() {
    Start made{context(order(2, 1)), request(TicketType::return_refund, {{1, 1, {}}}, "not_wanted")};
    for (Line& line : made.context.order.lines) sign_for(line, ago(days(6)));
    return made;
}

void second_comes(Context& at) { at.order.lines[0].deliveries[1].received_at = at.now; }

Request not_wanted(int line_no, int quantity) {
    return request(TicketType::return_refund, {{line_no, quantity, {}}}, "not_wanted");
}

}  // namespace

TEST_CASE("a piece under way can be stopped although another of its line was signed for") {
    CHECK(given(late_piece(), {}).ticket.goods == Goods::not_received);
    CHECK(given(late_piece(), {intercept(), stopped()}).ticket.state == refunding);
    Start both = late_piece();
    both.request = request(TicketType::refund_shipped, {{1, 2, {}}});
    CHECK(given(both, {}).ticket.goods == Goods::not_received);
    Start here = late_piece();
    here.request = request(TicketType::refund_shipped, {{1, 1, {}}}, "quality");
    CHECK(given(here, {}).ticket.goods == Goods::received);
    CHECK(refused(given(here, {}), intercept()) == Mistakes{{Rule::not_in_this_state, "command", -1}});
}

TEST_CASE("the sign-for of its own delivery tells a ticket that the goods came") {
    Given const at = given(late_piece(), {when(second_comes, order_changed())});
    CHECK(at.ticket.goods == Goods::received);
    auto const first_again = [](Context& of) { of.order.lines[0].deliveries[0].received_at = of.now; };
    CHECK(given(late_piece(), {when(first_again, order_changed())}).ticket.goods == Goods::not_received);
}

TEST_CASE("a request made in time may be changed after the window while its ticket lives") {
    for (std::vector<Move> const& lives : {std::vector<Move>{}, std::vector<Move>{reject()}}) {
        CHECK(given(last_day(), {}).ticket.state == awaiting_merchant);
        Given at = given(last_day(), lives);
        at.context.now = now + days(3);
        Context later = at.next(modify(not_wanted(1, 1)));
        later.actor = actor_of(ActorKind::buyer);
        QuoteInput const input =
            to_change(at.ticket, {later.now, later.order, {}, not_wanted(1, 1), later.policy});
        auto const quoted = quote(input);
        REQUIRE(quoted.ok());
        Apply const change{
            input.request, quoted->refund_fen, quote_digest(*quoted), "补了照片", {{"e1"}, {"e2"}}};
        Decision const decided = decide(at.ticket, Modify{change}, later);
        REQUIRE(decided.ok());
        CHECK(names_of(*decided) == "modified");
        // What was not asked for in time is over.
        for (Request const& more : {not_wanted(1, 2), not_wanted(2, 1)}) {
            Decision const wider = decide(at.ticket, Modify{{more, 0, 0, "", {{"e1"}}}}, later);
            REQUIRE(!wider.ok());
            bool const says_why =
                has(wider.error(), Rule::window_over, "request.lines[0].line_no") ||
                has(wider.error(), Rule::quantity_exceeds_left, "request.lines[0].quantity");
            CHECK(says_why);
        }
    }
    Start late = last_day();
    late.context.now = now + days(3);
    CHECK(!quote({late.context.now, late.context.order, {}, late.request, late.context.policy}).ok());
}

TEST_CASE("more proof lets the merchant look again at what he rejected, also after the window") {
    Given const at = given(last_day(), {reject(), after(days(3), evidence(ActorKind::buyer))});
    CHECK(at.ticket.state == awaiting_merchant);
    CHECK(clock_of(at) == "runs 48h");
    CHECK(at.ticket.modifications == 1);
    CHECK(!at.ticket.rejection);
    CHECK(claims_of(at.ticket).size() == 1);
    CHECK(given(last_day(), {reject(), evidence(ActorKind::buyer), agree()}).ticket.state == awaiting_return);
}

TEST_CASE("words alone, and proof beyond the changes allowed, are kept and leave a rejection as it is") {
    Move words = buyer(AddEvidence{{}, "请再看看"});
    Given const said = given(returned(), {reject(), words});
    CHECK(said.ticket.state == rejected);
    CHECK(clock_of(said) == "runs 159h59m");
    Start strict = returned();
    strict.context.policy.max_modifications = 0;
    Given const kept = given(strict, {reject(), evidence(ActorKind::buyer)});
    CHECK(kept.ticket.state == rejected);
    CHECK(kept.history.back().event.index() == Event{EvidenceAdded{}}.index());
}

TEST_CASE("proof for pieces that another ticket has taken meanwhile is kept") {
    Given at = given(returned(), {reject()});
    Start second = returned();
    second.context.new_no = {"AS2026112100000002"};
    at.context.other_claims = claims_of(given(second, {}).ticket);
    REQUIRE(try_move(at, evidence(ActorKind::buyer)).ok());
    CHECK(at.ticket.state == rejected);
}

TEST_CASE("a corrected sign-for of a parcel replaces the earlier one, and the clock follows") {
    std::vector<Move> moves = {agree(), ship_back(), after(days(1), signed_for(parcel, now + hours(2)))};
    Given const first = given(returned(), moves);
    CHECK(first.ticket.return_signed_at == now + hours(2));
    CHECK(first.ticket.deadline == now + hours(242));
    moves.push_back(signed_for(parcel, now + hours(5)));
    Given const corrected = given(returned(), moves);
    CHECK(corrected.ticket.return_signed_at == now + hours(5));
    CHECK(corrected.ticket.deadline == now + hours(245));
    moves.push_back(signed_for(parcel, now + hours(5)));
    CHECK(given(returned(), moves).history.size() == corrected.history.size());

    std::vector<Move> out = {agree(), reship(), after(days(1), signed_for(out_parcel, now + hours(2)))};
    out.push_back(signed_for(out_parcel, now + hours(6)));
    CHECK(given(reship_missing(), out).ticket.out_signed_at == now + hours(6));
}

TEST_CASE("what replaced a piece is told to the order's other tickets, with its sign-for") {
    std::vector<Move> moves = {agree(), ship_back(), receive(), reship()};
    std::vector<Move> told = moves;
    told.push_back(after(days(1), signed_for(out_parcel, now + hours(9))));
    told.push_back(confirm());
    std::vector<Claim> const held = claims_of(given(repair(), told).ticket);
    REQUIRE(held.size() == 1);
    REQUIRE(held[0].replacement);
    CHECK(*held[0].replacement ==
          Delivery{"AS2026112100000001", 1, {}, now + hours(9), out_parcel.carrier, out_parcel.tracking_no});
    CHECK(held[0].units.empty());
    // Confirmed before the courier said so.
    moves.push_back(confirm());
    Given const confirmed = given(repair(), moves);
    CHECK(claims_of(confirmed.ticket)[0].replacement->received_at == confirmed.ticket.state_since);
}

TEST_CASE("after an exchange a defect of the new piece may be asked for in its own window") {
    Start first = repair();
    sign_for(first.context.order.lines[0], ago(days(10)));
    Given const done = given(first, {agree(), ship_back(), receive(), reship(), confirm()});
    Context at = done.context;
    at.now = at.now + days(6);
    Request const defect = request(TicketType::return_refund, {{1, 1, {}}}, "quality");
    CHECK(!quote({at.now, at.order, {}, defect, at.policy}).ok());
    auto const quoted = quote({at.now, at.order, claims_of(done.ticket), defect, at.policy});
    REQUIRE(quoted.ok());
    CHECK(quoted->refund_fen == 10'000);
    CHECK(quoted->lines[0].deliveries == std::vector<DeliveredPieces>{{"AS2026112100000001", 1}});
}

// Refunded as unshipped, then shipped all the same: the ticket says so until the pieces are back or let go,
// and nobody is paid a second time.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

using enum State;

void all_shipped(Context& at) {
    for (Line& line : at.order.lines) ship(line, line.quantity);
}

/// All was refunded, then shipped.
Given strayed_ticket() { return given(unshipped(), {paid(1), paid(2), when(all_shipped, order_changed())}); }

std::vector<Strays> const all = {{1, 2, 0}, {2, 1, 0}};

/// The ticket when it is told that another one stands so.
Given told(Given refunded, Ticket const& other) {
    refunded.context.other_claims = claims_of(other);
    REQUIRE(try_move(refunded, order_changed()).ok());
    return refunded;
}

}  // namespace

TEST_CASE("the ticket says what was shipped after its refund, in a queue of its own") {
    Given const at = strayed_ticket();
    CHECK(at.ticket.strays == all);
    CHECK(has_strays(at.ticket));
    CHECK(at.ticket.queue == strays_queue);
    CHECK(at.ticket.state == completed);
    CHECK(!has_strays(given(unshipped(), {paid(1), paid(2), order_changed()}).ticket));
}

TEST_CASE("letting them go takes words, clears the mark for good, and nothing can be had back any more") {
    Given const at = strayed_ticket();
    CHECK(refused(at, merchant(SettleStrays{" "})) == Mistakes{{Rule::must_not_be_empty, "text", -1}});
    Given kept = at;
    REQUIRE(try_move(kept, settle_strays()).ok());
    CHECK(!has_strays(kept.ticket));
    CHECK(kept.ticket.queue.empty());
    CHECK(frees_strays(at.ticket, kept.ticket));
    CHECK(refused(kept, settle_strays()) == Mistakes{{Rule::not_in_this_state, "command", -1}});
    REQUIRE(try_move(kept, order_changed()).ok());
    CHECK(!has_strays(kept.ticket));
    Start again = strayed();
    again.context.other_claims = claims_of(kept.ticket);
    CHECK(!quote({now, again.context.order, again.context.other_claims, again.request, again.context.policy})
               .ok());
}

TEST_CASE("buyers can not let them go, and where there are none nobody can") {
    CHECK(refused(strayed_ticket(), buyer(SettleStrays{"留用"})) ==
          Mistakes{{Rule::not_your_part, "command", -1}});
    CHECK(refused(given(unshipped(), {paid(1), paid(2)}), settle_strays()) ==
          Mistakes{{Rule::not_in_this_state, "command", -1}});
}

TEST_CASE("a stopped parcel ends the recall without money, and then the mark is gone") {
    Given const refunded = strayed_ticket();
    Given const asked = given(strayed(), {intercept()});
    CHECK(told(refunded, asked.ticket).ticket.strays == all);
    Given const done = given(strayed(), {intercept(), stopped()});
    CHECK(done.ticket.state == completed);
    CHECK(done.ticket.refunds.empty());
    CHECK(done.ticket.quote.refund_fen == 0);
    CHECK(frees_strays(asked.ticket, done.ticket));
    Given const cleared = told(refunded, done.ticket);
    CHECK(cleared.ticket.strays.empty());
    CHECK(cleared.ticket.queue.empty());
    CHECK(cleared.ticket.state == completed);
}

TEST_CASE("a parcel that was missed, or has come, is sent back without money") {
    for (Given const& done : {given(strayed(), {intercept(), missed(), ship_back(), receive()}),
                              given(strayed(), {agree(), ship_back(), receive()}),
                              given(strayed_here(), {agree(), ship_back(), receive()})}) {
        CHECK(done.ticket.state == completed);
        CHECK(done.ticket.refunds.empty());
        CHECK(told(strayed_ticket(), done.ticket).ticket.strays.empty());
    }
}

TEST_CASE("a recall that ends otherwise leaves the mark") {
    for (Given const& ended : {given(strayed(), {withdraw()}), given(strayed_here(), {agree(), time_out()}),
                               given(strayed_here(), {reject(), time_out()})}) {
        CHECK(ended.ticket.state == closed);
        CHECK(told(strayed_ticket(), ended.ticket).ticket.strays == all);
    }
}

TEST_CASE("no verdict makes money of strays") {
    Given const called = given(strayed_here(), {step_in()});
    CHECK(refused(called, send_another()) == Mistakes{{Rule::verdict_not_possible, "verdict.outcome", -1}});
    Given judged = called;
    REQUIRE(try_move(judged, refund_all()).ok());
    CHECK(judged.ticket.state == awaiting_return);
    CHECK(judged.ticket.quote.refund_fen == 0);
}

TEST_CASE("a part of the strays comes back: the rest stays marked") {
    Start part = strayed_here();
    part.request.lines = {{1, 1, {}}};
    Given const done = given(part, {agree(), ship_back(), receive()});
    CHECK(told(strayed_ticket(), done.ticket).ticket.strays == std::vector<Strays>{{1, 1, 0}, {2, 1, 0}});
}

TEST_CASE("what would have the strays back is made for the page, and its quote is the server's") {
    Given const at = strayed_ticket();
    auto const under_way = recall_of(at.ticket, at.context.order);
    REQUIRE(under_way);
    CHECK(*under_way == strayed().request);
    CHECK(recall_quote(at.context.order, *under_way) ==
          *quote({now, at.context.order, claims_of(at.ticket), *under_way, at.context.policy}));
    Order here = at.context.order;
    for (Line& line : here.lines) sign_for(line, now);
    CHECK(*recall_of(at.ticket, here) == strayed_here().request);
    CHECK(!recall_of(given(unshipped(), {}).ticket, here));
}

TEST_CASE("a recall asks for no pictures, no reason of the shop's, and has no window") {
    Start late = strayed_here();
    late.context.now = now + days(400);
    Apply bare = application(late.request, late.context);
    bare.evidence.clear();
    CHECK(decide(Ticket{}, bare, late.context).ok());
}

TEST_CASE("an hour of the course is used after its refund: the ticket says so") {
    auto const used = [](Context& at) { at.order.lines[1].entitlements[0].used = true; };
    Given const at = given(lessons(), {paid(1), when(used, order_changed())});
    CHECK(at.ticket.strays == std::vector<Strays>{{2, 1, 0}});
    Given settled = at;
    REQUIRE(try_move(settled, settle_strays()).ok());
    CHECK(!has_strays(settled.ticket));
    // One more is news again.
    auto const another = [](Context& of) { of.order.lines[1].entitlements[1].used = true; };
    REQUIRE(try_move(settled, when(another, order_changed())).ok());
    CHECK(settled.ticket.strays == std::vector<Strays>{{2, 1, 1}});
}

// Sending against paying back: of each unsent piece there is one or the other.

#include "domain/ticket/shipping.hpp"

#include "domain/ticket/work.hpp"

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

Instant const half_an_hour = now + minutes(30), an_hour = now + minutes(60);

ShippingClaim claim(std::string id, std::vector<LinePieces> lines, Instant until = half_an_hour) {
    return {std::move(id), std::move(lines), until};
}

/// Two of line 1 and one of line 2 are asked for; so much of the order is being sent.
Start asked_while_sent(std::vector<ShippingClaim> claims, std::vector<LinePieces> refunded = {}) {
    Start made = unshipped();
    made.context.shipping = {std::move(claims), std::move(refunded)};
    return made;
}
Start held() { return asked_while_sent({claim("c1", {{1, 1}})}); }

void nothing_is_sent(Context& at) { at.shipping = {}; }
void more_is_sent(Context& at) { at.shipping.claims = {claim("c2", {{1, 2}}, an_hour)}; }
void all_were_sent(Context& at) {
    at.shipping = {};
    at.order = order_under_way();
}

struct Row {
    char const* name;
    Start (*start)();
    std::vector<Move> history;
    Move move;
    std::string events;
    State state;
    std::string clock = {};
    Cause cause = Cause::none;
};

}  // namespace

TEST_CASE("a refund waits for what is being sent, and no longer than enough of it is over") {
    struct Case {
        char const* name;
        Start start;
        std::string clock;  ///< empty: it is refunded at once
    };
    Case const cases[] = {
        {"nothing is sent", asked_while_sent({}), ""},
        {"one of two", asked_while_sent({claim("c1", {{1, 1}})}), "runs 0h30m"},
        {"the other line", asked_while_sent({claim("c1", {{2, 1}})}), "runs 0h30m"},
        {"until the last of two, as both are needed",
         asked_while_sent({claim("c1", {{1, 1}}), claim("c2", {{1, 1}}, an_hour)}), "runs 1h"},
        {"lines of which nothing is asked do not matter",
         {held().context, request(TicketType::refund_unshipped, {{2, 1, {}}})},
         ""},
        {"what is left is enough", {held().context, request(TicketType::refund_unshipped, {{1, 1, {}}})}, ""},
        {"what another has back is not left",
         {asked_while_sent({claim("c1", {{1, 1}})}, {{1, 1}}).context,
          request(TicketType::refund_unshipped, {{1, 1, {}}})},
         "runs 0h30m"},
        {"the first of two that end is enough",
         {asked_while_sent({claim("c1", {{1, 1}}), claim("c2", {{1, 1}}, an_hour)}).context,
          request(TicketType::refund_unshipped, {{1, 1, {}}})},
         "runs 0h30m"},
    };
    for (Case const& one : cases) {
        CAPTURE(one.name);
        Given const at = given(one.start, {});
        bool const waits = !one.clock.empty();
        CHECK(at.ticket.state == (waits ? State::awaiting_merchant : State::refunding));
        CHECK(at.ticket.held.has_value() == waits);
        CHECK(clock_of(at) == one.clock);
    }
}

TEST_CASE("what waits goes on by itself, is closed when it was sent, and is nobody else's to pay") {
    using enum State;
    Cause const automatic = Cause::unshipped_is_automatic;
    Request const one_left = request(TicketType::refund_unshipped, {{2, 1, {}}});
    Row const rows[] = {
        {"its time is over",
         held,
         {},
         when(nothing_is_sent, time_out()),
         "agreed refund_started",
         refunding,
         "",
         automatic},
        {"its time is over, and others are being sent",
         held,
         {},
         when(more_is_sent, time_out()),
         "held_for_shipping",
         awaiting_merchant,
         "runs 0h30m"},
        {"it is not sent after all",
         held,
         {},
         when(nothing_is_sent, order_changed()),
         "agreed refund_started",
         refunding,
         "",
         automatic},
        {"news that change nothing", held, {}, order_changed(), "", awaiting_merchant, "runs 0h29m"},
        {"more is being sent, and longer",
         held,
         {},
         when(more_is_sent, order_changed()),
         "held_for_shipping",
         awaiting_merchant,
         "runs 0h59m"},
        {"all of it was sent",
         held,
         {},
         when(all_were_sent, order_changed()),
         "closed",
         closed,
         "",
         Cause::shipped_meanwhile},
        {"the buyer takes it back", held, {}, withdraw(), "withdrawn", closed, "", Cause::withdrawn},
        {"the merchant says no", held, {}, reject(), "rejected", rejected, "runs 160h"},
        {"the buyer asks for less, which is not being sent",
         held,
         {},
         modify(one_left),
         "modified agreed refund_started",
         refunding,
         "",
         automatic},
        {"it is not sent, while the clock is frozen",
         held,
         {freeze()},
         when(nothing_is_sent, order_changed()),
         "",
         awaiting_merchant,
         "stands 0h29m"},
        {"what a frozen clock left runs on",
         held,
         {freeze()},
         when(nothing_is_sent, resume()),
         "resumed",
         awaiting_merchant,
         "runs 0h29m"},
        {"it is not sent, while the platform decides",
         held,
         {step_in()},
         when(nothing_is_sent, order_changed()),
         "",
         awaiting_merchant,
         "stands 0h29m"},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Given at = given(row.start(), row.history);
        Decision const decided = try_move(at, row.move);
        REQUIRE(decided.ok());
        CHECK(names_of(*decided) == row.events);
        CHECK(at.ticket.state == row.state);
        CHECK(clock_of(at) == row.clock);
        CHECK(at.ticket.cause == row.cause);
        CHECK(at.ticket == fold(at.history));
        CHECK(at.ticket.held.has_value() == (row.state == awaiting_merchant));
    }
}

TEST_CASE("while its pieces are being sent nobody pays a refund") {
    Mistakes const refusal = {{Rule::being_sent, "command", half_an_hour.ms}};
    CHECK(refused(given(held(), {}), agree()) == refusal);
    CHECK(why_not(given(held(), {}).ticket, ActorKind::merchant, CommandKind::agree) == Rule::being_sent);
    CHECK(!why_not(given(held(), {}).ticket, ActorKind::merchant, CommandKind::reject));
    CHECK(refused(given(held(), {reject()}), agree()) == refusal);
    CHECK(refused(given(held(), {step_in()}), refund_all()) == refusal);
    CHECK(refused(given(held(), {}), extend(ActorKind::buyer)) ==
          Mistakes{{Rule::not_in_this_state, "command"}});
    Start by_staff = held();
    by_staff.context.actor = actor_of(ActorKind::platform);
    Apply apply = application(by_staff.request, by_staff.context);
    Decision const decided = decide(Ticket{}, apply, by_staff.context);
    REQUIRE(!decided.ok());
    CHECK(decided.error() == refusal);
}

TEST_CASE("a review that nobody gives waits likewise, and goes on as what it was") {
    Start start = asked();
    start.context.shipping.claims = {claim("c1", {{1, 2}}, now + hours(49))};
    Given at = given(start, {});
    CHECK(!at.ticket.held);
    CHECK(clock_of(at) == "runs 48h");
    CHECK(names_of(*try_move(at, time_out())) == "held_for_shipping");
    CHECK(clock_of(at) == "runs 1h");
    CHECK(!work_of(at.ticket));
    CHECK(names_of(*try_move(at, when(nothing_is_sent, time_out()))) == "agreed refund_started");
    CHECK(at.ticket.cause == Cause::merchant_timeout);
}

TEST_CASE("of every state of a refund it is said whether its pieces may be sent") {
    struct Case {
        Start (*start)();
        std::vector<Move> history;
        bool blocks;
    };
    Case const cases[] = {
        {unshipped, {}, true},
        {unshipped, {failed(1), paid(2)}, true},
        {unshipped, {failed(1), failed(2)}, true},
        {unshipped, {paid(1), paid(2)}, true},
        {asked, {}, false},
        {asked, {agree()}, true},
        {asked, {offer(1'000)}, false},
        {asked, {reject()}, false},
        {asked, {withdraw()}, false},
        {held, {}, false},
    };
    for (Case const& one : cases) {
        Given const at = given(one.start(), one.history);
        CAPTURE(static_cast<int>(at.ticket.state));
        auto const blocked = why_not_sent(order(0, 0), {at.ticket}, {}, {{1, 2}});
        REQUIRE(blocked.ok());
        CHECK(blocked->empty() != one.blocks);
        if (one.blocks) CHECK(blocked->front().why == ShippingBlock::refunded);
        if (one.blocks) CHECK(blocked->front().by == at.ticket.no.value);
    }
}

TEST_CASE("what stands in the way is told by line, with how much of it") {
    using enum ShippingBlock;
    using Blocked = std::vector<BlockedPieces>;
    std::vector<ShippingClaim> const claims = {claim("c1", {{1, 1}})};
    auto const blocked = [&](Order const& of, std::vector<LinePieces> const& asked_for) {
        auto const found = why_not_sent(of, {}, claims, asked_for);
        REQUIRE(found.ok());
        return *found;
    };
    CHECK(blocked(order(0, 0), {{1, 1}, {2, 1}}).empty());
    CHECK(blocked(order(0, 0), {{1, 2}, {2, 1}}) == Blocked{{1, claimed, 1, "c1"}});
    CHECK(blocked(order(1, 1), {{1, 1}, {2, 1}}) ==
          Blocked{{1, claimed, 1, "c1"}, {1, sent, 1, ""}, {2, sent, 1, ""}});
    CHECK(why_not_sent(order(0, 0), {}, {}, {{1, 3}, {9, 1}, {2, 1}, {2, 1}}).error() ==
          Mistakes{{Rule::quantity_exceeds_left, "lines[0].quantity", 2},
                   {Rule::line_unknown, "lines[1].line_no"},
                   {Rule::line_twice, "lines[3].line_no"}});
    CHECK(why_not_sent(order_with_course(), {}, {}, {{2, 1}}).error() ==
          Mistakes{{Rule::virtual_is_not_shipped, "lines[0].line_no"}});
    CHECK(why_not_sent(order(0, 0), {}, {}, {}).error() == Mistakes{{Rule::must_not_be_empty, "lines"}});
}

TEST_CASE("what was sent uses up the claims that end first, and each only of its own line") {
    std::vector<ShippingClaim> claims = {claim("late", {{1, 2}, {2, 1}}, an_hour), claim("early", {{1, 1}})};
    use_claims(claims, {1, 2});
    CHECK(claims[1].lines.empty());
    CHECK(claims[0].lines == std::vector<LinePieces>{{1, 1}, {2, 1}});
    use_claims(claims, {1, 9});
    CHECK(claims[0].lines == std::vector<LinePieces>{{2, 1}});
}

// More time for the other side: what is refused, when the new limit is over, and what is counted.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

struct Row {
    char const* name;
    std::vector<Move> history;
    Move move;
    Mistakes want;
};

void check_rows(std::vector<Row> const& rows) {
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(refused(given(returned(), row.history), row.move) == row.want);
    }
}

}  // namespace

TEST_CASE("more time is given to the other side, in bounds, and while a clock runs") {
    using enum ActorKind;
    std::vector<Move> const twice = {extend(buyer), extend(buyer)};
    Mistakes const not_ones_own = {{Rule::not_your_part, "command"}};
    check_rows({
        {"no time", {}, extend(buyer, {0}), {{Rule::extension_too_short, "by_ms"}}},
        {"less than none", {}, extend(buyer, {-1}), {{Rule::extension_too_short, "by_ms"}}},
        {"too much at once",
         {},
         extend(buyer, {hours(72).ms + 1}),
         {{Rule::extension_too_long, "by_ms", 72}}},
        {"a third time", twice, extend(buyer), {{Rule::too_many_extensions, "command", 2}}},
        {"a third time, for nothing",
         twice,
         extend(buyer, {0}),
         {{Rule::too_many_extensions, "command", 2}, {Rule::extension_too_short, "by_ms"}}},
        {"the merchant's own", {}, extend(merchant), not_ones_own},
        {"the buyer's own", {agree()}, extend(buyer), not_ones_own},
        {"by the platform", {}, extend(platform), not_ones_own},
        {"by the desk", {}, extend(ActorKind::system), not_ones_own},
        {"while the clock is frozen", {freeze()}, extend(buyer), {{Rule::not_in_this_state, "command"}}},
        {"at the end", {withdraw()}, extend(buyer), {{Rule::not_in_this_state, "command"}}},
        {"in the round of evidence",
         {step_in(), ask_evidence()},
         extend(buyer),
         {{Rule::under_arbitration, "command"}}},
    });
    Given const at = given(returned(), {});
    CHECK(refused(at, extend(buyer, {1})).empty());
    CHECK(refused(at, extend(buyer, hours(72))).empty());
    Start never = returned();
    never.context.policy.extensions.per_state = 0;
    CHECK(refused(given(never, {}), extend(buyer)) == Mistakes{{Rule::too_many_extensions, "command", 0}});
}

TEST_CASE("the buyer waits for the merchant twice, and no longer; then the merchant for the buyer") {
    Given at = given(returned(), {});
    Instant const first = *at.ticket.deadline;
    REQUIRE(try_move(at, extend(ActorKind::buyer, hours(24))).ok());
    CHECK(*at.ticket.deadline == first + hours(24));
    REQUIRE(try_move(at, extend(ActorKind::buyer, hours(72))).ok());
    CHECK(*at.ticket.deadline == first + hours(96));
    CHECK(at.ticket.extensions == 2);
    CHECK(refused(at, extend(ActorKind::buyer)) == Mistakes{{Rule::too_many_extensions, "command", 2}});

    // What is left goes on after an offer and after the platform let the clock stand.
    REQUIRE(try_move(at, freeze()).ok());
    REQUIRE(try_move(at, after(hours(5), resume())).ok());
    CHECK(*at.ticket.deadline == first + hours(96 + 5));
    CHECK(at.ticket.extensions == 2);

    // The timer fires at the new time; the state that follows counts anew.
    REQUIRE(try_move(at, time_out()).ok());
    CHECK(at.context.now == first + hours(96 + 5));
    CHECK(at.ticket.state == State::awaiting_return);
    CHECK(at.ticket.extensions == 0);
    CHECK(fold(at.history) == at.ticket);
}

TEST_CASE("more time is counted like any limit: not in holidays, and from now when the limit is over") {
    Start of = returned();
    Instant const end = of.context.now + hours(48);
    of.context.policy.holidays = {{end + hours(1), end + hours(101)}};
    Given at = given(of, {});
    REQUIRE(*at.ticket.deadline == end);
    REQUIRE(try_move(at, extend(ActorKind::buyer, hours(24))).ok());
    CHECK(*at.ticket.deadline == end + hours(124));

    Given late = given(returned(), {});
    REQUIRE(try_move(late, after(hours(50), extend(ActorKind::buyer, hours(24)))).ok());
    CHECK(*late.ticket.deadline == late.context.now + hours(24));
}

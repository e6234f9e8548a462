// An appeal: who may, how long, how often; who decides about it; what the ticket keeps of both verdicts.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

Move part(Fen refund_fen) {
    return verdict({.outcome = Outcome::refund_part, .refund_fen = refund_fen, .return_goods = true});
}

std::vector<Move> const nothing = {reject(), escalate(), refund_none()};

/// What an appeal of this side is refused with; nothing when it may.
Mistakes refused_to(ActorKind side, Start const& from, std::vector<Move> const& moves) {
    return refused(given(from, moves), appeal(side));
}

Mistakes at_command(Rule rule, std::int64_t limit = -1) { return {{rule, "command", limit}}; }

}  // namespace

TEST_CASE("who got less than he asked for may appeal, or who has to give something; nobody else") {
    struct Row {
        char const* name;
        Start (*start)();
        std::vector<Move> moves;
        bool buyer_may, merchant_may;
    };
    std::vector<Row> const rows = {
        {"before any verdict", returned, {agree()}, false, false},
        {"called in, not decided", returned, {agree(), step_in()}, false, false},
        {"all of it, once the goods are back", returned, {step_in(), refund_all(true)}, false, true},
        {"a part of it", returned, {step_in(), part(9'000)}, true, true},
        {"a part that is all of it", returned, {step_in(), part(25'000)}, false, true},
        {"nothing", returned, nothing, true, false},
        {"other goods in place of money", returned, {step_in(), send_another()}, true, true},
        {"other goods for who asked for them", exchange, {step_in(), send_another(true)}, false, true},
        {"money in place of other goods", exchange, {step_in(), refund_all(true)}, false, true},
        {"a part in place of other goods", exchange, {step_in(), part(9'000)}, true, true},
        {"the money is on its way", returned, {step_in(), refund_part(9'000)}, false, false},
        {"the money is there", returned, {step_in(), refund_all(), paid(1), paid(2)}, false, false},
        {"the goods are on their way", returned, {step_in(), send_another(), reship()}, false, false},
        {"withdrawn after the verdict", returned, {step_in(), part(9'000), withdraw()}, false, false},
        {"closed by the platform, without a verdict", returned, {reject(), shut()}, false, false},
        {"both agreed on something else since",
         inspected,
         {step_in(), part(9'000), ship_back(), receive(), offer(8'000), accept()},
         false,
         false},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(refused_to(ActorKind::buyer, row.start(), row.moves).empty() == row.buyer_may);
        CHECK(refused_to(ActorKind::merchant, row.start(), row.moves).empty() == row.merchant_may);
        CHECK(!refused_to(ActorKind::platform, row.start(), row.moves).empty());
        CHECK(!refused_to(ActorKind::system, row.start(), row.moves).empty());
    }
}

TEST_CASE("an appeal comes within the shop's limit, holidays not counted, and says why") {
    Given at = given(returned(), nothing);
    REQUIRE(appeal_until(at.ticket, at.context.policy) ==
            Instant{at.context.now.ms + hours(70).ms});  // the fixture's limit
    CHECK(refused(at, after(hours(70), appeal(ActorKind::buyer))).empty());
    CHECK(refused(at, after({hours(70).ms + 1}, appeal(ActorKind::buyer))) ==
          at_command(Rule::appeal_too_late, 70));
    at.context.policy.holidays = {{at.context.now, {at.context.now.ms + hours(24).ms}}};
    CHECK(refused(at, after(hours(94), appeal(ActorKind::buyer))).empty());
    CHECK(refused(at, after(hours(95), appeal(ActorKind::buyer))) == at_command(Rule::appeal_too_late, 70));

    Move silent = appeal(ActorKind::buyer);
    silent.command = Appeal{"  ", {}};
    CHECK(refused(at, silent) == Mistakes{{Rule::must_not_be_empty, "text"}});
    silent.command = Appeal{std::string(501, 'x'), std::vector<EvidenceId>(10, {"e1"})};
    CHECK(refused(at, silent) == Mistakes{{Rule::too_long, "text", 500}, {Rule::too_many, "evidence", 9}});
    silent.command = Appeal{"没有照片也可以", {}};
    CHECK(refused(at, silent).empty());
}

TEST_CASE("the second verdict is another's, and there is no third") {
    std::vector<Move> const appealed = with(nothing, {appeal(ActorKind::buyer)});
    Given const at = given(returned(), appealed);
    CHECK(refused(at, refund_all()) == at_command(Rule::second_judge_needed));
    CHECK(refused(at, second_verdict(refund_all())).empty());
    CHECK(refused(at, appeal(ActorKind::buyer)) == at_command(Rule::not_in_this_state));

    Given const closed = given(returned(), with(appealed, {second_verdict(refund_none())}));
    CHECK(refused(closed, appeal(ActorKind::buyer)) == at_command(Rule::not_in_this_state));
    Given const sends = given(returned(), with(appealed, {second_verdict(refund_all(true))}));
    CHECK(refused(sends, appeal(ActorKind::merchant)) == at_command(Rule::not_in_this_state));
    // Rule: it is final, also where a buyer may call the platform about what an inspection found.
    std::vector<Move> const kept = {agree(),
                                    ship_back(),
                                    look_at(),
                                    step_in(),
                                    refund_none(),
                                    appeal(ActorKind::buyer),
                                    second_verdict(refund_none())};
    Given const back = given(returned(), kept);
    CHECK(back.ticket.state == State::sending_back);
    CHECK(refused(back, escalate()) == at_command(Rule::not_in_this_state));
    CHECK(refused(given(returned(), with(kept, {time_out()})), escalate()).empty());  // not sent in time
    CHECK(refused(given(returned(), with(kept, {reship()})), escalate()).empty());    // something else came
}

TEST_CASE("the ticket keeps the first verdict beside the appeal, and who gave the newest") {
    Given const at = given(returned(), with(nothing, {appeal(ActorKind::buyer)}));
    Arbitration const& called = *at.ticket.arbitration;
    REQUIRE(called.appeal);
    CHECK(called.appeal->by == ActorKind::buyer);
    CHECK(called.appeal->text == "不认可裁决");
    CHECK(!called.appeal->first);
    CHECK(called.verdict->outcome == Outcome::refund_none);
    CHECK(called.judge == "p1");
    CHECK(called.by == ActorKind::buyer);
    Given const then =
        given(returned(), with(nothing, {appeal(ActorKind::buyer), second_verdict(refund_all())}));
    Arbitration const& decided = *then.ticket.arbitration;
    CHECK(decided.appeal->first->outcome == Outcome::refund_none);
    CHECK(decided.verdict->outcome == Outcome::refund_all);
    CHECK(decided.judge == "p2");
}

TEST_CASE("a ticket that was closed takes its pieces again, if they are still there") {
    Given at = given(returned(), nothing);
    REQUIRE(claims_of(at.ticket).empty());
    Given once = at;
    REQUIRE(try_move(once, appeal(ActorKind::buyer)).ok());
    CHECK(claims_of(once.ticket).size() == 2);
    CHECK(once.ticket.quote == at.ticket.quote);

    at.context.other_claims = claims_of(at.ticket.quote, TicketType::return_refund, ClaimState::reserved);
    CHECK(refused(at, appeal(ActorKind::buyer)) ==
          Mistakes{{Rule::nothing_left, "request.lines[0].quantity", 0},
                   {Rule::nothing_left, "request.lines[1].quantity", 0}});
}

TEST_CASE("a clock is stopped with a reason, which its event keeps") {
    Given at = given(returned(), {});
    CHECK(refused(at, platform(Freeze{" "})) == Mistakes{{Rule::must_not_be_empty, "text"}});
    CHECK(refused(at, platform(Freeze{std::string(501, 'x')})) == Mistakes{{Rule::too_long, "text", 500}});
    REQUIRE(try_move(at, freeze()).ok());
    bool kept = false;
    for (EventRecord const& record : at.history) {
        auto const* const frozen = std::get_if<Frozen>(&record.event);
        kept |= frozen != nullptr && frozen->text == "等待鉴定";
    }
    CHECK(kept);
}

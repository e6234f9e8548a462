// Who decides, and how often: automatic rules, the second person, daily limits, changes, news of the order;
// and how failed refunds get through.

#include "domain/ticket/approval.hpp"
#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

Request one_unit() { return request(TicketType::return_refund, {{1, 1, {}}}); }

AutoRule rule(std::string id, AutoAction action, std::string queue = {}) {
    AutoRule made;
    made.id = std::move(id);
    made.action = action;
    made.queue = std::move(queue);
    return made;
}

Start by_rules(std::vector<AutoRule> rules) {
    Start made = returned();
    made.context.policy.auto_rules = std::move(rules);
    made.context.default_return_address = default_address;
    return made;
}

}  // namespace

TEST_CASE("a rule agrees in the merchant's place, and says why") {
    AutoRule small = rule("small", AutoAction::agree);
    small.max_refund_fen = 25'000;
    Given const at = given(by_rules({small}), {});
    CHECK(at.ticket.state == State::awaiting_return);
    CHECK(at.ticket.auto_rule == "small");
    CHECK(at.ticket.queue.empty());
    CHECK(at.ticket.return_address == default_address);
    auto const& why = std::get<AutoReviewed>(at.history[1].event).why;
    REQUIRE(why.size() == 1);
    CHECK(why[0] == MatchedFact{"max_refund_fen", "25000 ≤ 25000"});
}

TEST_CASE("a rule routes to a queue, and a change is looked at anew") {
    AutoRule large = rule("large", AutoAction::queue, "seniors");
    large.min_refund_fen = 20'000;
    Given const at = given(by_rules({large}), {});
    CHECK(at.ticket.state == State::awaiting_merchant);
    CHECK(at.ticket.queue == "seniors");
    CHECK(given(by_rules({large}), {modify(one_unit())}).ticket.queue.empty());
    CHECK(given(by_rules({large}), {modify(one_unit())}).ticket.auto_rule.empty());
}

TEST_CASE("rules see the buyer's history, the risk signals and every line's class") {
    AutoRule often = rule("often", AutoAction::queue, "watch");
    often.min_buyer_tickets_30d = 3;
    AutoRule risky = rule("risky", AutoAction::queue, "risk");
    risky.risk_signals = {"new_account"};
    AutoRule food = rule("food", AutoAction::queue, "food");
    food.categories = {"food"};
    Start from = by_rules({often, risky, food});
    CHECK(given(from, {}).ticket.auto_rule.empty());
    from.context.order.lines[1].category = "food";
    CHECK(given(from, {}).ticket.auto_rule == "food");
    from.context.risk_signals = {"new_account"};
    CHECK(given(from, {}).ticket.auto_rule == "risky");
    from.context.buyer_tickets_30d = 3;
    Given const at = given(from, {});
    CHECK(at.ticket.auto_rule == "often");
    CHECK(std::get<Applied>(at.history[0].event).buyer_tickets_30d == 3);
    CHECK(std::get<Applied>(at.history[0].event).risk_signals == std::vector<std::string>{"new_account"});
}

// ---- The second person ------------------------------------------------------------------------------------

TEST_CASE("above the limit two persons agree, each once") {
    Start from = returned();
    from.context.policy.four_eyes_above_fen = 24'999;
    Given const first = given(from, {agree()});
    CHECK(first.ticket.first_approval == "u1");
    CHECK(refused(first, agree()) == Mistakes{{Rule::second_person_needed, "command", 24'999}});
    CHECK(given(from, {agree(), by("u2", agree())}).ticket.state == State::awaiting_return);
    CHECK(given(from, {agree(), by("u2", agree())}).ticket.first_approval.empty());
    CHECK(given(from, {agree(), modify(from.request)}).ticket.first_approval.empty());
    from.context.policy.four_eyes_above_fen = 25'000;
    CHECK(given(from, {agree()}).ticket.state == State::awaiting_return);
}

TEST_CASE("silence, rules and the platform need no second person") {
    Start from = returned();
    from.context.policy.four_eyes_above_fen = 1;
    CHECK(given(from, {time_out()}).ticket.state == State::awaiting_return);
    CHECK(given(from, {step_in(), refund_all()}).ticket.state == State::refunding);
    Start fast = unshipped();
    fast.context.policy.four_eyes_above_fen = 1;
    CHECK(given(fast, {}).ticket.state == State::refunding);
}

TEST_CASE("a stopped parcel and a fallback need the second person, too") {
    Start from = under_way();
    from.context.policy.four_eyes_above_fen = 1;
    Move by_merchant = stopped();
    by_merchant.actor = ActorKind::merchant;
    Given const first = given(from, {intercept(), by_merchant});
    CHECK(first.ticket.state == State::intercepting);
    CHECK(first.ticket.first_approval == "u1");
    CHECK(given(from, {intercept(), by_merchant, by("u2", by_merchant)}).ticket.state == State::refunding);
    CHECK(given(from, {intercept(), stopped()}).ticket.state == State::refunding);
    CHECK(given(from, {intercept(), missed()}).ticket.state == State::awaiting_return);
    Start of = exchange();
    of.context.policy.four_eyes_above_fen = 1;
    std::vector<Move> const back = {agree(), ship_back(), receive(), fall_back()};
    Given const fallen = given(of, back);
    CHECK(fallen.ticket.state == State::awaiting_reship);
    Given second = fallen;
    REQUIRE(try_move(second, by("u2", fall_back())).ok());
    CHECK(second.ticket.state == State::refunding);
}

TEST_CASE("one person agrees to so much a day") {
    Start from = returned();
    from.context.policy.daily_limit_fen = 30'000;
    Given at = given(from, {});
    at.context.approved_today_fen = 5'000;
    CHECK(refused(at, agree()).empty());
    at.context.approved_today_fen = 5'001;
    CHECK(refused(at, agree()) == Mistakes{{Rule::daily_limit_reached, "command", 30'000}});
    at.context.approved_today_fen = max_fen;
    CHECK(refused(at, agree()) == Mistakes{{Rule::daily_limit_reached, "command", 30'000}});
    CHECK(refused(at, reject()).empty());
    CHECK(refused(at, time_out()).empty());
    at.context.policy.daily_limit_fen = 0;
    CHECK(refused(at, agree()).empty());
}

TEST_CASE("staff open tickets without evidence and beyond the number of applications, but with no fee") {
    Start from = returned();
    from.context.actor = actor_of(ActorKind::merchant);
    from.context.applications = 99;
    Apply apply = application(from.request, from.context);
    apply.evidence.clear();
    CHECK(decide(Ticket{}, apply, from.context).ok());
    from.request.fee_fen = 100;
    apply = application(from.request, from.context);
    CHECK(decide(Ticket{}, apply, from.context).error() ==
          Mistakes{{Rule::not_your_part, "request.fee_fen", 0}});
    from.request.fee_fen = 0;
    from.context.policy.four_eyes_above_fen = 1;
    apply = application(from.request, from.context);
    Given at;
    at.context = from.context;
    at.take(*decide(Ticket{}, apply, from.context));
    CHECK(at.ticket.state == State::awaiting_merchant);
    CHECK(at.ticket.first_approval == "u1");
    CHECK(clock_of(at) == "runs 48h");
    from.context.policy.daily_limit_fen = 1;
    CHECK(decide(Ticket{}, apply, from.context).error() ==
          Mistakes{{Rule::daily_limit_reached, "command", 1}});
}

TEST_CASE("a first approval counts for the day's limit as well") {
    Start from = returned();
    from.context.policy.four_eyes_above_fen = 1;
    from.context.policy.daily_limit_fen = 20'000;
    Mistakes const too_much = {{Rule::daily_limit_reached, "command", 20'000}};
    CHECK(refused(given(from, {}), agree()) == too_much);
    CHECK(refused(given(from, {offer(1), counter(20'001)}), accept_counter()) == too_much);
    CHECK(refused(given(from, {offer(1), counter(20'000)}), accept_counter()).empty());
}

TEST_CASE("what a merchant's steps add to his day") {
    Start const from = returned();
    auto const added = [](Given at, Command const& command) {
        Ticket const before = at.ticket;
        auto const decided = decide(before, command, at.context);
        REQUIRE(decided.ok());
        at.take(*decided);
        return approved_fen(before, *decided, at.context.actor, at.ticket);
    };
    Given at = given(from, {});
    at.context.actor = actor_of(ActorKind::merchant);
    Fen const refund_fen = at.ticket.quote.refund_fen;
    REQUIRE(refund_fen > 0);
    CHECK(added(at, Agree{default_address}) == refund_fen);
    CHECK(!added(at, Reject{"other", "no", {}}));
    at.context.actor = actor_of(ActorKind::platform);
    CHECK(!added(at, StepIn{"looking"}));

    Start of_parcel = under_way();
    Given under = given(of_parcel, {intercept()});
    under.context.actor = actor_of(ActorKind::merchant);
    CHECK(added(under, InterceptResult{true, {}}) == under.ticket.quote.refund_fen);
    CHECK(!added(under, InterceptResult{false, default_address}));

    Given sent = given(exchange(), {agree(), ship_back(), receive()});
    sent.context.actor = actor_of(ActorKind::merchant);
    REQUIRE(sent.ticket.state == State::awaiting_reship);
    auto const fallen = added(sent, FallBack{"broken for good"});
    REQUIRE(fallen);
    CHECK(*fallen > 0);
}

// ---- Changes ----------------------------------------------------------------------------------------------

TEST_CASE("a ticket may be changed five times") {
    Given at = given(returned(), {});
    for (int i = 0; i < 5; ++i) REQUIRE(try_move(at, modify(one_unit())).ok());
    CHECK(at.ticket.modifications == 5);
    CHECK(at.ticket.quote.refund_fen == 10'000);
    CHECK(refused(at, modify(one_unit())) == Mistakes{{Rule::too_many_modifications, "request", 5}});
}

TEST_CASE("a change is checked like an application and forgets the rejection") {
    Given const at = given(returned(), {reject(), modify(one_unit())});
    CHECK(!at.ticket.rejection);
    CHECK(at.ticket.state == State::awaiting_merchant);
    Given const open = given(returned(), {});
    Apply wrong = application(one_unit(), open.context);
    wrong.expected_refund_fen += 1;
    CHECK(refused(open, buyer(Modify{wrong})) == Mistakes{{Rule::quote_changed, "quote", 10'000}});
    wrong = application(one_unit(), open.context);
    wrong.evidence.clear();
    CHECK(refused(open, buyer(Modify{wrong})) == Mistakes{{Rule::evidence_required, "evidence", 1}});
}

TEST_CASE("a change notes where the goods of the new request are") {
    Start half = returned();
    sign_for(half.context.order.lines[1], std::nullopt);
    CHECK(given(half, {}).ticket.goods == Goods::not_received);
    Given const here = given(half, {modify(request(TicketType::return_refund, {{1, 2, {}}}))});
    CHECK(here.ticket.goods == Goods::received);
    Given const at = given(half, {modify(request(TicketType::return_refund, {{2, 1, {}}}))});
    CHECK(at.ticket.goods == Goods::not_received);
    CHECK(given(lessons(), {}).ticket.goods == Goods::not_received);
}

TEST_CASE("a lesson taken meanwhile is not paid for; without any left the ticket closes") {
    auto const take_one = [](Context& at) { at.order.lines[1].entitlements[0].used = true; };
    auto const take_all = [](Context& at) {
        for (Entitlement& lesson : at.order.lines[1].entitlements) lesson.used = true;
    };
    Given const one = given(reviewed_lessons(), {when(take_one, order_changed())});
    CHECK(one.ticket.quote.refund_fen == 6'000);
    CHECK(one.ticket.request.lines[0].entitlements == std::vector<std::string>{"L2", "L3"});
    Given const all = given(reviewed_lessons(), {when(take_all, order_changed())});
    CHECK(all.ticket.state == State::closed);
    CHECK(all.ticket.cause == Cause::used_meanwhile);
    Given const goods_left = given(mixed(), {when(take_all, order_changed())});
    CHECK(goods_left.ticket.state == State::awaiting_merchant);
    CHECK(goods_left.ticket.quote.refund_fen == 20'000);
    CHECK(goods_left.ticket.request.lines.size() == 1);
}

TEST_CASE("a parcel that is stopped has not been received, whatever the order says later") {
    auto const signed_now = [](Context& at) {
        for (Line& line : at.order.lines) sign_for(line, at.now);
    };
    Given const missed_it = given(under_way(), {intercept(), missed(), when(signed_now, order_changed())});
    CHECK(missed_it.ticket.goods == Goods::received);
    CHECK(missed_it.ticket.goods_come_back);
    std::vector<Move> const here = {agree(), ship_back(), look_at(), when(signed_now, order_changed())};
    CHECK(given(returned(), here).ticket.goods == Goods::returned);
}

// ---- Failed refunds ---------------------------------------------------------------------------------------

TEST_CASE("a failed part goes to the balance under a number of its own, once") {
    Given const at = given(unshipped(), {paid(1), failed(2), retry(Via::balance)});
    CHECK(at.ticket.refunds[1].refund_no == part_no(2) + "B");
    CHECK(at.ticket.refunds[1].via == Via::balance);
    CHECK(at.ticket.refunds[1].failure.empty());
    CHECK(at.ticket.refunds[0].refund_no == part_no(1));
    Move const fails = channel(part_no(2) + "B", PartStatus::failed);
    for (Via via : {Via::original, Via::balance}) {
        Given const again = given(unshipped(), {paid(1), failed(2), retry(Via::balance), fails, retry(via)});
        CHECK(again.ticket.refunds[1].refund_no == part_no(2) + "B");
        CHECK(again.ticket.refunds[1].via == Via::balance);
        CHECK(again.ticket.refunds[1].status == PartStatus::pending);
    }
    CHECK(given(unshipped(), {paid(1), failed(2), retry()}).ticket.refunds[1].refund_no == part_no(2));
}

TEST_CASE("what the channel pays beside the balance or the proof is noted, once") {
    Given at = given(unshipped(), {paid(1), failed(2), retry(Via::balance), paid(2)});
    CHECK(at.ticket.paid_twice == std::vector<std::string>{part_no(2)});
    CHECK(try_move(at, paid(2))->empty());
    CHECK(try_move(at, failed(2))->empty());
    Given proven = given(unshipped(), {failed(1), failed(2), offline(part_no(1)), paid(1)});
    CHECK(proven.ticket.paid_twice == std::vector<std::string>{part_no(1)});
    CHECK(proven.ticket.refunds[0].via == Via::offline);
    CHECK(proven.ticket.refunds[0].status == PartStatus::succeeded);
    CHECK(try_move(proven, paid(1))->empty());
    CHECK(try_move(proven, failed(1))->empty());
    Move const balance_fails = channel(part_no(2) + "B", PartStatus::failed);
    Given const third_way = given(unshipped(), {paid(1), failed(2), retry(Via::balance), balance_fails,
                                                offline(part_no(2) + "B"), paid(2)});
    CHECK(third_way.ticket.paid_twice == std::vector<std::string>{part_no(2)});
}

TEST_CASE("a rating stays") {
    std::vector<Move> const done = {paid(1), paid(2), rate(4)};
    Given const at = given(unshipped(), done);
    CHECK(at.ticket.rating == Rating{4, "很好"});
    CHECK(refused(at, rate(5)) == Mistakes{{Rule::not_in_this_state, "command"}});
}

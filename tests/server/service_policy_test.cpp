// Policies: versions that never change, written by managers; shops override keys; a dry run tells exactly
// which past tickets other rules would have decided otherwise.

#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

wire::Value json(std::string const& text) {
    auto value = wire::parse_json(text);
    REQUIRE(value.ok());
    return std::move(value).value();
}

Mistakes put(World& w, Caller const& who, int based_on, std::string const& document) {
    auto const done = w.service->policies.put(who, {based_on, json(document)});
    return done.ok() ? Mistakes{} : done.error();
}

std::string const small_returns =
    R"([{"id":"small","types":["return_refund"],"reasons":[],"categories":[],"max_refund_fen":7000,)"
    R"("risk_signals":[],"action":"agree"}])";

}  // namespace

TEST_CASE("a new version names its author; a stale one is refused; tickets keep theirs") {
    World w;
    auto const ticket = w.return_one().ticket;
    CHECK(ticket.policy_version == 1);
    auto const done = w.service->policies.put(w.platform, {1, json(R"({"max_modifications":2})")});
    REQUIRE(done.ok());
    CHECK(done->stamp.version == 2);
    CHECK(done->stamp.actor == "p1");
    CHECK(done->stamp.at_ms == world::noon.ms);
    CHECK(done->versions.size() == 2);
    CHECK(put(w, w.platform, 1, "{}").front().rule == Rule::stale_version);
    CHECK(w.return_one().ticket.policy_version == 2);
    w.restart();
    CHECK(w.look(ticket.no.value).policy.max_modifications == 5);
    CHECK(w.service->policies.show(w.platform, 1)->stamp.version == 1);
    CHECK(!w.service->policies.show(w.platform, 9).ok());
    CHECK(w.differences().empty());
}

TEST_CASE("every mistake is told with its path; nothing is written then") {
    World w;
    auto const told =
        put(w, w.platform, 1, R"({"limits":{"buyer_offer_ms":-1},"shops":{"s9":{}},"nonsense":1})");
    REQUIRE(told.size() >= 2);
    CHECK(told.front().path.rfind("policy.", 0) == 0);
    CHECK(put(w, w.platform, 1, R"({"shops":{"s9":{"inspection":true}}})").front().rule ==
          Rule::shop_unknown);
    auto const own = put(w, w.merchant, 1, R"({"limits":{"buyer_offer_ms":-1}})");
    REQUIRE(!own.empty());
    CHECK(own.front().path == "overrides.limits.buyer_offer_ms");
    CHECK(w.service->policies.show(w.platform, {})->stamp.version == 1);
}

TEST_CASE("a rule that asks for risk signals is refused, at its key") {
    World w;
    std::string const rules =
        R"({"auto_rules":[{"id":"a","action":"queue","queue":"q","risk_signals":["vpn"]}]})";
    CHECK(put(w, w.platform, 1, rules) ==
          Mistakes{{Rule::risk_signals_unavailable, "policy.auto_rules[0].risk_signals", -1}});
    CHECK(put(w, w.merchant, 1, rules) ==
          Mistakes{{Rule::risk_signals_unavailable, "overrides.auto_rules[0].risk_signals", -1}});
}

TEST_CASE("a shop sets its own keys only, and only its manager does") {
    World w;
    REQUIRE(put(w, w.merchant, 1, R"({"inspection":true})").empty());
    CHECK(put(w, w.reviewer, 2, "{}") == lacks(Right::set_policy));
    CHECK(put(w, w.buyer, 2, "{}").front().rule == Rule::not_your_part);
    CHECK(w.look(w.return_one().ticket.no.value).policy.inspection);
    auto const other = w.service->policies.show(w.other_merchant, {});
    REQUIRE(other.ok());
    CHECK(*other->overrides == wire::Value(wire::Object{}));
    CHECK(wire::write_json(other->policy).find(R"("inspection":true)") == std::string::npos);
    auto const whole = w.service->policies.show(w.platform, {});
    CHECK(wire::write_json(whole->policy).find(R"("shops":{"s1":{"inspection":true}})") != std::string::npos);
    REQUIRE(put(w, w.merchant, 2, "{}").empty());
    CHECK(!w.look(w.return_one().ticket.no.value).policy.inspection);
}

TEST_CASE("a rule of the shop agrees by itself, and says why: to the shop, not to the buyer") {
    World w;
    REQUIRE(
        put(w, w.merchant, 1, R"({"daily_limit_fen":900000,"auto_rules":)" + small_returns + "}").empty());
    auto const told = w.return_one("E2", 1);
    CHECK(told.ticket.state == State::awaiting_return);
    CHECK(told.ticket.cause == Cause::auto_rule);
    CHECK(told.ticket.auto_rule.empty());
    CHECK(told.policy.auto_rules.empty());
    CHECK(told.policy.daily_limit_fen == 0);
    CHECK(!std::holds_alternative<AutoReviewed>(told.history[1].event));
    auto const order = w.service->orders.show(w.buyer, "E2");
    REQUIRE(order.ok());
    CHECK(wire::write_json(wire::to_json(*order)).find("daily_limit_fen") == std::string::npos);

    auto const small = w.look(told.ticket.no.value);
    CHECK(small.policy.daily_limit_fen == 900'000);
    CHECK(small.ticket.state == State::awaiting_return);
    CHECK(small.ticket.auto_rule == "small");
    CHECK(small.ticket.cause == Cause::auto_rule);
    auto const* why = std::get_if<AutoReviewed>(&small.history[1].event);
    REQUIRE(why != nullptr);
    CHECK(why->why.back().fact == "6667 ≤ 7000");
    CHECK(w.return_one("E2", 2).ticket.state == State::awaiting_merchant);
    CHECK(w.differences().empty());
}

TEST_CASE("a dry run lists exactly the past tickets that would have been decided otherwise") {
    World w;
    std::string const one = w.return_one("E2", 1).ticket.no.value;
    w.return_one("E2", 2);
    w.refund_one("E1");  // decided by nobody, so by no rule
    std::string const rules = R"({"auto_rules":)" + small_returns + "}";
    auto const run = w.service->policies.dry_run(w.platform, {json(rules), {}});
    REQUIRE(run.ok());
    CHECK(run->reviewed == 2);
    REQUIRE(run->changes.size() == 1);
    CHECK(run->changes[0].ticket_no == one);
    CHECK(run->changes[0].before.rule.empty());
    CHECK(run->changes[0].after.action == AutoAction::agree);
    CHECK(w.service->policies.dry_run(w.merchant, {json(rules), {}})->changes.size() == 1);
    CHECK(w.service->policies.dry_run(w.other_merchant, {json(rules), {}})->reviewed == 0);
    Instant const later{world::noon.ms + 1};
    CHECK(w.service->policies.dry_run(w.platform, {json(rules), later})->reviewed == 0);
    CHECK(w.service->policies.show(w.platform, {})->stamp.version == 1);
    CHECK(!w.service->policies.dry_run(w.buyer, {json(rules), {}}).ok());
}

TEST_CASE(
    "a version tells who wrote it, when and why; a shop does not hear of other shops and their people") {
    World w;
    auto const done = w.service->policies.put(w.merchant, {1, json(R"({"inspection":true})"), "先验货"});
    REQUIRE(done.ok());
    CHECK(done->stamp.note == "先验货");
    CHECK(done->stamp.name == "许蔓");
    CHECK(wire::write_json(*done->base).find(R"("inspection":false)") != std::string::npos);
    REQUIRE(put(w, w.platform, 2, R"({"max_modifications":2,"shops":{"s1":{"inspection":true}}})").empty());
    auto const own = w.service->policies.show(w.merchant, {});
    REQUIRE(own.ok());
    REQUIRE(own->versions.size() == 3);
    CHECK(own->versions[0].audience == "platform");
    CHECK(own->versions[0].name.empty());
    CHECK(own->versions[1].name == "许蔓");
    auto const other = w.service->policies.show(w.other_merchant, {});
    REQUIRE(other.ok());
    CHECK(other->versions.size() == 2);
    CHECK(wire::write_json(wire::to_json(*other)).find("先验货") == std::string::npos);
    auto const whole = w.service->policies.show(w.platform, {});
    REQUIRE(whole.ok());
    CHECK(whole->versions.size() == 3);
    CHECK(whole->versions[1].note == "先验货");
    w.restart();
    CHECK(w.service->policies.show(w.platform, {})->versions[1].note == "先验货");
}

TEST_CASE("the page's dry run says what the server's own says, for the same tickets") {
    World w;
    w.return_one("E2", 1);
    w.return_one("E2", 2);
    w.refund_one("E1");
    std::vector<std::string> const drafts = {
        R"({"auto_rules":)" + small_returns + "}",
        R"({"auto_rules":[{"id":"big","min_refund_fen":10000,"action":"queue","queue":"senior"}]})", "{}",
        R"({"auto_rules":[{"id":"all","action":"agree"}]})"};
    for (std::string const& draft : drafts) {
        INFO(draft);
        for (Caller const& who : {w.platform, w.merchant, w.other_merchant}) {
            auto const server = w.service->policies.dry_run(who, {json(draft), {}});
            auto const past = w.service->policies.past(who, {});
            REQUIRE(server.ok());
            REQUIRE(past.ok());
            auto const sent = wire::read_past_view(wire::to_json(*past));
            REQUIRE(sent.ok());
            Mistakes mistakes;
            auto const book = wire::read_policy_book(json(draft), default_policy(), "", mistakes);
            std::vector<ReviewChange> page;
            int reviewed = 0;
            for (PastTicket const& ticket : sent->items) {
                WhatIf const found = what_if(ticket, nullptr, policy_for(book, ticket.shop_id));
                bool const decided = found.end == WhatIfEnd::approved || found.end == WhatIfEnd::queued;
                reviewed += ticket.reviewed ? 1 : 0;
                if (decided) page.push_back({ticket.review.ticket_no, ticket.review.decision, found.after});
            }
            CHECK(reviewed == server->reviewed);
            CHECK(page == server->changes);
        }
    }
}

TEST_CASE("past tickets can be quoted again, so that other money choices show what they would have cost") {
    World w;
    w.return_one("E2", 1);
    auto const past = w.service->policies.past(w.merchant, {});
    REQUIRE(past.ok());
    REQUIRE(past->items.size() == 1);
    REQUIRE(past->orders.size() == 1);
    REQUIRE(past->policies.size() == 1);
    PastTicket const& ticket = past->items[0];
    Mistakes mistakes;
    Policy policy = wire::read_policy(past->policies[0].policy, default_policy(), "", mistakes);
    CHECK(mistakes.empty());
    CHECK(can_be_quoted_again(ticket, {past->orders[0], policy}));
    CHECK(what_if(ticket, &past->orders[0], policy).end == WhatIfEnd::same);
    policy.categories.insert(policy.categories.begin(), CategoryRule{"*", {}, true, true, 1, {}});
    for (Reason& reason : policy.reasons) reason.types.clear();
    WhatIf const refused = what_if(ticket, &past->orders[0], policy);
    CHECK(refused.end == WhatIfEnd::refused);
    CHECK(refused.after_fen == 0);
    CHECK(refused.before_fen == ticket.quoted_fen);
}

TEST_CASE("a past exchange can be quoted again, though what it took is no longer on the shelf") {
    World w;
    w.put_stock({world::other_size()});
    w.exchange_one("E2", "K1-XL");
    w.put_stock({world::other_size(0)});
    auto const past = w.service->policies.past(w.merchant, {});
    REQUIRE(past.ok());
    auto const sent = wire::read_past_view(wire::to_json(*past));  // as the page has it
    REQUIRE(sent.ok());
    REQUIRE(sent->items.size() == 1);
    PastTicket const& ticket = sent->items[0];
    Mistakes mistakes;
    Policy policy = wire::read_policy(sent->policies[0].policy, default_policy(), "", mistakes);
    CHECK(can_be_quoted_again(ticket, {sent->orders[0], policy}));
    CHECK(what_if(ticket, &sent->orders[0], policy).end == WhatIfEnd::same);
}

TEST_CASE("past tickets: of the caller's own shop only, so many at most, and never for buyers") {
    World w;
    for (int i = 0; i < 3; ++i) w.return_one("E2", 1);
    CHECK(w.service->policies.past(w.merchant, {})->items.size() == 3);
    CHECK_FALSE(w.service->policies.past(w.merchant, {})->more);
    CHECK(w.service->policies.past(w.merchant, 2)->items.size() == 2);
    CHECK(w.service->policies.past(w.merchant, 2)->more);
    CHECK(w.service->policies.past(w.merchant, 2)->orders.size() == 1);
    CHECK(w.service->policies.past(w.other_merchant, {})->items.empty());
    CHECK(w.service->policies.past(w.platform, 2'000)->items.size() == 3);
    CHECK(w.service->policies.past(w.platform, 0).error().front().rule == Rule::must_be_positive);
    CHECK(w.service->policies.past(w.platform, 2'001).error().front().rule == Rule::too_large);
    CHECK(w.service->policies.past(w.buyer, {}).error().front().rule == Rule::not_your_part);
}

TEST_CASE("a queue and an arbitration can be listed") {
    World w;
    w.set_policy(R"({"auto_rules":[{"id":"big","types":[],"reasons":[],"categories":[],)"
                 R"("min_refund_fen":10000,"risk_signals":[],"action":"queue","queue":"senior"}]})");
    std::string const big = w.return_one("E2", 2).ticket.no.value;
    std::string const small = w.return_one("E2", 1).ticket.no.value;
    w.must(w.platform, small, StepIn{"核实"});
    auto const list = [&](std::string arbitration, std::string queue) {
        TicketQuery query;
        query.arbitration = std::move(arbitration);
        query.queue = std::move(queue);
        auto const page = w.service->tickets.list(w.platform, query);
        REQUIRE(page.ok());
        std::string out;
        for (auto const& item : page->items) out += item.ticket_no;
        return out;
    };
    CHECK(list("", "senior") == big);
    CHECK(list("open", "") == small);
    CHECK(list("requested", "") == small);
    CHECK(list("decided", "").empty());
    CHECK(w.service->tickets.work(w.platform)->queues == std::vector<std::string>{"senior"});
    CHECK(w.service->tickets.work(w.other_merchant)->queues.empty());
    CHECK(w.differences().empty());
}

TEST_CASE("staff's lists say how a dispute stands, and find appeals; buyers' say neither") {
    World w;
    std::string const appealed = w.return_one("E2", 1).ticket.no.value;
    std::string const called = w.return_one("E2", 1).ticket.no.value;
    Verdict nothing;
    nothing.outcome = Outcome::refund_none;
    nothing.text = "证据充分";
    for (std::string const& no : {appealed, called}) w.must(w.platform, no, StepIn{"核实"});
    w.must(w.platform, appealed, GiveVerdict{nothing, {}});
    w.must(w.buyer, appealed, Appeal{"不服", {}});
    auto const found = [&](Caller const& who, std::optional<AppealStep> step) {
        TicketQuery query;
        query.appeal = step;
        return w.service->tickets.list(who, query)->items;
    };
    for (Caller const& who : {w.platform, w.merchant}) {
        CHECK(found(who, {}).size() == 2);
        auto const open = found(who, AppealStep::open);
        REQUIRE(open.size() == 1);
        CHECK(open.front().ticket_no == appealed);
        CHECK(open.front().arbitration == ArbitrationStep::requested);
        CHECK(open.front().appeal == AppealStep::open);
        CHECK(found(who, AppealStep::decided).empty());
    }
    for (wire::TicketSummary const& one : found(w.buyer, {})) CHECK((!one.arbitration && !one.appeal));
    Caller second = w.platform;
    second.actor_id = "p2";
    w.must(second, appealed, GiveVerdict{nothing, {}});
    REQUIRE(found(w.platform, AppealStep::decided).size() == 1);
    CHECK(found(w.platform, AppealStep::decided).front().arbitration == ArbitrationStep::decided);
    CHECK(found(w.platform, AppealStep::open).empty());
    CHECK(w.differences().empty());
}

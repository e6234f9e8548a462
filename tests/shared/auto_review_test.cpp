// Automatic review: the first rule that fits, why it fits, and what other rules would have done.

#include "domain/policy/auto_review.hpp"

#include "order_fixture.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;

ReviewFacts facts() {
    ReviewFacts made;
    made.type = TicketType::return_refund;
    made.reason = "not_wanted";
    made.refund_fen = 4'900;
    made.categories = {{"sale", "apparel"}, {"shoes"}};
    made.buyer_tickets_30d = 2;
    made.risk_signals = {"new_account"};
    return made;
}

Policy rules(std::vector<AutoRule> list) {
    Policy policy;
    policy.auto_rules = std::move(list);
    return policy;
}

bool fits(AutoRule const& rule) { return auto_review(rules({rule}), facts()).rule == rule.id; }

TEST_CASE("Without a rule that fits a ticket is left to the merchant") {
    CHECK(auto_review(Policy{}, facts()) == AutoDecision{});
    AutoRule other{.id = "a", .reasons = {"quality"}, .action = AutoAction::agree};
    CHECK(auto_review(rules({other}), facts()) == AutoDecision{});
}

TEST_CASE("A rule fits when all its conditions hold") {
    struct Row {
        char const* name;
        AutoRule rule;
        bool fits;
    };
    auto const agree = AutoAction::agree;
    for (Row const& row : std::vector<Row>{
             {"no condition", {.id = "r"}, true},
             {"type", {.id = "r", .types = {TicketType::exchange, TicketType::return_refund}}, true},
             {"other type", {.id = "r", .types = {TicketType::exchange}}, false},
             {"reason", {.id = "r", .reasons = {"not_wanted"}}, true},
             {"other reason", {.id = "r", .reasons = {"quality"}}, false},
             {"exactly the most", {.id = "r", .max_refund_fen = 4'900}, true},
             {"a fen too much", {.id = "r", .max_refund_fen = 4'899}, false},
             {"exactly the least", {.id = "r", .min_refund_fen = 4'900}, true},
             {"a fen too little", {.id = "r", .min_refund_fen = 4'901}, false},
             {"few tickets", {.id = "r", .max_buyer_tickets_30d = 2}, true},
             {"too many tickets", {.id = "r", .max_buyer_tickets_30d = 1}, false},
             {"many tickets", {.id = "r", .min_buyer_tickets_30d = 2}, true},
             {"too few tickets", {.id = "r", .min_buyer_tickets_30d = 3}, false},
             {"a signal", {.id = "r", .risk_signals = {"vpn", "new_account"}}, true},
             {"no such signal", {.id = "r", .risk_signals = {"vpn"}}, false},
             {"every line, to agree", {.id = "r", .categories = {"apparel", "shoes"}, .action = agree}, true},
             {"one line only, to agree", {.id = "r", .categories = {"shoes"}, .action = agree}, false},
             {"one line, to look closer", {.id = "r", .categories = {"shoes"}}, true},
             {"no line", {.id = "r", .categories = {"food"}}, false},
             {"all but one", {.id = "r", .reasons = {"not_wanted"}, .max_refund_fen = 1}, false},
         }) {
        CAPTURE(row.name);
        CHECK(fits(row.rule) == row.fits);
    }
}

TEST_CASE("The first rule counts, and says what it met") {
    AutoRule const risk{.id = "risk", .risk_signals = {"blocked"}, .queue = "fraud"};
    AutoRule const small{.id = "small",
                         .types = {TicketType::return_refund},
                         .reasons = {"not_wanted"},
                         .categories = {"apparel", "shoes"},
                         .min_refund_fen = 100,
                         .max_refund_fen = 5'000,
                         .min_buyer_tickets_30d = 0,
                         .max_buyer_tickets_30d = 3,
                         .risk_signals = {"new_account"},
                         .action = AutoAction::agree};
    AutoRule const rest{.id = "rest", .queue = "seniors"};
    AutoDecision const decision = auto_review(rules({risk, small, rest}), facts());
    CHECK(decision.rule == "small");
    CHECK(decision.action == AutoAction::agree);
    CHECK(decision.queue.empty());
    CHECK(decision.why == std::vector<MatchedFact>{{"types", ""},
                                                   {"reasons", "not_wanted"},
                                                   {"categories", "apparel, shoes"},
                                                   {"min_refund_fen", "4900 ≥ 100"},
                                                   {"max_refund_fen", "4900 ≤ 5000"},
                                                   {"min_buyer_tickets_30d", "2 ≥ 0"},
                                                   {"max_buyer_tickets_30d", "2 ≤ 3"},
                                                   {"risk_signals", "new_account"}});
    CHECK(auto_review(rules({rest, small}), facts()).queue == "seniors");
    CHECK(auto_review(rules({rest}), facts()).why.empty());
}

TEST_CASE("A dry run lists exactly what would have been decided otherwise") {
    Policy const before = rules({{.id = "small", .max_refund_fen = 5'000, .action = AutoAction::agree}});
    std::vector<PastReview> past;
    for (Fen refund_fen : {1'000, 4'000, 5'000, 6'000}) {
        ReviewFacts of_ticket = facts();
        of_ticket.refund_fen = refund_fen;
        past.push_back({"AS" + std::to_string(refund_fen), of_ticket, auto_review(before, of_ticket)});
    }
    CHECK(dry_run(before, past).empty());
    Policy renamed = before;
    renamed.auto_rules[0].id = "tiny";
    CHECK(dry_run(renamed, past).empty());

    Policy const after = rules({{.id = "tiny", .max_refund_fen = 4'000, .action = AutoAction::agree},
                                {.id = "huge", .min_refund_fen = 6'000, .queue = "seniors"}});
    std::vector<ReviewChange> const changes = dry_run(after, past);
    REQUIRE(changes.size() == 2);
    CHECK(changes[0].ticket_no == "AS5000");
    CHECK(changes[0].before.rule == "small");
    CHECK(changes[0].after == AutoDecision{});
    CHECK(changes[1].ticket_no == "AS6000");
    CHECK(changes[1].before == AutoDecision{});
    CHECK(changes[1].after.queue == "seniors");
}

TEST_CASE("The facts of a request are the classes of its lines") {
    Order order = order_of({line(1, 1, 100), line(2, 1, 100)});
    order.lines[0].category = "shoes";
    order.lines[0].tags = {"sale"};
    ReviewFacts const found = facts_of(order, TicketType::exchange, "agreed", {1, 2, 7}, 150);
    CHECK(found.type == TicketType::exchange);
    CHECK(found.reason == "agreed");
    CHECK(found.refund_fen == 150);
    CHECK(found.categories == std::vector<std::vector<std::string>>{{"sale", "shoes"}, {}});
}

}  // namespace
}  // namespace afterdesk

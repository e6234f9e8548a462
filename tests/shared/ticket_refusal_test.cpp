// What a ticket refuses although the move is legal: every rule of every command, with the field that it
// names.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

std::string times(int n, std::string const& text) {
    std::string made;
    for (int i = 0; i < n; ++i) made += text;
    return made;
}

std::vector<EvidenceId> pictures(int n) {
    std::vector<EvidenceId> made;
    for (int i = 0; i < n; ++i) made.push_back({"e" + std::to_string(i)});
    return made;
}

struct Row {
    char const* name;
    std::vector<Move> history;
    Move move;
    Mistakes want;
    Start (*start)() = returned;
};

void check_rows(std::vector<Row> const& rows) {
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(refused(given(row.start(), row.history), row.move) == row.want);
    }
}

struct ApplyAt {
    Context context = ticket_fixture::context(order(2, 1));
    Apply apply = application(request(TicketType::return_refund, {{1, 2, {}}}), context);

    Mistakes refused() const {
        Result<std::vector<Event>, Mistakes> const decided = decide(Ticket{}, apply, context);
        return decided.ok() ? Mistakes{} : decided.error();
    }
};

}  // namespace

TEST_CASE("an application that expects another amount than the rules give is refused with the true one") {
    ApplyAt at;
    SUBCASE("one fen more") { at.apply.expected_refund_fen += 1; }
    SUBCASE("one fen less") { at.apply.expected_refund_fen -= 1; }
    SUBCASE("the same sum made up otherwise") { at.apply.expected_digest += 1; }
    CHECK(at.refused() == Mistakes{{Rule::quote_changed, "quote", 20'000}});
}

TEST_CASE("a request whose type or reason wants a picture is refused without one") {
    ApplyAt at;
    Request wanted = at.apply.request;
    wanted.reason = "quality";
    at.apply = application(wanted, at.context);
    CHECK(at.refused().empty());
    at.apply.evidence.clear();
    CHECK(at.refused() == Mistakes{{Rule::evidence_required, "evidence", 1}});
    at.apply.request.reason = "unheard_of";  // one mistake, not a picture beside it
    for (Mistake const& mistake : at.refused()) CHECK(mistake.rule != Rule::evidence_required);
}

TEST_CASE("an application may not be longer than the policy says") {
    ApplyAt at;
    at.apply.remark = times(500, "衣");
    at.apply.evidence = pictures(9);
    CHECK(at.refused().empty());
    at.apply.remark += "裳";
    at.apply.evidence = pictures(10);
    CHECK(at.refused() == Mistakes{{Rule::too_long, "remark", 500}, {Rule::too_many, "evidence", 9}});
    at.apply.remark = "a\x01";
    at.apply.evidence = pictures(1);
    CHECK(at.refused() == Mistakes{{Rule::bad_characters, "remark"}});
}

TEST_CASE("a line may be applied for five times, not six") {
    ApplyAt at;
    at.context.applications = 4;
    CHECK(at.refused().empty());
    at.context.applications = 5;
    CHECK(at.refused() == Mistakes{{Rule::too_many_applications, "request", 5}});
}

TEST_CASE("an order can be applied for only by its own buyer") {
    ApplyAt at;
    at.context.actor.id = "b2";
    CHECK(at.refused() == Mistakes{{Rule::not_your_part, "command"}});
}

TEST_CASE("what other tickets hold cannot be asked for again") {
    ApplyAt at;
    Given const other = given(returned(), {});
    at.context.other_claims = claims_of(other.ticket);
    CHECK(has(at.refused(), Rule::nothing_left, "request.lines[0].quantity"));
}

TEST_CASE("an application tells all its mistakes at once") {
    ApplyAt at;
    at.apply.request.lines = {{1, 3, {}}, {7, 1, {}}};
    at.apply.request.reason = "no_such_reason";
    at.apply.remark = times(501, "a");
    at.apply.evidence = pictures(10);
    at.context.applications = 5;
    Mistakes const told = at.refused();
    CHECK(has(told, Rule::quantity_exceeds_left, "request.lines[0].quantity"));
    CHECK(has(told, Rule::line_unknown, "request.lines[1].line_no"));
    CHECK(has(told, Rule::reason_unknown, "request.reason"));
    CHECK(has(told, Rule::too_long, "remark"));
    CHECK(has(told, Rule::too_many, "evidence"));
    CHECK(has(told, Rule::too_many_applications, "request"));
    CHECK(!has(told, Rule::quote_changed, "quote"));
}

TEST_CASE("a return address is complete or refused") {
    Address const a = shop_address;
    check_rows({
        {"none", {}, merchant(Agree{}), {{Rule::address_required, "address"}}},
        {"no name",
         {},
         merchant(Agree{Address{"", a.phone, a.text}}),
         {{Rule::must_not_be_empty, "address.name"}}},
        {"blank name",
         {},
         merchant(Agree{Address{" \t", a.phone, a.text}}),
         {{Rule::must_not_be_empty, "address.name"}}},
        {"long name",
         {},
         merchant(Agree{Address{times(65, "王"), a.phone, a.text}}),
         {{Rule::too_long, "address.name", 64}}},
        {"no phone",
         {},
         merchant(Agree{Address{a.name, "", a.text}}),
         {{Rule::must_not_be_empty, "address.phone"}}},
        {"words for a phone",
         {},
         merchant(Agree{Address{a.name, "call me", a.text}}),
         {{Rule::bad_characters, "address.phone"}}},
        {"long phone",
         {},
         merchant(Agree{Address{a.name, times(33, "1"), a.text}}),
         {{Rule::too_long, "address.phone", 32}}},
        {"control character",
         {},
         merchant(Agree{Address{a.name, a.phone, "x\x02"}}),
         {{Rule::bad_characters, "address.text"}}},
        {"long text",
         {},
         merchant(Agree{Address{a.name, a.phone, times(201, "路")}}),
         {{Rule::too_long, "address.text", 200}}},
        {"nothing filled in",
         {},
         merchant(Agree{Address{}}),
         {{Rule::must_not_be_empty, "address.name"},
          {Rule::must_not_be_empty, "address.phone"},
          {Rule::must_not_be_empty, "address.text"}}},
        {"given late, still complete",
         {time_out()},
         merchant(Agree{}),
         {{Rule::address_required, "address"}}},
        {"in an offer", {}, merchant(MakeOffer{1, "", {}, {}}), {{Rule::address_required, "address"}}},
    });
}

TEST_CASE("a rejection needs a reason of the catalogue that fits the type") {
    check_rows({
        {"unknown", {}, merchant(Reject{"mood", "", {}}), {{Rule::reason_unknown, "reason"}}},
        {"none", {}, merchant(Reject{"", "", {}}), {{Rule::reason_unknown, "reason"}}},
        {"for another type",
         {},
         merchant(Reject{"already_used", "", {}}),
         {{Rule::reason_not_for_type, "reason"}}},
        {"another reason, unsaid",
         {},
         merchant(Reject{"other", " ", {}}),
         {{Rule::must_not_be_empty, "text"}}},
        {"too much said",
         {},
         merchant(Reject{"other", times(501, "旧"), {}}),
         {{Rule::too_long, "text", 500}}},
        {"too much shown",
         {},
         merchant(Reject{"other", "说明", pictures(10)}),
         {{Rule::too_many, "evidence", 9}}},
        {"everything wrong",
         {},
         merchant(Reject{"mood", times(501, "旧"), pictures(10)}),
         {{Rule::reason_unknown, "reason"}, {Rule::too_long, "text", 500}, {Rule::too_many, "evidence", 9}}},
    });
}

TEST_CASE("an offer is lower than the quote and not below nothing") {
    std::vector<Move> const sent = {agree(), ship_back()};
    std::vector<Move> const lowered = {offer(20'000), accept(), ship_back()};
    check_rows({
        {"the same", {}, offer(25'000), {{Rule::offer_not_lower, "refund_fen", 25'000}}},
        {"more", {}, offer(25'001), {{Rule::offer_not_lower, "refund_fen", 25'000}}},
        {"less than nothing", {}, offer(-1), {{Rule::offer_below_zero, "refund_fen", 0}}},
        {"too much said",
         {},
         merchant(MakeOffer{1, times(501, "a"), shop_address, {}}),
         {{Rule::too_long, "text", 500}}},
        {"the same, after inspection", sent, offer(25'000), {{Rule::offer_not_lower, "refund_fen", 25'000}}},
        {"the same as an earlier accepted offer",
         lowered,
         offer(20'000),
         {{Rule::offer_not_lower, "refund_fen", 20'000}}},
    });
}

TEST_CASE("an offer cannot take freight that the shop owes, and says how low it may go") {
    Start from = returned();
    from.context.policy.freight_when_shop_at_fault = true;
    from.request.reason = "fake";
    Given const ticket = given(from, {});
    REQUIRE(ticket.ticket.quote.refund_fen == 25'500);
    CHECK(refused(ticket, offer(499)) == Mistakes{{Rule::fee_exceeds_goods, "refund_fen", 500}});
    CHECK(refused(ticket, offer(500)).empty());
}

TEST_CASE("a parcel has a courier and a number that couriers know") {
    auto const ship = [](std::string carrier, std::string number, std::string name = {}) {
        return buyer(ShipBack{{std::move(carrier), std::move(number), std::move(name)}});
    };
    std::vector<Move> const agreed = {agree()};
    Mistakes const wrong_number = {{Rule::bad_characters, "parcel.tracking_no"}};
    check_rows({
        {"no courier", agreed, ship("", "SF123456"), {{Rule::must_not_be_empty, "parcel.carrier"}}},
        {"a sentence for a courier",
         agreed,
         ship("the green one", "SF123456"),
         {{Rule::unknown_name, "parcel.carrier"}}},
        {"a code that is not listed",
         agreed,
         ship("nonsense-xyz", "SF123456", "顺路带"),
         {{Rule::unknown_name, "parcel.carrier"}}},
        {"another courier without a name",
         agreed,
         ship("other", "SF123456", " "),
         {{Rule::must_not_be_empty, "parcel.carrier_name"}}},
        {"a long name for it",
         agreed,
         ship("other", "SF123456", times(33, "a")),
         {{Rule::too_long, "parcel.carrier_name", 32}}},
        {"no number", agreed, ship("sf", ""), {{Rule::must_not_be_empty, "parcel.tracking_no"}}},
        {"five characters", agreed, ship("sf", "12345"), wrong_number},
        {"a sign inside", agreed, ship("sf", "SF@123456"), wrong_number},
        {"a hanzi", agreed, ship("sf", "SF12345六"), wrong_number},
        {"33 characters", agreed, ship("sf", times(33, "1")), {{Rule::too_long, "parcel.tracking_no", 32}}},
        {"neither",
         agreed,
         ship("", ""),
         {{Rule::must_not_be_empty, "parcel.carrier"}, {Rule::must_not_be_empty, "parcel.tracking_no"}}},
        {"corrected to nonsense", {agree(), ship_back()}, ship("sf", "?"), wrong_number},
    });
    for (std::string const& number : {std::string{"123456"}, times(32, "Z"), std::string{"YT-12-ab"}}) {
        Move const move = ship("sf", number);
        CHECK(refused(given(returned(), agreed), move).empty());
    }
}

TEST_CASE("an answer about a refund that was never asked for is refused") {
    std::vector<Move> const refunding = {agree(), ship_back(), receive()};
    std::vector<Move> completed = refunding;
    for (int part : {1, 2}) completed.push_back(paid(part));
    Mistakes const unknown = {{Rule::refund_part_unknown, "refund_no"}};
    check_rows({
        {"third of two parts", refunding, paid(3), unknown},
        {"zeroth part", refunding, failed(0), unknown},
        {"after the end", completed, paid(3), unknown},
    });
}

TEST_CASE("a person may still act after the deadline, as long as the timer has not fired") {
    CHECK(refused(given(returned(), {}), after(hours(49), reject())).empty());
}

TEST_CASE("another type is offered only before anything is agreed to, and only to what was shipped") {
    Mistakes const not_allowed = {{Rule::offer_type_not_allowed, "type"}};
    TicketType const kept = TicketType::refund_shipped;
    check_rows({
        {"what was not shipped has nothing to exchange", {}, offer_as(kept, 1), not_allowed, asked},
        {"no price protection instead", {}, offer_as(TicketType::price_protect, 1), not_allowed},
        {"lessons stay lessons", {}, offer_as(kept, 1), not_allowed, reviewed_lessons},
        {"nothing becomes lessons", {}, offer_as(TicketType::virtual_refund, 1), not_allowed},
        {"lessons may be offered as such", {}, offer_as(TicketType::virtual_refund, 1), {}, reviewed_lessons},
        {"not once the parcel is on its way", {agree(), ship_back()}, offer_as(kept, 1), not_allowed},
        {"an exchange has nothing to pay back",
         {},
         offer_as(TicketType::exchange, 1),
         {{Rule::offer_not_lower, "refund_fen", 0}}},
        {"its own type is no other type",
         {},
         offer_as(TicketType::return_refund, 25'000),
         {{Rule::offer_not_lower, "refund_fen", 25'000}}},
    });
}

TEST_CASE("a counter-offer stays within the ticket's own amount") {
    check_rows({
        {"more", {offer(1)}, counter(25'001), {{Rule::offer_not_lower, "refund_fen", 25'000}}},
        {"less than nothing", {offer(1)}, counter(-1), {{Rule::offer_below_zero, "refund_fen", 0}}},
        {"too much said",
         {offer(1)},
         buyer(CounterOffer{-1, times(501, "a")}),
         {{Rule::too_long, "text", 500}, {Rule::offer_below_zero, "refund_fen", 0}}},
    });
    CHECK(refused(given(returned(), {offer(1)}), counter(25'000)).empty());
}

TEST_CASE("an interception that failed names where to return to") {
    check_rows({
        {"no address",
         {intercept()},
         merchant(InterceptResult{}),
         {{Rule::address_required, "address"}},
         under_way},
        {"half an address",
         {intercept()},
         merchant(InterceptResult{false, Address{"a", "1", ""}}),
         {{Rule::must_not_be_empty, "address.text"}},
         under_way},
    });
    CHECK(refused(given(under_way(), {intercept()}), desk(InterceptResult{})).empty());
    CHECK(refused(given(under_way(), {intercept()}), merchant(InterceptResult{true, {}})).empty());
}

TEST_CASE("only the parcel that is under way can be signed for") {
    Mistakes const missing = {{Rule::parcel_missing, "tracking_no"}};
    std::vector<Move> const refused_all = {agree(), ship_back(), look_at(), inspect({{1, 0, 2}, {2, 0, 1}})};
    std::vector<Move> sent_back = refused_all;
    sent_back.push_back(reship());
    check_rows({
        {"another", {agree(), ship_back()}, signed_for(out_parcel, now), missing},
        {"the way back while the way out counts",
         {agree(), reship()},
         signed_for(parcel, now),
         missing,
         reship_missing},
        {"the way back of refused goods", sent_back, signed_for(parcel, now), missing},
    });
}

TEST_CASE("an inspection accounts for every piece that came back, and shows why it refuses") {
    std::vector<Move> const here = {agree(), ship_back(), look_at()};
    auto const found = [](std::vector<InspectedLine> lines) { return inspect(std::move(lines)); };
    Move const unshown = merchant(Inspect{{{{1, 1, 1, 0, 0, "used"}, {2, 1, 0}}, times(501, "a"), {}}});
    check_rows({
        {"nothing said", here, found({}), {{Rule::missing_key, "lines"}}},
        {"a line is left out", here, found({{1, 2, 0}}), {{Rule::missing_key, "lines"}}},
        {"a line of no order",
         here,
         found({{1, 2, 0}, {2, 1, 0}, {7, 1, 0}}),
         {{Rule::line_unknown, "lines[2].line_no"}}},
        {"a line twice",
         here,
         found({{1, 2, 0}, {2, 1, 0}, {1, 2, 0}}),
         {{Rule::line_twice, "lines[2].line_no"}}},
        {"too many",
         here,
         found({{1, 2, 1}, {2, 1, 0}}),
         {{Rule::accepted_exceeds_quantity, "lines[0].accepted", 2}}},
        {"too few",
         here,
         found({{1, 2, 0}, {2, 0, 0}}),
         {{Rule::accepted_exceeds_quantity, "lines[1].accepted", 1}}},
        {"less than none accepted",
         here,
         found({{1, -1, 3}, {2, 1, 0}}),
         {{Rule::must_not_be_negative, "lines[0].accepted"}}},
        {"less than none refused",
         here,
         found({{1, 3, -1}, {2, 1, 0}}),
         {{Rule::must_not_be_negative, "lines[0].refused"}}},
        {"a lesson does not come back in a parcel",
         here,
         found({{1, 2, 0}, {2, 1, 0}}),
         {{Rule::line_unknown, "lines[1].line_no"}},
         mixed},
        {"no picture of what is refused",
         here,
         unshown,
         {{Rule::evidence_required, "lines[0].evidence", 1}, {Rule::too_long, "text", 500}}},
    });
    CHECK(refused(given(returned(), here), merchant(Inspect{{{{1, 2, 0}, {2, 1, 0}}, "", {}}})).empty());
}

TEST_CASE("what goes to the buyer has a number, and a dearer exchange is paid for first") {
    std::vector<Move> const back = {agree(), ship_back(), receive()};
    Mistakes const both = {{Rule::must_not_be_empty, "parcel.tracking_no"},
                           {Rule::difference_not_paid, "command", 4'000}};
    Mistakes const not_the_sum = {{Rule::sums_do_not_add_up, "amount_fen", 4'000}};
    check_rows({
        {"no number", back, reship({"sf", ""}), {{Rule::must_not_be_empty, "parcel.tracking_no"}}, exchange},
        {"not paid", back, reship(), {{Rule::difference_not_paid, "command", 4'000}}, dearer},
        {"neither", back, reship({"sf", ""}), both, dearer},
        {"another sum", back, collected(3'999), not_the_sum, dearer},
        {"a long reason to fall back",
         back,
         merchant(FallBack{times(501, "a")}),
         {{Rule::too_long, "text", 500}},
         exchange},
    });
    std::vector<Move> paid_for = back;
    paid_for.push_back(collected(4'000));
    CHECK(refused(given(dearer(), paid_for), reship()).empty());
    CHECK(refused(given(dearer(), paid_for), collected(4'000)) ==
          Mistakes{{Rule::not_in_this_state, "command"}});
}

TEST_CASE("what was paid outside of the system is proven, and was a failed part") {
    std::vector<Move> const stuck = {agree(), ship_back(), receive(), paid(1), failed(2)};
    Mistakes const unknown = {{Rule::refund_part_unknown, "refund_no"}};
    check_rows({
        {"a paid part", stuck, offline(part_no(1)), unknown},
        {"no part", stuck, offline(part_no(3)), unknown},
        {"no proof",
         stuck,
         merchant(RecordOffline{part_no(2), times(501, "a"), {}}),
         {{Rule::too_long, "text", 500}, {Rule::evidence_required, "evidence", 1}}},
        {"retried outside", stuck, retry(Via::offline), {{Rule::evidence_required, "via"}}},
    });
}

TEST_CASE("texts, evidence and stars are within bounds") {
    std::string const longer = times(501, "a");
    Mistakes const long_text = {{Rule::too_long, "text", 500}};
    std::vector<Move> const called = {step_in()};
    std::vector<Move> const done = {agree(), ship_back(), receive(), paid(1), paid(2)};
    check_rows({
        {"nothing added", {}, buyer(AddEvidence{}), {{Rule::must_not_be_empty, "evidence"}}},
        {"too much added",
         {},
         buyer(AddEvidence{pictures(10), longer}),
         {{Rule::too_long, "text", 500}, {Rule::too_many, "evidence", 9}}},
        {"escalated at length",
         {reject()},
         buyer(Escalate{longer, pictures(10)}),
         {{Rule::too_long, "text", 500}, {Rule::too_many, "evidence", 9}}},
        {"stepped in at length", {}, platform(StepIn{longer}), long_text},
        {"asked at length", called, platform(AskEvidence{longer}), long_text},
        {"closed at length", {}, platform(Close{longer}), long_text},
        {"no star", done, rate(0), {{Rule::must_be_between, "stars", 5}}},
        {"six stars",
         done,
         buyer(Rate{{6, longer}}),
         {{Rule::must_be_between, "stars", 5}, {Rule::too_long, "text", 500}}},
    });
    Given const at = given(returned(), {});
    CHECK(refused(at, buyer(AddEvidence{{}, "只有文字"})).empty());
    CHECK(refused(at, buyer(AddEvidence{pictures(9), times(500, "a")})).empty());
    for (int stars : {1, 5}) CHECK(refused(given(returned(), done), rate(stars)).empty());
}

TEST_CASE("a verdict says what can be done, and how much") {
    Mistakes const not_possible = {{Rule::verdict_not_possible, "verdict.outcome"}};
    std::vector<Move> const called = {step_in()};
    std::vector<Move> const partly_paid = {agree(), ship_back(), look_at(), inspect({{1, 1, 1}, {2, 0, 1}}),
                                           paid(1), escalate()};
    Verdict const nothing_but_goods{.outcome = Outcome::refund_none, .return_goods = true};
    check_rows({
        {"more than the ticket's",
         called,
         refund_part(25'001),
         {{Rule::offer_not_lower, "verdict.refund_fen", 25'000}}},
        {"less than nothing", called, refund_part(-1), {{Rule::offer_below_zero, "verdict.refund_fen", 0}}},
        {"an amount beside all",
         called,
         verdict({.outcome = Outcome::refund_all, .refund_fen = 1}),
         {{Rule::not_a_refund, "verdict.refund_fen"}}},
        {"said at length",
         called,
         verdict({.outcome = Outcome::refund_all, .text = times(501, "a")}),
         {{Rule::too_long, "verdict.text", 500}}},
        {"the goods for nothing",
         called,
         verdict(nothing_but_goods),
         {{Rule::verdict_not_possible, "verdict.return_goods"}}},
        {"nowhere to send them",
         called,
         platform(GiveVerdict{{.return_goods = true}, {}}),
         {{Rule::verdict_not_possible, "verdict.return_goods"}, {Rule::address_required, "address"}}},
        {"an exchange of lessons", called, send_another(), not_possible, reviewed_lessons},
        {"lessons by parcel", called, refund_all(true), not_possible, reviewed_lessons},
        {"an exchange of what was not shipped", called, send_another(), not_possible, asked},
        {"money a second time", partly_paid, refund_all(), not_possible},
    });
    CHECK(refused(given(returned(), partly_paid), refund_none()).empty());
    CHECK(refused(given(reviewed_lessons(), called), refund_all()).empty());
}

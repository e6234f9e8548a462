// What a ticket refuses although the move is legal: every rule of every command, with the field that it
// names.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

constexpr TicketType returned = TicketType::return_refund;

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
};

void check_rows(std::vector<Row> const& rows) {
    for (Row const& row : rows) {
        CAPTURE(row.name);
        Given const at = given(returned, row.history);
        Ticket const before = at.ticket;
        Result<std::vector<Event>, Mistakes> const decided =
            decide(at.ticket, row.move.command, at.next(row.move));
        REQUIRE(!decided.ok());
        CHECK(decided.error() == row.want);
        CHECK(at.ticket == before);
    }
}

Move merchant(Command command) { return {ActorKind::merchant, std::move(command)}; }
Move buyer(Command command) { return {ActorKind::buyer, std::move(command)}; }

struct ApplyAt {
    Context context = ticket_fixture::context(order(2, 1), ActorKind::buyer, start);
    Apply apply = application(request(returned, {{1, 2, {}}}), context);

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

TEST_CASE("types whose way is not built yet are refused at the type") {
    ApplyAt at;
    for (TicketType type : {TicketType::refund_shipped, TicketType::exchange, TicketType::repair,
                            TicketType::reship, TicketType::price_protect, TicketType::virtual_refund}) {
        at.apply.request.type = type;
        CHECK(at.refused() == Mistakes{{Rule::kind_not_for_type, "request.type"}});
    }
}

TEST_CASE("a request whose type or reason wants a picture is refused without one") {
    ApplyAt at;
    Request wanted = at.apply.request;
    wanted.reason = "broken";
    at.apply = application(wanted, at.context);
    CHECK(at.refused().empty());
    at.apply.evidence.clear();
    CHECK(at.refused() == Mistakes{{Rule::evidence_required, "evidence", 1}});
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
    Given const other = given(returned, {});
    at.context.others = holdings_of(other.ticket);
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
        {"in an offer", {}, merchant(MakeOffer{1, "", {}}), {{Rule::address_required, "address"}}},
    });
}

TEST_CASE("a rejection needs a reason of the catalogue that fits the type") {
    check_rows({
        {"unknown", {}, merchant(Reject{"mood", "", {}}), {{Rule::reason_unknown, "reason"}}},
        {"none", {}, merchant(Reject{"", "", {}}), {{Rule::reason_unknown, "reason"}}},
        {"for another type",
         {},
         merchant(Reject{"only_exchange", "", {}}),
         {{Rule::reason_not_for_type, "reason"}}},
        {"too much said",
         {},
         merchant(Reject{"worn", times(501, "旧"), {}}),
         {{Rule::too_long, "text", 500}}},
        {"too much shown", {}, merchant(Reject{"worn", "", pictures(10)}), {{Rule::too_many, "evidence", 9}}},
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
         merchant(MakeOffer{1, times(501, "a"), shop_address}),
         {{Rule::too_long, "text", 500}}},
        {"the same, after inspection", sent, offer(25'000), {{Rule::offer_not_lower, "refund_fen", 25'000}}},
        {"the same as an earlier accepted offer",
         lowered,
         offer(20'000),
         {{Rule::offer_not_lower, "refund_fen", 20'000}}},
    });
}

TEST_CASE("an offer cannot take freight that the shop owes, and says how low it may go") {
    Context at = context(order(2, 1), ActorKind::buyer, start);
    at.policy.freight_when_shop_at_fault = true;
    Request wanted = request(returned, {{1, 2, {}}, {2, 1, {}}});
    wanted.reason = "broken";
    Given const ticket = given(at, wanted, {});
    REQUIRE(ticket.ticket.quote.refund_fen == 25'500);
    Move const low = offer(499);
    Result<std::vector<Event>, Mistakes> const decided = decide(ticket.ticket, low.command, ticket.next(low));
    REQUIRE(!decided.ok());
    CHECK(decided.error() == Mistakes{{Rule::fee_exceeds_goods, "refund_fen", 500}});
    Move const lowest = offer(500);
    CHECK(decide(ticket.ticket, lowest.command, ticket.next(lowest)).ok());
}

TEST_CASE("a parcel has a courier and a number that couriers know") {
    auto const ship = [](std::string carrier, std::string number) {
        return buyer(ShipBack{{std::move(carrier), std::move(number)}});
    };
    std::vector<Move> const agreed = {agree()};
    Mistakes const wrong_number = {{Rule::bad_characters, "parcel.tracking_no"}};
    check_rows({
        {"no courier", agreed, ship("", "SF123456"), {{Rule::must_not_be_empty, "parcel.carrier"}}},
        {"a sentence for a courier",
         agreed,
         ship("the green one", "SF123456"),
         {{Rule::bad_characters, "parcel.carrier"}}},
        {"no number", agreed, ship("sf", ""), {{Rule::must_not_be_empty, "parcel.tracking_no"}}},
        {"five characters", agreed, ship("sf", "12345"), wrong_number},
        {"a blank inside", agreed, ship("sf", "SF 123456"), wrong_number},
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
        Given const at = given(returned, agreed);
        CHECK(decide(at.ticket, move.command, at.next(move)).ok());
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

TEST_CASE("a timer that fires early is refused, one that fires on the millisecond or late is not") {
    for (std::vector<Move> const& history : std::vector<std::vector<Move>>{
             {}, {offer(1)}, {agree()}, {time_out()}, {agree(), ship_back()}, {reject()}}) {
        Given const at = given(returned, history);
        Context then = at.next(time_out());
        Instant const due = then.now;
        then.now = due + Duration{-1};
        Result<std::vector<Event>, Mistakes> const early = decide(at.ticket, TimeOut{}, then);
        REQUIRE(!early.ok());
        CHECK(early.error() == Mistakes{{Rule::deadline_not_reached, "command", due.ms}});
        then.now = due;
        CHECK(decide(at.ticket, TimeOut{}, then).ok());
        then.now = due + days(3);
        CHECK(decide(at.ticket, TimeOut{}, then).ok());
    }
}

TEST_CASE("a person may still act after the deadline, as long as the timer has not fired") {
    Given const at = given(returned, {});
    Move late = reject();
    late.wait = hours(49);
    CHECK(decide(at.ticket, late.command, at.next(late)).ok());
}

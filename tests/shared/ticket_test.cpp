// The edge table of a ticket: every move in it leads where it should, every other is refused and changes
// nothing.

#include <map>
#include <set>
#include <tuple>

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

constexpr TicketType unshipped = TicketType::refund_unshipped;
constexpr TicketType returned = TicketType::return_refund;

struct Want {
    std::string events;
    State state = State::closed;
    std::optional<Duration> deadline = std::nullopt;  ///< from the command on
    Cause cause = Cause::none;
};

struct Row {
    char const* name;
    TicketType type = returned;
    std::vector<Move> history;
    Move move;
    Want want;
};

std::vector<Row> merchant_rows() {
    return {
        {"the buyer withdraws before the review",
         returned,
         {},
         withdraw(),
         {"withdrawn", State::closed, {}, Cause::withdrawn}},
        {"the merchant agrees and names the address",
         returned,
         {},
         agree(),
         {"agreed", State::awaiting_return, days(7)}},
        {"the merchant rejects", returned, {}, reject(), {"rejected", State::rejected, days(7)}},
        {"the merchant offers less",
         returned,
         {},
         offer(20'000),
         {"offer_made", State::awaiting_buyer, hours(48)}},
        {"the merchant offers nothing",
         returned,
         {},
         offer(0),
         {"offer_made", State::awaiting_buyer, hours(48)}},
        {"the merchant's silence is consent; the address is still owed",
         returned,
         {},
         time_out(),
         {"agreed", State::awaiting_return, hours(48), Cause::merchant_timeout}},

        {"the buyer withdraws instead of answering an offer",
         returned,
         {offer(20'000)},
         withdraw(),
         {"withdrawn", State::closed, {}, Cause::withdrawn}},
        {"the buyer accepts and sends the goods to the offer's address",
         returned,
         {offer(20'000)},
         accept(),
         {"offer_accepted agreed", State::awaiting_return, days(7)}},
        {"the buyer declines: the merchant's turn again",
         returned,
         {offer(20'000)},
         decline(),
         {"offer_ended", State::awaiting_merchant, hours(48)}},
        {"the offer lapses: the merchant's turn again",
         returned,
         {offer(20'000)},
         time_out(),
         {"offer_ended", State::awaiting_merchant, hours(48), Cause::offer_timeout}},
        {"the merchant agrees after a lapsed offer, whose cause stays",
         returned,
         {offer(1), time_out()},
         agree(),
         {"agreed", State::awaiting_return, days(7), Cause::offer_timeout}},

        {"the buyer takes a rejection",
         returned,
         {reject()},
         withdraw(),
         {"withdrawn", State::closed, {}, Cause::withdrawn}},
        {"a rejection that nobody appeals closes",
         returned,
         {reject()},
         time_out(),
         {"closed", State::closed, {}, Cause::appeal_timeout}},
    };
}

std::vector<Row> goods_rows() {
    std::vector<Move> const sent = {agree(), ship_back()};
    std::vector<Move> const inspected = {agree(), ship_back(), offer(20'000)};
    return {
        {"the buyer changes their mind before sending",
         returned,
         {agree()},
         withdraw(),
         {"withdrawn", State::closed, {}, Cause::withdrawn}},
        {"the buyer sends the goods",
         returned,
         {agree()},
         ship_back(),
         {"shipped_back", State::awaiting_receipt, days(10)}},
        {"the merchant names the address that the timeout left open",
         returned,
         {time_out()},
         agree(),
         {"agreed", State::awaiting_return, days(7), Cause::merchant_timeout}},
        {"the buyer never sends",
         returned,
         {agree()},
         time_out(),
         {"closed", State::closed, {}, Cause::return_timeout}},
        {"a second silence about the address does not cost the buyer the ticket",
         returned,
         {time_out()},
         time_out(),
         {"agreed", State::awaiting_return, hours(48), Cause::merchant_timeout}},

        {"the buyer corrects the parcel's number",
         returned,
         sent,
         {ActorKind::buyer, ShipBack{{"zto", "ZTO-000001"}}},
         {"shipped_back", State::awaiting_receipt, days(10)}},
        {"the merchant receives the goods",
         returned,
         sent,
         receive(),
         {"received refund_started", State::refunding}},
        {"the merchant offers less after looking at the goods",
         returned,
         sent,
         offer(20'000),
         {"offer_made", State::awaiting_buyer, hours(48)}},
        {"the merchant never says that the goods came",
         returned,
         sent,
         time_out(),
         {"received refund_started", State::refunding, {}, Cause::receipt_timeout}},

        {"the buyer accepts what the inspection left",
         returned,
         inspected,
         accept(),
         {"offer_accepted refund_started", State::refunding}},
        {"the buyer accepts that the inspection left nothing",
         returned,
         {agree(), ship_back(), offer(0)},
         accept(),
         {"offer_accepted refund_started completed", State::completed}},
        {"the buyer declines what the inspection left",
         returned,
         inspected,
         decline(),
         {"offer_ended", State::awaiting_receipt, days(10)}},
        {"the offer after the inspection lapses",
         returned,
         inspected,
         time_out(),
         {"offer_ended", State::awaiting_receipt, days(10), Cause::offer_timeout}},
        {"goods of an accepted offer of nothing come back and complete it",
         returned,
         {offer(0), accept(), ship_back()},
         receive(),
         {"received refund_started completed", State::completed}},
    };
}

std::vector<Row> money_rows() {
    Cause const automatic = Cause::unshipped_is_automatic;
    Move platform_retry = retry();
    platform_retry.actor = ActorKind::platform;
    return {
        {"the first of two parts is paid",
         unshipped,
         {},
         paid(1),
         {"part_succeeded", State::refunding, {}, automatic}},
        {"the last part is paid",
         unshipped,
         {paid(2)},
         paid(1),
         {"part_succeeded completed", State::completed, {}, automatic}},
        {"one part fails while the other is under way",
         unshipped,
         {},
         failed(1),
         {"part_failed", State::refunding, {}, automatic}},
        {"one part fails, the other was paid",
         unshipped,
         {paid(1)},
         failed(2),
         {"part_failed", State::refund_failed, {}, automatic}},
        {"one part is paid, the other had failed",
         unshipped,
         {failed(1)},
         paid(2),
         {"part_succeeded", State::refund_failed, {}, automatic}},
        {"the channel is still at it",
         unshipped,
         {},
         channel(1, PartStatus::pending),
         {"", State::refunding, {}, automatic}},
        {"a paid part that is said to have failed stays paid",
         unshipped,
         {paid(1)},
         failed(1),
         {"", State::refunding, {}, automatic}},
        {"a failed part that turns out paid counts",
         unshipped,
         {failed(1), failed(2)},
         paid(1),
         {"part_succeeded", State::refund_failed, {}, automatic}},
        {"the last failed part turns out paid",
         unshipped,
         {paid(1), failed(2)},
         paid(2),
         {"part_succeeded completed", State::completed, {}, automatic}},
        {"the merchant has the failed part asked for again",
         unshipped,
         {paid(1), failed(2)},
         retry(),
         {"refund_retried", State::refunding, {}, automatic}},
        {"the platform has the failed parts asked for again",
         unshipped,
         {failed(2), failed(1)},
         platform_retry,
         {"refund_retried", State::refunding, {}, automatic}},
        {"the retried part is paid",
         unshipped,
         {paid(1), failed(2), retry()},
         paid(2),
         {"part_succeeded completed", State::completed, {}, automatic}},
        {"the channel repeats itself after the end",
         unshipped,
         {paid(1), paid(2)},
         paid(2),
         {"", State::completed, {}, automatic}},
        {"a late failure after the end changes nothing",
         unshipped,
         {paid(1), paid(2)},
         failed(2),
         {"", State::completed, {}, automatic}},
    };
}

std::vector<Row> all_rows() {
    std::vector<Row> rows = merchant_rows();
    for (auto const& more : {goods_rows(), money_rows()}) rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

std::optional<Duration> deadline_after(Ticket const& ticket, Instant now) {
    if (!ticket.deadline) return std::nullopt;
    return *ticket.deadline - now;
}

void check_row(Row const& row) {
    CAPTURE(row.name);
    Given const before = given(row.type, row.history);
    Given after = before;
    after.context = before.next(row.move);
    CHECK(why_not(before.ticket, row.move.actor, kind_of(row.move.command)) == std::nullopt);
    Result<std::vector<Event>, Mistakes> const decided =
        decide(before.ticket, row.move.command, after.context);
    REQUIRE(decided.ok());
    after.take(*decided);
    CHECK(names_of(*decided) == row.want.events);
    CHECK(after.ticket.state == row.want.state);
    CHECK(deadline_after(after.ticket, after.context.now) ==
          (decided->empty() ? deadline_after(before.ticket, after.context.now) : row.want.deadline));
    CHECK(after.ticket.cause == row.want.cause);
    CHECK(std::cmp_equal(after.ticket.version, after.history.size()));
    CHECK(after.ticket.state_since ==
          (before.ticket.state == row.want.state ? before.ticket.state_since : after.context.now));
    CHECK(fold(after.history) == after.ticket);
}

/// Well-formed commands, one of each kind.
std::vector<Command> one_of_each(Given const& at) {
    return {application(at.ticket.request, at.context),
            Withdraw{},
            Agree{shop_address},
            Reject{"worn", "", {}},
            MakeOffer{0, "", shop_address},
            AcceptOffer{},
            DeclineOffer{},
            ShipBack{parcel},
            Receive{},
            RetryRefund{},
            RecordRefund{"AS2026112100000001-1", PartStatus::succeeded, ""},
            TimeOut{}};
}

using Corner = std::tuple<State, ActorKind, CommandKind>;

}  // namespace

TEST_CASE("every legal move leads where the domain says, by the events that it should") {
    for (Row const& row : all_rows()) check_row(row);
}

TEST_CASE("the rows above use exactly the moves of the edge table") {
    std::set<Corner> walked;
    for (Row const& row : all_rows()) {
        walked.insert({given(row.type, row.history).ticket.state, row.move.actor, kind_of(row.move.command)});
    }
    std::set<Corner> listed;
    for (Edge const& edge : edges()) CHECK(listed.insert({edge.state, edge.actor, edge.command}).second);
    CHECK(walked == listed);
}

TEST_CASE("the edge table is in state order") {
    for (std::size_t i = 1; i < edges().size(); ++i) CHECK(edges()[i - 1].state <= edges()[i].state);
}

TEST_CASE("a move outside the table is refused with its reason and changes nothing") {
    std::set<Corner> legal;
    std::set<std::pair<State, CommandKind>> somebodys;
    std::map<State, Given> in;
    for (Row const& row : all_rows()) {
        Given const at = given(row.type, row.history);
        // Of the two kinds of awaiting_return the one whose address is known: see the test of the conditional
        // edges.
        if (at.ticket.state != State::awaiting_return || at.ticket.return_address)
            in.insert({at.ticket.state, at});
        legal.insert({at.ticket.state, row.move.actor, kind_of(row.move.command)});
        somebodys.insert({at.ticket.state, kind_of(row.move.command)});
    }
    in.insert({State::closed, given(returned, {withdraw()})});
    int refused = 0;
    for (auto const& entry : in) {
        State const state = entry.first;
        Given const& at = entry.second;
        bool const address_known = state == State::awaiting_return;
        for (Command const& command : one_of_each(at)) {
            CommandKind const kind = kind_of(command);
            bool const nobodys =
                !somebodys.contains({state, kind}) || (address_known && kind == CommandKind::agree);
            for (ActorKind actor : actors) {
                if (!nobodys && legal.contains({state, actor, kind})) continue;
                CAPTURE(static_cast<int>(state));
                CAPTURE(static_cast<int>(actor));
                CAPTURE(static_cast<int>(kind));
                Rule const rule = nobodys ? Rule::not_in_this_state : Rule::not_your_part;
                Ticket const before = at.ticket;
                Result<std::vector<Event>, Mistakes> const decided =
                    decide(at.ticket, command, at.next({actor, command}));
                REQUIRE(!decided.ok());
                CHECK(decided.error() == Mistakes{{rule, "command"}});
                CHECK(why_not(at.ticket, actor, kind) == rule);
                CHECK(at.ticket == before);
                ++refused;
            }
        }
    }
    CHECK(in.size() == 9);  // the states that these two types reach
    CHECK(refused == 9 * 4 * 12 - 24 + 1);
}

TEST_CASE("a ticket that does not exist yet can only be applied for, and only by a buyer") {
    Context at = context(order(2, 1), ActorKind::buyer, start);
    Given const any = given(returned, {});
    for (Command const& command : one_of_each(any)) {
        for (ActorKind actor : actors) {
            at.actor = actor_of(actor);
            Result<std::vector<Event>, Mistakes> const decided = decide(Ticket{}, command, at);
            bool const applies = kind_of(command) == CommandKind::apply;
            bool const buyer = actor == ActorKind::buyer;
            CHECK(decided.ok() == (applies && buyer));
            if (decided.ok()) continue;
            Rule const rule = applies ? Rule::not_your_part : Rule::not_in_this_state;
            CHECK(decided.error() == Mistakes{{rule, "command"}});
        }
    }
}

TEST_CASE("another buyer's ticket is not theirs to move") {
    Given const at = given(returned, {agree()});
    Context stranger = at.next(withdraw());
    stranger.actor.id = "b2";
    for (Command const& command : {Command{Withdraw{}}, Command{ShipBack{parcel}}}) {
        Result<std::vector<Event>, Mistakes> const decided = decide(at.ticket, command, stranger);
        REQUIRE(!decided.ok());
        CHECK(decided.error() == Mistakes{{Rule::not_your_part, "command"}});
    }
}

TEST_CASE("two edges depend on more than the state") {
    SUBCASE("goods that are with the merchant cannot be left there by withdrawing") {
        Given const at = given(returned, {agree(), ship_back(), offer(20'000)});
        CHECK(why_not(at.ticket, ActorKind::buyer, CommandKind::withdraw) == Rule::not_in_this_state);
        CHECK(why_not(at.ticket, ActorKind::merchant, CommandKind::withdraw) == Rule::not_in_this_state);
    }
    SUBCASE("the merchant may name an address only while none is known") {
        Given const open = given(returned, {time_out()});
        CHECK(why_not(open.ticket, ActorKind::merchant, CommandKind::agree) == std::nullopt);
        CHECK(why_not(open.ticket, ActorKind::buyer, CommandKind::agree) == Rule::not_your_part);
        Given const known = given(returned, {time_out(), agree()});
        CHECK(why_not(known.ticket, ActorKind::merchant, CommandKind::agree) == Rule::not_in_this_state);
        CHECK(known.ticket.return_address == shop_address);
    }
    SUBCASE("the buyer cannot ship before there is an address") {
        Given const at = given(returned, {time_out()});
        CHECK(why_not(at.ticket, ActorKind::buyer, CommandKind::ship_back) == Rule::address_required);
        Move const ship = ship_back();
        CHECK(decide(at.ticket, ship.command, at.next(ship)).error() ==
              Mistakes{{Rule::address_required, "command"}});
    }
}

TEST_CASE("the same command twice has the effect of once") {
    for (Row const& row : all_rows()) {
        CAPTURE(row.name);
        Given once = given(row.type, row.history);
        once.context = once.next(row.move);
        once.take(*decide(once.ticket, row.move.command, once.context));
        Result<std::vector<Event>, Mistakes> const again =
            decide(once.ticket, row.move.command, once.context);
        CHECK((!again.ok() || again->empty()));
    }
}

TEST_CASE("folding the events is evolving step by step, and a decision is repeatable") {
    for (Row const& row : all_rows()) {
        CAPTURE(row.name);
        Given const at = given(row.type, row.history);
        CHECK(fold(at.history) == at.ticket);
        for (std::size_t i = 0; i < at.history.size(); ++i) CHECK(std::cmp_equal(at.history[i].seq, i + 1));
        Context const next = at.next(row.move);
        CHECK(names_of(*decide(at.ticket, row.move.command, next)) ==
              names_of(*decide(at.ticket, row.move.command, next)));
    }
}

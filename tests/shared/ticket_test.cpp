// The edge table of a ticket: every move in it leads where it should, every other is refused and changes
// nothing.

#include <set>
#include <tuple>

#include "ticket_rows.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;
using afterdesk::ticket_rows::Row;

namespace {

std::vector<Row> all_rows() {
    std::vector<Row> rows = ticket_rows::review_rows();
    for (auto const& more :
         {ticket_rows::goods_rows(), ticket_rows::sending_rows(), ticket_rows::money_rows(),
          ticket_rows::appeal_rows(), ticket_rows::platform_rows()}) {
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

/// A new ticket by each kind of actor, and how it begins.
struct Opening {
    char const* name;
    Start (*start)();
    ActorKind by = ActorKind::buyer;
    std::string events;
    State state;
    std::string clock = {};
    Cause cause = Cause::none;
};

std::vector<Opening> openings() {
    using enum State;
    using enum ActorKind;
    Cause const staff = Cause::opened_by_staff;
    return {
        {"what was not shipped is refunded at once", unshipped, buyer, "applied agreed refund_started",
         refunding, "", Cause::unshipped_is_automatic},
        {"lessons are taken back and refunded at once", lessons, buyer,
         "applied agreed reclaimed refund_started", refunding, "", Cause::virtual_is_automatic},
        {"where the merchant decides about lessons", reviewed_lessons, buyer, "applied", awaiting_merchant,
         "runs 48h"},
        {"a promotion would break: the merchant decides", asked, buyer, "applied", awaiting_merchant,
         "runs 48h"},
        {"goods under way", under_way, buyer, "applied", awaiting_merchant, "runs 48h"},
        {"a return", returned, buyer, "applied", awaiting_merchant, "runs 48h"},
        {"an exchange", exchange, buyer, "applied", awaiting_merchant, "runs 48h"},
        {"a repair", repair, buyer, "applied", awaiting_merchant, "runs 48h"},
        {"a missing piece", reship_missing, buyer, "applied", awaiting_merchant, "runs 48h"},
        {"a price that dropped", price_drop, buyer, "applied", awaiting_merchant, "runs 48h"},
        {"the merchant opens a return: agreed to, the address is owed", returned, merchant, "applied agreed",
         awaiting_return, "runs 48h", staff},
        {"the merchant sends a missing piece", reship_missing, merchant, "applied agreed", awaiting_reship,
         "runs 150h", staff},
        {"the merchant pays the price difference", price_drop, merchant, "applied agreed refund_started",
         refunding, "", staff},
        {"the merchant has strays stopped on their way", strayed, merchant,
         "applied agreed intercept_started", intercepting, "runs 72h", staff},
        {"the platform has strays sent back", strayed_here, platform, "applied agreed", awaiting_return,
         "runs 48h", staff},
        {"a buyer asks to have strays stopped", strayed, buyer, "applied", awaiting_merchant, "runs 48h"},
        {"the platform opens a refund", unshipped, platform, "applied agreed refund_started", refunding, "",
         staff},
        {"the platform opens an exchange: stock is reserved", exchange, platform,
         "applied stock_reserved agreed", awaiting_return, "runs 48h", staff},
    };
}

/// The ticket as the opening leaves it, without further moves.
Given opened(Opening const& opening, Decision& decided) {
    Start start = opening.start();
    start.context.actor = actor_of(opening.by);
    Given made;
    made.context = start.context;
    decided = decide(Ticket{}, application(start.request, start.context), start.context);
    if (decided.ok()) made.take(*decided);
    return made;
}

/// An edge by what finds it; there are no two alike.
using Corner = std::tuple<int, ActorKind, CommandKind, Guard>;
Corner corner(Edge const& edge) {
    return {edge.from ? static_cast<int>(*edge.from) : -1, edge.actor, edge.command, edge.guard};
}

/// Well-formed commands, one of each kind.
std::vector<Command> one_of_each(Given const& at) {
    Apply const apply{at.ticket.request, at.ticket.quote.refund_fen, quote_digest(at.ticket.quote), "", {}};
    return {apply,
            Modify{apply},
            Withdraw{},
            Agree{shop_address},
            reject().command,
            offer(0).command,
            counter(0).command,
            AcceptOffer{},
            DeclineOffer{},
            Intercept{},
            stopped().command,
            ship_back().command,
            ParcelSigned{parcel.tracking_no, now},
            Receive{},
            inspect({}).command,
            reship().command,
            fall_back().command,
            ConfirmReceipt{},
            RetryRefund{},
            offline(part_no(1)).command,
            paid(1).command,
            collected(1).command,
            extend(ActorKind::buyer).command,
            evidence(ActorKind::buyer).command,
            escalate().command,
            step_in().command,
            ask_evidence().command,
            refund_none().command,
            freeze().command,
            Resume{},
            shut().command,
            OrderChanged{},
            rate().command,
            settle_strays().command,
            appeal(ActorKind::buyer).command,
            TimeOut{}};
}

void check_row(Row const& row) {
    CAPTURE(row.name);
    Given const before = given(row.start(), row.history);
    CAPTURE(static_cast<int>(before.ticket.state));
    CHECK(why_not(before.ticket, row.move.actor, kind_of(row.move.command)) == std::nullopt);
    Given after = before;
    Decision const decided = try_move(after, row.move);
    if (!decided.ok()) CHECK(decided.error() == Mistakes{});
    if (!decided.ok()) return;
    CHECK(names_of(*decided) == row.events);
    CHECK(after.ticket.state == row.state);
    CHECK(clock_of(after) == row.clock);
    CHECK(after.ticket.cause == row.cause);
    CHECK(std::cmp_equal(after.ticket.version, after.history.size()));
    CHECK(after.ticket.state_since ==
          (before.ticket.state == row.state ? before.ticket.state_since : after.context.now));
    CHECK(fold(after.history) == after.ticket);
}

}  // namespace

TEST_CASE("every legal move leads where the domain says, by the events that it should") {
    for (Row const& row : all_rows()) check_row(row);
}

TEST_CASE("a ticket begins as its type and whoever opens it say") {
    for (Opening const& opening : openings()) {
        CAPTURE(opening.name);
        Decision decided = std::vector<Event>{};
        Given const at = opened(opening, decided);
        REQUIRE(decided.ok());
        CHECK(names_of(*decided) == opening.events);
        CHECK(at.ticket.state == opening.state);
        CHECK(clock_of(at) == opening.clock);
        CHECK(at.ticket.cause == opening.cause);
        CHECK(at.ticket.opened_by == opening.by);
        CHECK(fold(at.history) == at.ticket);
    }
}

TEST_CASE("the rows above use every edge of the table, and every state that an edge names") {
    std::set<Corner> walked;
    std::set<std::pair<Corner, State>> reached;
    auto const walk = [&](Ticket const& from, ActorKind actor, CommandKind kind, State to) {
        auto const edge = find_edge(from, actor, kind);
        REQUIRE(edge.ok());
        walked.insert(corner(**edge));
        reached.insert({corner(**edge), to});
    };
    for (Row const& row : all_rows()) {
        walk(given(row.start(), row.history).ticket, row.move.actor, kind_of(row.move.command), row.state);
    }
    for (Opening const& opening : openings()) {
        walk(Ticket{}, opening.by, CommandKind::apply, opening.state);
    }
    for (Edge const& edge : edges()) {
        CAPTURE((edge.from ? static_cast<int>(*edge.from) : -1));
        CAPTURE(static_cast<int>(edge.actor));
        CAPTURE(static_cast<int>(edge.command));
        CAPTURE(static_cast<int>(edge.guard));
        CHECK(walked.contains(corner(edge)));
    }
    CHECK(walked.size() == edges().size());
}

TEST_CASE("the edge table is in state order, and each edge is there once") {
    std::set<Corner> seen;
    for (std::size_t i = 0; i < edges().size(); ++i) {
        CHECK(seen.insert(corner(edges()[i])).second);
        if (i > 0) CHECK(edges()[i - 1].from <= edges()[i].from);
    }
}

TEST_CASE("a move outside the table is refused with its reason and changes nothing") {
    int refused = 0;
    std::set<std::string> places;
    for (Row const& row : all_rows()) {
        Given const at = given(row.start(), row.history);
        // One ticket in each kind of place is enough.
        std::string place = std::to_string(static_cast<int>(at.ticket.state));
        place += in_arbitration(at.ticket) ? "a" : at.ticket.frozen ? "f" : at.ticket.offer ? "o" : "";
        place += at.ticket.return_address ? "" : "n";
        if (!places.insert(place).second) continue;
        for (Command const& command : one_of_each(at)) {
            CommandKind const kind = kind_of(command);
            for (ActorKind actor : actors) {
                auto const edge = find_edge(at.ticket, actor, kind);
                if (edge.ok()) continue;
                Ticket const before = at.ticket;
                CHECK(ticket_fixture::refused(at, {actor, command}) == Mistakes{{edge.error(), "command"}});
                CHECK(why_not(at.ticket, actor, kind) == edge.error());
                CHECK(at.ticket == before);
                ++refused;
            }
        }
    }
    CHECK(places.size() >= 30);
    CHECK(refused > 30 * 100);
}

TEST_CASE(
    "who may not is told so; what nobody may is not in this state; what must wait is under arbitration") {
    Given const at = given(returned(), {});
    auto const asks = [&](Given const& of, ActorKind who, CommandKind what) {
        return find_edge(of.ticket, who, what).error();
    };
    CHECK(asks(at, ActorKind::buyer, CommandKind::agree) == Rule::not_your_part);
    CHECK(asks(at, ActorKind::merchant, CommandKind::withdraw) == Rule::not_your_part);
    CHECK(asks(at, ActorKind::buyer, CommandKind::ship_back) == Rule::not_in_this_state);
    CHECK(asks(at, ActorKind::buyer, CommandKind::apply) == Rule::not_in_this_state);
    CHECK(asks(at, ActorKind::platform, CommandKind::verdict) == Rule::not_in_this_state);
    Given const called = given(returned(), {step_in()});
    CHECK(asks(called, ActorKind::merchant, CommandKind::agree) == Rule::under_arbitration);
    CHECK(asks(called, ActorKind::buyer, CommandKind::agree) == Rule::under_arbitration);
    CHECK(asks(called, ActorKind::system, CommandKind::time_out) == Rule::under_arbitration);
    CHECK(asks(called, ActorKind::buyer, CommandKind::verdict) == Rule::not_your_part);
    CHECK(asks(called, ActorKind::platform, CommandKind::step_in) == Rule::not_in_this_state);
    Given const over = given(returned(), {withdraw()});
    for (Command const& command : one_of_each(at)) {
        for (ActorKind actor : actors) {
            CHECK(asks(over, actor, kind_of(command)) == Rule::not_in_this_state);
        }
    }
}

TEST_CASE("a ticket that does not exist yet can only be applied for, and not by the desk itself") {
    Given const any = given(returned(), {});
    for (Command const& command : one_of_each(any)) {
        for (ActorKind actor : actors) {
            Context at = context(order(2, 1), actor);
            Decision const decided = decide(Ticket{}, command, at);
            bool const applies = kind_of(command) == CommandKind::apply;
            Rule const rule = applies ? Rule::not_your_part : Rule::not_in_this_state;
            bool const may = applies && actor != ActorKind::system;
            bool const by_edge = !decided.ok() && decided.error() == Mistakes{{rule, "command"}};
            CHECK(by_edge == !may);
        }
    }
}

TEST_CASE("another buyer's ticket or order is not theirs to move") {
    Given const at = given(returned(), {agree()});
    for (Move const& move : {withdraw(), ship_back(), evidence(ActorKind::buyer)}) {
        CHECK(refused(at, by("b2", move)) == Mistakes{{Rule::not_your_part, "command"}});
        CHECK(refused(at, by("b1", move)) == Mistakes{});
    }
    Start of = returned();
    Apply const apply = application(of.request, of.context);
    of.context.actor.id = "b2";
    CHECK(decide(Ticket{}, apply, of.context).error() == Mistakes{{Rule::not_your_part, "command"}});
}

TEST_CASE("the same command twice has the effect of once") {
    for (Row const& row : all_rows()) {
        CAPTURE(row.name);
        Given once = given(row.start(), row.history);
        Decision const decided = try_move(once, row.move);
        REQUIRE(decided.ok());
        Move again = row.move;
        again.wait = {};
        CommandKind const kind = kind_of(again.command);
        // These say something new each time; the server takes each by its key once.
        bool const adds = kind == CommandKind::add_evidence || kind == CommandKind::extend_deadline ||
                          kind == CommandKind::ask_evidence || kind == CommandKind::modify;
        if (adds) continue;
        Context at = once.next(again);
        at.now = once.context.now;
        Decision const repeated = decide(once.ticket, again.command, at);
        CHECK((!repeated.ok() || repeated->empty()));
    }
}

TEST_CASE("a decision is repeatable, and a timer does nothing a moment before it is due") {
    for (Row const& row : all_rows()) {
        CAPTURE(row.name);
        Given const at = given(row.start(), row.history);
        Context next = at.next(row.move);
        Command const command = command_of(row.move, next);
        CHECK(names_of(*decide(at.ticket, command, next)) == names_of(*decide(at.ticket, command, next)));
        if (kind_of(command) != CommandKind::time_out) continue;
        next.now = Instant{next.now.ms - 1};
        CHECK(decide(at.ticket, command, next).error() ==
              Mistakes{{Rule::deadline_not_reached, "command", next.now.ms + 1}});
    }
}

// Sending against paying back: of each unsent piece there is one or the other.

#include "domain/ticket/shipping.hpp"

#include <random>

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

/// A mall by chance: it keeps pieces, sends them or not, while its buyer asks for refunds.
class Mall {
  public:
    explicit Mall(unsigned seed) : random_(seed) {}

    void step() {
        switch (chance(5)) {
            case 0: return apply();
            case 1: return keep();
            case 2: return let_go();
            case 3: return send();
            default: return pass();
        }
    }
    /// Of a line: pieces that were sent, are kept for it, or are paid back.
    int taken(int line_no) const {
        int sum = find_line(order_, line_no)->shipped_quantity();
        for (ShippingClaim const& one : claims_) sum += of(one.lines, line_no);
        for (Ticket const& ticket : tickets_) sum += of(refunded_unsent(ticket), line_no);
        return sum;
    }
    Order const& order() const { return order_; }
    int held = 0, paid = 0, sent = 0;

  private:
    static int of(std::vector<LinePieces> const& lines, int line_no) {
        int sum = 0;
        for (LinePieces const& one : lines) sum += one.line_no == line_no ? one.quantity : 0;
        return sum;
    }
    int chance(int of) { return static_cast<int>(random_() % static_cast<unsigned>(of)); }
    Context context_for(Ticket const& ticket, ActorKind actor) const {
        Context at = context(order_, actor);
        at.now = now_;
        at.new_no = {"AS" + std::to_string(tickets_.size())};
        at.shipping.claims = claims_;
        for (Ticket const& other : tickets_) {
            if (other.no == ticket.no) continue;
            for (Claim& claim : claims_of(other)) at.other_claims.push_back(std::move(claim));
            for (LinePieces const& pieces : refunded_unsent(other)) at.shipping.refunded.push_back(pieces);
        }
        return at;
    }
    void take(Ticket& ticket, Command const& command, Context const& at) {
        Decision const decided = decide(ticket, command, at);
        if (!decided.ok()) return;
        bool const waited = ticket.held.has_value();
        for (Event const& event : *decided) ticket = evolve(ticket, event, at.now);
        held += !waited && ticket.held ? 1 : 0;
        paid += waited && ticket.state == State::refunding ? 1 : 0;
    }
    void tell(Command const& command) {
        for (Ticket& ticket : tickets_) {
            bool const late = ticket.deadline && now_ >= *ticket.deadline;
            if (kind_of(command) == CommandKind::time_out && !late) continue;
            take(ticket, command, context_for(ticket, ActorKind::system));
        }
    }
    void apply() {
        int const line_no = 1 + chance(2);
        Ticket ticket;
        Context const at = context_for(ticket, ActorKind::buyer);
        Request const wanted = request(TicketType::refund_unshipped, {{line_no, 1 + chance(2), {}}});
        auto const quoted = quote({at.now, at.order, at.other_claims, wanted, at.policy});
        if (!quoted.ok()) return;
        take(ticket, Apply{wanted, quoted->refund_fen, quote_digest(*quoted), "", {{"e1"}}}, at);
        if (ticket.version > 0) tickets_.push_back(std::move(ticket));
    }
    void keep() {
        int const line_no = 1 + chance(2);
        std::vector<LinePieces> const asked_for = {{line_no, line_no == 2 ? 1 : 1 + chance(2)}};
        auto const blocked = why_not_sent(order_, tickets_, claims_, asked_for);
        REQUIRE(blocked.ok());
        if (!blocked->empty()) return;
        claims_.push_back(
            claim("c" + std::to_string(++numbers_), asked_for, now_ + minutes(10 + chance(50))));
    }
    void let_go() {
        if (claims_.empty()) return;
        claims_.erase(claims_.begin() + chance(static_cast<int>(claims_.size())));
        tell(OrderChanged{});
    }
    void send() {
        if (claims_.empty()) return;
        LinePieces const pieces =
            claims_[static_cast<std::size_t>(chance(static_cast<int>(claims_.size())))].lines[0];
        for (Line& line : order_.lines) {
            if (line.line_no != pieces.line_no) continue;
            line.deliveries.push_back({"d" + std::to_string(++numbers_), pieces.quantity, now_, {}, {}, {}});
        }
        use_claims(claims_, pieces);
        std::erase_if(claims_, [](ShippingClaim const& one) { return one.lines.empty(); });
        tell(OrderChanged{});
        ++sent;
    }
    void pass() {
        now_ = now_ + minutes(1 + chance(20));
        std::erase_if(claims_, [&](ShippingClaim const& one) { return one.until <= now_; });
        tell(TimeOut{});
    }

    std::mt19937 random_;
    Order order_ = ticket_fixture::order(0, 0);
    std::vector<Ticket> tickets_;
    std::vector<ShippingClaim> claims_;
    Instant now_ = now;
    int numbers_ = 0;
};

}  // namespace

TEST_CASE(
    "whatever comes in whatever order, each piece is sent, kept or paid back, and nothing for nothing") {
    int held = 0, paid = 0, sent = 0;
    for (unsigned seed = 1; seed <= 300; ++seed) {
        CAPTURE(seed);
        Mall mall(seed);
        for (int i = 0; i < 40; ++i) {
            mall.step();
            for (Line const& line : mall.order().lines) CHECK(mall.taken(line.line_no) <= line.quantity);
        }
        held += mall.held, paid += mall.paid, sent += mall.sent;
    }
    CHECK(held > 40);
    CHECK(paid > 20);
    CHECK(sent > 100);
}

TEST_CASE("what waits for a shipment does not go on by itself once the order was cancelled") {
    auto const over = [](Context& at) { at.shipping = {}; };
    auto const over_and_cancelled = [](Context& at) {
        at.shipping = {};
        at.order.cancelled_at = at.now;
    };
    CHECK(given(held(), {when(over, order_changed())}).ticket.state == State::refunding);
    Given const stays = given(held(), {when(over_and_cancelled, order_changed())});
    CHECK(stays.ticket.state == State::awaiting_merchant);
    Given const at = given(held(), {when(over_and_cancelled, time_out())});
    CHECK(at.ticket.refunds.empty());
    CHECK(in_arbitration(at.ticket));
}

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

// Every time limit on a virtual clock: it fires once, at its instant, with its cause; it stands still while
// the platform decides or has frozen it; it follows the policy's holidays; it survives a restart.

#include <algorithm>

#include "store/engine.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

/// A way into a state, the limit that runs there, and what it leads to.
struct Row {
    char const* name;
    std::string (*prepare)(World& w);  ///< the ticket's number
    Duration limit;
    Cause cause;
    State state;
};

std::string applied(World& w) { return w.return_one().ticket.no.value; }

std::string offered(World& w) {
    std::string const no = applied(w);
    w.must(w.merchant, no, MakeOffer{5'000, "", world::address(), {}});
    return no;
}

std::string agreed(World& w) {
    std::string const no = applied(w);
    w.must(w.merchant, no, Agree{world::address()});
    return no;
}

std::string sent_back(World& w) { return w.returned_one(); }

std::string signed_for(World& w) {
    std::string const no = w.returned_one();
    w.pass(days(3));
    w.tell({{"E2"}, {}, {{"SF1234567890", Instant{w.now_ms.load()}}}, {}});
    return no;
}

std::string inspecting(World& w) {
    std::string const no = w.returned_one();
    w.must(w.merchant, no, Receive{true});
    return no;
}

std::string refused_by_inspection(World& w) {
    std::string const no = inspecting(w);
    w.must(w.merchant, no, Inspect{{{{1, 0, 1, 0, 0, "used"}}, "已使用", {w.picture(w.merchant)}}});
    return no;
}

std::string on_the_way_to_the_buyer(World& w) {
    std::string const no = refused_by_inspection(w);
    w.must(w.merchant, no, Reship{world::parcel("SF0000000002")});
    return no;
}

std::string rejected(World& w) {
    std::string const no = applied(w);
    w.must(w.merchant, no, Reject{"other", "说明", {}});
    return no;
}

std::string evidence_round(World& w) {
    std::string const no = rejected(w);
    w.must(w.buyer, no, Escalate{"请平台介入", {}});
    w.must(w.platform, no, AskEvidence{"请举证"});
    return no;
}

std::string intercepting(World& w) {
    Order order = world::received_order("W1", "s1", "b1");
    for (Line& line : order.lines) sign_for(line, std::nullopt);
    w.import({order});
    auto const asked = World::request(TicketType::refund_shipped, "not_received", {{1, 1, {}}});
    auto const body = w.application(w.buyer, "W1", asked);
    std::string const no = w.read(w.apply(w.buyer, body, w.next_key())).ticket.no.value;
    w.must(w.merchant, no, Intercept{});
    return no;
}

std::string exchange_came_back(World& w) {
    w.put_stock({world::other_size()});
    std::string const no = w.exchange_one().ticket.no.value;
    w.must(w.merchant, no, Agree{world::address()});
    w.must(w.buyer, no, ShipBack{world::parcel()});
    w.must(w.merchant, no, Receive{});
    return no;
}

std::string reminded(World& w) {
    std::string const no = exchange_came_back(w);
    w.pass(days(7));
    w.service->jobs.run_due();
    return no;
}

std::string replacement_sent(World& w) {
    std::string const no = exchange_came_back(w);
    w.must(w.merchant, no, Reship{world::parcel("SF0000000002")});
    return no;
}

std::string difference_owed(World& w) {
    w.set_policy(R"({"exchange_difference":"settle"})");
    w.put_stock({world::other_size(2, 12'000)});
    std::string const no = w.exchange_one().ticket.no.value;
    w.must(w.merchant, no, Agree{world::address()});
    w.must(w.buyer, no, ShipBack{world::parcel()});
    w.must(w.merchant, no, Receive{});
    return no;
}

Row const rows[] = {
    {"the merchant does not answer", applied, hours(48), Cause::merchant_timeout, State::awaiting_return},
    {"the buyer does not answer an offer", offered, hours(48), Cause::offer_timeout,
     State::awaiting_merchant},
    {"nobody says whether it was stopped", intercepting, hours(72), Cause::intercept_timeout,
     State::awaiting_return},
    {"the goods are not sent back", agreed, days(7), Cause::return_timeout, State::closed},
    {"the merchant does not confirm receipt", sent_back, days(10), Cause::receipt_timeout, State::refunding},
    {"ten days count from sign-for", signed_for, days(10), Cause::receipt_timeout, State::refunding},
    {"the goods are not inspected", inspecting, hours(48), Cause::inspect_timeout, State::refunding},
    {"refused goods are not sent back", refused_by_inspection, days(7), Cause::send_back_timeout,
     State::sending_back},
    {"the buyer keeps silent about them", on_the_way_to_the_buyer, days(10), Cause::inspection_refused,
     State::closed},
    {"a rejection is not appealed", rejected, days(7), Cause::appeal_timeout, State::closed},
    {"the replacement is not sent: a reminder", exchange_came_back, days(7), Cause::reship_timeout,
     State::awaiting_reship},
    {"after the reminder: the platform", reminded, hours(48), Cause::reship_timeout, State::awaiting_reship},
    {"the buyer does not confirm", replacement_sent, days(10), Cause::buyer_receipt_timeout,
     State::completed},
    {"the difference is not paid", difference_owed, days(7), Cause::difference_timeout, State::refunding},
};

int version_of(World& w, std::string const& no) { return w.look(no).ticket.version; }

void run_timers(World& w) { w.service->jobs.run_due(); }

}  // namespace

TEST_CASE("each limit fires exactly once, at its instant, with its cause, also after a restart") {
    for (Row const& row : rows) {
        CAPTURE(row.name);
        World w;
        std::string const no = row.prepare(w);
        auto const before = w.look(no).ticket;
        REQUIRE(before.deadline);
        CHECK(*before.deadline == Instant{w.now_ms.load() + row.limit.ms});
        w.pass(Duration{row.limit.ms - 1});
        run_timers(w);
        CHECK(version_of(w, no) == before.version);
        w.restart();
        w.pass({1});
        run_timers(w);
        auto const after = w.look(no).ticket;
        CHECK(after.version > before.version);
        CHECK(after.cause == row.cause);
        bool const paid_meanwhile = row.state == State::refunding && after.state == State::completed;
        CHECK((after.state == row.state || paid_meanwhile));
        w.restart();
        run_timers(w);
        CHECK(version_of(w, no) == after.version);
        CHECK(w.differences().empty());
    }
}

TEST_CASE("the evidence round ends, and the case goes on waiting for the platform") {
    World w;
    std::string const no = evidence_round(w);
    w.pass(hours(48));
    run_timers(w);
    auto const after = w.look(no).ticket;
    REQUIRE(after.arbitration);
    CHECK(after.arbitration->step == ArbitrationStep::requested);
    CHECK(!after.deadline);
    w.pass(days(60));
    run_timers(w);
    CHECK(version_of(w, no) == after.version);
    CHECK(w.differences().empty());
}

TEST_CASE("after the reminder the platform is called in, and its clock stands still") {
    World w;
    std::string const no = reminded(w);
    w.pass(hours(48));
    run_timers(w);
    auto const called = w.look(no).ticket;
    REQUIRE(called.arbitration);
    CHECK(!called.deadline);
    w.pass(days(60));
    run_timers(w);
    CHECK(version_of(w, no) == called.version);
}

TEST_CASE("while the platform decides no limit runs; then what was left does") {
    World w;
    std::string const no = agreed(w);
    w.pass(days(2));
    w.must(w.platform, no, StepIn{"核实"});
    w.pass(days(30));
    run_timers(w);
    CHECK(w.look(no).ticket.state == State::awaiting_return);
    w.must(w.platform, no,
           GiveVerdict{{Outcome::refund_all, 0, Fault::shop, FreightPayer::shop, true, "退货"}, {}});
    w.pass(Duration{days(7).ms - 1});
    run_timers(w);
    CHECK(w.look(no).ticket.state == State::awaiting_return);
    w.pass({1});
    run_timers(w);
    CHECK(w.look(no).ticket.cause == Cause::return_timeout);
    CHECK(w.differences().empty());
}

TEST_CASE("a frozen clock stands still; resumed it goes on with what was left") {
    World w;
    std::string const no = agreed(w);
    w.pass(days(2));
    w.must(w.platform, no, Freeze{"等待检测"});
    w.pass(days(30));
    run_timers(w);
    w.restart();
    CHECK(w.look(no).ticket.state == State::awaiting_return);
    w.must(w.platform, no, Resume{});
    w.pass(Duration{days(5).ms - 1});
    run_timers(w);
    CHECK(w.look(no).ticket.state == State::awaiting_return);
    w.pass({1});
    run_timers(w);
    CHECK(w.look(no).ticket.state == State::closed);
    CHECK(w.differences().empty());
}

TEST_CASE("a limit that the other side extended fires at the new time, also after a restart") {
    World w;
    std::string const no = applied(w);
    Instant const first = *w.look(no).ticket.deadline;
    w.must(w.buyer, no, ExtendDeadline{hours(24)});
    CHECK(*w.look(no).ticket.deadline == first + hours(24));
    w.pass(hours(48));
    run_timers(w);
    CHECK(w.look(no).ticket.state == State::awaiting_merchant);
    w.restart();
    CHECK(w.look(no).ticket.extensions == 1);
    w.pass(Duration{hours(24).ms - 1});
    run_timers(w);
    CHECK(w.look(no).ticket.state == State::awaiting_merchant);
    w.pass({1});
    run_timers(w);
    CHECK(w.look(no).ticket.cause == Cause::merchant_timeout);
    CHECK(w.differences().empty());
}

TEST_CASE("holidays of the policy are not counted; a ticket keeps the policy that it was opened under") {
    World w;
    std::string const before = applied(w);
    std::string const from = std::to_string(world::noon.ms + hours(24).ms);
    std::string const to = std::to_string(world::noon.ms + days(11).ms);
    w.set_policy(R"({"holidays":[{"from_ms":)" + from + R"(,"to_ms":)" + to + "}]}");
    std::string const during = applied(w);
    w.pass(hours(48));
    run_timers(w);
    CHECK(w.look(before).ticket.cause == Cause::merchant_timeout);
    CHECK(w.look(during).ticket.state == State::awaiting_merchant);
    w.pass(Duration{days(10).ms - 1});
    run_timers(w);
    CHECK(w.look(during).ticket.state == State::awaiting_merchant);
    w.pass({1});
    run_timers(w);
    CHECK(w.look(during).ticket.cause == Cause::merchant_timeout);
}

TEST_CASE("a shop's own limits hold in that shop only") {
    World w;
    w.set_policy(R"({"shops":{"s1":{"limits":{"merchant_review_ms":3600000}}}})");
    std::string const no = applied(w);
    w.pass(hours(1));
    run_timers(w);
    CHECK(w.look(no).ticket.cause == Cause::merchant_timeout);
}

// ---- Many at once -----------------------------------------------------------------------------------------

TEST_CASE("deadlines that end together end in few commits; one that can not be read takes no other with it") {
    World w;
    std::vector<std::string> numbers;
    for (int i = 0; i < 30; ++i) {
        std::string const order = "H" + std::to_string(i);
        w.import({world::received_order(order, "s1", "b1")});
        numbers.push_back(w.return_one(order).ticket.no.value);
    }
    w.store->write([&](store::WriteTx& tx) {
        return store::sql(tx).run("UPDATE ticket SET body = '{' WHERE ticket_no = $1", {numbers[7]}) == 1;
    });
    int commits = 0;
    std::size_t told = 0;
    w.service->live.on_commit([&](std::vector<LiveEvent> const& events) {
        ++commits;
        told += events.size();
    });
    w.pass(hours(48));
    CHECK(w.service->jobs.run_due() == 29);
    CHECK(commits == 1);
    CHECK(told == 29);
    CHECK(version_of(w, numbers[6]) == version_of(w, numbers[8]));
    CHECK(w.look(numbers[8]).ticket.cause == Cause::merchant_timeout);
}

// ---- The demo's clock -------------------------------------------------------------------------------------

TEST_CASE("moved forward, the clock stops at every deadline on the way") {
    World w;
    std::string const no = applied(w);
    auto const moved = w.service->jobs.advance_clock(w.platform, days(30));
    REQUIRE(moved.ok());
    CHECK(moved->now_ms == world::noon.ms + days(30).ms);
    CHECK(moved->advanced_ms == days(30).ms);
    auto const detail = w.look(no);
    CHECK(detail.ticket.state == State::closed);
    std::vector<std::int64_t> times;
    for (EventRecord const& record : detail.history) times.push_back(record.at.ms - world::noon.ms);
    // Applied; agreed after 48 hours; closed seven days later.
    CHECK(times.front() == 0);
    CHECK(std::count(times.begin(), times.end(), hours(48).ms) >= 1);
    CHECK(times.back() == hours(48).ms + days(7).ms);
    CHECK(w.differences().empty());
}

TEST_CASE("a restart keeps the moved clock; nobody is signed out by it; only an administrator moves it") {
    World w;
    auto const in =
        w.service->sessions.sign_in_by_password(wire::Audience::platform, "admin", "right-3", {"here", ""});
    REQUIRE(in.ok());
    REQUIRE(w.service->jobs.advance_clock(w.platform, days(400)).ok());
    w.restart();
    CHECK(w.service->jobs.clock().now_ms == world::noon.ms + days(400).ms);
    CHECK(w.service->sessions.identify(wire::Audience::platform, in->session_token).has_value());
    CHECK(!w.service->jobs.advance_clock(w.merchant, hours(1)).ok());
    CHECK(!w.service->jobs.advance_clock(w.buyer, hours(1)).ok());
    Caller arbiter = w.platform;
    arbiter.rights = row_of(StaffRole::arbiter).rights;
    CHECK(!w.service->jobs.advance_clock(arbiter, hours(1)).ok());
}

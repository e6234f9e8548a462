// Refunded as unshipped, then shipped all the same, seen from outside: the mall is answered, staff find a
// task, the parcel is stopped or comes back, and nobody is paid twice.

#include "store/orders.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

using enum wire::FactOutcome;

wire::FactsView::OfLine ship_all(World& w, std::string const& order_no) {
    auto const told = w.tell({{order_no}, {{1, 3, std::nullopt, {}}}, {}, {}});
    REQUIRE(told.lines.size() == 1);
    return told.lines.front();
}

/// Two of three pieces were refunded. Its number.
std::string refunded(World& w) {
    std::string const no = w.refund_one("E1", 2).ticket.no.value;
    w.service->jobs.run_due();
    return no;
}

/// The same order as the mall tells it then: all three are shipped.
Order all_shipped() {
    Order order = world::unshipped_order("E1", "s1", "b1");
    ship(order.lines[0], 3);
    return order;
}

/// Refunded, then shipped. Its number.
std::string strayed(World& w) {
    std::string const no = refunded(w);
    ship_all(w, "E1");
    return no;
}

std::vector<std::string> tasks(World& w, Caller const& who) {
    TicketQuery query;
    query.queue = std::string(strays_queue);
    auto const page = w.service->tickets.list(who, query);
    REQUIRE(page.ok());
    std::vector<std::string> numbers;
    for (wire::TicketSummary const& one : page->items) {
        CHECK(one.has_strays);
        numbers.push_back(one.ticket_no);
    }
    CHECK(std::cmp_equal(page->with_strays, numbers.size()));
    return numbers;
}

Request recall(TicketType type, int quantity = 2) {
    return World::request(type, std::string(recall_reason), {{1, quantity, {}}});
}

std::string asked_back(World& w, Caller const& who, TicketType type) {
    auto const body = w.application(who, "E1", recall(type));
    return w.read(w.apply(who, body, w.next_key())).ticket.no.value;
}

std::vector<Strays> const two = {{1, 2, 0}};

}  // namespace

TEST_CASE("shipped after the refund: the answer is a conflict that names the ticket, and staff have a task") {
    World w;
    std::string const no = refunded(w);
    CHECK(tasks(w, w.merchant).empty());
    for (int told = 0; told < 2; ++told) {
        auto const line = ship_all(w, "E1");
        CHECK(line.outcome == conflict);
        CHECK(line.code == wire::FactConflict::shipped_after_refund);
        CHECK(line.ticket_no == no);
    }
    CHECK(w.look(no).ticket.strays == two);
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(tasks(w, w.merchant) == std::vector<std::string>{no});
    CHECK(tasks(w, w.platform) == std::vector<std::string>{no});
    CHECK(tasks(w, w.other_merchant).empty());
    CHECK(w.differences().empty());
}

TEST_CASE("facts that cost nothing are applied, and told again they are duplicates") {
    World w;
    CHECK(ship_all(w, "E1").outcome == applied);
    CHECK(ship_all(w, "E1").outcome == duplicate);
    auto const both = w.tell({{"E1"}, {{1, 3, std::nullopt, {}}, {2, 1, std::nullopt, {}}}, {}, {}});
    REQUIRE(both.lines.size() == 2);
    CHECK(both.lines[0].outcome == duplicate);
    CHECK(both.lines[1].outcome == applied);
    CHECK(both.lines[1].line_no == 2);
}

TEST_CASE("shipped while the refund runs: it runs on, and the conflict is told") {
    World w;
    std::string const no = w.refund_one("E1", 2).ticket.no.value;
    CHECK(w.look(no).ticket.state == State::refunding);
    CHECK(ship_all(w, "E1").ticket_no == no);
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(tasks(w, w.merchant) == std::vector<std::string>{no});
    CHECK(w.differences().empty());
}

TEST_CASE("a ticket that waits yet is closed by the shipping, and makes no stray of the others' pieces") {
    World w;
    std::string const no = w.refund_one("E1", 1).ticket.no.value;
    w.service->jobs.run_due();
    auto const told = w.tell({{"E1"}, {{1, 2, std::nullopt, {}}}, {}, {}});
    CHECK(told.lines.front().outcome == applied);
    CHECK(!has_strays(w.look(no).ticket));
}

TEST_CASE("an hour of the course was used after its refund: a conflict too") {
    World w;
    Order course = world::unshipped_order("V1", "s1", "b1");
    course.lines = {world::line(1, "编程课 2 课时", 1, 9'000)};
    course.lines[0].kind = LineKind::virtual_;
    course.lines[0].entitlements = {{"L1", 1, false}, {"L2", 1, false}};
    course.freight_fen = 0;
    course.payments = {{{"w1"}, PaymentChannel::wechat, 9'000}};
    w.import({course});
    auto const asked = World::request(TicketType::virtual_refund, "not_wanted", {{1, 1, {"L1"}}});
    auto const body = w.application(w.buyer, "V1", asked);
    std::string const no = w.read(w.apply(w.buyer, body, w.next_key())).ticket.no.value;
    w.service->jobs.run_due();
    auto const told = w.tell({{"V1"}, {{1, std::nullopt, std::nullopt, {"L1"}}}, {}, {}});
    CHECK(told.lines.front().outcome == conflict);
    CHECK(told.lines.front().code == wire::FactConflict::used_after_refund);
    CHECK(told.lines.front().ticket_no == no);
    CHECK(tasks(w, w.merchant) == std::vector<std::string>{no});
    CHECK(w.differences().empty());
}

TEST_CASE("the merchant has the parcel stopped: nothing is paid, and the task is done") {
    World w;
    std::string const no = strayed(w);
    std::string const back = asked_back(w, w.merchant, TicketType::refund_shipped);
    CHECK(w.look(back).ticket.state == State::intercepting);
    CHECK(tasks(w, w.merchant) == std::vector<std::string>{no});
    CHECK(!w.service->orders.quote_for(w.merchant, "E1", recall(TicketType::refund_shipped, 1)).ok());
    w.must(w.merchant, back, InterceptResult{true, {}});
    CHECK(w.service->jobs.run_due() == 0);
    auto const done = w.look(back).ticket;
    CHECK(done.state == State::completed);
    CHECK(done.refunds.empty());
    CHECK(tasks(w, w.merchant).empty());
    CHECK(ship_all(w, "E1").outcome == duplicate);
    CHECK(w.differences().empty());
}

TEST_CASE("the buyer sends it back: nothing is paid, and what he paid for stays his to return") {
    World w;
    std::string const no = strayed(w);
    w.tell({{"E1"}, {{1, std::nullopt, Instant{w.now_ms.load()}, {}}}, {}, {}});
    std::string const back = asked_back(w, w.buyer, TicketType::return_refund);
    w.must(w.merchant, back, Agree{world::address()});
    w.must(w.buyer, back, ShipBack{world::parcel()});
    CHECK(w.look(no).ticket.strays == two);
    w.must(w.merchant, back, Receive{});
    CHECK(w.look(back).ticket.state == State::completed);
    CHECK(w.look(no).ticket.strays.empty());
    CHECK(tasks(w, w.merchant).empty());
    auto const kept = World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
    CHECK(w.service->orders.quote_for(w.buyer, "E1", kept)->refund_fen == 6'666);
    CHECK(w.differences().empty());
}

TEST_CASE("the merchant lets the buyer keep it, in words: the task is done for good") {
    World w;
    std::string const no = strayed(w);
    w.must(w.merchant, no, SettleStrays{"买家留用，已另行收款"});
    CHECK(tasks(w, w.merchant).empty());
    CHECK(ship_all(w, "E1").outcome == duplicate);
    w.tell({{"E1"}, {{1, std::nullopt, Instant{w.now_ms.load()}, {}}}, {}, {}});
    CHECK(tasks(w, w.merchant).empty());
    CHECK(!w.service->orders.quote_for(w.buyer, "E1", recall(TicketType::return_refund)).ok());
    CHECK(w.differences().empty());
    w.restart();
    CHECK(w.look(no).ticket.strays == std::vector<Strays>{{1, 0, 2}});
}

TEST_CASE("a file tells the same, and the order shows which pieces") {
    World w;
    std::string const no = refunded(w);
    // Each export says it anew, as long as nobody has seen to it.
    for (int told = 0; told < 2; ++told) {
        auto const done =
            import_orders(*w.store, {"mall"}, world::orders_text({all_shipped()}), {world::noon, {0}});
        REQUIRE(done.ok());
        REQUIRE(done->remarks.size() == 1);
        LineMistake const& remark = done->remarks.front();
        CHECK(remark.line == 1);
        CHECK(remark.order_no == "E1");
        CHECK(remark.mistake == Mistake{Rule::shipped_after_refund, "lines[0]", -1});
        CHECK(remark.told == no);
    }
    CHECK(tasks(w, w.merchant) == std::vector<std::string>{no});
    auto const shown = w.service->orders.show(w.buyer, "E1");
    REQUIRE(shown.ok());
    CHECK(strays_of(shown->order, shown->claims) == two);
    CHECK(w.differences().empty());
}

TEST_CASE("what was shipped before anybody looked for strays is found when it is told again") {
    World w;
    std::string const no = refunded(w);
    w.store->write([&](store::WriteTx& tx) {
        store::update_order(tx, {"mall"}, all_shipped());
        return true;
    });
    CHECK(tasks(w, w.merchant).empty());
    auto const line = ship_all(w, "E1");
    CHECK(line.outcome == conflict);
    CHECK(line.ticket_no == no);
    CHECK(tasks(w, w.merchant) == std::vector<std::string>{no});
    CHECK(w.differences().empty());
}

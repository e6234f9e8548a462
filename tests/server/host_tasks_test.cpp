// What hosts are asked to do: written with the step that asks for it, answered once however often it is told.

#include "service/host_tasks.hpp"
#include "outside/host/host_payments.hpp"
#include "outside/simulated/book.hpp"
#include "server/endpoints.hpp"

using namespace afterdesk;
using test::machine;
using wire::HostTaskKind;
using wire::HostTaskOutcome;
using wire::HostTaskResult;
using wire::HostTaskState;
using wire::HostTaskStatus;
using wire::HostTaskView;

namespace {

struct Asking : world::World {
    explicit Asking(bool with_key = true) {
        wire::HostKeyBody body;
        body.name = "mall";
        body.scopes = {wire::HostScope::tasks_write};
        if (with_key) REQUIRE(service->hosts.make(platform, body).ok());
    }
    std::vector<HostTaskView> tasks(std::optional<HostTaskKind> kind = std::nullopt,
                                    HostCaller const& host = machine()) {
        TasksAsked asked;
        asked.kind = kind;
        asked.count = 100;
        auto const page = service->tasks.list(host, asked);
        REQUIRE(page.ok());
        return page->items;
    }
    HostTaskView only(HostTaskKind kind) {
        auto const all = tasks(kind);
        REQUIRE(all.size() == 1);
        return all.front();
    }
    Result<wire::HostTaskTaken, Mistakes> answer(std::string const& id, HostTaskResult const& result) {
        return service->tasks.answer(machine(), id, result);
    }
    HostTaskOutcome told(std::string const& id, HostTaskResult const& result) {
        auto const taken = answer(id, result);
        REQUIRE(taken.ok());
        return taken->outcome;
    }
    int late() {
        auto const view = service->health.look(platform);
        return view.checks[static_cast<std::size_t>(wire::HealthCheck::host_tasks)].count;
    }
};

HostCaller payer() {
    HostCaller host = machine();
    host.scopes = {wire::HostScope::tasks_write, wire::HostScope::refunds_execute};
    return host;
}

HostTaskResult done(std::string number = "H1") { return {HostTaskStatus::done, std::move(number), {}, {}}; }
HostTaskResult refused(bool retryable = false) {
    return {HostTaskStatus::refused, "", wire::HostTaskFailure{"NO_STOCK", retryable, "none left"}, {}};
}

/// Goods come back and are looked at: one resaleable, one to be sold as seconds.
std::string inspected(Asking& world) {
    std::string const no = world.returned_one("E2", 2);
    world.must(world.merchant, no, Receive{true});
    Inspection inspection;
    inspection.lines = {{1, 2, 0, 1, 0}};
    inspection.text = "已检验";
    world.must(world.merchant, no, Inspect{inspection});
    return no;
}

}  // namespace

TEST_CASE("an exchange asks for its stock, and for the goods to be sent") {
    Asking world;
    world.put_stock({world::other_size()});
    std::string const no = world.exchange_one().ticket.no.value;
    world.must(world.merchant, no, Agree{world::address()});
    auto const held = world.only(HostTaskKind::stock_hold);
    REQUIRE(held.data.wares.size() == 1);
    CHECK((held.data.wares[0].sku == "K1-XL" && held.data.wares[0].quantity == 1));
    CHECK(held.ticket_no == no);
    CHECK(held.order_no == "E2");
    world.must(world.buyer, no, ShipBack{world::parcel()});
    world.must(world.merchant, no, Receive{});
    auto const sending = world.only(HostTaskKind::goods_reship);
    CHECK(sending.data.wares[0].sku == "K1-XL");
    world.must(world.merchant, no, Reship{world::parcel("SF9990001")});
    CHECK(world.only(HostTaskKind::goods_reship).state == HostTaskState::withdrawn);
    CHECK(world.only(HostTaskKind::stock_commit).data.wares[0].quantity == 1);
    CHECK(world.tasks(HostTaskKind::stock_release).empty());
    // Told late, it is kept and changes nothing.
    CHECK(world.told(sending.id, done()) == HostTaskOutcome::late);
    CHECK(world.told(sending.id, done()) == HostTaskOutcome::duplicate);
    CHECK(world.differences().empty());
}

TEST_CASE("an exchange that ends otherwise gives its stock back") {
    Asking world;
    world.put_stock({world::other_size()});
    std::string const no = world.exchange_one().ticket.no.value;
    world.must(world.merchant, no, Agree{world::address()});
    world.must(world.buyer, no, Withdraw{});
    CHECK(world.only(HostTaskKind::stock_release).data.wares[0].quantity == 1);
    CHECK(world.tasks(HostTaskKind::stock_commit).empty());
}

TEST_CASE("only pieces that were inspected and can be sold go back to stock") {
    Asking world;
    inspected(world);
    auto const restock = world.only(HostTaskKind::stock_restock);
    REQUIRE(restock.data.lines.size() == 1);
    CHECK((restock.data.lines[0].line_no == 1 && restock.data.lines[0].quantity == 1));
    CHECK(restock.data.lines[0].sku == "K1");
}

TEST_CASE("a host that stopped a parcel, or could not, moves its ticket on") {
    for (bool const stopped : {true, false}) {
        CAPTURE(stopped);
        Asking world;
        Order order = world::received_order("W1", "s1", "b1");
        for (Line& line : order.lines) sign_for(line, std::nullopt);
        world.import({order});
        auto const asked = world::World::request(TicketType::refund_shipped, "not_received", {{1, 1, {}}});
        std::string const no =
            world.read(world.apply(world.buyer, world.application(world.buyer, "W1", asked), "k"))
                .ticket.no.value;
        world.must(world.merchant, no, Intercept{});
        std::string const id = world.only(HostTaskKind::parcel_intercept).id;
        CHECK(world.told(id, refused(true)) == HostTaskOutcome::taken);  // it tries again
        CHECK(world.look(no).ticket.state == State::intercepting);
        CHECK(world.told(id, stopped ? done() : refused()) == HostTaskOutcome::taken);
        State const state = world.look(no).ticket.state;
        CHECK(state == (stopped ? State::refunding : State::awaiting_return));
        CHECK(world.told(id, stopped ? done() : refused()) == HostTaskOutcome::duplicate);
        CHECK(world.differences().empty());
    }
}

TEST_CASE("entitlements are taken back by the host, and then nobody else is asked") {
    Asking world;
    Order course = world::unshipped_order("V1", "s1", "b1");
    course.lines = {world::line(1, "编程课", 1, 26'000)};
    course.lines[0].kind = LineKind::virtual_;
    course.lines[0].entitlements = {{"L1", 1, false}};
    course.freight_fen = 0;
    world.import({course});
    world.has_way_to_pay = false;
    world.start();
    auto const asked = world::World::request(TicketType::virtual_refund, "not_wanted", {{1, 1, {}}});
    world.read(world.apply(world.buyer, world.application(world.buyer, "V1", asked), "k"));
    auto const task = world.only(HostTaskKind::entitlement_reclaim);
    CHECK(task.data.lines[0].entitlements == std::vector<std::string>{"L1"});
    CHECK(world.told(task.id, done()) == HostTaskOutcome::taken);
    CHECK(world.differences().empty());
    world.has_way_to_pay = true;
    world.start();
    world.pass(hours(2));
    world.service->jobs.run_due();
    CHECK(outside::simulated::Book(world.folder.path() + "/channel.db").all_reclaimed().empty());
}

TEST_CASE("coupons and points go back once the money has") {
    Asking world;
    world.set_policy(R"({"points":"by_unit_share","coupons":"when_whole_order"})");
    Order order = world::unshipped_order("P1", "s1", "b1");
    order.lines = {world::line(1, "羊绒衫", 3, 10'000)};
    order.freight_fen = 0;
    order.discounts = {{DiscountKind::points, 300, 301, std::nullopt, {}},
                       {DiscountKind::shop_coupon, 3'000, 0, 20'000, {}}};
    order.payments = {{{"w1"}, PaymentChannel::wechat, 26'700}};
    world.import({order});
    world.refund_one("P1", 3);
    CHECK(world.tasks(HostTaskKind::coupon_return).empty());
    world.service->jobs.run_due();
    auto const coupon = world.only(HostTaskKind::coupon_return).data;
    CHECK(coupon.coupons == std::vector<int>{1});
    // The mall told no number of it: what the order says is enough to know which.
    REQUIRE(coupon.coupon_details.size() == 1);
    CHECK(coupon.coupon_details[0].place == 1);
    CHECK(coupon.coupon_details[0].kind == DiscountKind::shop_coupon);
    CHECK(coupon.coupon_details[0].amount_fen == 3'000);
    CHECK(coupon.coupon_details[0].coupon_id.empty());
    CHECK(coupon.coupon_details[0].threshold_fen == 20'000);
    CHECK(world.only(HostTaskKind::points_return).data.points == 301);
}

TEST_CASE(
    "refunds that the host pays: the same number each time, the whole amount, a no that can be tried again") {
    Asking world;
    wire::HostKeyBody body;
    body.name = "pays";
    body.scopes = {wire::HostScope::refunds_execute};
    world.parties.payments[PaymentChannel::wechat] = std::make_shared<outside::host::HostPayments>();
    world.start();
    // A folder that was no demo has no book of a simulated channel.
    std::filesystem::remove(outside::simulated::book_file(world.folder.path()));
    Order order = world::unshipped_order("W9", "s1", "b1");
    order.payments = {{{"w9"}, PaymentChannel::wechat, 26'000}};
    world.import({order});
    std::string const no = world.refund_one("W9").ticket.no.value;
    world.service->jobs.run_due();
    CHECK(world.tasks(HostTaskKind::refund_execute, payer()).empty());  // no key may pay yet
    REQUIRE(world.service->hosts.make(world.platform, body).ok());
    world.pass(hours(2));
    world.service->jobs.run_due();
    auto const task = world.tasks(HostTaskKind::refund_execute, payer());
    REQUIRE(task.size() == 1);
    REQUIRE(task[0].data.refund);
    auto const part = world.look(no).ticket.refunds.at(0);
    CHECK(task[0].data.refund->refund_no == part.refund_no);
    CHECK(task[0].data.refund->amount_fen == part.amount_fen);
    CHECK(task[0].data.refund->payment_fen == 26'000);
    CHECK(world.tasks(HostTaskKind::refund_execute).empty());  // for those who may pay

    auto const told = [&](HostTaskResult const& result) {
        auto const taken = world.service->tasks.answer(payer(), task[0].id, result);
        return taken.ok() ? std::string(wire::name_of(taken->outcome))
                          : std::string(wire::name_of(taken.error().front().rule));
    };
    CHECK(told({HostTaskStatus::processing, "", {}, {}}) == "taken");
    world.pass(days(2));
    world.service->jobs.run_due();
    CHECK(world.look(no).ticket.state == State::refunding);
    CHECK(told({HostTaskStatus::refused, "", wire::HostTaskFailure{"NOT_ENOUGH", false, ""}, {}}) == "taken");
    CHECK(world.look(no).ticket.state == State::refund_failed);
    world.must(world.merchant, no, RetryRefund{Via::original});
    world.service->jobs.run_due();
    CHECK(world.tasks(HostTaskKind::refund_execute, payer()).at(0).state == HostTaskState::open);
    CHECK(told({HostTaskStatus::done, "H9", {}, {}}) == "must_not_be_empty");
    CHECK(told({HostTaskStatus::done, "H9", {}, part.amount_fen - 1}) == "sums_do_not_add_up");
    CHECK(told({HostTaskStatus::done, "H9", {}, part.amount_fen}) == "taken");
    CHECK(told({HostTaskStatus::done, "H9", {}, part.amount_fen}) == "duplicate");
    CHECK(world.look(no).ticket.state == State::completed);
    world.pass(hours(2));
    world.service->jobs.run_due();
    CHECK(world.differences().empty());
}

TEST_CASE("while no host takes tasks none are written") {
    Asking world(false);
    inspected(world);
    CHECK(world.tasks().empty());
}

TEST_CASE("an answer is safe when repeated; done is final, refused is not; who is at work has time") {
    Asking world;
    inspected(world);
    std::string const id = world.only(HostTaskKind::stock_restock).id;
    HostTaskResult const at_work{HostTaskStatus::processing, "", {}, {}};
    CHECK(world.late() == 0);
    world.pass(hours(25));
    CHECK(world.late() == 1);
    CHECK(world.told(id, at_work) == HostTaskOutcome::taken);
    CHECK(world.late() == 0);
    CHECK(world.told(id, at_work) == HostTaskOutcome::duplicate);
    CHECK(world.told(id, refused()) == HostTaskOutcome::taken);
    CHECK(world.late() == 1);
    CHECK(world.told(id, refused()) == HostTaskOutcome::duplicate);
    CHECK(world.told(id, done()) == HostTaskOutcome::taken);
    CHECK(world.late() == 0);
    CHECK(world.told(id, done()) == HostTaskOutcome::duplicate);
    for (HostTaskResult const& other : {done("H2"), refused(), at_work}) {
        auto const again = world.answer(id, other);
        REQUIRE_FALSE(again.ok());
        CHECK(again.error().front().rule == Rule::fact_told_otherwise);
    }
    auto const kept = world.only(HostTaskKind::stock_restock);
    CHECK((kept.state == HostTaskState::done && kept.external_no == "H1" && !kept.failure));
    CHECK_FALSE(world.answer("AS0-1-stock-restock", done()).ok());
}

TEST_CASE("a key of one shop sees and answers its tasks alone; pages go on where the last one ended") {
    Asking world;
    inspected(world);
    auto const mine = world.tasks();
    REQUIRE(mine.size() >= 1);
    CHECK(world.tasks(std::nullopt, machine("s2")).empty());
    CHECK(world.tasks(std::nullopt, machine("s1")).size() == mine.size());
    CHECK_FALSE(world.service->tasks.answer(machine("s2"), mine[0].id, done()).ok());
    world.put_stock({world::other_size()});
    world.import({world::received_order("E5", "s1", "b1")});
    std::string const no = world.exchange_one("E5").ticket.no.value;
    world.must(world.merchant, no, Agree{world::address()});
    std::vector<std::string> ids;
    TasksAsked asked;
    asked.count = 1;
    do {
        auto const page = world.service->tasks.list(machine(), asked);
        REQUIRE(page.ok());
        for (auto const& one : page->items) ids.push_back(one.id);
        asked.cursor = page->next_cursor;
    } while (!asked.cursor.empty());
    auto const all = world.tasks();
    REQUIRE(ids.size() == all.size());
    for (std::size_t i = 0; i < ids.size(); ++i) CHECK(ids[i] == all[i].id);
    TasksAsked of_ticket;
    of_ticket.ticket_no = no;
    of_ticket.state = HostTaskState::open;
    of_ticket.count = 10;
    auto const found = world.service->tasks.list(machine(), of_ticket);
    REQUIRE(found.ok());
    REQUIRE(found->items.size() == 1);
    CHECK(found->items[0].kind == HostTaskKind::stock_hold);
    asked.cursor = "x";
    CHECK_FALSE(world.service->tasks.list(machine(), asked).ok());
}

// The outbox: several messages are under way at once, none of them twice, whoever holds it.

#include <chrono>
#include <map>
#include <mutex>
#include <thread>

#include "store/outbox.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

/// A channel as slow as real ones, that counts who is in it.
class SlowPayments final : public outside::Payments {
  public:
    explicit SlowPayments(std::chrono::milliseconds takes = std::chrono::milliseconds(200)) : takes_(takes) {}
    outside::Answer refund(outside::RefundOrder const& order) override {
        {
            std::lock_guard const lock(mutex_);
            asked.push_back(order);
            most_at_once = std::max(most_at_once, ++now_);
        }
        std::this_thread::sleep_for(takes_);
        std::lock_guard const lock(mutex_);
        --now_;
        return {outside::Outcome::paid, ""};
    }
    outside::Answer query(outside::RefundOrder const&) override { return {outside::Outcome::absent, ""}; }
    bool is_signed(outside::Message const&, Instant) const override { return false; }
    Result<outside::Notice, Mistakes> read_notice(std::string_view) const override {
        return Err{one_mistake(Rule::not_found)};
    }

    std::vector<outside::RefundOrder> asked;
    int most_at_once = 0;

  private:
    std::chrono::milliseconds takes_;
    std::mutex mutex_;
    int now_ = 0;
};

/// A channel that takes a refund on, and says nothing more.
class PatientPayments final : public outside::Payments {
  public:
    outside::Answer refund(outside::RefundOrder const&) override {
        return {outside::Outcome::processing, "PROCESSING"};
    }
    outside::Answer query(outside::RefundOrder const& order) override { return refund(order); }
    bool is_signed(outside::Message const&, Instant) const override { return false; }
    Result<outside::Notice, Mistakes> read_notice(std::string_view) const override {
        return Err{one_mistake(Rule::not_found)};
    }
};

/// A channel whose first answer, a no, takes so long that somebody else has asked meanwhile.
class StalledPayments final : public outside::Payments {
  public:
    outside::Answer refund(outside::RefundOrder const&) override {
        if (++times > 1) return {outside::Outcome::processing, "PROCESSING"};
        meanwhile();
        return {outside::Outcome::refused, "NOT_ENOUGH"};
    }
    outside::Answer query(outside::RefundOrder const&) override { return {outside::Outcome::absent, ""}; }
    bool is_signed(outside::Message const&, Instant) const override { return false; }
    Result<outside::Notice, Mistakes> read_notice(std::string_view) const override {
        return Err{one_mistake(Rule::not_found)};
    }

    std::function<void()> meanwhile;
    int times = 0;
};

bool all_completed(World& w, std::vector<std::string> const& numbers) {
    return std::all_of(numbers.begin(), numbers.end(),
                       [&](std::string const& no) { return w.look(no).ticket.state == State::completed; });
}

template <class Condition>
bool eventually(Condition condition) {
    for (int i = 0; i < 2'000 && !condition(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return condition();
}

std::optional<store::OutboxRow> lease(World& w, std::string const& owner, Instant now = world::noon) {
    return w.store->write([&](store::WriteTx& tx) { return store::lease_due(tx, owner, now, minutes(5)); });
}

}  // namespace

TEST_CASE("at 200 ms a call several refunds are under way at once, each of them once") {
    World w;
    auto const slow = std::make_shared<SlowPayments>();
    w.parties.payments = {{PaymentChannel::wechat, slow}, {PaymentChannel::balance, slow}};
    w.start();
    std::vector<std::string> numbers;
    for (int i = 0; i < 4; ++i) {
        std::string const no = "U" + std::to_string(i);
        w.import({world::unshipped_order(no, "s1", "b1")});
        numbers.push_back(w.refund_one(no, 3).ticket.no.value);  // of two payments: two refunds
    }
    w.service->jobs.start();
    CHECK(eventually([&] { return all_completed(w, numbers); }));
    w.service->jobs.stop();
    CHECK(slow->most_at_once > 1);
    CHECK(slow->most_at_once <= 4);
    std::map<std::string, int> times;
    for (outside::RefundOrder const& order : slow->asked) ++times[order.refund_no];
    CHECK(times.size() == 8);
    for (auto const& one : times) {
        CAPTURE(one.first);
        CHECK(one.second == 1);
    }
}

TEST_CASE("shops take turns: the many refunds of one do not hold up another's") {
    World w;
    auto const quick = std::make_shared<SlowPayments>(std::chrono::milliseconds(0));
    w.parties.payments = {{PaymentChannel::wechat, quick}, {PaymentChannel::balance, quick}};
    w.start();
    for (std::string const no : {"U1", "U2", "U3"}) {
        w.import({world::unshipped_order(no, "s1", "b1")});
        w.refund_one(no, 3);
    }
    w.import({world::unshipped_order("U4", "s2", "b1")});
    w.refund_one("U4", 3);
    w.service->jobs.run_due();
    CHECK(quick->asked.size() == 8);
    std::vector<int> turns_of_last;
    for (std::size_t i = 0; i < quick->asked.size(); ++i) {
        if (quick->asked[i].order_no.value == "U4") turns_of_last.push_back(static_cast<int>(i));
    }
    CHECK(turns_of_last == std::vector<int>{1, 3});
}

TEST_CASE("a no that took longer than the lease is not believed: somebody else has asked by now") {
    World w;
    auto const stalled = std::make_shared<StalledPayments>();
    w.parties.payments = {{PaymentChannel::wechat, stalled}};
    w.start();
    std::string const no = w.refund_one().ticket.no.value;
    stalled->meanwhile = [&] {
        w.pass(minutes(6));  // the machine stood still, or its clock was set
        w.service->jobs.run_due();
    };
    w.service->jobs.run_due();
    CHECK(stalled->times == 2);
    CHECK(w.look(no).ticket.state == State::refunding);
    CHECK(w.differences().empty());
}

TEST_CASE("a channel is told all that a real one wants to know") {
    World w;
    auto const slow = std::make_shared<SlowPayments>();
    w.parties.payments = {{PaymentChannel::wechat, slow}};
    w.start();
    auto const ticket = w.refund_one().ticket;
    w.service->jobs.run_due();
    REQUIRE(slow->asked.size() == 1);
    outside::RefundOrder const& order = slow->asked.front();
    CHECK(order.tenant.value == "mall");
    CHECK(order.order_no.value == "E1");
    CHECK(order.refund_no == ticket.refunds.front().refund_no);
    CHECK(order.payment_id.value == "w1");
    CHECK(order.payment_fen == 16'000);
    CHECK(order.refund_fen == 6'667);
    CHECK(order.reason == "not_wanted");
    CHECK(order.provider == ProviderPayment{});
    CHECK(order.paid_at.ms == world::noon.ms - days(1).ms);
    CHECK(order.others == 0);
    CHECK(w.look(ticket.no.value).ticket.state == State::completed);
}

TEST_CASE("a channel is told what the mall knows of a payment, and how many refunds it has had") {
    World w;
    auto const slow = std::make_shared<SlowPayments>();
    w.parties.payments = {{PaymentChannel::wechat, slow}};
    w.start();
    Order order = world::unshipped_order("P1", "s1", "b1");
    order.payments[0].provider = {"4200",       "T1",   "1900000109",
                                  "1900000110", 90'000, Instant{world::noon.ms - 5}};
    w.import({order});
    for (int i = 0; i < 2; ++i) {
        w.refund_one("P1");
        w.service->jobs.run_due();
    }
    REQUIRE(slow->asked.size() == 2);
    CHECK(slow->asked[0].provider == order.payments[0].provider);
    CHECK(slow->asked[0].paid_at.ms == world::noon.ms - 5);
    CHECK(slow->asked[0].others == 0);
    CHECK(slow->asked[1].others == 1);
}

TEST_CASE("a refund of a channel that nobody serves waits, and is told so until somebody does") {
    World w;
    w.parties.payments = {{PaymentChannel::alipay, std::make_shared<SlowPayments>()}};
    w.start();
    auto const applied = w.refund_one();
    std::string const no = applied.ticket.no.value;
    std::vector<std::string> const waiting{applied.ticket.refunds.front().refund_no};
    CHECK(applied.waiting_for_host == waiting);
    CHECK(w.service->jobs.run_due() == 1);
    CHECK(w.service->jobs.run_due() == 0);
    CHECK(w.look(no).ticket.state == State::refunding);
    CHECK(w.look(no).waiting_for_host == waiting);
    CHECK(w.service->jobs.refunds_waiting() == 1);
    w.parties = {};
    w.start();
    w.pass(hours(2));
    CHECK(w.service->jobs.run_due() == 1);
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(w.look(no).waiting_for_host.empty());
    CHECK(w.service->jobs.refunds_waiting() == 0);
    CHECK(w.differences().empty());
}

TEST_CASE("without a way to pay nobody is paid; a start with one sends at once what waits, once") {
    World w;
    w.has_way_to_pay = false;
    w.start();
    CHECK(w.service->jobs.refund_way() == wire::RefundWay::waiting_for_host);
    std::string const no = w.refund_one("E1", 3).ticket.no.value;  // of two payments: two refunds
    for (int i = 0; i < 3; ++i) {
        w.service->jobs.run_due();
        w.pass(hours(1));
    }
    CHECK(w.look(no).ticket.state == State::refunding);
    CHECK(w.look(no).waiting_for_host.size() == 2);
    CHECK(w.service->jobs.channel().waiting == 2);

    auto const slow = std::make_shared<SlowPayments>();
    w.parties.payments = {{PaymentChannel::wechat, slow}, {PaymentChannel::balance, slow}};
    w.start();
    w.service->jobs.start();
    CHECK(eventually([&] { return all_completed(w, {no}); }));
    w.service->jobs.stop();
    CHECK(slow->asked.size() == 2);
    CHECK(w.service->jobs.refunds_waiting() == 0);
}

TEST_CASE("in a dry run refunds are decided and nobody is asked; a start without it sends each once") {
    World w;
    auto const quick = std::make_shared<SlowPayments>(std::chrono::milliseconds(0));
    w.parties.payments = {{PaymentChannel::wechat, quick}, {PaymentChannel::balance, quick}};
    w.parties.dry_run = true;
    w.start();
    CHECK(w.service->jobs.refund_way() == wire::RefundWay::dry_run);
    std::string const no = w.refund_one("E1", 3).ticket.no.value;  // of two payments: two refunds
    for (int i = 0; i < 3; ++i) {
        w.service->jobs.run_due();
        w.pass(hours(1));
    }
    CHECK(w.look(no).ticket.state == State::refunding);
    CHECK(w.service->jobs.channel().waiting == 2);
    CHECK(quick->asked.empty());
    CHECK(w.differences().empty());

    w.parties.dry_run = false;
    w.start();
    w.service->jobs.run_due();
    CHECK(all_completed(w, {no}));
    CHECK(quick->asked.size() == 2);
}

TEST_CASE("a refund that its channel has taken on troubles nobody for three days") {
    World w;
    auto const patient = std::make_shared<PatientPayments>();
    w.parties.payments = {{PaymentChannel::wechat, patient}, {PaymentChannel::balance, patient}};
    w.start();
    std::string const no = w.refund_one("E1", 3).ticket.no.value;  // of two payments: two refunds
    auto const troubles = [&] {
        auto const health = w.service->health.look(w.platform);
        int count = 0;
        for (auto const& check : health.checks) count += check.count;
        return count;
    };
    for (int i = 0; i < 10; ++i) {
        w.service->jobs.run_due();
        w.pass(hours(1));
    }
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.state == State::refunding);
    CHECK(troubles() == 0);
    for (int i = 0; i < 3; ++i) {
        w.pass(days(1));
        w.service->jobs.run_due();
    }
    CHECK(troubles() == 2);
}

TEST_CASE("without a mall that takes entitlements back, these wait too") {
    World w;
    Order course = world::unshipped_order("V1", "s1", "b1");
    course.lines = {world::line(1, "编程课", 1, 26'000)};
    course.lines[0].kind = LineKind::virtual_;
    course.lines[0].entitlements = {{"L1", 1, false}};
    course.freight_fen = 0;
    w.import({course});
    w.has_way_to_pay = false;
    w.start();
    auto const asked = World::request(TicketType::virtual_refund, "not_wanted", {{1, 1, {}}});
    std::string const no = w.read(w.apply(w.buyer, w.application(w.buyer, "V1", asked), "k")).ticket.no.value;
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.state == State::refunding);
    w.has_way_to_pay = true;
    w.start();
    w.pass(hours(2));
    w.service->jobs.run_due();
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(outside::simulated::Book(w.folder.path() + "/channel.db").all_reclaimed().size() == 1);
    CHECK(w.differences().empty());
}

TEST_CASE("a start takes back the leases of its own server only; an old attempt has no say any more") {
    World w;
    w.refund_one();
    auto const held = lease(w, "other");
    REQUIRE(held);
    CHECK(held->attempts == 1);
    auto const drop = [&](char const* owner) {
        w.store->write([&](store::WriteTx& tx) {
            store::drop_leases(tx, owner);
            return true;
        });
    };
    drop("server");
    CHECK(!lease(w, "server"));
    drop("other");
    auto const second = lease(w, "server");
    REQUIRE(second);
    CHECK(second->attempts == 2);
    // The first one wakes up: what it says is not heard.
    w.store->write([&](store::WriteTx& tx) {
        store::retry_later(tx, *held, world::noon, "late");
        return true;
    });
    CHECK(!lease(w, "other"));
    CHECK(lease(w, "other", world::noon + minutes(6)));  // its time is over
}

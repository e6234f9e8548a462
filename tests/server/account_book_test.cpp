// Buyers' accounts that are our own books: a refund is posted once and with its ticket's step or not at all,
// a host books beside us, and whatever is altered behind our backs is found.

#include <thread>

#include "outside/host/host_payments.hpp"
#include "outside/internal/internal_payments.hpp"
#include "server/endpoints.hpp"
#include "server/tamper.hpp"
#include "service/erasure.hpp"
#include "service/host_tasks.hpp"
#include "store/accounts.hpp"
#include "store/outbox.hpp"

using namespace afterdesk;
using outside::internal::InternalPayments;
using test::machine;
using wire::AccountEntryKind;
using wire::BuyerAccount;

namespace {

/// WeChat Pay is simulated; balance and points are ours.
struct Books : world::World {
    Books() {
        pay_by(std::make_shared<InternalPayments>());
        restart();
    }
    void pay_by(std::shared_ptr<outside::Payments> const& accounts) {
        parties = outside::simulated::simulated_parties(folder.path());
        parties.payments[PaymentChannel::balance] = accounts;
        parties.payments[PaymentChannel::points] = accounts;
    }
    wire::BuyerAccounts accounts(std::string const& of = "b1", int count = 30, std::string cursor = "") {
        auto const seen = service->accounts.look(machine(), of, {std::move(cursor), count});
        REQUIRE(seen.ok());
        return *seen;
    }
    Result<wire::AccountEntryTaken, Mistakes> book(std::string id, AccountEntryKind kind, Fen fen,
                                                   BuyerAccount account = BuyerAccount::balance) {
        return service->accounts.post(machine(), "b1", {std::move(id), account, kind, fen, ""});
    }
    /// ¥40.00 of ¥200.00 go to the balance.
    std::string refund_three(std::string const& order = "E1") { return refund_one(order, 3).ticket.no.value; }
    bool is_paid(std::string const& no) { return look(no).ticket.state == State::completed; }
};

std::string mistake_of(Result<wire::AccountEntryTaken, Mistakes> const& result) {
    if (result.ok()) return "";
    Mistake const& one = result.error().front();
    return std::string(wire::name_of(one.rule)) + " " + one.path + " " + std::to_string(one.limit);
}

}  // namespace

TEST_CASE("a refund to the balance is posted once, with its ticket's step") {
    Books w;
    std::string const no = w.refund_three();
    CHECK(w.accounts().items.empty());
    w.service->jobs.run_due();
    CHECK(w.is_paid(no));
    auto const seen = w.accounts();
    CHECK(seen.balance_fen == 4'000);
    CHECK(seen.points_fen == 0);
    REQUIRE(seen.items.size() == 1);
    auto const& entry = seen.items.front();
    CHECK(entry.kind == AccountEntryKind::refund);
    CHECK(entry.entry_id == w.look(no).ticket.refunds.back().refund_no);
    CHECK((entry.amount_fen == 4'000 && entry.holds_fen == 4'000));
    CHECK((entry.ticket_no == no && entry.order_no == "E1"));
    w.restart();
    w.pass(hours(2));
    w.service->jobs.run_due();
    CHECK(w.accounts().items.size() == 1);
    auto const own = w.service->accounts.own(w.buyer, {"", 30});
    CHECK((own.ok() && own->balance_fen == 4'000 && own->items.size() == 1));
    auto const others = w.service->accounts.own(w.other_buyer, {"", 30});
    CHECK((others.ok() && others->balance_fen == 0 && others->items.empty()));
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE(
    "points are an account of their own, and a refused refund that goes to the balance is posted there") {
    Books w;
    Order order = world::unshipped_order("P1", "s1", "b1");
    order.payments[1].channel = PaymentChannel::points;
    w.import({order});
    std::string const with_points = w.refund_three("P1");
    w.service->jobs.run_due();
    CHECK(w.is_paid(with_points));
    CHECK(w.accounts().points_fen == 4'000);
    CHECK(w.accounts().balance_fen == 0);
    wire::ChannelSettings refusing;
    refusing.fail_next = 1;
    w.parties.faults->set(refusing);
    std::string const refused = w.refund_one("E1").ticket.no.value;
    w.service->jobs.run_due();
    REQUIRE(w.look(refused).ticket.state == State::refund_failed);
    w.must(w.merchant, refused, RetryRefund{Via::balance});
    w.service->jobs.run_due();
    CHECK(w.is_paid(refused));
    CHECK(w.accounts().balance_fen == 6'667);
    CHECK(w.accounts().items.front().entry_id.ends_with("B"));
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("what fails between an entry and its ticket's step leaves neither, and the next try posts once") {
    for (char const* const where :
         {"INSERT ON account_entry", "INSERT ON account_posting", "UPDATE ON refund", "UPDATE ON ticket",
          "INSERT ON ticket_event", "INSERT ON live_event", "INSERT ON ledger_entry", "DELETE ON outbox"}) {
        CAPTURE(where);
        Books w;
        w.refund_three();
        w.service->jobs.run_due();
        Order order = world::unshipped_order("B1", "s1", "b1");
        order.payments = {{{"b1"}, PaymentChannel::balance, 26'000}};
        w.import({order});
        std::string const second = w.refund_three("B1");
        REQUIRE(w.look(second).ticket.refunds.size() == 1);
        REQUIRE(w.accounts().items.size() == 1);
        world::tamper(w.folder.path(), std::string("CREATE TRIGGER broken BEFORE ") + where +
                                           " BEGIN SELECT RAISE(ABORT, 'broken'); END");
        CHECK_THROWS_AS(w.service->jobs.run_due(), store::StoreFailure);
        CHECK(w.accounts().items.size() == 1);
        CHECK_FALSE(w.is_paid(second));
        world::tamper(w.folder.path(), "DROP TRIGGER broken");
        w.restart();
        w.pass(hours(1));
        w.service->jobs.run_due();
        CHECK(w.is_paid(second));
        CHECK(w.accounts().items.size() == 2);
        CHECK(w.differences() == std::vector<std::string>{});
    }
}

TEST_CASE(
    "a server that ended with a refund in its hands posts it after the lease, and two senders post once") {
    Books w;
    std::string const no = w.refund_three();
    for (int i = 0; i < 2; ++i) {
        auto const row = w.store->write([&](store::WriteTx& tx) {
            return store::lease_due(tx, "another", Instant{w.now_ms.load()}, minutes(5));
        });
        REQUIRE(row.has_value());
    }
    w.service->jobs.run_due();
    CHECK(w.accounts().items.empty());
    w.pass(minutes(6));
    w.service->jobs.run_due();
    CHECK(w.is_paid(no));
    CHECK(w.accounts().items.size() == 1);

    for (int i = 0; i < 6; ++i) w.import({world::unshipped_order("U" + std::to_string(i), "s1", "b1")});
    std::vector<std::string> numbers;
    for (int i = 0; i < 6; ++i) numbers.push_back(w.refund_three("U" + std::to_string(i)));
    {
        std::vector<std::jthread> senders;
        for (int i = 0; i < 4; ++i) senders.emplace_back([&] { w.service->jobs.run_due(); });
    }
    w.service->jobs.run_due();
    for (std::string const& one : numbers) CHECK(w.is_paid(one));
    CHECK(w.accounts().items.size() == 7);
    CHECK(w.accounts().balance_fen == 7 * 4'000);
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("what was paid, or may be paid, by who kept the accounts before is not posted") {
    Books w;
    outside::Parties const simulated = outside::simulated::simulated_parties(w.folder.path());
    w.parties = simulated;
    w.restart();
    wire::ChannelSettings losing;
    losing.lose_answer_next = 2;
    w.parties.faults->set(losing);
    std::string const no = w.refund_three();
    w.service->jobs.run_due();  // both were paid, and nobody heard of it
    REQUIRE_FALSE(w.is_paid(no));
    w.pay_by(std::make_shared<InternalPayments>(simulated.payments.at(PaymentChannel::balance)));
    w.restart();
    w.pass(hours(1));
    w.service->jobs.run_due();
    CHECK(w.is_paid(no));
    CHECK(w.accounts().items.empty());
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("while a host was asked and may pay nothing is posted") {
    Books w;
    wire::HostKeyBody key;
    key.name = "mall";
    key.scopes = {wire::HostScope::tasks_write, wire::HostScope::refunds_execute};
    REQUIRE(w.service->hosts.make(w.platform, key).ok());
    w.pay_by(std::make_shared<outside::host::HostPayments>());
    w.restart();
    std::string const no = w.refund_three();
    w.service->jobs.run_due();
    w.pay_by(std::make_shared<InternalPayments>());
    w.restart();
    w.pass(hours(2));
    w.service->jobs.run_due();
    CHECK(w.accounts().items.empty());
    CHECK_FALSE(w.is_paid(no));
    HostCaller host = machine();
    host.scopes = key.scopes;
    TasksAsked asked;
    asked.count = 10;
    auto const tasks = w.service->tasks.list(host, asked);
    REQUIRE((tasks.ok() && tasks->items.size() == 1));
    wire::HostTaskResult done{wire::HostTaskStatus::done, "H1", {}, {}};
    done.amount_fen = 4'000;
    REQUIRE(w.service->tasks.answer(host, tasks->items.front().id, done).ok());
    w.service->jobs.run_due();
    CHECK(w.is_paid(no));
    CHECK(w.accounts().items.empty());
}

TEST_CASE("a host books once under its number, nobody spends what is not there, and pages go on") {
    Books w;
    using enum AccountEntryKind;
    auto const first = w.book("T1", top_up, 5'000);
    REQUIRE(first.ok());
    CHECK_FALSE(first->repeated);
    CHECK(first->entry.holds_fen == 5'000);
    auto const again = w.book("T1", top_up, 5'000);
    REQUIRE(again.ok());
    CHECK(again->repeated);
    CHECK(again->entry.holds_fen == 5'000);
    CHECK(mistake_of(w.book("T1", top_up, 5'001)) == "fact_told_otherwise entry_id -1");
    CHECK(mistake_of(w.book("T1", spend, 5'000)) == "fact_told_otherwise entry_id -1");
    CHECK(mistake_of(w.book("T1", top_up, 5'000, BuyerAccount::points)) == "fact_told_otherwise entry_id -1");
    CHECK(mistake_of(w.book("S1", spend, 5'001)) == "too_large amount_fen 5000");
    CHECK(mistake_of(w.book("S1", spend, 1, BuyerAccount::points)) == "too_large amount_fen 0");
    CHECK(mistake_of(w.book("T2", top_up, max_fen)) ==
          "too_large amount_fen " + std::to_string(max_fen - 5'000));
    CHECK(w.book("S1", spend, 5'000).ok());
    CHECK(w.accounts().balance_fen == 0);
    CHECK(w.book("T3", top_up, 7, BuyerAccount::points).ok());
    CHECK(w.accounts().points_fen == 7);
    CHECK(w.service->accounts.look(machine(), "b9", {"", 1}).error().front().rule == Rule::not_found);
    CHECK(w.service->accounts.look(machine("s1"), "b1", {"", 1}).error().front().rule == Rule::not_your_part);
    CHECK(w.service->accounts.post(machine("s1"), "b1", {"X", BuyerAccount::balance, top_up, 1, ""})
              .error()
              .front()
              .rule == Rule::not_your_part);
    CHECK(w.service->accounts.look(machine(), "b1", {"x", 1}).error().front().rule ==
          Rule::request_malformed);
    std::vector<std::string> seen;
    std::string cursor;
    do {
        auto const page = w.accounts("b1", 2, cursor);
        CHECK(page.items.size() <= 2);
        for (auto const& one : page.items) seen.push_back(one.entry_id);
        cursor = page.next_cursor;
    } while (!cursor.empty());
    CHECK(seen == std::vector<std::string>{"T3", "S1", "T1"});
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("an erased buyer's books and their chain stay as they are") {
    Books w;
    REQUIRE(w.book("T1", AccountEntryKind::top_up, 500).ok());
    w.refund_three();
    w.service->jobs.run_due();
    w.pass(days(200));
    ErasureAsked asked{{"mall"}, store::Erasable::buyer, "b1", "asked", Instant{w.now_ms.load()}};
    auto const done = erase(*w.store, asked);
    REQUIRE(done.ok());
    CHECK(finish_erasures(*w.store, false));
    CHECK(w.accounts().balance_fen == 4'500);
    CHECK(w.accounts().items.size() == 2);
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("whatever is altered in the books behind our backs is found") {
    struct Altered {
        char const* how;
        char const* found;
    };
    for (Altered const& one : std::initializer_list<Altered>{
             {"UPDATE account_entry SET amount_fen = amount_fen + 1 WHERE entry_no = 1", "hash chain"},
             {"UPDATE account_entry SET buyer_id = 'b2' WHERE entry_no = 3", "another buyer's"},
             {"UPDATE account_entry SET at_ms = at_ms + 1 WHERE entry_no = 2", "hash chain"},
             {"UPDATE account_entry SET debits_fen = 9, credits_fen = 9 WHERE entry_no = 2",
              "add up to zero"},
             {"UPDATE account_posting SET credit_fen = credit_fen + 1 WHERE credit_fen > 0 AND entry_no = 2",
              "another amount"},
             {"UPDATE account_posting SET holds_fen = holds_fen + 1 WHERE entry_no = 1", "something else"},
             {"UPDATE account_posting SET name = 'buyer_balance:b2' WHERE name = 'buyer_balance:b1' AND "
              "entry_no = 3",
              "another account"},
             {"DELETE FROM account_posting WHERE entry_no = 3", "two postings"},
             {"DELETE FROM account_posting WHERE entry_no = 3; DELETE FROM account_entry WHERE entry_no = 3",
              "the channel did not pay it"},
             {"DELETE FROM account_posting WHERE entry_no = 1; DELETE FROM account_entry WHERE entry_no = 1",
              "out of order"},
             {"UPDATE refund SET state = 'failed' WHERE channel = 'balance'", "is not paid"},
             {"UPDATE refund SET channel = 'points' WHERE channel = 'balance'", "another account"},
         }) {
        CAPTURE(one.how);
        Books w;
        REQUIRE(w.book("T1", AccountEntryKind::top_up, 500).ok());
        REQUIRE(w.book("S1", AccountEntryKind::spend, 100).ok());
        w.refund_three();
        w.service->jobs.run_due();
        REQUIRE(w.differences() == std::vector<std::string>{});
        world::tamper(w.folder.path(), one.how);
        auto const found = w.differences();
        std::string all;
        for (std::string const& text : found) all += text + "\n";
        CAPTURE(all);
        CHECK(all.find(one.found) != std::string::npos);
    }
}

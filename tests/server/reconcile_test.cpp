// Bills beside the books: what was altered is found, each kind and each time, and nothing on clean days;
// comparing changes no books; what was settled stays settled.

#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <set>

#include "files/small_file.hpp"
#include "files/temporary_file.hpp"
#include "server/bill_sample.hpp"
#include "server/tamper.hpp"
#include "server/world.hpp"
#include "store/bills.hpp"

using namespace afterdesk;
using outside::BillFile;
using test::wechat_bill;
using test::WechatLine;
using wire::BillDayState;
using wire::DifferenceKind;
using world::World;

namespace {

constexpr int refunded_orders = 24;
constexpr char const* day = "2026-11-20";
constexpr char const* next_day = "2026-11-21";

wire::ReconcileBody body_of(std::string text = day) { return {PaymentChannel::wechat, std::move(text)}; }

/// A mall whose refunds of one day are paid, and a bill of that day; it is two days later.
struct Desk {
    World w;
    std::vector<WechatLine> lines;                 ///< the channel's
    std::map<std::string, std::string> ticket_of;  ///< by refund number
    std::string elsewhere;                         ///< refused by the channel, then paid to the balance

    Desk() {
        std::vector<Order> orders;
        for (int i = 0; i < refunded_orders; ++i) {
            Order order = world::unshipped_order("R" + std::to_string(i), "s1", "b1");
            order.payments[0].payment_id = {"w-" + std::to_string(i)};
            order.payments[1].payment_id = {"b-" + std::to_string(i)};
            if (i % 2 == 0) order.payments[0].provider.transaction_id = "4200000" + std::to_string(i);
            orders.push_back(std::move(order));
        }
        w.import(orders);
        for (int i = 0; i < refunded_orders; ++i) {
            w.refund_one("R" + std::to_string(i));
            w.service->jobs.run_due();
            w.pass(minutes(1));
        }
        pay_elsewhere();
        read_bill();
        w.pass(days(2));
    }

    std::string bill_text() {
        files::TemporaryFile const file(w.folder.path());
        auto const parties = outside::simulated::simulated_parties(w.folder.path());
        auto const given = parties.payments.at(PaymentChannel::wechat)
                               ->bill({PaymentChannel::wechat, *outside::bill_day(day), file.path()});
        REQUIRE(given.ok());
        return files::read_small_file(file.path()).value_or("");
    }

    wire::BillDayView take(std::vector<WechatLine> const& with, std::string text = day) {
        std::string const bill = wechat_bill(with);
        auto const done =
            w.service->reconciliation.take(TenantId{"mall"}, body_of(std::move(text)), BillFile::of(bill));
        if (!done.ok()) FAIL(done.error().front().path);
        return *done;
    }
    wire::ReconciliationView look() { return w.service->reconciliation.look(w.platform); }
    /// "amount AS…-1", of those that are open.
    std::multiset<std::string> open() {
        std::multiset<std::string> out;
        for (auto const& one : look().differences)
            out.insert(std::string(wire::name_of(one.kind)) + " " + one.refund_no);
        return out;
    }

  private:
    void pay_elsewhere() {
        w.import({[] {
            Order order = world::unshipped_order("RX", "s1", "b1");
            order.payments = {{{"w-x"}, PaymentChannel::wechat, 26'000}};
            return order;
        }()});
        REQUIRE(w.service->jobs.set_channel_settings(w.platform, {0, 1, 0, false}).ok());
        auto const ticket = w.refund_one("RX").ticket;
        w.service->jobs.run_due();
        REQUIRE(w.look(ticket.no.value).ticket.state == State::refund_failed);
        elsewhere = w.look(ticket.no.value).ticket.refunds.at(0).refund_no;
        w.must(w.merchant, ticket.no.value, RetryRefund{Via::balance});
        w.service->jobs.run_due();
        REQUIRE(w.look(ticket.no.value).ticket.state == State::completed);
    }
    /// What the simulated channel paid, as lines that can be altered.
    void read_bill() {
        std::string const text = bill_text();
        auto const done =
            outside::read_bill(BillFile::of(text), {*outside::bill_day(day)}, [&](auto const& one) {
                std::string amount = format_fen(one.amount_fen);
                std::erase(amount, ',');
                lines.push_back({std::string(one.refund_no), std::string(one.out_trade_no), amount});
                ticket_of[lines.back().refund_no] =
                    lines.back().refund_no.substr(0, lines.back().refund_no.find('-'));
            });
        REQUIRE(done.ok());
        REQUIRE(lines.size() == refunded_orders);
    }
};

/// A bill in which one of each kind was altered.
struct Altered {
    std::vector<WechatLine> lines, of_next_day;
    std::multiset<std::string> wanted;  ///< of the day
    std::string in_ledger;              ///< whose ledger entry is to be altered
    std::string day_of;                 ///< stands in the next day's bill
};

class Alterer {
  public:
    Alterer(Desk const& desk, unsigned seed) : desk_(desk), random_(seed) {
        out_.lines = desk.lines;
        std::shuffle(out_.lines.begin(), out_.lines.end(), random_);
    }
    Altered all() && {
        // Each takes a line that nobody else alters.
        one().amount = "0.0" + std::to_string(1 + random_() % 9);
        note("amount");
        one().state = "FAIL";
        note("state");
        one().currency = "USD";
        note("currency");
        one().fee = "0.00" + std::to_string(1 + random_() % 9) + "00";
        note("fee");
        WechatLine& moved = one();
        moved.out_trade_no = "w-" + std::to_string(random_() % refunded_orders) + "x";
        moved.transaction_id = "4200x";
        note("payment");
        out_.in_ledger = one().refund_no;
        note("ledger");
        out_.day_of = one().refund_no;
        out_.of_next_day = {out_.lines[next_ - 1]};
        out_.of_next_day.front().time = std::string(next_day) + " 12:00:00";
        WechatLine const again = one();
        note("duplicate");
        WechatLine const gone = one();
        note("missing_there");
        std::erase_if(out_.lines, [&](WechatLine const& line) { return line.refund_no == gone.refund_no; });
        add(again);
        std::string const digits = std::to_string(10'000'000 + random_() % 89'999'999);
        stranger("AS20261120" + digits + "-1", "w-1", "1.00", "missing_here");
        stranger("X" + digits, "nobody's", "1.00", "unknown_refund");
        stranger("Y" + digits, "w-" + std::to_string(random_() % refunded_orders), "0.01", "external_refund");
        stranger("Z" + digits, "w-" + std::to_string(random_() % refunded_orders), "159.99", "surplus");
        stranger(desk_.elsewhere, "w-x", "66.67", "paid_twice");
        return std::move(out_);
    }

  private:
    WechatLine& one() {
        REQUIRE(next_ < out_.lines.size());
        return out_.lines[next_++];
    }
    void note(std::string const& kind) { out_.wanted.insert(kind + " " + out_.lines[next_ - 1].refund_no); }
    void add(WechatLine line) {
        out_.lines.insert(
            out_.lines.begin() + static_cast<std::ptrdiff_t>(random_() % (out_.lines.size() + 1)),
            std::move(line));
    }
    void stranger(std::string const& number, std::string payment, std::string amount,
                  std::string const& kind) {
        add({number, std::move(payment), std::move(amount)});
        out_.wanted.insert(kind + " " + number);
    }

    Desk const& desk_;
    std::minstd_rand random_;
    Altered out_;
    std::size_t next_ = 0;
};

/// The ledger's entry of a refund says a fen more, or what it said.
void alter_ledger(Desk& desk, std::string const& refund_no, int fen) {
    world::tamper(desk.w.folder.path(),
                  "UPDATE ledger_entry SET amount_fen = amount_fen + " + std::to_string(fen) +
                      " WHERE credit = 'refunded' AND payment_id LIKE 'w-%' AND ticket_no = '" +
                      desk.ticket_of.at(refund_no) + "'");
}

}  // namespace

TEST_CASE("the simulated channel's bill of a clean day closes it, and the books stay as they were") {
    Desk desk;
    auto const before = desk.w.differences();
    auto const closed = desk.w.service->reconciliation.run({{"mall"}, PaymentChannel::wechat, day});
    CHECK(closed.state == BillDayState::closed);
    CHECK(closed.refunds == refunded_orders);
    CHECK(closed.ours == refunded_orders);
    CHECK(closed.ours_fen == closed.refunds_fen);
    CHECK(closed.origin == wire::BillOrigin::channel);
    CHECK(closed.closed_at_ms == desk.w.now_ms.load());
    CHECK(desk.open().empty());
    CHECK(before.empty());
    CHECK(desk.w.differences().empty());
    // Again, whenever somebody likes; and a day on which nothing happened.
    CHECK(desk.w.service->reconciliation.run({{"mall"}, PaymentChannel::wechat, day}).runs == 2);
    CHECK(desk.w.service->reconciliation.run({{"mall"}, PaymentChannel::alipay, day}).state ==
          BillDayState::closed);
    CHECK(desk.w.service->reconciliation.run({{"mall"}, PaymentChannel::wechat, next_day}).state ==
          BillDayState::closed);
}

TEST_CASE("of a hundred bills with one difference of each kind each one is found, and nothing else") {
    Desk desk;
    constexpr int rounds = 100;
    for (unsigned seed = 1; seed <= rounds; ++seed) {
        CAPTURE(seed);
        Altered const altered = Alterer(desk, seed).all();
        REQUIRE(altered.wanted.size() == wire::difference_kinds - 1);  // `day` stands in the next one's
        alter_ledger(desk, altered.in_ledger, 1);
        wire::BillDayView const differing = desk.take(altered.lines);
        alter_ledger(desk, altered.in_ledger, -1);
        CHECK(desk.open() == altered.wanted);
        CHECK(differing.state == BillDayState::differing);
        CHECK(differing.unsettled == static_cast<int>(altered.wanted.size()));
        // The right one again: all of it is gone, and the day is closed.
        std::vector<WechatLine> clean = desk.lines;
        std::shuffle(clean.begin(), clean.end(), std::minstd_rand(seed));
        CHECK(desk.take(clean).state == BillDayState::closed);
        CHECK(desk.open().empty());
        CHECK(desk.take(altered.of_next_day, next_day).unsettled == 1);
        CHECK(desk.open() == std::multiset<std::string>{"day " + altered.day_of});
        CHECK(desk.take({}, next_day).state == BillDayState::closed);
    }
    CHECK(desk.w.differences().empty());
}

TEST_CASE("what others paid back is no difference once the mall has told it; another amount is one") {
    Desk desk;
    std::vector<WechatLine> lines = desk.lines;
    lines.push_back({"MALL-1", "w-3", "1.00"});
    CHECK(desk.take(lines).unsettled == 1);
    CHECK(desk.open() == std::multiset<std::string>{"external_refund MALL-1"});

    Order told = world::unshipped_order("R3", "s1", "b1");
    told.payments[0].payment_id = {"w-3"};
    told.payments[1].payment_id = {"b-3"};
    told.prior = {{"MALL-1", {"w-3"}, 100, Instant{desk.w.now_ms.load()}, {}}};
    desk.w.import({told});
    CHECK(desk.take(lines).state == BillDayState::closed);
    CHECK(desk.open().empty());

    lines.back().amount = "1.50";
    CHECK(desk.take(lines).unsettled == 1);
    CHECK(desk.open() == std::multiset<std::string>{"amount MALL-1"});
    CHECK(desk.look().differences[0].ours_fen == 100);

    // What was told counts where somebody else pays more back than came in.
    lines.back().amount = "1.00";
    auto const ours = std::find_if(desk.lines.begin(), desk.lines.end(),
                                   [](WechatLine const& line) { return line.out_trade_no == "w-3"; });
    REQUIRE(ours != desk.lines.end());
    Fen const left_fen = told.payments[0].amount_fen - *parse_fen(ours->amount);
    lines.push_back({"MALL-2", "w-3", format_fen(left_fen - 50)});
    CHECK(desk.take(lines).unsettled == 1);
    CHECK(desk.open() == std::multiset<std::string>{"surplus MALL-2"});
}

TEST_CASE("what is settled keeps who, how and when, and closes the day; found again it stays settled") {
    Desk desk;
    std::vector<WechatLine> lines = desk.lines;
    lines[0].amount = "0.01";
    lines[1].fee = "0.10000";
    CHECK(desk.take(lines).unsettled == 2);
    auto const open = desk.look().differences;
    REQUIRE(open.size() == 2);
    desk.w.platform.name = "小云";
    auto settle = [&](std::int64_t id, wire::SettleWay way, std::string note) {
        return desk.w.service->reconciliation.settle(desk.w.platform, id, {way, std::move(note)});
    };
    auto const done = settle(open[0].id, wire::SettleWay::corrected_there, "渠道已更正，工单 88");
    REQUIRE(done.ok());
    CHECK(done->settled->by == "p1");
    CHECK(done->settled->by_name == "小云");
    CHECK(done->settled->note == "渠道已更正，工单 88");
    CHECK(done->settled->at_ms == desk.w.now_ms.load());
    CHECK(desk.look().days.front().state == BillDayState::differing);
    CHECK(settle(open[0].id, wire::SettleWay::corrected_there, "渠道已更正，工单 88").ok());
    CHECK(settle(open[0].id, wire::SettleWay::explained, "x").error().front().rule == Rule::stale_version);
    CHECK(settle(99, wire::SettleWay::explained, "x").error().front().rule == Rule::not_found);
    REQUIRE(settle(open[1].id, wire::SettleWay::explained, "活动手续费").ok());
    CHECK(desk.look().days.front().state == BillDayState::closed);
    CHECK(desk.look().settled.size() == 2);

    // The same bill again, after a restart.
    desk.w.restart();
    wire::BillDayView const again = desk.take(lines);
    CHECK(again.state == BillDayState::closed);
    CHECK(again.settled == 2);
    CHECK(again.runs == 2);
    // Something else opens it again.
    lines[2].amount = "0.02";
    CHECK(desk.take(lines).state == BillDayState::differing);
    CHECK(desk.open().size() == 1);
}

TEST_CASE("a bill that breaks off leaves everything as it was") {
    Desk desk;
    std::vector<WechatLine> lines = desk.lines;
    lines[0].amount = "0.01";
    desk.take(lines);
    auto const before = desk.look();
    std::string const whole = wechat_bill(desk.lines);
    for (std::size_t const bytes : {whole.size() / 4, whole.size() / 2, whole.size() - 90}) {
        auto const refused = desk.w.service->reconciliation.take(
            TenantId{"mall"}, body_of(), BillFile::of(std::string_view(whole).substr(0, bytes)));
        CHECK(!refused.ok());
    }
    auto const after = desk.look();
    CHECK(after.days.front().runs == before.days.front().runs);
    CHECK(desk.open() == std::multiset<std::string>{"amount " + lines[0].refund_no});
}

TEST_CASE("a refund that took days is looked for in the bills of all of them") {
    Desk desk;
    std::string const slow = desk.lines[0].refund_no;
    // Asked for the day before, said to be paid on the next one.
    world::tamper(
        desk.w.folder.path(),
        "UPDATE refund SET settled_at_ms = settled_at_ms + 86400000 WHERE refund_no = '" + slow + "'");
    std::vector<WechatLine> rest(desk.lines.begin() + 1, desk.lines.end());
    CHECK(desk.take(desk.lines).state == BillDayState::closed);
    CHECK(desk.take({}, next_day).state == BillDayState::closed);
    CHECK(desk.take(rest).state == BillDayState::closed);  // it may stand in the next day's
    CHECK(desk.take({}, next_day).unsettled == 1);
    CHECK(desk.open() == std::multiset<std::string>{"missing_there " + slow});
    WechatLine late = desk.lines[0];
    late.time = std::string(next_day) + " 09:00:00";
    CHECK(desk.take({late}, next_day).state == BillDayState::closed);
}

TEST_CASE(
    "every morning the days before are compared by themselves, and what can not be had is tried again") {
    Desk desk;
    Instant const morning = outside::bill_day("2026-11-22")->from + hours(10);
    desk.w.now_ms = morning.ms;
    // Two channels, the 20th: the 21st's bills are made a quarter of an hour later.
    CHECK(desk.w.service->reconciliation.run_due() == 2);
    CHECK(desk.w.service->reconciliation.run_due() == 0);
    desk.w.pass(minutes(15));
    CHECK(desk.w.service->reconciliation.run_due() == 2);
    for (auto const& one : desk.look().days) CHECK(one.state == BillDayState::closed);

    struct Silent final : outside::Payments {
        outside::Answer refund(outside::RefundOrder const&) override { return {}; }
        outside::Answer query(outside::RefundOrder const&) override { return {}; }
        bool is_signed(outside::Message const&, Instant) const override { return false; }
        Result<outside::Notice, Mistakes> read_notice(std::string_view) const override {
            return Err{Mistakes{}};
        }
        Result<outside::BillGiven, outside::BillMistake> bill(outside::BillAsked const&) override {
            throw std::runtime_error("no line");
        }
    };
    desk.w.parties.payments = {{PaymentChannel::wechat, std::make_shared<Silent>()}};
    desk.w.start();
    desk.w.pass(days(1));
    CHECK(desk.w.service->reconciliation.run_due() == 1);
    CHECK(desk.w.service->reconciliation.run_due() == 0);
    auto const newest = desk.look().days.front();
    CHECK(newest.day == "2026-11-22");
    CHECK(newest.state == BillDayState::open);
    CHECK(newest.problem == wire::BillProblem::out_of_reach);
    CHECK(newest.problem_detail == "no line");
    desk.w.pass(hours(1));
    CHECK(desk.w.service->reconciliation.run_due() == 1);
    CHECK(desk.w.service->reconciliation.why_not({PaymentChannel::alipay, day}).front().rule ==
          Rule::not_found);
    CHECK(desk.w.service->reconciliation.why_not(body_of("2026-11-30")).front().rule ==
          Rule::deadline_not_reached);
    // Two days later nobody has seen to it, and the health page says so.
    desk.w.pass(days(3));
    auto const health = desk.w.service->health.look(desk.w.platform);
    CHECK(health.checks.back().check == wire::HealthCheck::reconciliation);
    CHECK(health.checks.back().count == 1);
}

TEST_CASE("refunds are listed in the order in which they were settled, page by page, also of one shop") {
    Desk desk;
    desk.w.import({world::unshipped_order("RY", "s1", "b1")});
    desk.w.refund_one("RY", 3);
    desk.w.service->jobs.run_due();
    desk.w.pass(minutes(1));
    RefundsWanted wanted{{0}, {desk.w.now_ms.load()}, "", 7, {}};
    std::vector<std::string> numbers;
    for (;;) {
        auto const page = desk.w.service->reconciliation.refunds({"mall"}, wanted);
        REQUIRE(page.ok());
        for (auto const& one : page->items) numbers.push_back(one.refund_no);
        wanted.after = page->next_after;
        if (wanted.after.empty()) break;
    }
    // That of RX failed, and went to the balance; that of RY goes to two payments.
    CHECK(numbers.size() == refunded_orders + 2 + 2);
    CHECK(std::set(numbers.begin(), numbers.end()).size() == numbers.size());
    wanted = {{0}, {desk.w.now_ms.load()}, "", 100, {"s2"}};
    CHECK(desk.w.service->reconciliation.refunds({"mall"}, wanted)->items.empty());
    wanted.shop = {"s1"};
    CHECK(desk.w.service->reconciliation.refunds({"mall"}, wanted)->items.size() == numbers.size());
    wanted.after = "x";
    CHECK(desk.w.service->reconciliation.refunds({"mall"}, wanted).error().front().path == "after");
    auto const csv = desk.w.service->reconciliation.csv({"mall"}, {{0}, {desk.w.now_ms.load()}, "", 1, {}});
    std::string text;
    for (std::string piece = csv(); !piece.empty(); piece = csv()) text += piece;
    CHECK(std::count(text.begin(), text.end(), '\n') == static_cast<std::ptrdiff_t>(numbers.size()) + 1);
    CHECK(text.find("\"" + desk.lines[0].refund_no + "\",") != std::string::npos);
}

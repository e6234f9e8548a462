// Money: what tickets hold is what payments, ledger and channel say, through offers, rejections, faults and
// restarts.

#include "outside/simulated/book.hpp"
#include "server/tamper.hpp"
#include "store/orders.hpp"
#include "store/outbox.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

struct Money {
    Fen reserved = 0, refunded = 0;
    bool operator==(Money const&) const = default;
};

Money money(World& w, std::string const& order_no) {
    return w.store->read([&](store::ReadTx& tx) {
        Money sum;
        for (store::PaymentRow const& row : store::payments_of(tx, {"mall"}, {order_no})) {
            sum.reserved += row.reserved_fen;
            sum.refunded += row.refunded_fen;
        }
        return sum;
    });
}

int times_paid(World& w, std::string const& refund_no) {
    outside::simulated::Book book(w.folder.path() + "/channel.db");
    auto const entry = book.find(refund_no);
    return entry ? entry->times_paid : 0;
}

void set_channel(World& w, wire::ChannelSettings const& settings) {
    REQUIRE(w.service->jobs.set_channel_settings(w.platform, settings).ok());
}

}  // namespace

TEST_CASE("a ticket reserves; rejected or withdrawn it gives back; paid it is refunded") {
    World w;
    auto const ticket = w.return_one("E2", 2).ticket;
    Fen const asked = ticket.quote.refund_fen;
    CHECK(money(w, "E2") == Money{asked, 0});
    w.must(w.merchant, ticket.no.value, Reject{"other", "抱歉", {}});
    CHECK(money(w, "E2") == Money{0, 0});
    auto const second = w.return_one("E2", 3).ticket;
    w.must(w.merchant, second.no.value, Agree{world::address()});
    w.must(w.buyer, second.no.value, Withdraw{});
    CHECK(money(w, "E2") == Money{0, 0});
    auto const third = w.return_one("E2", 3).ticket;
    w.must(w.merchant, third.no.value, Agree{world::address()});
    w.must(w.buyer, third.no.value, ShipBack{world::parcel()});
    w.must(w.merchant, third.no.value, Receive{});
    w.service->jobs.run_due();
    CHECK(money(w, "E2") == Money{0, 20'000});
    CHECK(w.differences().empty());
}

TEST_CASE("an accepted offer holds less, a declined one what it was") {
    World w;
    auto const ticket = w.return_one("E2", 3).ticket;
    w.must(w.merchant, ticket.no.value, MakeOffer{15'000, "有使用痕迹", world::address(), {}});
    CHECK(money(w, "E2") == Money{20'000, 0});
    w.must(w.buyer, ticket.no.value, DeclineOffer{});
    CHECK(money(w, "E2") == Money{20'000, 0});
    w.must(w.merchant, ticket.no.value, MakeOffer{15'000, "", world::address(), {}});
    w.must(w.buyer, ticket.no.value, AcceptOffer{});
    CHECK(money(w, "E2") == Money{15'000, 0});
    CHECK(w.differences().empty());
}

TEST_CASE("a refund to two payments has two numbers, each paid once") {
    World w;
    auto const ticket = w.refund_one("E1", 3).ticket;
    REQUIRE(ticket.refunds.size() == 2);
    CHECK(w.service->jobs.run_due() == 2);
    CHECK(w.look(ticket.no.value).ticket.state == State::completed);
    for (RefundPart const& part : ticket.refunds) CHECK(times_paid(w, part.refund_no) == 1);
    CHECK(w.differences().empty());
}

TEST_CASE("refused by the channel: staff retry the same number") {
    World w;
    set_channel(w, {0, 1, 0, false});
    auto const ticket = w.refund_one().ticket;
    w.service->jobs.run_due();
    auto const failed = w.look(ticket.no.value).ticket;
    CHECK(failed.state == State::refund_failed);
    CHECK(failed.refunds[0].failure == "NOT_ENOUGH");
    CHECK(money(w, "E1") == Money{6'667, 0});
    CHECK(w.differences().empty());
    w.pass(days(1));
    CHECK(w.service->jobs.run_due() == 0);  // nothing happens by itself
    w.must(w.merchant, ticket.no.value, RetryRefund{});
    w.service->jobs.run_due();
    auto const done = w.look(ticket.no.value).ticket;
    CHECK(done.state == State::completed);
    CHECK(done.refunds[0].refund_no == failed.refunds[0].refund_no);
    CHECK(times_paid(w, done.refunds[0].refund_no) == 1);
    CHECK(w.differences().empty());
}

TEST_CASE("a lost answer: asked again by number, paid once") {
    World w;
    set_channel(w, {0, 0, 1, false});
    auto const ticket = w.refund_one().ticket;
    std::string const number = ticket.refunds[0].refund_no;
    CHECK(w.service->jobs.run_due() == 1);
    CHECK(w.look(ticket.no.value).ticket.state == State::refunding);
    CHECK(times_paid(w, number) == 1);
    CHECK(w.differences().empty());
    CHECK(w.service->jobs.run_due() == 0);
    w.restart();
    w.pass({2'000});
    CHECK(w.service->jobs.run_due() == 1);
    CHECK(w.look(ticket.no.value).ticket.state == State::completed);
    CHECK(times_paid(w, number) == 1);
    CHECK(w.differences().empty());
}

TEST_CASE("an answer that comes twice counts once") {
    World w;
    set_channel(w, {0, 0, 0, true});
    auto const ticket = w.refund_one().ticket;
    w.service->jobs.run_due();
    auto const done = w.look(ticket.no.value);
    CHECK(done.ticket.state == State::completed);
    CHECK(done.history.size() == 5);
    CHECK(money(w, "E1") == Money{0, 6'667});
    set_channel(w, {0, 1, 0, true});
    auto const other = w.refund_one().ticket;
    w.service->jobs.run_due();
    CHECK(w.look(other.no.value).ticket.state == State::refund_failed);
    CHECK(w.differences().empty());
}

TEST_CASE("the process ends between paying and hearing of it: nothing is paid twice") {
    World w;
    auto const ticket = w.refund_one().ticket;
    std::string const number = ticket.refunds[0].refund_no;
    // The channel has paid, our answer was never written: as if killed in between, the lease still held.
    w.store->write([&](store::WriteTx& tx) {
        return store::lease_due(tx, "server", world::noon, minutes(5)).has_value();
    });
    outside::simulated::Book(w.folder.path() + "/channel.db").pay(number, ticket.refunds[0].amount_fen);
    w.restart();
    CHECK(w.service->jobs.run_due() == 0);  // the lease is respected …
    w.pass(minutes(6));
    CHECK(w.service->jobs.run_due() == 1);  // … until it is over
    CHECK(w.look(ticket.no.value).ticket.state == State::completed);
    CHECK(times_paid(w, number) == 1);
    CHECK(w.differences().empty());
}

TEST_CASE("only the platform, and only in the demo, switches the channel's faults") {
    World w;
    CHECK(!w.service->jobs.set_channel_settings(w.merchant, {}).ok());
    CHECK(!w.service->jobs.set_channel_settings(w.buyer, {}).ok());
    set_channel(w, {5, 1, 2, true});
    CHECK(w.service->jobs.channel().settings.lose_answer_next == 2);
}

TEST_CASE("verify sees what was tampered with") {
    World w;
    auto const ticket = w.refund_one().ticket;
    w.service->jobs.run_due();
    struct Row {
        char const* sql;
        char const* told;
    };
    for (Row const& row :
         {Row{"UPDATE ticket SET refund_fen = 1", "amount column"},
          {"UPDATE ticket SET body = replace(body, '6667', '6668')", "not what its events lead to"},
          {"UPDATE ticket_event SET body = replace(body, '6667', '6668') WHERE seq = 1", "hash chain"},
          {"DELETE FROM ticket_event WHERE seq = 4", "not what its events lead to"},
          {"UPDATE order_money SET refunded_fen = 1 WHERE refunded_fen > 0", "ledger"},
          {"UPDATE ledger_entry SET amount_fen = 1 WHERE credit = 'refunded'", "ledger"},
          {"UPDATE refund SET amount_fen = 1", "not a part of its ticket"},
          {"DELETE FROM live_event", "gaps"},
          {"DELETE FROM search_index", "search words"},
          {"UPDATE ticket_count SET number = number + 1 WHERE scope = 'shop'", "is 1 too many"},
          {"DELETE FROM ticket_count WHERE scope = 'tenant'", "is -1 too many"},
          {"INSERT INTO ticket_count VALUES ('mall', 'buyer', 'b1', 'type', 'repair/done', 2)",
           "is 2 too many"},
          {"INSERT INTO outbox SELECT tenant, 'refund', refund_no, ticket_no, 0, 0, 0, '', '', '' FROM "
           "refund",
           "still in the outbox"}}) {
        CAPTURE(row.sql);
        world::Folder copy;
        w.store->write([&](store::WriteTx&) { return true; });
        w.service.reset();
        w.store.reset();
        std::filesystem::copy(w.folder.path(), copy.path(), std::filesystem::copy_options::recursive);
        world::tamper(copy.path(), row.sql);
        auto const found = verify_folder(copy.path()).differences;
        bool told = false;
        for (std::string const& difference : found)
            told = told || difference.find(row.told) != std::string::npos;
        CHECK(told);
        w.restart();
    }
    {
        outside::simulated::Book book(w.folder.path() + "/channel.db");
        book.pay("AS-nobody-1", 5);
    }
    CHECK(w.differences().size() == 1);
}

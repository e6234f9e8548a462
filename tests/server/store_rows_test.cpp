// Rows under several hands: an operation that runs twice, a ticket that moved on, live events that are old.

#include "store/engine.hpp"
#include "store/live.hpp"
#include "store/orders.hpp"
#include "world.hpp"

using namespace afterdesk;
using namespace afterdesk::store;
using world::Folder;
using world::World;

namespace {

TenantId const mall{"mall"};

FailureKind kind_of(std::function<void()> const& work) {
    try {
        work();
    } catch (StoreFailure const& failure) {
        return failure.kind();
    }
    return FailureKind::other;
}

/// Saves the newest events of a ticket, as somebody would who had read the row before them.
void save_again(World& w, TicketNo const& no, std::ptrdiff_t events) {
    w.store->write([&](WriteTx& tx) {
        auto const history = history_of(tx, mall, no);
        REQUIRE(std::ssize(history) >= events);
        Ticket const ticket = fold(history);
        auto const order = find_order(tx, mall, ticket.order_no);
        save_ticket(
            tx, {mall, ticket, {history.end() - events, history.end()}, *order, {ticket.buyer_id, "", ""}});
        return true;
    });
}

int forget(World& w, Instant before, int limit = 100) {
    return w.store->write([&](WriteTx& tx) { return forget_live_events(tx, mall, before, limit); });
}

std::int64_t floor_of(World& w) { return w.service->live.floor(mall); }

}  // namespace

TEST_CASE("where tests ask for it every operation runs twice, and only the second time is kept and told") {
    Folder folder;
    StoreOptions options;
    options.data_dir = folder.path();
    options.write_twice = true;
    Store store(std::move(options));
    int told = 0;
    store.on_commit([&](std::vector<LiveRow> const& rows) { told += static_cast<int>(rows.size()); });
    int runs = 0;
    int const run = store.write([&](WriteTx& tx) {
        // A tenant is no shop: were the first one still there, the second would break its key.
        sql(tx).run("INSERT INTO tenant (tenant, name, issuer, live_seq) VALUES ('t', 'T', 't', 0)");
        tx.live.push_back({});
        return ++runs;
    });
    CHECK(run == 2);
    CHECK(told == 1);
    CHECK(store.read([](ReadTx& tx) { return tenants(tx).size(); }) == 1);
    CHECK_THROWS_AS(store.write([&](WriteTx&) -> bool {
        ++runs;
        throw std::runtime_error("a bug");
    }),
                    std::runtime_error);
    CHECK(runs == 4);
}

TEST_CASE("a ticket that somebody else has moved is a failure of its own kind, and nothing is written") {
    World w;
    TicketNo const no = w.return_one().ticket.no;
    w.must(w.merchant, no.value, Agree{world::address()});
    auto const head = w.service->live.head(mall);
    CHECK(kind_of([&] { save_again(w, no, 1); }) == FailureKind::moved);
    CHECK(w.service->live.head(mall) == head);
    CHECK(w.differences().empty());
}

TEST_CASE("a new ticket under a number that is taken is refused the same way") {
    World w;
    TicketNo const no = w.return_one().ticket.no;
    int const all = w.look(no.value).ticket.version;
    CHECK(kind_of([&] { save_again(w, no, all); }) == FailureKind::moved);
    CHECK(w.differences().empty());
}

TEST_CASE("old live events are forgotten from the front, without gaps; the newest stays") {
    World w;
    std::string const old_one = w.returned_one();
    std::int64_t const old_head = w.service->live.head(mall);
    REQUIRE(old_head >= 3);
    w.pass(days(8));
    w.refund_one("E1");
    std::int64_t const head = w.service->live.head(mall);
    Instant const week_ago{w.now_ms.load() - days(7).ms};
    CHECK(floor_of(w) == 0);

    CHECK(forget(w, world::noon) == 0);
    CHECK(forget(w, week_ago, 1) == 1);
    CHECK(floor_of(w) == 1);
    CHECK(forget(w, week_ago) == old_head - 1);
    CHECK(forget(w, week_ago) == 0);
    CHECK(floor_of(w) == old_head);
    auto const kept = w.service->live.since(w.platform, floor_of(w), 100);
    CHECK(kept.size() == static_cast<std::size_t>(head - old_head));
    CHECK(kept.front().seq == old_head + 1);
    CHECK(w.differences().empty());

    forget(w, Instant{w.now_ms.load() + 1});
    CHECK(floor_of(w) == head - 1);
    CHECK(w.service->live.head(mall) == head);
    CHECK(w.differences().empty());
    w.refund_one("E1");
    CHECK(w.service->live.head(mall) == head + 1);
    CHECK(w.differences().empty());
}

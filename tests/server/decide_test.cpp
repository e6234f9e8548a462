// Decisions made beside each other, on snapshots: what they lead to is what one after the other would.

#include <atomic>
#include <random>
#include <thread>

#include "short_log.hpp"
#include "store/engine.hpp"
#include "world.hpp"

using namespace afterdesk;
using namespace afterdesk::store;
using world::World;

namespace {

TenantId const mall{"mall"};
using Next = afterdesk::store::Decided<int>;

/// As served: every write runs once.
struct Served : World {
    Served() { reopen(); }
    void reopen() {
        service.reset();
        store.reset();
        StoreOptions options;
        options.data_dir = folder.path();
        store = std::make_unique<Store>(std::move(options));
        start();
    }
};

Request pieces(int quantity) {
    return World::request(TicketType::refund_unshipped, "not_wanted", {{1, quantity, {}}});
}

template <class Work>
void at_once(int threads, Work work) {
    std::vector<std::thread> all;
    all.reserve(static_cast<std::size_t>(threads));
    for (int t = 0; t < threads; ++t) all.emplace_back([&work, t] { work(t); });
    for (std::thread& one : all) one.join();
}

/// A number that everybody adds to, by reading it and writing one more.
struct Counter {
    world::Folder folder;
    Store store{StoreOptions{folder.path()}};
    std::atomic<int> decided{0};

    Counter() {
        store.write([](WriteTx& tx) {
            sql(tx).script(
                "CREATE TABLE counter (n INTEGER NOT NULL) STRICT; INSERT INTO counter VALUES (0)");
            return true;
        });
    }
    static int read(ReadTx& tx) {
        tx.saw(Book::order, mall, "counter");
        Rows rows = sql(tx).query("SELECT n FROM counter");
        return rows.step() ? rows.number(0) : -1;
    }
    static void write(WriteTx& tx, int n) {
        tx.changed(Book::order, mall, "counter");
        sql(tx).run("UPDATE counter SET n = $1", {n});
    }
    int add_one() {
        return store.decide([&](ReadTx& tx) -> Next {
            ++decided;
            int const next = read(tx) + 1;
            return {std::nullopt, [next](WriteTx& out) {
                        write(out, next);
                        return next;
                    }};
        });
    }
    int now() {
        return store.read([](ReadTx& tx) { return read(tx); });
    }
};

}  // namespace

TEST_CASE("what was decided on something that has changed is decided again") {
    Counter counter;
    bool first = true;
    int const got = counter.store.decide([&](ReadTx& tx) -> Next {
        ++counter.decided;
        int const next = Counter::read(tx) + 1;
        if (std::exchange(first, false)) {
            std::thread([&] {
                counter.store.write([](WriteTx& other) {
                    Counter::write(other, 10);
                    return true;
                });
            }).join();
        }
        return {std::nullopt, [next](WriteTx& out) {
                    Counter::write(out, next);
                    return next;
                }};
    });
    CHECK(got == 11);
    CHECK(counter.decided == 2);
}

TEST_CASE("what nobody has read may change meanwhile; what needs no writing is answered at once") {
    Counter counter;
    int const got = counter.store.decide([&](ReadTx& tx) -> Next {
        ++counter.decided;
        int const next = Counter::read(tx) + 1;
        std::thread([&] {
            counter.store.write([](WriteTx& other) {
                other.changed(Book::order, mall, "another");
                return true;
            });
        }).join();
        return {std::nullopt, [next](WriteTx& out) {
                    Counter::write(out, next);
                    return next;
                }};
    });
    CHECK(got == 1);
    CHECK(counter.decided == 1);
    CHECK(counter.store.decide([](ReadTx&) -> Next { return {7, nullptr}; }) == 7);
    CHECK(counter.now() == 1);
}

TEST_CASE("another program that writes beside us counts as a change of everything") {
    Counter counter;
    Store beside{StoreOptions{counter.folder.path(), Sharing::beside}};
    counter.add_one();
    counter.decided = 0;
    bool first = true;
    counter.store.decide([&](ReadTx& tx) -> Next {
        ++counter.decided;
        int const next = Counter::read(tx) + 1;
        if (std::exchange(first, false)) {
            beside.write([](WriteTx& other) {
                sql(other).run("UPDATE counter SET n = 5");
                return true;
            });
        }
        return {std::nullopt, [next](WriteTx& out) {
                    Counter::write(out, next);
                    return next;
                }};
    });
    CHECK(counter.decided == 2);
    CHECK(counter.now() == 6);
}

TEST_CASE("many who all change the same thing come through, none is lost") {
    Counter counter;
    at_once(8, [&](int) {
        for (int i = 0; i < 50; ++i) counter.add_one();
    });
    CHECK(counter.now() == 8 * 50);
}

TEST_CASE("of operations that are committed together one that fails after writing is undone alone") {
    world::Folder folder;
    Store store{StoreOptions{folder.path()}};
    store.write([](WriteTx& tx) {
        sql(tx).script("CREATE TABLE note (n INTEGER PRIMARY KEY) STRICT");
        return true;
    });
    std::atomic<int> kept{0};
    at_once(8, [&](int t) {
        for (int i = 0; i < 40; ++i) {
            auto const done = store.write([&](WriteTx& tx) -> Result<Done, Mistakes> {
                sql(tx).run("INSERT INTO note (n) VALUES ($1)", {t * 1'000 + i});
                if (i % 3 == 0) return Err{one_mistake(Rule::failed)};
                return Done{};
            });
            kept += done.ok() ? 1 : 0;
        }
    });
    int const there = store.read([](ReadTx& tx) {
        Rows rows = sql(tx).query("SELECT COUNT(*) FROM note WHERE n % 1000 % 3 <> 0");
        return rows.step() ? rows.number(0) : -1;
    });
    int const all = store.read([](ReadTx& tx) {
        Rows rows = sql(tx).query("SELECT COUNT(*) FROM note");
        return rows.step() ? rows.number(0) : -1;
    });
    CHECK(kept == 8 * 26);
    CHECK(there == kept);
    CHECK(all == kept);
}

TEST_CASE("many who ask for the same pieces get as many as there are") {
    Served w;
    w.import({world::unshipped_order("R1", "s1", "b1")});
    auto const body = w.application(w.buyer, "R1", pieces(1));
    std::atomic<int> given{0};
    at_once(12, [&](int t) {
        if (w.apply(w.buyer, body, "race-" + std::to_string(t)).ok()) ++given;
    });
    // The others' quotes do not hold any more: what is left is worth another amount, or nothing is.
    CHECK(given >= 1);
    CHECK(given <= 3);
    CHECK(w.differences().empty());
}

TEST_CASE("of many who act on one ticket at the same version one comes through") {
    Served w;
    for (int round = 0; round < 5; ++round) {
        auto const ticket = w.return_one().ticket;
        std::atomic<int> done{0}, late{0};
        at_once(8, [&](int t) {
            auto const key = "one-" + std::to_string(round) + "-" + std::to_string(t);
            auto const reply =
                w.give(w.merchant, ticket.no.value, Reject{"other", "说明", {}}, ticket.version, key);
            if (reply.ok())
                ++done;
            else if (reply.error().mistakes.front().rule == Rule::stale_version)
                ++late;
        });
        CHECK(done == 1);
        CHECK(late == 7);
        w.must(w.buyer, ticket.no.value, Withdraw{});
    }
    CHECK(w.differences().empty());
}

TEST_CASE("the last piece on the shelf is promised once") {
    Served w;
    w.put_stock({world::other_size(1)});
    std::vector<Order> orders;
    for (int i = 0; i < 6; ++i) orders.push_back(world::received_order("X" + std::to_string(i), "s1", "b1"));
    w.import(orders);
    std::vector<wire::TicketDetail> tickets;
    for (Order const& order : orders) tickets.push_back(w.exchange_one(order.order_no.value));
    at_once(6, [&](int t) {
        auto const& ticket = tickets[static_cast<std::size_t>(t)].ticket;
        static_cast<void>(w.give(w.merchant, ticket.no.value, Agree{world::address()}, ticket.version,
                                 "shelf-" + std::to_string(t)));
    });
    CHECK(w.stock_of("K1-XL") == std::pair(0, 1));
    CHECK(w.differences().empty());
}

TEST_CASE("whatever many do to the tickets of one order at once, the books are those of some order of it") {
    static std::atomic<int> moved = 0;
    test::ShortLog const log(100, [] { ++moved; });
    Served w;
    w.import({world::received_order("Z1", "s1", "b1"), world::unshipped_order("Z2", "s1", "b1")});
    unsigned const seed = std::random_device()();
    CAPTURE(seed);
    at_once(8, [&](int t) {
        std::minstd_rand random(seed + static_cast<unsigned>(t));
        for (int i = 0; i < 25; ++i) {
            std::string const key = std::to_string(t) + "-" + std::to_string(i);
            std::string const no = random() % 2 == 0 ? "Z1" : "Z2";
            auto request = pieces(1 + static_cast<int>(random() % 2));
            if (no == "Z1") request.type = TicketType::return_refund, request.reason = "size_unfit";
            auto const quoted = w.service->orders.quote_for(w.buyer, no, request);
            if (!quoted.ok()) continue;
            wire::ApplyBody body{{no}, {}};
            body.apply.request = request;
            body.apply.expected_refund_fen = quoted->refund_fen;
            body.apply.expected_digest = quote_digest(*quoted);
            if (no == "Z1") body.apply.evidence = {w.picture(w.buyer)};
            auto const applied = w.apply(w.buyer, body, "a" + key);
            if (!applied.ok()) continue;
            auto const value = wire::parse_json(applied->body, wire::answer_limits);
            auto const detail = wire::read_ticket_detail(*value);
            Command next = Withdraw{};
            if (random() % 3 == 0) next = Agree{world::address()};
            Caller const& who = kind_of(next) == CommandKind::withdraw ? w.buyer : w.merchant;
            static_cast<void>(w.give(who, detail->ticket.no.value, next, detail->ticket.version, "b" + key));
        }
    });
    w.service->jobs.run_due();
    auto const found = w.differences();
    for (std::string const& one : found) FAIL_CHECK(one);
    CHECK(moved > 0);
}

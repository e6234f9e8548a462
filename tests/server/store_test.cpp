// The store: settings that make it durable, one writer that commits together, migrations.

#include <sqlite3.h>
#include <atomic>

#include <thread>

#include "short_log.hpp"
#include "store/engine.hpp"
#include "store/orders.hpp"
#include "store/sqlite/readers.hpp"
#include "store/sqlite/writer.hpp"
#include "world.hpp"

using namespace afterdesk;
using namespace afterdesk::store;
using namespace afterdesk::store::sqlite;
using world::Folder;

namespace {

std::string first_cell(Connection& db, char const* sql) {
    Rows rows = db.query(sql);
    return rows.step() ? rows.text(0) : "nothing";
}

/// A store with one table more, to write into without rules in the way.
struct Notes {
    Folder folder;
    Store store{StoreOptions{folder.path()}};

    Notes() {
        store.write([](WriteTx& tx) {
            sql(tx).script(
                "CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT NOT NULL CHECK (text <> 'bad')) STRICT");
            return true;
        });
    }
    int count() {
        return store.read([](ReadTx& tx) {
            Rows rows = sql(tx).query("SELECT COUNT(*) FROM note");
            rows.step();
            return rows.number(0);
        });
    }
};

void add(WriteTx& tx, int n, std::string_view text = "x") {
    sql(tx).run("INSERT INTO note (n, text) VALUES ($1, $2)", {n, text});
}

}  // namespace

TEST_CASE("every connection is durable, checked and limited") {
    Folder folder;
    Store store(StoreOptions{folder.path()});
    Database db(folder.path() + "/afterdesk.db", Access::read_only);
    CHECK(first_cell(db, "PRAGMA journal_mode") == "wal");
    CHECK(first_cell(db, "PRAGMA synchronous") == "2");
    CHECK(first_cell(db, "PRAGMA foreign_keys") == "1");
    CHECK(first_cell(db, "PRAGMA mmap_size") == "0");
    CHECK(first_cell(db, "PRAGMA query_only") == "1");
    CHECK_THROWS_AS(db.run("DELETE FROM tenant"), StoreFailure);
    CHECK_THROWS_AS(db.script("ATTACH 'x.db' AS x"), StoreFailure);
    // The write-ahead-log bug of 3.7.0 to 3.51.2 must not be inside.
    CHECK(sqlite3_libversion_number() >= 3'051'003);
}

TEST_CASE("values are bound, whatever they hold") {
    Notes notes;
    std::string const nasty = "'); DROP TABLE note; --\n" + std::string(1, '\0') + "end";
    notes.store.write([&](WriteTx& tx) {
        add(tx, 1, nasty);
        return true;
    });
    auto const read = notes.store.read([](ReadTx& tx) {
        Rows rows = sql(tx).query("SELECT text FROM note WHERE n = $1", {1});
        CHECK(rows.step());
        return rows.text(0);
    });
    CHECK(read == nasty);
}

TEST_CASE("an operation is kept or undone as a whole, alone") {
    Notes notes;
    CHECK(notes.store.write([](WriteTx& tx) {
        add(tx, 1);
        return 7;
    }) == 7);
    auto const refused = notes.store.write([](WriteTx& tx) -> Result<Done, Mistakes> {
        add(tx, 2);
        return Err{Mistakes{{Rule::failed, "", -1}}};
    });
    CHECK(!refused.ok());
    CHECK_THROWS_AS(notes.store.write([](WriteTx& tx) {
        add(tx, 3);
        throw std::runtime_error("a bug");
        return true;
    }),
                    std::runtime_error);
    try {
        notes.store.write([](WriteTx& tx) {
            add(tx, 4);
            add(tx, 5, "bad");
            return true;
        });
        FAIL("a broken rule was kept");
    } catch (StoreFailure const& failure) {
        CHECK(failure.kind() == FailureKind::constraint);
    }
    CHECK(notes.count() == 1);
}

TEST_CASE("many writers at once: each is answered after its own commit, few commits carry them") {
    Notes notes;
    std::atomic<int> commits{0};
    notes.store.on_commit([&](std::vector<LiveRow> const&) { ++commits; });
    constexpr int writers = 16;
    constexpr int each = 25;
    std::atomic<int> unseen{0};
    std::vector<std::thread> threads;
    threads.reserve(writers);
    for (int t = 0; t < writers; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                int const n = t * each + i;
                notes.store.write([&](WriteTx& tx) {
                    add(tx, n);
                    tx.live.push_back({});
                    return n % 5 != 4 || n % 2 == 0;
                });
                bool const there = notes.store.read(
                    [&](ReadTx& tx) { return sql(tx).query("SELECT 1 FROM note WHERE n = $1", {n}).step(); });
                if (!there) ++unseen;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(unseen == 0);
    CHECK(notes.count() == writers * each);
    CHECK(commits <= writers * each);
    std::string const told =
        std::to_string(writers * each) + " operations in " + std::to_string(commits) + " commits";
    MESSAGE(told);
}

TEST_CASE(
    "where nobody writes whoever comes does it himself; what nobody waits for is the store's to write") {
    Notes notes;
    std::thread::id by;
    auto const note = [&](int n) {
        return [&by, n](WriteTx& tx) {
            by = std::this_thread::get_id();
            add(tx, n);
            return true;
        };
    };
    notes.store.write(note(1));
    CHECK(by == std::this_thread::get_id());
    bool written = false;
    auto const basis = notes.store.decide_beside([](ReadTx&) { return true; }).second;
    notes.store.write_soon(basis, note(2), [&](bool durable) { written = durable; });
    CHECK(written);
    CHECK(by == std::this_thread::get_id());
    notes.store.post(note(3));
    for (int i = 0; i < 500 && notes.count() < 3; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    notes.store.write([](WriteTx&) { return true; });  // behind it
    CHECK(by != std::this_thread::get_id());
    CHECK(notes.count() == 3);
}

TEST_CASE("readers see one moment, however much is written beside them") {
    Notes notes;
    notes.store.read([&](ReadTx& tx) {
        auto const before = first_cell(sql(tx), "SELECT COUNT(*) FROM note");
        notes.store.write([](WriteTx& other) {
            add(other, 1);
            return true;
        });
        CHECK(first_cell(sql(tx), "SELECT COUNT(*) FROM note") == before);
        return true;
    });
    CHECK(notes.count() == 1);
}

TEST_CASE("a full disk refuses writes, keeps reads, and loses nothing; with room again it goes on") {
    Notes notes;
    auto const pages = [&](int limit) {
        notes.store.write([&](WriteTx& tx) {
            sql(tx).query("PRAGMA max_page_count=" + std::to_string(limit)).step();
            return true;
        });
    };
    notes.store.write([](WriteTx& tx) {
        add(tx, 1);
        return true;
    });
    pages(1);  // as many as there are already
    std::string const big(100'000, 'x');
    for (int i = 0; i < 3; ++i) {
        try {
            notes.store.write([&](WriteTx& tx) {
                add(tx, 2);
                add(tx, 3, big);
                return true;
            });
            FAIL("a full disk took more");
        } catch (StoreFailure const& failure) {
            CHECK(failure.kind() == FailureKind::full);
        }
        CHECK(notes.count() == 1);
    }
    pages(1'000'000);
    notes.store.write([&](WriteTx& tx) {
        add(tx, 2, big);
        return true;
    });
    CHECK(notes.count() == 2);
}

TEST_CASE("too much waiting is refused as busy, and what waits is still done") {
    Notes notes;
    std::mutex mutex;
    std::unique_lock hold(mutex);
    std::atomic<bool> at_work{false};
    std::thread slow([&] {
        notes.store.write([&](WriteTx& tx) {
            at_work = true;
            std::lock_guard const wait(mutex);
            add(tx, -1);
            return true;
        });
    });
    while (!at_work) std::this_thread::yield();
    for (int n = 0; n < 2 * static_cast<int>(max_waiting); ++n) {
        notes.store.post([n](WriteTx& tx) {
            add(tx, n);
            return true;
        });
    }
    try {
        notes.store.write([](WriteTx&) { return true; });
        FAIL("the queue has no end");
    } catch (StoreFailure const& failure) {
        CHECK(failure.kind() == FailureKind::busy);
    }
    hold.unlock();
    slow.join();
    for (int i = 0; i < 500 && notes.count() < static_cast<int>(max_waiting); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(notes.count() >= static_cast<int>(max_waiting));
}

TEST_CASE("reading that takes too long is stopped") {
    Notes notes;
    Database db(notes.folder.path() + "/afterdesk.db", Access::read_only);
    db.limit_run_time(50);
    Rows endless =
        db.query("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT SUM(i) FROM n");
    CHECK_THROWS_AS(endless.step(), StoreFailure);
}

TEST_CASE("the log is moved into the file beside the writing, and begins anew") {
    Notes notes;
    std::string const big(50'000, 'x');
    std::string const log = notes.folder.path() + "/afterdesk.db-wal";
    for (int n = 0; n < 800; ++n) {
        notes.store.write([&](WriteTx& tx) {
            add(tx, n, big);
            return true;
        });
    }
    // 40 MB were written; without checkpoints that all would lie in the log.
    CHECK(std::filesystem::file_size(log) < (32u << 20));
    CHECK(notes.count() == 800);
}

TEST_CASE("when nobody has written for a second the log is moved, and begins anew") {
    Notes notes;
    std::string const log = notes.folder.path() + "/afterdesk.db-wal";
    bool anew = false;
    for (int n = 0; n < 5 && !anew; ++n) {
        auto const before = std::filesystem::file_size(log);
        std::this_thread::sleep_for(std::chrono::milliseconds(1'400));
        notes.store.write([&](WriteTx& tx) {
            add(tx, n);
            return true;
        });
        anew = std::filesystem::file_size(log) == before;
    }
    CHECK(anew);
}

TEST_CASE("a commit of more than one piece of the log is read as it was written") {
    Folder folder;
    std::string const file = folder.path() + "/afterdesk.db";
    Database writing(file, Access::write), reading(file, Access::read_only);
    writing.script("CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT");
    auto const put = [&](int from, char const* end) {
        writing.script("BEGIN IMMEDIATE");
        for (int n = from; n < from + 200; ++n)
            writing.run("INSERT INTO note (n, text) VALUES ($1, $2)",
                        {n, std::string(5'000, static_cast<char>('a' + n % 26))});
        writing.script(end);
    };
    put(0, "COMMIT");
    put(1'000, "ROLLBACK");
    put(2'000, "COMMIT");
    CHECK(first_cell(reading, "SELECT COUNT(*) || ' ' || SUM(LENGTH(text)) || ' ' || SUM(n) FROM note") ==
          "400 2000000 439800");
    CHECK(first_cell(reading,
                     "SELECT COUNT(*) FROM note WHERE text <> "
                     "REPLACE(HEX(ZEROBLOB(2500)), '0', CHAR(97 + n % 26))") == "0");
    CHECK(reading.damages().empty());
}

TEST_CASE("many write and read while a short log is moved beside them: nothing is lost") {
    constexpr int writers = 4, each = 150;
    static std::atomic<int> moved = 0;
    test::ShortLog const log(20, [] { ++moved; });
    std::atomic<int> unseen = 0;
    Notes notes;
    std::vector<std::thread> all;
    all.reserve(writers);
    for (int w = 0; w < writers; ++w) {
        all.emplace_back([&, w] {
            for (int n = 0; n < each; ++n) {
                notes.store.write([&](WriteTx& tx) {
                    add(tx, w * each + n, std::string(3'000, 'x'));
                    return true;
                });
                if (n % 8 == 0 && notes.count() <= n) ++unseen;
            }
        });
    }
    for (std::thread& one : all) one.join();
    CHECK(moved > 0);
    CHECK(unseen == 0);
    CHECK(notes.count() == writers * each);
    CHECK(notes.store.read([](ReadTx& tx) { return sql(tx).damages(); }).empty());
}

TEST_CASE("a second server on the same folder is refused; a tool beside it is not") {
    Folder folder;
    Store first(StoreOptions{folder.path()});
    CHECK_THROWS_AS(Store(StoreOptions{folder.path()}), StoreFailure);
    Store tool({folder.path(), Sharing::beside, 1, nullptr, false});
    CHECK(tool.write([](WriteTx& tx) {
        put_tenant(tx, {{"t"}, "T", "t"});
        return true;
    }));
    CHECK(first.read([](ReadTx& tx) { return tenants(tx).size(); }) == 1);
}

TEST_CASE("money rules stand in the schema: a payment never holds more than was paid") {
    world::World w;
    Instant const now = world::noon;
    auto const move = [&](Account debit, Account credit, Fen amount) {
        w.store->write([&](WriteTx& tx) {
            transfer(tx, {"mall"}, {{"E1"}, {"w1"}, {"AS1"}, debit, credit, amount}, now);
            return true;
        });
    };
    CHECK_THROWS_AS(move(Account::kept, Account::reserved, 16'001), StoreFailure);
    CHECK_THROWS_AS(move(Account::reserved, Account::kept, 1), StoreFailure);
    move(Account::kept, Account::reserved, 16'000);
    CHECK_THROWS_AS(move(Account::kept, Account::refunded, 1), StoreFailure);
    move(Account::reserved, Account::refunded, 16'000);
    CHECK_THROWS_AS(move(Account::refunded, Account::kept, 16'001), StoreFailure);
}

TEST_CASE("a store that the disk refused says so until a commit goes through") {
    Notes notes;
    auto const pages = [&](char const* most) {
        notes.store.write([&](WriteTx& tx) {
            sql(tx).script(std::string("PRAGMA max_page_count=") + most);
            return true;
        });
    };
    CHECK(!notes.store.room().refused);
    CHECK(notes.store.room().free_bytes > 0);
    pages("1");  // as many as there are
    CHECK_THROWS_AS(notes.store.write([](WriteTx& tx) {
        add(tx, 1, std::string(1 << 20, 'x'));
        return true;
    }),
                    StoreFailure);
    // What it tries needs no page more, so it goes through.
    CHECK(!notes.store.room().refused);
    pages("100000");
    notes.store.write([](WriteTx& tx) {
        add(tx, 1, std::string(1 << 20, 'x'));
        return true;
    });
    CHECK(notes.count() == 1);
}

TEST_CASE("connections that nobody uses give their memory back, and work as before") {
    Folder folder;
    std::string const file = folder.path() + "/afterdesk.db";
    Database writing(file, Access::write);
    writing.script("CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; BEGIN");
    for (int i = 0; i < 2'000; ++i)
        writing.run("INSERT INTO note (n, text) VALUES ($1, $2)", {i, std::string(1'000, 'x')});
    writing.script("COMMIT");
    std::vector<std::unique_ptr<Database>> all;
    for (int i = 0; i < 3; ++i) all.push_back(std::make_unique<Database>(file, Access::read_only));
    Readers readers(std::move(all), std::chrono::milliseconds(20));
    auto const sum_up = [&] {
        std::unique_ptr<Database> db = readers.take();
        CHECK(first_cell(*db, "SELECT SUM(LENGTH(text)) FROM note") == "2000000");
        std::int64_t const held = db->held_bytes();
        readers.put(std::move(db));
        return held;
    };
    constexpr std::int64_t much = 1 << 20, little = 200'000;
    CHECK(sum_up() > much);
    std::int64_t held = much;
    for (int i = 0; i < 20 && held > little; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        std::unique_ptr<Database> one = readers.take(), other = readers.take(), third = readers.take();
        held = one->held_bytes() + other->held_bytes() + third->held_bytes();
        for (auto* db : {&one, &other, &third}) readers.put(std::move(*db));
    }
    CHECK(held <= little);
    CHECK(sum_up() > much);
}

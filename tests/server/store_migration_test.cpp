// Migrations: once, in order, each alone; scripts and code; and what is refused.

#include <array>

#include "server/tamper.hpp"
#include "store/sqlite/schema.hpp"
#include "world.hpp"

using namespace afterdesk;
using namespace afterdesk::store;
using namespace afterdesk::store::sqlite;
using world::Folder;
using world::World;

namespace {

std::string file_in(Folder const& folder) { return folder.path() + "/afterdesk.db"; }

std::string only(Database& db, std::string_view sql) {
    Rows rows = db.query(sql);
    return rows.step() ? rows.text(0) : "nothing";
}

std::string refusal(Database& db, std::span<Migration const> steps) {
    try {
        migrate(db, steps);
    } catch (StoreFailure const& failure) {
        return failure.what();
    }
    return "";
}

constexpr char const* notes = "CREATE TABLE note (n INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT";

void write_a_note(WriteTx& tx) { sql(tx).run("INSERT INTO note (n, text) VALUES ($1, $2)", {1, "by code"}); }

void write_and_fail(WriteTx& tx) {
    sql(tx).run("UPDATE note SET text = 'half done'");
    sql(tx).script("CREATE TABLE half_done (n INTEGER) STRICT");
    throw StoreFailure(FailureKind::other, "a row can not be read");
}

}  // namespace

TEST_CASE("migrations run once, in order") {
    Folder folder;
    Database db(file_in(folder), Access::write);
    migrate(db, migrations());
    CHECK(only(db, "PRAGMA user_version") == std::to_string(migrations().size()));
    migrate(db, migrations());
    CHECK(only(db, "SELECT COUNT(*) FROM ticket") == "0");
}

TEST_CASE("a step is a script or code, and a folder takes only those it has not seen") {
    Folder folder;
    Database db(file_in(folder), Access::write);
    std::array<Migration, 3> const all{notes, write_a_note,
                                       "UPDATE note SET text = text || ', then by a script'"};
    migrate(db, std::span(all).first(1));
    CHECK(only(db, "PRAGMA user_version") == "1");
    migrate(db, all);
    migrate(db, all);
    CHECK(only(db, "PRAGMA user_version") == "3");
    CHECK(only(db, "SELECT text FROM note") == "by code, then by a script");
}

TEST_CASE("a step that fails leaves the folder as it was before it, and is tried again the next time") {
    Folder folder;
    Database db(file_in(folder), Access::write);
    std::array<Migration, 3> const with_code{notes, write_a_note, write_and_fail};
    CHECK(refusal(db, with_code) == "a row can not be read");
    std::array<Migration, 3> const with_script{notes, write_a_note,
                                               "DELETE FROM note; SELECT nothing FROM nowhere"};
    CHECK(refusal(db, with_script).find("nowhere") != std::string::npos);
    CHECK_FALSE(db.in_transaction());
    CHECK(only(db, "PRAGMA user_version") == "2");
    CHECK(only(db, "SELECT text FROM note") == "by code");
    CHECK(only(db, "SELECT COUNT(*) FROM sqlite_schema WHERE name = 'half_done'") == "0");
    std::array<Migration, 3> const repaired{notes, write_a_note, "UPDATE note SET text = 'repaired'"};
    migrate(db, repaired);
    CHECK(only(db, "SELECT text FROM note") == "repaired");
}

TEST_CASE("sessions of before devices were noted stay: buyers came by links, staff by passwords") {
    Folder folder;
    Database db(file_in(folder), Access::write);
    migrate(db, migrations().first(6));
    db.script(
        "INSERT INTO tenant (tenant, name, issuer, live_seq) VALUES ('mall', '', 'mall', 0);"
        "INSERT INTO session VALUES (x'01', 'mall', 'buyer', 'b1', 'E1', 1, 2, 3, 4);"
        "INSERT INTO session VALUES (x'02', 'mall', 'merchant', 'm1', '', 1, 2, 3, 4)");
    migrate(db, migrations());
    CHECK(only(db, "SELECT way FROM session WHERE actor_id = 'b1'") == "launch");
    CHECK(only(db, "SELECT way FROM session WHERE actor_id = 'm1'") == "password");
    CHECK(only(db, "SELECT COUNT(*) FROM session WHERE address || browser || system = ''") == "2");
}

TEST_CASE("a folder from the future is refused in words, untouched; so is a file of another program") {
    Folder folder;
    {
        Database db(file_in(folder), Access::write);
        migrate(db, migrations());
        db.script("PRAGMA user_version = 999");
        CHECK(refusal(db, migrations()) ==
              "the data folder was written by a newer version of this program: its schema is 999, this one "
              "knows " +
                  std::to_string(migrations().size()) + "; nothing was changed");
        CHECK(only(db, "PRAGMA user_version") == "999");
    }
    CHECK_THROWS_AS(Store(StoreOptions{folder.path()}), StoreFailure);
    Folder other;
    {
        Database db(file_in(other), Access::write);
        db.script("PRAGMA application_id = 42; CREATE TABLE theirs (a INTEGER)");
    }
    CHECK_THROWS_AS(Store(StoreOptions{other.path()}), StoreFailure);
}

TEST_CASE("parcels of before their table was there are found in it") {
    World w;
    w.returned_one();
    w.service.reset();
    w.store.reset();
    Database db(file_in(w.folder), Access::write);
    REQUIRE(only(db, "SELECT number FROM open_parcel") == "sf1234567890");
    db.script("DROP TABLE open_parcel");
    for (Migration const& step : migrations()) {
        auto const* const script = std::get_if<char const*>(&step);
        bool const is_it = script && std::string_view(*script).find("CREATE TABLE open_parcel") < 5;
        if (is_it) db.script(*script);
    }
    CHECK(only(db, "SELECT number FROM open_parcel") == "sf1234567890");
}

TEST_CASE("tickets folded again: rows and search words come back from the events, to the byte") {
    World w;
    w.put_stock({world::other_size()});
    w.refund_one();
    w.exchange_one();
    w.service->jobs.run_due();
    w.service.reset();
    w.store.reset();
    std::string const before = world::dump_of(w.folder.path());

    std::vector<Migration> more(migrations().begin(), migrations().end());
    more.insert(more.end(), {fold_tickets_again, fold_tickets_again});
    {
        Database db(file_in(w.folder), Access::write);
        migrate(db, std::span(more).first(more.size() - 1));
    }
    CHECK(world::dump_of(w.folder.path()) == before);

    world::tamper(
        w.folder.path(),
        "UPDATE ticket SET type = '', state = '', status = '', refund_fen = 0, reason = '', title = '',"
        " spec = '', image = '', line_count = 0, quantity = 0, deadline_ms = 1, arbitration = 'x',"
        " queue = 'x', body = '{}';"
        "DELETE FROM search_text WHERE number % 2 = 0; UPDATE search_text SET text = 'x' WHERE number = 1;"
        "DELETE FROM search_index WHERE rowid = 2;"
        "INSERT INTO search_index (rowid, terms) VALUES (99, 'theirs')");
    REQUIRE(world::dump_of(w.folder.path()) != before);
    {
        Database db(file_in(w.folder), Access::write);
        migrate(db, more);
    }
    CHECK(world::dump_of(w.folder.path()) == before);
    CHECK(w.differences().empty());
}

TEST_CASE("of several steps that fold tickets only the last one runs: it needs the columns of today") {
    World w;
    w.refund_one();
    w.service.reset();
    w.store.reset();
    std::vector<Migration> more(migrations().begin(), migrations().end());
    // The fold between them would miss its column.
    more.insert(more.end(), {"ALTER TABLE ticket RENAME COLUMN queue TO waiting_for", fold_tickets_again,
                             "ALTER TABLE ticket RENAME COLUMN waiting_for TO queue", fold_tickets_again});
    Database db(file_in(w.folder), Access::write);
    migrate(db, more);
    CHECK(only(db, "PRAGMA user_version") == std::to_string(more.size()));
}

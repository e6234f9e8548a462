// What was erased is not left behind in free space, in the log, or in the index of texts.

#include <chrono>
#include <thread>

#include "store/erasure.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/guard.hpp"

namespace afterdesk::store {

namespace {

using sqlite::Database;

/// Free pages that are written over at once. Units: pages.
constexpr std::int64_t pages_at_once = 2'048;
constexpr int tries_for_log = 100;
constexpr std::chrono::milliseconds between_tries{50};

std::int64_t number_of(Database& db, char const* pragma) {
    Rows rows = db.query(pragma);
    return rows.step() ? rows.integer(0) : 0;
}

/// Removed texts stand in the index until its parts are put together: some of them at a time.
void merge_index(Database& db) {
    constexpr int pages = 500;
    constexpr std::int64_t nothing_done = 2;
    for (bool first = true;; first = false) {
        std::int64_t const before = db.changes_so_far();
        db.run("INSERT INTO search_index (search_index, rank) VALUES ('merge', $1)",
               {first ? -pages : pages});
        if (!first && db.changes_so_far() - before < nothing_done) return;
    }
}

/// Takes the free pages into use as zeros, and gives them back.
void wipe_free_pages(Database& db) {
    std::int64_t const free = number_of(db, "PRAGMA freelist_count");
    if (free == 0) return;
    std::int64_t const page = number_of(db, "PRAGMA page_size");
    db.script("BEGIN IMMEDIATE; CREATE TABLE scrubbed (zeros BLOB NOT NULL) STRICT");
    for (std::int64_t wiped = 0; wiped <= free; wiped += pages_at_once)
        db.run("INSERT INTO scrubbed (zeros) VALUES (zeroblob($1))", {pages_at_once * page});
    db.script("DROP TABLE scrubbed; COMMIT");
}

/// False when somebody still reads what stood there before.
bool empty_log(Database& db) {
    for (int i = 0; i < tries_for_log; ++i) {
        if (db.checkpoint(Database::Checkpoint::truncate) == 0) return true;
        std::this_thread::sleep_for(between_tries);
    }
    return false;
}

}  // namespace

bool scrub_tables(std::string const& data_dir, bool rewrite) {
    sqlite::expect_whole(data_dir, sqlite::Look::size);
    Database db(sqlite::file_in(data_dir), sqlite::Access::write);
    merge_index(db);
    if (rewrite) {
        // It works through a second file of its own, which may be as large as the first: not in memory.
        db.script("PRAGMA temp_store=FILE; VACUUM");
    } else {
        wipe_free_pages(db);
    }
    return empty_log(db);
}

}  // namespace afterdesk::store

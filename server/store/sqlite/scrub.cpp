// What was erased is not left behind in free space, in the log, or in the index of texts.

#include <algorithm>
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

/// Takes all free pages into use as zeros, a commit for some of them, and gives them back the same way: the
/// log can be used again in between. A table that an earlier one left behind is taken along. Units: the size
/// of a value is such that its last page is full: in a page that is not, the rest of before may stay.
void wipe_free_pages(Database& db) {
    std::int64_t const page = number_of(db, "PRAGMA page_size");
    db.script("CREATE TABLE IF NOT EXISTS scrubbed (zeros BLOB NOT NULL) STRICT");
    while (std::int64_t const free = number_of(db, "PRAGMA freelist_count")) {
        std::int64_t const bytes = std::min(free, pages_at_once) * (page - 4) + page / 4;
        db.run("INSERT INTO scrubbed (zeros) VALUES (zeroblob($1))", {bytes});
        db.checkpoint(Database::Checkpoint::passive);
    }
    while (db.run("DELETE FROM scrubbed WHERE rowid = (SELECT MAX(rowid) FROM scrubbed)") > 0)
        db.checkpoint(Database::Checkpoint::passive);
    db.script("DROP TABLE scrubbed");
}

}  // namespace

void scrub_tables(std::string const& data_dir, bool rewrite) {
    sqlite::expect_whole(data_dir, sqlite::Look::size);
    Database db(sqlite::file_in(data_dir), sqlite::Access::write);
    db.script("PRAGMA secure_delete=ON");
    merge_index(db);
    db.script("PRAGMA secure_delete=FAST");
    if (rewrite) {
        // It works through a second file of its own, which may be as large as the first: not in memory.
        db.script("PRAGMA temp_store=FILE; DROP TABLE IF EXISTS scrubbed; VACUUM");
    } else {
        wipe_free_pages(db);
    }
}

bool empty_log(std::string const& data_dir) {
    sqlite::expect_whole(data_dir, sqlite::Look::size);
    Database db(sqlite::file_in(data_dir), sqlite::Access::write);
    for (int i = 0; i < tries_for_log; ++i) {
        if (db.checkpoint(Database::Checkpoint::truncate) == 0) return true;
        std::this_thread::sleep_for(between_tries);
    }
    return false;
}

}  // namespace afterdesk::store

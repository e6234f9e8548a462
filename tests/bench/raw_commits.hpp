#pragma once
// What figures of writing stand beside: SQLite's own durable commits.

#include "bench/hello.hpp"
#include "store/sqlite/database.hpp"

namespace afterdesk::bench {

/// Rows of 500 bytes committed one by one or so many at once, on one connection, for a second.
struct RawCommits {
    double rows_per_second = 0, p50_ms = 0, p99_ms = 0;
};
inline RawCommits raw_commits(std::string const& path, int rows_per_commit) {
    store::sqlite::Database db(path, store::sqlite::Access::write);
    db.script("CREATE TABLE IF NOT EXISTS raw (n INTEGER PRIMARY KEY, text TEXT) STRICT; DELETE FROM raw");
    std::string const text(500, 'x');
    std::vector<double> times;
    int row = 0;
    auto const begin = Steady::now();
    while (ms_since(begin) < 1'000) {
        auto const began = Steady::now();
        db.script("BEGIN IMMEDIATE");
        for (int i = 0; i < rows_per_commit; ++i)
            db.run("INSERT INTO raw (n, text) VALUES ($1, $2)", {row++, text});
        db.script("COMMIT");
        times.push_back(ms_since(began));
    }
    Rate const rate = rate_of(std::move(times), ms_since(begin) / 1'000);
    return {rate.per_second * rows_per_commit, rate.p50_ms, rate.p99_ms};
}

}  // namespace afterdesk::bench

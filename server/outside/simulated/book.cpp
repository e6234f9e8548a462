#include "outside/simulated/book.hpp"

#include "store/sqlite/database.hpp"

namespace afterdesk::outside::simulated {

Book::Book(std::string const& path)
    : db_(std::make_unique<store::sqlite::Database>(path, store::sqlite::Access::write)) {
    // The outside is not ours, so it has no migrations: these are its tables.
    db_->script(
        "CREATE TABLE IF NOT EXISTS channel_refund (refund_no TEXT NOT NULL PRIMARY KEY,"
        " amount_fen INTEGER NOT NULL CHECK (amount_fen > 0), times_paid INTEGER NOT NULL) STRICT;"
        "CREATE TABLE IF NOT EXISTS channel_billed (refund_no TEXT NOT NULL PRIMARY KEY,"
        " channel TEXT NOT NULL, payment_no TEXT NOT NULL, at_ms INTEGER NOT NULL) STRICT;"
        "CREATE INDEX IF NOT EXISTS channel_billed_by_time ON channel_billed (channel, at_ms);"
        "CREATE TABLE IF NOT EXISTS mall_reclaim (reclaim_no TEXT NOT NULL PRIMARY KEY,"
        " body TEXT NOT NULL, times_told INTEGER NOT NULL) STRICT");
    db_->checkpoint_by_itself();
}
Book::~Book() = default;

std::optional<Book::Entry> Book::find_locked(std::string_view refund_no) {
    store::Rows rows =
        db_->query("SELECT amount_fen, times_paid FROM channel_refund WHERE refund_no = $1", {refund_no});
    if (!rows.step()) return std::nullopt;
    return Entry{std::string(refund_no), rows.integer(0), rows.number(1)};
}

std::optional<Book::Entry> Book::find(std::string_view refund_no) {
    std::lock_guard const lock(mutex_);
    return find_locked(refund_no);
}

void Book::together(std::function<void()> const& write) {
    db_->script("BEGIN IMMEDIATE");
    try {
        write();
        db_->script("COMMIT");
    } catch (...) {
        if (db_->in_transaction()) db_->try_script("ROLLBACK");
        throw;
    }
}

Book::Entry Book::pay(std::string_view refund_no, Fen amount_fen) {
    return pay({std::string(refund_no), amount_fen, 1});
}

void Book::put_locked(Entry const& refund) {
    // Money moves here, and it is counted, not assumed.
    db_->run(
        "INSERT INTO channel_refund (refund_no, amount_fen, times_paid) VALUES ($1, $2, 1)"
        " ON CONFLICT (refund_no) DO UPDATE SET times_paid = times_paid + 1",
        {refund.refund_no, refund.amount_fen});
    if (refund.channel.empty()) return;
    db_->run(
        "INSERT OR REPLACE INTO channel_billed (refund_no, channel, payment_no, at_ms) VALUES ($1, $2, $3, "
        "$4)",
        {refund.refund_no, refund.channel, refund.payment_no, refund.at.ms});
}

Book::Entry Book::pay(Entry const& refund) {
    std::lock_guard const lock(mutex_);
    std::optional<Entry> entry;
    together([&] {
        entry = find_locked(refund.refund_no);
        if (entry) return;
        put_locked(refund);
        entry = find_locked(refund.refund_no);
    });
    return *entry;
}

std::vector<Book::Entry> Book::paid_within(std::string_view channel, Instant from, Instant until) {
    std::lock_guard const lock(mutex_);
    std::vector<Entry> out;
    store::Rows rows = db_->query(
        "SELECT b.refund_no, r.amount_fen, r.times_paid, b.payment_no, b.at_ms FROM channel_billed b"
        " JOIN channel_refund r ON r.refund_no = b.refund_no"
        " WHERE b.channel = $1 AND b.at_ms >= $2 AND b.at_ms < $3 ORDER BY b.at_ms, b.refund_no",
        {channel, from.ms, until.ms});
    while (rows.step()) {
        out.push_back({rows.text(0), rows.integer(1), rows.number(2), rows.text(3), std::string(channel),
                       Instant{rows.integer(4)}});
    }
    return out;
}

void Book::begin_with(std::vector<Entry> const& paid, std::vector<Reclaimed> const& reclaimed) {
    std::lock_guard const lock(mutex_);
    together([&] {
        db_->script("DELETE FROM channel_refund; DELETE FROM channel_billed; DELETE FROM mall_reclaim");
        for (Entry const& one : paid) put_locked(one);
        for (Reclaimed const& one : reclaimed) {
            db_->run("INSERT INTO mall_reclaim (reclaim_no, body, times_told) VALUES ($1, $2, 1)",
                     {one.reclaim_no, one.body});
        }
    });
}

std::vector<Book::Entry> Book::all() {
    std::lock_guard const lock(mutex_);
    std::vector<Entry> out;
    store::Rows rows =
        db_->query("SELECT refund_no, amount_fen, times_paid FROM channel_refund ORDER BY refund_no");
    while (rows.step()) out.push_back({rows.text(0), rows.integer(1), rows.number(2)});
    return out;
}

void Book::take_back(std::string_view reclaim_no, std::string_view body) {
    std::lock_guard const lock(mutex_);
    db_->run(
        "INSERT INTO mall_reclaim (reclaim_no, body, times_told) VALUES ($1, $2, 1)"
        " ON CONFLICT (reclaim_no) DO UPDATE SET times_told = times_told + 1",
        {reclaim_no, body});
}

std::vector<Book::Reclaimed> Book::all_reclaimed() {
    std::lock_guard const lock(mutex_);
    std::vector<Reclaimed> out;
    store::Rows rows =
        db_->query("SELECT reclaim_no, body, times_told FROM mall_reclaim ORDER BY reclaim_no");
    while (rows.step()) out.push_back({rows.text(0), rows.text(1), rows.number(2)});
    return out;
}

void Book::copy_to(std::string const& path) {
    std::lock_guard const lock(mutex_);
    db_->copy_to(path, {});
}

}  // namespace afterdesk::outside::simulated

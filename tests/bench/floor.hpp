#pragma once
// The least that an application costs: its very rows taken out of their tables and indexes, and put in again
// by SQLite alone, on one thread, with the log moved beside it as the server does. Nobody asks, nothing is
// decided, nobody is answered: the server can not be faster.

#include <sys/resource.h>

#include <map>
#include <set>

#include "bench/hello.hpp"
#include "store/orders.hpp"
#include "store/sqlite/database.hpp"
#include "store/sqlite/log_mover.hpp"
#include "store/texts.hpp"
#include "store/ticket_counts.hpp"
#include "store/tickets.hpp"

namespace afterdesk::bench {

/// Units: microseconds and kilobytes of the log of one application; a commit's end, and the whole of it from
/// its beginning, in milliseconds.
struct Floor {
    double per_second = 0, cpu_us = 0, log_kb = 0, commit_p50_ms = 0, commit_p99_ms = 0, whole_p50_ms = 0;
    std::vector<std::pair<std::string, double>> parts;
};

class FloorRun {
  public:
    /// Units: nobody else has the file open; the tickets, in the order of their applications, are as those
    /// left them.
    FloorRun(std::string const& path, TenantId tenant, std::vector<TicketNo> const& tickets)
        : tenant_(std::move(tenant)),
          tickets_(tickets),
          db_(path, store::sqlite::Access::write),
          log_(db_, std::make_unique<store::sqlite::Database>(path, store::sqlite::Access::write), fatal_) {
        db_.script("CREATE TEMP TABLE chosen (ticket_no TEXT NOT NULL PRIMARY KEY)");
        for (TicketNo const& no : tickets) {
            db_.run("INSERT INTO chosen (ticket_no) VALUES ($1)", {no.value});
            counts_of(no);
        }
        searches();
        for (char const* table :
             {"ticket", "ticket_event", "ledger_entry", "evidence_use", "live_event", "idem"})
            rows_of(table, "ticket_no");
        rows_of("search_text", "name");
        money();
        db_.script(
            "BEGIN IMMEDIATE;"
            "DELETE FROM search_index WHERE rowid IN (SELECT number FROM search_text WHERE name IN chosen);"
            "DELETE FROM search_text WHERE name IN chosen");
        for (char const* table :
             {"idem", "live_event", "evidence_use", "ledger_entry", "ticket_event", "ticket"})
            db_.run("DELETE FROM " + std::string(table) +
                    " WHERE ticket_no IN (SELECT ticket_no FROM chosen)");
        db_.script("COMMIT");
        db_.checkpoint(store::sqlite::Database::Checkpoint::truncate);
    }

    Floor run(std::size_t in_a_commit) {
        double const cpu = cpu_us_now();
        auto const begin = Steady::now();
        std::size_t waiting = 0;
        for (TicketNo const& no : tickets_) {
            if (waiting++ == 0) begin_commit();
            for (Insert const& one : work_[no.value]) timed(*one.table, [&] { put(one); });
            timed("tenant", [&] {
                db_.run("UPDATE tenant SET live_seq = live_seq + 0 WHERE tenant = $1", {tenant_.value});
            });
            if (waiting == in_a_commit) commit(waiting);
        }
        if (waiting > 0) commit(waiting);
        double const us = ms_since(begin) * 1'000, count = static_cast<double>(tickets_.size());
        Rate const rate = rate_of(std::move(commits_), 1);
        Floor floor{count / us * 1e6,
                    (cpu_us_now() - cpu) / count,
                    4.0 * logged_ / count,
                    rate.p50_ms,
                    rate.p99_ms,
                    rate_of(std::move(wholes_), 1).p50_ms,
                    {}};
        for (auto const& [name, took] : took_us_) floor.parts.emplace_back(name, took / count);
        return floor;
    }

  private:
    struct Value {
        enum class Kind : unsigned char { null, integer, text, blob } kind = Kind::null;
        std::int64_t number = 0;
        std::string bytes{};
        store::Param param() const {
            switch (kind) {
                case Kind::null: return nullptr;
                case Kind::integer: return number;
                case Kind::text: return bytes;
                case Kind::blob: return store::Blob{bytes};
            }
            return nullptr;
        }
    };
    struct Insert {
        std::string const* table;
        std::string const* sql;
        std::vector<Value> values;
    };
    using Kind = Value::Kind;

    static Value text(std::string bytes) { return {Kind::text, 0, std::move(bytes)}; }

    std::string const* kept(std::string text) { return &*texts_.insert(std::move(text)).first; }

    /// A table's rows of the chosen tickets, and how they are put in.
    void rows_of(std::string const& table, std::string const& by) {
        std::string names, values;
        std::vector<Kind> kinds;
        int at = -1;
        {
            store::Rows columns = db_.query("SELECT name, type FROM pragma_table_info($1)", {table});
            for (int i = 0; columns.step(); ++i) {
                std::string const type = columns.text(1);
                kinds.push_back(type == "INTEGER" ? Kind::integer : type == "BLOB" ? Kind::blob : Kind::text);
                if (columns.text(0) == by) at = i;
                names += (i == 0 ? "" : ", ") + columns.text(0);
                values += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
            }
        }
        std::string const* const sql =
            kept("INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")");
        store::Rows rows = db_.query("SELECT " + names + " FROM " + table + " WHERE " + by +
                                     " IN (SELECT ticket_no FROM chosen)");
        while (rows.step()) {
            Insert insert{kept(table), sql, {}};
            for (std::size_t i = 0; i < kinds.size(); ++i)
                insert.values.push_back(value_of(rows, static_cast<int>(i), kinds[i]));
            work_[insert.values[static_cast<std::size_t>(at)].bytes].push_back(std::move(insert));
        }
    }
    static Value value_of(store::Rows const& rows, int column, Kind kind) {
        if (rows.is_null(column)) return {};
        if (kind == Kind::integer) return {kind, rows.integer(column)};
        return {kind, 0, rows.text(column)};
    }

    void searches() {
        std::string const* const sql = kept("INSERT INTO search_index (rowid, terms) VALUES ($1, $2)");
        store::Rows rows = db_.query(
            "SELECT s.number, s.name, s.text, t.shop_id, t.buyer_id FROM chosen c"
            " JOIN search_text s ON s.tenant = $1 AND s.kind = 'ticket' AND s.name = c.ticket_no"
            " JOIN ticket t ON t.tenant = $1 AND t.ticket_no = c.ticket_no",
            {tenant_.value});
        while (rows.step()) {
            std::string const no = rows.text(1);
            ShopId const shop{rows.text(3)};
            BuyerId const buyer{rows.text(4)};
            auto const indexed = store::indexed_as(
                {tenant_, store::Findable::ticket, no, shop, buyer, rows.text(2)}, rows.integer(0));
            Insert insert{kept("search_index"), sql, {{Kind::integer, indexed.number}}};
            insert.values.push_back(text(db_.texts().words_for(indexed)));
            work_[no].push_back(std::move(insert));
        }
    }

    void counts_of(TicketNo const& no) {
        store::ReadTx tx(db_);
        auto const ticket = store::find_ticket(tx, {tenant_, store::Scope::Of::tenant, {}}, no);
        CHECK(ticket);
        constexpr std::array<char const*, 3> scopes{"buyer", "shop", "tenant"};
        constexpr std::array<char const*, 5> kinds{"type", "work", "queue", "reason", "decided"};
        std::string const* const sql = kept(
            "INSERT INTO ticket_count (tenant, scope, id, counted, name, number) VALUES ($1, $2, $3, $4, $5, "
            "0)"
            " ON CONFLICT (tenant, scope, id, counted, name) DO UPDATE SET number = number + "
            "excluded.number");
        for (store::CountKey const& key : store::keys_of(store::counted_row(*ticket))) {
            work_[no.value].push_back(
                {kept("ticket_count"),
                 sql,
                 {text(tenant_.value), text(scopes[static_cast<std::size_t>(key.scope)]), text(key.id),
                  text(kinds[static_cast<std::size_t>(key.of)]), text(key.name)}});
        }
    }

    /// What a payment holds, written as it is.
    void money() {
        std::string const* const sql = kept(
            "UPDATE order_money SET reserved_fen = reserved_fen + 0, refunded_fen = refunded_fen + 0"
            " WHERE tenant = $1 AND order_no = $2 AND payment_id = $3");
        store::Rows rows = db_.query(
            "SELECT ticket_no, order_no, payment_id FROM ledger_entry"
            " WHERE ticket_no IN (SELECT ticket_no FROM chosen)");
        while (rows.step()) {
            work_[rows.text(0)].push_back(
                {kept("order_money"), sql, {text(tenant_.value), text(rows.text(1)), text(rows.text(2))}});
        }
    }

    template <class Part>
    void timed(std::string const& name, Part part) {
        auto const begin = Steady::now();
        part();
        took_us_[name] += ms_since(begin) * 1'000;
    }
    void put(Insert const& one) {
        params_.clear();
        for (Value const& value : one.values) params_.push_back(value.param());
        db_.run(*one.sql, params_);
    }
    void begin_commit() {
        begun_ = Steady::now();
        timed("begin and commit", [&] { db_.script("BEGIN IMMEDIATE"); });
    }
    void commit(std::size_t& waiting) {
        waiting = 0;
        auto const begin = Steady::now();
        timed("begin and commit", [&] { db_.script("COMMIT"); });
        commits_.push_back(ms_since(begin));
        wholes_.push_back(ms_since(begun_));
        logged_ += db_.wal_pages() - (db_.wal_pages() > in_log_ ? in_log_ : 0);
        timed("looking after the log", [&] { log_.look(); });
        in_log_ = db_.wal_pages();
    }

    TenantId tenant_;
    std::vector<TicketNo> tickets_;
    store::sqlite::Database db_;
    std::function<void(std::string const&)> fatal_ = [](std::string const& why) { CHECK(why == ""); };
    store::sqlite::LogMover log_;
    std::set<std::string> texts_;
    std::map<std::string, std::vector<Insert>> work_;
    std::map<std::string, double> took_us_;
    std::vector<store::Param> params_;
    Steady::time_point begun_;
    std::vector<double> commits_, wholes_;
    int logged_ = 0, in_log_ = 0;  ///< pages of 4 KB
};

}  // namespace afterdesk::bench

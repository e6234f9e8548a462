#include "store/sign_in_tries.hpp"

#include "store/engine.hpp"

namespace afterdesk::store {

void put_tries(WriteTx& tx, TriesRow const& row, Instant now) {
    sql(tx).run("DELETE FROM sign_in_try WHERE over_ms <= $1", {now.ms});
    sql(tx).run(
        "INSERT INTO sign_in_try (kind, who, thousandths, last_ms, over_ms) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (kind, who) DO UPDATE SET thousandths = excluded.thousandths,"
        " last_ms = excluded.last_ms, over_ms = excluded.over_ms",
        {row.kind, Blob{row.who}, row.thousandths, row.last.ms, row.over.ms});
}

std::vector<TriesRow> kept_tries(ReadTx& tx, Instant now, int limit) {
    Rows rows = sql(tx).query(
        "SELECT kind, who, thousandths, last_ms, over_ms FROM sign_in_try WHERE over_ms > $1"
        " ORDER BY over_ms DESC LIMIT $2",
        {now.ms, limit});
    std::vector<TriesRow> out;
    while (rows.step())
        out.push_back({rows.text(0), rows.text(1), rows.integer(2), {rows.integer(3)}, {rows.integer(4)}});
    return out;
}

}  // namespace afterdesk::store

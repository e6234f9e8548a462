#include "store/desk_clock.hpp"

#include "store/engine.hpp"

namespace afterdesk::store {

ClockRow read_clock(ReadTx& tx) {
    Rows rows = sql(tx).query("SELECT offset_ms, advanced_ms FROM desk_clock WHERE only = 1");
    if (!rows.step()) return {};
    return {{rows.integer(0)}, {rows.integer(1)}};
}

void write_clock(WriteTx& tx, ClockRow const& row) {
    sql(tx).run(
        "INSERT INTO desk_clock (only, offset_ms, advanced_ms) VALUES (1, $1, $2)"
        " ON CONFLICT (only) DO UPDATE SET offset_ms = excluded.offset_ms, advanced_ms = "
        "excluded.advanced_ms",
        {row.offset.ms, row.advanced.ms});
}

}  // namespace afterdesk::store

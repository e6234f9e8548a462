#include "store/desk_clock.hpp"

namespace afterdesk::store {

ClockRow read_clock(ReadTx& tx) {
    Statement row = tx.db.query("SELECT offset_ms, advanced_ms FROM desk_clock WHERE only = 1");
    if (!row.step()) return {};
    return {{row.integer(0)}, {row.integer(1)}};
}

void write_clock(WriteTx& tx, ClockRow const& row) {
    tx.db.run(
        "INSERT INTO desk_clock (only, offset_ms, advanced_ms) VALUES (1, $1, $2)"
        " ON CONFLICT (only) DO UPDATE SET offset_ms = excluded.offset_ms, advanced_ms = "
        "excluded.advanced_ms",
        {row.offset.ms, row.advanced.ms});
}

}  // namespace afterdesk::store

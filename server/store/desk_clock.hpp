#pragma once
// What the desk's clock adds to the machine's: kept, so that tools and the next start know it.

#include "store/tx.hpp"

namespace afterdesk::store {

struct ClockRow {
    Duration offset;    ///< as `serve --clock` said
    Duration advanced;  ///< by an administrator since
};
ClockRow read_clock(ReadTx& tx);
void write_clock(WriteTx& tx, ClockRow const& row);

}  // namespace afterdesk::store

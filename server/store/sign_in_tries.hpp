#pragma once
// Tries to sign in that failed, so that a restart forgets none of them.

#include <string>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

/// Tries of one name. Units: `who` is a keyed hash; `thousandths` of a try.
struct TriesRow {
    std::string kind, who;  ///< kind: what the name is of
    std::int64_t thousandths = 0;
    Instant last;
    Instant over;  ///< nothing of it is left then
};
/// Keeps what is known of the name now, and forgets all that is over.
void put_tries(WriteTx& tx, TriesRow const& row, Instant now);
/// What is not over, at most `limit`, what lasts longest first.
std::vector<TriesRow> kept_tries(ReadTx& tx, Instant now, int limit);

}  // namespace afterdesk::store

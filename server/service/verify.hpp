#pragma once
// Checks a data folder from the ground up: what is stored must follow from what happened.

#include <string>
#include <vector>

namespace afterdesk {

struct Verified {
    int orders = 0, tickets = 0, events = 0, refunds = 0, files = 0;
    std::vector<std::string> differences;  ///< empty when all is well; at most 1,000
};

/// Reads one snapshot: SQLite's own checks; each ticket's events folded give its row, byte for byte; hash
/// chains; lists and search agree with the rows; payments, tickets and ledger add up; every unit is held
/// once; kept files are what their names say; the channel paid every number once, and only numbers that we
/// know. Errors: StoreFailure when there is no store.
Verified verify_folder(std::string const& data_dir);

}  // namespace afterdesk

#pragma once
// Checks a data folder from the ground up: what is stored must follow from what happened.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk {

/// Where a walk through a folder stands: behind this order.
struct VerifyPlace {
    std::string tenant, order_no;
};
/// The place as one word, and back. Errors: nothing for anything else.
std::string verify_mark(VerifyPlace const& place);
std::optional<VerifyPlace> verify_place(std::string_view mark);

struct VerifyOptions {
    std::string data_dir;
    std::optional<VerifyPlace> from = {};  ///< go on behind it
    int seconds = 0;                       ///< stop after so many; 0: at the end
};

struct Verified {
    int orders = 0, tickets = 0, events = 0, refunds = 0, files = 0;
    std::vector<std::string> differences;   ///< empty when all is well; at most 1,000
    std::optional<VerifyPlace> stopped_at;  ///< the time was over: go on there
};

/// Reads one snapshot, order by order with its tickets: each ticket's events folded give its row, byte for
/// byte; hash chains; lists and search agree with the rows; payments, tickets and ledger add up; every unit
/// is held once. At the end: SQLite's own checks; kept numbers; kept files are what their names say; the
/// channel paid every number once, and only numbers that we know. A run that began in the middle does not
/// compare what needs all of it: kept numbers, and what the search finds beside the texts. Errors:
/// StoreFailure when there is no store.
Verified verify_folder(VerifyOptions const& options);
inline Verified verify_folder(std::string const& data_dir) { return verify_folder(VerifyOptions{data_dir}); }

}  // namespace afterdesk

#pragma once
// Orders and stock from a file of the mall: one JSON object a line, all of them or none. A line of stock is
// {"stock":{"shop_id","items":[Ware]}}; an order that is there with the same money brings its new facts.
// Beside the order's own keys may stand "buyer_name" and "buyer_phone_tail" (four digits, or a number that
// ends in them).

#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/store.hpp"

namespace afterdesk {

/// A mistake and the line of the file it stands in. Units: lines from 1.
struct LineMistake {
    int line = 0;
    Mistake mistake;
};

struct Imported {
    int added = 0;
    int unchanged = 0;  ///< were there already, and nothing new is known of them
    int updated = 0;    ///< were there, and brought facts or the buyer's new name
    int wares = 0;      ///< stock lines' items
};

/// How the times in the file are moved (the demo's are kept fresh).
struct ImportTimes {
    Instant now;
    Duration shift{0};
};

/// Errors: all mistakes of all lines; order_no_twice for a number that stands in the file twice or is there
/// with other money or goods; shop_unknown; what the tickets of an order say to its facts. Nothing is
/// kept then. StoreFailure.
Result<Imported, std::vector<LineMistake>> import_orders(store::Store& store, TenantId const& tenant,
                                                         std::string_view text, ImportTimes const& times);

}  // namespace afterdesk

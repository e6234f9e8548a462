#pragma once
// Orders and stock from a file of the mall: one JSON object a line, all of them or the sound ones. A line of
// stock is {"stock":{"shop_id","items":[Ware]}}; an order that is there brings its news (order_again.hpp).
// Beside the order's own keys may stand "buyer_name" and "buyer_phone_tail" (four digits, or a number that
// ends in them).

#include <functional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "store/people.hpp"
#include "store/store.hpp"

namespace afterdesk {

/// A mistake and where in the file it stands. Units: lines from 1.
struct LineMistake {
    int line = 0;
    std::string order_no;  ///< empty where none could be read
    Mistake mistake;
    /// order_differs: both values, as JSON. Of a remark `told` alone: the origin, the ticket.
    std::string known, told;
};

struct Imported {
    int added = 0;
    int unchanged = 0;                  ///< were there already, and nothing new is known of them
    int updated = 0;                    ///< were there, and brought facts, a look or a buyer's name
    int wares = 0;                      ///< stock lines' items
    std::vector<LineMistake> left_out;  ///< what is wrong with the lines that were not taken
    /// Taken, but: image_not_shown, once for each origin; shipped_after_refund, used_after_refund.
    std::vector<LineMistake> remarks;
};

/// What becomes of a file that is not sound in all lines.
enum class Unsound : std::uint8_t { refuses_all, is_left_out };

/// Whether what was imported stays, or it was only to be seen what would.
enum class Keeping : std::uint8_t { for_good, tried };

struct ImportWish {
    Unsound unsound = Unsound::refuses_all;
    Keeping keeping = Keeping::for_good;
    std::vector<std::string> image_origins{};  ///< whose pictures the page shows beside its own
    /// Told now and then how many orders of how many were taken. Empty: nobody is.
    std::function<void(std::size_t taken, std::size_t all)> progress{};
};

/// How the times in the file are moved (the demo's are kept fresh).
struct ImportTimes {
    Instant now;
    Duration shift{0};
};

/// One order that was read and checked already, as it is known elsewhere. Errors: what it differs in from the
/// order as it is known, shop_unknown; those of facts. What was written before one is to be undone.
Result<Imported, std::vector<LineMistake>> take_order_in(store::WriteTx& tx, TenantId const& tenant,
                                                         Order const& order, store::Buyer const& buyer,
                                                         Instant now);

/// Lines end with LF, CR LF or CR; blank ones and a byte order mark in front are passed over.
/// Errors: all mistakes of all lines; order_no_twice for a number that stands in the file twice;
/// order_differs for each field of an order that is known otherwise; shop_unknown; what the tickets of an
/// order say to its facts. Nothing is kept then, unless what is not sound is to be left out. StoreFailure.
Result<Imported, std::vector<LineMistake>> import_orders(store::Store& store, TenantId const& tenant,
                                                         std::string_view text, ImportTimes const& times,
                                                         ImportWish const& wish = {});

/// The same within a transaction of the caller's, all or nothing: an error is to undo it.
Result<Imported, std::vector<LineMistake>> import_orders_in(store::WriteTx& tx, TenantId const& tenant,
                                                            std::string_view text, ImportTimes const& times);

}  // namespace afterdesk
